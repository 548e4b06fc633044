"""Which ledger knew what of another when it wrote: what came before what among ledgers, without a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class At(NamedTuple):
    """An entry's place: a ledger and the entry's number in it."""

    ledger: str
    seq: int


class Knowledge:
    """Which ledger knew, at which of its own entries, how far another one's journal goes."""

    def __init__(self, told: Iterable[tuple[At, At]]) -> None:
        self._told: dict[str, list[tuple[int, At]]] = {}
        self._known: dict[At, dict[str, int]] = {}
        for where, knows in told:
            self._told.setdefault(where.ledger, []).append((where.seq, knows))

    def of(self, where: At) -> Mapping[str, int]:
        """Return how far a ledger knew every other one at one of its entries."""
        if where not in self._known:
            known = {where.ledger: where.seq}
            for seq, other in self._told.get(where.ledger, ()):
                if seq <= where.seq:
                    known[other.ledger] = max(known.get(other.ledger, 0), other.seq)
            self._known[where] = known
        return self._known[where]

    def before(self, one: At, other: At) -> bool:
        """Whether an entry was known where another was made: earlier in one ledger, or taken in by merging."""
        return one != other and self.of(other).get(one.ledger, 0) >= one.seq
