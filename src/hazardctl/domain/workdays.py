"""Working days: Monday to Friday but for the statutory holidays of a year, and the weekends that are worked instead.

A year whose holidays nobody has published is never guessed at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5


class Unpublished(Exception):
    """The holidays of a year are not known."""

    def __init__(self, year: int) -> None:
        super().__init__(str(year))
        self.year = year


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """One year's holidays, the weekend days worked in exchange, and the notice that says so."""

    notice: str
    off: frozenset[date]
    worked: frozenset[date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years that are known."""

    years: Mapping[int, HolidayYear]

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked.

        Raises:
            Unpublished: nobody knows the holidays of its year.
        """
        known = self.years.get(day.year)
        if known is None:
            raise Unpublished(day.year)
        return day in known.worked or (day.weekday() < _SATURDAY and day not in known.off)

    def after(self, day: date, count: int) -> date:
        """Return the `count`-th working day after a day, which itself is not counted.

        So a term counted in days is reckoned: 行政处罚法 art. 85 means working days by 日 in its short terms, and the
        day on which a term begins is never in it (民法典 art. 201).

        Raises:
            Unpublished: the span touches a year whose holidays are not known.
        """
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day
