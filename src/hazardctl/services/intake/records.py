"""Rows of duty records into the ledger, read as `task log` reads them.

A record is recognised by its number, or by being the same thing done by and for the same on the same day. What is in
the ledger is never changed here: a record has no amending, it is declared void and entered anew.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from re import compile as pattern
from typing import TYPE_CHECKING

from hazardctl.domain.names import fold
from hazardctl.domain.text import clean, typed
from hazardctl.errors import NotFound, Problem
from hazardctl.exchange.columns import SheetKind
from hazardctl.ledger.queries import records as queries
from hazardctl.ledger.queries import units
from hazardctl.messages import intake as messages
from hazardctl.reports.coverage import duties_of, name_of
from hazardctl.services import listing_rows
from hazardctl.services.duties import duty_of
from hazardctl.services.find import number_of
from hazardctl.services.form import Form
from hazardctl.services.intake import cells
from hazardctl.services.intake.outcome import Outcome, Taken
from hazardctl.services.records import about, keep, read

if TYPE_CHECKING:
    from hazardctl.domain.register import Register
    from hazardctl.ledger.queries.records import DutyRecord
    from hazardctl.ledger.writing import Writer
    from hazardctl.reports.coverage import AnyDuty
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given
    from hazardctl.services.intake.cells import Said
    from hazardctl.services.records import Draft

KIND = SheetKind.RECORDS
_NUMBER = pattern(r"(?:[^-]+-)*" + queries.PREFIX + r"-[0-9]{4}-[0-9]{4,}")
_TASK = pattern(r"[0-9]{1,3}-[0-9]{1,3}(?![-0-9])")
_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T].*)?")


class RecordIntake:
    """Takes rows of duty records inside the import's one transaction."""

    def __init__(self, desk: Desk, writer: Writer, *, update: bool) -> None:
        self._desk, self._writer, self._update = desk, writer, update

    def take(self, given: Given, wrong: tuple[Problem, ...] = ()) -> Taken:
        """Take one row; a refused one has written nothing."""
        said = cells.said_in(KIND, given)
        no = _number(said)
        known = self._by_no.get(no or "")
        # A record has no village of its own: the enterprise's is shown, and read for a new enterprise only.
        compared = {field: value for field, value in said.items() if field not in {"no", "village"}}
        if known and not wrong and cells.says_the_same(compared, listing_rows.record(self._words, known)):
            return Taken(Outcome.UNCHANGED, known.no)
        draft, problems = self._read(said)
        problems += wrong
        if no and known is None:
            if queries.by_number(self._writer, no):
                return Taken(Outcome.SKIPPED, no, (Problem("voided", messages.voided(no), "no"),))
            problems.append(Problem("not_found", messages.no_such_record(no), "no"))
        if problems or draft is None:
            return cells.refused(KIND, no, problems)
        known = known or self._by_what.get(about(draft.record))
        return self._compare(known, draft, compared) if known else self._add(draft)

    def finish(self) -> None:
        """Nothing is held back."""

    @cached_property
    def _by_no(self) -> dict[str, DutyRecord]:
        return {record.no: record for record in queries.until(self._writer, date.max)}

    @cached_property
    def _by_what(self) -> dict[tuple[object, ...], DutyRecord]:
        return {about(record): record for record in reversed(self._by_no.values())}

    @cached_property
    def _words(self) -> listing_rows.DutyWords:
        return listing_rows.DutyWords(self._desk.plan)

    @cached_property
    def _register(self) -> Register:
        return units.register(self._writer, self._desk.today)

    @cached_property
    def _named(self) -> dict[str, AnyDuty | None]:
        """Return the duties by name, None where several share one."""
        found: dict[str, AnyDuty | None] = {}
        for duty in duties_of(self._desk.plan):
            name = fold(name_of(self._desk.plan, duty))
            found[name] = None if name in found else duty
        return found

    def _read(self, said: Said) -> tuple[Draft | None, list[Problem]]:
        problems = cells.at_sight(KIND, said)
        form, draft = Form(_asked(said), self._desk), None
        try:
            duty = self._duty(said["duty"]) if "duty" in said else None
        except NotFound as error:
            duty, problems = None, [*problems, *error.problems]
        if duty:
            draft = read(self._desk, self._writer, self._register, duty, form)
        else:
            self._glance(form)
        return draft, [*problems, *form.problems]

    def _duty(self, said: str) -> AnyDuty:
        """Find a duty by what begins the cell, by the whole of it, or by the name that stands in lists.

        Raises:
            NotFound: the plan has no such duty.
        """
        begins, plan = said.split(maxsplit=1)[0], self._desk.plan
        number = _TASK.match(typed(begins))
        named = self._named.get(fold(said))
        standing = next((duty for duty in plan.standing if begins == duty.key), None)
        if found := named or standing:
            return found
        try:
            return duty_of(plan, number[0] if number else said)
        except NotFound as error:
            if error.problems[0].code == "ambiguous":
                raise
            message = messages.duty_became_day if _DAY.fullmatch(said) else messages.no_such_duty
            raise NotFound(Problem("not_found", message(said), "duty")) from error

    def _glance(self, form: Form) -> None:
        """Object to what is wrong whatever the duty, where the duty is not known."""
        form.days("on", "to")
        form.number("people")
        form.unit("unit", self._register)
        form.unit("village", self._register, ("village",))

    def _compare(self, known: DutyRecord, draft: Draft, said: Said) -> Taken:
        have, want = listing_rows.record(self._words, known), listing_rows.record(self._words, draft.record)
        found = cells.differences(KIND, have, want, said)
        if not found:
            return Taken(Outcome.UNCHANGED, known.no)
        if self._update:
            wrong = Problem("no_amending", messages.record_cannot_change(known.no, found), found[0].field)
            return cells.refused(KIND, known.no, [wrong])
        note = Problem("not_updated", messages.record_not_updated(known.no, found), found[0].field)
        return Taken(Outcome.SKIPPED, known.no, (note,))

    def _add(self, draft: Draft) -> Taken:
        record, notes = keep(self._writer, draft)
        self._by_no[record.no] = self._by_what[about(record)] = record
        return Taken(Outcome.ADDED, record.no, notes)


def _number(said: Said) -> str | None:
    """Return the number of a record of this ledger; any other is the sender's own and says nothing here."""
    no = number_of(said.get("no", ""))
    return no if _NUMBER.fullmatch(no) else None


def _asked(said: Said) -> dict[str, str]:
    """Return a row as the keyboard's form; nobody is asked about an unknown enterprise in the middle of a sheet."""
    asked = {field: value for field, value in said.items() if field not in {"no", "duty"}}
    confirmed = " ".join(clean(said.get("enterprise", ""), multiline=False).split())
    return {**asked, "confirmed": confirmed} if confirmed else asked
