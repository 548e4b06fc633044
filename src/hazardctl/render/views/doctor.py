"""The page of `doctor`: one line a sign, what to do under those that need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.doctor import Health
from hazardctl.messages.labels import label
from hazardctl.render.shapes import Line, Page, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.domain.doctor import Sign
    from hazardctl.render.shapes import Tone

_TONES: dict[Health, Tone] = {
    Health.INFO: "plain",
    Health.OK: "good",
    Health.WARN: "warn",
    Health.BAD: "bad",
}


def page(found: Sequence[Sign]) -> Page:
    """Return all signs."""
    return Page(tuple(part for sign in found for part in _sign(sign)))


def _sign(sign: Sign) -> Iterator[Part]:
    yield Line(f"【{label(f'doctor.{sign.health}')}】{sign.value}", _TONES[sign.health])
    if sign.next:
        yield Line(f"    → {sign.next}", "quiet")
