"""EXIF made small: the camera, the day and which side is up; neither position nor preview, notes nor descriptions."""

from __future__ import annotations

from typing import Any, NamedTuple

from hazardctl.ledger.pictures import quiet

PREFIX = b"Exif\0\0"
_GPS, _DETAILS, _PREVIEW = 0x8825, 0x8769, 1
_KEPT = (0x010F, 0x0110, 0x0112, 0x0132)
"""Make, model, orientation, day."""
_KEPT_DETAILS = (0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292)
"""When it was taken and digitised, with zone and split second."""
_HARMLESS = frozenset((*_KEPT, _DETAILS, 0x011A, 0x011B, 0x0128, 0x0213))
_HARMLESS_DETAILS = frozenset(
    (
        *_KEPT_DETAILS, 0x829A, 0x829D, 0x8822, 0x8827, 0x8830, 0x9000, 0x9101, 0x9102, *range(0x9201, 0x920B),
        *range(0xA000, 0xA004), 0xA20E, 0xA20F, 0xA210, 0xA215, 0xA217, 0xA300, 0xA301, *range(0xA401, 0xA40B), 0xA40C,
    )
)  # fmt: skip
"""Numbers of the exposure and the sensor: a block with nothing else stays as it is, and with it the whole file."""


class Reduced(NamedTuple):
    """The small block with its prefix, None where nothing of it can be kept; and whether it told a place."""

    block: bytes | None
    place: bool


def reduced(block: bytes) -> Reduced:
    """Return an EXIF block (with or without its prefix) without what may tell a place."""
    from PIL import Image

    with quiet():
        try:
            exif = Image.Exif()
            exif.load(block)
            preview = exif.get_ifd(_PREVIEW)
            place = _GPS in exif or _GPS in preview
            if not place and not preview and _is_harmless(exif):
                return Reduced(PREFIX + block.removeprefix(PREFIX), place=False)
            return Reduced(_small(exif), place)
        except Exception:  # noqa: BLE001  whatever a broken block makes the reader raise, nothing of it is kept
            return Reduced(None, place=False)


def _is_harmless(exif: Any) -> bool:
    return set(exif) <= _HARMLESS and set(exif.get_ifd(_DETAILS)) <= _HARMLESS_DETAILS


def _small(exif: Any) -> bytes | None:
    from PIL import Image

    small = Image.Exif()
    small.update({tag: exif[tag] for tag in _KEPT if tag in exif})
    details = exif.get_ifd(_DETAILS)
    kept = {tag: details[tag] for tag in _KEPT_DETAILS if tag in details}
    if kept:
        small.get_ifd(_DETAILS).update(kept)
    return PREFIX + small.tobytes().removeprefix(PREFIX) if len(small) or kept else None
