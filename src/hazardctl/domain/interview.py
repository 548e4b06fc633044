"""The order in which a hazard is asked about on a terminal: where, what, whose, and which of the three ways in.

Pure: fields in, fields out. What may be answered, and whether an answer will do, is not decided here.
"""

from collections.abc import Mapping
from enum import StrEnum

from hazardctl.domain.hazard import Level


class Way(StrEnum):
    """How a hazard comes into the ledger (DESIGN.md §4.1)."""

    SPOT = "spot"
    FIVE = "five"
    PENDING = "pending"


FIVE = ("measures", "responsible_unit", "responsible", "funds", "deadline", "contingency")
REQUIRED = frozenset(
    {"title", "level", "unit", "source", "way", "criterion", "fixed_on_spot", "interim", "pending"}
)
"""What cannot be left empty where it is asked at all; of the five, all (`FIVE`)."""

FREE = frozenset({"title", "place", "criterion", "measures", "contingency", "fixed_on_spot", "interim"})
"""What is worded by whoever types, so that earlier wording is offered."""

LONG = FREE - {"title", "place"}
"""What may run over several lines."""

RARELY = (
    "found_on", "found_unit", "found_by", "visit", "sector", "key_item", "funds_source", "supervisor",
    "control_person", "leader", "recurs_from",
)  # fmt: skip
"""What is not asked, because it is known or seldom needed, and can be given where everything is looked over."""

_WHERE = ("enterprise", "village", "place")
_WHAT = ("category", "title", "level")
_WHOSE = ("source", "unit")
_BY_WAY = {Way.SPOT: ("fixed_on_spot", "reviewer"), Way.FIVE: FIVE, Way.PENDING: ("interim", "pending")}
_OF_A_VISIT = ("visit", "found_on", "found_unit", "found_by", "enterprise", "confirmed", "village", "sector", "unit", "source")  # fmt: skip


def way_of(values: Mapping[str, object]) -> Way | None:
    """Return the way in that was chosen, or that what is given already speaks of."""
    said = values.get("way")
    if isinstance(said, str) and said in set(Way):
        return Way(said)
    if values.get("fixed_on_spot"):
        return Way.SPOT
    if values.get("pending") or values.get("interim"):
        return Way.PENDING
    return Way.FIVE if all(values.get(field) for field in FIVE) else None


def route(values: Mapping[str, object], level: Level) -> tuple[str, ...]:
    """Return the fields to ask for, in order; it grows with the answers.

    A major hazard needs its criterion, and the five even where it was fixed on the spot.
    """
    major = level is Level.MAJOR
    way = way_of(values)
    return (
        *_WHERE,
        *_WHAT,
        *(["criterion"] if major else []),
        *_WHOSE,
        "way",
        *(_BY_WAY[way] if way else ()),
        *(FIVE if major and way is Way.SPOT else ()),
    )


def carried_over(values: Mapping[str, object]) -> dict[str, object]:
    """Return what the next hazard of the same visit has in common with this one."""
    return {field: values[field] for field in _OF_A_VISIT if values.get(field)}
