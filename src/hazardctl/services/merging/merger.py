"""One ledger on its way into another: who knew what, and what comes of each row."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from hazardctl.domain.knowledge import At
from hazardctl.domain.merging import Account
from hazardctl.domain.merging import Entry as Said
from hazardctl.ledger import sources
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries import meanwhile, said, stored
from hazardctl.ledger.queries import merging as queries
from hazardctl.services.undo import COMMAND as UNDO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hazardctl.domain.merging import Row, Told
    from hazardctl.ledger.queries.meanwhile import Meanwhile
    from hazardctl.ledger.queries.merging import Entry, Image
    from hazardctl.ledger.sources import Source
    from hazardctl.ledger.writing import Writer


class Merger:
    """What one merge knows: both sides, the entries of all ledgers that either knows, and the tally so far.

    `known` is how far this ledger knew each other one before, `since` the source's last entry that it had taken in.
    """

    def __init__(self, writer: Writer, source: Source, known: Mapping[str, int]) -> None:
        self.writer, self.source, self.known = writer, source, known
        self.since = known.get(source.ledger, 0)
        self.alias = queries.aliases(writer)
        self._others: dict[str, list[str]] = {}
        for other, kept in self.alias.items():
            self._others.setdefault(kept, []).append(other)
        self.leaving: list[tuple[str, str]] = []
        self.touched: dict[str, None] = {}
        self.fresh: set[str] = set()
        self.changed: dict[str, set[str]] = {}
        self.called: dict[str, set[str]] = {}
        self._told_of: dict[str, dict[str, Image]] = {}
        self.added: dict[str, int] = {}
        self.updated: dict[str, int] = {}
        self.conflicting: dict[str, int] = {}

    @cached_property
    def meanwhile(self) -> Meanwhile:
        """Return who knew how much of whom; read once all entries of the other ledger are here."""
        return meanwhile.read(self.writer)

    @cached_property
    def texts(self) -> dict[str, tuple[str | None, str | None]]:
        """Return the confidential texts of the other ledger."""
        return sources.texts(self.source)

    @cached_property
    def theirs_open(self) -> dict[str, dict[str, Image]]:
        """Return what is undecided in the other ledger, by row and field."""
        return self.meanwhile.all_open_at(At(self.source.ledger, self.source.walked.entries))

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

    def account(self, entity: str, uid: str, found: Mapping[str, Sequence[Entry]]) -> Account:
        """Return all that was said of a row, of the entries that were found by uid."""
        names = self.names(uid)
        entries = sorted((one for name in names for one in found.get(name, ())), key=lambda one: one.at)
        told = [
            Said(
                one.at,
                one.uid,
                None if one.image is None else self.renamed(entity, one.image) | {"uid": uid},
                merged=self.meanwhile.is_merged(one),
                undo=one.command == UNDO,
            )
            for one in entries
        ]
        decided = [
            (at, field)
            for name in names
            for at, field in self.meanwhile.decided.get((entity, name), ())
            if field not in queries.STORY_FIELDS
        ]
        return Account(entity, told, decided, self.meanwhile.knowledge, self._elder(names, found))

    def names(self, uid: str) -> tuple[str, ...]:
        """Return the uids under which a row is known, here and elsewhere; ours first."""
        return (uid, *self._others.get(uid, ()))

    def said_since(self, entity: str) -> set[str]:
        """Return the rows here of which any other ledger has said or settled something since it was known last."""
        found = said.since(self.writer, entity, self.known)
        found |= self.meanwhile.settled_since(self.known, entity)
        return set(queries.known_here(self.writer, {self.name(uid) for uid in found}))

    def _elder(self, names: Sequence[str], found: Mapping[str, Sequence[Entry]]) -> str:
        """Return which goes first of rows for one thing: one that was entered here, or that was made first."""
        own = self.writer.ledger
        return min(names, key=lambda one: (not found.get(one) or queries.origin(found[one]) != own, one))

    def open_there(self, uid: str) -> dict[str, Image]:
        """Return what is undecided of a row in the other ledger, by field."""
        return next((self.theirs_open[name] for name in self.names(uid) if name in self.theirs_open), {})

    def told_of(self, table: str) -> dict[str, Image]:
        """Return every row of a small table that any ledger ever told of."""
        if table not in self._told_of:
            self._told_of[table] = said.told_last(self.writer, table)
        return self._told_of[table]

    def call(self, other: str, kept: str) -> None:
        """Remember under which uid a row of another ledger is here, and with it all that it is called elsewhere."""
        for name in (other, *self._others.pop(other, ())):
            self.alias[name] = kept
            self._others.setdefault(kept, []).append(name)

    def count(self, tally: dict[str, int], entity: str, number: int = 1) -> None:
        """Add to what came of rows."""
        if number:
            tally[entity] = tally.get(entity, 0) + number

    def settle(self, entity: str, uid: str, ours: Told, told: Told) -> list[Change]:
        """Return the changes that make a row what all that was said of it comes to, and count it."""
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
