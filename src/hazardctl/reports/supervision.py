"""Supervision actions in figures: what was done in a period, and what was not answered by its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.listed import ListedRecord
from hazardctl.domain.listed import record as listed_record
from hazardctl.domain.supervision import Action, record
from hazardctl.ledger.queries import cases, finding, matters
from hazardctl.reports.work_values import Means, SupervisionFigures

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.listings import Silent


def figures(reads: Reads, plan: Plan, period: Period, silent: Silent) -> SupervisionFigures:
    """Count the actions of a period and the replies owed by its end."""
    found = [record(a, period.end) for a in matters.listed(reads, Action, matters.EVERYTHING, period.end)]
    recent = [a for a in found if a.on in period]
    asked = [a for a in found if a.reply_due]
    overdue = tuple(sorted((a for a in asked if a.overdue), key=lambda a: (a.reply_due, a.no)))
    return SupervisionFigures(
        total=len(recent),
        by_kind=tuple(
            Means(step.key, step.name, sum(1 for a in recent if a.kind == step.key)) for step in plan.ladder
        ),
        replies_due=sum(1 for a in asked if a.reply_due and a.reply_due <= period.end),
        replied=sum(1 for a in asked if a.replied_on),
        replied_late=sum(1 for a in asked if a.late_reply),
        replies_overdue=len(overdue),
        overdue_items=overdue,
        targets_units=len({a.unit for a in recent if a.unit}),
        listed_without_progress=silent.numbers,
        listed_silent=silent.total,
    )


def listed(reads: Reads, wanted: finding.Filter, day: date, month: Period) -> tuple[ListedRecord, ...]:
    """Return listed hazards as they stood at the end of a day, in the office's order; `month` owes its progress."""
    found = (listed_record(case, day, month) for case in cases.listed(reads, wanted, day))
    return tuple(item for item in found if item)
