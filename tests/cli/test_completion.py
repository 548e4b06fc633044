"""What a shell offers while somebody types; the scripts, each by its content, and in the shells that are here."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hazardctl.shells import SHELLS, script

if TYPE_CHECKING:
    from tests.cli.conftest import Office

NO = "BY-2023-0001"


Offered = Callable[..., list[str]]


@pytest.fixture
def offered(office: "Office", monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Ask as a shell does, and return what may be typed."""

    def ask(*words: str) -> list[str]:
        monkeypatch.setenv("HAZARDCTL_COMPLETE", "fish")
        result = office.run(*words)
        monkeypatch.delenv("HAZARDCTL_COMPLETE")
        assert (result.code, result.err) == (0, "")
        return [line.partition("\t")[0] for line in result.out.splitlines()]

    return ask


CASES = {
    "a command": (("haz",), ["hazard"]),
    "a command of a group": (("hazard", "cl"), ["close"]),
    "a group in a group": (("report", "temp"), ["templates"]),
    "no such command": (("nothing", ""), []),
    "an option": (("hazard", "list", "--overd"), ["--overdue"]),
    "an option's one of a few": (("hazard", "list", "--level", ""), ["major", "general"]),
    "by its official term": (("hazard", "list", "--level", "重大"), ["major"]),
    "by its sound": (("hazard", "list", "--level", "zhongda"), ["major"]),
    "after an equals sign": (("hazard", "list", "--level=g"), ["--level=general"]),
    "a format": (("hazard", "list", "--format", "j"), ["json"]),
    "a unit": (("hazard", "list", "--unit", "经"), ["经发办"]),
    "a unit by first letters": (("hazard", "list", "--unit", "jfb"), ["经发办"]),
    "a village": (("hazard", "list", "--village", "shuang"), ["双龙村"]),
    "a village of another kind": (("hazard", "list", "--village", "经"), []),
    "an enterprise": (("hazard", "add", "--enterprise", "食品"), ["测试食品厂"]),
    "an enterprise by its sound": (("hazard", "add", "--enterprise", "spc"), ["测试食品厂"]),
    "a number": (("hazard", "close", "0001"), [NO]),
    "a number in lower case": (("hazard", "show", "by"), ["BY-2023-0002", NO]),
    "another hazard's number": (("hazard", "add", "--recurs-from", "0002"), ["BY-2023-0002"]),
    "a visit": (("hazard", "add", "--visit", ""), ["JC-2023-0001"]),
    "a number of an action": (("action", "show", ""), ["DB-2023-0001"]),
    "a duty": (("who-owns", "ranqi"), ["燃气执法"]),
    "a duty by its key": (("who-owns", "gas"), ["燃气执法"]),
    "a task": (("task", "show", "2-1"), ["2-1", "2-10", "2-11", "2-12"]),
    "a phase": (("report", "phase", ""), ["1", "2", "3", "4"]),
    "a month": (("report", "monthly", "2023-0"), [f"2023-0{n}" for n in range(7, 0, -1)]),
    "a sector": (("hazard", "list", "--sector", "ranqi"), ["燃气"]),
    "a step of the ladder": (("action", "add", "--kind", "yuetan"), ["interview"]),
    "a deliverable": (("phase", "deliver", "task"), ["task-list"]),
    "a year of holidays": (("setting", "holidays", "202"), ["2023", "2024", "2025", "2026"]),
    "free text": (("hazard", "add", "--title", ""), []),
    "after root options": (("--actor", "王五", "hazard", "sh"), ["show"]),
    "an option behind two dashes": (("hazard", "show", "--", "--f"), []),
    "a wrong value before": (("hazard", "list", "--level", "?", "--unit", "jfb"), ["经发办"]),
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
def test_it_is_offered(office: "Office", offered: Offered, what: str) -> None:
    words, expected = CASES[what]
    office.registers()
    office.registers(title="另一处")
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--by", "张三", "--unit", "经发办")
    office.does("action", "add", "--kind", "interview", "--unit", "经发办", "--text", "约谈")
    assert offered(*words) == expected


def test_every_command_and_option_is_offered(offered: Offered) -> None:
    from tests.torture.fuzz import program
    from typer.core import TyperOption

    for line in program():
        assert line.path[-1] in offered(*line.path[:-1], "")
        shown = [p for p in line.params if isinstance(p, TyperOption) and not p.hidden]
        assert {max(p.opts, key=len) for p in shown} <= set(offered(*line.path, "-"))


def test_a_void_hazard_and_a_tip_off_s_text_are_not_offered(
    office: "Office", offered: Offered, tmp_path: Path
) -> None:
    told = tmp_path / "t.txt"
    told.write_text("张三告的密，电话13800000000", encoding="utf-8")
    office.does("tipoff", "add", "--text-file", str(told))
    no = office.registers()
    office.does("hazard", "void", no, "--reason", "登记错")
    assert offered("hazard", "show", "") == []
    assert offered("tipoff", "show", "") == ["JB-2023-0001"]
    assert not any("张三" in one or "138" in one for one in offered("tipoff", "show", "J"))


def test_asking_writes_nothing(office: "Office", offered: Offered) -> None:
    office.registers()
    before = {path: path.read_bytes() for path in office.home.rglob("*") if path.is_file()}
    for words in (("hazard", "show", ""), ("hazard", "list", "--unit", ""), ("who-owns", "")):
        assert offered(*words)
    assert {path: path.read_bytes() for path in office.home.rglob("*") if path.is_file()} == before


def test_an_old_ledger_is_not_upgraded_by_a_question(
    office: "Office", offered: Offered, tmp_path: Path
) -> None:
    from tests.torture.schemas import old_ledger

    old = old_ledger(tmp_path / "old", 1).ledger
    before = old.read_bytes()
    assert offered("--ledger", str(old), "hazard", "show", "") == []
    assert "经发办" in offered("--ledger", str(old), "hazard", "list", "--unit", "")
    assert old.read_bytes() == before


@pytest.mark.parametrize("spoilt", [b"", b"no ledger", b"SQLite format 3\0" + b"x" * 200])
def test_what_goes_wrong_is_not_said_to_somebody_who_types(
    office: "Office", spoilt: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.ledger.write_bytes(spoilt)
    monkeypatch.setenv("HAZARDCTL_COMPLETE", "bash")
    result = office.run("hazard", "show", "")
    assert (result.out, result.err) == ("", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_its_own_shell_s(office: "Office", shell: str) -> None:
    done = office.process("--show-completion", shell)
    assert done.returncode == 0
    assert done.stdout.decode("utf-8") == script(shell)
    own = {
        "bash": "complete -o bashdefault",
        "zsh": "#compdef hazardctl",
        "fish": "complete --command hazardctl",
        "powershell": "Register-ArgumentCompleter -Native",
        "pwsh": "Register-ArgumentCompleter -Native",
    }
    told = script(shell)
    assert own[shell] in told
    assert not any(text in told for name, text in own.items() if text != own[shell])


def test_another_shell_is_refused_with_those_there_are(office: "Office") -> None:
    result = office.run("--show-completion", "cmd")
    assert result.code == 2
    assert "bash、zsh、fish、powershell" in result.err


BASH = """
source "$1"
COMP_WORDS=(hazardctl "${@:2}")
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
_hazardctl
printf '%s\\n' "${COMPREPLY[@]}"
"""
ZSH = """
compdef() { : }; compadd() { print -rl -- "${@[$(( ${@[(i)--]} + 1 )),-1]}" }; _files() { }
source $1
words=(hazardctl "${@[2,-1]}"); CURRENT=$#words
_hazardctl
"""
FISH = """
source $argv[1]
complete --do-complete (string join -- ' ' hazardctl $argv[2..]) | string replace --regex '\\t.*' ''
"""
RUN = {
    "bash": ["bash", "-c", BASH, "-"],
    "zsh": ["zsh", "-f", "-c", ZSH, "-"],
    "fish": ["fish", "-N", "-c", FISH],
}


@pytest.mark.parametrize("shell", RUN)
def test_the_shell_itself_asks_and_shows(office: "Office", tmp_path: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed, so its script cannot be run")
    office.registers(enterprise="两个 词的厂")
    path, bin_ = tmp_path / f"script.{shell}", tmp_path / "bin"
    path.write_text(script(shell), encoding="utf-8")
    bin_.mkdir()
    (bin_ / "hazardctl").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m hazardctl "$@"\n', encoding="utf-8"
    )
    (bin_ / "hazardctl").chmod(0o755)
    env = {**office.environ(), "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    env |= {"HOME": str(bin_), "XDG_CONFIG_HOME": str(bin_), "XDG_DATA_HOME": str(bin_)}

    def asks(*words: str) -> list[str]:
        done = subprocess.run([*RUN[shell], str(path), *words], env=env, capture_output=True, check=False)
        assert done.stderr == b"", done.stderr.decode()
        return [line for line in done.stdout.decode().splitlines() if line]

    assert asks("hazard", "clo") == ["close"]
    assert asks("hazard", "show", "BY") == [NO]
    assert asks("hazard", "list", "--unit", "经") == ["经发办"]
    assert asks("hazard", "list", "--enterprise", "两")[0].strip("'").replace("\\", "") == "两个 词的厂"
