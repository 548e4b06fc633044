"""The guides on a terminal: found by number, name, part or sound; nothing of Markdown left; as wide as the screen."""

from typing import TYPE_CHECKING

import pytest

from hazardctl.render.columns import cells
from hazardctl.services import guides

if TYPE_CHECKING:
    from tests.cli.conftest import Office

NAMES = [topic.name for topic in guides.topics()]


@pytest.mark.parametrize("said", ["2", "add", "登记隐患", "登记", "djyh", "dengjiyinhuan"])
def test_a_topic_is_found_as_it_is_called_or_as_it_sounds(desk: "Office", said: str) -> None:
    assert desk.does("guide", said).out.startswith("登记隐患\n")


@pytest.mark.parametrize("name", NAMES)
def test_every_topic_has_something_to_read_that_fits_the_screen(
    desk: "Office", name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "79")
    shown = desk.does("guide", name).out
    assert len(shown.splitlines()) > 5
    # What was typed and what came out stand in the guide as they were, however long.
    prose = [line for line in shown.splitlines() if not line.startswith("    ")]
    assert [line for line in prose if cells(line) > 79] == []
    assert not any(mark in line for line in prose for mark in ("```", "**", "](", "<!--"))


def test_what_there_is_to_read_is_listed(desk: "Office") -> None:
    shown = desk.does("guide").out
    assert all(name in shown for name in NAMES)
    assert [topic["name"] for topic in desk.asks("guide")] == NAMES


def test_a_word_that_names_nothing_is_answered_with_what_there_is(desk: "Office") -> None:
    refused = desk.run("guide", "股票")
    assert refused.code == 3
    assert "登记隐患" in refused.err
    assert "hazardctl guide" in refused.err


def test_the_guide_is_completed_by_its_sound(desk: "Office") -> None:
    done = desk.process("guide", "rl", HAZARDCTL_COMPLETE="bash")
    assert "日历" in done.stdout.decode()


def test_every_part_of_the_manual_is_a_topic() -> None:
    manual = (guides.folder() / "用户手册.md").read_text(encoding="utf-8")
    parts = [line.removeprefix("## ") for line in manual.splitlines() if line.startswith("## ")]
    assert parts == [topic.part for topic in guides.topics() if topic.page == "用户手册"]
