"""A server that cannot be reached is one Chinese sentence, whatever was asked of it."""

import importlib.util
import time
from typing import TYPE_CHECKING

import pytest
from tests import postgres

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


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://x:secret@127.0.0.1:1/d?foo=1",
        "postgresql://x:secret@127.0.0.1:99999/d",
        "postgresql://x:secret@127.0.0.1:port/d",
        "postgresql://x:secret@127.0.0.1:1/d?sslmode=bad",
        "postgresql://x:secret@[::1/d",
        "postgresql://x:secret@h%zz/d",
    ],
)
def test_an_address_that_is_none_is_said_to_be_none(
    desk: "Office", monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("HAZARDCTL_LEDGER", address)
    result = desk.run("status", "--format", "json")
    assert (result.code, result.codes) == (7, ["bad_address"])
    assert "secret" not in result.err


def test_a_server_without_the_encryption_asked_for_is_said_to_be_one(
    desk: "Office", monkeypatch: pytest.MonkeyPatch, elsewhere: str
) -> None:
    for asked in ("require", "verify-full&sslrootcert=nowhere.crt"):
        monkeypatch.setenv("HAZARDCTL_LEDGER", f"{elsewhere}?sslmode={asked}")
        result = desk.run("status", "--format", "json")
        assert (result.code, result.codes) == (7, ["encryption"])


def test_a_server_that_does_not_admit_him_is_said_to_do_so(
    desk: "Office", monkeypatch: pytest.MonkeyPatch
) -> None:
    if not postgres.installed():
        pytest.skip("PostgreSQL (initdb) is not installed")
    with postgres.running("-c fsync=off") as server:
        (server.folder / "data" / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 trust\n")
        postgres.sql(f"{server.address}/postgres", "select pg_reload_conf()", ())
        monkeypatch.setenv("HAZARDCTL_LEDGER", f"{server.address}/postgres")
        until = time.monotonic() + 20
        while (told := desk.run("status", "--format", "json")).codes != ["not_admitted"]:
            assert time.monotonic() < until, told.err
        assert told.code == 7
        assert "sslmode=require" in told.err


def test_without_a_driver_it_says_what_to_install(desk: "Office", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAZARDCTL_LEDGER", NOBODY_LISTENS)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "psycopg" else object())
    result = desk.run("status")
    assert (result.code, result.out) == (7, "")
    assert "hazardctl[postgres]" in result.err
