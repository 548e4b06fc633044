"""A page → text for a terminal, with colour and folding; `pipe` is for everything else.

Everything that came from people passes `safe` and goes in as text, never as markup.
"""

from __future__ import annotations

import io
import os
import shutil

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from hazardctl.domain.text import safe
from hazardctl.render.columns import fold
from hazardctl.render.shapes import Cell, Line, Page, Pairs, Part, Table, Title

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
    """Return the page as text with the terminal's colours; rules are drawn only where the code page has them."""
    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        width=min(shutil.get_terminal_size().columns, _WIDEST),
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        safe_box=True,
        color_system=None if "NO_COLOR" in os.environ else "standard",
    )
    frames = _can("─", encoding)
    for part in page.parts:
        console.print(_drawn(part, frames=frames, width=console.width))
    return _tidy(console.file.getvalue())  # type: ignore[attr-defined]


def _tidy(text: str) -> str:
    """Take trailing spaces away, and all but one of several empty lines."""
    lines = [line.rstrip() for line in text.splitlines()]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).rstrip() + "\n"


def _can(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _drawn(part: Part, *, frames: bool, width: int) -> RenderableType:
    if isinstance(part, Title):
        return Text(("" if part.level == 1 else "\n") + safe(part.text), style="bold")
    if isinstance(part, Line):
        # rich folds at spaces only and would send a Chinese sentence to the next line whole.
        return Text("\n".join(fold(safe(part.text), width - 1)), style=_STYLES[part.tone])
    if isinstance(part, Pairs):
        return _pairs(part)
    return _table(part, frames=frames)


def _pairs(part: Pairs) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, value in part.rows:
        grid.add_row(Text(safe(name)), Text(safe(value)))
    return Padding(grid, (0, 0, 0, 2), expand=False)


def _table(part: Table, *, frames: bool) -> RenderableType:
    if not part.rows:
        return Text("  " + safe(part.empty), style="dim")
    table = RichTable(
        box=box.SIMPLE_HEAD if frames else None,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        expand=any(column.main for column in part.columns),
    )
    for column in part.columns:
        table.add_column(
            Text(safe(column.heading)),
            justify="right" if column.right else "left",
            no_wrap=column.keep or column.right,
            overflow="fold",
            max_width=column.most,
            # What the row is about takes all the room that the other columns leave.
            ratio=1 if column.main else None,
        )
    for row in part.rows:
        table.add_row(*(_cell(value) for value in row))
    return table


def _cell(value: str | Cell) -> Text:
    cell = value if isinstance(value, Cell) else Cell(value)
    return Text(safe(cell.text), style=_STYLES[cell.tone])
