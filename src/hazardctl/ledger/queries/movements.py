"""The kept movement of the figures: what writes keep, and the sums that reports ask for.

A question reads one row for each day and key, however many hazards stand behind it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hazardctl.domain.counts import Amount
from hazardctl.ledger.queries.lists import batches, by_name, placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hazardctl.domain.movement import Heaps
    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer

    Rows = Sequence[dict[str, Any]]

_KEEPS_MOVEMENTS, _KEEPS_MONTHS = 7, 11
"""The schemas since which the movement of the figures is kept, and that of the hazards found in each month."""

_IN_HAND = "pending + open + rectified"


class Stood(Amount, frozen=True, kw_only=True):
    """The hazards of one key at the end of a day, with what else is kept of them. Money in fen."""

    delisted: int
    in_time: int
    funds_fen: int
    spent_fen: int


N = "sum(pending + open + rectified + closed + referred)"
AMOUNT_SUMS = f"""{N} as n, sum(pending) as pending, sum(rectified) as awaiting_review,
       sum(rectified + closed) as rectified, sum(closed) as closed, sum(referred) as referred,
       sum(overdue) as overdue, sum(on_spot) as fixed_on_spot"""
STOOD_SUMS = f"""{AMOUNT_SUMS}, sum(delisted) as delisted, sum(in_time) as in_time,
       sum(funds_fen) as funds_fen, sum(spent_fen) as spent_fen"""
"""The sums over movements that make an `Amount` and a `Stood`; there is nothing of a key where `N` is 0."""
_STOOD = f"""
select part, key, {STOOD_SUMS}
from movement where part in (%s) and day <= :day group by part, key having {N} <> 0
"""  # noqa: S608  the insertions are the constants above


def stood(reads: Reads, day: date, *parts: str) -> dict[str, dict[str, Stood]]:
    """Return, by part and key, how the hazards of every key stood at the end of a day; keys without any are absent."""
    asked, names = placed(parts)
    found: dict[str, dict[str, Stood]] = {part: {} for part in parts}
    for row in by_name(reads.rows(_STOOD % asked, day=day.isoformat(), **names)):
        part, key = row.pop("part"), row.pop("key")
        found[part][key] = Stood(**row)
    return found


def due(reads: Reads, start: date, end: date, day: date) -> int:
    """Return how many hazards had a deadline between two days and were not rectified at the end of a day."""
    (row,) = reads.rows(
        """select coalesce(sum(pending + open), 0) as n from movement
           where part = 'deadline' and key between :start and :end and day <= :day""",
        start=start.isoformat(),
        end=end.isoformat(),
        day=day.isoformat(),
    )
    return int(row["n"])


def on_time(reads: Reads, period: Period) -> tuple[int, int]:
    """Return, of the hazards whose original deadline lay in a period, how many were rectified by it, and how many.

    Counted as things stood at the period's end; those referred out of the town are neither.
    """
    (row,) = reads.rows(
        """select coalesce(sum(in_time), 0) as in_time, coalesce(sum(pending + open + rectified + closed), 0) as due
           from movement where part = 'due' and key between :start and :day and day <= :day""",
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return row["in_time"], row["due"]


_FLOWED = ("found", "reopened", "ended", "sent", "came", "went")


def flows(reads: Reads, period: Period) -> list[dict[str, Any]]:
    """Return by unit (`key`) what stood in hand at both ends of a period, and what came and went between them."""
    sums = ", ".join(f"coalesce(sum({name}) filter (where day >= :start), 0) as {name}" for name in _FLOWED)
    rows = reads.rows(
        f"""select * from (
                select key, coalesce(sum({_IN_HAND}) filter (where day < :start), 0) as opening,
                       sum({_IN_HAND}) as closing, {sums}
                from movement where part = 'unit' and day <= :day group by key) as unit
            where {" or ".join(f"{name} <> 0" for name in ("opening", "closing", *_FLOWED))}
            order by key""",  # noqa: S608  the insertions are constants
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return [dict(row) for row in rows]


def closings(reads: Reads, period: Period) -> tuple[int, int]:
    """Return the closings of a period, and those among them of hazards found before it.

    These by the month of finding, and by the day in the month that the period begins in.
    """
    (row,) = reads.rows(
        """select coalesce(sum(closings) filter (where part = 'all'), 0) as n,
                  coalesce(sum(closings) filter (where part <> 'all'), 0) as earlier
           from (select part, day, closings from movement where part = 'all' and key = ''
                 union all
                 select part, day, closings from movement where part = 'month_level' and key < :month
                 union all
                 select part, day, closings from movement
                 where part = 'found' and key >= :month and key < :start) as closed
           where day between :start and :day""",
        month=period.start.isoformat()[:7],
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return row["n"], row["earlier"]


def closed_by_day(reads: Reads, period: Period) -> list[tuple[date, int]]:
    """Return the closings of a period by day, whatever month the hazards are from."""
    rows = reads.rows(
        """select day, closings from movement
           where part = 'all' and key = '' and day between :start and :day and closings <> 0 order by day""",
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return [(date.fromisoformat(row["day"]), row["closings"]) for row in rows]


# What only writes and proofs need is loaded by them: a question reads sums, and knows no rule.


def keep(writer: Writer, owners: Sequence[str], rows: Rows) -> None:
    """Replace the spans of hazards, and move the figures by the difference."""
    from hazardctl.domain.movement import moved

    gone = [row for batch in batches(owners) for row in _spans(writer, batch)]
    writer.keep("span", "hazard", owners, rows)
    move(writer, moved(gone, rows))


class Arrivals:
    """The spans of hazards that had none, stored list by list; the figures are moved once for all of them."""

    def __init__(self) -> None:
        self._heaps = _heaps()

    def keep(self, writer: Writer, rows: Rows) -> None:
        """Add spans."""
        writer.keep_new("span", rows)
        self._heaps.put(rows)

    def settle(self, writer: Writer) -> None:
        """Move the figures by all that was kept since they were last moved."""
        move(writer, self._heaps.moved())
        self._heaps = _heaps()


def _heaps() -> Heaps:
    from hazardctl.domain.movement import Heaps

    return Heaps()


def fill(writer: Writer, have: int) -> None:
    """Work out from the spans what a ledger of schema `have` does not keep yet."""
    from hazardctl.domain.movement import moved

    if have >= _KEEPS_MONTHS:
        return
    cells = moved((), by_name(writer.each("select * from span")))
    if have >= _KEEPS_MOVEMENTS:
        cells = {cell: counters for cell, counters in cells.items() if cell[0].startswith("month_")}
    move(writer, cells)


def wrong(reads: Reads, town: str) -> int:
    """Return of how many parts, keys and days the kept movement is not what the spans add up to."""
    from hazardctl.domain.movement import COUNTERS, moved

    told = moved((), by_name(reads.each("select * from span")))
    found = set()
    for row in reads.each(f"select town, part, key, day, {', '.join(COUNTERS)} from movement"):  # noqa: S608  constants
        owner, part, key, day, *counters = row
        cell = part, key, day
        if owner != town or told.pop(cell, None) != counters:
            found.add(cell)
    return len(found | told.keys())


def _spans(writer: Writer, owners: Sequence[str]) -> Iterator[dict[str, Any]]:
    asked, names = placed(owners)
    yield from by_name(writer.rows(f"select * from span where hazard in ({asked})", **names))  # noqa: S608


def move(writer: Writer, cells: Mapping[tuple[str, str, str], Sequence[int]]) -> None:
    """Move the kept figures by so much, by (part, key, day)."""
    from hazardctl.domain.movement import COUNTERS

    writer.add_up(
        "movement",
        ("part", "key", "day", "town"),
        [
            {"part": part, "key": key, "day": day, "town": writer.town, **dict(zip(COUNTERS, n, strict=True))}
            for (part, key, day), n in cells.items()
        ],
    )
