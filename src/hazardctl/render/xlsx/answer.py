"""An answer as a workbook, for `-o x.xlsx`: a list as one sheet of typed cells, a page as its tables one below another.

The cells are those of the CSV (`render/sheet`), as numbers, days and text instead of characters.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from hazardctl.messages import workbooks as messages
from hazardctl.render.columns import cells
from hazardctl.render.xlsx import style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from openpyxl.styles import Alignment, Font

    from hazardctl.render.sheet import Block

_NARROWEST, _WIDEST = 8, 40
_SAMPLE = 200
"""Rows that a column's width is taken from; a longer list is much the same below."""

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?")
_RATE = re.compile(r"(-?\d{1,4}(?:\.\d)?)%")
_LEADING_ZERO = re.compile(r"-?0\d")


def write(sheets: Sequence[tuple[str, Sequence[Block]]], title: str, as_of: date | None, path: Path) -> Path:
    """Write the sheets of an answer, each by its name, and return where they are."""
    workbook = Workbook(write_only=True)
    told = messages.title(title, as_of.isoformat() if as_of else None)
    for name, blocks in sheets:
        _sheet(workbook.create_sheet(name), blocks, told)
    return style.save(workbook, path)


def _sheet(worksheet: Any, blocks: Sequence[Block], told: str) -> None:
    width = max((len(row) for block in blocks for row in (block.head, *block.rows[:1])), default=1)
    only = len(blocks) == 1 and not blocks[0].title
    style.print_setup(
        worksheet, a3=width > _A4, title_rows="1:2" if only else "1:1", landscape=width > _PORTRAIT
    )
    widths = _widths(worksheet, blocks)
    if only and blocks[0].head:
        worksheet.freeze_panes = "A3"
        worksheet.auto_filter.ref = f"A2:{get_column_letter(width)}{2 + len(blocks[0].rows)}"
    if width > 1:
        worksheet.merged_cells.add(CellRange(None, 1, 1, width, 1))
    rows = _Rows(worksheet, widths)
    rows.append([_cell(worksheet, told, style.TITLE_FONT, style.CENTRED)])
    for number, block in enumerate(blocks):
        _block(rows, block, apart=number > 0)


class _Rows:
    """Rows one after the other; one that holds several lines is as high as they are."""

    def __init__(self, worksheet: Any, widths: Mapping[int, int]) -> None:
        self.worksheet, self.looks = worksheet, style.Looks(worksheet)
        self._widths, self._number = widths, 0

    def append(self, row: list[Any], *, wrapped: bool = True) -> None:
        """Write a row; the text of its cells is wrapped, unless it may run into the empty ones beside it."""
        self._number += 1
        told = [(at, cell.value) for at, cell in enumerate(row, start=1)] if wrapped else []
        lines = max((self._lines(value, at) for at, value in told if isinstance(value, str)), default=1)
        if self._number == 1:
            self.worksheet.row_dimensions[1].height = _TITLE
        elif lines > 1:
            self.worksheet.row_dimensions[self._number].height = min(lines * _LINE, _HIGHEST)
        self.worksheet.append(row)

    def _lines(self, text: str, at: int) -> int:
        width = self._widths.get(at, _NARROWEST) - 1
        return sum(max(1, -(-cells(part) // width)) for part in text.split("\n"))


_TITLE, _LINE, _HIGHEST = 30, 15, 409
"""Points."""

_A4 = 14
"""Columns; a wider sheet takes A3."""

_PORTRAIT = 6
"""Columns; a wider sheet is printed across."""


def _block(rows: _Rows, block: Block, *, apart: bool) -> None:
    worksheet = rows.worksheet
    if apart:
        rows.append([])
    if block.title:
        rows.append([_cell(worksheet, block.title, style.HEAD_FONT, style.UNWRAPPED)], wrapped=False)
    if block.head:
        rows.append([_head(worksheet, heading) for heading in block.head])
    for row in block.rows[: style.PRINTED]:
        rows.append([_body(rows.looks, value) for value in row])
    for row in block.rows[style.PRINTED :]:
        worksheet.append([_unframed(rows.looks, value) for value in row])


def _widths(worksheet: Any, blocks: Sequence[Block]) -> dict[int, int]:
    widest: dict[int, int] = {}
    for block in blocks:
        for row in (block.head, *block.rows[:_SAMPLE]):
            for at, value in enumerate(row, start=1):
                longest = max(map(cells, str(value or "").split("\n")), default=0)
                widest[at] = max(widest.get(at, _NARROWEST), min(longest + 2, _WIDEST))
    for at, width in widest.items():
        worksheet.column_dimensions[get_column_letter(at)].width = width
    return widest


def _cell(worksheet: Any, value: Any, font: Font, alignment: Alignment) -> Any:
    cell = WriteOnlyCell(worksheet)
    style.put(cell, value)
    cell.font, cell.alignment = font, alignment
    return cell


def _head(worksheet: Any, text: str) -> Any:
    cell = _cell(worksheet, text, style.HEAD_FONT, style.CENTRED)
    cell.fill, cell.border = style.HEAD_FILL, style.BOX
    return cell


def _unframed(looks: style.Looks, value: Any) -> Any:
    """Return a cell of the rows that nobody prints; a rate keeps its look, for without it, it reads as a fraction."""
    rate = isinstance(value, str) and value.endswith("%")
    return _body(looks, value) if rate else style.plain(looks.worksheet, _number(value))


def _body(looks: style.Looks, value: Any) -> Any:
    rate = _RATE.fullmatch(value) if isinstance(value, str) else None
    if rate:
        return looks.cell(float(Decimal(rate[1]) / 100), "rate", _dress_rate)
    return looks.cell(_number(value), "body", _dress)


def _dress(cell: Any) -> None:
    cell.font, cell.alignment, cell.border = style.BODY_FONT, style.WRAPPED, style.BOX


def _dress_rate(cell: Any) -> None:
    _dress(cell)
    cell.number_format = "0.0%"


def _number(value: Any) -> Any:
    """Return a figure that a page words as text as the number that it is; what keeps its zeros is a code."""
    if not isinstance(value, str) or not value[-1:].isdecimal():
        return value
    if not _NUMBER.fullmatch(value) or _LEADING_ZERO.match(value):
        return value
    plain = value.replace(",", "")
    return float(plain) if "." in plain else int(plain)
