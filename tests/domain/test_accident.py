"""Accidents against the target of no deaths in the year."""

from datetime import date

import pytest

from hazardctl.domain.accident import Accident, toll
from hazardctl.domain.hazard import VoidMark

MARCH, JULY, LAST_YEAR = date(2023, 3, 3), date(2023, 7, 7), date(2022, 12, 31)


def accident(on: date, deaths: int = 0, *, void: bool = False) -> Accident:
    mark = VoidMark(on, "误记") if void else None
    return Accident(on=on, summary="坠落", place="工地", deaths=deaths, injured=1, void=mark)


@pytest.mark.parametrize(
    ("accidents", "target", "deaths", "within"),
    [
        ([], 0, 0, True),
        ([accident(MARCH)], 0, 0, True),
        ([accident(MARCH, 1)], 0, 1, False),
        ([accident(LAST_YEAR, 3)], 0, 0, True),
        ([accident(MARCH, 2, void=True)], 0, 0, True),
        ([accident(MARCH, 2)], 2, 2, True),
        ([accident(MARCH, 2)], None, 2, None),
    ],
    ids=["nothing", "nobody died", "one died", "of last year", "void", "as many as allowed", "no target"],
)
def test_deaths_are_counted_from_the_first_of_january(
    accidents: list[Accident], target: int | None, deaths: int, *, within: bool | None
) -> None:
    counted = toll(accidents, date(2023, 7, 1), date(2023, 7, 31), target)
    assert (counted.deaths, counted.within_target) == (deaths, within)


def test_the_period_stands_beside_the_year() -> None:
    counted = toll([accident(MARCH, 1), accident(JULY, 2)], date(2023, 7, 1), date(2023, 7, 31), 0)
    assert (counted.accidents, counted.deaths, counted.fatal, counted.injured) == (2, 3, 2, 2)
    assert (counted.in_period, counted.deaths_in_period) == (1, 2)


def test_an_accident_happened_somewhere() -> None:
    nowhere = Accident(on=MARCH, summary="坠落")
    assert [problem.where for problem in nowhere.objections(JULY)] == ["place"]
