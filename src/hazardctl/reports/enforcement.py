"""Enforcement as answers and as figures, each from a constant number of questions to the ledger.

`figures` goes into the monthly report: the three steps of annex 1, task 31, and what is left undone (以罚代管、罚而不管).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.enforcement import (
    Enforcement,
    NoPenalty,
    Penalty,
    PenaltyKind,
    Recheck,
    RecheckResult,
    Referral,
    Suspension,
    decisions,
    repeated_penalties,
)
from hazardctl.domain.enforcement_record import Beside, EnforcementRecord, Firm, record
from hazardctl.domain.hazard import IN_HAND
from hazardctl.ledger.queries import cases, finding, matters
from hazardctl.ledger.queries.matters import EVERYTHING
from hazardctl.reports.work_values import EnforcementFigures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from hazardctl.domain.hazard import Status
    from hazardctl.domain.matter import Step
    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads


def records(reads: Reads, found: Sequence[Enforcement], day: date) -> tuple[EnforcementRecord, ...]:
    """Return cases, already told as at a day, as answers."""
    beside = Beside(_standing(reads, found, day), firms(reads, day))
    return tuple(record(case, day, beside) for case in found)


def firms(reads: Reads, day: date) -> dict[str, Firm]:
    """Return by uid the enterprises that reach the numbers of 安全生产法 art. 113(1) on a day."""
    return _firms(reads, matters.listed(reads, Enforcement, EVERYTHING, day), day)


def _firms(reads: Reads, everything: Iterable[Enforcement], day: date) -> dict[str, Firm]:
    of_firm: dict[str, list[Enforcement]] = {}
    for case in everything:
        if case.enterprise:
            of_firm.setdefault(case.enterprise.uid, []).append(case)
    counted = {uid: repeated_penalties(decisions(its), day) for uid, its in of_firm.items()}
    reached = {uid: times for uid, times in counted.items() if times.reached}
    majors = _majors(reads, day) if reached else {}
    names = {
        case.enterprise.uid: case.enterprise.name
        for its in of_firm.values()
        for case in its
        if case.enterprise
    }
    return {
        uid: Firm(names[uid], times.in_180_days, times.in_year, majors.get(uid, ()))
        for uid, times in reached.items()
    }


def _majors(reads: Reads, day: date) -> dict[str, tuple[str, ...]]:
    """Return by enterprise the numbers of its major hazards that are not closed at the end of a day."""
    found: dict[str, tuple[str, ...]] = {}
    for case in cases.listed(reads, finding.Filter(level="major"), day):
        now, firm = case.at(day), case.hazard.enterprise
        if firm and now and now.status in IN_HAND:
            found[firm.uid] = (*found.get(firm.uid, ()), case.hazard.no)
    return {uid: tuple(sorted(numbers)) for uid, numbers in found.items()}


def _standing(reads: Reads, found: Iterable[Enforcement], day: date) -> dict[str, Status]:
    """Return by uid how the hazards of punished cases stand at the end of a day."""
    numbers = {ref.name for case in found if case.penalties for ref in case.hazards}
    stood = ((case.hazard.uid, case.at(day)) for case in cases.by_numbers(reads, sorted(numbers)).values())
    return {uid: now.status for uid, now in stood if now}


def figures(reads: Reads, period: Period) -> EnforcementFigures:
    """Count the enforcement of a period."""
    day = period.end
    everything = matters.listed(reads, Enforcement, EVERYTHING, day)
    punished_often = _firms(reads, everything, day)
    beside = Beside(_standing(reads, everything, day), punished_often)
    stand = [record(case, day, beside) for case in everything]
    done = [[step for step in case.steps if step.on in period] for case in everything]
    penalties = [p for case in everything for p in case.penalties if p.on in period]
    named = sorted(punished_often.values())
    return EnforcementFigures(
        opened=sum(case.on in period for case in everything),
        penalised=_with(done, Penalty.kind),
        penalties=len(penalties),
        fines_fen=sum(p.amount_fen or 0 for p in penalties if p.penalty is PenaltyKind.FINE),
        no_penalty=_with(done, NoPenalty.kind),
        referred=_with(done, Referral.kind),
        rechecked=_with(done, Recheck.kind),
        passed=sum(any(_passed(step) for step in steps) for steps in done),
        open=sum(case.open for case in stand),
        risk=sum(case.risk for case in stand),
        risk_hazards=tuple(sorted({no for case in stand for no in case.risk_hazards})),
        suspended=sum(case.suspended for case in stand),
        suspensions=sum(isinstance(step, Suspension) for steps in done for step in steps),
        repeated=tuple(firm.enterprise for firm in named),
        repeated_major=tuple(firm.enterprise for firm in named if firm.major_hazards),
    )


def _with(done: Iterable[Sequence[Step]], kind: str) -> int:
    """Count the cases in which a step of this kind was taken."""
    return sum(any(step.kind == kind for step in steps) for steps in done)


def _passed(step: Step) -> bool:
    return isinstance(step, Recheck) and step.result is RecheckResult.PASSED
