"""Plain text in columns of terminal cells, where a Chinese character takes two. Knows nothing of commands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WIDTH: Final = 78  # an 80 column console of Windows adds an empty line after a full one
_FIRST_COLUMN: Final = 28
_CHARACTERS: Final = 4096
"""So many characters are measured once; a page has a few hundred."""
# What may not be torn apart: a run of ASCII (but after "|"), and a mark from the character it stands at.
_ATOM: Final = r"\s+|[（“《【]*(?:[!-{}~]*\||[!-{}~]+|\S)[，。；：、！？）”》】…]*"

# A command is typed as it stands, so it is not torn apart where it fits into a line.
_COMMAND: Final = r"(hazardctl(?: [^\s；，。：（）]+)+[；，。）]*)"


@lru_cache(_CHARACTERS)
def _cell(character: str, wide: str) -> int:
    return 0 if combining(character) else 2 if east_asian_width(character) in wide else 1


def cells(text: str) -> int:
    """Count the terminal cells of `text`: two for a wide character, none for a combining one."""
    return len(text) if text.isascii() else sum(_cell(c, "WF") for c in text)


def legacy_cells(text: str) -> int:
    """Count the cells of `text` on a console of a Chinese code page: what Unicode calls ambiguous is drawn wide there."""
    return len(text) if text.isascii() else sum(_cell(c, "WFA") for c in text)


def fold(text: str, width: int, measure: Callable[[str], int] = cells) -> list[str]:
    """Fold each line of `text` to at most `width` cells; nothing is cut off."""
    return [line for paragraph in text.splitlines() for line in _fold_line(paragraph, width, measure)]


def _fold_line(text: str, width: int, measure: Callable[[str], int]) -> list[str]:
    """Fold one line, each character measured twice: down a pipe a line may be as long as what somebody wrote."""
    if measure(text) <= width:
        return [text.rstrip()]
    lines: list[list[str]] = [[]]
    used = 0
    for atom in _atoms(text, width, measure):
        if used + measure(atom.rstrip()) > width:
            lines.append([])
            used = 0
        added = atom if lines[-1] or len(lines) == 1 else atom.lstrip()
        lines[-1] += [added] if added else []
        used += measure(added)
    return ["".join(line).rstrip() for line in lines]


def _atoms(text: str, width: int, measure: Callable[[str], int]) -> Iterator[str]:
    for piece in re.split(_COMMAND, text):
        if piece.startswith("hazardctl ") and measure(piece) <= width:
            yield piece
            continue
        for atom in re.findall(_ATOM, piece):
            yield from [atom] if measure(atom) <= width else atom


def indented(text: str, first: str = "  ") -> str:
    """Fold `text` behind `first`, the lines after it indented by as many cells."""
    margin = " " * cells(first)
    lines = fold(text, WIDTH - len(margin)) or [""]
    return "\n".join((first if n == 0 else margin) + line if line else "" for n, line in enumerate(lines))


def table(rows: Sequence[tuple[str, str]]) -> str:
    """Set names and their explanations in two columns; a name too long for its column has a line alone."""
    fitting = [cells(name) for name, _ in rows if cells(name) <= _FIRST_COLUMN]
    column = max(fitting, default=_FIRST_COLUMN)
    return "\n".join(_row(name, text, column) for name, text in rows)


def _row(name: str, text: str, column: int) -> str:
    if not text:
        return indented(name)
    if cells(name) > column:
        return f"{indented(name)}\n{indented(text, ' ' * (column + 4))}"
    return indented(text, f"  {name}{' ' * (column - cells(name))}  ")
