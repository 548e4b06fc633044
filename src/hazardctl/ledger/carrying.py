"""A whole ledger carried from one place to another, every row of every table as it is, and counted where it arrives."""

from __future__ import annotations

from graphlib import TopologicalSorter
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from hazardctl.ledger.proof.reading import Examines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hazardctl.ledger.layout import Table


class Takes(Examines, Protocol):
    """An empty ledger in the middle of being made: it takes rows, and may be examined before anybody else sees it."""

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Store rows of a table as they are."""
        ...

    def deposit(self, sha256: str, path: Path) -> bool:
        """Take an attached file in where the ledger keeps them itself, and say whether it was not there yet."""
        ...


class Carried(NamedTuple):
    """What went over: tables and rows, and the tables that did not arrive as they were sent."""

    tables: int
    rows: int
    changed: tuple[str, ...]


class _Sum:
    """Rows in one number, whatever their order: each by its hash, all of them added up."""

    def __init__(self) -> None:
        self.rows = 0
        self._total = 0

    @property
    def told(self) -> tuple[int, int]:
        """Return how many rows there were, and their sum."""
        return self.rows, self._total % 2**256

    def over(self, rows: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        """Yield rows as they are, and add them."""
        for row in rows:
            values = tuple(row)
            self.rows += 1
            self._total += int.from_bytes(sha256(repr(values).encode("utf-8", "surrogateescape")).digest())
            yield values


def carry(source: Examines, target: Takes) -> Carried:
    """Carry every row over, and read it again where it arrived."""
    rows, changed = 0, []
    shapes = target.shapes()
    for name in referred_first(shapes):
        columns, sent, arrived = shapes[name].columns, _Sum(), _Sum()
        asked = f"select {', '.join(columns)} from {name}"  # noqa: S608  one of our tables
        target.load(name, columns, sent.over(source.each(asked)))
        for _ in arrived.over(target.each(asked)):
            pass
        rows += sent.rows
        changed += [name] if arrived.told != sent.told else []
    return Carried(len(shapes), rows, tuple(changed))


def referred_first(shapes: Mapping[str, Table]) -> tuple[str, ...]:
    """Return the tables in an order in which a row finds there what it refers to."""
    rests = {
        name: {referred for _, referred, _ in table.references if referred != name}
        for name, table in shapes.items()
    }
    return tuple(TopologicalSorter(rests).static_order())
