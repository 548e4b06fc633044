"""Opening a ledger on a server: for questions on one snapshot, for writing in one's turn, and for the first time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import psycopg

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.ledger import connect
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.migrations import NEWEST, steps
from hazardctl.ledger.server import schema
from hazardctl.ledger.server.faults import translated
from hazardctl.ledger.server.session import Session
from hazardctl.messages import server as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.ledger.server.address import Address
    from hazardctl.ledger.writing import Signature, Writer

SessionT = TypeVar("SessionT", bound=Session)

LOCK_SECONDS = 30
"""How long a writer waits for its turn."""


@contextmanager
def connected(address: Address, kind: type[SessionT]) -> Iterator[SessionT]:
    """Open a connection; what the server refuses is said in our words."""
    with translated(address):
        raw = psycopg.connect(address.url, connect_timeout=10, application_name="hazardctl", autocommit=True)
        session = kind(raw)
        try:
            yield session
        finally:
            session.close()


def exists(address: Address) -> bool:
    """Whether the database holds a ledger."""
    with connected(address, Session) as session:
        return schema.version(session) is not None


@contextmanager
def reading(address: Address) -> Iterator[Session]:
    """Open a ledger for questions, all of them answered by one snapshot."""
    with connected(address, Session) as session:
        session.raw.execute("begin isolation level repeatable read read only")
        _check_version(session, address)
        yield session


@contextmanager
def examining(address: Address) -> Iterator[schema.Examiner]:
    """Open a ledger to go through all of it."""
    with connected(address, schema.Examiner) as session:
        session.raw.execute("begin isolation level repeatable read read only")
        _check_version(session, address)
        yield session


@contextmanager
def writing(address: Address, signature: Signature) -> Iterator[Writer]:
    """Open a ledger for one write transaction: all of it, or nothing; writers take turns."""
    with connected(address, Session) as session, _turn(session, signature) as writer:
        _check_version(session, address)
        writer.identify(connect.setting(writer, "ledger") or "", connect.setting(writer, "town") or "")
        yield writer


@contextmanager
def creating(address: Address, signature: Signature, *, town: str) -> Iterator[Writer]:
    """Make the tables and the first entries; on any failure nothing is left behind."""
    from hazardctl.ledger.upgrade import migration_row
    from hazardctl.ledger.writing import setting_row

    with connected(address, Session) as session, _turn(session, signature) as writer:
        schema.create(session)
        ledger = new_uid()
        writer.identify(ledger, town)
        writer.record(*(migration_row(writer, step) for step in steps()))
        writer.record(setting_row(writer, "ledger", ledger), setting_row(writer, "town", town))
        yield writer


@contextmanager
def _turn(session: Session, signature: Signature) -> Iterator[Writer]:
    from hazardctl.ledger.writing import Writer

    session.raw.execute("begin")
    try:
        session.raw.execute(f"set local lock_timeout = '{LOCK_SECONDS}s'")
        session.raw.execute("select pg_advisory_xact_lock(hashtext('hazardctl'))")
        yield Writer(session, signature)
        session.raw.execute("commit")
    except BaseException:
        if session.in_transaction:
            session.raw.execute("rollback")
        raise


def _check_version(session: Session, address: Address) -> None:
    have = schema.version(session)
    if have is None:
        raise errors.NotFound(Problem("no_ledger", messages.no_ledger(str(address))))
    if have > NEWEST:
        raise errors.LedgerDamaged(Problem("newer_ledger", messages.newer(str(address), have, NEWEST)))
