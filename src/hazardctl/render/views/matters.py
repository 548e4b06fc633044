"""What pages about numbered records share."""

from __future__ import annotations

from hazardctl.messages import matters as say
from hazardctl.render.shapes import Line, Page


def voided(no: str, name: str) -> Page:
    """Return what is said after a record was declared void."""
    return Page((Line(say.voided(no, name), "good"),))
