"""A server that cannot be reached is one Chinese sentence, whatever was asked of it."""

import importlib.util
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

NOBODY_LISTENS = "postgresql://clerk:secret@127.0.0.1:1/district"


@pytest.mark.parametrize(
    "words", [("init",), ("hazard", "list"), ("status",), ("unit", "add", "双龙村")], ids=" ".join
)
def test_a_server_that_is_away_is_said_without_the_password(
    desk: "Office", monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("HAZARDCTL_LEDGER", NOBODY_LISTENS)
    result = desk.run(*words)
    assert (result.code, result.out) == (7, "")
    assert "连不上台账服务器 postgresql://127.0.0.1:1/district" in result.err
    assert "secret" not in result.err


def test_without_a_driver_it_says_what_to_install(desk: "Office", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAZARDCTL_LEDGER", NOBODY_LISTENS)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "psycopg" else object())
    result = desk.run("status")
    assert (result.code, result.out) == (7, "")
    assert "hazardctl[postgres]" in result.err
