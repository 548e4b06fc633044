"""信息报送 (plan 四（二）): what each unit reports for a period — progress, difficulties, good practice, or nothing (零报告)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar, NamedTuple

from hazardctl.domain.matter import Matter, Step
from hazardctl.domain.period import Month, Period, month_period
from hazardctl.domain.text import typed
from hazardctl.errors import Problem
from hazardctl.messages import submissions as say

QUARTER = 3
_QUARTER_NAMED = r"(?P<year>(?:19|20)[0-9]{2})(?:-?Q|年第?)(?P<quarter>[1-4])(?:季度)?"


class Content(NamedTuple):
    """What a return says. `found` and `fixed` are small self-checks that come as figures only."""

    progress: str | None = None
    difficulties: str | None = None
    practice: str | None = None
    found: int | None = None
    fixed: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return all(value is None for value in self)


class Revision(Step, frozen=True, kw_only=True):
    """The return sent once more; it replaces what was said, and the first day stays the day of sending."""

    kind: ClassVar[str] = "revision"

    nil: bool = False
    progress: str | None = None
    difficulties: str | None = None
    practice: str | None = None
    found: int | None = None
    fixed: int | None = None


class Submission(Matter, frozen=True, kw_only=True):
    """One unit's return. `topic` is its period: 2023-08, or 2024-Q1."""

    kind: ClassVar[str] = "submission"
    prefix: ClassVar[str] = "BS"
    step_kinds: ClassVar[tuple[type[Step], ...]] = (Revision,)

    nil: bool = False
    progress: str | None = None
    difficulties: str | None = None
    practice: str | None = None
    found: int | None = None
    fixed: int | None = None
    by: str | None = None

    def objections(self, today: date) -> Iterator[Problem]:
        """Yield what is wrong with it."""
        yield from Matter.objections(self, today)
        nil, content = self.latest()
        if nil and not content.is_empty:
            yield Problem("nil_with_content", say.nil_with_content(), "nil")
        if not nil and content.is_empty:
            yield Problem("nothing_said", say.nothing_said(), "progress")
        if (content.fixed or 0) > (content.found or 0):
            yield Problem("more_fixed", say.more_fixed(), "fixed")

    def latest(self) -> tuple[bool, Content]:
        """Return whether it is a 零报告, and what was said last."""
        said = self.last("revision") or self
        values = {name: getattr(said, name) for name in Content._fields}
        return getattr(said, "nil", False), Content(**values)


def period_of(topic: str, ends_on: int) -> Period:
    """Return the days of a period's name: 2023-08 or 2024-Q1, by months that end on a day of their own."""
    year, _, rest = topic.partition("-")
    if not rest.startswith("Q"):
        return month_period(Month(int(year), int(rest)), ends_on)
    last = int(rest[1:]) * QUARTER
    first = month_period(Month(int(year), last - QUARTER + 1), ends_on)
    return Period(first.start, month_period(Month(int(year), last), ends_on).end)


def topic_of(month: Month, *, quarterly: bool) -> str:
    """Return the name of the period that a month lies in."""
    return f"{month.year}-Q{(month.month - 1) // QUARTER + 1}" if quarterly else str(month)


def month_in(said: str, today: date, *, quarterly: bool) -> Month:
    """Read a month, or where returns come by quarter also a quarter (2024-Q1, 2024年1季度), as its first month.

    Raises:
        BadValue: it is neither.
    """
    named = re.fullmatch(_QUARTER_NAMED, typed(said).upper()) if quarterly else None
    if named:
        return Month(int(named["year"]), int(named["quarter"]) * QUARTER - QUARTER + 1)
    return Month.parse(said, today)


def due_on(period: Period, days: int | None) -> date | None:
    """Return until when a return is in time; None where the office has settled nothing."""
    return None if days is None else period.end + timedelta(days=days)
