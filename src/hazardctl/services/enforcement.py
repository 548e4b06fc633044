"""Enforcement: a case is opened, decided, re-inspected; work may be stopped and let go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.enforcement import (
    Enforcement,
    NoPenalty,
    Penalty,
    PenaltyKind,
    Recheck,
    RecheckResult,
    Referral,
    Resumption,
    Suspension,
    SuspensionScope,
)
from hazardctl.domain.problem import FoundProblem
from hazardctl.errors import Problem
from hazardctl.ledger.queries.matters import by_number
from hazardctl.messages import enforcement as messages
from hazardctl.reports import enforcement as answers
from hazardctl.services import matters
from hazardctl.services.find import number_of, visit_of
from hazardctl.services.origin import filled, its_hazards, of_hazard, of_visit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from hazardctl.domain.enforcement_record import EnforcementRecord
    from hazardctl.domain.matter import Step
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given
    from hazardctl.services.matters import Saved, Sheet, Target


class Done(NamedTuple):
    """A case as it is on record now, and what the office should know about it."""

    case: EnforcementRecord
    notes: tuple[Problem, ...]


def open_case(desk: Desk, given: Given) -> Done:
    """Open a case with its first step (检查诊断).

    Enterprise, village and unit come from the visit, the hazard or the problem where they are not typed.

    Raises:
        Refused: with everything that is missing or wrong; nothing was written.
    """
    with desk.reading() as reader:
        given = filled(given, of_visit(reader, given), _of_problem(reader, given), of_hazard(reader, given))
    return _done(desk, matters.begin(desk, "enforce open", given, _build))


def _of_problem(reads: Reads, given: Given) -> dict[str, str | None]:
    """Return enterprise, village and unit of the first problem that was typed."""
    said = given.get("problem")
    first = number_of(said[0]) if isinstance(said, list | tuple) and said else ""
    problem = by_number(reads, FoundProblem, first)
    if problem is None:
        return {}
    return {
        "enterprise": problem.enterprise.name if problem.enterprise else None,
        "village": problem.village,
        "unit": problem.unit,
    }


def _build(sheet: Sheet) -> Enforcement:
    form, place = sheet.form, sheet.place(required=True)
    problems = _problems(sheet)
    hazards = its_hazards(sheet, place)
    visit = visit_of(form, sheet.writer)
    return Enforcement(
        on=sheet.on(),
        enterprise=place.ref,
        village=place.village,
        unit=sheet.unit(required=True),
        hazards=tuple(dict.fromkeys((*hazards, *(ref for p in problems for ref in p.hazards)))),
        findings=sheet.text("findings"),
        visit=visit.name if visit else None,
        problems=tuple(p.no for p in problems),
    )


def _problems(sheet: Sheet) -> tuple[FoundProblem, ...]:
    """Read the numbers of the problems that the case answers; an unknown one is objected to."""
    found = {}
    for said in sheet.form.many("problem"):
        problem = by_number(sheet.writer, FoundProblem, number_of(said))
        if problem is None:
            sheet.form.object("not_found", messages.no_such_problem(said), "problem")
        else:
            found[problem.no] = problem
    return tuple(found.values())


def penalise(desk: Desk, no: str, given: Given) -> Done:
    """Record the second step: a penalty, the decision not to punish, or the referral to who may.

    Raises:
        NotFound: no case has the number.
        Refused: none or several of the three, or a rule does not allow it; nothing was written.
    """
    done = _done(desk, matters.follow(desk, "enforce penalise", _target(no), given, _decision))
    firm, last = done.case.repeated, done.case.penalties[-1] if done.case.penalties else None
    notes = [Problem("repeated_penalties", messages.repeated(*firm))] if firm else []
    if last and last.penalty is PenaltyKind.SUSPEND and not done.case.suspended:
        notes.append(Problem("suspend_is_dated", messages.suspend_is_dated(done.case.no)))
    return done._replace(notes=(*done.notes, *notes))


def _decision(sheet: Sheet, _case: Enforcement) -> Step:
    form = sheet.form
    said = [name for name in _READ if form.raw(name) is not None]
    if len(said) > 1:
        form.object("only_one", messages.only_one_decision())
    if not said:
        form.object("missing", messages.one_decision(), "penalty")
    if len(said) != 1:
        return Referral(on=sheet.on(), to="?", reason="?")  # no rule asks less of a decision that is not read
    return _READ[said[0]](sheet)


def _no_penalty(sheet: Sheet) -> NoPenalty:
    return NoPenalty(on=sheet.on(), reason=sheet.text("no_penalty"))


def _referral(sheet: Sheet) -> Referral:
    return Referral(
        on=sheet.on(),
        to=sheet.line("refer_to"),
        reason=sheet.text("reason"),
        doc_no=sheet.form.line("doc_no"),
    )


def _penalty(sheet: Sheet) -> Penalty:
    form = sheet.form
    amount = form.money("amount")
    # Stands in for a kind that cannot be read, so that its amount is not objected to as well.
    unread = PenaltyKind.WARNING if amount is None else PenaltyKind.FINE
    return Penalty(
        on=sheet.on(),
        penalty=form.choice("penalty", PenaltyKind) or unread,
        authority=sheet.line("decided_by"),
        amount_fen=amount,
        doc_no=form.line("doc_no"),
    )


_READ: dict[str, Callable[[Sheet], Step]] = {
    "penalty": _penalty,
    "no_penalty": _no_penalty,
    "refer_to": _referral,
}


def recheck(desk: Desk, no: str, given: Given) -> Done:
    """Record the third step (整改复查); only one that passes closes the case.

    Raises:
        NotFound: no case has the number.
        Refused: nothing was decided yet, or it has passed already; nothing was written.
    """
    done = _done(desk, matters.follow(desk, "enforce recheck", _target(no), given, _recheck))
    notes = []
    if done.case.open and done.case.fines_fen:
        notes.append(Problem("daily_penalty", messages.daily_penalty()))
    if not done.case.open and done.case.risk_hazards:
        notes.append(Problem("hazards_not_closed", messages.hazards_not_closed(done.case.risk_hazards)))
    return done._replace(notes=(*done.notes, *notes))


def _recheck(sheet: Sheet, _case: Enforcement) -> Recheck:
    return Recheck(
        on=sheet.on(),
        result=sheet.form.choice("result", RecheckResult, required=True) or RecheckResult.FAILED,
        by=sheet.line("recheck_by"),
        note=sheet.form.text("note"),
    )


def suspend(desk: Desk, no: str, given: Given) -> Done:
    """Record that work must stop (停产停业整顿).

    Raises:
        NotFound: no case has the number.
        Refused: work is stopped already, or the case is closed; nothing was written.
    """
    return _done(desk, matters.follow(desk, "enforce suspend", _target(no), given, _suspension))


def _suspension(sheet: Sheet, _case: Enforcement) -> Suspension:
    return Suspension(
        on=sheet.on(),
        scope=sheet.form.choice("scope", SuspensionScope, required=True) or SuspensionScope.WHOLE,
        until=sheet.form.day("suspended_until"),
        doc_no=sheet.form.line("doc_no"),
    )


def resume(desk: Desk, no: str, given: Given) -> Done:
    """Record that work was let go on after examination.

    Raises:
        NotFound: no case has the number.
        Refused: work was not stopped; nothing was written.
    """
    return _done(desk, matters.follow(desk, "enforce resume", _target(no), given, _resumption))


def _resumption(sheet: Sheet, _case: Enforcement) -> Resumption:
    return Resumption(on=sheet.on(), approver=sheet.line("approver"), basis=sheet.text("basis"))


def listed(desk: Desk, given: Given, day: date | None) -> tuple[EnforcementRecord, ...]:
    """Return cases as they stood at the end of a day, newest first; `unfinished`, `risk`, `suspended`, `alerts` narrow.

    Raises:
        Refused: a filter cannot be understood.
    """
    day = day or desk.today
    found = matters.listed(desk, Enforcement, matters.read_filter(desk, given), day)
    with desk.reading() as reader:
        stood = answers.records(reader, found, day)
    wanted = [name for name in ("risk", "suspended", "alerts") if given.get(name)]
    return tuple(
        case
        for case in stood
        if all(getattr(case, name) for name in wanted) and (case.open or not given.get("unfinished"))
    )


def show(desk: Desk, no: str, day: date | None) -> EnforcementRecord:
    """Return one case as it stood at the end of a day.

    Raises:
        NotFound: no case has the number, or it was opened after the day.
    """
    return _record(desk, matters.show(desk, Enforcement, no, day), day or desk.today)


def void(desk: Desk, no: str, given: Given) -> EnforcementRecord:
    """Declare a case void: it is kept and counts on no day."""
    return _record(desk, matters.void(desk, "enforce void", _target(no), given), desk.today)


def _target(no: str) -> Target[Enforcement]:
    return matters.Target(Enforcement, no)


def _done(desk: Desk, saved: Saved[Enforcement]) -> Done:
    return Done(_record(desk, saved.matter, desk.today), saved.notes)


def _record(desk: Desk, case: Enforcement, day: date) -> EnforcementRecord:
    with desk.reading() as reader:
        return answers.records(reader, [case], day)[0]
