"""Tip-offs in figures (task 8): what came in during a period, and what waits to be checked at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.tipoff import Finding, TipOff, record
from hazardctl.ledger.queries import matters
from hazardctl.reports.work_values import TipoffFigures

if TYPE_CHECKING:
    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads


def figures(reads: Reads, period: Period) -> TipoffFigures:
    """Count the tip-offs of a period by the days of their own steps."""
    found = [record(t) for t in matters.listed(reads, TipOff, matters.EVERYTHING, period.end)]
    checked = [t for t in found if t.verified_on and t.verified_on in period]
    paid = [t for t in found if t.rewarded_on and t.rewarded_on in period]
    return TipoffFigures(
        received=sum(1 for t in found if t.on in period),
        verified=len(checked),
        true=sum(1 for t in checked if t.result in {Finding.TRUE, Finding.PARTLY}),
        rewarded=len(paid),
        reward_fen=sum(t.reward_fen or 0 for t in paid),
        open=sum(1 for t in found if t.status == "received"),
    )
