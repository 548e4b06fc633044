"""Every help screen of the real program: Chinese, at most 80 columns, each option explained."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from hazardctl.cli.app import ENTRIES
from hazardctl.render.columns import cells

if TYPE_CHECKING:
    import typer
    from tests.cli.conftest import Office

ENGLISH = re.compile(r"\b(Usage|Options|Commands|Arguments|Show this|default|required|TEXT|INTEGER|PATH)\b")


def commands() -> Iterator[tuple[str, ...]]:
    yield ()
    for entry in ENTRIES:
        module, _, name = entry.target.partition(":")
        app: typer.Typer = getattr(import_module(module), name)
        alone = [info.name for info in app.registered_commands if info.name == entry.name]
        yield (entry.name,)
        if not alone:
            yield from ((entry.name, str(info.name)) for info in app.registered_commands)


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_help_is_chinese_and_fits_eighty_columns(office: "Office", words: tuple[str, ...]) -> None:
    shown = office.run(*words, "--help")
    assert shown.code == 0
    assert not ENGLISH.search(shown.out), shown.out
    assert all(cells(line) <= 80 for line in shown.out.splitlines())
    assert re.search("[\u4e00-\u9fff]", shown.out)


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_option_and_argument_says_what_it_is_for(office: "Office", words: tuple[str, ...]) -> None:
    shown = office.run(*words, "--help").out
    for line in re.findall(r"^  (--?[\w-]+.*)$", shown, flags=re.MULTILINE):
        assert re.search("[\u4e00-\u9fff]", line) or f"{line}\n" in shown, line


def test_help_shows_all_there_is(office: "Office") -> None:
    shown = office.run("--help")
    assert shown.code == 0
    assert all(entry.name in shown.out for entry in ENTRIES)


def test_a_group_inside_a_group_is_chinese_too(office: "Office") -> None:
    for words in (
        ("report", "templates", "--help"),
        ("report", "templates"),
        ("report", "templates", "export", "--help"),
    ):
        told = office.run(*words)
        assert "用法：" in told.out, told.err
        assert not {"Usage", "Options", "Arguments", "required"} & set(told.out.replace(":", " ").split())
    assert "缺少“文件夹”" in office.run("report", "templates", "export").err
    assert "nosuch" in office.run("report", "templates", "nosuch").err
