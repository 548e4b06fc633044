"""The figures of a period: a fixed number of statements, whatever the ledger holds.

Figures of the whole ledger are sums over the kept `movement`, which has one row for each day and key. What no such sum can
tell is read from `span`, in which each hazard has exactly one row for each day since it was found.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.counts import Flow, Tally
from hazardctl.ledger.queries import movements
from hazardctl.ledger.queries.inspections import UNNAMED
from hazardctl.ledger.queries.lists import placed

if TYPE_CHECKING:
    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads

_TALLIES = """
select unit, village, level, source, sector, count(*) as n,
       count(*) filter (where status in ('rectified', 'closed')) as rectified,
       count(*) filter (where status = 'closed') as closed,
       count(*) filter (where status = 'referred') as referred,
       count(*) filter (where status = 'pending') as pending,
       count(*) filter (where status = 'rectified') as awaiting_review,
       count(*) filter (where status in ('pending', 'open') and deadline < :day) as overdue,
       sum(on_spot) as fixed_on_spot
from span
where found_on between :first and :last and since <= :day and until > :day and status <> 'void'
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
"""


def tallies(reads: Reads, day: date, first: date = date.min, last: date | None = None) -> list[Tally]:
    """Return the hazards found in some days as they stood at the end of one, parted by all that figures are parted by.

    Every one of them is gone through: for figures of the whole ledger there is `cohorts.parted`.
    """
    rows = reads.rows(_TALLIES, day=day.isoformat(), first=first.isoformat(), last=(last or day).isoformat())
    return [Tally(**dict(row)) for row in rows]


def flows(reads: Reads, period: Period) -> list[Flow]:
    """Return what moved in each unit from before the period's first day to the end of its last.

    Open is pending, open or rectified: what the town has in hand.
    """
    return [
        Flow(
            unit=row["key"],
            opening=row["opening"],
            found=row["found"],
            reopened=row["reopened"],
            closed=row["ended"],
            referred=row["sent"],
            transferred_in=row["came"],
            transferred_out=row["went"],
            closing=row["closing"],
        )
        for row in movements.flows(reads, period)
    ]


class Closings(Struct, frozen=True):
    """Closings within a period, whatever month the hazards are from; `of_earlier` were found before it."""

    in_period: int
    of_earlier: int


def closings(reads: Reads, period: Period) -> Closings:
    """Return the closings of a period; one that was taken back within its own day is none."""
    return Closings(*movements.closings(reads, period))


class Listing(Struct, frozen=True):
    """The hazards that one authority ever listed (挂牌督办), and of these the rectified and the delisted ones."""

    authority: str
    n: int
    rectified: int
    delisted: int

    @property
    def listed(self) -> int:
        """Return how many it lists still."""
        return self.n - self.delisted


def listing(reads: Reads, day: date) -> list[Listing]:
    """Return what was ever listed, by authority, as at a day."""
    found = movements.stood(reads, day, "listing")["listing"]
    return [Listing(key, one.n, one.rectified, one.delisted) for key, one in found.items()]


def five_missing(reads: Reads, day: date) -> list[tuple[str, int]]:
    """Return how many hazards that need the five lack which of them, as at a day: (comma-joined items, number)."""
    return [(key, one.n) for key, one in movements.stood(reads, day, "missing")["missing"].items()]


class ReportCounts(Struct, frozen=True):
    """双报告 in numbers: reports `required`, filed of each kind, and `owed`; `hazards` are those that owe any."""

    required: int
    discovered: int
    rectified: int
    owed: int
    hazards: int


def double_reports(reads: Reads, day: date) -> ReportCounts:
    """Return the reports of major hazards as at a day (task 16).

    What was referred out of the town's hands is no longer the town's to report.
    """
    required = discovered = rectified = owed = hazards = 0
    for key, one in movements.stood(reads, day, "reports")["reports"].items():
        n, (told, is_rectified, told_so) = one.n - one.referred, (flag == "1" for flag in key)
        owes = (not told) + (is_rectified and not told_so)
        required += n
        discovered += n * told
        rectified += n * told_so
        owed += n * owes
        hazards += n * (owes > 0)
    return ReportCounts(required, discovered, rectified, owed, hazards)


def inspections(reads: Reads, period: Period) -> tuple[int, int, int]:
    """Return visits, different enterprises visited, and visits that found nothing, in a period.

    What a visit found is what `inspections` lists with it.
    """
    (row,) = reads.rows(
        f"""select count(*) as visits, count(distinct v.enterprise) as firms,
                  count(*) filter (where not exists (
                      select 1 from hazard h where h.visit = v.uid and h.void_on is null)
                      and not {UNNAMED}) as clean
           from inspection v where v.void_on is null and v.on_day between :start and :day""",  # noqa: S608  a constant
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return row["visits"], row["firms"], row["clean"]


# Void hazards are few and have an index of their own: they are read once. Whatever asks by hazard looks every one up.
_NOT_VOID = "a.hazard not in (select uid from hazard where void_on is not null)"


def setbacks(reads: Reads, period: Period) -> tuple[int, int]:
    """Return the failed re-inspections of a period, and the hazards found in it that recur from an earlier one."""
    (row,) = reads.rows(
        f"""select (select count(*) from act a
                   where a.kind = 'reject' and a.on_day between :start and :day and {_NOT_VOID}) as rejected,
                  (select count(*) from hazard where recurs_from is not null and void_on is null
                     and found_on between :start and :day) as recurred""",  # noqa: S608  the constant above
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return row["rejected"], row["recurred"]


def acts(reads: Reads, period: Period, kinds: tuple[str, ...]) -> dict[str, int]:
    """Return how often each kind of act was done in a period; acts on void hazards are none."""
    asked, names = placed(kinds)
    rows = reads.rows(
        f"""select a.kind, count(*) as n from act a
            where a.kind in ({asked}) and a.on_day between :start and :day and {_NOT_VOID}
            group by a.kind""",  # noqa: S608  the insertions are parameters' names and the constant above
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


def carried(reads: Reads, day: date, ends_on: date) -> tuple[int, int, int]:
    """Return the hazards in hand at the end of the campaign's last day, and how they stand at the end of a later one.

    The three numbers are all of them, those closed and those referred; void ones count nowhere.
    """
    (row,) = reads.rows(
        """select count(*) as n, count(*) filter (where s.status = 'closed') as closed,
                  count(*) filter (where s.status = 'referred') as referred
           from span c join span s on s.hazard = c.hazard
           where c.status in ('pending', 'open', 'rectified') and c.until > :end and c.since <= :end
             and s.since <= :day and s.until > :day and s.status <> 'void'""",
        day=day.isoformat(),
        end=ends_on.isoformat(),
    )
    return row["n"], row["closed"], row["referred"]
