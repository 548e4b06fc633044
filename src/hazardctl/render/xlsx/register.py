"""A register (enterprises, duty records, returns) as the form of its kind, filled: it comes back by `import --update`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from hazardctl.exchange import meta
from hazardctl.exchange.columns import CellKind, Column
from hazardctl.exchange.ledger_form import heading_of
from hazardctl.messages import workbooks as messages
from hazardctl.messages.imports import KINDS
from hazardctl.render.xlsx import style

if TYPE_CHECKING:
    from pathlib import Path

    from hazardctl.services.exports import ListBook

_HEAD_ROW = 2


def write(book: ListBook, path: Path) -> Path:
    """Write a register and return where it is."""
    workbook = Workbook(write_only=True)
    worksheet: Any = workbook.create_sheet(KINDS[book.kind])
    width = len(book.columns)
    style.print_setup(worksheet, a3=False, title_rows=f"1:{_HEAD_ROW}")
    worksheet.freeze_panes = f"C{_HEAD_ROW + 1}"
    for at, column in enumerate(book.columns, start=1):
        worksheet.column_dimensions[get_column_letter(at)].width = column.width
    worksheet.column_dimensions[get_column_letter(width + 1)].hidden = True
    worksheet.merged_cells.add(CellRange(None, 1, 1, width, 1))
    worksheet.append(
        [_cell(worksheet, messages.register_title(KINDS[book.kind], book.meta.day), style.TITLE_FONT)]
    )
    worksheet.append(
        [_head(worksheet, name) for name in (*(c.heading for c in book.columns), heading_of("uid"))]
    )
    for row in book.rows:
        values = [_body(worksheet, column, row.get(column.field)) for column in book.columns]
        worksheet.append([*values, row.get("uid")])
    worksheet.auto_filter.ref = f"A{_HEAD_ROW}:{get_column_letter(width + 1)}{_HEAD_ROW + len(book.rows)}"
    style.hidden_sheet(workbook, meta.SHEET, book.meta.rows())
    return style.save(workbook, path)


def _cell(worksheet: Any, value: Any, font: Any) -> Any:
    cell = WriteOnlyCell(worksheet)
    style.put(cell, value)
    cell.font, cell.alignment = font, style.CENTRED
    return cell


def _head(worksheet: Any, text: str) -> Any:
    cell = _cell(worksheet, text, style.HEAD_FONT)
    cell.fill, cell.border = style.HEAD_FILL, style.BOX
    return cell


def _body(worksheet: Any, column: Column, value: Any) -> Any:
    cell = _cell(worksheet, value, style.BODY_FONT)
    cell.border = style.BOX
    if column.kind is CellKind.CODE:
        cell.number_format = style.TEXT
    if column.kind in {CellKind.TEXT, CellKind.LINE}:
        cell.alignment = style.WRAPPED
    return cell
