"""Which occurrences of a duty are expected, which are done, and which are missing since when.

Expected occurrences follow from an anchor and an index, never from the previous one (DESIGN.md §4.10): the month ends
after 31 January are 28 February and 31 March. Pure: subjects and the days on which something was done are handed in.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.campaign import CALENDAR_MONTHS
from hazardctl.domain.period import Month, month_period
from hazardctl.messages import duties as say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.domain.campaign import Cadence, Every, Per

MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
DAYS = {"daily": 1, "weekly": 7}


class Window(Struct, frozen=True):
    """The days within which one occurrence is to be done, both included."""

    start: date
    due: date


class Campaign(Struct, frozen=True):
    """The days of a campaign, and on which day its months end."""

    began: date
    ends: date
    month_ends_on: int


class Subject(Struct, frozen=True):
    """By or for whom a duty is done. `key` is a unit key, a post with its holder, an enterprise's uid, or the town.

    `unit` answers for it and `village` is where it is; `unfilled` marks a collective owner without members.
    `since` and `until` bound its life (an enterprise opened, closed): occurrences not wholly within are not expected.
    """

    kind: Per
    key: str
    name: str
    unit: str | None = None
    village: str | None = None
    unfilled: bool = False
    since: date | None = None
    until: date | None = None


class Obligation(Struct, frozen=True):
    """One subject's share of one part of a duty, as at a day.

    `duty` is a task's id or a standing duty's key, `part` its cadence entry (`name` is what it is called), `item` a named thing of which one is owed.
    `expected` and `done` count occurrences: one is expected once its last day has come, or as soon as it is done; a
    single one from the first day. Without a frequency or interval `expected` is None and `done` counts the days on
    which something was done. `missing` are the occurrences that are late.
    """

    duty: str
    part: str
    item: str
    every: Every
    words: str
    subject: Subject
    expected: int | None
    done: int
    missing: tuple[Window, ...]
    running: Window | None
    last_on: date | None
    notes: tuple[str, ...] = ()
    name: str = ""

    @property
    def since(self) -> date | None:
        """Return since when something is missing: the last day of the first occurrence that is.

        What is owed once, without a day of its own, is missing since the campaign began.
        """
        if not self.missing:
            return None
        return self.missing[0].start if self.every == "once" else self.missing[0].due

    @property
    def complete(self) -> bool:
        """Whether nothing that is expected is missing."""
        return not self.missing


class Share(Struct, frozen=True):
    """What is asked of one subject: a part of a duty, and an item of it."""

    duty: str
    part: Cadence
    item: str
    subject: Subject
    interval: int | None


def judge(
    share: Share, done_on: Sequence[date], campaign: Campaign, day: date, since: date | None = None
) -> Obligation:
    """Hold the days on which a share was done (sorted, none after `day`) against what is expected by a day.

    With `since` only what was still to be done on that day: neither what was done nor what fell due before it.
    """
    part, subject = share.part, share.subject
    all_of_it = [] if _is_open(share) else list(windows(share, campaign, day))
    if since:
        all_of_it = [window for window in all_of_it if _still_owed(window, done_on, part, since)]
        done_on = done_on[bisect_left(done_on, since) :]
    done = {window for window in all_of_it if _done_in(window, done_on, part)} if done_on else set()
    due = [window for window in all_of_it if window.due <= day or part.every == "once"]
    missing = tuple(window for window in due if window not in done)
    running = [window for window in all_of_it if window.start <= day < window.due and window not in done]
    return Obligation(
        duty=share.duty,
        part=part.key,
        item=share.item,
        every=part.every,
        words=part.words,
        subject=subject,
        expected=None if _is_open(share) else len(done | set(due)),
        done=len(done_on) if _is_open(share) else len(done),
        missing=missing,
        running=running[0] if running else None,
        last_on=done_on[-1] if done_on else None,
        notes=tuple(_notes(share, campaign)),
        name=part.name,
    )


def _is_open(share: Share) -> bool:
    return share.part.every == "unspecified" and share.interval is None


def _alive(subject: Subject, window: Window) -> bool:
    if subject.since and window.start < subject.since <= window.due:
        return False
    return not (subject.since and window.due < subject.since) and not (
        subject.until and window.due >= subject.until
    )


def _done_in(window: Window, done_on: Sequence[date], part: Cadence) -> bool:
    """Whether something was done in a window; what is owed once may have been done before the campaign."""
    if part.every == "once":
        return bool(done_on) and done_on[0] <= window.due
    first = bisect_left(done_on, window.start)
    return first < len(done_on) and done_on[first] <= window.due


def _still_owed(window: Window, done_on: Sequence[date], part: Cadence, since: date) -> bool:
    earlier = done_on[: bisect_left(done_on, since)]
    return window.due >= since and not _done_in(window, earlier, part)


def windows(share: Share, campaign: Campaign, day: date) -> Iterator[Window]:
    """Yield the occurrences that have begun by a day, in order.

    Those of the campaign lie wholly inside it: a month begun on its 29th is none. Those by calendar year are the
    calendar's own, of every year that the campaign touches (plan, oddity 20).
    """
    part, subject = share.part, share.subject
    if part.every == "once":
        yield from _once(subject, campaign, day)
    else:
        everyone_s = calendar(part, share.interval, campaign, day)
        bounded = subject.since or subject.until
        yield from (window for window in everyone_s if _alive(subject, window)) if bounded else everyone_s


@lru_cache(maxsize=256)
def calendar(part: Cadence, interval: int | None, campaign: Campaign, day: date) -> tuple[Window, ...]:
    """Return the occurrences of a part that comes round; the same for every subject, so they are worked out once."""
    if part.every in MONTHS:
        return tuple(_of_months(MONTHS[part.every], part, campaign, day))
    return tuple(_of_days(DAYS.get(part.every) or interval or 1, part, campaign, day))


def ahead(part: Cadence, interval: int | None, campaign: Campaign, day: date) -> tuple[Window, ...]:
    """Return the occurrences of a part whose last day is still to come, on a day or after it, up to the campaign's end.

    None for what is owed once or every day, or has no frequency: such a thing has no day of its own.
    """
    if part.every in {"once", "daily"} or (part.every == "unspecified" and interval is None):
        return ()
    return tuple(one for one in calendar(part, interval, campaign, campaign.ends) if one.due >= day)


def _once(subject: Subject, campaign: Campaign, day: date) -> Iterator[Window]:
    """Yield the one occurrence: from the day on which the subject is there, and no longer than it is."""
    start = max(campaign.began, subject.since or campaign.began)
    gone = subject.until is not None and subject.until <= day
    if start <= min(day, campaign.ends) and not gone:
        yield Window(start, campaign.ends)


def _of_months(months: int, part: Cadence, campaign: Campaign, day: date) -> Iterator[Window]:
    first, last = campaign.began.year, campaign.ends.year
    for year in range(first, last + 1):
        for month in range(1, 13, months):
            window = _months(year, month, months, campaign)
            inside = campaign.began <= window.start and window.due <= campaign.ends
            if window.start <= day and (inside or part.by == "calendar_year"):
                yield window


def _months(year: int, month: int, months: int, campaign: Campaign) -> Window:
    # A month may end on a day of the office's own; quarters and years are the calendar's.
    ends_on = campaign.month_ends_on if months == 1 else CALENDAR_MONTHS
    start = month_period(Month(year, month), ends_on).start
    return Window(start, month_period(Month(year, month + months - 1), ends_on).end)


def _of_days(length: int, part: Cadence, campaign: Campaign, day: date) -> Iterator[Window]:
    # A week is Monday to Sunday; every other stretch is counted from the campaign's first day.
    lead = -campaign.began.weekday() % 7 if part.every == "weekly" else 0
    anchor = campaign.began + timedelta(days=lead)
    index = 0
    while (start := anchor + timedelta(days=index * length)) <= min(day, campaign.ends):
        window = Window(start, start + timedelta(days=length - 1))
        if window.due <= campaign.ends:
            yield window
        index += 1


def _notes(share: Share, campaign: Campaign) -> Iterator[str]:
    part = share.part
    if share.subject.unfilled:
        yield say.unfilled(share.subject.name)
    if _is_open(share):
        yield say.no_frequency(share.duty, part.key)
    if part.by == "calendar_year":
        yield say.by_calendar_year()
    elif part.every in MONTHS:
        yield from _begun_within(MONTHS[part.every], campaign)


@lru_cache(maxsize=16)
def _begun_within(months: int, campaign: Campaign) -> tuple[str, ...]:
    began = campaign.began
    first = _months(began.year, (began.month - 1) // months * months + 1, months, campaign)
    return (say.begun_within(began, first.start, first.due),) if first.start < began <= first.due else ()
