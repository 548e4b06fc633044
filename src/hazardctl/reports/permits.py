"""What the month's report says of dangerous work: how many pieces, how many of them with every check made (tasks 32 to 36)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hazardctl.domain.permit import Permit, record
from hazardctl.ledger.queries import matters
from hazardctl.reports.work_values import PermitFigures, PermitMissing

if TYPE_CHECKING:
    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads


def figures(reads: Reads, plan: Plan, period: Period) -> PermitFigures:
    """Count the work of a period, from three questions to the ledger."""
    found = matters.listed(reads, Permit, matters.EVERYTHING, period.end)
    counted = [permit for permit in found if permit.work_on in period]
    records = [record(permit, plan) for permit in counted]
    begun = [r for p, r in zip(counted, records, strict=True) if p.has_begun(period.end) and not r.complete]
    kinds = Counter(r.operation for r in records)
    return PermitFigures(
        total=len(records),
        by_operation={o.key: kinds[o.key] for o in plan.operations},
        complete=sum(1 for r in records if r.complete),
        with_missing=len(begun),
        missing=dict(Counter(name for r in begun for name in r.missing)),
        items_missing=tuple(
            PermitMissing(r.no, r.on, r.operation_name, r.enterprise, r.unit, r.missing) for r in begun
        ),
    )
