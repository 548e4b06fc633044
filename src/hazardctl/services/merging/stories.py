"""What was done to a hazard (acts) or a matter (steps) in two ledgers: one story where it holds together, else none yet.

Where both sides went on with a story and it does not hold together, everything new is kept aside, by the ledger in which
it was entered, and the story stands as both knew it. So it does not matter in what order ledgers are merged.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.merging import At
from hazardctl.ledger.journal import Change, canonical
from hazardctl.ledger.queries import merging as queries
from hazardctl.ledger.queries.lists import BATCH
from hazardctl.services.merging import rows
from hazardctl.services.merging.holding import holds, numbered
from hazardctl.services.merging.merger import COMMAND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from hazardctl.ledger.queries.merging import Entry, Image, Undecided
    from hazardctl.services.merging.merger import Merger

    Told = dict[str, Image]
    """Acts or steps by their uid."""

Aside = dict[str, list[dict[str, Any]]]
"""What is kept aside: rows by the ledger in which they were entered."""


class Story(NamedTuple):
    """One story in two ledgers. `here` is what is told here, `new` what came, `held` and `aside` what is open on either side."""

    uid: str
    here: Told
    new: Told
    known_there: frozenset[str]
    held: Undecided | None
    aside: Image | None
    aside_before: Image | None

    @property
    def base(self) -> list[Image]:
        """Return what both sides know."""
        return [row for uid, row in self.here.items() if uid in self.known_there]

    @property
    def ours(self) -> list[Image]:
        """Return what only we know."""
        return [row for uid, row in self.here.items() if uid not in self.known_there]


def take(merger: Merger, entity: str, today: date) -> None:
    """Take every act (or step) on which the other ledger has something new, a story at a time."""
    owner, field = queries.STORIES[entity]
    known_owners: dict[str, dict[str, Image | None]] = {}
    rest = iter(queries.changed(merger.writer, merger.source.ledger, entity, merger.since))
    while batch := list(islice(rest, BATCH)):
        fresh = []
        for uid, image in batch:
            told = image or merger.last_image(uid)
            of = merger.name(told[owner]) if told else ""
            if of not in merger.fresh:
                known_owners.setdefault(of, {})[uid] = image
            elif image:
                fresh.append(merger.renamed(entity, image))
        rows.insert(merger, entity, fresh)
    # A story is judged by what the row itself says, so that it is looked at again when that changes.
    touched = {*known_owners, *_decided_there(merger, field), *merger.changed.get(owner, ())} - {""}
    for at in range(0, len(touched), BATCH):
        some = sorted(touched)[at : at + BATCH]
        for story in _stories(merger, entity, {uid: known_owners.get(uid, {}) for uid in some}):
            _weave(merger, entity, story, today)


def _decided_there(merger: Merger, field: str) -> Iterable[str]:
    """Return the stories that were open in the other ledger when it was merged last, or are open now."""
    before = merger.open_at(At(merger.source.ledger, merger.since))
    both = (*before.items(), *merger.theirs_open.items())
    return {
        merger.name(row) for row, still in both if field in still and merger.name(row) not in merger.fresh
    }


def _stories(merger: Merger, entity: str, told: Mapping[str, dict[str, Image | None]]) -> list[Story]:
    """Put together what both sides tell of some stories; what was only amended or taken back is joined on the way."""
    owner, field = queries.STORIES[entity]
    writer, ledger = merger.writer, merger.source.ledger
    uids = [uid for story in told.values() for uid in story]
    known = queries.known_here(writer, uids)
    still = {one.row_uid: one for one in queries.undecided(writer, told) if one.field == field}
    held = {
        row["uid"] for one in still.values() for rows_ in json.loads(one.rivals).values() for row in rows_
    }
    rows.join_known(merger, entity, {
        uid: image for story in told.values() for uid, image in story.items() if uid in known and uid not in held
    })  # fmt: skip
    here = queries.having(writer, entity, (owner, "uid"), told)
    there = queries.known_to(writer, ledger, (uid for _, uid in here))
    before = {merger.name(row): still for row, still in merger.open_at(At(ledger, merger.since)).items()}
    return [
        Story(
            uid=uid,
            here={row["uid"]: row for (of, _), row in here.items() if of == uid},
            new={
                act: merger.renamed(entity, image)
                for act, image in story.items()
                if image is not None and (act not in known or act in held)
            },
            known_there=there,
            held=still.get(uid),
            aside=merger.open_there(uid).get(field),
            aside_before=before.get(uid, {}).get(field),
        )
        for uid, story in told.items()
    ]


def _weave(merger: Merger, entity: str, story: Story, today: date) -> None:
    """Make one story of two, or keep aside what does not hold together."""
    held = _aside(story.held.rivals if story.held else None)
    before, aside = (_aside(one["rivals"] if one else None) for one in (story.aside_before, story.aside))
    if before and not aside and held == before:
        _adopt(merger, entity, story)
        return
    if aside == before:
        aside = {}  # it says nothing new, and what is open here says it already, or was decided
    if not (story.new or story.ours or aside or held):
        return
    apart = _together(_by_origin(merger, (*story.ours, *story.new.values())), held, aside)
    base = _known_to_all(merger, story, apart)
    more = [row for told in apart.values() for row in told]
    if holds(merger.writer, entity, story.uid, (base, more), today):
        _tell(merger, entity, story, more)
    else:
        _keep_aside(merger, entity, story, apart)


def _known_to_all(merger: Merger, story: Story, apart: Aside) -> list[Image]:
    """Return what every ledger that goes on with a story knows of it; what only some know is put to what they tell."""
    base = {row["uid"]: row for row in story.base}
    entries = queries.entries_on(
        merger.writer, {*base, *(row["uid"] for told in apart.values() for row in told)}
    )
    while True:
        unknown = [
            row
            for uid, row in base.items()
            if any(not _knew(merger, entries, one, apart[one], uid) for one in apart)
        ]
        if not unknown:
            return list(base.values())
        for row in unknown:
            apart.setdefault(_origin(entries[row["uid"]]), []).append({**base.pop(row["uid"]), "seq": 0})
        apart.update({ledger: sorted(apart[ledger], key=_place) for ledger in sorted(apart)})


def _knew(
    merger: Merger, entries: Mapping[str, list[Entry]], ledger: str, told: list[dict[str, Any]], uid: str
) -> bool:
    """Whether a ledger knew of an act when it went on with the story; this one, what it had before it did."""
    first = next((one.at.seq for one in entries[uid] if one.at.ledger == ledger), None)
    if first is None or ledger != merger.writer.ledger:
        return first is not None
    own = [one.at.seq for row in told for one in entries[row["uid"]] if one.at.ledger == ledger]
    return not own or first < min(own)


def _aside(rivals: str | None) -> Aside:
    return json.loads(rivals) if rivals else {}


def _together(*parts: Aside) -> Aside:
    """Return everything that is told, once, by the ledger in which it was entered; what came last is how it stands."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for part in parts:
        for ledger, told in part.items():
            found.setdefault(ledger, {}).update({row["uid"]: row for row in told})
    return {
        ledger: sorted(({**row, "seq": 0} for row in told.values()), key=_place)
        for ledger, told in sorted(found.items())
    }


def _place(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["on_day"], row["uid"]


def _by_origin(merger: Merger, told: Iterable[Image]) -> Aside:
    by_uid = {row["uid"]: row for row in told}
    found: Aside = {}
    entries = queries.entries_on(merger.writer, by_uid)
    for uid, row in by_uid.items():
        found.setdefault(_origin(entries[uid]), []).append(row)
    return found


def _origin(entries: list[Entry]) -> str:
    """Return the ledger in which a row was entered: the others have it by merging."""
    return next((one.at.ledger for one in entries if one.command != COMMAND), entries[0].at.ledger)


def _tell(merger: Merger, entity: str, story: Story, more: list[Image]) -> None:
    """Store a story that holds together."""
    brought = {row["uid"] for row in more}
    base = [row for uid, row in story.here.items() if uid not in brought]
    told = _in_turn(merger, story, base, more)
    have = story.here
    moved = [row for row in told if row["uid"] in have and have[row["uid"]] != row]
    fresh = [row for row in told if row["uid"] not in have]
    # Two rows never have one place, not even for a moment: what moves is taken out first.
    merger.writer.record(*(Change(entity, have[row["uid"]], new=False, gone=True) for row in moved))
    merger.writer.record(*(Change(entity, row) for row in (*moved, *fresh)))
    merger.count(merger.added, entity, len(fresh))
    _settle(merger, entity, story, None)


def _in_turn(merger: Merger, story: Story, base: list[Image], more: list[Image]) -> list[Image]:
    """Return the rows in the order of typing: each ledger's own, or where several had a hand in it, by their identity.

    An identity holds the instant at which it was made: it settles the order within one day, and nothing else.
    """
    rows_ = [*base, *more]
    entries = queries.entries_on(merger.writer, (row["uid"] for row in rows_))
    if len({_origin(entries[row["uid"]]) for row in rows_}) > 1:
        return numbered(rows_)
    typed = [{**row, "seq": story.new.get(row["uid"], row)["seq"]} for row in rows_]
    return typed if len({row["seq"] for row in typed} - {0}) == len(typed) else numbered(rows_)


def _keep_aside(merger: Merger, entity: str, story: Story, apart: Aside) -> None:
    aside = {row["uid"] for told in apart.values() for row in told}
    gone = [row for uid, row in story.here.items() if uid in aside]
    merger.writer.record(*(Change(entity, row, new=False, gone=True) for row in gone))
    _settle(merger, entity, story, (None, canonical(apart)))


def _adopt(merger: Merger, entity: str, story: Story) -> None:
    """The other side has decided what was open here in the same way: its story is ours."""
    owner, _ = queries.STORIES[entity]
    ledger = merger.source.ledger
    there = {
        row["uid"]: merger.renamed(entity, row)
        for row in queries.images_with(merger.writer, ledger, entity, owner, {story.uid})
    }
    gone = [row for uid, row in story.here.items() if uid not in there and uid in story.known_there]
    new = {uid: row for uid, row in there.items() if uid not in story.here}
    merger.writer.record(*(Change(entity, row, new=False, gone=True) for row in gone))
    left = story._replace(here={uid: row for uid, row in story.here.items() if uid in there}, new=new)
    _tell(merger, entity, left, list(new.values()))


def _settle(merger: Merger, entity: str, story: Story, new: tuple[None, str] | None) -> None:
    owner, field = queries.STORIES[entity]
    change = queries.set_conflict(merger.writer, story.held, queries.Place(owner, story.uid, field), new)
    merger.writer.record(*([change] if change else []))
    merger.count(merger.conflicting, owner, int(change is not None and new is not None))
    if owner == "hazard":
        merger.touched[story.uid] = None
