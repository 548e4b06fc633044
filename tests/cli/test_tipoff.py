"""Tip-offs: nobody is named, one command shows the text, and once destroyed it is nowhere in any byte."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

CANARY = "金丝雀张三"
STORY = f"{CANARY}说：甲厂锁闭安全出口"


@pytest.fixture
def told(office: "Office", tmp_path: Path) -> tuple["Office", str]:
    """An office that took a tip-off in, and the claim code that it told."""
    story = tmp_path / "举报.txt"
    story.write_text(STORY, encoding="utf-8")
    added = office.asks(
        "tipoff", "add", "--text-file", str(story), "--channel", "电话", "--sector", "消防", "--internal"
    )
    story.unlink()
    assert added["no"] == "JB-2023-0001"
    return office, added["claim_code"]


def bytes_with(folder: Path, words: str) -> list[str]:
    """Return the files below a folder that hold words, in either of the encodings that a file may have."""
    forms = (words.encode(), words.encode("utf-16-le"), words.encode("gb18030"))
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    )


def code_file(tmp_path: Path, code: str) -> str:
    (tmp_path / "code.txt").write_text(code, encoding="utf-8")
    return str(tmp_path / "code.txt")


@pytest.mark.file
def test_what_was_told_is_seen_by_one_command_alone_and_after_redaction_nowhere(
    told: tuple["Office", str], tmp_path: Path
) -> None:
    office, _ = told
    elsewhere = tmp_path / "另一处" / "备份.db"
    elsewhere.parent.mkdir()
    office.does("backup")
    office.does("backup", str(elsewhere))
    (beside,) = (office.home / "backups").iterdir()
    assert bytes_with(office.home, CANARY) == sorted(["ledger.db", beside.name])
    assert bytes_with(elsewhere.parent, CANARY) == ["备份.db"]
    for words in (
        ("tipoff", "list"),
        ("status",),
        ("report", "monthly", "2023-07"),
        ("check",),
        ("unit", "list"),
    ):
        said = office.run(*words, "--format", "json")
        assert CANARY not in said.out + said.err
    assert office.asks("tipoff", "show", "JB-2023-0001")["text"] == STORY

    done = office.asks("tipoff", "redact", "JB-2023-0001", "--reason", "保存期满")
    assert sorted(done["rewritten"]) == sorted(
        [str(elsewhere), *(str(path) for path in (office.home / "backups").iterdir())]
    )
    assert done["not_reached"] == []
    assert bytes_with(tmp_path, CANARY) == []
    assert office.asks("tipoff", "show", "JB-2023-0001")["text"] is None


@pytest.mark.file
def test_destroying_it_again_reaches_what_was_out_of_reach_and_enters_nothing(
    told: tuple["Office", str], tmp_path: Path
) -> None:
    office, _ = told
    stick, pocket = tmp_path / "优盘.db", tmp_path / "口袋.db"
    office.does("backup", str(stick))
    stick.rename(pocket)
    first = office.asks("tipoff", "redact", "JB-2023-0001", "--reason", "期满")
    assert first["not_reached"] == [str(stick)]
    pocket.rename(stick)
    before = len(office.asks("log"))
    again = office.asks("tipoff", "redact", "JB-2023-0001")
    assert (again["rewritten"], again["not_reached"]) == ([str(stick)], [])
    assert bytes_with(tmp_path, CANARY) == []
    assert len(office.asks("log")) == before


@pytest.mark.file
def test_a_restored_ledger_has_not_forgotten_the_copies_made_since(
    told: tuple["Office", str], tmp_path: Path
) -> None:
    office, _ = told
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    office.does("backup", str(old))
    office.does("backup", str(new))
    office.does("restore", str(old), "--yes")
    # What a backup and a restore that were killed leave lying.
    for folder in (tmp_path, office.home):
        (folder / ".hazardctl-x.db").write_bytes(old.read_bytes())
    done = office.asks("tipoff", "redact", "JB-2023-0001", "--reason", "期满")
    assert {str(old), str(new)} <= set(done["rewritten"])
    assert done["not_reached"] == []
    assert bytes_with(tmp_path, CANARY) == []


@pytest.mark.file
def test_a_ledger_that_was_a_copy_once_is_not_rewritten_as_one(
    told: tuple["Office", str], tmp_path: Path
) -> None:
    office, _ = told
    copy = tmp_path / "copy.db"
    office.does("backup", str(copy))
    moved = office.run("--ledger", str(copy), "backup", str(copy.with_name("b.db")))
    assert moved.code == 0
    office.does("restore", str(copy), "--yes")
    done = office.run("--ledger", str(copy), "tipoff", "redact", "JB-2023-0001", "--reason", "期满")
    assert done.code == 0, done.err
    assert office.run("--ledger", str(copy), "verify").code == 0


@pytest.mark.file
def test_a_copy_that_is_gone_or_damaged_is_named(told: tuple["Office", str], tmp_path: Path) -> None:
    office, _ = told
    gone, spoilt = tmp_path / "gone.db", tmp_path / "spoilt.db"
    office.does("backup", str(gone))
    office.does("backup", str(spoilt))
    gone.unlink()
    spoilt.write_bytes(b"not a ledger any more" * 500)
    done = office.asks("tipoff", "redact", "JB-2023-0001", "--reason", "期满")
    assert sorted(done["not_reached"]) == sorted([str(gone), str(spoilt)])


def test_many_told_and_destroyed_in_turn_leave_nothing_in_freed_pages(
    office: "Office", tmp_path: Path
) -> None:
    for n in range(6):
        story = tmp_path / "one.txt"
        story.write_text(f"{CANARY}{n}" * (10 + 600 * (n % 2)), encoding="utf-8")
        office.does("tipoff", "add", "--text-file", str(story))
        story.unlink()
        if n:
            office.does("tipoff", "redact", f"JB-2023-{n:04d}", "--reason", "期满")
    office.does("tipoff", "redact", "JB-2023-0006", "--reason", "期满")
    assert bytes_with(office.home, CANARY) == []


@pytest.mark.file
def test_a_redacted_copy_is_still_a_sound_ledger(told: tuple["Office", str], tmp_path: Path) -> None:
    office, _ = told
    copy = tmp_path / "copy.db"
    office.does("backup", str(copy))
    office.does("tipoff", "redact", "JB-2023-0001", "--reason", "期满")
    assert copy.stat().st_mode & 0o777 == 0o600
    listed = office.run("--ledger", str(copy), "tipoff", "list", "--format", "json")
    assert [t["redacted_on"] for t in listed.data] == [None]
    assert (
        office.run("--ledger", str(copy), "tipoff", "show", "JB-2023-0001", "--format", "json").data["text"]
        is None
    )


def test_a_reward_is_paid_once_against_its_code_when_it_proved_true(
    told: tuple["Office", str], tmp_path: Path
) -> None:
    office, code = told
    pay = ("tipoff", "reward", "JB-2023-0001", "--amount", "500", "--approver", "镇长", "--code-file")
    assert office.is_refused(*pay, code_file(tmp_path, code)) == ["not_verified"]
    no = office.registers()
    checked = office.asks(
        "tipoff", "verify", "JB-2023-0001", "--result", "属实", "--hazard", no, "--by", "赵六"
    )
    assert (checked["result"], checked["led_to"]) == ("true", [no])
    assert office.is_refused(*pay, code_file(tmp_path, "ABCD-EFGH-2345-6789")) == ["wrong_code"]
    paid = office.asks(*pay, code_file(tmp_path, code.lower().replace("-", " ")))
    assert (paid["reward_fen"], paid["status"]) == (50_000, "rewarded")
    assert office.is_refused(*pay, code_file(tmp_path, code)) == ["rewarded"]
    figures = office.asks("report", "monthly", "2023-07")["tipoffs"]
    assert figures == {
        "received": 1,
        "verified": 1,
        "true": 1,
        "rewarded": 1,
        "reward_fen": 50_000,
        "open": 0,
    }


def test_the_code_is_told_once_and_kept_nowhere(told: tuple["Office", str], tmp_path: Path) -> None:
    office, code = told
    assert bytes_with(office.home, code) == []
    assert bytes_with(office.home, code.replace("-", "")) == []
    assert "claim" not in json.dumps(office.asks("tipoff", "show", "JB-2023-0001"))


def test_the_text_never_comes_by_an_option(office: "Office") -> None:
    assert office.is_refused("tipoff", "add") == ["missing"]
    assert "--text-file" in office.run("tipoff", "add").err
    assert office.run("tipoff", "add", "--text", "x").code == 2
    assert office.run("tipoff", "add", "--text-file", "没有这个文件").code == 4
    said = office.process("tipoff", "add", "--text-file", "-", stdin=STORY)
    assert said.returncode == 0, said.stderr
    assert office.asks("tipoff", "show", "JB-2023-0001")["text"] == STORY


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("verify", "JB-2023-0001"), ["missing"]),
        (("verify", "JB-2023-0001", "--result", "也许"), ["not_a_choice"]),
        (("verify", "JB-2023-0001", "--result", "true", "--hazard", "BY-2023-0099"), ["not_found"]),
        (("reward", "JB-2023-0001"), ["missing", "missing", "missing", "not_verified"]),
        (("redact", "JB-2023-0001"), ["missing"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_said_at_once(
    told: tuple["Office", str], words: tuple[str, ...], codes: list[str]
) -> None:
    office, _ = told
    assert sorted(filter(None, office.is_refused("tipoff", *words))) == codes


def test_what_waits_to_be_checked_is_on_the_morning_page(told: tuple["Office", str]) -> None:
    office, _ = told
    assert "举报待核查 1 件" in office.does("status").out
    assert office.run("tipoff", "list", "--open", "--fail").code == 1
    office.does("tipoff", "verify", "JB-2023-0001", "--result", "false", today="2023-07-12")
    assert office.asks("tipoff", "list", "--open", today="2023-07-12") == []
    assert len(office.asks("tipoff", "list", "--open", "--as-of", "2023-07-11", today="2023-07-12")) == 1
    office.does("tipoff", "void", "JB-2023-0001", "--reason", "重复")
    assert office.asks("tipoff", "list") == []
    assert office.run("tipoff", "show", "JB-2023-0009").code == 3


def test_what_the_check_found_is_told_by_its_answer_and_whenever_it_is_shown(
    told: tuple["Office", str],
) -> None:
    office, _ = told
    verified = ("tipoff", "verify", "JB-2023-0001", "--result", "false", "--note", "到场查看未见此情况")
    assert "到场查看未见此情况" in office.does(*verified).out
    assert "核查说明" in office.does("tipoff", "show", "JB-2023-0001").out
    assert office.asks("tipoff", "show", "JB-2023-0001")["verified_note"] == "到场查看未见此情况"
