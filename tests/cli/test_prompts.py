"""What is missing is asked for on a terminal, a bad answer asked again, and what was typed is kept."""

from pathlib import Path

import pytest

pytest.importorskip("pty", reason="needs a Unix pseudo-terminal")

from tests.cli.terminal import CTRL_D, Terminal

Talk = list[tuple[str, str | None]]
"""What the screen must show last, and what is typed then; None where it is only looked at."""


def converse(home: Path, words: list[str], talk: Talk) -> tuple[int, str]:
    """Run the real program on a terminal; type each answer once its question has come."""
    terminal = Terminal(words, home=home)
    for question, answer in talk:
        terminal.sees(question)
        if answer is not None:
            terminal.types(answer)
    return terminal.ends(), terminal.whole()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    code, _ = converse(
        tmp_path,
        ["init"],
        [("填表人", "张三"), ("审核人", ""), ("单位负责人", "李主任"), ("联系电话", "")],
    )
    assert code == 0
    return tmp_path


def test_init_asks_once_who_signs_the_forms(tmp_path: Path) -> None:
    talk: Talk = [("填表人", "张三"), ("审核人", "王五"), ("单位负责人", "李主任"), ("联系电话", "000")]
    code, screen = converse(tmp_path, ["init"], talk)
    assert code == 0
    assert "台账已建立" in screen
    assert "hazardctl hazard add" in screen


def test_an_unknown_enterprise_is_asked_about(home: Path) -> None:
    words = ["inspect", "add", "--unit", "应急办", "--enterprise", "新厂"]
    code, screen = converse(home, words, [("没有登记过", "")])
    assert code == 0, screen
    assert "JC-2023-0001" in screen


def test_no_input_asks_nothing(home: Path) -> None:
    code, screen = converse(home, ["--no-input", "hazard", "add", "--title", "灯坏了"], [])
    assert code == 4
    assert "缺隐患等级" in screen


def test_leaving_with_the_end_of_input_writes_nothing(home: Path) -> None:
    terminal = Terminal(["inspect", "add"], home=home)
    terminal.sees("单位（场所）名称").types(CTRL_D, enter=False)
    assert terminal.ends() == 130
    assert "没有写入" in terminal.whole()


def test_a_report_that_is_on_record_does_not_ask_for_ever(home: Path) -> None:
    five = "--measures 加盖 --responsible 李四 --funds 0 --deadline 2023-08-10 --contingency 断电 --enterprise 新厂"
    add = [
        "hazard",
        "add",
        "--title",
        "灯坏了",
        "--level",
        "general",
        "--unit",
        "应急办",
        "--source",
        "department",
    ]
    assert converse(home, ["--no-input", *add, *five.split()], [])[0] == 0
    report = ["hazard", "report", "BY-2023-0001", "--kind", "discovered"]
    assert converse(home, report, [])[0] == 0
    code, screen = converse(home, report, [("已于 2023-07-10 报过", "district")])
    assert code == 0, screen


def test_closing_shows_each_of_the_five_before_it_asks(home: Path) -> None:
    add = (
        "hazard add --title 灯坏了 --level general --unit 应急办 --source department --responsible-unit 新厂"
    )
    five = "--measures 加盖 --responsible 李四 --funds 2万 --deadline 2023-08-10 --contingency 断电"
    assert converse(home, ["--no-input", *add.split(), *five.split()], [])[0] == 0
    assert converse(home, ["--no-input", "hazard", "rectify", "BY-2023-0001"], [])[0] == 0
    close = ["hazard", "close", "BY-2023-0001"]
    talk: Talk = [
        ("复查人员", "赵六"),
        ("措施落实情况", "已加盖"),
        ("责任落实情况", "李四办的"),
        ("实际投入", "1.8万"),
        ("预案落实情况", "已演练"),
    ]
    code, screen = converse(home, close, [*talk, ("20,000元 → 实际投入 18,000元", None), ("确定销号吗", "")])
    assert code == 4
    assert "没有销号" in screen
    code, screen = converse(home, close, [*talk, ("加盖 → 已加盖", None), ("确定销号吗", "y")])
    assert code == 0, screen
    assert "复查合格，销号" in screen


def test_an_import_says_what_it_will_write_before_it_asks(home: Path) -> None:
    sheet = home / "表.csv"
    rows = "隐患描述,隐患等级,监管责任单位,隐患来源,排查日期,即查即改情况,单位（场所）名称"
    sheet.write_text(f"{rows}\n灯坏了,一般,应急办,部门检查,2023-07-01,换了,新厂\n", encoding="utf-8-sig")
    code, screen = converse(home, ["import", str(sheet)], [("新增 1", None), ("写入台账吗", "")])
    assert code == 4
    assert "新厂" in screen
    assert "没有写入" in screen
    code, screen = converse(home, ["import", str(sheet)], [("写入台账吗", "y")])
    assert code == 0, screen
    assert "BY-2023-0001" in screen
    code, screen = converse(home, ["import", str(sheet), "--yes"], [])
    assert code == 0, screen


def test_undo_shows_what_goes_before_it_asks(home: Path) -> None:
    assert converse(home, ["--no-input", "unit", "add", "双龙村"], [])[0] == 0
    code, screen = converse(home, ["undo"], [("双龙村", None), ("确定撤销吗", "")])
    assert code == 4
    assert "没有撤销" in screen
    assert converse(home, ["undo"], [("确定撤销吗", "y")])[0] == 0
