"""The one place that reads a clock.

`today` may be moved by HAZARDCTL_TODAY, for rehearsals and for looking back; the instant that the journal stores is
always the real one, and an entry made under a moved today says so.
"""

from datetime import UTC, date, datetime, timedelta, timezone

OFFICE_TIME = timezone(timedelta(hours=8), "北京时间")


def real_today() -> date:
    """Return the office's day, by the real clock (Beijing time, wherever the machine thinks it is)."""
    return datetime.now(OFFICE_TIME).date()


def utc_now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(UTC)


def office_day(instant: str) -> date:
    """Return the office's day of an instant as the journal stores it (ISO, UTC)."""
    return datetime.fromisoformat(instant).astimezone(OFFICE_TIME).date()


def office_time(instant: str) -> str:
    """Return an instant of the journal as the office reads it: `2023-08-31 09:30`."""
    return datetime.fromisoformat(instant).astimezone(OFFICE_TIME).strftime("%Y-%m-%d %H:%M")
