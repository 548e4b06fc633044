"""Everything that the plan asks for beyond hazards, in figures of one period: duties, returns, supervision, and so on.

Each part is made by its own module from a fixed number of questions; this only brings them together, for the monthly
report and the morning page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.accident import Accident, Toll, toll
from hazardctl.ledger.queries import matters
from hazardctl.reports import coverage, enforcement, permits, problems, returns, supervision, tipoffs

if TYPE_CHECKING:
    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.coverage import TaskFigures
    from hazardctl.reports.enforcement import EnforcementFigures
    from hazardctl.reports.permits import PermitFigures
    from hazardctl.reports.problems import ProblemFigures
    from hazardctl.reports.returns import ReturnFigures
    from hazardctl.reports.supervision import SupervisionFigures
    from hazardctl.reports.tipoffs import TipoffFigures


class Work(NamedTuple):
    """The figures of a period, as at its end; field names are keys of the monthly report's JSON."""

    tasks: TaskFigures
    submissions: ReturnFigures
    actions: SupervisionFigures
    enforcement: EnforcementFigures
    problems: ProblemFigures
    permits: PermitFigures
    accidents: Toll
    tipoffs: TipoffFigures


def build(reads: Reads, plan: Plan, period: Period) -> Work:
    """Put the questions of a period to the ledger."""
    year = matters.Filter(start=period.end.replace(month=1, day=1))
    return Work(
        tasks=coverage.figures(coverage.obligations(reads, plan, period.end), period),
        submissions=returns.figures(reads, plan, returns.period_at(plan, period.end), period.end),
        actions=supervision.figures(reads, plan, period),
        enforcement=enforcement.figures(reads, period),
        problems=problems.figures(reads, period),
        permits=permits.figures(reads, plan, period),
        tipoffs=tipoffs.figures(reads, period),
        accidents=toll(
            matters.listed(reads, Accident, year, period.end),
            period.start,
            period.end,
            plan.campaign.deaths_target,
        ),
    )
