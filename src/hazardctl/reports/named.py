"""The hazards that the dispatch meeting goes through by name, each list with how many there are in all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hazardctl.domain.counts import Amount
from hazardctl.domain.deadlines import DUE_SOON_DAYS
from hazardctl.domain.record import record
from hazardctl.ledger.queries import cases, figures, movements
from hazardctl.ledger.queries.finding import Filter
from hazardctl.reports.standing import HazardList
from hazardctl.reports.values import Listed, ListedPart

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.ledger.connect import Reads

NAMED_AT_MOST = 50
"""How many hazards a list of the report names; its count is always the whole."""


def lists(reads: Reads, day: date) -> dict[str, Any]:
    """Name the hazards that the meeting goes through, with how many there are in all."""
    listed, stood = _listed(reads, day), movements.stood(reads, day, "all", "level")
    every, major = stood["all"].get("", Amount()), stood["level"].get("major", Amount())
    due_soon = movements.due(reads, day, day + timedelta(days=DUE_SOON_DAYS), day)
    return {
        "listed": listed,
        "listed_open": _named(reads, Filter(listed=True), day, listed.count - listed.delisted),
        "major_open": _named(reads, Filter(level="major", in_hand=True), day, major.open),
        "overdue": _named(reads, Filter(overdue=True), day, every.overdue),
        "due_soon": _named(reads, Filter(due_within=DUE_SOON_DAYS), day, due_soon),
        "pending": every.pending,
        "pending_items": _named(reads, Filter(status="pending"), day, every.pending).items,
        "awaiting_review": every.awaiting_review,
        "awaiting_review_items": _named(reads, Filter(status="rectified"), day, every.awaiting_review).items,
    }


def _named(reads: Reads, wanted: Filter, day: date, count: int) -> HazardList:
    found = (record(case, day) for case in cases.listed(reads, wanted, day, NAMED_AT_MOST))
    return HazardList(count=count, items=tuple(item for item in found if item))


def _listed(reads: Reads, day: date) -> Listed:
    parts = tuple(
        ListedPart(authority=one.authority, count=one.n, rectified=one.rectified, delisted=one.delisted)
        for one in figures.listing(reads, day)
    )
    town = sum(part.count for part in parts if part.authority == "town")
    every = sum(part.count for part in parts)
    return Listed(
        count=every,
        rectified=sum(part.rectified for part in parts),
        delisted=sum(part.delisted for part in parts),
        town=town,
        district_and_above=every - town,
        by_authority=parts,
    )
