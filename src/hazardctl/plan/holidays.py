"""The holidays: `holidays.yaml` of the program, and a town's own beside its ledger, which stands for the years it names.

A year that is half typed would be counted wrong and nobody would notice; so what is in the file is held against what
every year has: the seven holidays, weekends worked in exchange, days of that year.
"""

from datetime import date
from pathlib import Path
from re import ASCII
from re import compile as pattern
from typing import Final

from hazardctl.domain.period import FIRST_YEAR, LAST_YEAR
from hazardctl.domain.workdays import Calendar, Holiday, HolidayYear
from hazardctl.errors import ChecksFailed
from hazardctl.messages import plan as say
from hazardctl.plan import file_bytes, packaged
from hazardctl.plan import kept as trees
from hazardctl.plan.read import top
from hazardctl.plan.rows import Row

FILE: Final = "holidays.yaml"
_LONGEST: Final = 15
"""Days; a longer holiday is a slip of the hand."""
_SATURDAY, _DECEMBER = 5, 12
_DAY: Final = pattern(r"\d{4}-\d{2}-\d{2}", ASCII)
_SEVEN: Final = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
"""The days off of 全国年节及纪念日放假办法 art. 2; a notice may name two in one (中秋节、国庆节)."""


def load(folder: Path, kept: Path | None = None) -> Calendar:
    """Read the program's years, and those of the file in a folder if there is one; `kept` as in `plan.load`.

    Raises:
        ChecksFailed: a file is no YAML, or says what no calendar can; every mistake is named by file, line and key.
        Unavailable: the system will not let a file be read.
    """
    own = folder / FILE
    return Calendar(
        {**_read(packaged() / FILE, kept), **(_read(own, kept, own=True) if own.is_file() else {})}
    )


def _read(path: Path, kept: Path | None, *, own: bool = False) -> dict[int, HolidayYear]:
    document = trees.document(FILE, file_bytes(path), path, kept)
    problems = list(document.problems)
    years: tuple[tuple[int, HolidayYear], ...] = ()
    if document.root is not None:
        row, seen = top(document, problems), set[int]()
        years = row.rows("years", lambda year: _year(year, seen, own=own), needed=True)
        row.done()
    if problems:
        raise ChecksFailed(*problems)
    return dict(years)


def _year(row: Row, seen: set[int], *, own: bool) -> tuple[int, HolidayYear]:
    year = row.unique("year", row.number("year"), seen)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        row.wrong("year", "bad_year", say.bad_year(year, FIRST_YEAR, LAST_YEAR))
    notice = row.text("notice")
    holidays = row.rows("holidays", lambda one: _holiday(one, year), needed=True)
    found = HolidayYear(notice, holidays, frozenset(_worked(row, year)), own)
    both = [day for day in found.worked if any(one.first <= day <= one.last for one in holidays)]
    if both:
        row.wrong("workdays", "off_and_worked", say.off_and_worked(str(min(both))))
    lacking = [name for name in _SEVEN if not any(name in one.name for one in holidays)]
    if holidays and lacking:
        row.wrong("holidays", "holidays_lacking", say.holidays_lacking(lacking))
    return year, found


def _holiday(row: Row, year: int) -> Holiday:
    found = Holiday(row.text("name"), row.day("from"), row.day("to"))
    in_time = _is_of(found.first, year) and _is_of(found.last, year)
    if in_time and 0 < found.days <= _LONGEST:
        return found
    # A day that cannot be read is said already, and stands as the first day of all.
    if date.min not in {found.first, found.last}:
        row.wrong("to", "bad_span", say.bad_holiday(str(found.first), str(found.last), year, _LONGEST))
    return Holiday(found.name, date.max, date.min)


def _is_of(day: date, year: int) -> bool:
    """Whether a year's notice may speak of a day: of its own year, or of the December before it."""
    return day.year == year or (day.year == year - 1 and day.month == _DECEMBER)


def _worked(row: Row, year: int) -> list[date]:
    found: list[date] = []
    for number, text in enumerate(row.texts("workdays"), 1):
        key = f"workdays[{number}]"
        try:
            day = date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            row.wrong(key, "bad_date", say.bad_date(text))
            continue
        if not _is_of(day, year):
            row.wrong(key, "bad_span", say.bad_workday_year(text, year))
        elif day.weekday() < _SATURDAY:
            row.wrong(key, "bad_workday", say.bad_workday(text, "一二三四五"[day.weekday()]))
        elif day in found:
            row.wrong(key, "duplicate_id", say.duplicate_id(text))
        found.append(day)
    return found
