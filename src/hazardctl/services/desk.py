"""The desk that a command sits at: its settings, the plan, and the two ways to the ledger."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.register import Register, RegisteredUnit
from hazardctl.errors import LedgerDamaged, Problem, Refused, Unavailable
from hazardctl.ledger import connect
from hazardctl.ledger.queries import units
from hazardctl.ledger.stores import LedgerFile

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.workdays import Calendar
    from hazardctl.ledger.stores import Store
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

        found = plans.load(self.settings.plan_folder, self.settings.cache)
        if self.settings.town and self.settings.server:
            self._check_plan(found.campaign.town_code, found.campaign.town)
        return found

    def _check_plan(self, *names: str) -> None:
        """Tell no town's figures by another town's plan."""
        from hazardctl.ledger.towns import is_called
        from hazardctl.messages import towns as town_messages

        said = self.settings.town or ""
        if not is_called(said, *names):
            folder = str(self.settings.ledger.parent / "plans" / said)
            raise Refused(
                Problem(
                    "plan_of_other_town", town_messages.plan_of_other_town(names[-1], said, folder), "plan"
                )
            )

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
    def store(self) -> Store:
        """Return where the ledger is."""
        if not self.settings.server:
            said = self.settings.town
            return LedgerFile(self.settings.ledger, said, self.plan.campaign.town if said else "")
        from importlib.util import find_spec

        from hazardctl.ledger.server.address import Address

        if find_spec("psycopg") is None:
            from hazardctl.messages import server as messages

            raise Unavailable(Problem("no_driver", messages.no_driver()))
        from hazardctl.ledger.server.store import ServerLedger

        return ServerLedger(Address(self.settings.server), self.settings.ledger.parent, self.settings.town)

    def file_for(self, command: str) -> Path:
        """Return the ledger's file, for what only a file can be put through.

        Raises:
            Refused: the ledger is on a server.
        """
        if self.store.file is None:
            from hazardctl.messages import server as messages

            raise Refused(Problem("on_a_server", messages.not_for_servers(command, str(self.store))))
        return self.store.file

    @property
    def on_server(self) -> bool:
        """Whether the ledger is on a server, made already or not."""
        return bool(self.settings.server)

    @property
    def has_ledger(self) -> bool:
        """Whether a ledger has been made yet."""
        return self.store.exists()

    def reading(self) -> AbstractContextManager[connect.Reads]:
        """Open the ledger for reading."""
        return self.store.reading()

    def writing(self, command: str) -> AbstractContextManager[Writer]:
        """Open the ledger for one write transaction, signed with the actor and the command."""
        return self.store.writing(self.signature(command))

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
        except Refused as error:
            # What was answered for several towns together rests on the chains of all of them.
            if any(problem.code == "which_town" for problem in error.problems):
                return None
            raise

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
