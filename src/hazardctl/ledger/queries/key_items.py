"""Which key items hazards name, in the words that were typed, and how many of them are still in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.key_item import NamedBy

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.ledger.connect import Reads


def named(reads: Reads, day: date) -> tuple[NamedBy, ...]:
    """Return, for every wording, the hazards found by the end of a day and those still open then; void ones never count."""
    rows = reads.rows(
        """select h.key_item as said, count(*) as found,
                  count(*) filter (where s.status in ('pending', 'open', 'rectified')) as open
           from span s join hazard h on h.uid = s.hazard
           where h.key_item is not null and s.since <= :day and s.until > :day and s.status <> 'void'
           group by h.key_item order by h.key_item""",
        day=day.isoformat(),
    )
    return tuple(NamedBy(row["said"], row["found"], row["open"]) for row in rows)
