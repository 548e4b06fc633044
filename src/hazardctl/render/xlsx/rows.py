"""The rows of a sheet as XlsxWriter puts them into its file, quicker for what most cells hold: plain text and numbers.

The library makes a list of attributes for each cell, looks through every one for what must be escaped, and writes cell by
cell: most of the time that a long ledger takes. A plain cell is written here in one go, byte by byte as the library
writes it (a test compares); every other cell, and all that stands around the rows, stays the library's. What is
overridden is its inner side: a version that writes rows in another way does so at its own pace, and is right.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_MARKED = re.compile("[&<>_\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What is escaped in a text, or might be."""


class Rows(Worksheet):  # type: ignore[misc]  # the library has no types
    """A sheet that is written from the top and keeps no row; no row or column of it has a format of its own."""

    fh: Any

    def __init__(self) -> None:
        """Begin with no column named."""
        super().__init__()
        self._letters: list[str] = []

    def _write_single_row(self, current_row_num: int = 0) -> None:
        """Put a row into its file at once: a write to a text file costs more than making what is written."""
        file, self.fh = self.fh, StringIO()
        try:
            super()._write_single_row(current_row_num)
            file.write(self.fh.getvalue())
        finally:
            self.fh = file

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """Write a cell, whose kind the library tells by the name of its class."""
        kind = type(cell).__name__
        if kind == "String":
            text = cell.string
            if _MARKED.search(text) is None and text == text.strip():
                self.fh.write(f'{self._begun(row, col, cell)} t="inlineStr"><is><t>{text}</t></is></c>')
                return
        elif kind in {"Number", "Datetime"}:
            self.fh.write(f"{self._begun(row, col, cell)}><v>{cell.number:.16G}</v></c>")
            return
        super()._write_cell(row, col, cell)

    def _begun(self, row: int, col: int, cell: Any) -> str:
        """Return the begin of a cell: its place, and its format by number."""
        while col >= len(self._letters):
            self._letters.append(xl_col_to_name(len(self._letters)))
        if cell.format:
            return f'<c r="{self._letters[col]}{row + 1}" s="{cell.format._get_xf_index()}"'  # noqa: SLF001
        return f'<c r="{self._letters[col]}{row + 1}"'
