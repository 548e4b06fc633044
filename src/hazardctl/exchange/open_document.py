"""How large the sheets of an OpenDocument file become once their repeated rows and cells are written out.

A row is read by its tags only. What LibreOffice writes at the end of every row and sheet (a million empty rows, 16,384
empty cells) costs nothing and passes, as the parser drops it too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hazardctl.errors import ChecksFailed, Problem
from hazardctl.exchange.extent import Extent, bounded_text
from hazardctl.messages import sheets as say

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPARSE_CELLS = 3_000_000
"""This format's cells are held twice while they are read."""
_ROW = b"<table:table-row"
_CELLS = (b"<table:table-cell", b"<table:covered-table-cell")
_TAG = re.compile(rb"((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")
_REPEATED_ROWS = re.compile(rb"number-rows-repeated\s*=\s*[\"']\s*\+?(\d+)")
_REPEATED = re.compile(rb"number-columns-repeated\s*=\s*[\"']\s*\+?(\d+)")
_SPACES = re.compile(rb"text:c\s*=\s*[\"']\s*\+?(\d+)")
_LARGEST = 1 << 31


def measure(texts: Iterator[bytes]) -> None:
    """Let the sheets in; every text but the first begins with a row.

    Raises:
        ChecksFailed: a sheet would become too large.
    """
    survey = _Survey()
    for text in texts:
        survey.stored += len(text)
        head, *rows = text.split(_ROW)
        survey.between(head)
        for row in rows:
            survey.row(row)
    survey.close()


class _Survey:
    """The sheet that is being counted, and the text of all of them."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.reached = self.expanded = self.stored = 0

    def close(self) -> None:
        """Judge a sheet and start the next."""
        self.extent.settle(_SPARSE_CELLS)
        bounded_text(self.expanded, self.stored)
        self.extent, self.reached = Extent(), 0

    def between(self, text: bytes) -> None:
        """Look for the end of a sheet in what stands outside its rows."""
        if b"</table:table>" in text:
            self.close()

    def row(self, text: bytes) -> None:
        """Count one row element, which is followed by whatever stands before the next."""
        body, closed, rest = text.partition(b"</table:table-row>")
        if b"<table:table " in body and closed:
            # A table inside a cell: no office program writes one, and nobody agrees on how it is read.
            raise ChecksFailed(Problem("file_bomb", say.bomb()))
        tag = _TAG.match(body)
        attributes = tag[1] if tag else b""
        repeated = _number(_REPEATED_ROWS.search(attributes))
        self.reached += repeated
        width, cells = _width(body)
        if width:
            self.extent.reach(self.reached, width, cells * repeated)
            self._text(body, cells, repeated)
        self.between(rest if closed else body)

    def _text(self, body: bytes, cells: int, repeated: int) -> None:
        spaces = sum(min(int(count), _LARGEST) for count in _SPACES.findall(body)) if b"text:c" in body else 0
        copies = repeated * (cells if b"-columns-repeated" in body else 1)
        if copies > 1 or spaces:
            self.expanded += (len(body) + spaces) * copies
            bounded_text(self.expanded, self.stored)


def _width(body: bytes) -> tuple[int, int]:
    """Return how far right a row is used, and its cells up to there; empty ones at its end do not count."""
    end = len(body)
    while True:
        at = max(body.rfind(mark, 0, end) for mark in _CELLS)
        if at < 0:
            return 0, 0
        tag = body[at:end]
        if b"office:" in tag or not tag.rstrip().endswith((b"/>", b"/></table:table-row>")):
            break
        end = at
    used = body[:end]
    cells = sum(used.count(mark) for mark in _CELLS)
    if b"number-columns-repeated" not in used:
        return cells, cells
    width = cells + sum(max(min(int(count), _LARGEST), 1) - 1 for count in _REPEATED.findall(used))
    return width, width


def _number(match: re.Match[bytes] | None) -> int:
    return min(int(match[1][:10]), _LARGEST) if match else 1
