"""A page → plain aligned text for a pipe or a file: no colour, no frames, and nothing folded unless COLUMNS is set.

It stands beside `screen` because a command whose answer goes down a pipe should not wait for rich to load (a third
of its start). Tables are laid out by `grid` for both.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hazardctl.domain.text import safe
from hazardctl.render import grid
from hazardctl.render.columns import cells, fold
from hazardctl.render.shapes import Line, Page, Pairs, Part, Title

if TYPE_CHECKING:
    from collections.abc import Iterator

_NARROWEST, _UNFOLDED = 20, 100_000


def piped(page: Page) -> str:
    """Return the page as text."""
    width = _width()
    return tidy(line for part in page.parts for line in _lines(part, width))


def tidy(lines: Iterator[str]) -> str:
    """Take trailing spaces away, and all but one of several empty lines."""
    found = [line.rstrip() for line in lines]
    kept = [line for line, before in zip(found, ["", *found], strict=False) if line or before]
    return "\n".join(kept).rstrip() + "\n"


def _width() -> int:
    """Return COLUMNS where it is a sensible number; otherwise nothing is folded."""
    said = os.environ.get("COLUMNS", "")
    return max(int(said), _NARROWEST) if said.isascii() and said.isdecimal() and int(said) else _UNFOLDED


def _lines(part: Part, width: int) -> Iterator[str]:
    if isinstance(part, Title):
        yield from [""] if part.level > 1 else []
        yield from fold(safe(part.text), width)
    elif isinstance(part, Line):
        yield from fold(safe(part.text), width) or [""]
    elif isinstance(part, Pairs):
        yield from (name + value for name, value in grid.pairs(part, width, cells))
    elif part.rows:
        between = " " * grid.GAP
        yield from (between.join(segment.text for segment in line) for line in grid.lines(part, width))
    else:
        yield "  " + safe(part.empty)
