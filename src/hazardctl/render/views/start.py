"""What `hazardctl` alone shows, on one screen."""

from __future__ import annotations

from hazardctl.messages import start as say
from hazardctl.render.shapes import Line, Page, Pairs, Title


def page(*, has_ledger: bool) -> Page:
    """Return the page; where there is no ledger yet, how to make one comes first."""
    first = () if has_ledger else (Line(say.NO_LEDGER, "strong"),)
    return Page(
        (Title(say.HEAD, 1), *first, Pairs(say.COMMANDS), *(Line(line, "quiet") for line in say.more()))
    )
