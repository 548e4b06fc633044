"""The figures of a period: a fixed number of statements, whatever the ledger holds.

Every figure of any day is read from `span`, in which each hazard has exactly one row for each day since it was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hazardctl.domain.counts import Flow, Tally
from hazardctl.domain.deadlines import DUE_SOON_DAYS
from hazardctl.ledger.queries.lists import placed

if TYPE_CHECKING:
    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads

_TALLIES = """
select s.unit, h.village, s.level, h.source, h.sector,
       h.found_on >= :start as in_period, h.found_on >= :year_start as in_year, h.found_on >= :began as in_campaign,
       count(*) as n,
       count(*) filter (where s.status in ('rectified', 'closed')) as rectified,
       count(*) filter (where s.status = 'closed') as closed,
       count(*) filter (where s.status = 'referred') as referred,
       count(*) filter (where s.status = 'pending') as pending,
       count(*) filter (where s.status = 'rectified') as awaiting_review,
       count(*) filter (where s.status in ('pending', 'open') and s.deadline < :day) as overdue,
       count(*) filter (where s.status in ('pending', 'open') and s.deadline between :day and :soon) as due_soon,
       count(h.fixed_on_spot) as fixed_on_spot
from span s join hazard h on h.uid = s.hazard
where s.since <= :day and s.until > :day and s.status <> 'void'
group by 1, 2, 3, 4, 5, 6, 7, 8
order by 1, 2, 3, 4, 5, 6, 7, 8
"""


def tallies(reads: Reads, period: Period, began: date) -> list[Tally]:
    """Return the hazards as at the period's end, parted by everything that figures are parted by."""
    rows = reads.rows(
        _TALLIES,
        day=period.end.isoformat(),
        soon=(period.end + timedelta(days=DUE_SOON_DAYS)).isoformat(),
        start=period.start.isoformat(),
        year_start=date(period.end.year, 1, 1).isoformat(),
        began=began.isoformat(),
    )
    flags = ("in_period", "in_year", "in_campaign")
    return [Tally(**{**dict(row), **{flag: bool(row[flag]) for flag in flags}}) for row in rows]


# Spans that began in the period say what moved; those that hold at its two ends say what stood open. Open is
# pending, open or rectified: what the town has in hand.
_OPEN = "('pending', 'open', 'rectified')"
_FLOWS = f"""
with moved as (
    select unit, was_unit, since,
           status in {_OPEN} as is_open,
           was_status is null as is_new,
           coalesce(was_status, '') in {_OPEN} as was_open,
           status
    from span
    where status <> 'void' and since between :start and :day
)
select unit, 'opening' as flow, count(*) as n from span
  where since < :start and until >= :start and status in {_OPEN} group by unit
union all
select unit, 'closing', count(*) from span
  where since <= :day and until > :day and status in {_OPEN} group by unit
union all
select unit, 'found', count(*) from moved where is_new group by unit
union all
select unit, 'reopened', count(*) from moved where is_open and not was_open and not is_new group by unit
union all
select unit, 'closed', count(*) from moved where status = 'closed' and (was_open or is_new) group by unit
union all
select unit, 'referred', count(*) from moved where status = 'referred' and (was_open or is_new) group by unit
union all
select unit, 'transferred_in', count(*) from moved where was_open and was_unit <> unit group by unit
union all
select was_unit, 'transferred_out', count(*) from moved where was_open and was_unit <> unit group by was_unit
"""  # noqa: S608  the only insertion is the constant above


def flows(reads: Reads, period: Period) -> list[Flow]:
    """Return what moved in each unit from before the period's first day to the end of its last."""
    rows = reads.rows(_FLOWS, start=period.start.isoformat(), day=period.end.isoformat())
    units: dict[str, dict[str, int]] = {}
    for row in rows:
        units.setdefault(row["unit"], {})[row["flow"]] = row["n"]
    return [Flow(unit=unit, **moved) for unit, moved in sorted(units.items())]


@dataclass(frozen=True, slots=True)
class Closings:
    """Closings within a period, whatever month the hazards are from; `of_earlier` were found before it."""

    in_period: int
    of_earlier: int


def closings(reads: Reads, period: Period) -> Closings:
    """Return the closings of a period; one that was taken back within its own day is none."""
    (row,) = reads.rows(
        """select count(*) as n, count(*) filter (where h.found_on < :start) as earlier
           from span s join hazard h on h.uid = s.hazard
           where s.status = 'closed' and coalesce(s.was_status, '') <> 'closed' and s.since between :start and :day""",
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return Closings(row["n"], row["earlier"])


def listing(reads: Reads, day: date) -> list[tuple[str, int, int, int]]:
    """Return, by authority, how many hazards were ever listed, and of these rectified and delisted, as at a day."""
    rows = reads.rows(
        """select listing, count(*) as n, count(*) filter (where status in ('rectified', 'closed')) as rectified,
                  count(*) filter (where listed = 0) as delisted
           from span where since <= :day and until > :day and listing is not null and status <> 'void'
           group by listing""",
        day=day.isoformat(),
    )
    return [(row["listing"], row["n"], row["rectified"], row["delisted"]) for row in rows]


def five_missing(reads: Reads, day: date) -> list[tuple[str, int]]:
    """Return how many hazards that need the five lack which of them, as at a day: (comma-joined items, number)."""
    rows = reads.rows(
        """select missing, count(*) as n from span
           where since <= :day and until > :day and needs_five = 1 and status <> 'void' group by missing""",
        day=day.isoformat(),
    )
    return [(row["missing"], row["n"]) for row in rows]


def double_reports(reads: Reads, day: date) -> tuple[int, int, int, int]:
    """Return required, discovered, rectified and owed reports of major hazards as at a day (task 16)."""
    (row,) = reads.rows(
        """select count(*) as required, coalesce(sum(discovered_report), 0) as discovered,
                  coalesce(sum(rectified_report), 0) as rectified,
                  count(*) filter (where discovered_report = 0)
                  + count(*) filter (where rectified_on is not null and rectified_report = 0) as owed
           from span where since <= :day and until > :day and level = 'major'
             and status not in ('void', 'referred')""",
        day=day.isoformat(),
    )
    return row["required"], row["discovered"], row["rectified"], row["owed"]


def funds(reads: Reads, day: date, began: date) -> tuple[int, int]:
    """Return the funds planned and spent since the campaign began, in fen, as at a day."""
    (row,) = reads.rows(
        """select coalesce(sum(s.funds_fen), 0) as planned, coalesce(sum(s.spent_fen), 0) as spent
           from span s join hazard h on h.uid = s.hazard
           where s.since <= :day and s.until > :day and s.status <> 'void' and h.found_on >= :began""",
        day=day.isoformat(),
        began=began.isoformat(),
    )
    return row["planned"], row["spent"]


def inspections(reads: Reads, period: Period) -> tuple[int, int, int]:
    """Return visits, different enterprises visited, and visits that found nothing, in a period.

    A hazard found at the enterprise on the day of the visit was found by it, whether or not its clerk typed the visit's
    number.
    """
    (row,) = reads.rows(
        """select count(*) as visits, count(distinct v.enterprise) as firms,
                  count(*) filter (where not exists (
                      select 1 from hazard h where h.visit = v.uid and h.void_on is null)
                      and not exists (
                      select 1 from hazard h
                      where h.enterprise = v.enterprise and h.found_on = v.on_day and h.void_on is null)) as clean
           from inspection v where v.void_on is null and v.on_day between :start and :day""",
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return row["visits"], row["firms"], row["clean"]


def on_time(reads: Reads, period: Period) -> tuple[int, int]:
    """Return, of the hazards whose original deadline lay in the period, how many were rectified by it, and how many.

    Counted as things stood at the period's end.
    """
    (row,) = reads.rows(
        """select count(*) filter (where on_time = 1) as in_time, count(*) as due from span
           where since <= :day and until > :day and status not in ('void', 'referred')
             and original_deadline between :start and :day""",
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return row["in_time"], row["due"]


def setbacks(reads: Reads, period: Period) -> tuple[int, int]:
    """Return the failed re-inspections of a period, and the hazards found in it that recur from an earlier one."""
    (row,) = reads.rows(
        """select (select count(*) from act a join hazard h on h.uid = a.hazard
                   where a.kind = 'reject' and a.on_day between :start and :day and h.void_on is null) as rejected,
                  (select count(*) from hazard where recurs_from is not null and void_on is null
                     and found_on between :start and :day) as recurred""",
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return row["rejected"], row["recurred"]


def acts(reads: Reads, period: Period, kinds: tuple[str, ...]) -> dict[str, int]:
    """Return how often each kind of act was done in a period; acts on void hazards are none."""
    asked, names = placed(kinds)
    rows = reads.rows(
        f"""select a.kind, count(*) as n from act a join hazard h on h.uid = a.hazard
            where a.kind in ({asked}) and a.on_day between :start and :day and h.void_on is null
            group by a.kind""",  # noqa: S608  the insertions are parameters' names
        start=period.start.isoformat(),
        day=period.end.isoformat(),
        **names,
    )
    return {row["kind"]: row["n"] for row in rows}


def firms_visited(reads: Reads, period: Period, source: str) -> int:
    """Return how many different enterprises were visited in a period by one kind of visitor."""
    (row,) = reads.rows(
        """select count(distinct enterprise) as n from inspection
           where void_on is null and source = :source and on_day between :start and :day""",
        source=source,
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return int(row["n"])


def found_by_day(reads: Reads, period: Period) -> list[tuple[date, int, int]]:
    """Return, by the day of finding, the hazards of a period and how many of them are rectified at its end."""
    rows = reads.rows(
        """select found_on, count(*) as n, count(*) filter (where status in ('rectified', 'closed')) as rectified
           from span where since <= :day and until > :day and status <> 'void' and found_on >= :start
           group by found_on""",
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return [(date.fromisoformat(row["found_on"]), row["n"], row["rectified"]) for row in rows]


def closed_by_day(reads: Reads, period: Period) -> list[tuple[date, int]]:
    """Return the closings of a period by day, whatever month the hazards are from."""
    rows = reads.rows(
        """select since, count(*) as n from span
           where status = 'closed' and coalesce(was_status, '') <> 'closed' and since between :start and :day
           group by since""",
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return [(date.fromisoformat(row["since"]), row["n"]) for row in rows]


def carried(reads: Reads, day: date, ends_on: date) -> tuple[int, int, int, int]:
    """Return the hazards in hand at the end of the campaign's last day, and how they stand at the end of a later one.

    The four numbers are all of them, those closed, those referred, and those found since; void ones count nowhere.
    """
    (row,) = reads.rows(
        f"""select count(*) filter (where s.found_on <= :end) as n,
                  count(*) filter (where s.found_on <= :end and s.status = 'closed') as closed,
                  count(*) filter (where s.found_on <= :end and s.status = 'referred') as referred,
                  count(*) filter (where s.found_on > :end) as since
           from span s
           where s.since <= :day and s.until > :day and s.status <> 'void' and (s.found_on > :end or exists (
               select 1 from span c where c.hazard = s.hazard and c.since <= :end and c.until > :end
                 and c.status in {_OPEN}))""",  # noqa: S608  the only insertion is the constant above
        day=day.isoformat(),
        end=ends_on.isoformat(),
    )
    return row["n"], row["closed"], row["referred"], row["since"]
