"""How much of a sheet may be used. A parser holds rows × columns whole, so one cell far out costs as much as all.

Counts only; whoever reads a file's bytes says what it found there.
"""

from __future__ import annotations

from msgspec import Struct

from hazardctl.errors import ChecksFailed, Problem
from hazardctl.messages import sheets as say

FILE_MB = 50
ROWS = 200_000
COLUMNS = 300
CELLS = 8_000_000
SPARSE_CELLS = 5_200_000
"""A range up to this is held in under 300 MB even when it is empty; a larger one must be filled, not just far out."""
_FILLED = 4
TEXT_MB = 128


class Extent(Struct):
    """The used range of one sheet as it becomes known: how far down, how far right, and the cells that hold anything."""

    rows: int = 0
    columns: int = 0
    cells: int = 0

    def reach(self, rows: int, columns: int, cells: int = 1) -> None:
        """Note a used cell, or several up to there.

        Raises:
            ChecksFailed: that is more than a sheet may use.
        """
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)
        self.cells += cells
        if self.rows > ROWS or self.columns > COLUMNS or self.cells > CELLS:
            raise ChecksFailed(Problem("sheet_too_big", say.too_big(ROWS, COLUMNS)))

    def settle(self, sparse: int = SPARSE_CELLS) -> None:
        """Judge the whole range once all of it is known.

        Raises:
            ChecksFailed: it is too large, or large and nearly empty.
        """
        area = self.rows * self.columns
        if area > CELLS or (area > sparse and self.cells * _FILLED < area):
            raise ChecksFailed(Problem("sheet_too_big", say.too_big(ROWS, COLUMNS)))


def is_much_text(expanded: int, stored: int) -> bool:
    """Whether that many bytes of text are too many for a file that stores so few."""
    return expanded > TEXT_MB * 2**20 and expanded > _FILLED * stored


def bounded_text(expanded: int, stored: int) -> None:
    """Refuse a file that says the same long text over and over, to be large once it is read.

    Raises:
        ChecksFailed: its cells hold many times the text that is in the file.
    """
    if is_much_text(expanded, stored):
        raise ChecksFailed(Problem("file_bomb", say.bomb()))
