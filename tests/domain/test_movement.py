"""The movement of the figures: what a stretch of a hazard's life adds, and that it takes the same away."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain import movement
from hazardctl.domain.movement import ALONE, COUNTERS, EVENTS, PARTS, STANDING, moved

FOREVER = "9999-12-31"
OPEN = {
    "since": "2023-08-01", "until": FOREVER, "found_on": "2023-08-01", "status": "open", "level": "general",
    "unit": "经发办", "village": None, "source": "self", "sector": "gas", "on_spot": 0, "deadline": "2023-08-10",
    "original_deadline": "2023-08-10", "was_status": None, "was_unit": None, "rectified_on": None, "needs_five": 1,
    "missing": "", "discovered_report": 0, "rectified_report": 0, "listing": None, "listed": 0, "on_time": None,
    "funds_fen": 500, "spent_fen": None,
}  # fmt: skip


def told(
    *stretches: dict[str, Any], gone: tuple[dict[str, Any], ...] = ()
) -> dict[tuple[str, str, str], dict[str, int]]:
    """What moves, only the counters that do."""
    return {
        cell: {name: n for name, n in zip(COUNTERS, counters, strict=True) if n}
        for cell, counters in moved(gone, stretches).items()
    }


def test_what_is_found_stands_from_that_day_in_every_part_that_it_counts_in() -> None:
    cells = told(OPEN)
    whole = {"open": 1, "found": 1, "funds_fen": 500}
    assert cells["all", "", "2023-08-01"] == whole
    assert cells["unit", "经发办", "2023-08-01"] == whole
    assert cells["village", "", "2023-08-01"] == whole
    assert cells["found", "2023-08-01", "2023-08-01"] == whole
    assert cells["missing", "", "2023-08-01"] == whole
    assert cells["month_unit", "2023-08/经发办", "2023-08-01"] == whole
    assert cells["month_village", "2023-08/", "2023-08-01"] == whole
    assert not [cell for cell in cells if cell[0] in {"reports", "listing"}]


def test_it_is_overdue_from_the_day_after_its_deadline_until_it_is_put_right() -> None:
    assert told(OPEN)["all", "", "2023-08-11"] == {"overdue": 1}
    right = {**OPEN, "since": "2023-08-15", "status": "rectified", "was_status": "open", "was_unit": "经发办"}
    cells = told({**OPEN, "until": "2023-08-15"}, right)
    assert cells["all", "", "2023-08-15"] == {"open": -1, "overdue": -1, "rectified": 1}
    in_time = told({**OPEN, "until": "2023-08-10"}, {**right, "since": "2023-08-10"})
    assert not any("overdue" in move for move in in_time.values())


def test_another_office_takes_over() -> None:
    after = {**OPEN, "since": "2023-08-05", "unit": "应急办", "was_status": "open", "was_unit": "经发办"}
    cells = told({**OPEN, "until": "2023-08-05"}, after)
    assert cells["unit", "应急办", "2023-08-05"] == {"open": 1, "came": 1, "funds_fen": 500}
    assert cells["unit", "经发办", "2023-08-05"] == {"open": -1, "went": 1, "funds_fen": -500}
    assert cells["all", "", "2023-08-05"] == {"came": 1}


def test_a_closing_is_one_though_it_was_referred_before_and_ends_only_what_was_in_hand() -> None:
    closed = {**OPEN, "status": "closed", "was_unit": "经发办"}
    assert told({**closed, "was_status": "rectified"})["all", "", "2023-08-01"] == {
        "closed": 1, "closings": 1, "ended": 1, "funds_fen": 500,
    }  # fmt: skip
    assert told({**closed, "was_status": "referred"})["all", "", "2023-08-01"] == {
        "closed": 1, "closings": 1, "funds_fen": 500,
    }  # fmt: skip


def test_a_void_record_moves_nothing() -> None:
    assert told({**OPEN, "status": "void"}) == {}


def test_what_is_replaced_by_itself_moves_nothing() -> None:
    assert told(OPEN, gone=(OPEN,)) == {}


DAYS = st.dates(min_value=date(2023, 1, 1), max_value=date(2024, 1, 1))
STATUSES = st.sampled_from(["pending", "open", "rectified", "closed", "referred", "void"])


@st.composite
def lives(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The stretches of one hazard, one after another."""
    days = sorted(draw(st.sets(DAYS, min_size=1, max_size=5)))
    ends = [*(day.isoformat() for day in days[1:]), FOREVER]
    rows: list[dict[str, Any]] = []
    for day, end in zip(days, ends, strict=True):
        before = rows[-1] if rows else None
        deadline = draw(st.none() | DAYS)
        rows.append({
            **OPEN, "since": day.isoformat(), "until": end, "found_on": days[0].isoformat(),
            "status": draw(STATUSES), "unit": draw(st.sampled_from(["经发办", "应急办"])),
            "level": draw(st.sampled_from(["general", "major"])),
            "deadline": deadline.isoformat() if deadline else None,
            "original_deadline": draw(st.sampled_from([None, "2023-06-30"])),
            "listing": draw(st.sampled_from([None, "town"])), "listed": draw(st.integers(0, 1)),
            "discovered_report": draw(st.integers(0, 1)), "needs_five": draw(st.integers(0, 1)),
            "on_time": draw(st.sampled_from([None, 0, 1])), "on_spot": draw(st.integers(0, 1)),
            "was_status": before["status"] if before else None, "was_unit": before["unit"] if before else None,
        })  # fmt: skip
    return rows


@given(st.lists(lives(), min_size=1, max_size=6), DAYS)
def test_what_moved_up_to_a_day_is_how_things_stand_at_its_end(
    found: list[list[dict[str, Any]]], on: object
) -> None:
    day = str(on)
    rows = [row for life in found for row in life]
    standing = [row for row in rows if row["since"] <= day < row["until"] and row["status"] != "void"]
    sums: dict[tuple[str, str], dict[str, int]] = {}
    for (part, key, moved_on), move in told(*rows).items():
        if moved_on <= day:
            into = sums.setdefault((part, key), dict.fromkeys(COUNTERS, 0))
            for name, n in move.items():
                into[name] += n
    whole = sums.get(("all", ""), dict.fromkeys(COUNTERS, 0))
    for status in ("pending", "open", "rectified", "closed", "referred"):
        assert whole[status] == sum(row["status"] == status for row in standing)
        for unit in ("经发办", "应急办"):
            mine = sums.get(("unit", unit), dict.fromkeys(COUNTERS, 0))
            assert mine[status] == sum(row["status"] == status and row["unit"] == unit for row in standing)
    late = [
        row for row in standing if row["status"] in {"pending", "open"} and (row["deadline"] or FOREVER) < day
    ]
    assert whole["overdue"] == len(late)
    assert whole["in_time"] == sum(row["on_time"] == 1 and row["status"] != "referred" for row in standing)
    assert whole["funds_fen"] == 500 * len(standing)
    begun = [row for row in rows if row["since"] <= day and row["status"] != "void"]
    assert whole["found"] == sum(row["was_status"] is None for row in begun)


@given(st.lists(lives(), max_size=4), st.lists(lives(), max_size=4))
def test_putting_some_in_the_place_of_others_is_taking_away_and_adding(
    before: list[list[dict[str, Any]]], after: list[list[dict[str, Any]]]
) -> None:
    gone, come = ([row for life in lives_ for row in life] for lives_ in (before, after))
    away, added, both = moved(gone, ()), moved((), come), moved(gone, come)
    nought = [0] * len(COUNTERS)
    for cell in away.keys() | added.keys() | both.keys():
        sums = [a + b for a, b in zip(away.get(cell, nought), added.get(cell, nought), strict=True)]
        assert both.get(cell, nought) == sums


@given(st.lists(lives(), max_size=4), st.lists(lives(), max_size=4), st.integers(1, 3))
def test_it_does_not_matter_how_many_stretches_are_held_before_they_are_added_up(
    before: list[list[dict[str, Any]]], after: list[list[dict[str, Any]]], held: int
) -> None:
    gone, come = ([row for life in lives_ for row in life] for lives_ in (before, after))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(movement, "_HEAPS_AT_MOST", held)
        few = moved(gone, come)
    assert few == moved(gone, come)


@given(st.lists(lives(), min_size=1, max_size=6))
def test_the_months_of_finding_together_are_the_whole(found: list[list[dict[str, Any]]]) -> None:
    cells = told(*(row for life in found for row in life))
    for part in ALONE:
        sums: dict[tuple[str, str], Counter[str]] = {}
        for (cell, key, day), move in cells.items():
            if cell == f"month_{part}":
                # Another office that gave it away counts that once, whenever it was found.
                sums.setdefault((key[8:], day), Counter()).update(move)
        whole = {
            (key, day): {name: n for name, n in move.items() if name != "went"}
            for (cell, key, day), move in cells.items()
            if cell == part
        }
        told_by_month = {at: {name: n for name, n in move.items() if n} for at, move in sums.items()}
        assert {at: n for at, n in told_by_month.items() if n} == {at: n for at, n in whole.items() if n}


def test_every_part_and_counter_is_used_once() -> None:
    assert len(set(COUNTERS)) == len(STANDING) + len(EVENTS)
    major = {**OPEN, "level": "major", "listing": "town", "listed": 1}
    assert {cell[0] for cell in told(major)} == set(PARTS)
