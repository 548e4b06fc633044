"""What a zipped workbook (.xlsx, .xlsm, .ods) would cost to read, found without parsing it.

A header may lie, so every part is unfolded in pieces and counted; nothing is kept. The bulk is searched by bytes: a
look at each cell by itself would cost more than reading the sheet.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from hazardctl.errors import ChecksFailed, Problem
from hazardctl.exchange.extent import Extent, bounded_text, is_much_text
from hazardctl.exchange.open_document import measure as measure_open_document
from hazardctl.messages import sheets as say

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 4 << 20
_FEED = 256 << 10
_UNFOLDED = 500 << 20
_RATIO = 300
_RATIO_FROM = 16 << 20
_PARTS = 4000
_LONGEST_TAG = 8 << 20
_STORED, _DEFLATED = 0, 8
_TAIL = struct.Struct("<4s4H2LH")
_TAIL_MARK, _ENTRY_MARK = b"PK\x05\x06", b"PK\x01\x02"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")

# A cell in the first 26 columns and 199,999 rows, as every program writes it, bounds the range at 5.2 million. Of two
# references in one tag the parser takes the second, so what stands behind the first is part of "as written".
_REST = rb'(?: [a-qs-z][a-z]?="[^"]*")*+'
_NEAR = rb'(?! r="[A-Z](?:\d{1,5}|1\d{5})"' + _REST + rb" ?/?>)"
# An empty cell that is only formatted costs nothing wherever it stands.
_EMPTY = rb'(?! r="[A-Z]{1,3}\d{1,7}"' + _REST + rb" ?/>)"
_FULL = rb'[1-9]\d{0,6}"' + _REST + rb" ?>"
_FAR = re.compile(rb"<c" + _NEAR + _EMPTY + rb"[\s>/]")
_STRANGE = re.compile(rb'<c(?! r="[A-Z]{1,3}' + _FULL + rb")" + _EMPTY + rb"[\s>/]")
_PREFIXED = re.compile(rb":c[\s>/]")
_ROWS = re.compile(rb'<c r="[A-Z]{1,3}(?=' + _FULL + rb")(\d+)")
_WIDE_COLUMNS = re.compile(rb'<c r="([A-Z]{2,3})' + _FULL)
_NARROW = 26
# A prefix may stand before any tag, and the parser looks past it; so only a tag without one is as written.
_ODD = re.compile(
    rb'<(?!c r="[A-Z]{1,3}'
    + _FULL
    + rb")(?:[^\s<>/:\"']+:)?(row|c)(?=[\s/>])((?:\"[^\"]*\"|'[^']*'|[^>\"'])*+)>"
)
_REFERENCE = re.compile(rb"(?<=\s)r\s*=\s*[\"']([A-Za-z]*)(\d*)")
_UNIQUE = re.compile(rb"uniqueCount\s*=\s*[\"'](\d+)")
_INDEX = re.compile(rb"[<:]v(?:\s[^>]*)?>\s*(\d+)")
_ITEM = re.compile(rb"<(?:[^\s<>/:]+:)?si[\s>/]")
_TAG = re.compile(rb"<[^>]*>")
_SHORT = 150
_SMALLEST_STRING = 4


class Seen(NamedTuple):
    """What the reader must know of a workbook that was let in: pictures in cells, error values, and whether it is .ods."""

    pictures: bool
    errors: bool
    open_document: bool


def examine(name: str, data: bytes) -> Seen:
    """Let a zipped workbook in.

    Raises:
        ChecksFailed: it is damaged, too large, hostile, locked by a password, or no workbook.
    """
    entries = _entries(name, data)
    names = {entry.filename.lower() for entry in entries}
    _kind(name, names, data)
    open_document = "content.xml" in names
    survey = _Survey(name, data, open_document=open_document)
    # The strings come first: what a sheet's cells cost depends on them.
    for entry in sorted(entries, key=lambda entry: not entry.filename.lower().endswith("sharedstrings.xml")):
        survey.part(entry)
    return Seen(survey.pictures, survey.errors, open_document)


def _damaged(name: str) -> ChecksFailed:
    return ChecksFailed(Problem("file_damaged", say.damaged(name)))


def _bomb() -> ChecksFailed:
    return ChecksFailed(Problem("file_bomb", say.bomb()))


def _entries(name: str, data: bytes) -> list[zipfile.ZipInfo]:
    """List the parts. Two readers must not see two lists, so there is one end, one name each, and no odd packing."""
    end = data.rfind(_TAIL_MARK)
    if end < 0 or len(data) - end < _TAIL.size:
        raise _damaged(name)
    if end + _TAIL.size + _TAIL.unpack_from(data, end)[7] != len(data):
        raise _damaged(name)
    if data.count(_ENTRY_MARK) > _PARTS:
        raise _bomb()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, EOFError) as error:
        raise _damaged(name) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise ChecksFailed(Problem("has_password", say.has_password(name)))
    if len({entry.filename for entry in entries}) != len(entries):
        raise _damaged(name)
    return entries


_INSIDE = (
    ("word/document.xml", say.another_kind, say.KINDS["word"]),
    ("ppt/presentation.xml", say.another_kind, say.KINDS["slides"]),
    ("xl/workbook.bin", say.as_other_sheet, say.OTHER_SHEETS["xlsb"]),
    ("index/document.iwa", say.as_other_sheet, say.OTHER_SHEETS["numbers"]),
)
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": say.KINDS["word"],
    b"application/vnd.oasis.opendocument.presentation": say.KINDS["slides"],
}


def _kind(name: str, names: set[str], data: bytes) -> None:
    """Refuse what is no workbook, by what is inside."""
    for part, sentence, kind in _INSIDE:
        if part in names:
            raise ChecksFailed(Problem("no_sheet_file", sentence(name, kind)))
    for mark, kind in _OPEN_DOCUMENTS.items():
        if mark in data[:200] and "content.xml" in names:
            raise ChecksFailed(Problem("no_sheet_file", say.another_kind(name, kind)))
    if not names & {"content.xml", "xl/workbook.xml"}:
        raise ChecksFailed(Problem("no_sheet_file", say.another_kind(name, say.KINDS["archive"])))


def unfold(name: str, data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part in pieces of at most 4 MB, whatever its header says of its size.

    Raises:
        ChecksFailed: it is cut off, or unfolds to another size than it says.
    """
    start = entry.header_offset + 30
    if data[entry.header_offset : entry.header_offset + 4] != b"PK\x03\x04" or len(data) < start:
        raise _damaged(name)
    start += sum(struct.unpack_from("<2H", data, start - 4))
    packed = memoryview(data)[start : start + entry.compress_size]
    if len(packed) != entry.compress_size or entry.compress_type not in {_STORED, _DEFLATED}:
        raise _damaged(name)
    size = 0
    try:
        for piece in _inflated(packed) if entry.compress_type == _DEFLATED else _sliced(packed):
            size += len(piece)
            yield piece
    except (zlib.error, EOFError) as error:
        raise _damaged(name) from error
    if size != entry.file_size:
        raise _damaged(name)


def cut(pieces: Iterator[bytes], mark: bytes) -> Iterator[bytes]:
    """Yield the text cut before a mark, so that no tag lies in two pieces.

    Raises:
        ChecksFailed: one tag, or the text behind it, is longer than any program writes.
    """
    held = b""
    for piece in pieces:
        at = held.rfind(mark)
        at = held.rfind(b"<") if at <= 0 else at
        if at > 0:
            yield held[:at]
            held = held[at:]
        if len(held) > _LONGEST_TAG:
            raise _bomb()
        held += piece
    yield held


def _sliced(packed: memoryview) -> Iterator[bytes]:
    return (bytes(packed[at : at + PIECE]) for at in range(0, len(packed), PIECE))


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), _FEED):
        fed: bytes | memoryview = packed[at : at + _FEED]
        while fed and not inflate.eof:
            yield inflate.decompress(fed, PIECE)
            fed = inflate.unconsumed_tail
    while not inflate.eof:
        piece = inflate.decompress(b"", PIECE)
        if not piece:
            raise EOFError
        yield piece


class _Survey:
    """What was found so far, over all parts."""

    def __init__(self, name: str, data: bytes, *, open_document: bool) -> None:
        self.name, self.data, self.open_document = name, data, open_document
        self.error_mark = b'value-type="error"' if open_document else b't="e"'
        self.pictures = self.errors = False
        self.unfolded = self.longest = 0
        self.lengths: list[int] = []

    def part(self, entry: zipfile.ZipInfo) -> None:
        """Unfold one part, counting, and look at it if it is XML."""
        pieces = self._counted(entry)
        first = next(pieces, b"")
        if first.startswith(_WIDE):
            raise ChecksFailed(Problem("file_entities", say.has_entities()))
        if not first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            for _ in pieces:
                pass
            return
        part = entry.filename.lower()
        if part == "meta-inf/manifest.xml" and b"encryption-data" in first:
            raise ChecksFailed(Problem("has_password", say.has_password(self.name)))
        if self.open_document and part == "content.xml":
            measure_open_document(self._well_formed(self._whole(first, pieces, b"<table:table-row")))
        elif part.endswith("sharedstrings.xml"):
            self._strings(self._whole(first, pieces, b"<si"))
        else:
            self._sheet(entry, self._whole(first, pieces, b"<"))

    def _again(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        pieces = unfold(self.name, self.data, entry)
        return self._whole(next(pieces, b""), pieces, b"<")

    def _counted(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        size = 0
        for piece in unfold(self.name, self.data, entry):
            size += len(piece)
            self.unfolded += len(piece)
            if self.unfolded > _UNFOLDED or (size > _RATIO_FROM and size > _RATIO * entry.compress_size):
                raise _bomb()
            yield piece

    def _whole(self, first: bytes, pieces: Iterator[bytes], mark: bytes) -> Iterator[bytes]:
        return map(self._searched, cut(chain((first,), pieces), mark))

    def _well_formed(self, texts: Iterator[bytes]) -> Iterator[bytes]:
        """Pass on what is XML to its end: in an OpenDocument sheet that is never closed the parser would look for ever."""
        parser = expat.ParserCreate("utf-8")
        try:
            for text in texts:
                parser.Parse(text, False)  # noqa: FBT003  the parser's own signature
                yield text
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as error:
            raise _damaged(self.name) from error

    def _searched(self, text: bytes) -> bytes:
        # An entity can only be declared inside a document type.
        if b"<!DOCTYPE" in text:
            raise ChecksFailed(Problem("file_entities", say.has_entities()))
        self.pictures = self.pictures or b"DISPIMG" in text
        self.errors = self.errors or self.error_mark in text
        return text

    def _strings(self, texts: Iterator[bytes]) -> None:
        """Note how long each shared string is: a short sheet may name a long one a million times."""
        for text in texts:
            # The parser makes room for as many as the head says, before it has read one.
            if any(int(count) * _SMALLEST_STRING > self.unfolded + PIECE for count in _UNIQUE.findall(text)):
                raise _bomb()
            starts = [match.start() for match in _ITEM.finditer(text)]
            head = starts[0] if starts else len(text)
            if self.lengths:
                self.lengths[-1] += head
            ends = [*starts[1:], len(text)]
            self.lengths += [_text_length(text[at:end]) for at, end in zip(starts, ends, strict=False)]
        self.longest = max(self.lengths, default=0)

    def _sheet(self, entry: zipfile.ZipInfo, texts: Iterator[bytes]) -> None:
        """Look closer where there are cells far out, oddly written, or with very long strings."""
        far = strange = False
        values = 0
        for text in texts:
            far = far or _FAR.search(text) is not None
            strange = (
                strange or (far and _STRANGE.search(text) is not None) or _PREFIXED.search(text) is not None
            )
            # A value that names a string ends twice, its own tag and its cell's.
            values += text.count(b"</") // 2 if self.longest else 0
        if far or strange:
            self._measure(self._again(entry), strange=strange)
        if is_much_text(values * self.longest, self.unfolded):
            self._add_up(self._again(entry))

    def _measure(self, texts: Iterator[bytes], *, strange: bool) -> None:
        extent, place = Extent(), _Place()
        for text in texts:
            if rows := _ROWS.findall(text):
                columns = set(_WIDE_COLUMNS.findall(text))
                extent.reach(max(map(int, set(rows))), max(map(_column, columns), default=_NARROW), len(rows))
            for match in _ODD.finditer(text) if strange else ():
                place.take(match, extent)
        extent.settle()

    def _add_up(self, texts: Iterator[bytes]) -> None:
        lengths, expanded = self.lengths, 0
        for text in texts:
            expanded += sum(lengths[i] for i in map(int, _INDEX.findall(text)) if i < len(lengths))
        bounded_text(expanded, self.unfolded)


class _Place:
    """Where a cell without a reference stands: after the one before it."""

    row = column = 0

    def take(self, match: re.Match[bytes], extent: Extent) -> None:
        """Follow a row or a cell that is not written as most programs write it."""
        letters, digits = (_REFERENCE.findall(match[2]) or [(b"", b"")])[-1]
        if match[1] == b"row":
            self.row, self.column = _number(digits) if digits else self.row + 1, 0
            return
        self.column = _column(letters.upper()) if letters else self.column + 1
        row = _number(digits) if letters and digits else self.row
        if not match[2].endswith(b"/"):
            extent.reach(row, self.column)


def _text_length(item: bytes) -> int:
    """Return how long a shared string is; of a long one the mark-up does not count, which may be most of it."""
    return len(item) if len(item) < _SHORT else len(_TAG.sub(b"", item))


def _number(digits: bytes) -> int:
    return int(digits.lstrip(b"0")[:9] or b"0")


def _column(letters: bytes) -> int:
    """Return a column's number: A is 1."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number
