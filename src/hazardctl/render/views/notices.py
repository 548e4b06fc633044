"""A notice on the screen: what it is, to whom, and how to print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import notices as say
from hazardctl.render.shapes import Line, Page
from hazardctl.render.views.hazards import rows

if TYPE_CHECKING:
    from hazardctl.services.notices import Notice


def page(made: Notice) -> Page:
    """Return what a notice holds."""
    hazards = [one.hazard for one in made.subjects]
    return Page(
        [
            Line(say.made(str(made.kind), made.to, len(hazards)), "strong"),
            rows(hazards),
            Line(say.how_to_print(str(made.kind), [h.no for h in hazards]), "quiet"),
        ]
    )
