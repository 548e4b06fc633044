"""A page → text: for a terminal with colour and folding, for a pipe plain and aligned.

On a pipe nothing is folded unless COLUMNS says how wide it is (rich would squeeze to 80). Everything that came from
people passes `safe` and goes in as text, never as markup.
"""

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
_NARROWEST, _WIDEST = 20, 160
_UNFOLDED = 100_000


def shown(page: Page, *, terminal: bool, encoding: str) -> str:
    """Return the page as text."""
    console = Console(
        file=io.StringIO(),
        force_terminal=terminal,
        width=None if terminal else _width_of_pipe(),
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        safe_box=True,
        color_system="standard" if terminal and "NO_COLOR" not in os.environ else None,
    )
    if terminal:
        console.width = min(shutil.get_terminal_size().columns, _WIDEST)
    plain_rules = not terminal or not _can("─", encoding)
    for part in page.parts:
        console.print(_drawn(part, ascii_only=plain_rules, width=console.width))
    return _tidy(console.file.getvalue())  # type: ignore[attr-defined]


def _width_of_pipe() -> int:
    """Return COLUMNS where it is a sensible number; otherwise nothing is folded."""
    said = os.environ.get("COLUMNS", "")
    return max(int(said), _NARROWEST) if said.isascii() and said.isdecimal() and int(said) else _UNFOLDED


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


def _drawn(part: Part, *, ascii_only: bool, width: int) -> RenderableType:
    if isinstance(part, Title):
        return Text(("" if part.level == 1 else "\n") + safe(part.text), style="bold")
    if isinstance(part, Line):
        # rich folds at spaces only and would send a Chinese sentence to the next line whole.
        return Text("\n".join(fold(safe(part.text), width - 1)), style=_STYLES[part.tone])
    if isinstance(part, Pairs):
        return _pairs(part)
    return _table(part, ascii_only=ascii_only)


def _pairs(part: Pairs) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, value in part.rows:
        grid.add_row(Text(safe(name)), Text(safe(value)))
    return Padding(grid, (0, 0, 0, 2), expand=False)


def _table(part: Table, *, ascii_only: bool) -> RenderableType:
    if not part.rows:
        return Text("  " + safe(part.empty), style="dim")
    table = RichTable(
        box=None if ascii_only else box.SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        expand=not ascii_only and any(column.main for column in part.columns),
    )
    for column in part.columns:
        table.add_column(
            Text(safe(column.heading)),
            justify="right" if column.right else "left",
            no_wrap=column.keep or column.right,
            overflow="fold",
            max_width=column.most if not ascii_only else None,
            # What the row is about takes all the room that the other columns leave.
            ratio=1 if column.main and not ascii_only else None,
        )
    for row in part.rows:
        table.add_row(*(_cell(value) for value in row))
    return table


def _cell(value: str | Cell) -> Text:
    cell = value if isinstance(value, Cell) else Cell(value)
    return Text(safe(cell.text), style=_STYLES[cell.tone])
