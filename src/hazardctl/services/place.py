"""The enterprise (or other place) that something typed is about: a registered one, or one made known by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.hazard import Ref
from hazardctl.domain.names import nearest
from hazardctl.errors import Problem
from hazardctl.ledger.queries import enterprises
from hazardctl.messages import register as messages

if TYPE_CHECKING:
    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.journal import Change
    from hazardctl.ledger.queries.enterprises import Enterprise
    from hazardctl.ledger.writing import Writer
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Form

NAME_LIMIT = 200


class Place:
    """Reads `--enterprise`, `--village` and `--sector`; what is not typed is taken from the register.

    On a terminal an unknown enterprise is asked about; elsewhere `settle` registers it by name and says so.
    """

    def __init__(
        self, form: Form, reads: Reads, register: Register, desk: Desk, *, required: bool = False
    ) -> None:
        self.reads, self.register, self._desk = reads, register, desk
        self._name = form.line("enterprise", limit=NAME_LIMIT, required=required)
        self.known = known = self.look_up(self._name) if self._name else None
        # One that is not known yet has no uid until `settle` registers it.
        self.ref = known.ref if known else Ref("", self._name) if self._name else None
        self.village = form.unit("village", register, ("village",)) or (known.village if known else None)
        typed = form.raw("sector")
        self.sector = form.sector("sector", desk.plan) if typed else known.sector if known else None
        asked = self._name if desk.settings.interactive and not known else None
        if asked and form.raw("confirmed") != asked:
            near = tuple(nearest(asked, enterprises.names(reads)))
            form.object("ask_enterprise", messages.ask_enterprise(asked, near), "enterprise")

    def look_up(self, name: str) -> Enterprise | None:
        """Return the enterprise that is called so; an import of many rows remembers those it has met."""
        return enterprises.find(self.reads, name)

    def keep(self, writer: Writer, change: Change) -> None:
        """Store a newly known enterprise."""
        writer.record(change)

    @property
    def name(self) -> str | None:
        """Return its name, as registered where it is."""
        return self.ref.name if self.ref else None

    def settle(self, writer: Writer) -> tuple[Problem, ...]:
        """Register an enterprise that is not known yet, and say so."""
        if self.ref is None or self.ref.uid:
            return ()
        name = self.ref.name
        self.ref, change = enterprises.add(
            writer, name, village=self.village, sector=self.sector, on=self._desk.today
        )
        self.keep(writer, change)
        return (Problem("new_enterprise", messages.new_enterprise(name), "enterprise"),)
