"""A village's own ledger merged into the town's: counted before it is written, told three ways, proved afterwards."""

import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import FIVE, PROVEN, Office, Result, options
from tests.torture.schemas import old_ledger

from hazardctl.ledger import migrations

RECTIFIED = ("--on", "2023-07-08", "--by", "钱七", "--note", "做完")


class Village:
    """A village that keeps a ledger file of its own, in its own series."""

    def __init__(self, office: Office, path: Path, series: str) -> None:
        self.office, self.path, self.series = office, path, series
        self.does("init", "--series", series, today="2023-06-01")

    def run(self, *words: str, today: str = "2023-07-10") -> Result:
        return self.office.run("--ledger", str(self.path), "--actor", self.series, *words, today=today)

    def does(self, *words: str, today: str = "2023-07-10") -> Result:
        done = self.run(*words, today=today)
        assert done.code == 0, done.err
        return done

    def asks(self, *words: str) -> Any:
        return json.loads(self.does(*words, "--format", "json").out)["data"]

    def is_told(self, words: str) -> str:
        """Register a tip-off and return its number."""
        story = self.path.parent / "举报.txt"
        story.write_text(words, encoding="utf-8")
        no: str = self.asks("tipoff", "add", "--text-file", str(story), "--channel", "电话")["no"]
        story.unlink()
        return no

    def finds(self, title: str, *more: str) -> str:
        """Register a hazard in the village's ledger."""
        told = {
            "title": title,
            "level": "general",
            "unit": "经发办",
            "source": "village",
            "found-on": "2023-07-01",
            **FIVE,
        }
        no: str = self.asks("hazard", "add", *options(told), "--enterprise", "测试食品厂", *more)["no"]
        return no


@pytest.fixture
def village(office: Office, tmp_path: Path) -> Village:
    return Village(office, tmp_path / "石门村" / "ledger.db", "SM")


def merged(office: Office, *paths: Path, yes: bool = True) -> Any:
    return office.asks("merge", *map(str, paths), *(("--yes",) if yes else ()))


def shown(office: Office, no: str) -> Any:
    return office.asks("hazard", "show", no)


def test_a_trial_counts_and_writes_nothing(office: Office, village: Village) -> None:
    village.finds("甲"), village.finds("乙")
    before = office.contents()
    told = office.asks("merge", str(village.path), "--dry-run")
    assert (told["written"], told["conflicting"], told["undecided"]) == (False, 0, 0)
    (source,) = told["sources"]
    assert (source["series"], source["by"]["hazard"]) == ("SM", {"added": 2, "updated": 0, "conflicting": 0})
    assert "试算" in office.does("merge", str(village.path), "--dry-run").out
    assert office.is_refused("merge", str(village.path)) == ["needs_yes"]
    assert office.contents() == before
    done = merged(office, village.path)
    assert {**done, "written": False} == told, "what is done is what was told"


def test_numbers_of_every_kind_keep_their_series(office: Office, village: Village) -> None:
    hazard = village.finds("甲")
    visit = village.asks("inspect", "add", "--unit", "经发办", "--enterprise", "测试食品厂", "--by", "钱七")[
        "no"
    ]
    own = office.asks("inspect", "add", "--unit", "经发办", "--enterprise", "测试食品厂", "--by", "王五")[
        "no"
    ]
    assert (hazard, visit, own) == ("SM-2023-0001", "SM-JC-2023-0001", "JC-2023-0001")
    merged(office, village.path)
    assert {row["no"] for row in office.asks("inspect", "list")} == {visit, own}
    assert office.registers() == "BY-2023-0001"
    assert (
        office.asks("inspect", "add", "--unit", "经发办", "--by", "王五", "--enterprise", "测试食品厂")["no"]
        == "JC-2023-0002"
    )
    assert village.finds("乙") == "SM-2023-0002"


def test_merging_twice_changes_nothing(office: Office, village: Village) -> None:
    village.finds("甲")
    merged(office, village.path)
    before = office.contents()
    (source,) = merged(office, village.path)["sources"]
    assert (source["new_entries"], source["added"], source["updated"], source["conflicting"]) == (0, 0, 0, 0)
    assert office.contents() == before
    assert "没有新内容" in office.does("merge", str(village.path), "--yes").out


def test_what_both_entered_of_one_finding_is_pointed_out(office: Office, village: Village) -> None:
    """A sheet that went into two ledgers: nobody guesses that it is one hazard, and nobody overlooks it."""
    ours = office.registers(title="甲", enterprise="测试食品厂", found_on="2023-07-01")
    theirs, other = village.finds("甲"), village.finds("乙")
    (told,) = office.asks("merge", str(village.path), "--dry-run")["sources"]
    assert [sorted(numbers) for numbers in told["alike"]] == [[ours, theirs]]
    page = office.does("merge", str(village.path), "--yes").out
    assert "可能两边各登记了一次" in page
    assert other not in page
    office.does("hazard", "void", theirs, "--duplicate-of", ours, "--reason", "重复登记")
    village.finds("丙")
    assert merged(office, village.path)["sources"][0]["alike"] == []


def test_what_only_one_side_changed_is_taken_over(office: Office, village: Village) -> None:
    no = village.finds("甲")
    merged(office, village.path)
    village.does("hazard", "amend", no, "--place", "东头", "--reason", "更正")
    office.does("hazard", "amend", no, "--measures", "换线", "--reason", "更正")
    village.does("hazard", "rectify", no, *RECTIFIED)
    told = merged(office, village.path)
    assert (told["conflicting"], told["sources"][0]["by"]["hazard"]["updated"]) == (0, 1)
    now = shown(office, no)
    assert (now["place"], now["five"]["measures"], now["status"]) == ("东头", "换线", "rectified")
    office.does("verify")


@pytest.mark.parametrize(("take", "comes_to"), [("0", "甲"), ("1", "甲东"), ("2", "甲西")])
def test_what_both_changed_shows_what_it_was_until_it_is_decided(
    office: Office, village: Village, take: str, comes_to: str
) -> None:
    no = village.finds("甲")
    merged(office, village.path)
    village.does("hazard", "amend", no, "--title", "甲西", "--reason", "更正")
    office.does("hazard", "amend", no, "--title", "甲东", "--reason", "更正")
    assert merged(office, village.path)["undecided"] == 1
    assert shown(office, no)["title"] == "甲"
    (one,) = office.asks("merge", "--conflicts")
    assert (one["what"], one["field"], one["label"], one["ancestor"]) == (no, "title", "隐患描述", "甲")
    assert [(rival["value"], rival["by"]) for rival in one["rivals"]] == [("甲东", ["BY"]), ("甲西", ["SM"])]
    page = office.does("merge", "--conflicts").out
    assert all(word in page for word in (no, "隐患描述", "双方改动前：甲", "1. 甲东（BY）", "2. 甲西（SM）"))
    assert "undecided" in {
        found["rule"] for found in json.loads(office.run("check", "--format", "json").out)["data"]
    }
    assert "说法不一" in office.does("merge", str(village.path), "--yes").out
    office.does("verify")
    done = office.does("merge", "--decide", one["id"], "--take", take)
    assert comes_to in done.out
    assert (shown(office, no)["title"], office.asks("merge", "--conflicts")) == (comes_to, [])
    assert merged(office, village.path)["conflicting"] == 0, "what is decided stays so"
    assert shown(office, no)["title"] == comes_to
    office.does("verify")


def test_two_tellings_that_do_not_hold_together_wait_for_a_decision(office: Office, village: Village) -> None:
    no = village.finds("甲")
    merged(office, village.path)
    village.does("hazard", "rectify", no, *RECTIFIED)
    office.does("hazard", "rectify", no, "--on", "2023-07-09", "--by", "孙八", "--note", "另做")
    assert merged(office, village.path)["conflicting"] == 1
    assert shown(office, no)["status"] == "open", "both go out from an open one"
    (one,) = office.asks("merge", "--conflicts")
    assert (one["field"], [rival["by"] for rival in one["rivals"]]) == ("acts", [["BY"], ["SM"]])
    before = office.contents()
    refused = office.run("merge", "--decide", one["id"], "--take", "1,2", "--format", "json")
    assert (refused.code, refused.codes) == (4, ["does_not_hold"])
    assert office.contents() == before
    village_first = next(rival["take"] for rival in one["rivals"] if rival["by"] == ["SM"])
    office.does("merge", "--decide", one["id"], "--take", str(village_first))
    now = shown(office, no)
    assert (now["status"], now["rectified_by"], now["rectified_on"]) == ("rectified", "钱七", "2023-07-08")
    office.closes(no, on="2023-07-10")
    assert merged(office, village.path)["conflicting"] == 0
    office.does("verify")


def test_the_other_side_takes_over_what_was_decided(office: Office, village: Village, tmp_path: Path) -> None:
    no = village.finds("甲")
    merged(office, village.path)
    village.does("hazard", "amend", no, "--title", "甲西", "--reason", "更正")
    office.does("hazard", "amend", no, "--title", "甲东", "--reason", "更正")
    merged(office, village.path)
    (one,) = office.asks("merge", "--conflicts")
    office.does("merge", "--decide", one["id"], "--take", "1")
    bundle = tmp_path / "镇.zip"
    office.does("export", str(bundle))
    told = village.asks("merge", str(bundle), "--yes")
    assert (told["conflicting"], village.asks("hazard", "show", no)["title"]) == (0, "甲东")
    village.does("verify")
    assert merged(office, village.path)["conflicting"] == 0
    assert shown(office, no)["title"] == "甲东"


def test_an_enterprise_known_to_both_becomes_one(office: Office, village: Village) -> None:
    office.registers(enterprise="测试食品厂")
    office.does("enterprise", "amend", "测试食品厂", "--headcount", "20", "--contact", "张三")
    village.finds("甲")
    village.does("enterprise", "amend", "测试食品厂", "--headcount", "35", "--address", "石门村1号")
    assert merged(office, village.path)["conflicting"] == 1
    (firm,) = [one for one in office.asks("enterprise", "list") if one["name"] == "测试食品厂"]
    assert (firm["headcount"], firm["contact"], firm["address"]) == (20, "张三", "石门村1号")
    assert {row["enterprise"] for row in office.asks("hazard", "list")} == {"测试食品厂"}
    village.does("enterprise", "amend", "测试食品厂", "--opened-on", "2020-01-01")
    assert merged(office, village.path)["conflicting"] == 0
    (firm,) = [one for one in office.asks("enterprise", "list") if one["name"] == "测试食品厂"]
    assert firm["opened_on"] == "2020-01-01"
    office.does("verify")


def test_a_source_can_still_be_checked_by_its_printed_head(office: Office, village: Village) -> None:
    village.finds("甲")
    head = json.loads(village.does("hazard", "list", "--format", "json").out)["journal_head"]
    village.finds("乙")
    merged(office, village.path)
    told = office.asks("verify", "--since", head)
    assert (told["sound"], told["since"]["series"], told["since"]["head"]) == (True, "SM", head)
    assert "编号系列 SM" in office.does("verify", "--since", head).out


@pytest.mark.file
@pytest.mark.parametrize(
    ("sql", "code"),
    [
        (
            "update source_entry set image = replace(image, '甲', '丙') where entity = 'hazard'",
            "source_changed",
        ),
        ("delete from source_entry where seq = (select max(seq) from source_entry)", "source_cut"),
        ("update source_entry set hash = 'x' where seq = 3", "source_changed"),
    ],
)
def test_nobody_can_change_what_came(office: Office, village: Village, sql: str, code: str) -> None:
    village.finds("甲")
    merged(office, village.path)
    with closing(sqlite3.connect(office.ledger)) as raw, raw:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(sql)
        triggers = raw.execute(
            "select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'source_entry'"
        ).fetchall()
        for name, _ in triggers:
            raw.execute(f"drop trigger {name}")
        raw.execute(sql)
        for _, again in triggers:
            raw.execute(again)
    result = office.run("verify", "--format", "json")
    assert (result.code, {fault["code"] for fault in result.data["faults"]}) == (1, {code})


def test_what_cannot_become_one_is_refused_by_name(office: Office, village: Village, tmp_path: Path) -> None:
    village.finds("甲")
    merged(office, village.path)
    twin = Village(office, tmp_path / "另一村.db", "SM")
    plain = Village(office, tmp_path / "没有系列.db", "BY")
    text = tmp_path / "说明.db"
    text.write_text("不是台账", encoding="utf-8")
    before = office.contents()
    for path, exit_code, code in (
        (twin.path, 4, "series_taken"), (plain.path, 4, "series_taken"), (text, 6, "not_a_source"),
        (tmp_path / "没有.db", 3, "no_source"), (tmp_path, 6, "not_a_source"), (Path("/dev/null"), 6, "not_a_source"),
    ):  # fmt: skip
        result = office.run("merge", str(path), "--yes", "--format", "json")
        assert (result.code, result.codes[0]) == (exit_code, code), path
    assert office.contents() == before
    assert office.run("merge", "--yes").code == 4
    assert office.is_refused("merge", "--dry-run") == ["nothing_named"]
    assert office.is_refused("merge", str(village.path), "--conflicts") == ["one_thing"]
    assert office.is_refused("merge", "--take", "1") == ["of_no_use"]
    assert office.is_refused("merge", "--conflicts", "--yes") == ["of_no_use"]
    assert office.run("merge", "--decide", "abcdef", "--take", "1").code == 3


def test_a_source_whose_past_was_rewritten_is_refused(
    office: Office, village: Village, tmp_path: Path
) -> None:
    village.finds("甲")
    old = tmp_path / "旧.db"
    shutil.copyfile(village.path, old)
    village.finds("乙")
    merged(office, village.path)
    assert merged(office, old)["sources"][0]["new_entries"] == 0, "an earlier copy says nothing new"
    shutil.copyfile(old, village.path)
    village.finds("丙"), village.finds("丁")
    before = office.contents()
    result = office.run("merge", str(village.path), "--yes", "--format", "json")
    assert (result.code, result.codes) == (4, ["rewritten"])
    assert office.contents() == before


def test_a_source_that_is_not_whole_is_refused(office: Office, village: Village) -> None:
    village.finds("甲")
    with closing(sqlite3.connect(village.path)) as raw, raw:
        raw.execute("update hazard set title = '改过'")
    before = office.contents()
    result = office.run("merge", str(village.path), "--yes", "--format", "json")
    assert (result.code, result.codes) == (6, ["source_damaged"])
    assert office.contents() == before


@pytest.mark.file
def test_a_copy_of_this_ledger_brings_nothing_or_is_refused(office: Office, tmp_path: Path) -> None:
    office.registers()
    copy = tmp_path / "副本.db"
    shutil.copyfile(office.ledger, copy)
    office.registers(title="后来的")
    (source,) = merged(office, copy)["sources"]
    assert (source["new_entries"], source["added"]) == (0, 0)
    office.does(
        "--ledger", str(copy), "hazard", "amend", "BY-2023-0001", "--place", "东头", "--reason", "更正"
    )
    assert office.is_refused("merge", str(copy), "--yes") == ["own_copy"]


@pytest.mark.file
def test_a_ledger_that_went_back_is_told(office: Office, village: Village, tmp_path: Path) -> None:
    office.registers()
    earlier = tmp_path / "旧镇.db"
    shutil.copyfile(office.ledger, earlier)
    office.registers(title="后来的")
    village.does("merge", str(office.ledger), "--yes")
    shutil.copyfile(earlier, office.ledger)
    assert office.is_refused("merge", str(village.path), "--yes") == ["ours_went_back"]


def test_a_merge_is_not_taken_back(office: Office, village: Village) -> None:
    village.finds("甲")
    merged(office, village.path)
    assert office.is_refused("undo", "--yes") == ["merged_is_final"]


def test_evidence_and_tips_come_along(office: Office, village: Village, tmp_path: Path) -> None:
    photo, lost = tmp_path / "现场.txt", tmp_path / "丢失.txt"
    photo.write_text("照片", encoding="utf-8"), lost.write_text("没了", encoding="utf-8")
    no = village.finds("甲")
    village.does("hazard", "attach", no, str(photo))
    village.does("hazard", "attach", no, str(lost))
    tip = village.is_told("有人偷排")
    for kept in village.path.parent.glob("evidence/*/*"):
        if kept.read_text(encoding="utf-8") == "没了":
            kept.unlink()
    (source,) = merged(office, village.path)["sources"]
    assert (source["files"], source["files_left"]) == (1, ["丢失.txt"])
    assert any(one.read_text(encoding="utf-8") == "照片" for one in office.home.glob("evidence/*/*"))
    assert office.asks("tipoff", "show", tip)["text"] == "有人偷排"
    assert {
        one["code"] for one in json.loads(office.run("verify", "--format", "json").out)["data"]["faults"]
    } == {"file_gone"}
    village.does("tipoff", "redact", tip, "--reason", "保存期满")
    merged(office, village.path)
    assert office.asks("tipoff", "show", tip)["text"] is None


@pytest.mark.parametrize("version", range(1, migrations.NEWEST))
def test_a_ledger_of_any_earlier_program_is_taken_as_it_is(
    office: Office, tmp_path: Path, version: int
) -> None:
    machine = old_ledger(tmp_path / "old", version, series="LAO")
    before = machine.ledger.read_bytes()
    told = merged(office, machine.ledger)
    assert (told["conflicting"], told["sources"][0]["by"]["hazard"]["added"]) == (0, 1)
    assert machine.ledger.read_bytes() == before
    assert [row["no"] for row in office.asks("hazard", "list")] == ["LAO-2023-0001"]
    office.does("verify")


@pytest.fixture
def bundle(village: Village, tmp_path: Path) -> Path:
    photo = tmp_path / "现场.txt"
    photo.write_text("照片", encoding="utf-8")
    no = village.finds("甲")
    village.does("hazard", "attach", no, str(photo))
    village.is_told("有人偷排")
    path = tmp_path / "石门村.zip"
    told = village.asks("export", str(path))
    assert (told["series"], told["files"]) == ("SM", 1)
    return path


def test_a_bundle_says_what_the_ledger_says(office: Office, village: Village, bundle: Path) -> None:
    told = merged(office, bundle)["sources"][0]
    assert (told["by"]["hazard"]["added"], told["files"], told["files_left"]) == (1, 1, [])
    assert merged(office, village.path)["sources"][0]["new_entries"] == 0, "it is the same ledger"
    assert office.asks("tipoff", "show", "SM-JB-2023-0001")["text"] == "有人偷排"
    office.does("verify")


def test_a_bundle_that_was_tampered_with_is_refused(office: Office, bundle: Path, tmp_path: Path) -> None:
    def rewritten(change: dict[str, bytes | None]) -> Path:
        path = tmp_path / "改过.zip"
        with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(path, "w") as new:
            for info in old.infolist():
                content = change.get(info.filename, old.read(info))
                if content is not None:
                    new.writestr(info.filename, content)
        return path

    with zipfile.ZipFile(bundle) as whole:
        journal, secret = (whole.read(f"{table}.jsonl") for table in ("journal", "secret"))
    before = office.contents()
    cases: list[tuple[dict[str, bytes | None], int, str]] = [
        ({"journal.jsonl": journal.replace("甲".encode(), "丙".encode())}, 6, "source_damaged"),
        ({"journal.jsonl": b"".join(journal.splitlines(keepends=True)[1:])}, 6, "source_damaged"),
        ({"journal.jsonl": None}, 6, "not_a_bundle"),
        ({"journal.jsonl": b"[1]\n"}, 6, "not_a_bundle"),
        ({"hazardctl-ledger.json": None}, 6, "not_a_bundle"),
        ({"hazardctl-ledger.json": b'{"format": 99}'}, 6, "newer_bundle"),
        ({"hazardctl-ledger.json": b"{"}, 6, "not_a_bundle"),
        ({"secret.jsonl": b""}, 6, "not_a_bundle"),
        ({"secret.jsonl": secret.replace("有人偷排".encode(), "没人偷排".encode())}, 6, "source_damaged"),
    ]
    for change, code, reason in cases:
        result = office.run("merge", str(rewritten(change)), "--yes", "--format", "json")
        assert (result.code, result.codes) == (code, [reason]), change
    torn = tmp_path / "半个.zip"
    torn.write_bytes(bundle.read_bytes()[: bundle.stat().st_size // 2])
    assert office.run("merge", str(torn), "--yes").code == 6
    assert office.contents() == before


def test_a_bundle_writes_nowhere_but_in_its_place(office: Office, bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle, "a") as more:
        more.writestr("evidence/../../../" + "a" * 64 + ".txt", "外面")
        more.writestr("evidence/" + "../" * 9 + "b.txt", "外面")
        more.writestr("/etc/hazardctl", "外面")
    merged(office, bundle)
    assert not [one for one in tmp_path.rglob("*") if one.is_file() and one.read_bytes() == "外面".encode()]


def test_a_bundle_is_the_whole_ledger(village: Village, tmp_path: Path) -> None:
    assert village.run("export", str(tmp_path / "部分.zip"), "--unit", "经发办").code == 2
    assert village.run("export", str(tmp_path / "没有" / "a.zip")).code == 7


def test_three_villages_and_a_town_in_every_order_come_to_the_same(office: Office, tmp_path: Path) -> None:
    """The town's ledger wherever it is (a file or a server); orders in full: test_merge_property.py."""
    no = office.registers(found_on="2023-07-01")
    town = tmp_path / "镇.zip"
    office.does("export", str(town))
    villages = [Village(office, tmp_path / f"{name}.db", name) for name in ("JIA", "YI", "BING")]
    for number, one in enumerate(villages):
        one.finds(one.series)
        one.does("merge", str(town), "--yes")
        one.does("hazard", "amend", no, "--title", f"标题{number}", "--reason", "更正")
    villages[0].does("hazard", "rectify", no, *RECTIFIED)
    for one in reversed(villages):
        merged(office, one.path)
    (title,) = office.asks("merge", "--conflicts")
    assert [rival["value"] for rival in title["rivals"]] == ["标题0", "标题1", "标题2"]
    assert (shown(office, no)["title"], shown(office, no)["status"]) == ("配电箱未接地", "rectified")
    assert {row["no"] for row in office.asks("hazard", "list")} == {
        no,
        "JIA-2023-0001",
        "YI-2023-0001",
        "BING-2023-0001",
    }
    office.does("merge", "--decide", title["id"], "--take", "3")
    office.does("hazard", "close", no, "--reviewer", "赵六", "--on", "2023-07-10", *options(PROVEN))
    office.does("verify")
