"""Screens at 80 columns: nothing runs over the edge, nothing is cut off, long lists come a page at a time."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="needs a Unix pseudo-terminal")

from tests.cli.terminal import Terminal

from hazardctl.render import grid
from hazardctl.render.columns import cells, legacy_cells
from hazardctl.render.shapes import Cell, Column, Table

LONG = "二楼东侧配电间总配电箱未加盖且线路老化裸露、未设漏电保护装置，箱前堆放纸箱等可燃物，堵塞操作通道，灭火器压力不足，须立即整改到位"
SUMMER = {"HAZARDCTL_TODAY": "2023-08-20"}
PAGES = (
    "status",
    "hazard list",
    "hazard show BY-2023-0004",
    "hazard gaps",
    "hazard history BY-2023-0002",
    "hazard reports",
    "hazard supervised",
    "check",
    "phase status",
    "report monthly 2023-08",
    "report upward 2023-08",
    "task status --missing",
    "task list",
    "task show 6-5",
    "task records",
    "unit list",
    "unit show 经发办",
    "enterprise list",
    "enterprise show 示例火锅店（虚构）",
    "inspect list",
    "action list",
    "enforce list",
    "problem list",
    "permit list",
    "tipoff list",
    "accident list",
    "submissions",
    "post list",
    "key-item list",
    "setting list",
    "plan show",
    "who-owns 燃气",
    "who-owns --unit 应急办",
    "log",
    "verify",
    "doctor",
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Walk through the demo, and add a hazard whose words are long."""
    home = tmp_path_factory.mktemp("demo")
    folder = home / "demo"
    assert Terminal(["--no-input", "demo", str(folder)], home=home).ends() == 0
    words = f"hazard add --level general --unit 规划建设管理环保办 --source department --title {LONG}"
    more = "--enterprise 示例有限责任公司第一分公司白羊镇加工厂（虚构） --pending 2023-08-25 --interim 断电"
    ledger = folder / "ledger.db"
    assert at(ledger, f"{words} {more}").ends() == 0
    return ledger


def at(
    ledger: Path,
    words: str,
    *,
    no_input: bool = True,
    rows: int = 50,
    encoding: str = "utf-8",
    **environ: str,
) -> Terminal:
    start = ["--no-input"] if no_input else []
    return Terminal(
        [*start, "--ledger", str(ledger), *words.split()],
        home=ledger.parent,
        rows=rows,
        encoding=encoding,
        environ={**SUMMER, **environ},
    )


@pytest.mark.parametrize("words", PAGES)
def test_nothing_runs_over_the_edge_of_80_columns(ledger: Path, words: str) -> None:
    terminal = at(ledger, words)
    assert terminal.ends() in {0, 1}, terminal.whole()
    wide = [line for line in terminal.text.splitlines() if cells(line) > 79]
    assert wide == []


def test_a_long_description_is_folded_and_not_cut(ledger: Path) -> None:
    terminal = at(ledger, "hazard list --search 配电间")
    assert terminal.ends() == 0
    column = [line[20:46].strip() for line in terminal.whole().splitlines()]
    assert len(LONG) >= 60
    assert LONG in "".join(column)


def test_a_command_is_never_torn_apart(ledger: Path) -> None:
    terminal = at(ledger, "status")
    assert terminal.ends() == 0
    assert "hazardctl submissions --missing --month 2023-08" in terminal.whole()
    assert "hazardctl action remind --unit 经发办" in terminal.whole()


def test_the_morning_page_says_what_is_late_and_what_the_meeting_needs(ledger: Path) -> None:
    screen = at(ledger, "status")
    assert screen.ends() == 0
    shown = screen.whole()
    late, week, meeting = (shown.index(word) for word in ("逾期未整改 1 项", "7 日内到期", "调度会前"))
    assert late < week < meeting
    assert "hazardctl hazard rectify BY-2023-0005" in shown
    assert "hazardctl report monthly 2023-07 --issue" in shown


def test_a_month_that_was_handed_in_is_not_asked_for_again(ledger: Path) -> None:
    copy = ledger.with_name("copy.db")
    copy.write_bytes(ledger.read_bytes())
    assert at(copy, "report monthly 2023-07 --issue").ends() == 0
    screen = at(copy, "status")
    assert screen.ends() == 0
    assert "2023-07 --issue" not in screen.whole()


def test_a_long_list_comes_a_page_at_a_time(ledger: Path) -> None:
    screen = at(ledger, "task list", no_input=False, rows=24)
    screen.sees("回车＝下一页")
    assert len(screen.display().rstrip().splitlines()) <= 24
    screen.types("").sees("回车＝下一页").types("a")
    assert screen.ends() == 0
    assert "7-1" in screen.whole()


def test_a_long_list_can_be_left(ledger: Path) -> None:
    for leave in (lambda screen: screen.types("q").ends(), Terminal.interrupts):
        screen = at(ledger, "task list", no_input=False, rows=24)
        assert leave(screen.sees("回车＝下一页")) == 0
        assert "7-1" not in screen.whole()


def test_ones_own_pager_is_used(ledger: Path) -> None:
    screen = at(ledger, "task list", no_input=False, rows=24, PAGER="head -n 3")
    assert screen.ends() == 0
    assert len(screen.whole().strip().splitlines()) == 3
    missing = at(ledger, "task list", no_input=False, rows=24, PAGER="no-such-pager")
    missing.sees("回车＝下一页").types("q")
    assert missing.ends() == 0


def test_colour_is_left_out_where_it_is_not_wanted(ledger: Path) -> None:
    plain = at(ledger, "status")
    assert plain.ends() == 0
    assert "\x1b[" not in plain.text
    coloured = Terminal(
        ["--no-input", "--ledger", str(ledger), "status"],
        home=ledger.parent,
        environ={**SUMMER, "NO_COLOR": ""},
        without=("NO_COLOR",),
    )
    assert coloured.ends() == 0
    assert "\x1b[" in coloured.text
    assert plain.whole().split() == coloured.whole().split()


TABLE = Table(
    (Column("编号", keep=True), Column("内容", main=True), Column("率", right=True)),
    [("甲", "“引号”很长很长很长很长很长很长很长", "—"), ("乙", Cell("短", "bad"), "5.0%")],
)


@pytest.mark.parametrize(
    ("encoding", "measure"), [("utf-8", cells), ("gbk", legacy_cells), ("cp936", legacy_cells)]
)
def test_columns_are_aligned_by_what_the_code_page_draws(
    encoding: str, measure: Callable[[str], int]
) -> None:
    lines = [
        "".join(segment.text for segment in line) for line in grid.lines(TABLE, 30, grid.measure_of(encoding))
    ]
    assert {measure(line) for line in lines} == {max(measure(line) for line in lines)}


def test_an_ordinary_code_page_gets_rules_of_plain_characters(ledger: Path) -> None:
    screen = at(ledger, "hazard list", encoding="gbk")
    assert screen.ends() == 0
    assert "─" not in screen.text
    assert "-----" in screen.text


def test_a_list_of_visits_keeps_the_numbers_of_what_was_found_whole(ledger: Path) -> None:
    visit = "inspect add --enterprise 示例有限责任公司第一分公司（虚构） --unit 规划建设管理环保办 --village 虚构东村 --on 2023-08-14"
    assert at(ledger, f"{visit} --by 示例甲、示例乙").ends() == 0
    hazard = "hazard add --level general --unit 规划建设管理环保办 --source department --found-on 2023-08-14"
    found = [f"{hazard} --visit JC-2023-0006 --title 第{n}处 --fixed-on-spot 已清理" for n in range(5)]
    for several, words in enumerate(found, 1):
        assert at(ledger, words).ends() == 0
        terminal = at(ledger, "inspect list --from 2023-08-14 --to 2023-08-14")
        assert terminal.ends() == 0
        told = terminal.whole()
        numbers = re.findall(r"BY-[0-9]{4}-[0-9]{4}", told)
        assert len(numbers) == min(several, 3), told
        assert ("等 5 项" in told) is (several == 5)
        assert [line for line in told.splitlines() if cells(line) > 79] == []


def test_a_number_within_a_sentence_does_not_keep_the_sentence_whole() -> None:
    words = "灭火器失效情况与上次检查发现的配电箱问题相同见BY-2023-0001，须立即更换并核对台账"
    table = Table((Column("编号", keep=True), Column("隐患", main=True)), [("BY-2023-0002", words)])
    lines = list(grid.lines(table, 40))
    assert max(cells("".join(segment.text for segment in line)) for line in lines) <= 40
    assert any("BY-2023-0001" in "".join(segment.text for segment in line) for line in lines)
