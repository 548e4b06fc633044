"""A page → plain aligned text for a pipe or a file: no colour, no frames, and nothing folded unless COLUMNS is set.

It stands beside `screen` because a command whose answer goes down a pipe should not wait for rich to load (a third
of its start), and because rich takes seconds for thousands of rows.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hazardctl.domain.text import safe
from hazardctl.render.columns import cells, fold
from hazardctl.render.shapes import Cell, Column, Line, Page, Pairs, Part, Table, Title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NARROWEST, _UNFOLDED = 20, 100_000


def piped(page: Page) -> str:
    """Return the page as text."""
    width = _width()
    lines = [line.rstrip() for part in page.parts for line in _lines(part, width)]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
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
        widest = max((cells(safe(name)) for name, _ in part.rows), default=0)
        for name, value in part.rows:
            yield from _beside(
                [_padded(safe(name), widest)], fold(safe(value), max(width - widest - 4, _NARROWEST))
            )
    elif part.rows:
        yield from _table(part, width)
    else:
        yield "  " + safe(part.empty)


def _beside(name: Sequence[str], value: Sequence[str]) -> Iterator[str]:
    blank = " " * cells(name[0])
    for n, line in enumerate(value or [""]):
        yield f"  {name[0] if n == 0 else blank}  {line}"


def _table(part: Table, width: int) -> Iterator[str]:
    """Align the columns; where the page is narrow, the column that the row is about gives way."""
    rows = [[_text(value) for value in row] for row in part.rows]
    widths = [
        max(cells(column.heading), *(cells(line) for row in rows for line in row[n].split("\n")))
        for n, column in enumerate(part.columns)
    ]
    if sum(widths) + 2 * len(widths) > width:
        main = next((n for n, column in enumerate(part.columns) if column.main), widths.index(max(widths)))
        widths[main] = max(width - (sum(widths) - widths[main]) - 2 * len(widths), _NARROWEST)
    yield from _row([column.heading for column in part.columns], part.columns, widths)
    for row in rows:
        yield from _row(row, part.columns, widths)


def _row(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    folded = [fold(value, width) or [""] for value, width in zip(row, widths, strict=True)]
    for n in range(max(len(lines) for lines in folded)):
        yield "  ".join(
            _padded(lines[n] if n < len(lines) else "", width, right=column.right)
            for lines, column, width in zip(folded, columns, widths, strict=True)
        )


def _padded(text: str, width: int, *, right: bool = False) -> str:
    room = " " * (width - cells(text))
    return room + text if right else text + room


def _text(value: str | Cell) -> str:
    return safe(value.text if isinstance(value, Cell) else value)
