"""How openpyxl writes a workbook of this program: values that are never a formula, one look, one way to print and save."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from hazardctl.domain.text import safe
from hazardctl.errors import Problem, Refused
from hazardctl.messages import workbooks as messages
from hazardctl.messages.labels import yes_no
from hazardctl.render import files
from hazardctl.render.xlsx import looks

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from openpyxl import Workbook

    from hazardctl.render.xlsx.looks import Face

_LIKE_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")
"""What the format takes for a character's number: text that looks like it is written with its first mark escaped."""


def _font(face: Face) -> Font:
    return Font(
        name=face.name, size=face.size, bold=face.bold, color=f"FF{face.colour}" if face.colour else None
    )


_THIN = Side(style="thin")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
TITLE_FONT, HEAD_FONT, BODY_FONT = _font(looks.TITLE), _font(looks.HEAD), _font(looks.BODY)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
SHRUNK = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
WRAPPED = Alignment(vertical="center", wrap_text=True)
UNWRAPPED = Alignment(vertical="center")
HEAD_FILL = PatternFill("solid", fgColor=f"FF{looks.GREY}")
BAD_FILL = PatternFill("solid", fgColor=f"FF{looks.RED}")


def put(cell: Any, value: Any) -> None:
    """Write a value into a cell: text as text whatever it begins with, a day as a day, a number as a number.

    Raises:
        Refused: the text is longer than a cell holds.
    """
    if isinstance(value, str):
        text = _LIKE_ESCAPE.sub(r"_x005F\g<0>", safe(value))
        if len(text) > looks.LONGEST:
            raise Refused(Problem("cell_too_long", messages.cell_too_long(len(text), looks.LONGEST)))
        cell.value = text
        cell.data_type = "s"
        if text.startswith(looks.FORMULA_LIKE):
            cell.quotePrefix = True
    elif isinstance(value, bool):
        cell.value = yes_no(value)
    else:
        cell.value = value
        if isinstance(value, (date, datetime)):
            cell.number_format = looks.DAY


def plain(worksheet: Any, value: Any) -> Any:
    """Return a value that openpyxl writes as it is; only text that it might take for a formula needs a cell."""
    if isinstance(value, bool):
        return yes_no(value)
    if not isinstance(value, str) or (
        value.isprintable() and not value.startswith("=") and "_x" not in value and len(value) < looks.LONGEST
    ):
        return value
    cell = WriteOnlyCell(worksheet)
    put(cell, value)
    return cell


class Looks:
    """The looks of a sheet's cells, each made once: openpyxl compares every part of every cell's look with all others."""

    def __init__(self, worksheet: Any) -> None:
        self.worksheet = worksheet
        self._known: dict[tuple[Hashable, str], Any] = {}

    def cell(self, value: Any, look: Hashable, dress: Callable[[Any], None]) -> Any:
        """Return a cell that looks like all others of this look; `dress` gives the first one its font and frame."""
        cell = WriteOnlyCell(self.worksheet)
        put(cell, value)
        # Of what a value itself asks for, only a day's format and a quote before a formula's sign are kept apart.
        key = (look, cell.data_type if cell.is_date else "quoted" if cell.quotePrefix else "")
        if key not in self._known:
            dress(cell)
            self._known[key] = cell._style  # noqa: SLF001  openpyxl's own way to share
        cell._style = self._known[key]  # noqa: SLF001
        return cell


def print_setup(worksheet: Any, *, a3: bool, title_rows: str, landscape: bool = True) -> None:
    """Set a sheet up for paper: one page wide, the head on every page, 第x页 共y页 below."""
    worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
    worksheet.page_setup.paperSize = looks.A3 if a3 else looks.A4
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = True
    worksheet.print_title_rows = title_rows
    worksheet.page_margins.left = worksheet.page_margins.right = looks.SIDE
    worksheet.page_margins.top, worksheet.page_margins.bottom = looks.TOP, looks.BOTTOM
    worksheet.page_margins.footer = looks.FOOT
    worksheet.oddFooter.center.text = looks.FOOTER


def save(workbook: Workbook, path: Path) -> Path:
    """Write a workbook whole or not at all and return where it is (`render/files`)."""
    return files.replaced(path, workbook.save)
