"""What an old workbook (.xls, .et: a compound file of BIFF records) would cost to read, and the error values in it.

The parser makes room for whatever a header claims before it looks, and follows chains that never end. So the chains
are followed here first, and the records are walked once for their sizes; no value is read but the errors, which the
parser drops.
"""

from __future__ import annotations

import struct
from array import array
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import ChecksFailed, Problem
from hazardctl.exchange.extent import Extent, bounded_text
from hazardctl.messages import sheets as say

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_IN_HEADER = 109
_LAST = 0xFFFFFFFA
_ENTRY = 128
_ROWS, _COLUMNS = 65_536, 256

_BOF, _SHEET, _PASSWORD, _STRINGS, _CONTINUE, _DIMENSION = 0x809, 0x85, 0x2F, 0xFC, 0x3C, 0x200
_FORMULA, _STRING_CELL, _MANY_NUMBERS, _ERROR = 0x06, 0xFD, 0xBD, 0x205
_CELLS = frozenset({_FORMULA, _STRING_CELL, _MANY_NUMBERS, _ERROR, 0x203, 0x204, 0x27E, 0xD6})
_WANTED = _CELLS | {_BOF, _SHEET, _PASSWORD, _STRINGS, _DIMENSION}
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


class ErrorCell(NamedTuple):
    """A formula's error: the sheet's place in the workbook, the cell counted from 0, and what Excel shows."""

    sheet: int
    row: int
    column: int
    text: str


def examine(name: str, data: bytes) -> tuple[ErrorCell, ...]:
    """Let an old workbook in, and return its error values.

    Raises:
        ChecksFailed: it is damaged, too large, hostile, locked by a password, or no workbook.
    """
    try:
        file = _File(data)
        stream = _workbook(name, file)
        walk = _Walk(name, stream)
        walk.all()
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise ChecksFailed(Problem("file_damaged", say.damaged(name))) from error
    return tuple(walk.errors)


def _workbook(name: str, file: _File) -> bytes:
    if "EncryptedPackage" in file.streams:
        raise ChecksFailed(Problem("has_password", say.has_password(name)))
    for stream, kind in (("WordDocument", "word"), ("PowerPoint Document", "slides")):
        if stream in file.streams:
            raise ChecksFailed(Problem("no_sheet_file", say.another_kind(name, say.KINDS[kind])))
    for stream in ("Workbook", "Book"):
        if stream in file.streams:
            return file.read(*file.streams[stream])
    raise ChecksFailed(Problem("no_sheet_file", say.unknown_kind(name)))


class _File:
    """A compound file's streams; ValueError wherever a chain leaves the file or comes back to itself."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.shift, self.mini_shift = struct.unpack_from("<HH", data, 30)
        if self.shift not in {9, 12} or self.mini_shift != 6:  # noqa: PLR2004  the two versions there are
            raise ValueError
        directories, tables = struct.unpack_from("<II", data, 40)
        (directory,) = struct.unpack_from("<I", data, 48)
        self.cutoff, mini, minis, more, mores = struct.unpack_from("<5I", data, 56)
        self.sectors = (len(data) >> self.shift) + 1
        if max(directories, tables, minis, mores) > self.sectors:
            raise ValueError
        self.table = self._table(tables, more)
        entries = self._chained(directory)
        self.mini_table = array("I", _whole_words(self._chained(mini))) if minis else array("I")
        self.streams = dict(_streams(entries))
        root = next(iter(_streams(entries)), ("", (_LAST, 0)))[1]
        self.mini = self._chained(root[0]) if root[0] < _LAST else b""

    def read(self, start: int, size: int) -> bytes:
        """Return a stream; small ones lie in the mini stream."""
        if size >= self.cutoff:
            return self._chained(start)[:size]
        width = 1 << self.mini_shift
        places = _chain(self.mini_table, start)
        return b"".join(self.mini[at * width : (at + 1) * width] for at in places)[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) << self.shift
        if at >= len(self.data):
            raise ValueError
        return self.data[at : at + (1 << self.shift)]

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(self.table, start)))

    def _table(self, count: int, more: int) -> array[int]:
        places = list(struct.unpack_from(f"<{_IN_HEADER}I", self.data, 76))
        seen = 0
        while more < _LAST and seen < self.sectors:
            *further, more = struct.unpack(f"<{(1 << self.shift) // 4}I", self._sector(more))
            places += further
            seen += 1
        if more < _LAST:
            raise ValueError
        table = array("I")
        for place in places[:count]:
            if place < _LAST:
                table.frombytes(_whole_words(self._sector(place)))
        return table


def _whole_words(data: bytes) -> bytes:
    return data[: len(data) // 4 * 4]


def _chain(table: array[int], start: int) -> Iterator[int]:
    for _ in range(len(table) + 1):
        if start >= _LAST:
            return
        yield start
        start = table[start]
    raise ValueError


def _streams(entries: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", entries, at + 64)
        if kind:
            name = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            yield name, struct.unpack_from("<II", entries, at + 116)


class _Walk:
    """One pass over the records of a workbook."""

    def __init__(self, name: str, stream: bytes) -> None:
        self.name, self.stream = name, stream
        self.errors: list[ErrorCell] = []
        self.lengths: list[int] = []
        self.named: Counter[int] = Counter()
        self.extent = Extent()
        self.sheets: list[int] = []
        self.sheet = -1

    def all(self) -> None:
        """Walk to the end, or to where the records stop making sense, as the parser does."""
        stream, end, at = self.stream, len(self.stream) - 4, 0
        header = struct.Struct("<HH").unpack_from
        while at <= end:
            kind, size = header(stream, at)
            if kind in _WANTED:
                self._record(kind, at, size)
            at += 4 + size
        self.extent.settle()
        expanded = sum(self.lengths[i] * n for i, n in self.named.items() if i < len(self.lengths))
        bounded_text(expanded, len(stream))
        if not self.sheets:
            raise ValueError

    def _record(self, kind: int, at: int, size: int) -> None:
        body = at + 4
        if kind in _CELLS:
            self._cell(kind, body, size)
        elif kind == _BOF:
            self.extent.settle()
            self.extent = Extent()
            self.sheet = self.sheets.index(at) if at in self.sheets else -1
        elif kind == _SHEET:
            self.sheets.append(struct.unpack_from("<I", self.stream, body)[0])
        elif kind == _PASSWORD:
            raise ChecksFailed(Problem("has_password", say.has_password(self.name)))
        elif kind == _STRINGS:
            self._strings(body, size)
        else:
            self._dimension(body, size)

    def _cell(self, kind: int, body: int, size: int) -> None:
        row, column = struct.unpack_from("<HH", self.stream, body)
        cells = (size - 6) // 6 if kind == _MANY_NUMBERS else 1
        self.extent.reach(row + 1, column + max(cells, 1), cells)
        if kind == _STRING_CELL:
            self.named[struct.unpack_from("<I", self.stream, body + 6)[0]] += 1
        elif kind == _ERROR:
            code, is_error = struct.unpack_from("<BB", self.stream, body + 6)
            self._error(row, column, code if is_error else None)
        elif kind == _FORMULA:
            result = self.stream[body + 6 : body + 14]
            self._error(row, column, result[2] if result[0] == 2 and result[6:] == b"\xff\xff" else None)  # noqa: PLR2004

    def _error(self, row: int, column: int, code: int | None) -> None:
        if code is not None and self.sheet >= 0:
            self.errors.append(ErrorCell(self.sheet, row, column, _ERRORS.get(code, "#N/A")))

    def _dimension(self, body: int, size: int) -> None:
        shape = "<IIHH" if size >= struct.calcsize("<IIHH") else "<HHHH"
        top, bottom, left, right = struct.unpack_from(shape, self.stream, body)
        # The parser makes room for bottom - top rows, and wraps around where that is negative.
        if bottom > _ROWS or right > _COLUMNS or (bottom and right and (top > bottom or left > right)):
            raise ChecksFailed(Problem("file_bomb", say.bomb()))

    def _strings(self, body: int, size: int) -> None:
        pieces = [self.stream[body : body + size]]
        at = body + size
        while self.stream[at : at + 2] == b"\x3c\x00":
            (size,) = struct.unpack_from("<H", self.stream, at + 2)
            pieces.append(self.stream[at + 4 : at + 4 + size])
            at += 4 + size
        (unique,) = struct.unpack_from("<I", pieces[0], 4)
        # The parser makes room for as many as the head says, before it has read one.
        if unique * 3 > sum(map(len, pieces)):
            raise ChecksFailed(Problem("file_bomb", say.bomb()))
        self.lengths += _lengths(pieces, unique)


def _lengths(pieces: list[bytes], unique: int) -> Iterator[int]:
    """Yield how many characters each shared string has; one may go on in the next record, with a width of its own."""
    piece, at = 0, 8
    for _ in range(unique):
        while at >= len(pieces[piece]):
            piece, at = piece + 1, 0
        count, flags = struct.unpack_from("<HB", pieces[piece], at)
        at += 3
        behind = 0
        if flags & 8:
            behind += 4 * struct.unpack_from("<H", pieces[piece], at)[0]
            at += 2
        if flags & 4:
            behind += struct.unpack_from("<I", pieces[piece], at)[0]
            at += 4
        left = count
        while left:
            here = min(left, (len(pieces[piece]) - at) >> (flags & 1))
            left, at = left - here, at + (here << (flags & 1))
            if left:
                piece, at = piece + 1, 1
                flags = pieces[piece][0]
        at += behind
        while at > len(pieces[piece]):
            piece, at = piece + 1, at - len(pieces[piece])
        yield count
