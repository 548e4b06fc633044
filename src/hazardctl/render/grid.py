"""A table → lines of aligned text, for a terminal and for a pipe alike: nothing is cut off, what is long is folded.

Widths are in terminal cells. `Measure` says how wide a text is drawn: in a Chinese code page characters such as —
and “ take two cells, in UTF-8 one (`measure_of`).
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.text import safe
from hazardctl.render.columns import cells, fold, legacy_cells
from hazardctl.render.shapes import Cell, Column, Pairs, Table, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Measure = Callable[[str], int]

GAP = 2
"""Cells between two columns."""
_MAIN_LEAST, _LEAST = 16, 6
"""How narrow the main column, and any other, is made before the next has to give way."""
_NUMBER = re.compile(r"(?:[A-Za-z]+|(?<![^\W\d_])[^\W\d_]{1,4})(?:-[A-Za-z]+)?-[0-9]{4}-[0-9]{4,}[、，]?")
"""QL-2023-0001 is copied as it stands, so no column is too narrow for it."""
_MAIN_SHARE = 0.6
"""How much the main column has of the room that it shares with others of any length."""


class Segment(NamedTuple):
    """A stretch of one line in one tone, padded to its column."""

    text: str
    tone: Tone


def measure_of(encoding: str) -> Measure:
    """Return how wide text is drawn on a terminal of that encoding."""
    return cells if is_unicode(encoding) else legacy_cells


def is_unicode(encoding: str) -> bool:
    """Whether an encoding is UTF-8 or the like: what draws frames and thin dashes one cell wide."""
    return encoding.lower().replace("_", "-").startswith(("utf", "cp65001"))


def lines(part: Table, width: int, measure: Measure = cells, *, rule: str = "") -> Iterator[list[Segment]]:
    """Yield the lines of a table: its headings, a line of `rule` below them where one is given, its rows."""
    headings = [Cell(column.heading, "strong") for column in part.columns]
    rows = [[_cell(value) for value in row] for row in part.rows]
    widths = _widths(part.columns, [headings, *rows], width, measure)
    yield from _row(headings, part.columns, widths, measure)
    if rule:
        across = (sum(widths) + GAP * (len(widths) - 1)) // measure(rule)
        yield [Segment(rule * across, "quiet")]
    for row in rows:
        yield from _row(row, part.columns, widths, measure)


def _cell(value: str | Cell) -> Cell:
    return Cell(safe(value.text), value.tone) if isinstance(value, Cell) else Cell(safe(value))


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, measure: Measure
) -> list[int]:
    """Return how wide each column is: as wide as it likes, or on a narrow page as its kind allows.

    Where the page is too narrow, columns with a `most` go back to it; then the main column and those of any length
    share what is left; then whatever else may be folded gives way, the widest first. What must be kept whole keeps its
    width, and may then run over the edge; so does a number within a text.
    """
    found = [
        max(measure(line) for row in rows for line in row[n].text.split("\n")) for n in range(len(columns))
    ]
    room = width - GAP * (len(columns) - 1)
    if sum(found) <= room:
        return found
    whole = [
        max(map(measure, _NUMBER.findall("\n".join(row[n].text for row in rows))), default=0)
        for n in range(len(columns))
    ]
    found = [
        min(natural, max(column.most or natural, number))
        for natural, column, number in zip(found, columns, whole, strict=True)
    ]
    folding = [n for n, column in enumerate(columns) if not (column.keep or column.right)]
    main = [n for n in folding if columns[n].main] or sorted(folding, key=lambda n: -found[n])[:1]
    long = [n for n in folding if n not in main and not columns[n].most]
    shared = room - sum(found[n] for n in range(len(columns)) if n not in {*main, *long})
    least_of_main = int(shared * _MAIN_SHARE) if long else _MAIN_LEAST
    for names, least in ((main, least_of_main), (long, _LEAST * 2), (main, _MAIN_LEAST), (folding, _LEAST)):
        for n in sorted(names, key=lambda n: -found[n]):
            over = sum(found) - room
            if over > 0:
                found[n] = max(found[n] - over, min(found[n], max(least, whole[n])))
    return found


def _row(
    row: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int], measure: Measure
) -> Iterator[list[Segment]]:
    folded = [fold(cell.text, room, measure) or [""] for cell, room in zip(row, widths, strict=True)]
    for texts in zip_longest(*folded, fillvalue=""):
        yield [
            Segment(_padded(text, room, measure, right=column.right), cell.tone)
            for text, room, column, cell in zip(texts, widths, columns, row, strict=True)
        ]


def _padded(text: str, width: int, measure: Measure, *, right: bool) -> str:
    room = " " * (width - measure(text))
    return room + text if right else text + room


def pairs(part: Pairs, width: int, measure: Measure) -> Iterator[tuple[str, str]]:
    """Yield a label and its value line by line, the values below each other."""
    rows = [(safe(name), safe(value)) for name, value in part.rows]
    widest = max((measure(name) for name, _ in rows), default=0)
    for name, value in rows:
        folded = fold(value, max(width - widest - 2 * GAP, _MAIN_LEAST), measure) or [""]
        for n, line in enumerate(folded):
            yield " " * GAP + _padded("" if n else name, widest + GAP, measure, right=False), line
