"""TIFF: entries that may tell a place are taken out where they stand, so that every page keeps its offsets."""

from __future__ import annotations

from struct import calcsize, pack, unpack_from
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.ledger.metadata.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

_GPS = 0x8825
_WITHIN = frozenset({0x014A, 0x8769})
"""Entries that point at further directories: smaller versions, and EXIF."""
_DROPPED = frozenset(
    {
        _GPS, 0x010E, 0x02BC, 0x83BB, 0x8649, 0x927C, 0x9286, 0xC634, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F,
    }
)  # fmt: skip
"""Position, description, XMP, IPTC, Photoshop's block, the maker's and the user's notes, DNG's and Windows' own."""
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_INLINE, _ENTRY = 4, 12
_MOST = 10_000
"""Directories of one file; more are a ring or an attack."""


class Entry(NamedTuple):
    """One entry of a directory: where it stands, and where its value does."""

    tag: int
    at: int
    value_at: int
    size: int
    number: int


class Directory(NamedTuple):
    """One directory: where it stands, its entries, and where the next one is (0 after the last)."""

    at: int
    entries: tuple[Entry, ...]
    following: int


def order_of(content: bytes) -> str:
    """Return the byte order as `struct` says it."""
    return "<" if content[:2] == b"II" else ">"


def directory(content: bytes, at: int, order: str) -> Directory:
    """Read one directory.

    Raises:
        struct.error: it lies outside the content.
    """
    (number,) = unpack_from(f"{order}H", content, at)
    entries = []
    for where in range(at + 2, at + 2 + number * _ENTRY, _ENTRY):
        tag, kind, count = unpack_from(f"{order}HHI", content, where)
        size = _SIZES.get(kind, 1) * count
        value_at = where + 8 if size <= _INLINE else unpack_from(f"{order}I", content, where + 8)[0]
        entries.append(Entry(tag, where, value_at, size, count))
    (following,) = unpack_from(f"{order}I", content, at + 2 + number * _ENTRY)
    return Directory(at, tuple(entries), following)


def two_numbers(content: bytes, at: int, order: str) -> tuple[int, int]:
    """Read two numbers of four bytes that stand side by side."""
    first, second = unpack_from(f"{order}2I", content, at)
    return first, second


def parts(content: bytes) -> Parts:
    """Return a TIFF without what may tell a place; pages and everything else stay where they are.

    Raises:
        struct.error, ValueError: it is not put together as it should be.
    """
    order, changed, dropped, place = order_of(content), bytearray(content), bytearray(), False
    for one in list(_directories(content, order)):
        gone = [entry for entry in one.entries if entry.tag in _DROPPED]
        for entry in gone:
            dropped += content[entry.value_at : entry.value_at + entry.size]
            place = place or entry.tag == _GPS
            _blank(changed, content, entry, order)
        if gone:
            _close_up(changed, one, order)
    return Parts(bytes(changed), bytes(dropped) + b" " * place, place)


def _directories(content: bytes, order: str) -> Iterator[Directory]:
    """Yield the directory of every page, and those that these point at."""
    waiting, seen = [unpack_from(f"{order}I", content, 4)[0]], set()
    while waiting:
        at = waiting.pop()
        if not at or at in seen:
            continue
        seen.add(at)
        if len(seen) > _MOST:
            raise ValueError(at)
        one = directory(content, at, order)
        yield one
        waiting.append(one.following)
        for entry in one.entries:
            if entry.tag in _WITHIN:
                waiting += unpack_from(f"{order}{entry.number}I", content, entry.value_at)


def _blank(changed: bytearray, content: bytes, entry: Entry, order: str) -> None:
    """Write zeros over a value, and over all that a position's own directory holds."""
    if entry.tag == _GPS:
        (at,) = unpack_from(f"{order}I", content, entry.value_at)
        inner = directory(content, at, order)
        for one in inner.entries:
            _zero(changed, one.value_at, one.size)
        _zero(changed, at, 2 + len(inner.entries) * _ENTRY + 4)
    _zero(changed, entry.value_at, entry.size)


def _zero(changed: bytearray, at: int, size: int) -> None:
    end = min(at + size, len(changed))
    changed[at:end] = bytes(max(0, end - at))


def _close_up(changed: bytearray, one: Directory, order: str) -> None:
    """Take entries out of a directory: those that stay move up, and what is left of the room is zeros."""
    stay = [bytes(changed[e.at : e.at + _ENTRY]) for e in one.entries if e.tag not in _DROPPED]
    end = one.at + 2 + len(one.entries) * _ENTRY + calcsize("=I")
    written = pack(f"{order}H", len(stay)) + b"".join(stay) + pack(f"{order}I", one.following)
    changed[one.at : end] = written.ljust(end - one.at, b"\0")
