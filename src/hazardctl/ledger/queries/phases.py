"""What was handed in for the phases, and what was found on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads


@dataclass(frozen=True, slots=True)
class DayFound:
    """The hazards found on one day, as they stand on the day asked about."""

    day: date
    n: int
    rectified: int
    closed: int
    referred: int


def delivered(reads: Reads, day: date) -> dict[tuple[int, str], frozenset[str]]:
    """Return the units that had handed in each deliverable by the end of a day, by (phase, key)."""
    rows = reads.rows("select phase, key, unit from delivery where on_day <= :day", day=day.isoformat())
    handed: dict[tuple[int, str], frozenset[str]] = {}
    for row in rows:
        place = (row["phase"], row["key"])
        handed[place] = handed.get(place, frozenset()) | {row["unit"]}
    return handed


def by_day_found(reads: Reads, day: date) -> list[DayFound]:
    """Return the hazards of every day up to one, as they stood at its end; void ones left out."""
    rows = reads.rows(
        """select found_on, count(*) as n,
                  count(*) filter (where status in ('rectified', 'closed')) as rectified,
                  count(*) filter (where status = 'closed') as closed,
                  count(*) filter (where status = 'referred') as referred
           from span where since <= :day and until > :day and status <> 'void' group by found_on""",
        day=day.isoformat(),
    )
    return [
        DayFound(date.fromisoformat(r["found_on"]), r["n"], r["rectified"], r["closed"], r["referred"])
        for r in rows
    ]
