"""Whatever is typed, and wherever the ledger points: no traceback, Chinese, the right exit code, nothing written."""

import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office, Result

NO = "BY-2023-0001"
SPOT = (
    "hazard",
    "add",
    "--level",
    "general",
    "--unit",
    "经发办",
    "--source",
    "department",
    "--fixed-on-spot",
    "已改",
)
CODES = {0, 1, 2, 3, 4, 5, 6, 7, 130}
CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"(?<![\w/-])[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}(?![\w-])")
"""Three plain English words in a row: no sentence of this program holds them."""
TO_TYPE = re.compile(r"hazardctl[!-~ ]*|--[a-z-]+[!-~ ]*")
"""Commands and options that a message tells the user to type."""


def _is_a_decent_refusal(result: "Result", code: int, *words: str) -> None:
    """Hold a refusal to the rules that every one of them keeps."""
    assert (result.code, result.out) == (code, ""), result
    assert "Traceback" not in result.err
    assert "程序出了意外" not in result.err
    assert CHINESE.search(result.err), result.err
    assert all(word in result.err for word in words), result.err


# What is typed into a hazard.


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("2023-02-30", "no_such_date"),
        ("2023-13-01", "no_such_date"),
        ("5/6/23", "ambiguous_date"),
        ("8.31", "ambiguous_date"),
        ("昨天早上", "bad_date"),
        ("tomorrow", "bad_date"),
        ("1", "bad_date"),
        ("", "empty"),
        ("0000-00-00", "date_out_of_range"),
        ("99999999", "date_out_of_range"),
        ("+99999999天", "bad_date"),
        ("15个工作日前", "bad_workdays"),
        ("0个工作日", "bad_workdays"),
        ("900个工作日", "bad_workdays"),
    ],
)
@pytest.mark.parametrize("option", ["--deadline", "--found-on"])
def test_a_day_that_is_none(office: "Office", option: str, said: str, code: str) -> None:
    assert code in office.is_refused(*SPOT, "--title", "灯坏了", option, said)
    _is_a_decent_refusal(office.run(*SPOT, "--title", "灯坏了", option, said), 4)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("-5", "negative_funds"),
        ("-2万", "negative_funds"),
        ("负两万", "worded_funds"),
        ("两万", "worded_funds"),
        ("约2万", "vague_funds"),
        ("2万左右", "vague_funds"),
        ("一点点", "worded_funds"),
        ("abc", "bad_funds"),
        ("1.234", "too_precise_funds"),
        ("99999999999999", "too_large_funds"),
        ("1e5", "bad_funds"),
        ("NaN", "bad_funds"),
        ("", "empty"),
    ],
)
def test_money_that_is_none(office: "Office", said: str, code: str) -> None:
    codes = office.is_refused(*SPOT, "--title", "灯坏了", "--funds", said)
    assert codes == [code] or codes in (["negative_funds"], ["bad_funds"])


@pytest.mark.parametrize(("said", "near"), [("经法办", "经发办"), ("经发", "经发办"), ("双龙", "双龙村")])
def test_an_unknown_unit_is_answered_with_the_nearest_names(office: "Office", said: str, near: str) -> None:
    result = office.run("hazard", "list", "--unit", said)
    _is_a_decent_refusal(result, 4, near)
    assert office.run("unit", "show", said).code == 3


def test_an_unknown_unit_that_nothing_is_like_is_answered_all_the_same(office: "Office") -> None:
    _is_a_decent_refusal(office.run("hazard", "list", "--unit", "xyzzy"), 4, "xyzzy")


@pytest.mark.parametrize(
    "no", ["BY-2023-9999", "", "0", "'; drop table hazard; --", "隐患一", "BY-2023-0001" * 500]
)
@pytest.mark.parametrize("act", ["show", "history", "rectify", "plan", "void", "delist"])
def test_a_number_that_does_not_exist(office: "Office", act: str, no: str) -> None:
    office.registers()
    _is_a_decent_refusal(office.run("hazard", act, no), 3)


@pytest.mark.parametrize("no", ["by-2023-0001", "ＢＹ－２０２３－０００１", " BY-2023-0001 "])
def test_a_number_typed_another_way_is_the_same_number(office: "Office", no: str) -> None:
    office.registers()
    assert office.asks("hazard", "show", no)["no"] == NO


@pytest.mark.parametrize("title", ["", "   ", "\u3000", "\u200b", "\x1b[31m\x1b[0m", "\n\n"])
def test_an_empty_title(office: "Office", title: str) -> None:
    assert office.is_refused(*SPOT, "--title", title) == ["empty"]


def test_a_title_of_ten_thousand_characters_is_refused_and_never_cut(office: "Office") -> None:
    assert office.is_refused(*SPOT, "--title", "字" * 10_000) == ["too_long"]
    assert office.is_refused(*SPOT, "--title", "字" * 501) == ["too_long"]
    assert office.asks(*SPOT, "--title", "字" * 500)["title"] == "字" * 500
    assert office.is_refused(*SPOT, "--title", "灯坏了", "--measures", "字" * 5001) == ["too_long"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("灯\x1b[31m坏\x1b[0m了", "灯坏了"),
        ("灯\x07坏\x00了\x7f", "灯坏了"),
        ("灯\u202e坏\u200b了", "灯坏了"),
        ("灯\n坏\t了", "灯 坏 了"),
        ("灯\x1b]0;标题\x07坏了", "灯坏了"),
        ("灯\x9b31m坏了", "灯坏了"),
    ],
)
def test_control_characters_and_escapes_do_not_come_in(office: "Office", typed: str, kept: str) -> None:
    assert office.asks(*SPOT, "--title", typed)["title"] == kept


@pytest.mark.parametrize("option", ["--actor"])
def test_the_name_of_whoever_types_is_cleaned_too(office: "Office", option: str) -> None:
    found = office.asks(option, "王\x1b[31m五\u202e", *SPOT, "--title", "灯坏了")
    assert found["found_by"] == "王五"


ECHOED = "甲\x1b[31m\x07\x9b2J\u202e\u200b乙"


@pytest.mark.parametrize(
    "words",
    [("hazard", "show", ECHOED), ("hazard", "list", "-o", ECHOED), (ECHOED,), ("hazard", f"--{ECHOED}")],
)
def test_what_was_typed_comes_back_in_a_refusal_without_its_escapes(
    office: "Office", words: tuple[str, ...]
) -> None:
    table, as_json = office.run(*words), office.run(*words, "--format", "json")
    assert "甲" in table.err
    for err in (table.err, as_json.err):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u200b]", err)
    assert "甲" in str(as_json.problems)


def test_json_writes_what_no_screen_should_get_by_its_number_and_loses_nothing(office: "Office") -> None:
    result = office.run("hazard", "show", "BY\x9b2J\u202e\x7f", "--format", "json")
    assert "BY\\u009b2J\\u202e\\u007f" in result.err
    assert "BY\x9b2J\u202e\x7f" in str(result.problems[0]["message"])


PLAIN = ["[red]灯坏了[/red]", "=1+1", "{x}", "%s %d %(a)s", "{0.__class__}", "<b>灯</b>", "a|b", "\\n", "'--", ":boom:",
         "@SUM(A1)", "-2", "+1", "\U0001f525", "𠮷野家"]  # fmt: skip


@pytest.mark.parametrize("title", PLAIN)
def test_text_is_data_and_nothing_else(office: "Office", title: str) -> None:
    """Markup, formulas and format strings come out as they went in; only a sheet guards against a formula."""
    assert office.asks(*SPOT, f"--title={title}", f"--place={title}")["title"] == title
    assert office.asks("hazard", "show", NO)["place"] == title
    for words in (("hazard", "list"), ("hazard", "show", NO), ("hazard", "history", NO)):
        assert title in office.does(*words).out
    (row,) = office.does("hazard", "list", "--format", "csv").out.splitlines()[1:]
    cells = row.split(",")
    guarded = title.startswith(("=", "+", "-", "@"))
    assert cells[1].strip('"') == ("'" if guarded else "") + title


@pytest.mark.parametrize("search", ["%", "_", "'", "[red]", "\\", "*", "燃%气"])
def test_a_search_looks_for_the_very_characters(office: "Office", search: str) -> None:
    office.registers(title="普通")
    assert office.asks("hazard", "list", "--search", search) == []
    no = office.registers(title=f"前{search}后")
    assert [item["no"] for item in office.asks("hazard", "list", "--search", search)] == [no]


@pytest.mark.parametrize("search", ['甲"乙', "甲\\乙", "100%", "甲_乙"])
def test_the_log_is_searched_for_the_very_characters(office: "Office", search: str) -> None:
    office.registers(title="甲x乙")
    assert office.asks("log", "--search", search) == []
    office.registers(title=f"前{search}后")
    assert [line["command"] for line in office.asks("log", "--search", search)] == ["hazard add"]


@pytest.mark.parametrize(
    "words",
    [
        ("hazard", "show", "BY-\udcff"),
        ("who-owns", "燃\udcff气"),
        ("unit", "show", "\udc80"),
        ("hazard", "list", "--search", "\udcff"),
        ("hazard", "list", "--unit", "\udcff"),
        ("hazard", "list", "--as-of", "\udcff"),
        ("report", "monthly", "\udcff"),
        ("task", "show", "\udcff"),
        ("\udcff",),
        ("hazard", "list", "--\udcff"),
        ("--ledger", "\udcff.db", "hazard", "list"),
        ("phase", "deliver", "\udcff", "--unit", "双龙村"),
        ("hazard", "list", "--format", "\udcff"),
    ],
)
@pytest.mark.parametrize("format_", [(), ("--format", "json")], ids=["table", "json"])
def test_bytes_that_are_no_text(office: "Office", words: tuple[str, ...], format_: tuple[str, ...]) -> None:
    result = office.run(*words, *format_)
    assert result.code in CODES - {1, 7, 130}
    assert "程序出了意外" not in result.err
    result.out.encode()
    result.err.encode()


def test_half_a_character_in_a_title_is_kept_as_a_mark(office: "Office") -> None:
    title = office.asks(*SPOT, "--title", "灯\udcff坏了")["title"]
    assert title == "灯\ufffd坏了"


def test_bytes_that_are_no_text_on_a_real_command_line(office: "Office") -> None:
    done = office.process("hazard", "show", b"BY-\xff\xfe")
    assert (done.returncode, done.stdout) == (3, b"")
    assert "编号" in done.stderr.decode()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("hazard", "list", "--as-of", "胡说"), 4),
        (("hazard", "list", "--as-of", "2023-02-30"), 4),
        (("phase", "status", "--as-of", "胡说"), 4),
        (("status", "--as-of", "5/6/23"), 4),
        (("unit", "list", "--as-of", "x"), 4),
        (("hazard", "list", "--limit", "0"), 2),
        (("hazard", "list", "--limit", "-3"), 2),
        (("hazard", "list", "--limit", "很多"), 2),
        (("hazard", "list", "--due-within", "-1"), 4),
        (("hazard", "list", "--due-within", "许多"), 4),
        (("hazard", "list", "--due-within", "²"), 4),
        (("hazard", "list", "--status", "done"), 4),
        (("hazard", "list", "--level", "huge"), 4),
        (("hazard", "list", "--sector", "占星"), 4),
        (("hazard", "list", "--from", "x", "--to", "y"), 4),
        (("hazard", "list", "--enterprise", "无此厂"), 4),
        (("hazard", "list", "--from", "2023-07-10", "--to", "2023-07-01"), 4),
        (("hazard", "list", "--format", "yaml"), 2),
        (("report", "monthly", "2023-13"), 4),
        (("report", "monthly", "2023-00"), 4),
        (("report", "monthly", "2023-08"), 4),
        (("report", "monthly", "明年1月"), 4),
        (("report", "monthly", "八月份吧"), 4),
        (("report", "monthly", "--from", "2023-07-09", "--to", "2023-07-01"), 4),
        (("report", "monthly", "--from", "2023-07-01", "--to", "2023-07-11"), 4),
        (("task", "show", "99"), 3),
        (("task", "list", "--action", "x"), 2),
        (("task", "list", "--unit", "无此办"), 3),
        (("inspect", "show", "JC-2023-9999"), 3),
        (("phase", "deliver", "无此物", "--unit", "双龙村"), 3),
        (("unit", "add", ""), 4),
        (("unit", "add", "字" * 61), 4),
        (("unit", "add", "石龙村", "--kind", "planet"), 4),
        (("unit", "join", "村（社区）", "双龙村"), 4),
        (("unit", "join", "经发办", "双龙村"), 4),
        (("who-owns",), 2),
        (("frobnicate",), 2),
        (("hazard", "list", "--frob"), 2),
        (("hazard", "list", "extra"), 2),
        (("hazard", "show"), 2),
        (("hazard", "list", "-o", "x.pdf"), 2),
        (("hazard", "list", "-o", "没有这个文件夹/x.csv"), 7),
        (("hazard", "list", "-o", ""), 2),
        (("--plan", "没有这个文件夹", "plan", "show"), 3),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else str(value),
)
def test_a_question_that_cannot_be_answered(office: "Office", words: tuple[str, ...], code: int) -> None:
    office.registers()
    before = office.contents()
    _is_a_decent_refusal(office.run(*words), code)
    assert office.contents() == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("unit", "add", "甲村", "甲村"), 4),
        (("unit", "join", "负有安全生产监管职责办所（中心）", "应急办", "应急办"), 4),
        (("phase", "deliver", "task-list", "--unit", "双龙村", "--on", "2023-07-11"), 4),
        ((*SPOT, "--title", "灯坏了", "--reviewer", ""), 4),
        ((*SPOT, "--title", "灯坏了", "--reviewer", "字" * 5001), 4),
        ((*SPOT, "--title", "灯坏了", "-o", "x.pdf"), 2),
        (("hazard", "rectify", NO, "-o", "x.pdf"), 2),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else str(value),
)
def test_what_cannot_be_entered_is_not_entered(office: "Office", words: tuple[str, ...], code: int) -> None:
    office.registers()
    before = office.contents()
    _is_a_decent_refusal(office.run(*words), code)
    assert office.contents() == before


@pytest.mark.file
def test_a_file_that_cannot_be_replaced_leaves_nothing_beside_it(office: "Office") -> None:
    (office.home / "表.csv").mkdir()
    _is_a_decent_refusal(office.run("hazard", "list", "-o", str(office.home / "表.csv")), 7)
    assert sorted(path.name for path in office.home.iterdir()) == ["ledger.db", "表.csv"]


def test_a_file_that_is_replaced_keeps_its_rights(office: "Office") -> None:
    sheet = office.home / "表.csv"
    sheet.write_text("旧", encoding="utf-8")
    sheet.chmod(0o664)
    office.does("hazard", "list", "-o", str(sheet))
    assert sheet.stat().st_mode & 0o777 == 0o664
    assert sheet.read_text(encoding="utf-8") != "旧"


# Where the ledger points.


def _other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table bookmarks (url text)")
        connection.commit()


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma user_version = 99")


def _scratched(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[100:4096] = os.urandom(3996)
    path.write_bytes(raw)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


ANY_COMMAND = [
    ("hazard", "list"),
    ("hazard", "show", NO),
    ("status",),
    ("report", "monthly"),
    ("unit", "list"),
    ("phase", "status"),
    ("who-owns", "燃气"),
    ("unit", "add", "石龙村"),
    (*SPOT, "--title", "灯坏了"),
    ("init",),
]


@pytest.mark.file
@pytest.mark.parametrize("words", ANY_COMMAND, ids=lambda words: " ".join(words[:2]))
@pytest.mark.parametrize(
    "what", ["folder", "text", "empty", "other program", "newer", "scratched", "cut short"]
)
def test_what_is_not_a_ledger(office: "Office", what: str, words: tuple[str, ...]) -> None:
    path = office.home / "别的.db"
    path.write_bytes(office.contents())
    match what:
        case "folder":
            path.unlink()
            path.mkdir()
        case "text":
            path.write_text("这是一封信，不是台账。\n" * 500, encoding="utf-8")
        case "empty":
            path.write_bytes(b"")
        case "other program":
            path.unlink()
            _other_program(path)
        case "newer":
            _newer(path)
        case "scratched":
            _scratched(path)
        case _:
            _cut(path)
    before = path.read_bytes() if path.is_file() else None
    result = office.run("--ledger", str(path), *words)
    lay_elsewhere = what in {"cut short", "scratched"} and result.code in {0, 4}
    if not lay_elsewhere:  # what was asked for lay in the part that is whole
        _is_a_decent_refusal(result, 6)
    assert before is None or path.read_bytes() == before


@pytest.mark.file
def test_a_newer_ledger_is_told_apart_from_a_damaged_one(office: "Office") -> None:
    _newer(office.ledger)
    assert office.run("hazard", "list", "--format", "json").codes == ["newer_ledger"]


@pytest.mark.file
@pytest.mark.parametrize(
    "words", [("unit", "add", "石龙村"), (*SPOT, "--title", "灯坏了"), ("init", "--head", "赵")]
)
def test_a_read_only_file_is_read_and_never_written(office: "Office", words: tuple[str, ...]) -> None:
    office.registers()
    office.ledger.chmod(0o444)
    before = office.contents()
    _is_a_decent_refusal(office.run(*words), 7)
    assert len(office.asks("hazard", "list")) == 1
    assert office.contents() == before


@pytest.mark.parametrize("words", [("hazard", "list"), (*SPOT, "--title", "灯坏了"), ("status",)])
def test_a_folder_that_is_not_there(desk: "Office", words: tuple[str, ...]) -> None:
    path = desk.home / "没有" / "台账.db"
    _is_a_decent_refusal(desk.run("--ledger", str(path), *words), 3, "hazardctl init")
    assert not desk.home.exists()


@pytest.mark.parametrize("words", [("who-owns", "燃气"), ("hazard", "list"), ("init",)], ids=" ".join)
def test_a_ledger_path_longer_than_the_disk_can_name(desk: "Office", words: tuple[str, ...]) -> None:
    result = desk.run("--ledger", str(desk.home / ("长" * 300)), *words)
    assert result.code == (0 if words[0] == "who-owns" else 7 if words[0] == "init" else result.code)
    assert result.code in {0, 3, 7}
    assert "程序出了意外" not in result.err


@pytest.mark.file
def test_a_ledger_below_a_file(office: "Office") -> None:
    _is_a_decent_refusal(office.run("--ledger", str(office.ledger / "x.db"), "init"), 7)


def test_a_server_is_not_reached_yet(desk: "Office") -> None:
    _is_a_decent_refusal(desk.run("--ledger", "postgresql://x/y", "hazard", "list"), 7)


# What surrounds the program.


@pytest.mark.parametrize("today", ["nonsense", "2023-02-30", "昨天", "5/6/23", "20230710x"])
def test_a_today_that_is_none(desk: "Office", today: str) -> None:
    _is_a_decent_refusal(desk.run("plan", "show", today=today), 2, "HAZARDCTL_TODAY")


@pytest.mark.parametrize("today", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize(
    "words", [("status",), ("report", "monthly"), ("hazard", "list"), ("phase", "status")]
)
def test_a_today_at_the_end_of_the_calendar(office: "Office", today: str, words: tuple[str, ...]) -> None:
    result = office.run(*words, today=today)
    assert result.code in {0, 2, 4}
    assert "程序出了意外" not in result.err


@pytest.mark.parametrize(
    "config", [b"ledger = [", b"\xff\xfe\x00", b"= 1", b"ledger = '\xe4\xb8'", b"[a\nb = 1"]
)
def test_a_config_that_cannot_be_read(desk: "Office", config: bytes) -> None:
    desk.home.mkdir()
    (desk.home / "config.toml").write_bytes(config)
    _is_a_decent_refusal(desk.run("plan", "show"), 2, "config.toml")


def test_a_config_whose_values_are_of_no_use_is_no_obstacle(desk: "Office") -> None:
    desk.home.mkdir()
    (desk.home / "config.toml").write_text("ledger = 5\nactor = ['x']\nunknown = true\n", encoding="utf-8")
    desk.does("plan", "show")


@pytest.mark.parametrize("columns", ["abc", "0", "-5", "1", "99999999"])
def test_a_width_that_is_none(office: "Office", monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    office.registers()
    monkeypatch.setenv("COLUMNS", columns)
    office.does("status")
    office.does("hazard", "list")


@pytest.mark.parametrize(
    "broken", ["", "campaign: [", "- 1\n- 2\n", "a: &x 1\nb: *x\n", "\x00", "campaign:\n  title: 1\n"]
)
@pytest.mark.parametrize(
    "words", [("plan", "show"), ("plan", "check"), ("task", "list"), ("who-owns", "燃气")]
)
def test_a_broken_plan_names_its_file(desk: "Office", broken: str, words: tuple[str, ...]) -> None:
    desk.does("plan", "export", "方案")
    folder = desk.home.parent / "方案"
    (folder / "task_list.yaml").write_text(broken, encoding="utf-8")
    _is_a_decent_refusal(desk.run("--plan", str(folder), *words), 1, "task_list.yaml")


def test_a_plan_that_lacks_a_file_names_it(desk: "Office") -> None:
    desk.does("plan", "export", "方案")
    (desk.home.parent / "方案" / "duty_matrix.yaml").unlink()
    result = desk.run("--plan", str(desk.home.parent / "方案"), "plan", "show")
    assert result.code in {1, 7}
    _is_a_decent_refusal(result, result.code, "duty_matrix.yaml")


def test_an_init_with_a_broken_plan_makes_no_ledger(desk: "Office") -> None:
    desk.does("plan", "export", "方案")
    (desk.home.parent / "方案" / "task_list.yaml").write_text("campaign: 1\n", encoding="utf-8")
    _is_a_decent_refusal(desk.run("--plan", str(desk.home.parent / "方案"), "init"), 1)
    assert not desk.store.exists()


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp936:strict", "utf-16", "latin-1"])
@pytest.mark.parametrize(
    "words", [("status",), ("hazard", "list"), ("who-owns", "燃气"), ("hazard", "show", "无")]
)
def test_a_terminal_whose_code_page_lacks_characters(
    office: "Office", encoding: str, words: tuple[str, ...]
) -> None:
    office.does(*SPOT, "--title", "𠮷家🔥灯坏了", "--reviewer", "周八")
    done = office.process(*words, PYTHONIOENCODING=encoding)
    assert done.returncode == (3 if "无" in words else 0)
    assert b"Traceback" not in done.stderr
    assert b"Error" not in done.stderr


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_json_loses_nothing_on_a_narrow_code_page(office: "Office", encoding: str) -> None:
    import json

    office.does(*SPOT, "--title", "𠮷家🔥灯坏了", "--reviewer", "周八")
    done = office.process("hazard", "show", NO, "--format", "json", PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout.decode(encoding))["data"]["title"] == "𠮷家🔥灯坏了"


@pytest.mark.parametrize("words", [("task", "list", "--format", "json"), ("plan", "check"), ("task", "list")])
def test_a_reader_that_has_seen_enough_ends_it_quietly(office: "Office", words: tuple[str, ...]) -> None:
    typing = subprocess.Popen(
        [sys.executable, "-m", "hazardctl", *words],
        env=office.environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert typing.stdout is not None
    assert typing.stderr is not None
    typing.stdout.read(1)
    typing.stdout.close()
    said = typing.stderr.read()
    typing.stderr.close()
    assert (typing.wait(timeout=60), said) == (0, b"")


def test_an_output_that_is_full_is_said_in_chinese(office: "Office") -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hazardctl", "task", "list"],
            env=office.environ(), stdout=full, stderr=subprocess.PIPE, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 7
    assert b"Traceback" not in done.stderr
    assert CHINESE.search(done.stderr.decode())


def test_without_a_terminal_nothing_is_asked(office: "Office") -> None:
    done = office.process("hazard", "add", stdin="灯坏了\n一般\n")
    assert (done.returncode, done.stdout) == (4, b"")


def test_debug_shows_the_technical_details(office: "Office") -> None:
    done = office.process("--debug", "hazard", "show", "BY-2023-9999\x1b[31m\u202e")
    assert done.returncode == 3
    assert b"Traceback" in done.stderr
    assert b"\x1b" not in done.stderr
    assert "\u202e" not in done.stderr.decode()


# A few hundred command lines that nobody thought of.

WORDS = [
    "", "-", "--", "---", "x", "经发办", "双龙村", NO, "BY-2023-0002", "JC-2023-0001", "2023-07-05", "2023-02-30", "+3天",
    "2万", "-2万", "0", "-1", "99999", "major", "general", "一般", "department", "open", "燃气", "字" * 600, "\x1b[31m",
    "\udcff", "[red]", "=1+1", "%s", "{x}", "'", "reassign", "refer", "ended", "discovered", "town", "table", "json",
    "csv", "site", "false", "eliminated", "2023-07", "gas-enforcement", "task-list", "x.pdf", "各办所（中心）", "\n", "１",
]  # fmt: skip


LIKELY = {
    "--level": ["major", "general"], "--unit": ["经发办", "应急办"], "--village": ["双龙村"],
    "--source": ["department", "self"], "--on": ["2023-07-05", "2023-07-08", "今天"], "--title": ["灯坏了"],
    "--found-on": ["2023-07-05", "今天"], "--deadline": ["2023-07-09", "+15天", "月底"], "--funds": ["2万", "0"],
    "--funds-spent": ["18000"], "--pending": ["2023-07-12"], "--to": ["应急办", "区应急局", "2023-09-10"],
    "--kind": ["refer", "reassign", "discovered", "rectified", "eliminated"], "--authority": ["town", "district"],
    "--outcome": ["ended", "returned"], "--reason": ["说明", "mistaken", "false"], "--reviewer": ["赵六", "李四"],
    "--as-of": ["2023-07-08", "2023-08-31"], "--status": ["open", "void"], "--by": ["钱七"], "--visit": ["JC-2023-0001"],
    "--format": ["table", "json", "csv"], "--limit": ["3"], "--action": ["2"], "--due-within": ["30"], "--series": ["BY"],
    "--interim": ["停用设备"], "--review-kind": ["site"], "--like": [NO], "--recurs-from": [NO], "--duplicate-of": [NO], "--sector": ["燃气"], "--enterprise": ["测试食品厂"],
}  # fmt: skip
"""What somebody who knows the program would type."""


def _tree() -> list[tuple[tuple[str, ...], list[Any]]]:
    """Return every command of the program with its parameters."""
    import typer

    from hazardctl.cli.app import app

    root = typer.main.get_command(app)
    context = root.make_context("hazardctl", ["plan", "show"])
    found: list[tuple[tuple[str, ...], list[Any]]] = []
    for name in root.list_commands(context):  # type: ignore[attr-defined]
        member = root.get_command(context, name)  # type: ignore[attr-defined]
        inner = getattr(member, "list_commands", None)
        if inner is None:
            found.append(((name,), member.params))
            continue
        for sub in inner(context):
            found.append(((name, sub), member.get_command(context, sub).params))  # noqa: PERF401
    return found


def _lines(seed: int) -> Iterator[list[str]]:
    """Yield random command lines made of real commands, real options and the words above."""
    chance = random.Random(seed)  # noqa: S311
    tree = [(path, params) for path, params in _tree() if path not in {("demo",), ("plan", "export")}]
    for path, params in tree:
        for _ in range(8):
            line = [*path]
            sober, often = chance.choice([0.0, 0.9, 1.0]), chance.choice([0.3, 0.9])
            for param in params:
                if param.param_type_name == "argument":
                    if chance.random() < 0.9:
                        line.append(chance.choice([NO] if chance.random() < sober else WORDS))
                elif chance.random() < often and param.opts[0] not in {"--output", "--help"}:
                    line.append(param.opts[0])
                    if not param.is_flag or chance.random() < 0.02:
                        likely = LIKELY.get(param.opts[0], ["说明"])
                        line.append(chance.choice(likely if chance.random() < sober else WORDS))
            if chance.random() < 0.1 * (1 - sober):
                line.insert(chance.randrange(len(line) + 1), chance.choice(WORDS))
            yield line


@pytest.mark.parametrize("seed", range(4))
def test_a_few_hundred_command_lines_that_nobody_thought_of(office: "Office", seed: int) -> None:
    office.registers()
    office.registers("--pending", "2023-07-15", "--interim", "停用", funds=None)
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "经发办")
    for line in _lines(seed):
        result = office.run(*line)
        # A file that is not there, or whose name is too long, is no fault of the program's.
        assert result.code in CODES - ({130, 5, 6} if line[0] in {"import", "backup"} else {7, 130, 5, 6}), (
            line
        )
        assert "程序出了意外" not in result.err, line
        assert "Traceback" not in result.err, line
        assert "程序出了意外" not in result.err, line
        if result.code not in {0, 1}:
            assert CHINESE.search(result.err or result.out), line
        assert ENGLISH.search(TO_TYPE.sub("", result.err)) is None, (line, result.err)
        (result.out + result.err).encode()
    with closing(sqlite3.connect(office.ledger)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("pragma foreign_key_check").fetchone() is None
    assert office.asks("report", "monthly", "2023-07", today="2023-12-31")["balance_agrees"]


@pytest.mark.file
@pytest.mark.parametrize("folder", ["~{x}%&", "~nobody-of-this-name"])
def test_a_folder_that_begins_like_somebody_s_home_is_a_name_like_any_other(
    office: "Office", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(tmp_path)
    office.does("demo", folder)
    assert (tmp_path / folder / "ledger.db").is_file()
    assert office.run("restore", folder, "--yes").code == 3
