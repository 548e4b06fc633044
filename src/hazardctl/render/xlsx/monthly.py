"""The monthly report as a workbook for the meeting: one sheet for each thing that is gone through, figures as numbers.

The lists name every hazard, where a paper names the first; charts are native, so that WPS and Excel redraw them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from hazardctl.domain.money import wan_number
from hazardctl.messages import paper_sheets as say
from hazardctl.messages.labels import label, term
from hazardctl.render.columns import cells
from hazardctl.render.xlsx import style

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from hazardctl.domain.counts import Counts
    from hazardctl.domain.record import HazardRecord
    from hazardctl.reports.values import MonthlyReport, Part

_NARROWEST, _WIDEST = 9, 32
_WIDE = 8
"""Columns; a sheet with more is printed across."""
_TITLE_HEIGHT, _HEAD_ROW = 30, 3


class Grid(NamedTuple):
    """One sheet: its name, its title, headings and rows. `rates` are the columns (from 0) that hold a percentage."""

    name: str
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    rates: frozenset[int] = frozenset()


def write(r: MonthlyReport, lists: Mapping[str, Sequence[HazardRecord]], standing: str, path: Path) -> Path:
    """Write the workbook and return where it is; `standing` says which issue it is, below each title."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for grid in _grids(r, lists):
        worksheet: Any = workbook.create_sheet(grid.name)
        _sheet(worksheet, grid, standing)
        _chart(worksheet, grid)
    return style.save(workbook, path)


def _grids(r: MonthlyReport, lists: Mapping[str, Sequence[HazardRecord]]) -> Iterable[Grid]:
    yield _summary(r)
    yield _trend(r)
    yield _shares(say.BY_UNIT, say.UNIT, r.by_unit)
    yield _shares(say.BY_VILLAGE, say.VILLAGE, r.by_village)
    yield _hazards(say.OVERDUE, lists["overdue"])
    yield _hazards(say.DUE_SOON, lists["due_soon"])
    yield _hazards(say.LISTED, lists["listed"])
    yield _hazards(say.MAJOR, lists["major"])
    yield _five(r)
    yield _owed(r)
    yield _phases(r)


def _summary(r: MonthlyReport) -> Grid:
    rows: list[Sequence[Any]] = [
        (say.MONTH, *_counts(r.month)),
        (say.PREVIOUS, *_counts(r.previous)),
        (say.CUMULATIVE, *_counts(r.cumulative)),
        (say.YTD, *_counts(r.ytd)),
    ]
    if r.stock.found:
        rows.append((say.STOCK, *_counts(r.stock)))
    others = (
        *((say.balance(name), getattr(r.balance, name)) for name in say.BALANCE),
        (say.VISITS, r.inspections.visits),
        (say.FIRMS, r.inspections.firms),
        (say.CLEAN, r.inspections.clean),
        (say.SPOT, r.month.fixed_on_spot),
        (say.CLOSED_IN_MONTH, r.month.closed_in_month),
        (say.PLANNED, wan_number(r.funds.planned_fen)),
        (say.SPENT, wan_number(r.funds.spent_fen)),
        (say.FATAL, r.accidents.fatal),
        (say.DEATHS, r.accidents.deaths),
    )
    return Grid(
        say.SUMMARY, say.title(say.SUMMARY), (say.SCOPE, *say.COUNTS), [*rows, (), *others], _rates(1)
    )


def _rates(first: int) -> frozenset[int]:
    """Return where the two rates stand when the counts begin at a column."""
    return frozenset(
        {first + say.COUNTS.index(say.RECTIFIED_RATE), first + say.COUNTS.index(say.CLOSED_RATE)}
    )


def _counts(c: Counts) -> tuple[Any, ...]:
    """Return the counts in the order of the headings; a rate is a fraction, and blank where nothing was found."""
    return (c.found, c.rectified, _rate(c.rectified_rate), c.closed, _rate(c.closed_rate), c.open, c.overdue)


def _rate(percent: float | None) -> float | None:
    return None if percent is None else round(percent / 100, 3)


def _trend(r: MonthlyReport) -> Grid:
    rows = [(m.month, m.found, m.rectified, m.closed) for m in r.trend]
    return Grid(say.TREND, say.title(say.TREND), say.TREND_HEAD, rows)


def _shares(name: str, heading: str, parts: Sequence[Part]) -> Grid:
    rows = [(part.name, *_counts(part)) for part in parts]
    return Grid(name, say.since_began(name), (heading, *say.COUNTS), rows, _rates(1))


def _hazards(name: str, found: Sequence[HazardRecord]) -> Grid:
    rows = [
        (
            h.no, term(h.level), h.enterprise, h.village, h.title, h.unit, h.five.responsible_unit,
            h.five.responsible, h.leader, h.five.deadline, h.days_overdue or None, label(str(h.status)),
        )
        for h in found
    ]  # fmt: skip
    return Grid(name, say.counted(name, len(rows)), say.HAZARD_HEAD, rows)


def _five(r: MonthlyReport) -> Grid:
    rows: list[Sequence[Any]] = [
        (say.REQUIRED, r.five.required),
        (say.COMPLETE, r.five.complete),
        *((say.lacking(label(item)), n) for item, n in r.five.missing.items()),
    ]
    return Grid(say.FIVE, say.title(say.FIVE), (say.ITEM, say.NUMBER), rows)


def _owed(r: MonthlyReport) -> Grid:
    rows = [
        (one.no, one.title, one.enterprise, one.unit, label("report_" + one.kind))
        for one in r.reports_owed.items
        if one.owed
    ]
    return Grid(say.OWED, say.counted(say.OWED, len(rows)), say.OWED_HEAD, rows)


def _phases(r: MonthlyReport) -> Grid:
    rows = [(r.phase.no, r.phase.name, r.phase.start, r.phase.due, r.phase.days_left)] if r.phase else []
    return Grid(say.PHASE, say.title(say.PHASE), say.PHASE_HEAD, rows)


def _sheet(worksheet: Any, grid: Grid, standing: str) -> None:
    width = len(grid.head)
    style.print_setup(worksheet, a3=False, title_rows=f"1:{_HEAD_ROW}", landscape=width > _WIDE)
    for row, text, font in ((1, grid.title, style.TITLE_FONT), (2, standing, style.BODY_FONT)):
        cell = worksheet.cell(row, 1)
        style.put(cell, text)
        cell.font, cell.alignment = font, style.CENTRED if row == 1 else style.UNWRAPPED
    worksheet.merged_cells.add(CellRange(None, 1, 1, width, 1))
    worksheet.row_dimensions[1].height = _TITLE_HEIGHT
    looks = style.Looks(worksheet)
    for at, heading in enumerate(grid.head, start=1):
        cell = worksheet.cell(_HEAD_ROW, at)
        style.put(cell, heading)
        cell.font, cell.alignment, cell.fill, cell.border = (
            style.HEAD_FONT,
            style.CENTRED,
            style.HEAD_FILL,
            style.BOX,
        )
    for number, values in enumerate(grid.rows, start=_HEAD_ROW + 1):
        for at, value in enumerate(values):
            _body(worksheet.cell(number, at + 1), looks, value, rate=at in grid.rates)
    worksheet.freeze_panes = worksheet.cell(_HEAD_ROW + 1, 2)
    for at in range(width):
        longest = max((cells(str(values[at])) for values in grid.rows if at < len(values)), default=0)
        fits = max(cells(grid.head[at]), longest) + 2
        worksheet.column_dimensions[get_column_letter(at + 1)].width = min(max(fits, _NARROWEST), _WIDEST)


def _body(cell: Any, looks: style.Looks, value: Any, *, rate: bool) -> None:
    def dress(made: Any) -> None:
        made.font, made.border = style.BODY_FONT, style.BOX
        made.alignment = style.WRAPPED if isinstance(value, str) else style.CENTRED
        if rate:
            made.number_format = "0.0%"

    made = looks.cell(value, (rate, type(value).__name__), dress)
    style.put(cell, value)
    cell._style = made._style  # noqa: SLF001  openpyxl's own way to share a look


_CHARTS = {say.TREND: (LineChart, (2, 3, 4)), say.BY_UNIT: (BarChart, (2, 5))}
"""Sheets that carry a chart, and the columns that it shows beside the first."""


def _chart(worksheet: Any, grid: Grid) -> None:
    if grid.name not in _CHARTS or not grid.rows:
        return
    kind, columns = _CHARTS[grid.name]
    chart = kind()
    chart.title, chart.height, chart.width = grid.title, 8, 18
    last = _HEAD_ROW + len(grid.rows)
    for column in columns:
        data = Reference(worksheet, min_col=column, min_row=_HEAD_ROW, max_row=last)
        chart.add_data(data, titles_from_data=True)
    for line in chart.series:
        line.smooth = False
    chart.set_categories(Reference(worksheet, min_col=1, min_row=_HEAD_ROW + 1, max_row=last))
    chart.y_axis.numFmt, chart.y_axis.delete, chart.x_axis.delete = "0", False, False
    worksheet.add_chart(chart, f"A{last + 2}")
