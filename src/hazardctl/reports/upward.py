"""The figures that the district asks for, in its own two kinds: what departments found, and what enterprises found themselves.

Which sources are 企业自查 is the plan's to say (`upward_self`); all others are 部门检查, so that the two always sum to
the total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.money import wan_number
from hazardctl.ledger.queries import figures as queries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.values import MonthlyReport


class SourceFigures(NamedTuple):
    """Hazards of one kind of source since the campaign began."""

    found: int
    rectified: int


class UpwardFigures(NamedTuple):
    """Since the campaign began: sources, listed ones, money in fen. In the period: everything else.

    `helped` are the enterprises that experts (专家、第三方) visited; `stops` the orders to suspend.
    """

    departments: SourceFigures
    self_checks: SourceFigures
    listed: SourceFigures
    planned_fen: int
    spent_fen: int
    visits: int
    firms: int
    helped: int
    interviews: int
    exposures: int
    penalties: int
    fines_fen: int
    stops: int
    referrals: int
    regrades: int
    rewarded: int
    reward_fen: int


def figures(reads: Reads, plan: Plan, report: MonthlyReport, period: Period) -> UpwardFigures:
    """Return the figures that go with a report."""
    own: set[str | None] = set(plan.campaign.upward_self)
    means = {one.key: one.times for one in report.actions.by_kind}
    acts = queries.acts(reads, period, ("refer", "regrade"))
    return UpwardFigures(
        departments=_sum(report, {part.key for part in report.by_source} - own),
        self_checks=_sum(report, own),
        listed=SourceFigures(report.listed.count, report.listed.rectified),
        planned_fen=report.funds.planned_fen,
        spent_fen=report.funds.spent_fen,
        visits=report.inspections.visits,
        firms=report.inspections.firms,
        helped=queries.firms_visited(reads, period, "expert"),
        interviews=means.get("interview", 0),
        exposures=means.get("expose", 0),
        penalties=report.enforcement.penalties,
        fines_fen=report.enforcement.fines_fen,
        stops=report.enforcement.suspensions,
        referrals=acts.get("refer", 0),
        regrades=acts.get("regrade", 0),
        rewarded=report.tipoffs.rewarded,
        reward_fen=report.tipoffs.reward_fen,
    )


def summed(rows: Iterable[UpwardFigures]) -> UpwardFigures:
    """Add the figures of several towns."""
    told = list(rows)
    sums: dict[str, Any] = {}
    for name in UpwardFigures._fields:
        values = [getattr(row, name) for row in told]
        if name in {"departments", "self_checks", "listed"}:
            sums[name] = SourceFigures(sum(one.found for one in values), sum(one.rectified for one in values))
        else:
            sums[name] = sum(values)
    return UpwardFigures(**sums)


def _sum(report: MonthlyReport, sources: set[str | None]) -> SourceFigures:
    parts = [part for part in report.by_source if part.key in sources]
    return SourceFigures(sum(part.found for part in parts), sum(part.rectified for part in parts))


def as_row(f: UpwardFigures) -> dict[str, int | float]:
    """Return the figures flat, as a map of the town's own row names them; money in 万元."""
    flat: dict[str, int | float] = {}
    for name, value in f._asdict().items():
        if isinstance(value, SourceFigures):
            flat |= {f"{name}_found": value.found, f"{name}_rectified": value.rectified}
        elif name.endswith("_fen"):
            flat[f"{name.removesuffix('_fen')}_wan"] = wan_number(value)
        else:
            flat[name] = value
    return flat
