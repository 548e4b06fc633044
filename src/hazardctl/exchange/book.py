"""A file from outside as sheets of values, whatever program wrote it: .xlsx .xlsm .xls .ods by calamine, .csv by detection.

Values are as stored: a formula by its cached value, a date as a date. Rows and columns keep their places, so that a
mistake is found again. What a file may cost is decided by `guard` before a byte of it is parsed.

Merged ranges come with .xlsx, .xlsm and .xls; the parser gives none for .ods, and .csv has none.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.text import legible
from hazardctl.errors import ChecksFailed, HazardctlError, Problem
from hazardctl.exchange import guard
from hazardctl.exchange.error_values import errors_as_text
from hazardctl.messages import sheets as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hazardctl.exchange.compound import ErrorCell

Value = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell holds; None where it is empty."""


class Merge(NamedTuple):
    """Merged cells, all ends included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """One sheet. `rows[0]` is row 1 and `rows[n][0]` is column A, whatever the file says of its dimension."""

    name: str
    rows: list[list[Value]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False


class Book(NamedTuple):
    """A file that was read: its name, the SHA-256 and the size in bytes of what was read, and its sheets in order."""

    name: str
    sha256: str
    size: int
    sheets: tuple[Sheet, ...]


_PICTURE = re.compile(r"=\s*(?:_xlfn\.)?DISPIMG\(")
_UNKNOWN_ERROR = re.compile(r"Unsupported cell error value '([^']{1,20})'")


def read(path: Path) -> Book:
    """Read a file of any kind that is let in.

    Raises:
        Unavailable: the file cannot be had: missing, open elsewhere, no plain file.
        ChecksFailed: it is no sheet, damaged, locked by a password, too large or hostile.
    """
    admitted = guard.examined(path)
    if admitted.kind is guard.FileKind.CSV:
        from hazardctl.exchange.delimited import rows  # noqa: PLC0415  not needed for a workbook

        sheets: tuple[Sheet, ...] = (Sheet(legible(path.stem), rows(path.name, admitted.data)),)
    else:
        sheets = _parsed(path.name, admitted)
    data = admitted.data
    return Book(legible(path.name), hashlib.sha256(data).hexdigest(), len(data), sheets)


def _parsed(name: str, admitted: guard.Admitted) -> tuple[Sheet, ...]:
    try:
        with _quiet():
            sheets = _calamine(name, admitted)
    except (KeyboardInterrupt, SystemExit, HazardctlError):
        raise
    except BaseException as error:
        raise _unreadable(name, error) from error
    if not sheets:
        raise ChecksFailed(Problem("no_sheet", say.no_sheet(name)))
    for cell in admitted.error_cells:
        _put_error(sheets, cell)
    return tuple(sheet for sheet in sheets if sheet is not None)


def _unreadable(name: str, error: BaseException) -> ChecksFailed:
    if type(error).__name__ == "PasswordError":
        return ChecksFailed(Problem("has_password", say.has_password(name)))
    if unknown := _UNKNOWN_ERROR.search(str(error)):
        return ChecksFailed(Problem("error_value", say.unknown_error_value(name, unknown[1])))
    return ChecksFailed(Problem("file_damaged", say.damaged(name)))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the parser's own words about a panic off standard error: it writes them past Python."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  no path of ours
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _calamine(name: str, admitted: guard.Admitted) -> list[Sheet | None]:
    """Return what the parser gives, sheet by sheet; None for a chart sheet."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook  # noqa: PLC0415

    source = errors_as_text(name, admitted.data) if admitted.errors else admitted.data
    with load_workbook(io.BytesIO(source)) as workbook:
        sheets: list[Sheet | None] = []
        for index, seen in enumerate(workbook.sheets_metadata):
            if seen.typ != SheetTypeEnum.WorkSheet:
                sheets.append(None)
                continue
            sheet = workbook.get_sheet_by_index(index)
            rows = _emptied(sheet.to_python(skip_empty_area=False), pictures=admitted.pictures)
            merges = [Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
            sheets.append(
                Sheet(seen.name, rows, _within(merges, rows), seen.visible != SheetVisibleEnum.Visible)
            )
        return sheets


def _within(merges: list[Merge], rows: list[list[Value]]) -> tuple[Merge, ...]:
    """Return what of merged ranges lies over cells; a file may merge the whole sheet, or from an end to a beginning."""
    last, widest = len(rows) - 1, max(map(len, rows), default=0) - 1
    cut = (m._replace(bottom=min(m.bottom, last), right=min(m.right, widest)) for m in merges)
    return tuple(
        m for m in cut if m.top <= m.bottom and m.left <= m.right and (m.top, m.left) != (m.bottom, m.right)
    )


def _emptied(rows: list[list[Any]], *, pictures: bool) -> list[list[Value]]:
    """Put None where nothing is, in place: a second copy of a large sheet would double what it costs."""
    for row in rows:
        if "" in row:
            row[:] = [None if value == "" else value for value in row]
        if pictures:
            row[:] = [None if isinstance(value, str) and _PICTURE.match(value) else value for value in row]
    return rows


def _put_error(sheets: list[Sheet | None], cell: ErrorCell) -> None:
    sheet = sheets[cell.sheet] if cell.sheet < len(sheets) else None
    if sheet is not None and cell.row < len(sheet.rows) and cell.column < len(sheet.rows[cell.row]):
        sheet.rows[cell.row][cell.column] = cell.text
