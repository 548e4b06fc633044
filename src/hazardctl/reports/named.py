"""The hazards that the dispatch meeting goes through by name, each list with how many there are in all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hazardctl.domain.counts import Amount
from hazardctl.domain.deadlines import DUE_SOON_DAYS
from hazardctl.domain.record import record
from hazardctl.ledger.queries import cases, figures, movements
from hazardctl.ledger.queries.finding import Filter, uids
from hazardctl.reports.standing import HazardList
from hazardctl.reports.values import Listed, ListedPart

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.record import HazardRecord
    from hazardctl.ledger.connect import Reads

NAMED_AT_MOST = 50
"""How many hazards a list of the report names; its count is always the whole."""


def lists(reads: Reads, day: date) -> dict[str, Any]:
    """Name the hazards that the meeting goes through, with how many there are in all."""
    listed, stood = _listed(reads, day), movements.stood(reads, day, "all", "level")
    every, major = stood["all"].get("", Amount()), stood["level"].get("major", Amount())
    due_soon = movements.due(reads, day, day + timedelta(days=DUE_SOON_DAYS), day)
    items = _items(reads, day)
    return {
        "listed": listed,
        "listed_open": HazardList(count=listed.count - listed.delisted, items=items["listed_open"]),
        "major_open": HazardList(count=major.open, items=items["major_open"]),
        "overdue": HazardList(count=every.overdue, items=items["overdue"]),
        "due_soon": HazardList(count=due_soon, items=items["due_soon"]),
        "pending": every.pending,
        "pending_items": items["pending"],
        "awaiting_review": every.awaiting_review,
        "awaiting_review_items": items["awaiting_review"],
    }


_LISTS = {
    "listed_open": Filter(listed=True),
    "major_open": Filter(level="major", in_hand=True),
    "overdue": Filter(overdue=True),
    "due_soon": Filter(due_within=DUE_SOON_DAYS),
    "pending": Filter(status="pending"),
    "awaiting_review": Filter(status="rectified"),
}


def _items(reads: Reads, day: date) -> dict[str, tuple[HazardRecord, ...]]:
    """Return the first hazards of each list; one that stands in several is looked up and told once."""
    found = {name: tuple(uids(reads, wanted, day, NAMED_AT_MOST)) for name, wanted in _LISTS.items()}
    every = dict.fromkeys(uid for some in found.values() for uid in some)
    told = {case.hazard.uid: record(case, day) for case in cases.of_uids(reads, every)}
    return {name: tuple(one for uid in some if (one := told[uid])) for name, some in found.items()}


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
