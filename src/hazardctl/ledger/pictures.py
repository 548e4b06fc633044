"""Photographs: the place where they were taken comes out of them, and copies small enough for a paper.

A phone writes its position into every picture (EXIF, XMP). Only the position goes; the day and the camera stay, for
they are part of the proof. What is no picture, or none that can be read, is left as it is.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")
LARGEST_PIXELS = 120_000_000
"""A picture that unpacks to more is taken for a bomb, and kept as it is."""
ON_PAPER = 1_600
"""Pixels of the longer side of a copy for a paper: 300 in an inch over half a page."""

_GPS = 0x8825
"""EXIF's pointer to the block that holds the position."""


def without_position(path: Path) -> bytes | None:
    """Return a picture's bytes without the place where it was taken; None when it says none."""
    if path.suffix.lower() not in SUFFIXES:
        return None
    try:
        with _opened(path) as image:
            exif, xmp = image.getexif(), image.info.get("xmp") or b""
            if _GPS not in exif and b"GPS" not in (xmp if isinstance(xmp, bytes) else str(xmp).encode()):
                return None
            if _GPS in exif:
                del exif[_GPS]
            image.info.pop("xmp", None)
            image.info.pop("XML:com.adobe.xmp", None)
            image.info.pop("exif", None)
            out = BytesIO()
            image.save(out, image.format, exif=exif.tobytes(), **_as_it_was(image))
            return out.getvalue()
    except Exception:  # noqa: BLE001  whatever a broken picture makes the reader raise, the file itself is still proof
        return None


def for_paper(path: Path) -> tuple[BytesIO, int, int] | None:
    """Return an upright, scaled copy of a picture with its width and height in pixels; None for what is no picture."""
    from PIL import ImageOps

    try:
        with _opened(path) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((ON_PAPER, ON_PAPER))
            out = BytesIO()
            upright.save(out, "JPEG", quality=85)
    except Exception:  # noqa: BLE001  as above
        return None
    out.seek(0)
    return out, upright.width, upright.height


def _opened(path: Path) -> Any:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        image = Image.open(path)
    if image.width * image.height > LARGEST_PIXELS:
        image.close()
        raise ValueError(path.name)
    return image


def _as_it_was(image: Any) -> dict[str, Any]:
    """Return how to save a picture as it was: a JPEG with its own tables, so that next to nothing of it changes."""
    same: dict[str, Any] = {"quality": "keep"} if image.format == "JPEG" else {}
    if image.format == "WEBP":
        same = {"lossless": True}
    if profile := image.info.get("icc_profile"):
        same["icc_profile"] = profile
    return same
