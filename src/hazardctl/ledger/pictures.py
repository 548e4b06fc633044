"""Photographs: which files are pictures, and copies of them small enough for a paper.

What is no picture, or none that can be read, is left as it is. `positions` takes the place out of them.
"""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SUFFIXES = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".mpo",
        ".png",
        ".apng",
        ".webp",
        ".tif",
        ".tiff",
        ".bmp",
        ".gif",
        ".heic",
        ".heif",
        ".hif",
        ".avif",
        ".jxl",
    ]
)
"""What a picture is called; a file without any of them is one if it begins like one."""
LARGEST_PIXELS = 120_000_000
"""A picture that unpacks to more is taken for a bomb, and not shown on a paper."""
ON_PAPER = 1_600
"""Pixels of the longer side of a copy for a paper: 300 in an inch over half a page."""

_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"GIF8", b"BM")


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what the reader of pictures says to itself, in English, off the office's screen."""
    log = logging.getLogger("PIL")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


def is_picture(name: str, beginning: Callable[[], bytes]) -> bool:
    """Whether a file is meant to be a picture: by its own name, or by how it begins, which is asked for only then."""
    if any(name.lower().endswith(suffix) for suffix in SUFFIXES):
        return True
    head = beginning()
    return head.startswith(_BEGINNINGS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def is_readable(path: Path) -> bool:
    """Whether a picture can be shown on a paper; a small version is unpacked to find out."""
    try:
        with quiet(), _opened(path, 64) as image:
            image.load()
    except Exception:  # noqa: BLE001  whatever a broken picture makes the reader raise, it cannot be shown
        return False
    return True


def for_paper(path: Path) -> tuple[BytesIO, int, int] | None:
    """Return an upright, scaled copy of a picture with its width and height in pixels; None for what is no picture.

    The copy is painted on a white sheet of its own: what is transparent is white as the paper is, and nothing that
    the file says beside its pixels comes along.
    """
    from PIL import Image, ImageOps

    try:
        with quiet(), _opened(path, ON_PAPER) as image:
            upright = ImageOps.exif_transpose(image).convert("RGBA")
            upright.thumbnail((ON_PAPER, ON_PAPER))
            sheet = Image.new("RGB", upright.size, "white")
            sheet.paste(upright, mask=upright)
            out = BytesIO()
            sheet.save(out, "JPEG", quality=85)
    except Exception:  # noqa: BLE001  as above
        return None
    out.seek(0)
    return out, sheet.width, sheet.height


def _opened(path: Path, pixels: int) -> Any:
    """Open a picture; a JPEG is unpacked no larger than is needed for so many pixels on the longer side."""
    from PIL import Image

    image = Image.open(path)
    if image.width * image.height > LARGEST_PIXELS:
        image.close()
        raise ValueError(path.name)
    image.draft("RGB", (pixels, pixels))
    return image
