"""Which copies are kept as time goes on: all of the last day, the newest of each of seven days and of twelve months."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

DAYS, MONTHS = 7, 12

_OFFICE = timezone(timedelta(hours=8))
"""A day is the office's, as everywhere."""


def outdated(stamps: Iterable[datetime]) -> frozenset[datetime]:
    """Return the instants whose copies may go; days and months without a copy do not count."""
    newest_first = sorted(set(stamps), reverse=True)
    days: dict[str, datetime] = {}
    months: dict[str, datetime] = {}
    for stamp in newest_first:
        local = stamp.astimezone(_OFFICE)
        days.setdefault(local.strftime("%Y-%m-%d"), stamp)
        months.setdefault(local.strftime("%Y-%m"), stamp)
    today = next(iter(days), None)
    of_today = (stamp for stamp in newest_first if stamp.astimezone(_OFFICE).strftime("%Y-%m-%d") == today)
    kept = {*of_today, *list(days.values())[:DAYS], *list(months.values())[:MONTHS]}
    return frozenset(newest_first) - kept
