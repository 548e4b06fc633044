"""Pages about the office's own numbers, and about the holidays by which working days are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import holidays as words
from hazardctl.messages import rules as say
from hazardctl.render.shapes import Cell, Column, Line, Page, Part, Table, Title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.services.holidays import YearRecord
    from hazardctl.services.rules import Setting


def table(found: Sequence[Setting]) -> Page:
    """Return every number that may be settled."""
    columns = (
        Column("项目", keep=True),
        Column("名称", most=18),
        Column("现定", keep=True),
        Column("依据（原文没有写天数的）", main=True),
    )
    rows = [(s.key, s.name, _value(s), s.words) for s in found]
    return Page((Table(columns, rows), Line(say.how(), "quiet")))


def _value(s: Setting) -> Cell:
    return Cell(say.value(s.value, s.default), "plain" if s.value is not None else "quiet")


def settled(s: Setting) -> Page:
    """Return what is said after settling one, or taking it back."""
    said = say.cleared(s.name, s.default) if s.value is None else say.settled(s.name, s.value)
    return Page((Line(said, "good"),))


_HOLIDAYS = (Column("节日", keep=True), Column("放假", main=True), Column("天数", right=True, keep=True))


def calendar(found: Sequence[YearRecord], own: str) -> Page:
    """Return the years by which working days are counted; `own` is where the town's file lies."""
    parts = [part for year in found for part in _year(year)]
    return Page((*parts, Line("\n" + words.how(own), "quiet")))


def _year(year: YearRecord) -> list[Part]:
    rows = [
        (one.name, str(one.first) if one.days == 1 else f"{one.first} 至 {one.last}", str(one.days))
        for one in year.holidays
    ]
    worked = "、".join(words.weekday(str(day), day.weekday()) for day in year.workdays)
    return [
        Title(words.head(year.year)),
        Line(words.source(year.notice, own=year.own), "quiet"),
        Table(_HOLIDAYS, rows),
        *([Line(words.worked(worked))] if worked else []),
    ]
