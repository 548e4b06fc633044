"""What is missing is asked for on a terminal, a bad answer asked again, and what was typed is kept."""

import codecs
import os
import select
import signal
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="needs a Unix pseudo-terminal")

Talk = list[tuple[str, str]]
"""What the screen must show last, and what is typed then."""


def converse(home: Path, words: list[str], talk: Talk) -> tuple[int, str]:
    """Run the real program on a pseudo-terminal; type each answer once its question has come."""
    pid, terminal = pty.fork()
    if pid == 0:
        env = {**os.environ, "HAZARDCTL_HOME": str(home), "HAZARDCTL_TODAY": "2023-07-10", "NO_COLOR": "1"}
        os.execve(  # noqa: S606  the program itself, on a terminal of its own
            sys.executable, [sys.executable, "-m", "hazardctl", *words], env
        )
    screen, rest, text = "", list(talk), codecs.getincrementaldecoder("utf-8")("replace")
    seen = 0
    while chunk := _read(terminal, pid):
        screen += text.decode(chunk)
        while rest and rest[0][0] in screen[seen:]:
            question, answer = rest.pop(0)
            seen = screen.index(question, seen) + len(question)
            os.write(terminal, (answer + "\n").encode())
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert not rest, screen
    return code, screen


def _read(terminal: int, pid: int) -> bytes:
    """Return what the screen says next; a program that waits for an answer nobody has is ended."""
    ready, _, _ = select.select([terminal], [], [], 15)
    if not ready:
        os.kill(pid, signal.SIGKILL)
    try:
        return os.read(terminal, 65536) if ready else b""
    except OSError:
        return b""


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
    talk = [("填表人", "张三"), ("审核人", "王五"), ("单位负责人", "李主任"), ("联系电话", "000")]
    code, screen = converse(tmp_path, ["init"], talk)
    assert code == 0
    assert "台账已建立" in screen
    assert "hazardctl hazard add" in screen


def test_a_hazard_is_asked_for_field_by_field_and_a_bad_answer_again(home: Path) -> None:
    talk = [
        ("隐患描述", "配电箱没盖"),
        ("隐患等级", "一般"),
        ("监管责任单位", "经法办"),
        ("隐患来源", "部门检查"),
        ("选 1、2 或 3", "2"),
        ("整改措施", "加盖"),
        ("整改责任人", "李四"),
        ("整改资金", "两万"),
        ("整改时限", "2023-02-30"),
        ("应急预案", "断电"),
        ("是不是：经发办", "经发办"),
        ("请改用阿拉伯数字", "2万"),
        ("只有28天", "8月底前"),
        ("整改责任单位", "新厂"),
    ]
    code, screen = converse(home, ["hazard", "add"], talk)
    assert code == 0, screen
    assert "BY-2023-0001" in screen
    assert "2023-08-31" in screen


def test_fixed_on_the_spot_asks_only_what_was_done(home: Path) -> None:
    words = [
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
    code, screen = converse(home, words, [("选 1、2 或 3", "1"), ("即查即改", "已换灯")])
    assert code == 0, screen
    assert "已整改待复查" in screen


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
    code, _ = converse(home, ["hazard", "add"], [("隐患描述", "\x04")])
    assert code == 130


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
