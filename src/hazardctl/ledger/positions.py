"""The place where a photo was taken comes out of it before it is kept; the pixels stay as they are, bit by bit.

A phone writes its position into every picture: EXIF, XMP, IPTC, comments, and a film behind the picture. JPEG, PNG,
WebP and TIFF are taken apart and put together again without all of that, however large or damaged they are. The day,
the camera and which side is up stay: they are part of the proof. What kind a file is, its content says, not its name.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.ledger.metadata import jpeg, png, tiff, webp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hazardctl.ledger.metadata.parts import Parts

_TAKERS = {
    b"\xff\xd8\xff": jpeg.parts,
    b"\x89PNG\r\n\x1a\n": png.parts,
    b"RIFF": webp.parts,
    b"II*\0": tiff.parts,
    b"MM\0*": tiff.parts,
}
_CANNOT = re.compile(
    rb"\A(?:.{4}ftyp(?:hei|hev|mif1|msf1|avi[fs])|\xff\x0a|.{4}JXL |II\+\0|MM\0\+)", re.DOTALL
)
"""Pictures that keep their particulars in boxes that point at each other: HEIC, AVIF, JPEG XL, BigTIFF."""
_FILM = re.compile(rb"\A.{4}ftyp", re.DOTALL)
_FILM_PLACE = re.compile(rb"\xa9xyz|location\.ISO6709|loci")
_HEAD = 64


class Taken(NamedTuple):
    """What came of it: the new content where it changed, and what is to be said.

    `place` tells that a position was found and is out, `details` that something else was dropped which might have
    told it, `left` that a position could not be taken out.
    """

    content: bytes | None = None
    place: bool = False
    details: bool = False
    left: bool = False


NOTHING = Taken()
LEFT = Taken(left=True)


def take_out(path: Path) -> Taken:
    """Return a file without the place where it was taken.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    taker = next((take for begins, take in _TAKERS.items() if head.startswith(begins)), None)
    if taker:
        return _without(path.read_bytes(), taker)
    if _CANNOT.search(head):
        return LEFT
    return LEFT if _FILM.search(head) and _FILM_PLACE.search(path.read_bytes()) else NOTHING


def _without(content: bytes, taker: Callable[[bytes], Parts]) -> Taken:
    try:
        made = taker(content)
    except (ValueError, LookupError, StopIteration, struct.error, OverflowError):
        # Not put together as it should be, or another kind of file that begins alike: it stays as it is.
        return LEFT if re.search(rb"gps|exif", content, re.IGNORECASE) else NOTHING
    if made.content == content:
        return NOTHING
    return Taken(made.content, place=made.told_place, details=bool(made.dropped) and not made.told_place)
