"""Everything that the plan asks for beyond hazards, in figures of one period: duties, returns, supervision, and so on.

Each part is made by its own module from a fixed number of questions; this only brings them together, for the monthly
report and the morning page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.accident import Accident, Toll, toll
from hazardctl.domain.period import Period, month_at, month_period
from hazardctl.ledger.queries import listings, matters
from hazardctl.reports import coverage, lateness, returns
from hazardctl.reports.work_values import (
    EnforcementFigures,
    Means,
    PermitFigures,
    ProblemFigures,
    SupervisionFigures,
    TipoffFigures,
)

if TYPE_CHECKING:
    from hazardctl.domain.campaign import Plan
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.lateness import TaskFigures
    from hazardctl.reports.returns import ReturnFigures

NAMED_AT_MOST = 50
"""How many late duties a report names; thousands of enterprises owe some each."""


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
    """Put the questions of a period to the ledger; those of a kind of which nothing is on record are answered already."""
    kinds = matters.kinds(reads)
    return Work(
        tasks=lateness.counted(coverage.alike(reads, plan, period.end), period, NAMED_AT_MOST),
        submissions=returns.figures(reads, plan, returns.period_at(plan, period.end), period.end),
        actions=_actions(reads, plan, period, some="action" in kinds),
        enforcement=_enforcement(reads, period) if "enforcement" in kinds else EnforcementFigures(),
        problems=_problems(reads, period) if "problem" in kinds else ProblemFigures(),
        permits=_permits(reads, plan, period, some="permit" in kinds),
        tipoffs=_tipoffs(reads, period) if "tipoff" in kinds else TipoffFigures(),
        accidents=_accidents(reads, plan, period),
    )


def _actions(reads: Reads, plan: Plan, period: Period, *, some: bool) -> SupervisionFigures:
    ends_on = plan.campaign.month_ends_on
    month = Period(month_period(month_at(period.end, ends_on), ends_on).start, period.end)
    silent = listings.without_progress(reads, month, NAMED_AT_MOST)
    if not some:
        by_kind = tuple(Means(step.key, step.name, 0) for step in plan.ladder)
        return SupervisionFigures(
            by_kind=by_kind, listed_without_progress=silent.numbers, listed_silent=silent.total
        )
    from hazardctl.reports import supervision

    return supervision.figures(reads, plan, period, silent)


def _enforcement(reads: Reads, period: Period) -> EnforcementFigures:
    from hazardctl.reports import enforcement

    return enforcement.figures(reads, period)


def _problems(reads: Reads, period: Period) -> ProblemFigures:
    from hazardctl.reports import problems

    return problems.figures(reads, period)


def _permits(reads: Reads, plan: Plan, period: Period, *, some: bool) -> PermitFigures:
    if not some:
        return PermitFigures(by_operation={one.key: 0 for one in plan.operations})
    from hazardctl.reports import permits

    return permits.figures(reads, plan, period)


def _tipoffs(reads: Reads, period: Period) -> TipoffFigures:
    from hazardctl.reports import tipoffs

    return tipoffs.figures(reads, period)


def _accidents(reads: Reads, plan: Plan, period: Period) -> Toll:
    # A period may begin in the year before the one that its deaths are counted by.
    since = matters.Filter(start=min(period.start, period.end.replace(month=1, day=1)))
    found = matters.listed(reads, Accident, since, period.end)
    return toll(found, period.start, period.end, plan.campaign.deaths_target)
