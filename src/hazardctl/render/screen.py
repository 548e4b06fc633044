"""A page → text for a terminal, with colour and folded to its width; `pipe` is for everything else.

Everything that came from people passes `safe` and goes in as text, never as markup. Rules are drawn of characters
that are one cell wide wherever they are drawn.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from hazardctl.domain.text import safe
from hazardctl.render import grid
from hazardctl.render.columns import fold
from hazardctl.render.pipe import tidy
from hazardctl.render.shapes import Line, Page, Pairs, Part, Title

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLES = {
    "plain": "",
    "strong": "bold",
    "quiet": "dim",
    "warn": "yellow",
    "bad": "bold red",
    "good": "green",
}
_WIDEST = 160


def shown(page: Page, *, encoding: str) -> str:
    """Return the page as text with the terminal's colours."""
    # A console of Windows adds an empty line after a full one.
    width = min(shutil.get_terminal_size().columns, _WIDEST) - 1
    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        color_system="standard" if _colours() else None,
    )
    for part in page.parts:
        for line in _lines(part, width, encoding):
            console.print(line, no_wrap=True, overflow="ignore", crop=False)
    return tidy(iter(console.file.getvalue().splitlines()))  # type: ignore[attr-defined]


def _colours() -> bool:
    """Whether colour is wanted and can be drawn; a console of Windows is asked to, and an old one cannot."""
    if "NO_COLOR" in os.environ:
        return False
    if sys.platform != "win32":
        return True
    import ctypes

    output, virtual_terminal = -11, 0x4
    kernel = ctypes.windll.kernel32
    handle, mode = kernel.GetStdHandle(output), ctypes.c_ulong()
    return bool(
        kernel.GetConsoleMode(handle, ctypes.byref(mode))
        and kernel.SetConsoleMode(handle, mode.value | virtual_terminal)
    )


def _lines(part: Part, width: int, encoding: str) -> Iterator[Text]:
    measure = grid.measure_of(encoding)
    if isinstance(part, Title):
        yield from [Text()] if part.level > 1 else []
        yield from (Text(line, style="bold") for line in fold(safe(part.text), width, measure))
    elif isinstance(part, Line):
        yield from (
            Text(line, style=_STYLES[part.tone]) for line in fold(safe(part.text), width, measure) or [""]
        )
    elif isinstance(part, Pairs):
        for name, value in grid.pairs(part, width, measure):
            yield Text.assemble((name, "dim"), value)
    elif part.rows:
        rule = "─" if grid.is_unicode(encoding) else "-"
        for line in grid.lines(part, width, measure, rule=rule):
            between = Text(" " * grid.GAP)
            yield between.join(Text(segment.text, style=_STYLES[segment.tone]) for segment in line)
        yield Text()
    else:
        yield from (Text("  " + line, style="dim") for line in fold(safe(part.empty), width - 2, measure))
