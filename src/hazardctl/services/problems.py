"""The problem list: put on it, assigned, replied to, closed; and how the four maxims were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from hazardctl.domain.hazard import IN_HAND, Source
from hazardctl.domain.problem import (
    Assignment,
    Closing,
    Correction,
    FoundProblem,
    Origin,
    ProblemStatus,
    Reopening,
    Reply,
)
from hazardctl.domain.problem_record import Handling, handled
from hazardctl.domain.text import TITLE_LIMIT
from hazardctl.errors import Problem
from hazardctl.ledger.queries import cases
from hazardctl.messages import problems as messages
from hazardctl.reports import problems as answers
from hazardctl.services import matters
from hazardctl.services.find import visit_of
from hazardctl.services.form import Form
from hazardctl.services.origin import filled, its_hazards, of_hazard, of_visit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from hazardctl.domain.matter import Step
    from hazardctl.domain.problem_record import ProblemRecord
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given
    from hazardctl.services.matters import Sheet


class Done(NamedTuple):
    """A problem as it is on record now, and what the office should know about it."""

    problem: ProblemRecord
    notes: tuple[Problem, ...]


def add(desk: Desk, given: Given) -> Done:
    """Put a problem on the list, assigned at once where it is said to whom.

    Enterprise, village, who found it and 自查（他查） come from the visit or the hazard where they are not typed.

    Raises:
        Refused: with everything that is missing or wrong; nothing was written.
    """
    with desk.reading() as reader:
        visit, hazard = of_visit(reader, given), of_hazard(reader, given)
    hazard.pop("unit", None)  # it supervises; who found it is not known
    given = filled(given, _origin(visit), _origin(hazard), visit, hazard)
    saved = matters.begin(desk, "problem add", given, _build)
    return Done(_record(desk, saved.matter, desk.today), saved.notes)


def _origin(known: dict[str, str | None]) -> dict[str, str | None]:
    """Tell 自查 from 他查 by the source of a visit or a hazard."""
    source = known.get("source")
    return {"problem_origin": str(Origin.SELF if source == Source.SELF else Origin.OTHER) if source else None}


def _build(sheet: Sheet) -> FoundProblem:
    form, place = sheet.form, sheet.place()
    origin = form.choice("problem_origin", Origin, required=True)
    visit = visit_of(form, sheet.writer)
    on = sheet.on()
    return FoundProblem(
        on=on,
        enterprise=place.ref,
        village=place.village,
        unit=sheet.unit(),
        topic=origin,
        hazards=its_hazards(sheet, place),
        title=form.line("problem_title", limit=TITLE_LIMIT, required=True) or "?",
        visit=visit.name if visit else None,
        reported=form.flag("reported"),
        steps=_assigned_at_once(sheet, on),
    )


def _assigned_at_once(sheet: Sheet, on: date) -> tuple[Step, ...]:
    form = sheet.form
    to = form.unit("assign_to", sheet.register)
    if form.raw("assign_to") is None:
        if form.raw("problem_due") is not None:
            form.object("missing", messages.assign_to_whom(), "assign_to")
        return ()
    due = form.day("problem_due", required=True)
    return (Assignment(on=on, to=to or "?", due=due or on, seq=1),)


BUILDERS: dict[str, Callable[[Sheet, FoundProblem], Step]] = {
    "assign": lambda sheet, _: _assignment(sheet),
    "reply": lambda sheet, _: _reply(sheet),
    "close": lambda sheet, _: _closing(sheet),
    "reopen": lambda sheet, _: Reopening(on=sheet.on(), reason=sheet.text("reason")),
}
"""The step of each command that continues a problem."""


def do(desk: Desk, step: str, no: str, given: Given) -> Done:
    """Take one step with a problem.

    Raises:
        NotFound: no problem has the number.
        Refused: something typed is wrong or missing, or a rule does not allow it; nothing was written.
    """
    target = matters.Target(FoundProblem, no)
    saved = matters.follow(desk, f"problem {step}", target, given, BUILDERS[step])
    done = _record(desk, saved.matter, desk.today)
    left = _not_closed(desk, done) if done.outcome is Correction.GENUINE else ()
    notes = (Problem("hazards_not_closed", messages.hazards_not_closed(left)),) if left else ()
    return Done(done, (*saved.notes, *notes))


def _assignment(sheet: Sheet) -> Assignment:
    on = sheet.on()
    return Assignment(
        on=on,
        to=sheet.form.unit("assigned_to", sheet.register, required=True) or "?",
        due=sheet.form.day("problem_due", required=True) or on,
    )


def _reply(sheet: Sheet) -> Reply:
    return Reply(on=sheet.on(), text=sheet.text("reply_text"), by=sheet.form.line("by"))


def _closing(sheet: Sheet) -> Closing:
    form = sheet.form
    return Closing(
        on=sheet.on(),
        outcome=form.choice("correction", Correction, required=True) or Correction.FALSE,
        by=form.line("by"),
        note=form.text("note"),
    )


def _not_closed(desk: Desk, problem: ProblemRecord) -> tuple[str, ...]:
    """Name the hazards of a problem that are not closed yet."""
    with desk.reading() as reader:
        known = cases.by_numbers(reader, problem.hazards)
    return tuple(no for no, case in sorted(known.items()) if case.now().status in IN_HAND)


def listed(desk: Desk, given: Given, day: date | None) -> tuple[ProblemRecord, ...]:
    """Return problems as they stood at the end of a day, newest first.

    `unit` keeps those that it found or that are assigned to it; `unfinished`, `overdue`, `problem_origin`, `correction` narrow.

    Raises:
        Refused: a filter cannot be understood.
    """
    day = day or desk.today
    form = Form(given, desk)
    origin, outcome = form.choice("problem_origin", Origin), form.choice("correction", Correction)
    wanted = matters.read_filter(desk, given, topic=origin)
    form.done()
    found = matters.listed(desk, FoundProblem, replace(wanted, unit=None), day)
    with desk.reading() as reader:
        stood = answers.records(reader, found, day)
    return tuple(
        p
        for p in stood
        if (not wanted.unit or wanted.unit in {p.unit, p.assigned_to})
        and (not outcome or p.outcome is outcome)
        and (not given.get("unfinished") or (p.status is not ProblemStatus.CLOSED))
        and (not given.get("overdue") or p.overdue)
    )


def handling(desk: Desk, given: Given, day: date | None) -> Handling:
    """Return how the four maxims of task 37 were kept with the problems that the filters leave."""
    return handled(listed(desk, given, day))


def show(desk: Desk, no: str, day: date | None) -> ProblemRecord:
    """Return one problem as it stood at the end of a day.

    Raises:
        NotFound: no problem has the number, or it was found after the day.
    """
    return _record(desk, matters.show(desk, FoundProblem, no, day), day or desk.today)


def void(desk: Desk, no: str, given: Given) -> ProblemRecord:
    """Declare a problem void: it is kept and counts on no day."""
    target = matters.Target(FoundProblem, no)
    return _record(desk, matters.void(desk, "problem void", target, given), desk.today)


def _record(desk: Desk, problem: FoundProblem, day: date) -> ProblemRecord:
    with desk.reading() as reader:
        return answers.records(reader, [problem], day)[0]
