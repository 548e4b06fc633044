"""Working days: Monday to Friday but for the statutory holidays of a year, and the weekends that are worked instead.

A year whose holidays nobody has published is never guessed at.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

_SATURDAY, _DECEMBER = 5, 12
_TURN_OF_THE_YEAR = 29
"""The day of December from which on the next year's notice decides."""


class Unpublished(Exception):
    """The holidays of a year are not known."""

    def __init__(self, year: int) -> None:
        super().__init__(str(year))
        self.year = year


class Holiday(NamedTuple):
    """Days off in a row, both ends included."""

    name: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1


class HolidayYear(Struct, frozen=True):
    """One year's holidays, the weekend days worked in exchange, and the notice that says so.

    A notice arranges its year and may reach back into the December before it (元旦：2022年12月31日至2023年1月2日).
    `own`: it is from the town's own file.
    """

    notice: str
    holidays: tuple[Holiday, ...]
    worked: frozenset[date]
    own: bool = False

    def told(self, day: date) -> bool | None:
        """Say whether a day is worked, as far as the notice speaks of it."""
        if day in self.worked:
            return True
        return False if any(one.first <= day <= one.last for one in self.holidays) else None


class Calendar(Struct, frozen=True):
    """The years that are known."""

    years: Mapping[int, HolidayYear]

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked.

        The last three days of December hang on the next year's notice: that of 2019 had Saturday the 29th of December
        2018 worked and Monday the 31st off. No notice since 2007 has reached further back.

        Raises:
            Unpublished: nobody knows the holidays of its year, or of the next where that decides.
        """
        known, following = self.years.get(day.year), self.years.get(day.year + 1)
        if known is None:
            raise Unpublished(day.year)
        if day.month == _DECEMBER and following:
            said = following.told(day)
            if said is not None:
                return said
        elif day.month == _DECEMBER and day.day >= _TURN_OF_THE_YEAR:
            raise Unpublished(day.year + 1)
        said = known.told(day)
        return day.weekday() < _SATURDAY if said is None else said

    def after(self, day: date, count: int) -> date:
        """Return the `count`-th working day after a day, which itself is not counted.

        So a term counted in days is reckoned: 行政处罚法 art. 85 means working days by 日 in its short terms, and the
        day on which a term begins is never in it (民法典 art. 201).

        Raises:
            Unpublished: the span touches days that no known notice arranges.
        """
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day
