"""How the figures move from day to day, so that a figure of any day is a sum over days and not over hazards.

A stretch of a hazard's life (a kept row of the ledger) adds to the figures on its first day and takes the same away
on the day after its last; a deadline that passes within it moves them on its own days. What has moved up to a day adds
up to how things stood at its end (DESIGN.md §4.9). Days are ISO text, as the ledger keeps them.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from hazardctl.domain.hazard import IN_HAND, UNRECTIFIED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Stretch = Mapping[str, Any]
    Key = tuple[str, str]
    Cell = tuple[str, str, str]

STANDING = (
    "pending", "open", "rectified", "closed", "referred", "overdue", "on_spot", "delisted", "in_time", "funds_fen",
    "spent_fen",
)  # fmt: skip
"""What stands: added when it begins and taken away when it ends. Hazards, but for the last two: money in fen."""

EVENTS = ("found", "reopened", "closings", "ended", "sent", "came", "went")
"""What happened on the day itself. `found`; `reopened`: taken in hand again; `closings`: closed, wherever it lay;
`ended` and `sent`: closed and referred out of the town's hands; `came` and `went`: taken over from another office, and
given to one (that is counted in the part `unit` alone)."""

COUNTERS = STANDING + EVENTS

ALONE = ("unit", "village", "level", "source", "sector")
PARTS = (
    "all", *ALONE, "found", "deadline", "due", "listing", "missing", "reports", *(f"month_{part}" for part in ALONE),
)  # fmt: skip
"""What figures are parted by. Days: `found` of finding, `deadline` the one in force of what is not rectified, `due` the
original one. `missing` parts those that need the five by what they lack, `reports` major ones by what they have
reported (`reports_key`). The last five part by the month of finding as well (`2023-08/经发办`): a report tells of what was
found since a day, and should not go through those hazards again each time."""

_AT = {name: place for place, name in enumerate(COUNTERS)}
_FOREVER = date.max.isoformat()

Move = list[tuple[int, int]]

_ALIKE = (
    "status", "was_status", "since", "until", "deadline", "on_spot", "listing", "listed", "on_time", "unit", "was_unit",
    "village", "level", "source", "sector", "found_on", "original_deadline", "needs_five", "missing", "discovered_report",
    "rectified_on", "rectified_report",
)  # fmt: skip
"""All that tells where a stretch counts, and when: stretches in which it is the same differ in money alone."""
_HEAPS_AT_MOST = 5_000
"""Heaps that are held before they are added up."""

_alike, _money = itemgetter(*_ALIKE), itemgetter("funds_fen", "spent_fen")


class _Heap:
    """How many stretches alike there are, more or less than before, and what money they hold."""

    __slots__ = ("funds", "n", "spent", "stretch")

    def __init__(self, stretch: Stretch) -> None:
        self.stretch, self.n, self.funds, self.spent = stretch, 0, 0, 0


class Heaps:
    """Stretches, those together that are alike, until it is asked how they move the figures.

    Those of one day's inspection are alike, mostly: a sheet of a hundred thousand rows makes some hundred heaps. Where no
    two are alike, each heap holds a whole row: then they are added up on the way.
    """

    def __init__(self) -> None:
        self._heaps: dict[tuple[Any, ...], _Heap] = {}
        self._cells: dict[Cell, list[int]] = {}

    def put(self, stretches: Iterable[Stretch], sign: int = 1) -> None:
        """Add stretches; with a sign of -1 take them away."""
        heaps = self._heaps
        for stretch in stretches:
            same = _alike(stretch)
            heap = heaps.get(same)
            if heap is None:
                if len(heaps) >= _HEAPS_AT_MOST:
                    self._add_up()
                heap = heaps[same] = _Heap(stretch)
            funds, spent = _money(stretch)
            heap.n += sign
            heap.funds += sign * (funds or 0)
            heap.spent += sign * (spent or 0)

    def moved(self) -> dict[Cell, list[int]]:
        """Return by (part, key, day) how every counter moves by all that was put here."""
        self._add_up()
        return {cell: counters for cell, counters in self._cells.items() if any(counters)}

    def _add_up(self) -> None:
        _part((heap for heap in self._heaps.values() if heap.n or heap.funds or heap.spent), self._cells)
        self._heaps.clear()


def moved(gone: Iterable[Stretch], come: Iterable[Stretch]) -> dict[Cell, list[int]]:
    """Return by (part, key, day) how every counter moves when some stretches take the place of others."""
    heaps = Heaps()
    heaps.put(gone, sign=-1)
    heaps.put(come)
    return heaps.moved()


def _part(heaps: Iterable[_Heap], cells: dict[Cell, list[int]]) -> None:
    """Add to the cells what heaps move in the parts that they count in."""
    # What counts in the same parts is added up before it is parted.
    alike: dict[tuple[Key, ...], dict[str, list[int]]] = {}
    for heap in heaps:
        stretch = heap.stretch
        if steps := _steps(heap):
            _add(alike.setdefault(tuple(_keys(stretch)), {}), steps)
        if _came(stretch):
            left = (("unit", stretch["was_unit"]),)
            _add(alike.setdefault(left, {}), [(stretch["since"], [(_AT["went"], heap.n)])])
    for keys, days in alike.items():
        for day, counters in days.items():
            # Most counters do not move, and there are some seventeen cells for each day of each stretch.
            moves = [(place, amount) for place, amount in enumerate(counters) if amount]
            for part, key in keys:
                known = cells.get((part, key, day))
                if known is None:
                    cells[part, key, day] = counters.copy()
                    continue
                for place, amount in moves:
                    known[place] += amount


def _add(days: dict[str, list[int]], steps: list[tuple[str, Move]]) -> None:
    for day, move in steps:
        counters = days.get(day)
        if counters is None:
            counters = days[day] = [0] * len(COUNTERS)
        for place, amount in move:
            counters[place] += amount


def reports_key(*, discovered: bool, rectified: bool, rectified_reported: bool) -> str:
    """Return the key of major hazards by whether their finding is reported, they are rectified, and that is reported."""
    return f"{discovered:d}{rectified:d}{rectified_reported:d}"


def _keys(stretch: Stretch) -> Iterator[tuple[str, str]]:
    """Yield every part that a stretch counts in, with its key; what has none has an empty one."""
    yield "all", ""
    month = stretch["found_on"][:7]
    for part in ALONE:
        key = stretch[part] or ""
        yield part, key
        yield f"month_{part}", f"{month}/{key}"
    yield "found", stretch["found_on"]
    if stretch["deadline"] and stretch["status"] in UNRECTIFIED:
        yield "deadline", stretch["deadline"]
    if stretch["original_deadline"]:
        yield "due", stretch["original_deadline"]
    if stretch["listing"]:
        yield "listing", stretch["listing"]
    if stretch["needs_five"]:
        yield "missing", stretch["missing"]
    if stretch["level"] == "major":
        yield (
            "reports",
            reports_key(
                discovered=stretch["discovered_report"] > 0,
                rectified=stretch["rectified_on"] is not None,
                rectified_reported=stretch["rectified_report"] > 0,
            ),
        )


def _steps(heap: _Heap) -> list[tuple[str, Move]]:
    """Return the days on which stretches move the figures, and how; a void record counts on no day."""
    stretch = heap.stretch
    if stretch["status"] == "void":
        return []
    since, until, deadline = stretch["since"], stretch["until"], stretch["deadline"]
    standing = list(_standing(heap))
    steps = [(since, [*standing, *((_AT[event], heap.n) for event in _events(stretch))])]
    if until != _FOREVER:
        steps.append((until, [(place, -amount) for place, amount in standing]))
    if deadline and stretch["status"] in UNRECTIFIED:
        late = max(since, _day_after(deadline))
        if late < until:
            steps.append((late, [(_AT["overdue"], heap.n)]))
            if until != _FOREVER:
                steps.append((until, [(_AT["overdue"], -heap.n)]))
    return steps


@lru_cache(maxsize=4096)
def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _standing(heap: _Heap) -> Iterator[tuple[int, int]]:
    stretch = heap.stretch
    yield _AT[stretch["status"]], heap.n
    if stretch["on_spot"]:
        yield _AT["on_spot"], heap.n
    if stretch["listing"] and not stretch["listed"]:
        yield _AT["delisted"], heap.n
    if stretch["on_time"] and stretch["status"] != "referred":
        yield _AT["in_time"], heap.n
    yield _AT["funds_fen"], heap.funds
    yield _AT["spent_fen"], heap.spent


def _events(stretch: Stretch) -> Iterator[str]:
    status, was = stretch["status"], stretch["was_status"]
    held = was is None or was in IN_HAND
    if was is None:
        yield "found"
    elif status in IN_HAND and was not in IN_HAND:
        yield "reopened"
    if status == "closed" and was != "closed":
        yield "closings"
    if held and status == "closed":
        yield "ended"
    if held and status == "referred":
        yield "sent"
    if _came(stretch):
        yield "came"


def _came(stretch: Stretch) -> bool:
    """Whether another office had it in hand until this stretch began."""
    return (
        stretch["status"] != "void"
        and stretch["was_status"] in IN_HAND
        and stretch["was_unit"] != stretch["unit"]
    )
