"""A problem as an answer: what `problem show` and `problem list` say of it on a day, and how problems were handled.

Field names are the JSON keys.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from hazardctl.domain.problem import (
    Contradiction,
    Correction,
    FoundProblem,
    Maxim,
    Origin,
    ProblemStatus,
    contradiction,
    maxim,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from hazardctl.domain.enforcement import Enforcement


class ProblemRecord(NamedTuple):
    """A problem at the end of a day.

    `unit` found it. `cases` are the enforcement cases that concern it, `recurs_from` the earlier hazards that its own
    repeat (一地重发、异地重发). `handling` is the maxim of task 37, `contradiction` how its handling goes against it.
    """

    no: str
    on: date
    title: str
    origin: Origin
    unit: str | None
    enterprise: str | None
    village: str | None
    hazards: tuple[str, ...]
    recurs_from: tuple[str, ...]
    visit: str | None
    reported: bool
    assigned_to: str | None
    assigned_on: date | None
    due: date | None
    replied_on: date | None
    reply: str | None
    closed_on: date | None
    closed_by: str | None
    outcome: Correction | None
    status: ProblemStatus
    overdue: bool
    days_overdue: int
    cases: tuple[str, ...]
    enforced: bool
    penalised: bool
    handling: Maxim
    contradiction: Contradiction | None
    void_reason: str | None
    uid: str


def concerning(problem: FoundProblem, cases: Iterable[Enforcement]) -> tuple[Enforcement, ...]:
    """Return the enforcement cases about a problem: they name it or one of its hazards, or come from its visit."""
    hazards = set(problem.hazards)
    return tuple(
        case
        for case in cases
        if problem.no in case.problems
        or not hazards.isdisjoint(case.hazards)
        or (problem.visit and problem.visit == case.visit and problem.enterprise == case.enterprise)
    )


def record(
    problem: FoundProblem, day: date, cases: Sequence[Enforcement], recurs: Mapping[str, str]
) -> ProblemRecord:
    """Return a problem as it stood at the end of a day.

    `problem` and `cases` (those that are not void) must already be that day's telling; `recurs` maps a hazard's
    number to the one that it repeats.
    """
    about = concerning(problem, cases)
    penalised = any(case.penalties for case in about)
    given, reply, closing = problem.assignment, problem.reply, problem.closing
    late = problem.days_overdue(day)
    return ProblemRecord(
        no=problem.no,
        on=problem.on,
        title=problem.title,
        origin=problem.origin,
        unit=problem.unit,
        enterprise=problem.enterprise.name if problem.enterprise else None,
        village=problem.village,
        hazards=tuple(ref.name for ref in problem.hazards),
        recurs_from=tuple(recurs[ref.name] for ref in problem.hazards if ref.name in recurs),
        visit=problem.visit,
        reported=problem.reported,
        assigned_to=given.to if given else None,
        assigned_on=given.on if given else None,
        due=given.due if given else None,
        replied_on=reply.on if reply else None,
        reply=reply.text if reply else None,
        closed_on=closing.on if closing else None,
        closed_by=closing.by if closing else None,
        outcome=closing.outcome if closing else None,
        status=problem.status,
        overdue=late > 0,
        days_overdue=late,
        cases=tuple(sorted(case.no for case in about)),
        enforced=bool(about),
        penalised=penalised,
        handling=maxim(problem),
        contradiction=contradiction(problem, enforced=bool(about), penalised=penalised),
        void_reason=problem.void.reason if problem.void else None,
        uid=problem.uid,
    )


class HandlingCount(Struct, frozen=True):
    """How many problems were found, put right and punished alike; `outcome` is None while one is not closed."""

    origin: Origin
    outcome: Correction | None
    penalised: bool
    count: int


class Handling(NamedTuple):
    """How the four maxims of task 37 were kept: counts, and the problems handled against them."""

    counts: tuple[HandlingCount, ...]
    contradictions: tuple[ProblemRecord, ...]


def handled(found: Iterable[ProblemRecord]) -> Handling:
    """Count problems by origin, outcome and penalty."""
    problems = tuple(found)
    counted = Counter((p.origin, p.outcome, p.penalised) for p in problems)
    lines = sorted(
        counted.items(), key=lambda line: (line[0][0] is Origin.OTHER, str(line[0][1]), line[0][2])
    )
    return Handling(
        counts=tuple(HandlingCount(*key, count) for key, count in lines),
        contradictions=tuple(p for p in problems if p.contradiction),
    )
