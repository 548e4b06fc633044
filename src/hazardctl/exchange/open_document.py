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
_FULL_CELL = re.compile(
    rb"<table:(?:covered-)?table-cell(?=[^<]*?columns-repeated)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*+)(?<!/)>(.*?)</table:(?:covered-)?table-cell>",
    re.DOTALL,
)
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
        width, used = _used(body)
        if width:
            self.extent.reach(self.reached, width, width * repeated)
            self._text(used, repeated)
        self.between(rest if closed else body)

    def _text(self, used: bytes, repeated: int) -> None:
        """Add up the text that is there only because a row, a cell or a space is repeated."""
        more = _spaces(used)
        if b"number-columns-repeated" in used:
            more += sum(
                (len(cell[2]) + _spaces(cell[2])) * _number(_REPEATED.search(cell[1]))
                for cell in _FULL_CELL.finditer(used)
            )
        if more or repeated > 1:
            self.expanded += (len(used) + more) * repeated
            bounded_text(self.expanded, self.stored)


def _spaces(text: bytes) -> int:
    return sum(min(int(count), _LARGEST) for count in _SPACES.findall(text)) if b"text:c" in text else 0


def _used(body: bytes) -> tuple[int, bytes]:
    """Return how far right a row is used, and its text up to there; empty cells at its end do not count."""
    end = len(body)
    while (at := body.rfind(b"<table:", 0, end)) >= 0:
        tag = body[at:end]
        if b"office:" in tag or not (tag.startswith(_CELLS) and tag.rstrip().endswith(b"/>")):
            break
        end = at
    used = body[:end] if at >= 0 else b""
    width = sum(map(used.count, _CELLS))
    if b"number-columns-repeated" in used:
        width += sum(max(min(int(count), _LARGEST), 1) - 1 for count in _REPEATED.findall(used))
    return width, used


def _number(match: re.Match[bytes] | None) -> int:
    return min(int(match[1][:10]), _LARGEST) if match else 1
