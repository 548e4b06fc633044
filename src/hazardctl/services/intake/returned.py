"""Rows of a ledger form that this program exported: what was edited since, and nothing else, goes into the ledger.

Three texts of a cell are held side by side: as exported (rebuilt from the journal at the export's entry), in the file,
and in the ledger now. Where file and ledger both moved away, it is a conflict: shown three ways, never overwritten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.text import BadValue
from hazardctl.errors import Problem, Refused
from hazardctl.exchange import cells as sheet_cells
from hazardctl.exchange import combined, ledger_form
from hazardctl.exchange.columns import COLUMNS, CellKind, SheetKind
from hazardctl.ledger.queries import as_recorded, recognise
from hazardctl.messages import imports as messages
from hazardctl.services.intake import cells, who
from hazardctl.services.intake.outcome import Outcome, Taken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hazardctl.domain.case import Case
    from hazardctl.exchange.book import Value
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.form import Typed
    from hazardctl.services.intake.hazards import HazardIntake

KIND = SheetKind.HAZARDS
_COLUMNS = {column.field: column for column in COLUMNS[KIND]}


class Export(NamedTuple):
    """When the file went out: the journal's entry and the day that it tells of."""

    seq: int
    day: date


class Edited(NamedTuple):
    """What was edited of one row: the fields to take, and those made empty."""

    given: dict[str, Typed]
    cleared: frozenset[str]
    problems: tuple[Problem, ...]


class ReturnedRows:
    """Takes the rows of an exported ledger form."""

    def __init__(self, intake: HazardIntake, reads: Reads, export: Export) -> None:
        self._intake, self._reads, self._export = intake, reads, export

    def take(self, values: Mapping[str, Value]) -> Taken | None:
        """Take one row; None where it carries no key of this ledger, and is a row like any other."""
        uid, held = values.get("uid"), values.get("row_hash")
        if not isinstance(uid, str):
            return None
        file = ledger_form.texts(values)
        if ledger_form.fingerprint(file) == held:
            return Taken(Outcome.UNCHANGED, file["no"])
        self._intake.finish()
        now = recognise.by_uids(self._reads, [uid]).get(uid)
        base = as_recorded.case_at(self._reads, uid, self._export.seq)
        if now is None or base is None:
            return Taken(Outcome.REFUSED, None, (Problem("no_such_key", messages.no_such_key(), "no"),))
        return self._compare(now, base, values)

    def _texts(self, case: Case) -> dict[str, str]:
        line = ledger_form.line(case, self._export.day)
        return ledger_form.texts(line.cells if line else {})

    def _compare(self, case: Case, base: Case, values: Mapping[str, Value]) -> Taken:
        file, was, now = ledger_form.texts(values), self._texts(base), self._texts(case)
        edited = [
            name
            for name in file
            if not (self._means(name, values, base, was) or self._means(name, values, case, now))
        ]
        if not edited:
            return Taken(Outcome.UNCHANGED, case.hazard.no)
        problems = [_conflict(name, was, file, now) for name in edited if now[name] != was[name]]
        todo = [name for name in edited if now[name] == was[name]]
        problems += [_fixed(name) for name in todo if name in ledger_form.FIXED]
        asked = self._asked([name for name in todo if name not in ledger_form.FIXED], values, was)
        if problems or asked.problems:
            return cells.refused(KIND, case.hazard.no, (*problems, *asked.problems))
        try:
            return self._intake.revise(case, asked.given, asked.cleared)
        except Refused as refusal:
            return cells.refused(KIND, case.hazard.no, refusal.problems)

    def _means(self, name: str, values: Mapping[str, Value], case: Case, have: dict[str, str]) -> bool:
        """Whether a cell says of a hazard what its own row of the form says (`have`), be it in other words."""
        said = ledger_form.said(values.get(name))
        if said == have[name] or not said or not have[name] or name in ledger_form.FIXED:
            return said == have[name]
        asked = self._asked([name], values, have)
        return not asked.problems and self._intake.agrees(case, asked.given, asked.cleared)

    def _asked(self, edited: list[str], values: Mapping[str, Value], base: dict[str, str]) -> Edited:
        """Read the edited cells as what somebody would have typed."""
        given: dict[str, Typed] = {}
        cleared: set[str] = set()
        problems: list[Problem] = []
        for name in edited:
            column = _COLUMNS[name]
            try:
                said = sheet_cells.typed(values.get(name), column, wan=column.kind is CellKind.MONEY)
            except BadValue as error:
                problems.append(Problem(error.code, error.message, name))
                continue
            if name in who.PARTS:
                _parts(given, cleared, name, self._both(name, said), base[name])
            elif said is None:
                cleared.add(name)
            else:
                given[name] = said
        problems += [
            Problem("cannot_clear", messages.cannot_clear(_COLUMNS[name].heading), name)
            for name in sorted(cleared & _NEVER_EMPTY)
        ]
        return Edited(given, frozenset(cleared), tuple(problems))

    def _both(self, name: str, said: str | None) -> tuple[str | None, str | None]:
        """Part a unit and a person; empty is what the cell leaves empty, None what a name alone does not speak of."""
        if said is None:
            return "", ""
        both = self._intake.unit_and_person(name, said)
        return both if combined.is_placed(said) else (both[0] or None, both[1] or None)


def _conflict(name: str, base: dict[str, str], file: dict[str, str], now: dict[str, str]) -> Problem:
    told = messages.conflict(_COLUMNS[name].heading, base[name], file[name], now[name])
    return Problem("conflict", told, name)


def _fixed(name: str) -> Problem:
    return Problem("fixed", messages.fixed_cell(_COLUMNS[name].heading, messages.HOW_INSTEAD[name]), name)


_NEVER_EMPTY = frozenset({
    "title", "level", "source", "found_on", "enterprise", "unit", "both_reports", "rectification", "funds_spent", "review", "closed_on",
})  # fmt: skip


def _parts(
    given: dict[str, Typed], cleared: set[str], name: str, both: tuple[str | None, str | None], base: str
) -> None:
    """Give a unit and a person their fields; the part that was not touched is not asked for."""
    have = combined.pair(base) or ("", "")
    for field, old, new in zip(who.PARTS[name], have, both, strict=True):
        if new and new != old:
            given[field] = new
        elif old and new == "":
            cleared.add(field)
