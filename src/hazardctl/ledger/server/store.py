"""A ledger on a server: opened for questions on one snapshot, for writing in one's turn, and for the first time.

A database may hold several towns. A session is in one of them, unless it asks for a survey of all that it may see.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.ledger import connect
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.migrations import NEWEST, steps
from hazardctl.ledger.server import connecting, locks, schema, towns, upgrade
from hazardctl.ledger.server.session import Session
from hazardctl.ledger.towns import Survey, Town, chosen
from hazardctl.messages import server as messages
from hazardctl.messages import towns as town_messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from hazardctl.ledger.carrying import Takes
    from hazardctl.ledger.proof.reading import Examines
    from hazardctl.ledger.server.address import Address
    from hazardctl.ledger.writing import Signature, Writer

SessionT = TypeVar("SessionT", bound=Session)

_QUICK = "set local jit = off"
"""Our questions take milliseconds; compiling one of many branches first took a server 22 seconds."""
_ONE_SNAPSHOT = f"begin isolation level repeatable read read only; {_QUICK}"
_TO_WRITE = f"begin; {_QUICK}"


class ServerLedger:
    """A ledger on a PostgreSQL server. `home` is the office's own folder: what is attached lies there.

    `town` is the one that was named, by code or name; None where none was.
    """

    file: Path | None = None

    def __init__(self, address: Address, home: Path, town: str | None = None) -> None:
        self.address, self._home, self.town = address, home, town

    def __str__(self) -> str:
        """Return the address, without what is secret."""
        return str(self.address)

    def engine(self) -> str:
        """Return the server's name and version."""
        with self._connected(Session) as session:
            return f"PostgreSQL {session.rows('show server_version')[0]['server_version'].partition(' ')[0]}"

    def exists(self) -> bool:
        """Whether the database holds a ledger."""
        with self._connected(Session) as session:
            return towns.look(session) is not None

    def is_current(self) -> bool:
        """Whether it does, and its tables are as this program makes them."""
        with self._connected(Session) as session:
            found = towns.look(session)
            return found is not None and not upgrade.is_due(found)

    def holds(self, town: str) -> bool:
        """Whether the database holds the ledger of a town, by its code."""
        with self._connected(Session) as session:
            session.raw.execute(_TO_WRITE)
            found = towns.look(session)
            if found and upgrade.is_due(found):
                found = self._looked(session, _TO_WRITE)
            return found is not None and town in {one.code for one in found.towns}

    @contextmanager
    def reading(self) -> Iterator[connect.Reads]:
        """Open it for questions to one town."""
        with self._snapshot(Session) as (session, found):
            self._go_in(session, found)
            yield session

    @contextmanager
    def surveying(self) -> Iterator[Survey]:
        """Open it for questions over the towns that the login may see, or over the one that was named."""
        with self._snapshot(Session) as (session, found):
            all_ = self._entered(session, found)
            seen = all_ if self.town is None else (chosen(all_, self.town),)
            if self.town is not None:
                towns.narrow(session, seen[0])
            yield Survey(session, seen, lambda town: towns.narrow(session, town))

    @contextmanager
    def examining(self) -> Iterator[Examines]:
        """Open it to go through all of one town's."""
        with self._snapshot(schema.Examiner) as (session, found):
            self._go_in(session, found)
            yield session

    @contextmanager
    def writing(self, signature: Signature) -> Iterator[Writer]:
        """Open it for one write transaction in one town; its writers take turns."""
        from hazardctl.ledger.writing import Writer

        with self._connected(Session) as session, connecting.repeatable(str(self)):
            town = self._go_in(session, self._looked(session, _TO_WRITE))
            locks.of_town(session, town.code)
            self._check_version(int(session.rows("select version from hazardctl_schema")[0]["version"]))
            writer = Writer(session, signature)
            writer.identify(connect.setting(writer, "ledger") or "", connect.setting(writer, "town") or "")
            yield writer
            connecting.commit(session, str(self))

    @contextmanager
    def creating(self, signature: Signature, town: Town) -> Iterator[Writer]:
        """Make a town's first entries, and the tables where there are none; on any failure nothing is left behind."""
        from hazardctl.ledger.upgrade import migration_row
        from hazardctl.ledger.writing import Writer, setting_row

        ledger = new_uid()
        with self._adding(Session, town._replace(ledger=ledger)) as session:
            writer = Writer(session, signature)
            writer.identify(ledger, town.code)
            writer.record(*(migration_row(writer, step) for step in steps()))
            writer.record(setting_row(writer, "ledger", ledger), setting_row(writer, "town", town.code))
            yield writer

    @contextmanager
    def receiving(self, _signature: Signature, town: Town, series: frozenset[str]) -> Iterator[Takes]:
        """Make room for a town's rows, which come from elsewhere with numbers of these series."""
        with self._adding(schema.Taker, town, series) as session:
            yield session

    @contextmanager
    def _adding(
        self, kind: type[SessionT], town: Town, series: frozenset[str] = frozenset()
    ) -> Iterator[SessionT]:
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._connected(kind) as session:
            session.raw.execute(_TO_WRITE)
            locks.newcomer(session)
            if towns.look(session) is None:
                locks.everybody(session)
                schema.create(session)
            else:
                session.raw.execute("rollback")
                found = self._looked(session, _TO_WRITE)
                locks.newcomer(session)
                # The newcomer counts: with it there may be several towns, which somebody must keep apart.
                towns.under_its_rules(session, found._replace(towns=(*found.towns, town)), str(self))
                self._check_room(session, town, series | {town.series})
            towns.add(session, town)
            locks.of_town(session, town.code)
            yield session
            connecting.commit(session, str(self))

    def _check_room(self, session: Session, town: Town, series: frozenset[str]) -> None:
        """Refuse a town, a ledger or a series of numbers that is there already."""
        found = towns.look(session)
        for one in found.towns if found else ():
            if one.code == town.code or one.ledger == town.ledger:
                raise errors.Refused(Problem("occupied", town_messages.is_there(one.code, str(self))))
        taken = towns.series(session)
        for name in sorted(series & taken.keys()):
            raise errors.Refused(
                Problem("series_taken", town_messages.series_taken(name, taken[name]), "series")
            )

    def _go_in(self, session: Session, found: towns.Found) -> Town:
        """Go on in the one town that was named, or that there is."""
        town = chosen(self._entered(session, found), self.town)
        towns.narrow(session, town)
        return town

    def _entered(self, session: Session, found: towns.Found) -> tuple[Town, ...]:
        """Return the towns of whoever connected, kept apart from now on."""
        if not found.towns:
            raise errors.Refused(Problem("no_town", town_messages.no_town(str(self))))
        towns.under_its_rules(session, found, str(self))
        return found.towns

    @contextmanager
    def _snapshot(self, kind: type[SessionT]) -> Iterator[tuple[SessionT, towns.Found]]:
        with self._connected(kind) as session:
            yield session, self._looked(session, _ONE_SNAPSHOT)

    def _looked(self, session: Session, begin: str) -> towns.Found:
        """Begin a transaction on tables that are as this program makes them; older ones are brought up to date."""
        session.raw.execute(begin)
        found = towns.look(session)
        if found and upgrade.is_due(found):
            session.raw.execute("rollback")
            upgrade.upgrade(session, str(self))
            session.raw.execute(begin)
            found = towns.look(session)
        if found is None:
            raise errors.NotFound(Problem("no_ledger", messages.no_ledger(str(self))))
        self._check_version(found.version)
        return found

    def _check_version(self, have: int) -> None:
        if have > NEWEST:
            raise errors.LedgerDamaged(Problem("newer_ledger", messages.newer(str(self), have, NEWEST)))

    def _connected(self, kind: type[SessionT]) -> AbstractContextManager[SessionT]:
        return connecting.connected(self.address, kind)
