"""A ledger on a server: opened for questions on one snapshot, for writing in one's turn, and for the first time."""

from __future__ import annotations

from contextlib import closing, contextmanager
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
    from pathlib import Path

    from hazardctl.ledger.carrying import Takes
    from hazardctl.ledger.proof.reading import Examines
    from hazardctl.ledger.server.address import Address
    from hazardctl.ledger.writing import Signature, Writer

SessionT = TypeVar("SessionT", bound=Session)

LOCK_SECONDS = 30
"""How long a writer waits for its turn."""
_ONE_SNAPSHOT = "begin isolation level repeatable read read only"


class ServerLedger:
    """A ledger on a PostgreSQL server. `home` is the office's own folder: what is attached lies there."""

    file: Path | None = None

    def __init__(self, address: Address, home: Path) -> None:
        self.address, self._home = address, home

    def __str__(self) -> str:
        """Return the address, without what is secret."""
        return str(self.address)

    def exists(self) -> bool:
        """Whether the database holds a ledger."""
        with self._connected(Session) as session:
            return schema.version(session) is not None

    def is_current(self) -> bool:
        """Whether it does; an older one is refused when it is opened."""
        return self.exists()

    @contextmanager
    def reading(self) -> Iterator[connect.Reads]:
        """Open it for questions."""
        with self._snapshot(Session) as session:
            yield session

    @contextmanager
    def examining(self) -> Iterator[Examines]:
        """Open it to go through all of it."""
        with self._snapshot(schema.Examiner) as session:
            yield session

    @contextmanager
    def writing(self, signature: Signature) -> Iterator[Writer]:
        """Open it for one write transaction; writers take turns."""
        with self._turn(signature) as (session, writer):
            self._check_version(session)
            writer.identify(connect.setting(writer, "ledger") or "", connect.setting(writer, "town") or "")
            yield writer

    @contextmanager
    def creating(self, signature: Signature, *, town: str) -> Iterator[Writer]:
        """Make the tables and the first entries; on any failure nothing is left behind."""
        from hazardctl.ledger.upgrade import migration_row
        from hazardctl.ledger.writing import setting_row

        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._turn(signature) as (session, writer):
            schema.create(session)
            ledger = new_uid()
            writer.identify(ledger, town)
            writer.record(*(migration_row(writer, step) for step in steps()))
            writer.record(setting_row(writer, "ledger", ledger), setting_row(writer, "town", town))
            yield writer

    @contextmanager
    def receiving(self, signature: Signature) -> Iterator[Takes]:
        """Make it with nothing in its tables."""
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._turn(signature) as (session, _):
            schema.create(session)
            yield schema.Taker(session.raw)

    @contextmanager
    def _snapshot(self, kind: type[SessionT]) -> Iterator[SessionT]:
        with self._connected(kind) as session:
            session.raw.execute(_ONE_SNAPSHOT)
            self._check_version(session)
            yield session

    @contextmanager
    def _turn(self, signature: Signature) -> Iterator[tuple[Session, Writer]]:
        from hazardctl.ledger.writing import Writer

        with self._connected(Session) as session:
            session.raw.execute("begin")
            session.raw.execute(f"set local lock_timeout = '{LOCK_SECONDS}s'")
            session.raw.execute("select pg_advisory_xact_lock(hashtext('hazardctl'))")
            yield session, Writer(session, signature)
            session.raw.execute("commit")

    @contextmanager
    def _connected(self, kind: type[SessionT]) -> Iterator[SessionT]:
        """Lend a connection; what the server refuses is said in our words, and what was not committed is taken back."""
        with translated(self.address):
            raw = psycopg.connect(
                self.address.url, connect_timeout=10, application_name="hazardctl", autocommit=True
            )
            with closing(raw):
                yield kind(raw)

    def _check_version(self, session: Session) -> None:
        have = schema.version(session)
        if have is None:
            raise errors.NotFound(Problem("no_ledger", messages.no_ledger(str(self))))
        if have < NEWEST:
            raise errors.Unavailable(Problem("older_ledger", messages.older(str(self), have, NEWEST)))
        if have > NEWEST:
            raise errors.LedgerDamaged(Problem("newer_ledger", messages.newer(str(self), have, NEWEST)))
