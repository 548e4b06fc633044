"""Rows of returns into the ledger, read as `submit` reads them: one for each unit and period.

A return that was sent already is replaced only on request, by a revision; the first day of sending stays what counts.
An empty cell changes nothing, but a 零报告 replaces everything that was said.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.submission import Content, Revision, Submission
from hazardctl.errors import Problem, Refused
from hazardctl.exchange.columns import SheetKind
from hazardctl.ledger.queries import matters as queries
from hazardctl.ledger.queries import units
from hazardctl.messages import intake as messages
from hazardctl.services import listing_rows, matters
from hazardctl.services.form import Form
from hazardctl.services.intake import cells
from hazardctl.services.intake.outcome import Outcome, Taken
from hazardctl.services.submissions import first, of_whom, revision

if TYPE_CHECKING:
    from hazardctl.domain.register import Register
    from hazardctl.ledger.writing import Writer
    from hazardctl.messages.intake import Difference
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Days, Given
    from hazardctl.services.intake.cells import Said

KIND = SheetKind.SUBMISSIONS
_TEXTS = ("progress", "difficulties", "practice")
_COUNTS = ("found", "fixed")


class _Replaced(NamedTuple):
    """What a row would put in the place of a return, and how that differs."""

    sheet: matters.Sheet
    step: Revision
    found: tuple[Difference, ...]


class SubmissionIntake:
    """Takes rows of returns inside the import's one transaction."""

    def __init__(self, desk: Desk, writer: Writer, *, update: bool) -> None:
        self._desk, self._writer, self._update = desk, writer, update
        self._wrong: tuple[Problem, ...] = ()
        self._told: set[str] = set()
        """Returns that a row before has told of: another row may not contradict it."""

    def take(self, given: Given, wrong: tuple[Problem, ...] = ()) -> Taken:
        """Take one row; a refused one has written nothing."""
        self._wrong = wrong
        said = cells.said_in(KIND, given)
        known = self._known(said)
        if known is None and (no := self._voided.get(cells.uid_in(given) or "")):
            return Taken(Outcome.SKIPPED, no, (Problem("voided", messages.voided(no), "sender"),))
        # Unit and period are what it was recognised by, however they are written.
        compared = {field: value for field, value in said.items() if field not in {"sender", "month", "no"}}
        if known and not wrong and cells.says_the_same(compared, listing_rows.submission(known)):
            return self._told_of(known, Outcome.UNCHANGED)
        try:
            return self._replace(said, known) if known else self._begin(said)
        except Refused as error:
            return cells.refused(KIND, known.no if known else None, error.problems)

    def finish(self) -> None:
        """Nothing is held back."""

    @cached_property
    def _sent(self) -> dict[tuple[str | None, str | None], Submission]:
        found = queries.listed(self._writer, Submission, queries.EVERYTHING, date.max)
        return {(one.unit, one.topic): one for one in found}

    @cached_property
    def _voided(self) -> dict[str, str]:
        found = queries.listed(self._writer, Submission, queries.Filter(void=True), date.max)
        return {one.uid: one.no for one in found}

    @cached_property
    def _register(self) -> Register:
        return units.register(self._writer, self._desk.today)

    def _known(self, said: Said) -> Submission | None:
        """Return what the unit has sent for the period; what cannot be read is objected to by the gate."""
        if not {"sender", "month"} <= said.keys():
            return None
        return self._sent.get(of_whom(Form(said, self._desk), self._desk, self._register))

    def _sheet(self, said: Said, before: Submission | None, **more: Any) -> matters.Sheet:
        asked, wrong = _asked(said, before, self._desk)
        form = Form({**asked, **more}, self._desk)
        form.problems += [*self._wrong, *cells.at_sight(KIND, said), *wrong]
        return matters.Sheet(form, self._writer, self._register, self._desk)

    def _begin(self, said: Said) -> Taken:
        sheet = self._sheet(said, None)
        saved = matters.begin_in(sheet, first)
        self._sent[saved.matter.unit, saved.matter.topic] = saved.matter
        return self._told_of(saved.matter, Outcome.ADDED, *saved.notes)

    def _replace(self, said: Said, known: Submission) -> Taken:
        new = self._replaced(said, known)
        if not new.found:
            return self._told_of(known, Outcome.UNCHANGED, *_first_stays(said, known, self._desk))
        called = f"{known.unit} {known.topic}"
        if known.uid in self._told:
            wrong = (
                Problem("contradicts_row", messages.contradicts(called, one), one.field) for one in new.found
            )
            return cells.refused(KIND, known.no, wrong)
        if not self._update:
            note = Problem("not_updated", messages.not_updated(called, new.found), new.found[0].field)
            return Taken(Outcome.SKIPPED, known.no, (note,))
        saved = matters.follow_in(new.sheet, known, lambda *_: new.step)
        self._sent[known.unit, known.topic] = saved.matter
        return self._told_of(saved.matter, Outcome.UPDATED, *saved.notes)

    def _replaced(self, said: Said, known: Submission) -> _Replaced:
        """Read what a row would put in the place of a return.

        Raises:
            Refused: a cell is wrong, or where it is to replace the return, its day is.
        """
        # What went out in a sheet bears the day of the first sending; to correct it there is to do so today.
        corrected = Form(said, self._desk).day("on") == known.on
        sheet = self._sheet(said, known, **({"on": None} if corrected else {}))
        step = revision(sheet, known)
        found = _differences(known, step)
        wrong = known.with_step(step).objections(self._desk.today) if found else ()
        last = known.last("revision")
        if self._update and found and last and step.on < last.on:
            sheet.form.object("too_early", messages.revised_later(known.no, last.on), "on")
        sheet.form.done(*(p for p in wrong if self._update or p.code != "too_early"))
        return _Replaced(sheet, step, found)

    def _told_of(self, matter: Submission, outcome: Outcome, *notes: Problem) -> Taken:
        self._told.add(matter.uid)
        return Taken(outcome, matter.no, notes)


def _differences(known: Submission, step: Revision) -> tuple[Difference, ...]:
    have = listing_rows.submission(known)
    want = {**have, **{name: getattr(step, name) for name in ("nil", *Content._fields)}}
    return cells.differences(KIND, have, want, have)


def _first_stays(said: Said, known: Submission, days: Days) -> tuple[Problem, ...]:
    """Say that a return keeps its first day and sender, where a row has others."""
    on, by = Form(said, days).day("on"), said.get("by")
    if on in {None, known.on} and by in {None, known.by}:
        return ()
    message = messages.first_sending_stays(known.no, known.on, known.by)
    return (Problem("first_sending_stays", message, "on"),)


def _asked(said: Said, before: Submission | None, days: Days) -> tuple[dict[str, Any], list[Problem]]:
    """Return a row as the keyboard's form, over what was sent before, and what is wrong with its counts."""
    was_nil, content = before.latest() if before else (False, Content())
    nil = said["nil"] == cells.YES if "nil" in said else was_nil and said.keys().isdisjoint(Content._fields)
    content = Content() if nil else content
    counts, wrong = _counts(said, content, days)
    before_it = {name: getattr(content, name) for name in _TEXTS}
    return {**before_it, **said, "nil": nil, "counts": counts}, wrong


def _counts(said: Said, content: Content, days: Days) -> tuple[str | None, list[Problem]]:
    """Return found and fixed as the keyboard types them; what is wrong is named once, by its own column."""
    form = Form(said, days)
    numbers = [form.number(name) if name in said else getattr(content, name) for name in _COUNTS]
    absent = [name for name, number in zip(_COUNTS, numbers, strict=True) if number is None]
    if not form.problems and len(absent) == 1:
        form.object("missing", messages.both_counts(), absent[0])
    if form.problems:
        return "0/0", form.problems
    return None if absent else "/".join(map(str, numbers)), []
