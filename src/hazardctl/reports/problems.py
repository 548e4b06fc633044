"""The problem list as answers and as figures, each from a constant number of questions to the ledger.

`figures` goes into the monthly report: what was found and settled in a period, and what was handled against
“自查不处、他查严处，真改不罚、假改严罚” (annex 1, task 37).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.enforcement import Enforcement
from hazardctl.domain.problem import Closing, Correction, FoundProblem, Origin, ProblemStatus
from hazardctl.domain.problem_record import ProblemRecord, record
from hazardctl.ledger.queries import cases, matters
from hazardctl.ledger.queries.matters import EVERYTHING
from hazardctl.reports.work_values import Against, ProblemFigures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads


def records(reads: Reads, found: Sequence[FoundProblem], day: date) -> tuple[ProblemRecord, ...]:
    """Return problems, already told as at a day, as answers."""
    enforced = matters.listed(reads, Enforcement, EVERYTHING, day)
    recurs = _recurrences(reads, found)
    return tuple(record(problem, day, enforced, recurs) for problem in found)


def _recurrences(reads: Reads, found: Iterable[FoundProblem]) -> dict[str, str]:
    """Map each hazard's number to the number of the earlier one that it repeats."""
    numbers = sorted({ref.name for problem in found for ref in problem.hazards})
    known = (case.hazard for case in cases.by_numbers(reads, numbers).values())
    return {hazard.no: hazard.recurs_from.name for hazard in known if hazard.recurs_from}


def figures(reads: Reads, period: Period) -> ProblemFigures:
    """Count the problem list of a period."""
    everything = matters.listed(reads, FoundProblem, EVERYTHING, period.end)
    stand = records(reads, everything, period.end)
    found = [p for p in everything if p.on in period]
    closings = [s.outcome for p in everything for s in p.steps if isinstance(s, Closing) and s.on in period]
    return ProblemFigures(
        found=len(found),
        self_found=sum(p.origin is Origin.SELF for p in found),
        other_found=sum(p.origin is Origin.OTHER for p in found),
        reported=sum(p.reported for p in found),
        closed=len(closings),
        genuine=closings.count(Correction.GENUINE),
        false=closings.count(Correction.FALSE),
        open=sum(p.status is not ProblemStatus.CLOSED for p in stand),
        overdue=sum(p.overdue for p in stand),
        contradictions=tuple(
            Against(p.no, p.title, p.enterprise, p.contradiction) for p in stand if p.contradiction
        ),
    )
