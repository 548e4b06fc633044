"""What was done to a hazard (acts) or a matter (steps) in several ledgers: one story where it holds together, else none yet.

What a ledger's journal says of it is turned into what `domain.weaving` asks for; what comes of it is stored.
"""

from __future__ import annotations

import json
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from hazardctl.domain.canonical import canonical
from hazardctl.domain.weaving import Deed, Stand
from hazardctl.domain.weaving import Story as Woven
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries import merging as queries
from hazardctl.ledger.queries import said
from hazardctl.ledger.queries.lists import BATCH, batches
from hazardctl.services.merging import rows
from hazardctl.services.merging.holding import holds, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from hazardctl.domain.knowledge import At
    from hazardctl.ledger.queries.merging import Entry, Image, Undecided
    from hazardctl.services.merging.merger import Merger

    Told = dict[str, Image]
    """Acts or steps by their uid."""


def take(merger: Merger, entity: str, today: date) -> None:
    """Take every act (or step) of which any ledger says something new, a story at a time."""
    owner, field = queries.STORIES[entity]
    here = merger.said_since(entity)
    _take_fresh(merger, entity, owner)
    rows.join(merger, entity, here, parts=True)
    news = said.since(merger.writer, entity, merger.known)
    # A story is judged by what the row itself says, so that it is looked at again when that changes.
    touched = set(merger.changed.get(owner, ()))
    touched |= {merger.name(row) for row in merger.meanwhile.settled_since(merger.known, owner, field)}
    parts = said.parts_of(merger.writer, entity, owner) if news or touched - merger.fresh else {}
    touched |= {merger.name(row) for row, acts in parts.items() if not news.isdisjoint(acts)}
    touched -= merger.fresh
    for some in batches(sorted(touched)):
        for story in _stories(merger, entity, some, parts):
            story.settle(today)


def _take_fresh(merger: Merger, entity: str, owner: str) -> None:
    """Store what was done to rows that are new here, as the other ledger tells it."""
    rest = iter(queries.changed(merger.writer, merger.source.ledger, entity, merger.since))
    while batch := list(islice(rest, BATCH)):
        told = (merger.renamed(entity, image) for _, image in batch if image)
        rows.insert(merger, entity, [row for row in told if row[owner] in merger.fresh])


def _stories(
    merger: Merger, entity: str, some: Sequence[str], parts: Mapping[str, set[str]]
) -> Iterator[_Story]:
    owner, field = queries.STORIES[entity]
    acts = {uid: sorted({act for name in merger.names(uid) for act in parts.get(name, ())}) for uid in some}
    entries = queries.entries_on(merger.writer, {act for found in acts.values() for act in found})
    still = {one.row_uid: one for one in queries.undecided(merger.writer, some) if one.field == field}
    here: dict[str, Told] = {uid: {} for uid in some}
    for row in queries.having(merger.writer, entity, (owner, "uid"), some).values():
        here[row[owner]][row["uid"]] = row
    for uid in some:
        told = _Acts(merger, entity, {act: entries[act] for act in acts[uid]}, here[uid])
        yield _Story(merger, uid, told, still.get(uid))


class _Acts:
    """The acts of one story: what every ledger says of each, and those that are told `here`."""

    def __init__(
        self, merger: Merger, entity: str, entries: Mapping[str, Sequence[Entry]], here: Told
    ) -> None:
        self.merger, self.entity, self.entries, self.here = merger, entity, entries, here

    def deeds(self) -> Iterator[Deed]:
        """Yield where each was entered or taken back."""
        for act, entries in self.entries.items():
            there: dict[str, bool] = {}
            # What one command takes out and puts in again in another place was not done to the story.
            last = {(one.at.ledger, one.tx): one for one in entries}
            for one in last.values():
                stands, stood = one.image is not None, there.get(one.at.ledger, False)
                there[one.at.ledger] = stands
                if stands != stood and not self.merger.meanwhile.is_merged(one):
                    yield Deed(one.at, act, stands)

    def stood(self, at: At) -> frozenset[str]:
        """Return those that stood in a ledger at one of its entries."""
        found = set()
        for act, entries in self.entries.items():
            before = [one for one in entries if one.at.ledger == at.ledger and one.at.seq <= at.seq]
            if before and before[-1].image is not None:
                found.add(act)
        return frozenset(found)

    def told(self, acts: frozenset[str]) -> list[Image]:
        """Return what some say, all told."""
        return [self.here.get(act) or self._images[act] for act in sorted(acts)]

    @cached_property
    def _images(self) -> Told:
        accounts = {act: self.merger.account(self.entity, act, self.entries) for act in self.entries}
        return {act: dict(account.fields(None).row or {}) for act, account in accounts.items()}

    def origin(self, act: str) -> str:
        """Return the ledger in which one was entered."""
        return queries.origin(self.entries[act])

    def in_turn(self, acts: frozenset[str]) -> Told:
        """Return some in the order of typing: a ledger's own, or where several had a hand in it, by their identity.

        An identity holds the instant at which it was made: it settles the order within one day, and nothing else.
        """
        told = self.told(acts)
        if len({self.origin(act) for act in acts}) == 1:
            typed = [{**row, "seq": self._typed(row["uid"])} for row in told]
            if len({row["seq"] for row in typed}) == len(typed):
                return {row["uid"]: row for row in typed}
        return {row["uid"]: row for row in numbered(told)}

    def _typed(self, act: str) -> int:
        origin = self.origin(act)
        return next(
            int(one.image["seq"]) for one in self.entries[act] if one.at.ledger == origin and one.image
        )

    def apart(self, acts: frozenset[str]) -> dict[str, list[dict[str, Any]]]:
        """Return some as they are kept aside: by the ledger in which they were entered."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in sorted(self.told(acts), key=lambda row: (row["on_day"], row["uid"])):
            found.setdefault(self.origin(row["uid"]), []).append({**row, "seq": 0})
        return found


class _Story:
    """One story on its way into the ledger: what is done to whom, and what is open in it here."""

    def __init__(self, merger: Merger, uid: str, acts: _Acts, conflict: Undecided | None) -> None:
        self.merger, self.uid, self.acts, self.conflict = merger, uid, acts, conflict
        self.owner, self.field = queries.STORIES[acts.entity]

    def settle(self, today: date) -> None:
        """Store the story as it stands, all told; what does not hold together is kept aside."""

        def fits(base: frozenset[str], more: frozenset[str]) -> bool:
            told = (self.acts.told(base), self.acts.told(more))
            return holds(self.merger.writer, self.acts.entity, self.uid, told, today)

        deeds = sorted((*self.acts.deeds(), *self._decisions()), key=lambda deed: deed.at)
        stand = Woven(deeds, self.merger.meanwhile.knowledge, self._stood, fits).stand()
        self._tell(self.acts.in_turn(stand.told))
        self._keep_aside(self.acts.apart(stand.aside))

    def _decisions(self) -> Iterator[Deed]:
        for name in self.merger.names(self.uid):
            for at, field in self.merger.meanwhile.decided.get((self.owner, name), ()):
                if field == self.field:
                    yield Deed(at)

    def _stood(self, at: At) -> Stand:
        told, aside = self.acts.stood(at), set()
        for name in self.merger.names(self.uid):
            still = self.merger.meanwhile.open_at(at, queries.Place(self.owner, name, self.field))
            apart = json.loads(still["rivals"]).values() if still else ()
            aside |= {row["uid"] for rows in apart for row in rows}
        return Stand(told, frozenset(aside) - told)

    def _tell(self, now: Told) -> None:
        """Store what is told: what is not in it any more goes, what is new comes, what has another place moves."""
        have, entity, writer = self.acts.here, self.acts.entity, self.merger.writer
        moved = [uid for uid in now.keys() & have.keys() if now[uid] != have[uid]]
        gone = have.keys() - now.keys()
        fresh = sorted(now.keys() - have.keys())
        rows.bring_referred(self.merger, entity, [now[uid] for uid in fresh])
        # Two rows never have one place, not even for a moment: what moves is taken out first.
        writer.record(*(Change(entity, have[uid], new=False, gone=True) for uid in sorted((*gone, *moved))))
        writer.record(*(Change(entity, now[uid]) for uid in sorted((*moved, *fresh))))
        self.merger.count(self.merger.added, entity, len(fresh))
        self.merger.count(self.merger.updated, entity, len(gone))

    def _keep_aside(self, apart: dict[str, list[dict[str, Any]]]) -> None:
        new = (None, canonical(apart)) if apart else None
        place = queries.Place(self.owner, self.uid, self.field)
        changes = queries.set_conflict(self.merger.writer, self.conflict, place, new)
        self.merger.writer.record(*changes)
        self.merger.count(self.merger.conflicting, self.owner, len(changes) if new else 0)
        if self.owner == "hazard":
            self.merger.touched[self.uid] = None
