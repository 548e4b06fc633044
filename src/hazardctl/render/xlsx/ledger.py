"""The ledger's forms as a workbook: title, head and foot as they are printed, one row for each hazard.

Rows are written as they come, so that a large ledger fills no memory. Behind the last column stand two hidden ones by
which a row that comes back is known: which record it is, and what it said.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from hazardctl.exchange import ledger_form, meta
from hazardctl.exchange.columns import CellKind
from hazardctl.messages import ledger_form as messages
from hazardctl.render.columns import cells
from hazardctl.render.xlsx import style
from hazardctl.services.exports import Exported

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hazardctl.exchange.ledger_form import FormColumn, Line
    from hazardctl.services.exports import LedgerBook, LedgerSheet

HEAD_ROWS = 4
"""Title, the line below it, and two rows of headings."""

KEYS = ("uid", "row_hash")
_HEIGHTS = (34, 20, 20, 40)
"""Points: the title, the line below it, groups, headings."""


class Totals(NamedTuple):
    """The last row: how many hazards, and their money in fen."""

    number: int = 0
    funds_fen: int = 0
    spent_fen: int = 0

    def and_(self, line: Line) -> Totals:
        """Return the totals with one more row."""
        return Totals(self.number + 1, self.funds_fen + line.funds_fen, self.spent_fen + line.spent_fen)


def write(book: LedgerBook, path: Path) -> Exported:
    """Write the forms and return what was written; the first one holds every hazard."""
    workbook = Workbook(write_only=True)
    taken: set[str] = set()
    rows = [
        _sheet(workbook.create_sheet(style.sheet_name(sheet.name, taken)), sheet, book)
        for sheet in book.sheets
    ]
    style.hidden_sheet(workbook, meta.SHEET, book.meta.rows())
    written = style.save(workbook, path)
    return Exported(
        str(written), book.meta.kind, tuple(sheet.name for sheet in book.sheets), max(rows, default=0)
    )


def _sheet(worksheet: Any, sheet: LedgerSheet, book: LedgerBook) -> int:
    """Write one sheet and return how many hazards stand on it."""
    columns, width = sheet.columns, len(sheet.columns)
    full = columns is ledger_form.FULL
    style.print_setup(worksheet, a3=full, title_rows=f"1:{HEAD_ROWS}")
    _widths(worksheet, columns, keyed=full)
    worksheet.freeze_panes = f"{'E' if full else 'C'}{HEAD_ROWS + 1}"  # the number and the name stay in sight
    _merge(worksheet, 1, 1, 1, width)
    for number, height in enumerate(_HEIGHTS, start=1):
        worksheet.row_dimensions[number].height = height
    worksheet.append([_cell(worksheet, sheet.title, style.TITLE_FONT, style.CENTRED)])
    worksheet.append(list(_spread(worksheet, book.head, width)))
    for row in _headings(worksheet, columns, keyed=full):
        worksheet.append(row)
    totals, last = _body(worksheet, sheet, keyed=full)
    worksheet.append(_total(worksheet, columns, totals))
    worksheet.append([])
    worksheet.append(list(_spread(worksheet, book.foot, width)))
    worksheet.auto_filter.ref = (
        f"A{HEAD_ROWS}:{get_column_letter(width + (len(KEYS) if full else 0))}{max(last, HEAD_ROWS)}"
    )
    return totals.number


def _widths(worksheet: Any, columns: Sequence[FormColumn], *, keyed: bool) -> None:
    for at, column in enumerate(columns, start=1):
        worksheet.column_dimensions[get_column_letter(at)].width = column.width
    for at in range(len(columns) + 1, len(columns) + 1 + (len(KEYS) if keyed else 0)):
        worksheet.column_dimensions[get_column_letter(at)].hidden = True


def _merge(worksheet: Any, top: int, left: int, bottom: int, right: int) -> None:
    if (top, left) != (bottom, right):
        worksheet.merged_cells.add(CellRange(None, left, top, right, bottom))


def _cell(worksheet: Any, value: Any, font: Font, alignment: Alignment, *, boxed: bool = False) -> Any:
    cell = WriteOnlyCell(worksheet)
    style.put(cell, value)
    cell.font, cell.alignment = font, alignment
    if cell.is_date:
        cell.number_format = style.DOTTED
    if boxed:
        cell.border = style.BOX
    return cell


def _spread(worksheet: Any, texts: Sequence[str], width: int) -> Iterator[Any]:
    """Yield texts over the width of a form, none merged: what is long runs into the empty cells beside it."""
    places = {round(i * width / len(texts)): text for i, text in enumerate(texts)}
    for at in range(width):
        yield (
            _cell(worksheet, places[at], style.BODY_FONT, Alignment(vertical="center"))
            if at in places
            else None
        )


def _headings(worksheet: Any, columns: Sequence[FormColumn], *, keyed: bool) -> Iterator[list[Any]]:
    """Yield the two rows of headings: a group over its columns, every other heading over both rows."""
    upper: list[Any] = []
    lower: list[Any] = []
    at = 1
    for group, some in groupby(columns, key=lambda column: column.group):
        wide = list(some)
        if group:
            _merge(worksheet, HEAD_ROWS - 1, at, HEAD_ROWS - 1, at + len(wide) - 1)
            upper += [_heading(worksheet, text) for text in (group, *[None] * (len(wide) - 1))]
            lower += [_heading(worksheet, column.heading) for column in wide]
        else:
            for place in range(at, at + len(wide)):
                _merge(worksheet, HEAD_ROWS - 1, place, HEAD_ROWS, place)
            upper += [_heading(worksheet, column.heading) for column in wide]
            lower += [_heading(worksheet, None) for _ in wide]
        at += len(wide)
    if keyed:
        lower += [_heading(worksheet, ledger_form.heading_of(field)) for field in KEYS]
    yield upper
    yield lower


def _heading(worksheet: Any, text: str | None) -> Any:
    cell = _cell(worksheet, text, style.HEAD_FONT, style.CENTRED, boxed=True)
    cell.fill = style.HEAD_FILL
    return cell


def _body(worksheet: Any, sheet: LedgerSheet, *, keyed: bool) -> tuple[Totals, int]:
    """Write the rows; return their totals and the last row's number."""
    totals, number, looks = Totals(), 0, style.Looks(worksheet)
    for number, line in enumerate(sheet.lines(), start=1):
        totals = totals.and_(line)
        values = [number if c.field == "serial" else line.cells[c.field] for c in sheet.columns]
        row = (
            _printed(looks, sheet.columns, values, overdue=line.overdue)
            if number <= style.PRINTED
            else [style.plain(worksheet, v) for v in values]
        )
        if number <= style.PRINTED:
            worksheet.row_dimensions[HEAD_ROWS + number].height = _height(sheet.columns, values)
        if keyed:
            row += [line.uid, ledger_form.fingerprint(ledger_form.texts(line.cells))]
        worksheet.append(row)
    return totals, HEAD_ROWS + number


_LINE, _LEAST, _MOST = 14.5, 20, 409
"""Points: a line of text, the lowest row, and the highest that a spreadsheet takes."""


def _height(columns: Sequence[FormColumn], values: Sequence[Any]) -> float:
    """Return how high a row must be to show all its text: not every program fits rows on its own."""
    lines = max(
        sum(max(1, -(-cells(part) // (column.width - 1))) for part in value.split("\n"))
        if isinstance(value, str)
        else 1
        for column, value in zip(columns, values, strict=True)
    )
    return min(max(_LEAST, lines * _LINE + 4), _MOST)


def _printed(
    looks: style.Looks, columns: Sequence[FormColumn], values: Sequence[Any], *, overdue: bool
) -> list[Any]:
    """Return the cells of a row as they are printed."""

    def cell(column: FormColumn, value: Any) -> Any:
        bad = overdue and column.field in {"status", "deadline"}
        return looks.cell(value, (column.field, bad), lambda made: _dress(made, column, bad=bad))

    return [cell(column, value) for column, value in zip(columns, values, strict=True)]


def _dress(cell: Any, column: FormColumn, *, bad: bool) -> None:
    cell.font, cell.alignment, cell.border = (
        style.BAD_FONT if bad else style.BODY_FONT,
        _alignment(column),
        style.BOX,
    )
    if cell.is_date:
        cell.number_format = style.DOTTED
    if bad:
        cell.fill = style.BAD_FILL


_SHORT = {CellKind.DAY, CellKind.SERIAL, CellKind.MONEY}


def _alignment(column: FormColumn) -> Alignment:
    return style.CENTRED if column.column.kind in _SHORT or column.width <= _NARROW else style.WRAPPED


_NARROW = 11
"""Columns this narrow hold a word or two, which stand better in the middle."""


def _total(worksheet: Any, columns: Sequence[FormColumn], totals: Totals) -> list[Any]:
    told = {"serial": messages.TOTAL, "title": messages.total(totals.number)}
    money = {"funds": totals.funds_fen, "funds_spent": totals.spent_fen}
    row = []
    for column in columns:
        value = ledger_form.wan(money[column.field]) if column.field in money else told.get(column.field)
        row.append(_cell(worksheet, value, style.HEAD_FONT, style.CENTRED, boxed=True))
    return row
