"""What all known ledgers tell of each other: who knew how much of whom, what was open where, and who settled it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.knowledge import At, Knowledge
from hazardctl.ledger.queries.merging import COMMAND, Place, entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.merging import Entry, Image

_TOLD = "select ledger, seq, entity, uid, image, command, tx from {} where entity in ('merged', 'conflict') order by seq"


class Meanwhile:
    """Who knew how much of whom, what was open where, and who settled what a row says: the entry and the field."""

    def __init__(self, knows: Iterable[Entry], conflicts: Sequence[Entry]) -> None:
        told = [(one.at, At(one.image["ledger"], one.image["seq"])) for one in knows if one.image]
        self.knowledge = Knowledge(told)
        self._taking_in = {(one.at.ledger, one.tx) for one in knows}
        self.decided: dict[tuple[str, str], list[tuple[At, str]]] = {}
        self._conflicts: dict[Place, list[tuple[At, Image | None]]] = {}
        stood: dict[tuple[str, str], Place] = {}
        for one in conflicts:
            key = (one.at.ledger, one.uid)
            if one.image is not None:
                stood[key] = Place(*(one.image[name] for name in Place._fields))
            place = stood[key]
            self._conflicts.setdefault(place, []).append((one.at, one.image))
            if one.image is None and not self.is_merged(one):
                self.decided.setdefault((place.entity, place.row_uid), []).append((one.at, place.field))

    def is_merged(self, entry: Entry) -> bool:
        """Whether an entry only takes over what others said: a decision is one that took no ledger in."""
        return entry.command == COMMAND and (entry.at.ledger, entry.tx) in self._taking_in

    def settled_since(self, known: Mapping[str, int], entity: str, field: str | None = None) -> set[str]:
        """Return the rows of which other ledgers have settled something since they were known: anything, or one field."""
        return {
            row
            for (kind, row), settled in self.decided.items()
            if kind == entity
            and any(at.seq > known.get(at.ledger, 0) and field in {None, its} for at, its in settled)
        }

    def open_at(self, where: At, place: Place) -> Image | None:
        """Return what was open about one thing in a ledger at one of its entries."""
        told = self._conflicts.get(place, ())
        return next(
            (image for at, image in reversed(told) if at.ledger == where.ledger and at.seq <= where.seq),
            None,
        )

    def all_open_at(self, where: At) -> dict[str, dict[str, Image]]:
        """Return everything that was open in a ledger at one of its entries: by row and field."""
        found: dict[str, dict[str, Image]] = {}
        for place in self._conflicts:
            if image := self.open_at(where, place):
                found.setdefault(place.row_uid, {})[place.field] = image
        return found


def read(reads: Reads) -> Meanwhile:
    """Read what all known ledgers tell of each other."""
    found: dict[str, list[Entry]] = {"merged": [], "conflict": []}
    for table in ("source_entry", "journal"):
        for row in reads.rows(_TOLD.format(table)):
            found[row["entity"]].append(entry_of(row))
    return Meanwhile(found["merged"], found["conflict"])
