"""By which holidays working days are counted: each year's notice, its days off, and the weekends that are worked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import NotFound, Problem
from hazardctl.messages import holidays as messages

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hazardctl.domain.workdays import Holiday
    from hazardctl.services.desk import Desk


class YearRecord(NamedTuple):
    """One year as an answer; field names are the JSON keys. `own`: it stands in the town's own file."""

    year: int
    notice: str
    own: bool
    holidays: tuple[Holiday, ...]
    workdays: tuple[date, ...]


def own_file(desk: Desk) -> Path:
    """Return where the town's own file lies, or would."""
    from hazardctl.plan import holidays

    return desk.settings.ledger.parent / holidays.FILE


def listed(desk: Desk, year: int | None = None) -> tuple[YearRecord, ...]:
    """Return the years that are known, or the one that is asked for.

    Raises:
        NotFound: nobody has laid down that year.
        ChecksFailed: the town's own file is wrong; every mistake is named.
    """
    known = desk.calendar.years
    if year is not None and year not in known:
        raise NotFound(Problem("no_holidays", messages.not_known(year, str(own_file(desk))), "year"))
    return tuple(
        YearRecord(one, found.notice, found.own, found.holidays, tuple(sorted(found.worked)))
        for one, found in sorted(known.items())
        if year in {None, one}
    )
