"""The district's month: a table with a row for each town, and their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.dates import say_day
from hazardctl.messages import district as say
from hazardctl.render.shapes import Cell, Column, Line, Page, Table, Title
from hazardctl.render.words import NOTHING, percent

if TYPE_CHECKING:
    from hazardctl.domain.counts import Counts
    from hazardctl.reports.towns import TownMonth, TownsReport
    from hazardctl.reports.values import MonthCounts

COLUMNS = (
    Column("镇", main=True),
    *(
        Column(name, right=True)
        for name in ("名次", "排查", "整改", "整改率", "销号", "销号率", "未销号", "逾期")
    ),
    *(Column(name, right=True) for name in ("累计排查", "累计整改", "累计整改率", "累计未销号", "累计逾期")),
    Column("印发", keep=True),
    Column("来源", keep=True),
)


def page(found: TownsReport) -> Page:
    """Return the table, the sum last."""
    rows = [_row(one) for one in found.towns]
    total = found.total
    last = [
        Cell(cell, "strong")
        for cell in (
            say.total(), "", *_month(total.month), *_whole(total.cumulative), f"{total.issued}/{total.towns}", "",
        )
    ]  # fmt: skip
    return Page(
        (
            Title(say.head(found.period.month or "", say_day(found.period.to)), 1),
            Table(COLUMNS, [*rows, last]),
            Line(say.issued_of(total.issued, total.towns)),
            *([Line(say.not_issued(found.not_issued), "warn")] if found.not_issued else []),
            Line(say.sources(), "quiet"),
        )
    )


def _row(one: TownMonth) -> tuple[str | Cell, ...]:
    issued = say.number(one.issued, str(one.issued_on)) if one.issued else Cell(say.none(), "warn")
    place = NOTHING if one.rank is None else str(one.rank)
    return (one.name, place, *_month(one.month), *_whole(one.cumulative), issued, say.source(one.source))


def _month(c: MonthCounts) -> tuple[str, ...]:
    rates = percent(c.rectified_rate), percent(c.closed_rate)
    return (str(c.found), str(c.rectified), rates[0], str(c.closed), rates[1], str(c.open), str(c.overdue))


def _whole(c: Counts) -> tuple[str, ...]:
    return (str(c.found), str(c.rectified), percent(c.rectified_rate), str(c.open), str(c.overdue))
