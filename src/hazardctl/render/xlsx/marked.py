"""The sheet that goes back: the user's rows as they stand, bad cells red with a comment, and a last column 导入错误.

A workbook that a spreadsheet program made is copied whole, drop-downs and hidden sheets included; any other file, or a
very large one, is written anew from what was read. The user's own file is never touched.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.text import legible, safe
from hazardctl.errors import Unavailable
from hazardctl.exchange.headings import ERRORS_HEADING, bare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl import Workbook

    from hazardctl.exchange.book import Book, Sheet
    from hazardctl.exchange.table import Table
    from hazardctl.services.imported import Result

LARGEST_COPY = 300_000
"""Cells; a larger workbook takes openpyxl minutes to copy, and is written anew."""

LARGEST_TEXT_MB = 16
"""Of the sheets as they are unpacked: rows that hold nothing but their look cost as much to copy as any other."""

AUTHOR = "hazardctl"
_RED = "FFFFC7CE"
_COMMENT = (320, 90)
_ERRORS_WIDTH = 60
_COPIED = (".xlsx", ".xlsm")


class Marks(NamedTuple):
    """What is marked on one sheet: by row and column (counted from 1) and, for the last column, by row."""

    header_row: int
    last_column: int
    cells: dict[tuple[int, int], str]
    rows: dict[int, str]


def beside(path: Path, result: Result) -> str | None:
    """Write the marked sheet beside the file and return its path; None where the folder takes no file."""
    from hazardctl.render.xlsx import style

    target = _free_name(path)
    marks = {one.name: _marks(one, result) for one in result.tables}
    try:
        workbook = _copy(path, result.source, marks) or _anew(result.source, marks)
        return str(style.save(workbook, target))
    except Unavailable:
        return None


def _free_name(path: Path) -> Path:
    """Return a name that is not taken: somebody may be half way through correcting an earlier marked sheet."""
    stem = legible(path.stem).partition("_错误")[0]
    names = (f"{stem}_错误{number if number > 1 else ''}.xlsx" for number in range(1, 1_000))
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def _marks(one: Table, result: Result) -> Marks:
    from openpyxl.utils.cell import coordinate_to_tuple

    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    rows: dict[int, list[str]] = defaultdict(list)
    for note in result.imported.errors:
        if note.sheet != one.name:
            continue
        if note.cell:
            cells[coordinate_to_tuple(note.cell)].append(note.message)
        rows[note.row].append(f"{note.heading}：{note.message}" if note.heading else note.message)
    return Marks(
        one.header.last + 1,
        _errors_column(one.sheet, one.header.last),
        {place: "\n".join(told) for place, told in cells.items()},
        {row: "；".join(dict.fromkeys(told)) for row, told in rows.items()},
    )


def _errors_column(sheet: Sheet, header: int) -> int:
    """Return where the last column stands: where an earlier marking put it, or behind the widest row."""
    headings = sheet.rows[header]
    for at, value in enumerate(headings):
        if isinstance(value, str) and bare(value) == ERRORS_HEADING:
            return at + 1
    return max((len(row) for row in sheet.rows), default=0) + 1


def _copy(path: Path, source: Book, marks: dict[str, Marks]) -> Workbook | None:
    """Return a marked copy of a workbook; None for what is no workbook of that kind, or too large."""
    from openpyxl import load_workbook

    if path.suffix.lower() not in _COPIED or _is_large(path, source):
        return None
    try:
        workbook = load_workbook(path)
    except Exception:  # noqa: BLE001  openpyxl stumbles over what other programs take: the values are at hand anyway
        return None
    for sheet in source.sheets:
        if sheet.name in workbook.sheetnames:
            _still(workbook[sheet.name], sheet)
            if sheet.name in marks:
                _mark(workbook[sheet.name], marks[sheet.name])
    return workbook


def _is_large(path: Path, source: Book) -> bool:
    from zipfile import ZipFile, is_zipfile

    if sum(len(s.rows) * len(s.rows[0]) for s in source.sheets if s.rows) > LARGEST_COPY or not is_zipfile(
        path
    ):
        return True
    with ZipFile(path) as parts:
        sheets = [p.file_size for p in parts.infolist() if p.filename.startswith("xl/worksheets/")]
    return sum(sheets) > LARGEST_TEXT_MB * 2**20


def _still(worksheet: Any, sheet: Sheet) -> None:
    """Put values in the place of formulas, which a copy would lose the results of, and take earlier marks away."""
    from openpyxl.styles import PatternFill

    for row in worksheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                values = sheet.rows[cell.row - 1] if cell.row <= len(sheet.rows) else []
                _put(cell, values[cell.column - 1] if cell.column <= len(values) else None)
            if cell.comment and cell.comment.author == AUTHOR:
                cell.comment = None
                cell.fill = PatternFill()


def _mark(worksheet: Any, marks: Marks) -> None:
    from openpyxl.utils import get_column_letter

    _set_apart(worksheet, marks)
    for row in range(marks.header_row, worksheet.max_row + 1):
        worksheet.cell(row, marks.last_column).value = None
    _head(worksheet.cell(marks.header_row, marks.last_column))
    for (row, column), told in _where_shown(worksheet, marks).items():
        _red(worksheet.cell(row, column), told)
    for row, told in marks.rows.items():
        _red(worksheet.cell(row, marks.last_column), None)
        _put(worksheet.cell(row, marks.last_column), told)
    worksheet.column_dimensions[get_column_letter(marks.last_column)].width = _ERRORS_WIDTH


def _set_apart(worksheet: Any, marks: Marks) -> None:
    """Take apart what is merged over the column of errors: a merged cell takes no words."""
    for merged in list(worksheet.merged_cells.ranges):
        if merged.min_col <= marks.last_column <= merged.max_col and merged.max_row >= marks.header_row:
            worksheet.unmerge_cells(merged.coord)


def _where_shown(worksheet: Any, marks: Marks) -> dict[tuple[int, int], str]:
    """Return what is said of each cell that a reader sees: of merged ones, that is the first."""
    firsts = {
        place: (merged.min_row, merged.min_col)
        for merged in worksheet.merged_cells.ranges
        for place in merged.cells
        if place in marks.cells
    }
    shown: dict[tuple[int, int], list[str]] = defaultdict(list)
    for place, told in marks.cells.items():
        shown[firsts.get(place, place)].append(told)
    return {place: "\n".join(dict.fromkeys(told)) for place, told in shown.items()}


def _head(cell: Any) -> None:
    from openpyxl.styles import Font

    cell.value = ERRORS_HEADING
    cell.font = Font(bold=True, color="FF9C0006")


def _red(cell: Any, told: str | None) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, PatternFill

    cell.fill = PatternFill("solid", fgColor=_RED)
    if told is None:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.comment = Comment(safe(told), AUTHOR, width=_COMMENT[0], height=_COMMENT[1])


def _put(cell: Any, value: Any) -> None:
    from hazardctl.render.xlsx import style

    style.put(cell, value)


def _anew(source: Book, marks: dict[str, Marks]) -> Workbook:
    """Return a workbook of what was read, marked, row by row: a hundred thousand rows must not fill the memory."""
    from openpyxl import Workbook as NewWorkbook
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.cell_range import CellRange

    from hazardctl.render.xlsx import looks

    workbook, taken = NewWorkbook(write_only=True), set[str]()
    for sheet in source.sheets:
        worksheet = workbook.create_sheet(looks.sheet_name(sheet.name, taken))
        worksheet.sheet_state = "hidden" if sheet.hidden else "visible"
        told = marks.get(sheet.name)
        for merge in sheet.merges:
            worksheet.merged_cells.add(
                CellRange(None, merge.left + 1, merge.top + 1, merge.right + 1, merge.bottom + 1)
            )
        if told:
            worksheet.column_dimensions[get_column_letter(told.last_column)].width = _ERRORS_WIDTH
        for number, row in enumerate(sheet.rows, start=1):
            worksheet.append(list(_row(worksheet, number, row, told)))
    return workbook


def _row(worksheet: Any, number: int, row: list[Any], marks: Marks | None) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell

    wide = marks.last_column if marks else len(row)
    for column in range(1, wide + 1):
        value = row[column - 1] if column <= len(row) else None
        if marks and column == marks.last_column:
            value = ERRORS_HEADING if number == marks.header_row else marks.rows.get(number)
        told = marks.cells.get((number, column)) if marks else None
        if value is None and told is None:
            yield None
            continue
        cell = WriteOnlyCell(worksheet)
        _put(cell, value)
        if told is not None:
            _red(cell, told)
        elif marks and (number, column) == (marks.header_row, marks.last_column):
            _head(cell)
        elif marks and column == marks.last_column and number in marks.rows:
            _red(cell, None)
        yield cell
