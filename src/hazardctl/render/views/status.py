"""The morning page: what is late, what is due this week, what waits for the office — each with what to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import status as say
from hazardctl.messages import views as words
from hazardctl.render.shapes import Line, Page, Part, Title
from hazardctl.render.views import hazards, work
from hazardctl.render.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.reports.standing import HazardList
    from hazardctl.services.morning import Status


def page(s: Status) -> Page:
    """Return the page; a part with nothing in it is left out."""
    c = s.counts
    parts: list[Part] = [
        Title(say.head(s.town, str(s.today)), 1),
        Line(
            say.phase(s.phase.no, s.phase.name, str(s.phase.due), s.phase.days_left, s.phase.state)
            if s.phase
            else ""
        ),
        Line(say.counts(c.found, c.rectified, percent(c.rectified_rate), c.open), "strong"),
        *_stock(s),
        *_shelf("pending", say.pending(s.pending.count), s.pending),
        *_shelf("overdue", say.overdue(s.overdue.count), s.overdue),
        *_shelf("due", say.due(s.due_this_week.count), s.due_this_week),
        *_shelf("awaiting", say.awaiting(s.awaiting_review.count), s.awaiting_review),
        *_shelf("owed", say.owed(s.reports_owed.count), s.reports_owed),
        *_shelf("listed", say.listed(s.listed.count), s.listed),
        *_shelf("referred", say.referred(s.referred.count), s.referred),
    ]
    if not any((s.pending.count, s.overdue.count, s.due_this_week.count, s.awaiting_review.count)):
        parts.append(Line(say.nothing_urgent(), "good"))
    if others := work.morning(s.work):
        parts += [Title(say.others()), *others]
    parts += [Title(say.meeting()), *_meeting(s)]
    if s.plan_changed:
        parts.append(Line(words.plan_changed(), "bad"))
    return Page(parts)


def _stock(s: Status) -> Iterator[Part]:
    if s.stock.open:
        yield Line(words.stock_left(s.stock.open, s.stock.overdue))


def _meeting(s: Status) -> Iterator[Part]:
    yield from work.returns_missing(s.work)
    if s.meeting.previous and not s.meeting.previous_issued:
        yield Line(say.not_issued(s.meeting.previous), "warn")
    yield Line(say.running(s.meeting.month))


def _shelf(name: str, heading: str, shelf: HazardList) -> list[Part]:
    if not shelf.count:
        return []
    first = shelf.items[0]
    report = first.reports_owed[0] if first.reports_owed else ""
    deal = say.deal(name, first.no, first.unit, report, more=shelf.count > len(shelf.items))
    return [Title(heading), hazards.rows(shelf.items), *(Line(line, "quiet") for line in deal)]
