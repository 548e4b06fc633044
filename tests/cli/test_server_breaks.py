"""The line to a server breaks, or the server is not up yet: what is tried again, and what is known to be stored."""

from typing import Any

import psycopg
import pytest
from tests.cli.conftest import Office
from tests.cli.district import OWNER, District, as_role

from hazardctl.ledger.server import connecting
from hazardctl.ledger.server.session import Session
from hazardctl.ledger.writing import Writer

pytestmark = pytest.mark.file
"""These bring their own database, whatever engine the others run on."""


@pytest.fixture
def one(district: District, monkeypatch: pytest.MonkeyPatch) -> District:
    """A town on a server; nobody waits long."""
    monkeypatch.setattr(connecting, "WAITS", (0.0, 0.0, 0.0))
    monkeypatch.setattr("hazardctl.__main__.AGAIN_AFTER", (0.0, 0.0, 0.0))
    district.begins("BY")
    connecting._stored.clear()  # each command of a test stands for a process of its own
    return district


def villages(district: District) -> list[str]:
    return [unit["key"] for unit in district.asks(OWNER, "unit", "list") if unit["kind"] == "village"]


@pytest.mark.parametrize("words", ["Connection refused", "FATAL:  the database system is starting up", "FATAL:  sorry, too many clients already"])  # fmt: skip
def test_a_server_that_is_not_up_yet_is_tried_again(
    one: District, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    tried, connect = [], psycopg.connect

    def late(*given: Any, **named: Any) -> Any:
        tried.append(given)
        if len(tried) < 3:
            raise psycopg.OperationalError(words)
        return connect(*given, **named)

    monkeypatch.setattr(psycopg, "connect", late)
    one.does(OWNER, "unit", "list")
    assert len(tried) >= 3


def test_what_does_not_pass_is_not_tried_again(one: District, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def never(*given: Any, **_: Any) -> Any:
        tried.append(given)
        raise psycopg.OperationalError("password authentication failed for user")

    monkeypatch.setattr(psycopg, "connect", never)
    assert one.refused(OWNER, "unit", "list") == (7, ["wrong_password"])
    assert len(tried) == 1


def test_an_address_goes_to_the_driver_as_it_is(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []

    def asked(address: str, **_: Any) -> Any:
        given.append(address)
        raise psycopg.OperationalError("no")

    address = "postgresql://wang@db.example:5433/district?sslmode=verify-full&sslrootcert=ca.pem&target_session_attrs=read-write"
    monkeypatch.setenv("HAZARDCTL_LEDGER", address)
    monkeypatch.setattr(psycopg, "connect", asked)
    assert desk.run("hazard", "list").code == 7
    assert given == [address]


def test_a_password_is_not_typed_and_never_shown(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for said in (
        "postgresql://wang:hush@127.0.0.1:1/x",
        "postgresql://127.0.0.1:1/x?user=wang&password=hush",
    ):
        told = desk.run("--ledger", said, "hazard", "list", "--format", "json")
        assert (told.code, told.codes) == (2, ["password_typed"])
        assert "hush" not in told.err
        monkeypatch.setenv("HAZARDCTL_LEDGER", said)
        monkeypatch.setattr(connecting, "WAITS", ())
        for words in (("hazard", "list"), ("init",), ("move", "x.db"), ("doctor",)):
            told = desk.run(*words)
            assert "hush" not in told.out + told.err, words
        monkeypatch.delenv("HAZARDCTL_LEDGER")


def test_a_line_that_breaks_before_the_end_has_stored_nothing(
    one: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Writer.record

    def breaks(self: Writer, *changes: Any) -> None:
        record(self, *changes)
        self.rows("select pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(Writer, "record", breaks)
    assert one.refused(OWNER, "unit", "add", "东村") == (7, ["connection_lost"])
    assert "没有登记" in one.run(OWNER, "unit", "add", "东村").err


@pytest.mark.parametrize("stored", ["", "stored"])
def test_one_that_breaks_at_the_very_end_leaves_it_open(
    one: District, monkeypatch: pytest.MonkeyPatch, stored: str
) -> None:
    commit = connecting.commit

    def breaks(session: Session, where: str) -> None:
        if stored:
            session.raw.execute("commit")
            session.raw.execute("begin")
        (row,) = session.rows("select pg_backend_pid() as pid")
        with psycopg.connect(as_role(one.address, OWNER), autocommit=True) as other:
            other.execute("select pg_terminate_backend(%s, 5000)", [row["pid"]])
        commit(session, where)

    monkeypatch.setattr(connecting, "commit", breaks)
    told = one.run(OWNER, "unit", "add", "东村")
    assert (told.code, "不知道登记上没有" in told.err, "hazardctl log" in told.err) == (7, True, True)
    monkeypatch.setattr(connecting, "commit", commit)
    assert ("东村" in villages(one)) is bool(stored)


@pytest.mark.parametrize("error", [psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure])
def test_a_step_that_gave_way_is_done_once_more(
    one: District, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    tried, record = [], Writer.record

    def gives_way(self: Writer, *changes: Any) -> None:
        tried.append(changes)
        record(self, *changes)
        if len(tried) < 3:
            raise error

    monkeypatch.setattr(Writer, "record", gives_way)
    one.does(OWNER, "unit", "add", "东村")
    monkeypatch.setattr(Writer, "record", record)
    assert (len(tried), villages(one).count("东村")) == (3, 1)


def test_one_that_gives_way_for_ever_is_said(one: District, monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_way(_self: Writer, *_changes: Any) -> None:
        raise psycopg.errors.DeadlockDetected

    monkeypatch.setattr(Writer, "record", gives_way)
    assert one.refused(OWNER, "unit", "add", "东村") == (5, ["busy"])
