"""What was handed in for the phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.ledger.connect import Reads


def delivered(reads: Reads, day: date) -> dict[tuple[int, str], frozenset[str]]:
    """Return the units that had handed in each deliverable by the end of a day, by (phase, key)."""
    rows = reads.rows("select phase, key, unit from delivery where on_day <= :day", day=day.isoformat())
    handed: dict[tuple[int, str], frozenset[str]] = {}
    for row in rows:
        place = (row["phase"], row["key"])
        handed[place] = handed.get(place, frozenset()) | {row["unit"]}
    return handed
