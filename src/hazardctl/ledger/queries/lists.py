"""Lists of values as a statement takes them: `where uid in (…)`, a batch at a time.

Only parameters' names get into a statement's text, never a value.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BATCH = 500
"""How many values a statement takes where it looks each of them up."""
MANY = 2_000
"""How many at the most: SQLite finds a parameter by its name, one after another, so that ten times as many take a
hundred times as long."""

ALL = -1
"""No limit."""

OF_TOWN = "town in (select value from setting where key = 'town')"
"""What a statement that looks a number up asks first: a number is a town's own, and so is the index that knows it."""


def batches(values: Iterable[str], most: int = BATCH) -> Iterator[tuple[str, ...]]:
    """Yield the values in groups that one statement can take as parameters."""
    rest = iter(values)
    while batch := tuple(islice(rest, most)):
        yield batch


def by_name(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yield rows as values by name: SQLite's own rows go through their columns for each name that they are asked for."""
    names: tuple[str, ...] = ()
    for row in rows:
        names = names or tuple(row.keys())
        yield dict(zip(names, row, strict=True))


def placed(values: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Return what stands between the brackets of `in (…)`, and the parameters that it names."""
    names = {f"v{i}": value for i, value in enumerate(values)}
    return ", ".join(f":{name}" for name in names), names
