"""An answer as a workbook, for `-o x.xlsx`: a list as one sheet of typed cells, a page as its tables one below another.

The cells are those of the CSV (`render/sheet`), as numbers, days and text instead of characters.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hazardctl.messages import workbooks as messages
from hazardctl.render.columns import cells
from hazardctl.render.xlsx import flow, looks
from hazardctl.render.xlsx.flow import Look

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from hazardctl.render.sheet import Block
    from hazardctl.render.xlsx.flow import Flow, Sheet

_NARROWEST, _WIDEST = 8, 40
_SAMPLE = 200
"""Rows that a column's width is taken from; a longer list is much the same below."""

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?")
_RATE = re.compile(r"(-?\d{1,4}(?:\.\d)?)%")
_LEADING_ZERO = re.compile(r"-?0\d")


_CAPTION = Look(looks.HEAD, wrapped=False)
_BODY = Look(boxed=True)
_PERCENT = Look(boxed=True, number="0.0%")


def write(sheets: Sequence[tuple[str, Sequence[Block]]], title: str, as_of: date | None, path: Path) -> Path:
    """Write the sheets of an answer, each by its name, and return where they are."""
    told = messages.title(title, as_of.isoformat() if as_of else None)

    def content(to: Flow) -> None:
        for name, blocks in sheets:
            _sheet(to.sheet(name), blocks, told)

    return flow.save(path, content)


def _sheet(to: Sheet, blocks: Sequence[Block], told: str) -> None:
    width = max((len(row) for block in blocks for row in (block.head, *block.rows[:1])), default=1)
    only = len(blocks) == 1 and not blocks[0].title
    to.print_setup(a3=width > _A4, title_rows=2 if only else 1, landscape=width > _PORTRAIT)
    _set_widths(to, blocks)
    if only and blocks[0].head:
        to.freeze(3, 1)
        to.filter(2, 2 + len(blocks[0].rows), width)
    to.merge(1, 1, 1, width)
    to.append([told], flow.TITLE, looks.TITLE_HEIGHT)
    for number, block in enumerate(blocks):
        _block(to, block, apart=number > 0)


_A4 = 14
"""Columns; a wider sheet takes A3."""

_PORTRAIT = 6
"""Columns; a wider sheet is printed across."""


def _block(to: Sheet, block: Block, *, apart: bool) -> None:
    if apart:
        to.append([])
    if block.title:
        to.append([block.title], _CAPTION)
    if block.head:
        to.fitted(block.head, flow.HEADING)
    for row in block.rows[: looks.PRINTED]:
        to.fitted([_value(value) for value in row], [_PERCENT if _is_rate(v) else _BODY for v in row])
    for row in block.rows[looks.PRINTED :]:
        # What nobody prints has no look, but a rate, which without one reads as a fraction.
        to.append([_value(value) for value in row], [_PERCENT if _is_rate(v) else None for v in row])


def _set_widths(to: Sheet, blocks: Sequence[Block]) -> None:
    widest: dict[int, int] = {}
    for block in blocks:
        for row in (block.head, *block.rows[:_SAMPLE]):
            for at, value in enumerate(row, start=1):
                longest = max(map(cells, str(value or "").split("\n")), default=0)
                widest[at] = max(widest.get(at, _NARROWEST), min(longest + 2, _WIDEST))
    for at, width in widest.items():
        to.width(at, width)


def _is_rate(value: Any) -> bool:
    return isinstance(value, str) and value.endswith("%") and bool(_RATE.fullmatch(value))


def _value(value: Any) -> Any:
    return float(Decimal(value[:-1]) / 100) if _is_rate(value) else _number(value)


def _number(value: Any) -> Any:
    """Return a figure that a page words as text as the number that it is; what keeps its zeros is a code."""
    if not isinstance(value, str) or not value[-1:].isdecimal():
        return value
    if not _NUMBER.fullmatch(value) or _LEADING_ZERO.match(value):
        return value
    plain = value.replace(",", "")
    return float(plain) if "." in plain else int(plain)
