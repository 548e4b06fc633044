"""Filling somebody else's form: which rows and figures a map asks for, gathered; nothing here opens the form."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.period import Period, month_at, month_period
from hazardctl.errors import ChecksFailed, Problem
from hazardctl.exchange import ledger_form
from hazardctl.ledger.queries import cases, units
from hazardctl.messages import ledger_form as words
from hazardctl.messages import maps as messages
from hazardctl.reports import monthly, statistics, upward
from hazardctl.services import issues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.exchange.maps import Map, Writing
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.finding import Filter
    from hazardctl.services.desk import Desk

Cells = dict[str, Any]
"""A row of the form: column letters → value."""


class Filled(NamedTuple):
    """What goes into a form: its rows in order, and single cells; the form itself is in `writing`."""

    writing: Writing
    rows: tuple[Cells, ...]
    cells: tuple[tuple[str, str], ...]


def fill(desk: Desk, map_: Map, wanted: Filter, day: date | None) -> Filled:
    """Return what a map's form says as at a day.

    Raises:
        ChecksFailed: the map is for reading alone.
    """
    writing, at = map_.writing, day or desk.today
    if writing is None:
        raise ChecksFailed(Problem("map_reads", messages.not_for_writing(map_.name), "map"))
    with desk.reading() as reads:
        rows = tuple(
            _figures(desk, reads, writing, at) if map_.figures else _hazards(reads, writing, wanted, at)
        )
    facts = {"town": desk.plan.campaign.issuer, "year": at.year, "month": at.month, "day": at.day}
    return Filled(writing, rows, tuple((cell, _told(text, facts)) for cell, text in writing.cells))


def _told(text: str, facts: dict[str, Any]) -> str:
    """Put facts into a text; other braces stay what they are."""
    for name, value in facts.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def _figures(desk: Desk, reads: Reads, writing: Writing, day: date) -> Iterator[Cells]:
    rows, total = statistics.of(
        reads,
        writing.rows,
        _names(desk, reads, writing, day),
        _period(desk, writing, day),
        rest=_rest(desk, writing),
    )
    if writing.rows == "town":
        whole = _upward(desk, reads, _period(desk, writing, day))
        rows, total = [row | whole for row in rows], total | whole
    total["name"] = words.TOTAL
    told = {"first": [total, *rows], "last": [*rows, total], "none": rows}[writing.total]
    for row in told:
        yield {column: _shown(row[figure], writing) for column, figure in writing.columns}


def _upward(desk: Desk, reads: Reads, period: Period) -> dict[str, Any]:
    """Return what `report upward` tells of a period, for a form of the town's own figures.

    Of a whole month that was handed in it is what was handed in: the district gets one set of figures.
    """
    ends_on = desk.plan.campaign.month_ends_on
    month = month_at(period.end, ends_on)
    asked = monthly.Asked(
        month=month if period == month_period(month, ends_on) else None,
        period=period,
        previous=Period(period.start - timedelta(days=period.days), period.start - timedelta(days=1)),
        complete=True,
        told_on=desk.today,
    )
    report = issues.handed_in(reads, asked) or issues.live(reads, desk.plan, asked)
    return upward.as_row(report.upward or upward.figures(reads, desk.plan, report, period))


def _shown(value: Any, writing: Writing) -> Any:
    return None if value == 0 and writing.blank_zero and not isinstance(value, str) else value


def _names(desk: Desk, reads: Reads, writing: Writing, day: date) -> tuple[str, ...]:
    if writing.rows == "sector":
        return tuple(sector.key for sector in desk.plan.sectors)
    if writing.rows == "town":
        return ("",)
    kind = "office" if writing.rows == "unit" else "village"
    return tuple(unit.key for unit in units.register(reads, day).of_kind(kind))


def _rest(desk: Desk, writing: Writing) -> str:
    """Return what the row is called that takes the rest: the plan's own 其他 where sectors are told."""
    own = [s.key for s in desk.plan.sectors if s.key == messages.OTHER] if writing.rows == "sector" else []
    return own[0] if own else messages.UNSAID


def _period(desk: Desk, writing: Writing, day: date) -> Period:
    if writing.since == "campaign":
        return Period(min(desk.plan.began_on, day), day)
    if writing.since == "month":
        ends_on = desk.plan.campaign.month_ends_on
        return Period(month_period(month_at(day, ends_on), ends_on).start, day)
    return Period(date(day.year, 1, 1), day)


def _hazards(reads: Reads, writing: Writing, wanted: Filter, day: date) -> Iterator[Cells]:
    for serial, case in enumerate(cases.stream(reads, wanted, day), start=1):
        line = ledger_form.line(case, day)
        if line:
            values = {**line.cells, "serial": serial}
            yield {column: values[field] for column, field in writing.columns}
