"""What was ever listed (挂牌督办), delisted or not, and what of it is listed still without progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.ledger.queries.lists import ALL

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.period import Period
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


class Silent(Struct, frozen=True):
    """Listed hazards of which no progress was told: how many, and the numbers of the first ones."""

    total: int
    numbers: tuple[str, ...]


def without_progress(reads: Reads, days: Period, limit: int = ALL) -> Silent:
    """Return the hazards listed at the end of a month of which no progress was told in it.

    In the office's order: major first, then overdue, then by deadline. All are counted off an index; the rows of those
    that are named are looked at.
    """
    rows = reads.rows(
        """select h.no, l.n from (
             select s.hazard, count(*) over () as n, row_number() over (
                 order by case s.level when 'major' then 0 else 1 end,
                          case when s.status in ('pending', 'open') and s.deadline < :day then 0 else 1 end,
                          case when s.deadline is null then 1 else 0 end, s.deadline, s.hazard) as place
             from span s
             where s.since <= :day and s.until > :day and s.listing is not null and s.listed = 1 and s.status <> 'void'
               and s.hazard not in (select a.hazard from act a
                                    where a.kind = 'progress' and a.on_day between :start and :day)
             order by place limit :limit) l
           join hazard h on h.uid = l.hazard order by l.place""",
        start=days.start.isoformat(),
        day=days.end.isoformat(),
        limit=limit,
    )
    return Silent(rows[0]["n"] if rows else 0, tuple(row["no"] for row in rows))
