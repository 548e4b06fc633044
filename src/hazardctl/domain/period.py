"""Months and periods: how the office names them, and how to step through them without drifting.

Both ends of a period belong to it. What is due on a day, and what counts in a month, is decided elsewhere.
"""

import re
from datetime import date, timedelta
from typing import Self

from msgspec import Struct

from hazardctl.domain.text import BadValue, typed
from hazardctl.messages import values as say

FIRST_YEAR = 1990
LAST_YEAR = 2100

_DIGITS = "一二三四五六七八九"
_NUMERALS = str.maketrans("〇零○两" + _DIGITS, "0002123456789")
_NOT_BESIDE = f"[0-9〇零○两十{_DIGITS}]"
_TENS = f"(?<!{_NOT_BESIDE})([{_DIGITS}]?)十([{_DIGITS}]?)(?!{_NOT_BESIDE})"

_NEAR_MONTHS = {"本": 0, "这个": 0, "上": -1, "上个": -1, "下": 1, "下个": 1}
_NEAR_YEARS = {"今": 0, "本": 0, "去": -1, "明": 1}
YEAR = f"(?:(?P<year>[0-9]{{4}}|{'|'.join(_NEAR_YEARS)})年)"
MONTH = f"(?:{YEAR}?(?P<month>[0-9]{{1,2}})|(?P<near>{'|'.join(_NEAR_MONTHS)}))月"
_MONTH_FORMS = (
    r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})",
    f"{MONTH}份?",
)


class Period(Struct, frozen=True):
    """The days from `start` to `end`, both included. One that ends before it begins is a `BadValue`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadValue("bad_period", say.period_reversed(self.start.isoformat(), self.end.isoformat()))

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """How many days it has, at least 1."""
        return (self.end - self.start).days + 1


class Month(Struct, frozen=True, order=True):
    """A calendar month. `str()` gives 2023-08."""

    year: int
    month: int

    def __post_init__(self) -> None:
        date(self.year, self.month, 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month that a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str, today: date) -> Self:
        """Read 2023-08, 202308, 2023年8月, 8月 (of this year), 本月, 上月, 下月, 去年8月.

        Raises:
            BadValue: `bad_month`, `no_such_date` (month 13) or `date_out_of_range` (not in 1990 to 2100).
        """
        words = arabic(typed(text))
        for form in _MONTH_FORMS:
            if match := re.fullmatch(form, words):
                return cls(*month_named(match, text, today))
        raise BadValue("bad_month", say.bad_month(text))

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Its last day: 底, 末 and 底前 in the plan's words."""
        return date(self.year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.first_day, self.last_day)

    def previous(self) -> "Month":
        """Return the month before."""
        return Month.of(self.first_day - timedelta(days=1))

    def next(self) -> "Month":
        """Return the month after."""
        return Month.of(self.last_day + timedelta(days=1))


def month_period(month: Month, ends_on: int = 31) -> Period:
    """Return the days of a month whose figures end on a day of their own: with 25, from the 26th to the 25th.

    In a month without that day it ends on the last one.
    """
    return Period(_month_end(month.previous(), ends_on) + timedelta(days=1), _month_end(month, ends_on))


def month_at(day: date, ends_on: int = 31) -> Month:
    """Return the month in whose figures a day counts."""
    month = Month.of(day)
    return month if day <= _month_end(month, ends_on) else month.next()


def _month_end(month: Month, ends_on: int) -> date:
    return month.first_day.replace(day=min(ends_on, month.last_day.day))


def say_month(month: Month) -> str:
    """Word a month for papers: 2023年8月."""
    return f"{month.year}年{month.month}月"


def month_step(anchor: date, index: int) -> date:
    """Return the day `index` months after the anchor, or before it; in a shorter month its last day.

    Count from the anchor each time: 31 January, 28 February, 31 March. Stepping from the previous day would
    drift (DESIGN.md §4.10).
    """
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + index, 12)
    last = Month(year, month + 1).last_day
    return last.replace(day=min(anchor.day, last.day))


def arabic(text: str) -> str:
    """Write Chinese numerals below 100, and years by digits, in Arabic: 二〇二三年十一月, 2023年11月."""
    return re.sub(_TENS, lambda m: (m[1] or "一") + (m[2] or "〇"), text).translate(_NUMERALS)


def year_named(word: str | None, today: date) -> int:
    """Return the year of a `YEAR` match: four digits, 今 本 去 明, or this year where none was written."""
    if word is None:
        return today.year
    return today.year + _NEAR_YEARS[word] if word in _NEAR_YEARS else int(word)


def month_named(match: re.Match[str], text: str, today: date) -> tuple[int, int]:
    """Return year and month of a `MONTH` match; `text` is what was typed, for the refusal.

    Raises:
        BadValue: `no_such_date` or `date_out_of_range`.
    """
    parts = match.groupdict()
    if parts.get("near"):
        near = month_step(today, _NEAR_MONTHS[parts["near"]])
        return checked_month(text, near.year, near.month)
    return checked_month(text, year_named(parts["year"], today), int(parts["month"]))


def checked_month(text: str, year: int, month: int) -> tuple[int, int]:
    """Return year and month if there is such a month in the years that can be meant.

    Raises:
        BadValue: `no_such_date` or `date_out_of_range`.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadValue("date_out_of_range", say.day_out_of_range(text, FIRST_YEAR, LAST_YEAR))
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise BadValue("no_such_date", say.no_such_month(text))
    return year, month
