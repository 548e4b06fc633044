"""A form before anybody has filled it, as a workbook: title, filling notes, headings, empty rows, sign-off, drop-downs.

One drawing for every kind of form: all that differs is in the columns. Drop-downs refer to a hidden sheet, because a
list written into the cell itself may have 255 characters and forty offices have more. Nothing here decides what a
form asks.
"""

from __future__ import annotations

from copy import copy
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from hazardctl.exchange import meta
from hazardctl.exchange.columns import CellKind
from hazardctl.messages import templates as messages
from hazardctl.render.columns import cells
from hazardctl.render.xlsx import looks, style
from hazardctl.render.xlsx.template_rules import rule
from hazardctl.services.templates import list_of

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from hazardctl.services.templates import Blank

TITLE, GUIDE, UNIT, HEAD = 1, 2, 3, 4
FIRST: Final = HEAD + 1

PAGE: Final = 240
"""How many characters a page may be wide; with more, print becomes too small to read."""
SQUEEZED: Final = 0.85
"""What is left of a column's width on a form that takes more than one page: its words wrap instead."""

_NEEDED: Final = PatternFill("solid", fgColor=f"FF{looks.YELLOW}")
_CENTRED: Final = frozenset({CellKind.SERIAL, CellKind.CODE, CellKind.DAY, CellKind.MONTH, CellKind.FLAG})
_FORMATS: Final = {
    CellKind.SERIAL: "0",
    CellKind.NUMBER: "0",
    CellKind.MONEY: "#,##0.00",
    CellKind.DAY: looks.DAY,
}
"""Everything else is text: a name that begins with `=` stays a name, and a code keeps its zeros."""


class Layout(NamedTuple):
    """Where things stand: `fixed` columns stay in sight, titles lie over `span`, print takes `pages` side by side."""

    widths: tuple[float, ...]
    fixed: int
    span: int
    pages: int
    last: int

    @property
    def left(self) -> int:
        """Return where texts over several columns begin: not over columns that are printed on every page."""
        return 1 if self.pages == 1 else self.fixed + 1


def layout(blank: Blank) -> Layout:
    """Return how a form lies on paper; one too wide for a page goes onto two, its first columns on both."""
    widths: tuple[float, ...] = tuple(column.width for column in blank.columns)
    fixed = next(n for n, column in enumerate(blank.columns, 1) if column.needed)
    pages, span = ceil(sum(widths) / PAGE), len(widths)
    if pages > 1:
        widths = tuple(width * SQUEEZED for width in widths)
        page = (sum(widths) + (pages - 1) * sum(widths[:fixed])) / pages
        span = sum(reached <= page * SQUEEZED for reached in accumulate(widths))
    return Layout(widths, fixed, span, pages, HEAD + blank.rows)


def write(blank: Blank) -> Path:
    """Draw a form, put it in its place in one step, and return where it is: beside a file that is open elsewhere.

    Raises:
        Unavailable: the place will not take it.
    """
    book, at = Workbook(), layout(blank)
    sheet = book.active
    sheet.title = messages.NAMES[blank.kind].tab
    _head(sheet, blank, at)
    _headings(sheet, blank, at)
    _body(sheet, blank, at)
    _over(sheet, (at.last + 1, at.left, at.span), messages.signatures(), 30)
    _page(sheet, at)
    _lists(book, sheet, blank, at)
    _said_of_itself(book, blank.meta)
    return style.save(book, blank.path)


def _head(sheet: Worksheet, blank: Blank, at: Layout) -> None:
    """Write the title, the filling notes and who fills the form; no text is torn by a page's edge."""
    left = at.left
    middle = at.fixed if left > 1 else max(at.fixed, at.span * 2 // 3)
    notes = [(column.heading, column.note) for column in blank.columns if column.note]
    guide = messages.guide(blank.kind, notes, money=any(c.kind is CellKind.MONEY for c in blank.columns))
    # Ten points take nine tenths of a column's width, and a line breaks before it is full.
    lines = sum(ceil(cells(line) * 0.95 / sum(at.widths[left - 1 : at.span])) for line in guide)
    height = 14 * (lines + (left == 1)) + 4
    if left > 1:
        _over(sheet, (GUIDE, 1, at.fixed), messages.GUIDE, height)
    text = "\n".join(guide if left > 1 else (messages.GUIDE, *guide))
    _over(sheet, (GUIDE, left, at.span), text, height)
    _over(sheet, (TITLE, left, at.span), blank.title, 34)
    title = sheet.cell(TITLE, left)
    title.font, title.alignment = style.TITLE_FONT, style.CENTRED
    _over(sheet, (UNIT, 1, middle), messages.filled_by(blank.unit), 22)
    _over(sheet, (UNIT, middle + 1, at.span), messages.filled_on(), 22)


def _headings(sheet: Worksheet, blank: Blank, at: Layout) -> None:
    """Write the headings; those that must be filled are marked by colour and by an asterisk, which prints."""
    most = 1
    for n, (column, width) in enumerate(zip(blank.columns, at.widths, strict=True), 1):
        said = column.heading + messages.REQUIRED * column.needed
        if cells(said) > width - 1:
            said = said.replace("（", "\n（")
        most = max(most, sum(ceil(cells(line) / (width - 1)) for line in said.split("\n")))
        cell = sheet.cell(HEAD, n)
        style.put(cell, said)
        cell.font, cell.alignment, cell.border = style.HEAD_FONT, style.CENTRED, style.BOX
        cell.fill = _NEEDED if column.needed else style.HEAD_FILL
    sheet.row_dimensions[HEAD].height = 16 * most + 6


def _over(sheet: Worksheet, place: tuple[int, int, int], text: str, height: float) -> None:
    """Write a text over merged cells of one row (row, first and last column)."""
    row, first, last = place
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    cell = sheet.cell(row, first)
    style.put(cell, text)
    cell.font, cell.alignment = style.BODY_FONT, style.WRAPPED
    sheet.row_dimensions[row].height = height


def _body(sheet: Worksheet, blank: Blank, at: Layout) -> None:
    """Give the empty rows their borders and formats; no row has a height of its own, so that it grows as it is filled."""
    sheet.sheet_format.defaultRowHeight = 24
    for n, (column, width) in enumerate(zip(blank.columns, at.widths, strict=True), 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
        first = sheet.cell(FIRST, n)
        first.font, first.border = style.BODY_FONT, style.BOX
        first.alignment = style.CENTRED if column.kind in _CENTRED or column.choices else style.WRAPPED
        first.number_format = _FORMATS.get(column.kind, looks.TEXT)
        for row in range(FIRST + 1, at.last + 1):
            # Setting each part of a look anew takes twenty times as long.
            sheet.cell(row, n)._style = copy(first._style)  # noqa: SLF001


def _page(sheet: Worksheet, at: Layout) -> None:
    """Set the print: A4 landscape, the headings on every page, and what stays in sight on the screen."""
    style.print_setup(sheet, a3=False, title_rows=f"{TITLE}:{HEAD}")
    sheet.freeze_panes = sheet.cell(FIRST, at.fixed + 1)
    sheet.page_setup.fitToWidth, sheet.page_setup.pageOrder = at.pages, "overThenDown"
    if at.pages > 1:
        sheet.print_title_cols = f"A:{get_column_letter(at.fixed)}"


def _lists(book: Workbook, sheet: Worksheet, blank: Blank, at: Layout) -> None:
    """Write the lists onto their hidden sheet, and let each column refer to its own."""
    hidden, ranges = book.create_sheet(meta.LISTS), {}
    hidden.sheet_state = "hidden"
    for n, (name, values) in enumerate(blank.lists.items(), 1):
        for row, value in enumerate((name, *values), 1):
            style.put(hidden.cell(row, n), value)
        letter = get_column_letter(n)
        if values:
            ranges[name] = f"{meta.LISTS}!${letter}$2:${letter}${len(values) + 1}"
    for n, column in enumerate(blank.columns, 1):
        found = rule(column, ranges.get(list_of(column) or ""))
        if found:
            letter = get_column_letter(n)
            found.add(f"{letter}{FIRST}:{letter}{at.last}")
            sheet.add_data_validation(found)


def _said_of_itself(book: Workbook, said: meta.Meta) -> None:
    sheet = book.create_sheet(meta.SHEET)
    sheet.sheet_state = "veryHidden"
    for row, pair in enumerate(said.rows(), 1):
        for n, text in enumerate(pair, 1):
            style.put(sheet.cell(row, n), text)
