"""The desk that a command sits at: its settings, the plan, and the two ways to the ledger."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.register import Register, RegisteredUnit
from hazardctl.errors import LedgerDamaged, Problem, Refused, Unavailable
from hazardctl.ledger import connect
from hazardctl.ledger.faults import translated
from hazardctl.ledger.queries import units

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.workdays import Calendar
    from hazardctl.ledger.proof.reading import Examines
    from hazardctl.ledger.server.address import Address
    from hazardctl.ledger.writing import Signature, Writer
    from hazardctl.settings import Settings


class Desk(Struct, frozen=True, dict=True):
    """What every service is given. The plan is read only when a service asks for it."""

    settings: Settings

    @property
    def today(self) -> date:
        """Return the day that "today" means."""
        return self.settings.today

    @cached_property
    def plan(self) -> Plan:
        """Return the campaign's plan, checked. Its parser is imported only here: a list needs no plan."""
        from hazardctl import plan as plans

        return plans.load(self.settings.plan_folder, self.settings.cache)

    def afresh(self) -> Desk:
        """Return the same desk, but one that reads the plan's files themselves: what is recorded rests on them alone."""
        return Desk(self.settings._replace(cache=None))

    @cached_property
    def seen(self) -> dict[str, int | None]:
        """Return how far each hazard's story went when this run first looked at it, by number."""
        return {}

    @cached_property
    def calendar(self) -> Calendar:
        """Return the working days that are known: the program's years and the town's own beside its ledger."""
        from hazardctl.plan import holidays

        return holidays.load(self.settings.ledger.parent, self.settings.cache)

    @cached_property
    def _server(self) -> Address | None:
        """Return where the ledger is if it is no file."""
        if not self.settings.server:
            return None
        from importlib.util import find_spec

        from hazardctl.ledger.server.address import Address

        if find_spec("psycopg") is None:
            from hazardctl.messages import server as messages

            raise Unavailable(Problem("no_driver", messages.no_driver()))
        return Address(self.settings.server)

    def refuse_server(self, command: str) -> None:
        """Refuse what is done to a ledger's file where the ledger is on a server.

        Raises:
            Refused: it is.
        """
        if self._server:
            from hazardctl.messages import server as messages

            raise Refused(Problem("on_a_server", messages.not_for_servers(command, str(self._server))))

    @property
    def where(self) -> str:
        """Return where the ledger is, as it is shown."""
        return str(self._server or self.settings.ledger)

    @property
    def has_ledger(self) -> bool:
        """Whether a ledger has been made yet."""
        if self._server:
            from hazardctl.ledger.server import store

            return store.exists(self._server)
        with translated(self.settings.ledger):
            return self.settings.ledger.exists()

    @contextmanager
    def reading(self) -> Iterator[connect.Reads]:
        """Open the ledger for reading."""
        if self._server:
            from hazardctl.ledger.server import store

            with store.reading(self._server) as session:
                yield session
            return
        with connect.reading(self.settings.ledger) as reader:
            yield reader

    @contextmanager
    def writing(self, command: str) -> Iterator[Writer]:
        """Open the ledger for one write transaction, signed with the actor and the command."""
        if self._server:
            from hazardctl.ledger.server import store

            with store.writing(self._server, self.signature(command)) as writer:
                yield writer
            return
        from hazardctl.ledger.writing import writing

        with writing(self.settings.ledger, self.signature(command)) as writer:
            yield writer

    @contextmanager
    def examining(self) -> Iterator[Examines]:
        """Open the ledger for examination, whatever state it is in."""
        if self._server:
            from hazardctl.ledger.server import store

            with store.examining(self._server) as session:
                yield session
            return
        from hazardctl.ledger.proof.reading import examining

        with examining(self.settings.ledger) as reads:
            yield reads

    @contextmanager
    def creating(self, command: str, *, town: str) -> Iterator[Writer]:
        """Make the ledger, in one transaction with what it begins with."""
        if self._server:
            from hazardctl.ledger.server import store

            # What is attached lies in the office's own folder.
            self.settings.ledger.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with store.creating(self._server, self.signature(command), town=town) as writer:
                yield writer
            return
        from hazardctl.ledger.writing import creating

        with creating(self.settings.ledger, self.signature(command), town=town) as writer:
            yield writer

    def signature(self, command: str) -> Signature:
        """Return how this desk signs journal entries."""
        from hazardctl.ledger.writing import Signature

        return Signature(self.settings.actor, command, self.settings.moved_today)

    def head(self) -> str | None:
        """Return the newest journal hash, where there is a ledger that can be read."""
        if not self.has_ledger:
            return None
        try:
            with self.reading() as reader:
                return connect.journal_head(reader)
        except LedgerDamaged:
            return None

    def register_or_plan(self) -> Register:
        """Return the register for what the plan alone can answer: a damaged ledger keeps nobody from asking."""
        try:
            return self.register()
        except LedgerDamaged as error:
            if all(problem.code != "damaged" for problem in error.problems):
                raise
            return register_of(self.plan)

    def register(self, day: date | None = None) -> Register:
        """Return the register of units: the ledger's, or the plan's own where there is no ledger yet."""
        if not self.has_ledger:
            return register_of(self.plan)
        with self.reading() as reader:
            return units.register(reader, day or self.today)


def register_of(plan: Plan) -> Register:
    """Return the register that a plan seeds."""
    named = [RegisteredUnit(unit.key, unit.name, unit.kind, unit.aliases) for unit in plan.units]
    groups = [
        RegisteredUnit(group.key, group.name, "group", group.aliases, group.kind if group.everyone else None)
        for group in plan.groups
    ]
    return Register((*named, *groups), {group.key: group.members for group in plan.groups if group.members})
