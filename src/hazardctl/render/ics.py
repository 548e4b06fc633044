"""Due days → an iCalendar file, for the calendar of a phone or of an office program; loads icalendar."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from hazardctl.domain.text import safe
from hazardctl.messages import due_days as say
from hazardctl.render import files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from icalendar import Alarm, Event

    from hazardctl.services.desk import Desk
    from hazardctl.services.due_days import DueDay

_REMINDED = (3, 1)
"""How many days before, at nine in the morning: first with time to act, then once more."""
_NINE = timedelta(hours=9)


def write(desk: Desk, day: date, path: Path) -> Path:
    """Write what falls due from a day on; return the file that was written (`files.replaced`)."""
    from hazardctl.services import due_days

    content = document(due_days.ahead(desk, day), desk.plan.campaign.town, day)
    return files.replaced(path, lambda out: out.write(content))


def document(found: Sequence[DueDay], town: str, day: date) -> bytes:
    """Return the file (RFC 5545: lines of at most 75 octets, ended by CRLF); the same days give the same bytes.

    Its stamps are the day that was asked about, since a clock would make every file another.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//hazardctl//hazardctl//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", say.name(town))
    for one in found:
        calendar.add_component(_event(one, day))
    return bytes(calendar.to_ical())


def _event(one: DueDay, day: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{one.key}@hazardctl")
    event.add("dtstamp", datetime.combine(day, time(), UTC))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", safe(one.title))
    event.add("description", safe(one.detail))
    event.add("categories", [say.KINDS[one.kind]])
    # Somebody who has a day's work due is not busy all day.
    event.add("transp", "TRANSPARENT")
    for days in _REMINDED:
        # Outlook rings at once for every reminder that was past when the file came in.
        if one.day - timedelta(days=days) >= day:
            event.add_component(_alarm(one, days))
    return event


def _alarm(one: DueDay, days: int) -> Alarm:
    """Return a reminder; it is counted from the midnight at which an all-day event begins."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", safe(one.title))
    alarm.add("trigger", _NINE - timedelta(days=days))
    return alarm
