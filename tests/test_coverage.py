"""docs/coverage.md: each of the 60 things that the plan sets up has its words, its place in the tool, and its test."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.main import get_command

from hazardctl.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "coverage.md"
PLAN = ROOT / "tests" / "data" / "plan-2023-37.txt"
ITEMS = 60


class Row(NamedTuple):
    number: int
    item: str
    words: str
    where: str
    tests: str


def rows() -> list[Row]:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| *\d", line)
    ]
    return [Row(int(number), *rest) for number, *rest in cells]


ROWS = rows()


@cache
def plan_text() -> str:
    return "".join(PLAN.read_text(encoding="utf-8").split())


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def commands_in(text: str) -> list[list[str]]:
    return [code.split()[1:] for code in re.findall(r"`(hazardctl [^`]+)`", text)]


def test_all_sixty_items_are_there_once_and_in_order() -> None:
    assert [row.number for row in ROWS] == list(range(1, ITEMS + 1))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_the_words_stand_in_the_plan(row: Row) -> None:
    assert row.words
    for words in row.words.split("…"):
        assert "".join(words.split()) in plan_text()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_the_place_is_a_command_that_exists_or_a_file(row: Row) -> None:
    commands = commands_in(row.where)
    files = re.findall(r"`([\w/]+\.\w+)`", row.where)
    assert commands or files
    assert all((ROOT / name).is_file() for name in files)
    for words in commands:
        assert exists(words), words


def exists(words: list[str]) -> bool:
    """Whether a command line names a command that there is, with options that it has."""
    command = get_command(app)
    names = [word for word in words if not word.startswith("-")]
    while hasattr(command, "get_command") and names:
        found = command.get_command(
            command.make_context("hazardctl", [], resilient_parsing=True), names.pop(0)
        )
        if found is None:
            return False
        command = found
    known = {
        option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)
    }
    return {word for word in words if word.startswith("-")} <= known


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_the_test_that_shows_it_exists(row: Row) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row.tests)
    assert named
    for path, name in named:
        assert name in named_in(path), f"{path}::{name}"


def test_a_command_that_is_not_there_is_noticed() -> None:
    assert exists(["hazard", "list", "--overdue"])
    assert not exists(["hazard", "fly"])
    assert not exists(["hazard", "list", "--nonsense"])
