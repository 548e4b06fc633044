"""What an answer can look like before any format is chosen: a page of titles, lines, pairs and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Tone = Literal["plain", "strong", "quiet", "warn", "bad", "good"]


class Cell(NamedTuple):
    """Text with a tone; the tone only adds to what the words already say."""

    text: str
    tone: Tone = "plain"


class Column(NamedTuple):
    """A heading; `right` for numbers; `keep` for what must not be folded; `main` for what the row is about.

    `most` is how many cells a column may take on a terminal, so that the main one keeps room at 80 columns.
    """

    heading: str
    right: bool = False
    keep: bool = False
    main: bool = False
    most: int | None = None


class Title(NamedTuple):
    """The head of a page, or of a part of it."""

    text: str
    level: int = 2


class Line(NamedTuple):
    """One paragraph."""

    text: str
    tone: Tone = "plain"


class Pairs(NamedTuple):
    """Labels with their values, one a line; pairs without a value are not made in the first place."""

    rows: Sequence[tuple[str, str]]


class Table(NamedTuple):
    """Columns and rows; `empty` is what to say when there are none."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str | Cell]]
    empty: str = ""


Part = Title | Line | Pairs | Table


class Page(NamedTuple):
    """An answer from top to bottom; `standing` says on every file of it which paper it is (送审稿, 第 1 号).

    `figures` are what the page words as sentences, once more as tables: for files of cells, which hold no sentences.
    """

    parts: Sequence[Part] = ()
    standing: Sequence[str] = ()
    figures: Sequence[Part] = ()
