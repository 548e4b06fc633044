"""What is counted: rates, sums, parts, and the balance line."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.counts import Flow, Tally, balance, count, grouped
from hazardctl.domain.rates import rate


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (0, 0, None),
        (0, 7, 0.0),
        (7, 7, 100.0),
        (1, 2, 50.0),
        (1, 3, 33.3),
        (2, 3, 66.7),
        (1, 16, 6.3),
        (3, 16, 18.8),
        (1, 80, 1.3),
        (1, 800, 0.1),
        (1, 2000, 0.1),
        (1, 2001, 0.0),
        (1999, 2000, 100.0),
        (1998, 2000, 99.9),
    ],
    ids=[
        "nothing found has no rate",
        "none",
        "all",
        "half",
        "a third",
        "two thirds",
        "6.25 goes up",
        "18.75 goes up",
        "1.25 goes up",
        "0.125 goes down",
        "0.05 goes up",
        "below 0.05 goes down",
        "99.95 goes up",
        "99.90 stays",
    ],
)
def test_a_rate_has_one_decimal_half_up(part: int, whole: int, percent: float | None) -> None:
    assert rate(part, whole) == percent


@given(whole=st.integers(1, 100_000), data=st.data())
def test_a_rate_is_within_half_a_tenth_of_the_truth(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    said = rate(part, whole)
    assert said is not None
    tenths = Fraction(str(said)) * 10
    assert tenths.denominator == 1
    assert -Fraction(1, 2) < tenths - Fraction(1000 * part, whole) <= Fraction(1, 2)


def tally(unit: str = "经发办", village: str | None = None, n: int = 1, **figures: int) -> Tally:
    """Hazards alike, with only those figures that are not nought."""
    return Tally(unit=unit, village=village, level="general", source="self", sector=None, n=n, **figures)


def test_open_is_found_without_the_closed_and_the_referred() -> None:
    counts = count(
        [
            tally(n=5, rectified=3, closed=2, awaiting_review=1, overdue=1, pending=1),
            tally("应急办", n=3, referred=1, rectified=1, closed=1),
        ]
    )
    assert (counts.found, counts.rectified, counts.closed, counts.referred) == (8, 4, 3, 1)
    assert counts.open == 4
    assert (counts.pending, counts.awaiting_review, counts.overdue) == (1, 1, 1)
    assert (counts.rectified_rate, counts.closed_rate) == (50.0, 37.5)


def test_of_nothing_every_count_is_nought_and_no_rate_is_given() -> None:
    counts = count([])
    assert (counts.found, counts.open, counts.closed) == (0, 0, 0)
    assert (counts.rectified_rate, counts.closed_rate) == (None, None)


def test_parts_come_apart_by_their_key_and_nobodys_is_a_part_too() -> None:
    rows = [
        tally("应急办", n=2),
        tally("经发办", village="双龙村"),
        tally("应急办", n=3, closed=1, rectified=1),
    ]
    by_unit = grouped(rows, lambda row: row.unit)
    assert {unit: (c.n, c.open) for unit, c in by_unit.items()} == {"应急办": (5, 4), "经发办": (1, 1)}
    assert {village: c.n for village, c in grouped(rows, lambda row: row.village).items()} == {
        None: 5,
        "双龙村": 1,
    }


FLOWS = (
    Flow(unit="应急办", opening=4, found=3, reopened=1, closed=2, referred=1, transferred_out=2, closing=3),
    Flow(unit="经发办", opening=1, found=2, closed=1, transferred_in=2, closing=4),
)


def test_a_unit_counts_what_came_from_and_went_to_another_office() -> None:
    line = balance(FLOWS, unit="应急办")
    assert (line.opening, line.transferred_in, line.transferred_out, line.closing) == (4, 0, 2, 3)
    assert line.agrees
    assert balance(FLOWS, unit="经发办").agrees


def test_for_the_town_moving_between_offices_is_no_movement() -> None:
    line = balance(FLOWS)
    assert (line.opening, line.found, line.reopened, line.closed, line.referred) == (5, 5, 1, 3, 1)
    assert (line.transferred_in, line.transferred_out, line.corrections, line.closing) == (0, 0, 0, 7)
    assert line.agrees


def test_a_line_that_does_not_add_up_says_so() -> None:
    assert not balance([Flow(unit="应急办", opening=4, found=3, closing=6)]).agrees


def test_a_unit_where_nothing_was_and_nothing_moved_has_a_line_of_noughts() -> None:
    line = balance(FLOWS, unit="党政办")
    assert (line.opening, line.closing, line.agrees) == (0, 0, True)
