"""The holidays: `holidays.yaml` of the program, and a town's own beside its ledger, which stands for the years it names."""

from datetime import date, timedelta
from pathlib import Path

from hazardctl.domain.workdays import Calendar, HolidayYear
from hazardctl.errors import ChecksFailed
from hazardctl.messages import plan as say
from hazardctl.plan import packaged
from hazardctl.plan.loader import Mapping, read_bytes
from hazardctl.plan.rows import Row

FILE = "holidays.yaml"
_LONGEST = 15
"""Days; a longer holiday is a slip of the hand."""


def load(folder: Path) -> Calendar:
    """Read the program's years, and those of the file in a folder if there is one.

    Raises:
        ChecksFailed: a file is no YAML, or says what no calendar can; every mistake is named by file, line and key.
    """
    own = folder / FILE
    return Calendar({**_read(packaged() / FILE), **(_read(own) if own.is_file() else {})})


def _read(path: Path) -> dict[int, HolidayYear]:
    document = read_bytes(FILE, path.read_bytes())
    problems = list(document.problems)
    years: tuple[tuple[int, HolidayYear], ...] = ()
    if isinstance(document.root, Mapping):
        row = Row(FILE, document.root, "", problems)
        seen: set[int] = set()
        years = row.rows("years", lambda year: _year(year, seen), needed=True)
        row.done()
    if problems:
        raise ChecksFailed(*problems)
    return dict(years)


def _year(row: Row, seen: set[int]) -> tuple[int, HolidayYear]:
    year = row.unique("year", row.number("year"), seen)
    notice = row.text("notice")
    off = frozenset(
        day for days in row.rows("holidays", lambda one: _days(one, year), needed=True) for day in days
    )
    worked = frozenset(_worked(row, year))
    if off & worked:
        row.wrong("workdays", "off_and_worked", say.off_and_worked(str(min(off & worked))))
    return year, HolidayYear(notice, off, worked)


def _days(row: Row, year: int) -> tuple[date, ...]:
    row.text("name")
    first, last = row.day("from"), row.day("to")
    if not (first <= last and first.year == last.year == year and (last - first).days < _LONGEST):
        row.wrong("to", "bad_span", say.bad_holiday(str(first), str(last), year))
        return ()
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _worked(row: Row, year: int) -> list[date]:
    found = []
    for number, text in enumerate(row.texts("workdays"), 1):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            row.wrong(f"workdays[{number}]", "bad_date", say.bad_date(text))
            continue
        if day.year != year:
            row.wrong(f"workdays[{number}]", "bad_span", say.bad_holiday(text, text, year))
        found.append(day)
    return found
