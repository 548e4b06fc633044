"""docs/commands.md and docs/errors.md say what the program says now; to write them again: make docs."""

from pathlib import Path

import pytest
from scripts import reference

ROOT = Path(__file__).resolve().parents[1]


def test_the_page_of_commands_is_every_help_screen() -> None:
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == reference.commands()


def test_the_catalogue_of_errors_is_what_the_source_can_utter() -> None:
    assert (ROOT / "docs/errors.md").read_text(encoding="utf-8") == reference.errors()


@pytest.mark.parametrize("one", sorted({(said.exit_code, said.code) for said in reference.sentences()}))
def test_every_code_has_a_sentence(one: tuple[int, str]) -> None:
    said = {said.sentence for said in reference.sentences() if (said.exit_code, said.code) == one}
    assert any(any("\u4e00" <= char <= "\u9fff" for char in sentence) for sentence in said), said
