"""The forty tasks of docs/第一周.md, done key by key at a shell, at two sizes and in two code pages.

Every screen is compared with the one that was looked at last; to write what really comes out: make transcripts
"""

import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="needs a Unix pseudo-terminal")

from tests.cli.terminal import CTRL_C, ENTER, TAB, Terminal

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "第一周.md").read_text(encoding="utf-8")
SCREENS = ROOT / "tests" / "screens"
REWRITE = bool(os.environ.get("REWRITE_TRANSCRIPTS"))
KEYS = {"⟨回车⟩": ENTER, "⟨Tab⟩": TAB, "⟨Ctrl-C⟩": CTRL_C}
FOLDER = "/tmp"  # noqa: S108  as long on every machine
READY = "办> "
"""How the shell says that it waits."""

CHANGING = (
    (re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}\b"), "YYYY-MM-DD HH:MM"),
    (re.compile(r"[0-9]{8}T[0-9]{12}Z"), "20230710T000000000000Z"),
    (re.compile(rf"{FOLDER}/week-\w{{8}}"), "⟨文件夹⟩"),
    (re.compile(r"\b[0-9a-f]{12}\b"), "0123456789ab"),
    (re.compile(r"\b[0-9a-f]{16}\b"), "0" * 16),
    (re.compile(r"\b[0-9a-f]{64}\b"), "0" * 64),
)


class Task:
    """One task of the page: its day, its number, what is to be done, and the lines of keys."""

    def __init__(self, day: date, number: int, what: str, lines: list[str]) -> None:
        self.day, self.number, self.what, self.lines = day, number, what, lines


def tasks() -> Iterator[Task]:
    """Read the page."""
    day = date.min
    pattern = re.compile(
        r"^## [^\n]*（(?P<day>[0-9-]+)）$|^(?P<no>[0-9]+)\. (?P<what>.*?)\n\n +```keys\n(?P<keys>.*?)^ +```$",
        re.MULTILINE | re.DOTALL,
    )
    for found in pattern.finditer(PAGE):
        if found["day"]:
            day = date.fromisoformat(found["day"])
        else:
            lines = [line.strip() for line in found["keys"].splitlines()]
            yield Task(day, int(found["no"]), found["what"], lines)


def pressed(said: str) -> str:
    """Return the keys of an answer; Enter ends it unless it ends with a key of its own."""
    keys = said
    for name, key in KEYS.items():
        keys = keys.replace(name, key)
    return keys if said.endswith("⟩") else keys + ENTER


def does(shell: Terminal, task: Task) -> None:
    """Do one task at the shell."""
    for number, line in enumerate(task.lines):
        if line.startswith("$ "):
            if number:
                shell.is_ready(READY)
            shell.types(line.removeprefix("$ "))
        else:
            question, _, said = line.partition(" → ")
            shell.asks(question).types(pressed(said), enter=False)
    shell.is_ready(READY)


def settled(text: str) -> str:
    """Return a screen without what differs from run to run."""
    for pattern, word in CHANGING:
        text = pattern.sub(word, text)
    return text


def files(folder: Path) -> None:
    """Lay the village's two sheets there."""
    (sheet,) = re.findall(r"^```csv\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (folder / "双龙村.csv").write_text(sheet, encoding="utf-8-sig")
    (folder / "双龙村改.csv").write_text(sheet.replace("网上", "企业自查"), encoding="utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-8", "cp936"])
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_forty_tasks_of_a_first_week_by_keys_alone(columns: int, rows: int, encoding: str) -> None:
    # A name as long as on any other machine, so that the lines fold alike.
    with tempfile.TemporaryDirectory(prefix="week-", dir=FOLDER) as folder:
        _week(columns, rows, encoding, Path(folder))


def _week(columns: int, rows: int, encoding: str, folder: Path) -> None:
    files(folder)
    shell = Terminal(
        [],
        home=Path("台账"),
        columns=columns,
        rows=rows,
        encoding=encoding,
        program=["sh"],
        environ={"PS1": "办> ", "HAZARDCTL_ACTOR": "小王"},
        cwd=folder,
    )
    shell.is_ready(READY)
    shown, day = [], date.min
    for task in tasks():
        if task.day != day:
            day = task.day
            shell.types(f"export HAZARDCTL_TODAY={shlex.quote(str(day))}; clear").is_ready(READY)
        does(shell, task)
        shown.append(f"════ {task.number} {task.what}\n{settled(shell.display())}")
    shell.types("exit")
    assert shell.ends() == 0
    assert len(shown) == 40
    screens = SCREENS / f"第一周-{columns}x{rows}-{encoding}.txt"
    text = "\n".join(shown)
    if REWRITE:
        SCREENS.mkdir(exist_ok=True)
        screens.write_text(text, encoding="utf-8")
    assert text == screens.read_text(encoding="utf-8")
    assert (folder / "通报.docx").exists()
