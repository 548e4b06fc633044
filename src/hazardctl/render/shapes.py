"""What an answer can look like before any format is chosen: a page of titles, lines, pairs and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["plain", "strong", "quiet", "warn", "bad", "good"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Text with a tone; the tone only adds to what the words already say."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; `right` for numbers; `keep` for what must not be folded; `main` for what the row is about.

    `most` is how many cells a column may take on a terminal, so that the main one keeps room at 80 columns.
    """

    heading: str
    right: bool = False
    keep: bool = False
    main: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """The head of a page, or of a part of it."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with their values, one a line; pairs without a value are not made in the first place."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; `empty` is what to say when there are none."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str | Cell]]
    empty: str = ""


Part = Title | Line | Pairs | Table


@dataclass(frozen=True, slots=True)
class Page:
    """An answer from top to bottom."""

    parts: Sequence[Part] = field(default_factory=tuple)
