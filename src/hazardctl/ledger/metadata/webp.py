"""WebP, also moving: chunks that say something beside the picture are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.ledger.metadata import exif
from hazardctl.ledger.metadata.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_HEAD = 12
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def parts(content: bytes) -> Parts:
    """Return a WebP without what may tell a place.

    Raises:
        ValueError: it is another kind of RIFF file.
    """
    if content[8:_HEAD] != b"WEBP":
        raise ValueError(content[8:_HEAD])
    kept, dropped, place, has_exif = [], [], False, False
    for name, data in _chunks(content):
        if name in _KEPT or name == b"VP8X":
            kept.append((name, data))
        elif name == b"EXIF":
            small = exif.reduced(data)
            place, has_exif = place or small.place, small.block is not None
            kept += [(name, small.block.removeprefix(exif.PREFIX))] if small.block else []
        else:
            dropped.append(data)
    written = b"".join(
        _chunk(name, _flags(data, has_exif=has_exif) if name == b"VP8X" else data) for name, data in kept
    )
    return Parts(
        b"RIFF" + (len(written) + 4).to_bytes(4, "little") + b"WEBP" + written, b"".join(dropped), place
    )


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each chunk's name and data; what stands behind the end that the head tells has no name."""
    at, end = _HEAD, int.from_bytes(content[4:8], "little") + 8
    while at + 8 <= min(end, len(content)):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        yield content[at : at + 4], content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    if at < len(content):
        yield b"", content[at:]


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)


def _flags(data: bytes, *, has_exif: bool) -> bytes:
    """Say in the extended head what there still is."""
    said = data[0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if has_exif else 0)
    return bytes([said]) + data[1:]
