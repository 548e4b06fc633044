"""PNG (and APNG): chunks that say something beside the picture are left out."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from hazardctl.ledger.metadata import exif
from hazardctl.ledger.metadata.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNATURE = 8
_KEPT = frozenset(
    (
        b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT cICP mDCV cLLI pHYs bKGD hIST sPLT tIME acTL fcTL fdAT"
    ).split()
)
"""The picture, its colours and size, and the frames of a moving one."""
_FRAME = 12
"""Bytes of a chunk beside its data: length, name, check sum."""


def parts(content: bytes) -> Parts:
    """Return a PNG without what may tell a place; one that breaks off keeps what there is."""
    kept, dropped, place = [content[:_SIGNATURE]], [], False
    for name, chunk in _chunks(content):
        if name in _KEPT:
            kept.append(chunk)
        elif name == b"eXIf":
            small = exif.reduced(chunk[8:-4])
            place = place or small.place
            if small.block:
                kept.append(_chunk(name, small.block.removeprefix(exif.PREFIX)))
        else:
            dropped.append(chunk)
    return Parts(b"".join(kept), b"".join(dropped), place)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each chunk with its name; what stands behind the end of the picture has none."""
    at = _SIGNATURE
    while at < len(content):
        name = content[at + 4 : at + 8]
        end = at + int.from_bytes(content[at : at + 4]) + _FRAME
        yield name, content[at:end]
        at = end
        if name == b"IEND" and at < len(content):
            yield b"", content[at:]
            return


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
