"""Rows of enterprises into the ledger: recognised by name or hidden key, read as `enterprise add` and `amend` read.

What is registered already is changed only on request, and an empty cell changes nothing. Writing is held back to be
done in batches, so that another kind of row sees what came in only after `finish`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from hazardctl.domain.enterprise import credit_code
from hazardctl.domain.names import enterprise_key
from hazardctl.domain.text import BadValue
from hazardctl.errors import Problem, Refused
from hazardctl.exchange.columns import COLUMNS, CellKind, SheetKind
from hazardctl.ledger.queries import enterprises, units
from hazardctl.messages import intake as messages
from hazardctl.services import listing_rows
from hazardctl.services.enterprises import Around, Kept, corrected, newcomer
from hazardctl.services.intake import cells
from hazardctl.services.intake.outcome import Outcome, Taken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hazardctl.domain.enterprise import Firm
    from hazardctl.ledger.journal import Change
    from hazardctl.ledger.writing import Writer
    from hazardctl.messages.intake import Difference
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given
    from hazardctl.services.intake.cells import Said

KIND = SheetKind.ENTERPRISES
_BATCH = 500


class EnterpriseIntake:
    """Takes rows of enterprises inside the import's one transaction."""

    def __init__(self, desk: Desk, writer: Writer, *, update: bool) -> None:
        self._desk, self._writer, self._update = desk, writer, update
        self._held: list[Change] = []
        self._told: set[str] = set()
        """Enterprises that a row before has told of: another row may not contradict it."""

    def take(self, given: Given, wrong: tuple[Problem, ...] = ()) -> Taken:
        """Take one row; a refused one has written nothing."""
        said = cells.said_in(KIND, given)
        known = self._known.meant(said, cells.uid_in(given))
        if known and not wrong and cells.says_the_same(said, listing_rows.enterprise(known)):
            return self._told_of(known, Outcome.UNCHANGED)
        # Who it is, the code or the hidden key has said where the name is empty.
        there = {"name": known.name, **said} if known else said
        problems = [*wrong, *cells.at_sight(KIND, there), *self._known.contradiction(said, known)]
        try:
            kept = self._read(said, known)
        except Refused as error:
            problems += error.problems
        if problems:
            return cells.refused(KIND, said.get("name"), problems)
        return self._settle(known, kept)

    def finish(self) -> None:
        """Write what was held back."""
        self._writer.record(*self._held)
        self._held.clear()

    @cached_property
    def _known(self) -> _Known:
        return _Known(enterprises.firms(self._writer))

    @cached_property
    def _around(self) -> Around:
        register = units.register(self._writer, self._desk.today)
        return Around(self._desk, register, self._known.named, self._known.coded)

    def _read(self, said: Said, known: Firm | None) -> Kept:
        asked = _asked(said)
        if known is None:
            return newcomer(asked, self._around, self._writer.new_uid())
        if enterprise_key(said.get("name", known.name)) != enterprise_key(known.name):
            asked["new_name"] = said["name"]
        return corrected(known, asked, self._around)

    def _settle(self, known: Firm | None, kept: Kept) -> Taken:
        if known is None:
            self._store(None, kept.firm)
            return self._told_of(kept.firm, Outcome.ADDED, *kept.notes)
        found = _differences(known, kept.firm)
        if not found:
            return self._told_of(known, Outcome.UNCHANGED)
        if known.uid in self._told:
            wrong = (
                Problem("contradicts_row", messages.contradicts(known.name, one), one.field) for one in found
            )
            return cells.refused(KIND, known.name, wrong)
        if not self._update:
            note = Problem("not_updated", messages.not_updated(known.name, found), found[0].field)
            return Taken(Outcome.SKIPPED, known.name, (note,))
        self._store(known, kept.firm)
        return self._told_of(kept.firm, Outcome.UPDATED, *kept.notes)

    def _told_of(self, firm: Firm, outcome: Outcome, *notes: Problem) -> Taken:
        self._told.add(firm.uid)
        return Taken(outcome, firm.name, notes)

    def _store(self, before: Firm | None, after: Firm) -> None:
        self._known.replace(before, after)
        self._held.append(enterprises.change(self._writer, after, new=before is None))
        if len(self._held) >= _BATCH:
            self.finish()


class _Known:
    """The enterprises of the ledger by name, code and key, kept as rows come in, so that no row asks the ledger."""

    def __init__(self, firms: Iterable[Firm]) -> None:
        self._by_uid: dict[str, Firm] = {}
        self._by_key: dict[str, Firm] = {}
        self._by_code: dict[str, Firm] = {}
        for firm in firms:
            self.replace(None, firm)

    def replace(self, before: Firm | None, after: Firm) -> None:
        """Take what is known now for what was known before."""
        if before:
            del self._by_key[enterprise_key(before.name)]
            self._by_code.pop(before.credit_code or "", None)
        self._by_uid[after.uid] = self._by_key[enterprise_key(after.name)] = after
        if after.credit_code:
            self._by_code[after.credit_code] = after

    def named(self, name: str) -> str | None:
        """Return the registered name of the one that is called so."""
        firm = self._by_key.get(enterprise_key(name))
        return firm.name if firm else None

    def coded(self, code: str) -> str | None:
        """Return the name of the one that has this code."""
        firm = self._by_code.get(code)
        return firm.name if firm else None

    def meant(self, said: Said, uid: str | None) -> Firm | None:
        """Return the enterprise that a row is about.

        Its name counts before the hidden key: whoever sorts some columns and not others tears a row from its key. A
        key is believed under a new name unless the code is another's too.
        """
        named = self._by_key.get(enterprise_key(said.get("name", "")))
        if named:
            return named
        keyed, code = self._by_uid.get(uid or ""), _code(said)
        if keyed and code in {None, keyed.credit_code}:
            return keyed
        return None if "name" in said else self._by_code.get(code or "")

    def contradiction(self, said: Said, known: Firm | None) -> list[Problem]:
        """Return that a name is registered with another code; a code of somebody else's is refused by the gate."""
        code, registered = _code(said), known and known.credit_code
        if known is None or not code or not registered or code == registered or self.coded(code):
            return []
        return [Problem("other_code", messages.other_code(known.name, registered, code), "credit_code")]


def _code(said: Said) -> str | None:
    """Return the code of a row; one that cannot be is objected to by the gate."""
    try:
        return credit_code(said["credit_code"]) if "credit_code" in said else None
    except BadValue:
        return None


def _asked(said: Said) -> dict[str, Any]:
    """Return a row as the keyboard's form: a flag that is no is its opposite."""
    flags = {column.field for column in COLUMNS[KIND] if column.kind is CellKind.FLAG}
    asked: dict[str, Any] = {field: value for field, value in said.items() if field not in flags}
    for field in flags & said.keys():
        asked[field if said[field] == cells.YES else f"not_{field}"] = True
    return asked


def _differences(before: Firm, after: Firm) -> tuple[Difference, ...]:
    have, want = listing_rows.enterprise(before), listing_rows.enterprise(after)
    return cells.differences(KIND, have, want, have)
