"""One ledger on its way into another: who knew what, and what comes of each row."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from hazardctl.domain.merging import ABSENT, At, Past, Told, common, join
from hazardctl.ledger import sources
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries import merging as queries
from hazardctl.ledger.queries import stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hazardctl.domain.merging import Row
    from hazardctl.ledger.queries.merging import Entry, Image, Meanwhile, Merged
    from hazardctl.ledger.sources import Source
    from hazardctl.ledger.writing import Writer


class Merger:
    """What one merge knows: both sides, the entries of all ledgers that either knows, and the tally so far.

    `before` is how far this ledger knew the others, `since` the last entry of the source's that it had taken in.
    """

    def __init__(self, writer: Writer, source: Source, before: dict[str, Merged]) -> None:
        self.writer, self.source, self.before = writer, source, before
        self.since = before[source.ledger].seq if source.ledger in before else 0
        self.alias = queries.aliases(writer)
        self._others: dict[str, list[str]] = {}
        for other, kept in self.alias.items():
            self._others.setdefault(kept, []).append(other)
        self.leaving: list[tuple[str, str]] = []
        self.touched: dict[str, None] = {}
        self.fresh: set[str] = set()
        self.changed: dict[str, set[str]] = {}
        self.added: dict[str, int] = {}
        self.updated: dict[str, int] = {}
        self.conflicting: dict[str, int] = {}

    @cached_property
    def meanwhile(self) -> Meanwhile:
        """Return who knew how much of whom; read once all entries of the other ledger are here."""
        return queries.meanwhile(self.writer)

    @cached_property
    def known_to_both(self) -> dict[str, int]:
        """Return how far both sides knew each ledger before this merge."""
        ours = {ledger: one.seq for ledger, one in self.before.items()}
        ours[self.writer.ledger] = self.theirs.get(self.writer.ledger, 0)
        return common(ours, self.theirs)

    @cached_property
    def theirs(self) -> dict[str, int]:
        """Return how far the other ledger knows each one."""
        return self.meanwhile.knowledge.of(At(self.source.ledger, self.source.walked.entries))

    @cached_property
    def texts(self) -> dict[str, tuple[str | None, str | None]]:
        """Return the confidential texts of the other ledger."""
        return sources.texts(self.source)

    @cached_property
    def theirs_open(self) -> dict[str, dict[str, Image]]:
        """Return what is undecided in the other ledger, by row and field."""
        return self.open_at(At(self.source.ledger, self.source.walked.entries))

    def name(self, uid: str) -> str:
        """Return the uid under which a row of another ledger is here."""
        return self.alias.get(uid, uid)

    def renamed(self, entity: str, image: Image) -> Image:
        """Return a row of another ledger with every column of ours, and rows named as they are here."""
        row: dict[str, Any] = {column: image.get(column) for column in stored.columns(self.writer, entity)}
        if self.alias:
            for column, value in row.items():
                if (
                    isinstance(value, str)
                    and value in self.alias
                    and (entity, column) != ("same_as", "other")
                ):
                    row[column] = self.alias[value]
        return row

    def ancestor(
        self, entity: str, uid: str, entries: Sequence[Entry], known: Mapping[str, int] | None = None
    ) -> Told:
        """Return a row as both sides knew it last; where they went criss-cross, what all that both knew comes to."""
        known = self.known_to_both if known is None else known
        last = {one.at.ledger: one for one in entries if one.at.seq <= known.get(one.at.ledger, 0)}
        heads = self.meanwhile.knowledge.latest([one.at for one in last.values()])
        if not heads:
            return ABSENT
        told = [self._as_told(entity, uid, last[head.ledger], known) for head in heads]
        base, whole = heads[0], told[0]
        for head, one in zip(heads[1:], told[1:], strict=True):
            below = common(self.meanwhile.knowledge.of(base), self.meanwhile.knowledge.of(head))
            before = self.ancestor(entity, uid, entries, below)
            whole = join(entity, before, whole, one, Past(self._in_turn(entity, uid, entries)))
        return whole

    def _as_told(self, entity: str, uid: str, entry: Entry, known: Mapping[str, int]) -> Told:
        """Return a row as a ledger told it, with what was open in it."""
        place = At(entry.at.ledger, known[entry.at.ledger])
        still = self.open_at(place).get(entry.uid, {})
        row = self.renamed(entity, entry.image) | {"uid": uid} if entry.image is not None else None
        return queries.told(entity, row, still.values())

    def open_at(self, where: At) -> dict[str, dict[str, Image]]:
        """Return what was undecided in a ledger as at one of its entries, by row (as that ledger calls it) and field."""
        if where not in self._opened:
            self._opened[where] = self.meanwhile.open_at(where)
        return self._opened[where]

    def open_there(self, uid: str) -> dict[str, Image]:
        """Return what is undecided of a row in the other ledger, by field."""
        names = (uid, *self._others.get(uid, ()))
        return next((self.theirs_open[name] for name in names if name in self.theirs_open), {})

    def call(self, other: str, kept: str) -> None:
        """Remember under which uid a row of the other ledger is here."""
        self.alias[other] = kept
        self._others.setdefault(kept, []).append(other)

    def known_here(self, entries: Iterable[Entry]) -> bool:
        """Whether this ledger knew of a row before, its own or taken in."""
        own = self.writer.ledger
        return any(
            one.at.ledger == own
            or (one.at.ledger in self.before and one.at.seq <= self.before[one.at.ledger].seq)
            for one in entries
        )

    def known_there(self, entries: Iterable[Entry]) -> bool:
        """Whether the other ledger knows of a row, its own or taken in."""
        return any(one.at.seq <= self.theirs.get(one.at.ledger, 0) for one in entries)

    @cached_property
    def _opened(self) -> dict[At, dict[str, dict[str, Image]]]:
        return {}

    def last_image(self, uid: str) -> Image | None:
        """Return what a row was before it was taken back."""
        found = queries.entries_on(self.writer, [uid]).get(uid, ())
        return next((entry.image for entry in reversed(found) if entry.image), None)

    def past(self, entity: str, uid: str, entries: Sequence[Entry]) -> Past:
        """Return how a row was told, in all and where only one of the two ledgers knew of it."""
        ours: dict[str, list[Entry]] = {}
        theirs: dict[str, list[Entry]] = {}
        for one in sorted(entries, key=lambda entry: entry.at):
            here, there = self.known_here([one]), self.known_there([one])
            if here != there:
                (ours if here else theirs).setdefault(one.at.ledger, []).append(one)
        mine, its = ([self._rows(entity, uid, told) for told in side.values()] for side in (ours, theirs))
        return Past(self._in_turn(entity, uid, entries), mine, its)

    def _in_turn(self, entity: str, uid: str, entries: Sequence[Entry]) -> list[Image]:
        """Return how a row was told: first by the ledger in which it was entered, then by the others."""
        origin = queries.origin(entries) if entries else ""
        return self._rows(entity, uid, sorted(entries, key=lambda one: (one.at.ledger != origin, one.at)))

    def _rows(self, entity: str, uid: str, entries: Sequence[Entry]) -> list[Image]:
        return [self.renamed(entity, one.image) | {"uid": uid} for one in entries if one.image]

    def count(self, tally: dict[str, int], entity: str, number: int = 1) -> None:
        """Add to what came of rows."""
        if number:
            tally[entity] = tally.get(entity, 0) + number

    def settle(self, entity: str, uid: str, ours: Told, told: Told) -> list[Change]:
        """Return the changes that make a row what two tellings came to, and count it."""
        changes: list[Change] = []
        if told.row is None and ours.row is not None:
            changes.append(Change(entity, dict(ours.row), new=False, gone=True))
        elif told.row is not None and told.row != ours.row:
            changes.append(Change(entity, dict(told.row), new=ours.row is None))
        rows = list(changes)
        if told.open != ours.open:
            have = {one.field: one for one in queries.undecided(self.writer, [uid])}
            for field in sorted(told.open.keys() | ours.open.keys()):
                found = told.open.get(field)
                place = queries.Place(entity, uid, field)
                new = queries.packed(found) if found else None
                changes += queries.set_conflict(self.writer, have.get(field), place, new)
        opened = sum(told.open[field] != ours.open.get(field) for field in told.open)
        if opened:
            self.count(self.conflicting, entity, opened)
        elif changes:
            self.count(self.updated, entity)
        if rows:
            self.has_changed(entity, told.row or ours.row or {})
        return changes

    def has_changed(self, entity: str, row: Row) -> None:
        """Note whose figures and whose story are to be looked at again."""
        owner, _ = queries.STORIES.get(entity, ("", ""))
        self.changed.setdefault(owner or entity, set()).add(row[owner or "uid"])
        if "hazard" in {owner, entity}:
            self.touched[row[owner or "uid"]] = None
