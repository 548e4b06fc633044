"""Everything that was ever listed (挂牌督办), delisted or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.ledger.connect import Reads


def uids(reads: Reads, day: date) -> list[str]:
    """Return the hazards that had been listed by the end of a day, in the order of their numbers; void ones left out."""
    rows = reads.rows(
        """select h.uid from span s join hazard h on h.uid = s.hazard
           where s.since <= :day and s.until > :day and s.listing is not null and s.status <> 'void'
           order by h.no""",
        day=day.isoformat(),
    )
    return [row["uid"] for row in rows]
