"""Filling somebody else's empty form: title, merged heads and formats stay theirs, only the cells asked for are written."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from hazardctl.errors import ChecksFailed, Problem
from hazardctl.exchange.headings import bare
from hazardctl.messages import maps as messages
from hazardctl.render.xlsx import style

if TYPE_CHECKING:
    from pathlib import Path

    from hazardctl.exchange.maps import Writing
    from hazardctl.services.mapped import Filled


def write(filled: Filled, path: Path) -> Path:
    """Write a filled form and return where it is.

    Raises:
        ChecksFailed: the form is another than the map was made for; every difference is named.
    """
    writing = filled.writing
    workbook = load_workbook(writing.form)
    if writing.sheet not in workbook.sheetnames:
        raise ChecksFailed(Problem("no_sheet", messages.no_sheet(writing.sheet, workbook.sheetnames)))
    worksheet = workbook[writing.sheet]
    _check(worksheet, writing)
    _make_room(worksheet, writing, len(filled.rows))
    for number, row in enumerate(filled.rows, start=writing.first_row):
        for column, value in row.items():
            _put(worksheet, f"{column}{number}", value)
    for cell, text in filled.cells:
        _put(worksheet, cell, text)
    return style.save(workbook, path)


def _check(worksheet: Any, writing: Writing) -> None:
    wrong = [
        Problem("other_form", messages.other_text(cell, text, str(worksheet[cell].value or "")), cell)
        for cell, text in writing.expect
        if bare(str(worksheet[cell].value or "")) != bare(text)
    ]
    if wrong:
        raise ChecksFailed(*wrong)


def _make_room(worksheet: Any, writing: Writing, needed: int) -> None:
    """Insert rows like the last one below it; what stands under the table moves down whole, merged cells too."""
    more = needed - (writing.last_row - writing.first_row + 1)
    if more <= 0:
        return
    below = [merge for merge in worksheet.merged_cells.ranges if merge.min_row > writing.last_row]
    for merge in below:
        worksheet.unmerge_cells(str(merge))
    heights = {n: worksheet.row_dimensions[n].height for n in range(writing.last_row, worksheet.max_row + 1)}
    worksheet.insert_rows(writing.last_row + 1, more)
    for merge in below:
        merge.shift(row_shift=more)
        worksheet.merge_cells(str(merge))
    for number, height in heights.items():
        worksheet.row_dimensions[number + (more if number > writing.last_row else 0)].height = height
    for number in range(writing.last_row + 1, writing.last_row + more + 1):
        worksheet.row_dimensions[number].height = heights[writing.last_row]
        for source in worksheet[writing.last_row]:
            if source.has_style:
                worksheet.cell(number, source.column)._style = copy(source._style)  # noqa: SLF001  openpyxl's own way


def _put(worksheet: Any, place: str, value: Any) -> None:
    """Write a value where it shows: a merged cell's is that of its upper left corner. Their number format stays."""
    cell = worksheet[place]
    if isinstance(cell, MergedCell):
        merge = next(m for m in worksheet.merged_cells.ranges if place in m)
        cell = worksheet.cell(merge.min_row, merge.min_col)
    theirs = cell.number_format
    style.put(cell, value)
    if theirs != "General":
        cell.number_format = theirs
