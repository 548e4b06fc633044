"""Figures by group for other people's statistics: two statements, whatever the ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads

# A group is a column of the hazard, or of its span where acts may have moved it.
GROUPS = {"sector": "h.sector", "unit": "s.unit", "village": "h.village", "town": "''"}
_OF_VISIT = {"sector": "sector", "unit": "unit", "village": "village", "town": "''"}


def by_group(reads: Reads, group: str, period: Period) -> list[dict[str, Any]]:
    """Return the counts of hazards found in a period by group (`name` is null where none is known), as at its end.

    Levels, units and states are those at the period's end; void ones count nowhere. Money is in fen.
    """
    rows = reads.rows(
        f"""select {GROUPS[group]} as name, count(*) as found,
               count(*) filter (where s.status in ('rectified', 'closed')) as rectified,
               count(*) filter (where s.status = 'closed') as closed,
               count(*) filter (where s.status in ('pending', 'open', 'rectified')) as open,
               count(*) filter (where s.status in ('pending', 'open') and s.deadline < :day) as overdue,
               count(h.fixed_on_spot) as fixed_on_spot,
               count(*) filter (where s.level = 'general') as general_found,
               count(*) filter (where s.level = 'general' and s.status in ('rectified', 'closed')) as general_rectified,
               count(*) filter (where s.level = 'major') as major_found,
               count(*) filter (where s.level = 'major' and s.status = 'closed') as major_closed,
               count(*) filter (where s.level = 'major' and s.status in ('pending', 'open')
                   and s.deadline < :day) as major_overdue,
               count(*) filter (where s.level = 'major' and h.fixed_on_spot is null) as major_planned,
               count(*) filter (where s.level = 'major' and h.fixed_on_spot is null
                   and s.missing = '') as major_five_complete,
               count(*) filter (where s.level = 'major' and s.listing is not null) as major_listed,
               count(*) filter (where s.level = 'major' and s.listing = 'province') as major_listed_province,
               coalesce(sum(s.funds_fen), 0) as funds_fen, coalesce(sum(s.spent_fen), 0) as spent_fen
            from span s join hazard h on h.uid = s.hazard
            where s.since <= :day and s.until > :day and s.status <> 'void' and h.found_on >= :start
            group by 1""",  # noqa: S608  made of the constants above alone
        day=period.end.isoformat(),
        start=period.start.isoformat(),
    )
    return [dict(row) for row in rows]


def firms(reads: Reads, group: str, period: Period) -> dict[str | None, int]:
    """Return, by group, how many different enterprises were visited or had a hazard found in a period."""
    rows = reads.rows(
        f"""select name, count(distinct enterprise) as n from (
                select {_OF_VISIT[group]} as name, enterprise from inspection
                where void_on is null and on_day between :start and :day
                union all
                select {GROUPS[group]}, h.enterprise from span s join hazard h on h.uid = s.hazard
                where s.since <= :day and s.until > :day and s.status <> 'void' and h.found_on >= :start) as seen
            where enterprise is not null group by name""",  # noqa: S608  made of the constants above alone
        day=period.end.isoformat(),
        start=period.start.isoformat(),
    )
    return {row["name"]: row["n"] for row in rows}
