"""What is found wrong with a ledger, before anybody words it."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

UNREADABLE = (
    sqlite3.Error, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError
)  # fmt: skip
"""What reading a damaged ledger may raise: SQLite's own errors, and values that no column of ours can hold, among them
JSON that is nested a thousand deep."""

Image = dict[str, Any]


class Flaw(NamedTuple):
    """One disagreement.

    `code` names its kind, `entity` and `uid` the row, `seq` the journal's entry. `said` is what stood there before,
    where that can be told, `says` what stands there now; `sure` when a hash proves what stood there.
    """

    code: str
    entity: str | None = None
    uid: str | None = None
    seq: int | None = None
    said: Image | None = None
    says: Image | None = None
    sure: bool = False
    times: int = 1


def read_image(text: object) -> Image | None:
    """Read an image; None where it is none."""
    try:
        told = json.loads(text) if isinstance(text, str) else None
    except UNREADABLE:
        return None
    return told if isinstance(told, dict) else None


def guarded(entity: str | None, look: Callable[[], Iterable[Flaw]]) -> Iterator[Flaw]:
    """Yield what a look yields; where it comes no further, say so instead of stopping."""
    try:
        yield from look()
    except UNREADABLE:
        yield Flaw("unreadable", entity)
