"""What every workbook of this program looks like, whichever library writes it: faces, frames, fills, how days are shown."""

from __future__ import annotations

from typing import NamedTuple

from hazardctl.domain.text import safe
from hazardctl.messages import workbooks as messages

LONGEST = 32_767
"""Characters in a cell, as UTF-16 counts them; more is cut silently by every spreadsheet, so it is refused here."""

PRINTED = 5_000
"""Rows; what stands below them on a sheet is for machines, and goes without a frame and a font for each cell."""

DAY = "yyyy-mm-dd"
DOTTED = "yyyy.m.d"
"""How forms print a day (OFFICE.md: 2023.8.31 in tables)."""
TEXT = "@"
GREY, RED, YELLOW = "D9D9D9", "FFC7CE", "FFF2CC"

FORMULA_LIKE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the begin of a formula when a cell is edited; text that begins so is marked as text."""

A3, A4 = 8, 9
"""Paper sizes, as the format numbers them."""
SIDE, TOP, BOTTOM, FOOT = 0.4, 0.6, 0.75, 0.35
"""Margins in inches."""
TITLE_HEIGHT = 30
"""Points."""
FOOTER = "第 &P 页  共 &N 页"


class Face(NamedTuple):
    """A font; its size is in points."""

    name: str
    size: int
    bold: bool = False
    colour: str | None = None


TITLE = Face("方正小标宋简体", 20)
HEAD = Face("黑体", 10, bold=True)
BODY = Face("仿宋", 10)
BAD = Face("仿宋", 10, bold=True, colour="9C0006")


def sheet_name(said: str, taken: set[str]) -> str:
    """Return a name that a sheet may have, and note it as taken: at most 31 characters, none reserved, no other's."""
    bare = "".join("_" if c in "[]:*?/\\'" else c for c in safe(said)).strip()[:31] or messages.SHEET
    others = (f"{bare[:26]}({i})" for i in range(2, 1_000))
    name = next(name for name in (bare, *others) if name.casefold() not in taken)
    taken.add(name.casefold())
    return name
