"""The morning page: what is late, what is due this week, what waits for the office — each with what to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import status as say
from hazardctl.messages import views as words
from hazardctl.render.shapes import Cell, Column, Line, Page, Part, Table, Title
from hazardctl.render.views import work
from hazardctl.render.views.hazards import level, state, what
from hazardctl.render.words import day, percent, text

if TYPE_CHECKING:
    from hazardctl.domain.record import HazardRecord
    from hazardctl.reports.values import HazardList
    from hazardctl.services.reports import Status


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
        *_shelf(say.pending(s.pending.count), s.pending, "hazardctl hazard gaps"),
        *_shelf(say.overdue(s.overdue.count), s.overdue, "hazardctl hazard list --overdue"),
        *_shelf(say.due(s.due_this_week.count), s.due_this_week, "hazardctl hazard list --due-within 7"),
        *_shelf(
            say.awaiting(s.awaiting_review.count),
            s.awaiting_review,
            "hazardctl hazard list --status rectified",
        ),
        *_shelf(
            say.owed(s.reports_owed.count), s.reports_owed, "hazardctl hazard report 编号 --kind discovered"
        ),
        *_shelf(say.listed(s.listed.count), s.listed, "hazardctl hazard list --listed"),
        *_shelf(say.referred(s.referred.count), s.referred, "hazardctl hazard list --status referred"),
    ]
    parts += work.morning(s.work)
    if not any((s.pending.count, s.overdue.count, s.due_this_week.count, s.awaiting_review.count)):
        parts.append(Line(say.nothing_urgent(), "good"))
    if s.plan_changed:
        parts.append(Line(words.plan_changed(), "bad"))
    return Page([*parts, Line("\n" + say.meeting(f"{s.today:%Y-%m}"), "quiet")])


_COLUMNS = (
    Column("编号", keep=True),
    Column("等级", keep=True),
    Column("单位（场所）和隐患", main=True),
    Column("监管单位", most=10),
    Column("时限", keep=True),
    Column("状态", most=12),
)


def _shelf(heading: str, shelf: HazardList, command: str) -> list[Part]:
    if not shelf.count:
        return []
    return [Title(f"{heading}　{command}"), Table(_COLUMNS, [_row(h) for h in shelf.items])]


def _row(h: HazardRecord) -> tuple[str | Cell, ...]:
    return (h.no, level(h), what(h), text(h.unit), day(h.five.deadline or h.pending_until), state(h))
