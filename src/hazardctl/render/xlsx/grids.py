"""Workbooks of a report: a sheet for each thing that is gone through, each headed by its title and by which paper it is.

Nothing here knows a report: who does hands over grids of typed values, figures as numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from hazardctl.render.columns import cells
from hazardctl.render.xlsx import looks, style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

NARROWEST, WIDEST = 9, 32
WIDE = 9
"""Columns; a sheet with more is printed across."""
HEAD_ROW = 3
_LINE, _HIGHEST = 15, 409
"""Points; no row of a workbook is higher."""


class Grid(NamedTuple):
    """One sheet: its name, its title, headings and rows.

    `rates` are the columns (from 0) that hold a percentage. `total` says that the last row sums up the others, and
    `note` is printed below them. `widest` is how many characters a column may take.
    """

    name: str
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    rates: frozenset[int] = frozenset()
    total: bool = False
    note: str = ""
    widest: int = WIDEST


def write(
    grids: Iterable[Grid], standing: str, path: Path, chart: Callable[[Any, Grid], None] | None = None
) -> Path:
    """Write the sheets and return where they are; `standing` says which issue it is, below each title."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for grid in grids:
        worksheet: Any = workbook.create_sheet(grid.name)
        _sheet(worksheet, grid, standing)
        if chart:
            chart(worksheet, grid)
    return style.save(workbook, path)


def last_row(grid: Grid) -> int:
    """Return the number of a sheet's last row of values."""
    return HEAD_ROW + len(grid.rows)


def rate(percent: float | None) -> float | None:
    """Return a rate as a cell holds it: a fraction, and blank where there is nothing below the line."""
    return None if percent is None else round(percent / 100, 3)


def _sheet(worksheet: Any, grid: Grid, standing: str) -> None:
    width = len(grid.head)
    style.print_setup(worksheet, a3=False, title_rows=f"1:{HEAD_ROW}", landscape=width > WIDE)
    _headed(worksheet, grid, standing)
    looks, widths = style.Looks(worksheet), _widths(worksheet, grid)
    for number, values in enumerate(grid.rows, start=HEAD_ROW + 1):
        bold = grid.total and number == last_row(grid)
        for at, value in enumerate(values):
            _body(worksheet.cell(number, at + 1), looks, value, rate=at in grid.rates, bold=bold)
        _high_enough(worksheet, number, values, widths)
    if grid.note:
        cell = worksheet.cell(last_row(grid) + 1, 1)
        style.put(cell, grid.note)
        cell.font, cell.alignment = style.BODY_FONT, style.UNWRAPPED
    worksheet.freeze_panes = worksheet.cell(HEAD_ROW + 1, 2)


def _headed(worksheet: Any, grid: Grid, standing: str) -> None:
    for row, text, font in ((1, grid.title, style.TITLE_FONT), (2, standing, style.BODY_FONT)):
        cell = worksheet.cell(row, 1)
        style.put(cell, text)
        # A title wider than its columns shrinks; wrapped it would be cut, for its row has one line.
        cell.font, cell.alignment = font, style.SHRUNK if row == 1 else style.WRAPPED
        worksheet.merged_cells.add(CellRange(None, 1, row, len(grid.head), row))
    worksheet.row_dimensions[1].height = looks.TITLE_HEIGHT
    for at, heading in enumerate(grid.head, start=1):
        cell = worksheet.cell(HEAD_ROW, at)
        style.put(cell, heading)
        cell.font, cell.alignment, cell.fill, cell.border = (
            style.HEAD_FONT, style.CENTRED, style.HEAD_FILL, style.BOX,
        )  # fmt: skip


def _widths(worksheet: Any, grid: Grid) -> list[int]:
    """Set each column as wide as what stands in it, within bounds, and return the widths."""
    widths = []
    for at, heading in enumerate(grid.head):
        longest = max((_longest(values[at]) for values in grid.rows if at < len(values)), default=0)
        widths.append(min(max(cells(heading), longest, NARROWEST - 2) + 2, grid.widest))
        worksheet.column_dimensions[get_column_letter(at + 1)].width = widths[-1]
    standing = worksheet.cell(2, 1).value
    across = sum(widths) - 2
    # The hash in it is one word: where it does not fit, its line ends early and one more is needed.
    lines = 1 if cells(standing) <= across else -(-cells(standing) // across) + 1
    worksheet.row_dimensions[2].height = lines * _LINE
    return widths


def _longest(value: Any) -> int:
    return max(map(cells, str("" if value is None else value).split("\n")), default=0)


def _high_enough(worksheet: Any, number: int, values: Sequence[Any], widths: Sequence[int]) -> None:
    """Give a row the height of its longest text: a program that opens a file does not always measure it anew."""
    lines = max((_lines(v, widths[at]) for at, v in enumerate(values) if isinstance(v, str)), default=1)
    worksheet.row_dimensions[number].height = min(lines * _LINE + 3, _HIGHEST)


def _lines(text: str, width: int) -> int:
    # Two cells less than the column: its margins, and the half character that does not fit at a line's end.
    return sum(max(1, -(-cells(part) // (width - 2))) for part in text.split("\n"))


def _body(cell: Any, looks: style.Looks, value: Any, *, rate: bool, bold: bool) -> None:
    def dress(made: Any) -> None:
        made.font, made.border = style.HEAD_FONT if bold else style.BODY_FONT, style.BOX
        made.alignment = style.WRAPPED if isinstance(value, str) else style.CENTRED
        if rate:
            made.number_format = "0.0%"

    made = looks.cell(value, (rate, bold, type(value).__name__), dress)
    style.put(cell, value)
    cell._style = made._style  # noqa: SLF001  openpyxl's own way to share a look
