"""JPEG: segments that say something beside the picture are left out, and so is what hangs behind its end.

A file with several pictures (MPO) has their offsets in it: there everything is written over where it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.ledger.metadata import exif, tiff
from hazardctl.ledger.metadata.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP1, _APP2, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""
_TRAILER = 0
"""Stands for what is no segment: behind the end, or between two segments."""
_MARKER_IN_SCAN = re.compile(rb"\xff+[\xc4\xcc\xd9-\xef\xfe]")
_MPF, _MP_ENTRIES, _MP_ENTRY = b"MPF\0", 0xB002, 16
_NEEDED = {_APP0: b"JFIF\0", _APP2: b"ICC_PROFILE\0", _APP14: b"Adobe"}
"""Application segments without which colours come out wrong."""


class Segment(NamedTuple):
    """One piece of the file; `body` is where its content begins."""

    marker: int
    start: int
    body: int
    end: int


def parts(content: bytes) -> Parts:
    """Return a JPEG without what may tell a place; one that breaks off keeps what there is.

    Raises:
        struct.error, ValueError: its list of several pictures is broken.
    """
    segments = list(_segments(content, 0, len(content)))
    several = next((s for s in segments if content.startswith(_MPF, s.body) and s.marker == _APP2), None)
    if several:
        return _several(content, _pictures(content, several.body + len(_MPF)))
    kept, dropped, place, first = [], [], False, True
    for one in segments:
        whole = content[one.start : one.end]
        if _is_exif(content, one) and first:
            small, first = exif.reduced(content[one.body : one.end]), False
            place = place or small.place
            kept.append(_segment(_APP1, small.block) if small.block else b"")
            dropped.append(b"" if small.block else whole)
        elif _is_kept(content, one):
            kept.append(whole)
        else:
            dropped.append(whole)
            place = place or (_is_exif(content, one) and exif.reduced(content[one.body : one.end]).place)
    return Parts(b"".join(kept), b"".join(dropped), place)


def _segments(content: bytes, start: int, end: int) -> Iterator[Segment]:
    at, scanned = start, False
    while at < end:
        if content[at] != 0xFF:  # noqa: PLR2004  each marker begins so
            # Behind a scan this is a piece of a damaged picture, before it nothing of the picture.
            found = _MARKER_IN_SCAN.search(content, at, end)
            stop = found.start() if found else end
            yield Segment(_SCAN if scanned else _TRAILER, at, at, stop)
            at = stop
            continue
        marker = content[at + 1] if at + 1 < end else _TRAILER
        if marker == 0xFF:  # noqa: PLR2004  any number of them may fill the room before a marker
            at += 1
            continue
        stop = _stop(content, at, end, marker)
        yield Segment(marker, at, min(at + 4, stop), stop)
        at, scanned = stop, scanned or marker == _SCAN
        if marker == _END and at < end:
            yield Segment(_TRAILER, at, at, end)
            return


def _stop(content: bytes, at: int, end: int, marker: int) -> int:
    """Return where a segment ends; a scan has the picture itself behind it, up to the next marker."""
    if marker in {_START, _END, *_BARE}:
        return min(at + 2, end)
    stop = min(at + 2 + max(2, int.from_bytes(content[at + 2 : at + 4])), end)
    if marker != _SCAN:
        return stop
    found = _MARKER_IN_SCAN.search(content, stop, end)
    return found.start() if found else end


def _is_exif(content: bytes, one: Segment) -> bool:
    return one.marker == _APP1 and content.startswith(b"Exif\0", one.body)


def _is_kept(content: bytes, one: Segment) -> bool:
    if one.marker in {_TRAILER, _COMMENT}:
        return False
    if _APP0 <= one.marker <= _APP15:
        begins = _NEEDED.get(one.marker)
        return begins is not None and content.startswith(begins, one.body)
    return True


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body


def _pictures(content: bytes, base: int) -> list[tuple[int, int]]:
    """Return from where to where each picture of several lies."""
    inner = content[base:]
    order = tiff.order_of(inner)
    first = tiff.directory(inner, int.from_bytes(inner[4:8], "little" if order == "<" else "big"), order)
    listed = next(entry for entry in first.entries if entry.tag == _MP_ENTRIES)
    found = []
    for at in range(listed.value_at, listed.value_at + listed.size, _MP_ENTRY):
        size, offset = tiff.two_numbers(inner, at + 4, order)
        start = base + offset if offset else 0
        if content[start : start + 2] != bytes([0xFF, _START]):
            raise ValueError(offset)
        found.append((start, min(start + size, len(content))))
    return sorted(found)


def _several(content: bytes, pictures: list[tuple[int, int]]) -> Parts:
    """Write over what is dropped in each of several pictures and between them; nothing moves."""
    changed, dropped, place = bytearray(len(content)), bytearray(), False
    for start, end in pictures:
        changed[start:end] = content[start:end]
        for one in _segments(content, start, end):
            is_list = one.marker == _APP2 and content.startswith(_MPF, one.body)
            if is_list or _is_kept(content, one):
                continue
            room = one.end - one.body
            small = exif.reduced(content[one.body : one.end]) if _is_exif(content, one) else None
            place = place or (small is not None and small.place)
            block = small.block if small and small.block and len(small.block) <= room else b""
            dropped += b"" if small else content[one.body : one.end]
            changed[one.body : one.end] = block.ljust(room, b"\0")
            if not block and one.marker != _TRAILER:
                changed[one.start + 1] = _APP15
    last = max(end for _, end in pictures)
    return Parts(bytes(changed[:last]), bytes(dropped) + content[last:], place)
