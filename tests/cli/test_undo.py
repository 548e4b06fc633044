"""`undo` and `log` at the keyboard: what is shown, what is refused, and what comes back."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.data.sheets.make import PLAIN, row

from hazardctl.ledger.connect import Reader
from hazardctl.ledger.writing import Writer

if TYPE_CHECKING:
    from tests.cli.conftest import Office

NO = "BY-2023-0001"


def test_an_added_hazard_becomes_void_and_its_number_is_never_used_again(office: "Office") -> None:
    office.registers()
    told = office.does("undo", "--yes").out
    assert f"隐患 {NO} 作废（编号保留，不再使用）" in told
    assert office.asks("hazard", "list") == []
    assert [h["no"] for h in office.asks("hazard", "list", "--status", "void")] == [NO]
    assert office.registers(title="另一条") == "BY-2023-0002"


def test_an_undo_is_a_command_and_can_be_undone(office: "Office") -> None:
    office.registers()
    office.does("hazard", "amend", NO, "--title", "改错了")
    told = office.does("undo", "--yes").out
    assert "隐患描述 改错了 → 配电箱未接地" in told
    assert office.asks("hazard", "show", NO)["title"] == "配电箱未接地"
    office.does("undo", "--yes")
    assert office.asks("hazard", "show", NO)["title"] == "改错了"


def test_without_a_terminal_it_says_what_it_would_do_and_does_nothing(office: "Office") -> None:
    office.registers()
    assert office.is_refused("undo") == ["needs_yes"]
    said = office.run("undo").err
    assert f"隐患 {NO} 作废" in said
    assert "加 --yes" in said


def test_an_undo_is_refused_while_later_entries_rest_on_it_and_names_them(office: "Office") -> None:
    office.registers()
    (added,) = office.asks("log", "--no", NO)
    office.does("hazard", "rectify", NO, "--on", "2023-07-12", "--by", "钱七", today="2023-07-12")
    result = office.run("undo", str(added["seq"]), "--yes", "--format", "json")
    assert (result.code, result.codes) == (4, ["rests_on_it"])
    assert f"{NO} 整改完成" in str(result.problems[0]["message"])
    office.does("undo", "--yes", today="2023-07-12")
    office.does("undo", str(added["seq"]), "--yes", today="2023-07-12")
    assert office.asks("hazard", "show", NO)["status"] == "void"


def test_a_month_handed_in_stays_handed_in(office: "Office") -> None:
    office.does("report", "monthly", "2023-06", "--issue")
    assert office.is_refused("undo", "--yes") == ["issue_is_final"]
    assert "撤销这一步" not in office.does("log", newest(office)).out


def test_an_act_taken_back_stays_in_the_history_and_the_issue_that_knew_it(office: "Office") -> None:
    office.registers(found_on="2023-06-20", deadline="2023-06-25", today="2023-06-20")
    office.does("hazard", "rectify", NO, "--on", "2023-06-28", "--by", "钱七", today="2023-06-28")
    issued = office.asks("report", "monthly", "2023-06", "--issue", today="2023-07-01")
    rectified = next(line for line in office.asks("log", "--no", NO) if line["command"] == "hazard rectify")
    office.does("undo", str(rectified["seq"]), "--yes", today="2023-07-02")
    assert office.asks("hazard", "show", NO, today="2023-07-02")["status"] == "open"
    again = office.asks("report", "monthly", "2023-06", today="2023-07-03")
    assert json.dumps(again, sort_keys=True) == json.dumps(issued, sort_keys=True)
    told = office.does("hazard", "history", NO, today="2023-07-03").out
    assert "整改完成（后来撤销）" in told
    assert "撤回 整改完成" in told
    diff = office.asks("report", "diff", "2023-06", today="2023-07-03")
    assert [h["no"] for h in diff["hazards"]] == [NO]


def test_what_is_undone_already_is_not_undone_twice(office: "Office") -> None:
    office.registers()
    (added,) = office.asks("log", "--no", NO)
    office.does("undo", str(added["seq"]), "--yes")
    assert office.is_refused("undo", added["tx"], "--yes") == ["undone_already"]


def test_an_enterprise_that_a_void_hazard_names_stays_and_is_told(office: "Office") -> None:
    office.registers()
    told = office.does("undo", "--yes").out
    assert "单位（场所） 测试食品厂 仍然登记着" in told
    assert [e["name"] for e in office.asks("enterprise", "list")] == ["测试食品厂"]


def test_only_one_s_own_last_command_goes_without_a_number(office: "Office") -> None:
    office.registers()
    office.does("--actor", "孙八", "hazard", "amend", NO, "--title", "孙八改的")
    assert office.is_refused("undo", "--yes") == ["rests_on_it"]
    office.does("--actor", "孙八", "undo", "--yes")
    office.does("undo", "--yes")
    assert office.run("--actor", "没来过", "undo", "--yes").code == 3


def test_destroyed_text_does_not_come_back(office: "Office") -> None:
    (office.home / "tip.txt").write_text("举报内容甲", encoding="utf-8")
    office.does("tipoff", "add", "--text-file", str(office.home / "tip.txt"))
    office.does("tipoff", "redact", "JB-2023-0001", "--reason", "保密")
    told = office.does("undo", "--yes").out
    assert "举报内容已经销毁，撤销也找不回来" in told
    assert "举报内容甲" not in told
    assert office.asks("tipoff", "show", "JB-2023-0001")["text"] is None
    assert office.asks("verify")["sound"]


def test_an_import_is_one_step(office: "Office") -> None:
    sheet = office.home / "sheet.csv"
    head = "隐患描述,隐患等级,隐患来源,排查日期,整改措施,整改责任单位,整改责任人,整改资金（元）,整改时限,应急预案,监管责任单位"
    rows = [f"灭火器过期{n},一般,村排查,2023-07-01,更换,超市,李四,0,2023-08-30,有,经发办" for n in range(20)]
    sheet.write_text("\n".join([head, *rows]), encoding="utf-8")
    office.does("import", str(sheet))
    assert len(office.asks("hazard", "list")) == 20
    assert "另有" in office.does("undo", "--yes").out
    assert office.asks("hazard", "list") == []
    assert office.asks("verify")["sound"]


@pytest.mark.parametrize("said", ["99999", "没有", "0", "-1x", "a" * 200])
def test_a_number_that_is_none(office: "Office", said: str) -> None:
    assert office.run("undo", said, "--yes").code in {2, 3}
    assert office.run("log", said).code in {2, 3}


def test_the_log_names_who_when_and_what_and_can_be_narrowed(office: "Office") -> None:
    office.registers()
    office.does("hazard", "amend", NO, "--title", "二楼配电箱未接地")
    office.does("--actor", "孙八", "hazard", "rectify", NO, "--by", "钱七")
    newest, *_ = office.asks("log")
    assert (newest["actor"], newest["command"], newest["said"]) == (
        "孙八",
        "hazard rectify",
        [f"{NO} 整改完成"],
    )
    assert [line["command"] for line in office.asks("log", "--no", NO)] == [
        "hazard rectify", "hazard amend", "hazard add",
    ]  # fmt: skip
    assert {line["actor"] for line in office.asks("log", "--by", "孙八")} == {"孙八"}
    assert [line["command"] for line in office.asks("log", "--search", "二楼配电箱")] == ["hazard amend"]
    assert office.asks("log", "--search", "%") == []
    assert office.asks("log", "--search", "found_on") == [], "a column's name is nothing that anybody typed"
    assert [line["command"] for line in office.asks("log", "--search", "[急] 配")] == []
    assert len(office.asks("log", "--limit", "1")) == 1
    amended = office.asks("log", "--command", "hazard amend")[0]
    (entry,) = office.asks("log", str(amended["seq"]))["entries"]
    assert entry["changes"] == [{"label": "隐患描述", "old": "配电箱未接地", "new": "二楼配电箱未接地"}]
    assert "隐患描述：配电箱未接地 → 二楼配电箱未接地" in office.does("log", str(amended["seq"])).out


def test_nothing_of_the_log_is_english_but_the_commands(office: "Office") -> None:
    office.registers()
    for line in office.asks("log"):
        for said in line["said"]:
            words = said.replace("JC-", "").replace("BY", "")
            assert not any("a" <= c <= "z" for c in words), said


def test_the_log_as_a_sheet_has_headings_of_its_own(office: "Office") -> None:
    office.registers()
    head = office.does("log", "--format", "csv").out.splitlines()[0]
    assert head == "流水,至流水,命令标识,时间,经办人,命令,设定的今天,已撤销,办了什么,另有"


# ---- a command that wrote much


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Count the statements that were put to the ledger since the last time it was asked."""
    asked = [0]

    def counted(rows: Callable[..., Any]) -> Callable[..., Any]:
        def ask(*words: Any, **values: Any) -> Any:
            asked[0] += 1
            return rows(*words, **values)

        return ask

    for kind in (Reader, Writer):
        monkeypatch.setattr(kind, "rows", counted(kind.rows))

    def since() -> int:
        count, asked[0] = asked[0], 0
        return count

    return since


def imports(office: "Office", path: Path, rows: int) -> int:
    """Import a sheet of so many hazards, two for each enterprise, and return the number of its first entry."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(PLAIN)
        out.writerows(
            row(f"隐患第{n}处", **{"单位（场所）名称": f"第{rows}-{n // 2}超市"}) for n in range(rows)
        )
    office.does("import", str(path))
    return int(office.asks("log", "--limit", "1")[0]["seq"])


def test_looking_at_a_large_command_asks_no_more_than_at_a_small_one(
    office: "Office", tmp_path: Path, questions: Callable[[], int]
) -> None:
    asked = []
    for rows in (600, 1_800):
        seq = str(imports(office, tmp_path / f"{rows}.csv", rows))
        looks = (("log", "--limit", "1"), ("log", seq), ("log", "--search", f"第{rows}-1超市"), ("undo", seq))
        counts = []
        for words in looks:
            questions()
            office.run(*words)
            counts.append(questions())
        asked.append(counts)
        office.does("undo", seq, "--yes")
    assert all(large <= small for small, large in zip(*asked, strict=True)), asked


def test_a_large_command_is_told_in_short_and_given_in_full_when_asked(
    office: "Office", tmp_path: Path
) -> None:
    seq = imports(office, tmp_path / "s.csv", 60)
    (line, *_) = office.asks("log")
    assert (line["seq"], len(line["said"]), line["more"]) == (seq, 3, 89)
    told = office.does("log", str(seq)).out
    assert f"……另有 42 项没有列出：hazardctl log {seq} --limit 92" in told
    assert "没有列出" not in office.does("log", str(seq), "--limit", "92").out
    detail = office.asks("log", str(seq))
    assert (len(detail["entries"]), detail["more"]) == (92, 0)
    assert len(office.asks("log", str(seq), "--limit", "7")["entries"]) == 7


def test_an_import_is_taken_back_and_comes_back_whole(office: "Office", tmp_path: Path) -> None:
    imports(office, tmp_path / "s.csv", 700)
    before = office.asks("hazard", "list", "--limit", "1000")
    office.does("undo", "--yes")
    assert office.asks("hazard", "list") == []
    office.does("undo", "--yes")
    assert office.asks("hazard", "list", "--limit", "1000") == before
    assert office.asks("verify")["sound"]


def test_many_later_commands_are_not_all_named(office: "Office", tmp_path: Path) -> None:
    seq = imports(office, tmp_path / "s.csv", 13)
    for n in range(1, 13):
        office.does("hazard", "amend", f"BY-2023-{n:04d}", "--title", f"改过{n}")
    result = office.run("undo", str(seq), "--yes")
    assert result.code == 4
    assert result.err.count("先撤销那一步") == 10
    assert "还有更多后来的办理以它为依据" in result.err


# ---- undone, done again, and something else entered in between


def newest(office: "Office") -> str:
    """Return the number of the newest command."""
    return str(office.asks("log", "--limit", "1")[0]["seq"])


ACTS = {
    "an act": (("hazard", "rectify", NO, "--by", "钱七"),),
    "a step": (
        ("action", "add", "--kind", "remind", "--unit", "经发办", "--text", "请抓紧"),
        ("action", "reply", "DB-2023-0001", "--text", "已整改"),
    ),
    "an amendment": (("hazard", "amend", NO, "--deadline", "2023-08-20", "--reason", "写错"),),
}


@pytest.mark.parametrize("what", ACTS)
def test_an_undo_can_be_undone_again_and_again(office: "Office", what: str) -> None:
    office.registers()
    for words in ACTS[what]:
        office.does(*words)
    done = office.asks("hazard", "show", NO)
    for _ in range(3):
        office.does("undo", "--yes")
        undone = office.asks("hazard", "show", NO)
        office.does("undo", "--yes")
        assert office.asks("hazard", "show", NO) == done
    assert (undone == done) is (what == "a step")
    assert office.asks("verify")["sound"]


AGAIN = {
    "an enterprise of that name": ("enterprise", "add", "丁厂"),
    "a unit of that name": ("unit", "add", "青龙村"),
    "a delivery": ("phase", "deliver", "task-list", "--unit", "双龙村"),
    "a unit's return": ("submit", "--unit", "双龙村", "--month", "2023-07", "--nil"),
    "who holds a post": ("post", "set", "分管负责人", "甲"),
    "a member": ("unit", "join", "行业主管部门", "经发办"),
}


@pytest.mark.parametrize("what", AGAIN)
def test_what_took_its_place_since_is_named_and_nothing_is_there_twice(office: "Office", what: str) -> None:
    if what == "a member":
        office.does("unit", "add", "行业主管部门", "--kind", "group")
    office.does(*AGAIN[what])
    office.does("undo", "--yes")
    undo = newest(office)
    office.does(*AGAIN[what])
    again = newest(office)
    result = office.run("undo", undo, "--yes", "--format", "json")
    assert (result.code, result.codes) == (4, ["place_taken"])
    assert f"先撤销那一步：hazardctl undo {again}" in str(result.problems[0]["message"])
    office.does("undo", again, "--yes")
    office.does("undo", undo, "--yes")
    assert office.asks("verify")["sound"]


def test_a_name_that_was_given_to_another_is_not_taken_back(office: "Office") -> None:
    office.does("enterprise", "add", "甲厂")
    office.does("enterprise", "amend", "甲厂", "--name", "乙厂")
    renamed = newest(office)
    office.does("enterprise", "add", "甲厂")
    assert office.is_refused("undo", renamed, "--yes") == ["place_taken"]


def test_an_act_does_not_come_back_before_one_entered_since(office: "Office") -> None:
    office.registers()
    office.does("hazard", "amend", NO, "--deadline", "2023-08-11", "--reason", "写错")
    office.does("undo", "--yes")
    undo = newest(office)
    office.does("hazard", "rectify", NO, "--by", "钱七")
    assert "place_taken" in office.is_refused("undo", undo, "--yes")


def test_a_hazard_is_free_again_when_what_named_it_is_void(office: "Office") -> None:
    office.registers()
    added = newest(office)
    office.does("action", "add", "--kind", "assign", "--unit", "经发办", "--text", "限期", "--hazard", NO)
    assert office.is_refused("undo", added, "--yes") == ["rests_on_it"]
    office.does("undo", "--yes")
    office.does("undo", added, "--yes")
    assert office.asks("hazard", "show", NO)["status"] == "void"
    assert office.asks("verify")["sound"]


UNDER = {
    "whom a problem was handed to": (
        ("problem", "add", "--title", "少人", "--origin", "other"),
        ("problem", "assign", "WT-2023-0001", "--to", "石龙村", "--due", "2023-08-01"),
    ),
    "who found a hazard": (("hazard", "add", "--title", "漏电", "--level", "general", "--unit", "经发办", "--source",
                            "department", "--found-unit", "石龙村", "--fixed-on-spot", "已改"),),
}  # fmt: skip


@pytest.mark.parametrize("what", UNDER)
def test_a_unit_that_something_names_stays(office: "Office", what: str) -> None:
    office.does("unit", "add", "石龙村")
    added = newest(office)
    for words in UNDER[what]:
        office.does(*words)
    assert "rests_on_it" in office.is_refused("undo", added, "--yes")


def test_a_visit_that_a_report_rests_on_stays(office: "Office") -> None:
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--by", "张三", "--unit", "经发办")
    added = newest(office)
    office.does("problem", "add", "--title", "少人", "--origin", "other", "--visit", "JC-2023-0001")
    assert office.is_refused("undo", added, "--yes") == ["rests_on_it"]


def test_nothing_counts_again_on_a_void_record(office: "Office") -> None:
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--by", "张三", "--unit", "经发办")
    office.registers("--visit", "JC-2023-0001")
    office.does("hazard", "void", NO, "--reason", "登记错")
    void = newest(office)
    office.does("inspect", "void", "JC-2023-0001", "--reason", "登记错")
    assert office.is_refused("undo", void, "--yes") == ["owner_void"]
    office.does("undo", "--yes")
    office.does("undo", void, "--yes")
    office.does("hazard", "rectify", NO, "--by", "钱七")
    office.does("undo", "--yes")
    undo = newest(office)
    office.does("hazard", "void", NO, "--reason", "登记错")
    assert "owner_void" in office.is_refused("undo", undo, "--yes")


def test_a_history_tells_what_was_typed_then_and_what_was_corrected_later(office: "Office") -> None:
    office.registers(deadline="2023-08-10", funds="2万")
    office.does("hazard", "amend", NO, "--deadline", "2023-08-11", "--no-funds", "--reason", "看错")
    office.does("hazard", "void", NO, "--reason", "登记错", today="2023-07-12")
    lines = office.asks("hazard", "history", NO)
    told = {
        (line["what"], change["label"]): (change["old"], change["new"])
        for line in lines
        for change in line["changes"]
    }
    assert told["登记", "整改时限"] == (None, "2023-08-10")
    assert told["登记", "整改资金（元）"] == (None, "20,000")
    assert ("登记", "状态") not in told
    assert told["更正", "整改资金（元）"] == ("20,000", None)
    assert told["更正", "无需资金"] == ("否", "是")
    assert not any(re.search("[a-z]", label) for _, label in told)


def test_a_supplement_that_was_corrected_keeps_what_it_said(office: "Office") -> None:
    office.does("hazard", "add", "--title", "漏电", "--level", "general", "--unit", "经发办", "--source", "department",
                "--enterprise", "测试食品厂", "--pending", "2023-07-15", "--interim", "停用")  # fmt: skip
    office.does("hazard", "plan", NO, "--measures", "加装接地", "--responsible", "李四", "--funds", "2万", "--deadline",
                "2023-08-10", "--contingency", "预案", today="2023-07-14")  # fmt: skip
    office.does("hazard", "amend", NO, "--measures", "整体更换", "--reason", "写错", today="2023-07-14")
    lines = office.asks("hazard", "history", NO)
    said = [(line["what"], change["old"], change["new"]) for line in lines for change in line["changes"]
            if change["label"] == "整改措施"]  # fmt: skip
    assert said == [("补齐五落实", None, "加装接地"), ("更正 补齐五落实", "加装接地", "整体更换")]
