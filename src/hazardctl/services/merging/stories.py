"""What was done to a hazard (acts) or a matter (steps) in two ledgers: one story where it holds together, else none yet.

Where both sides went on with a story and it does not hold together, everything new is kept aside, by the ledger in which
it was entered, and the story stands as all of them knew it. So it does not matter in what order ledgers are merged.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.canonical import canonical
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries import merging as queries
from hazardctl.ledger.queries.lists import BATCH
from hazardctl.services.merging import rows
from hazardctl.services.merging.holding import holds, numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from hazardctl.ledger.queries.merging import Entry, Image, Undecided
    from hazardctl.services.merging.merger import Merger

    Told = dict[str, Image]
    """Acts or steps by their uid."""

Aside = dict[str, list[dict[str, Any]]]
"""What is kept aside: rows by the ledger in which they were entered."""


class Story(NamedTuple):
    """One story in two ledgers: what is told `here` and `there`, and what is open on either side."""

    uid: str
    here: Told
    there: Told
    entries: Mapping[str, list[Entry]]
    conflict: Undecided | None
    held: Aside
    aside: Aside


class Parts(NamedTuple):
    """What only one side tells: new to the other, or dropped by it after it knew."""

    ours_new: Told
    ours_dropped: Told
    theirs_new: Told
    theirs_dropped: Told


def take(merger: Merger, entity: str, today: date) -> None:
    """Take every act (or step) on which the other ledger has something new, a story at a time."""
    owner, field = queries.STORIES[entity]
    touched = {merger.name(row) for row, still in merger.theirs_open.items() if field in still}
    touched |= {one.row_uid for one in queries.undecided(merger.writer) if one.field == field}
    rest = iter(queries.changed(merger.writer, merger.source.ledger, entity, merger.since))
    while batch := list(islice(rest, BATCH)):
        touched |= _taken(merger, entity, batch)
    # A story is judged by what the row itself says, so that it is looked at again when that changes.
    touched = (touched | merger.changed.get(owner, set())) - merger.fresh
    there = _there(merger, entity, touched)
    for at in range(0, len(touched), BATCH):
        for story in _stories(merger, entity, sorted(touched)[at : at + BATCH], there):
            _weave(merger, entity, story, today)


def _taken(merger: Merger, entity: str, batch: list[tuple[str, Image | None]]) -> set[str]:
    """Store what was done to rows that are new here, join what was amended; return the stories to be woven."""
    owner, _ = queries.STORIES[entity]
    known = queries.known_here(merger.writer, (uid for uid, _ in batch))
    fresh: list[Image] = []
    amended: dict[str, Image | None] = {}
    touched: set[str] = set()
    for uid, image in batch:
        told = image or merger.last_image(uid)
        of = merger.name(told[owner]) if told else ""
        if image and of in merger.fresh:
            fresh.append(merger.renamed(entity, image))
        elif told:
            touched.add(of)
            if image and uid in known:
                amended[uid] = image
    rows.insert(merger, entity, fresh)
    rows.join_known(merger, entity, amended, only_here=True)
    return touched


def _there(merger: Merger, entity: str, touched: set[str]) -> dict[str, Told]:
    """Return what the other ledger tells of some stories; its entries are gone through once for all of them."""
    owner, _ = queries.STORIES[entity]
    found: dict[str, Told] = {uid: {} for uid in touched}
    for uid, image in queries.changed(merger.writer, merger.source.ledger, entity, 0) if touched else ():
        if image is not None and (of := merger.name(image[owner])) in found:
            found[of][uid] = merger.renamed(entity, image)
    return found


def _stories(merger: Merger, entity: str, some: list[str], there: Mapping[str, Told]) -> list[Story]:
    owner, field = queries.STORIES[entity]
    still = {one.row_uid: one for one in queries.undecided(merger.writer, some) if one.field == field}
    here: dict[str, Told] = {uid: {} for uid in some}
    for row in queries.having(merger.writer, entity, (owner, "uid"), some).values():
        here[row[owner]][row["uid"]] = row
    found = []
    for uid in some:
        held = _aside(still[uid].rivals if uid in still else None)
        image = merger.open_there(uid).get(field)
        aside = _aside(image["rivals"] if image else None)
        acts = {*here[uid], *there[uid], *_uids(held), *_uids(aside)}
        entries = queries.entries_on(merger.writer, acts)
        found.append(Story(uid, here[uid], there[uid], entries, still.get(uid), held, aside))
    return found


def _aside(rivals: str | None) -> Aside:
    return json.loads(rivals) if rivals else {}


def _uids(aside: Aside) -> set[str]:
    return {row["uid"] for told in aside.values() for row in told}


def _weave(merger: Merger, entity: str, story: Story, today: date) -> None:
    """Make one story of two, or keep aside what does not hold together."""
    if story.held and not story.aside and _all(merger.known_there, story, _uids(story.held)):
        # The other side knew all that is open here, and nothing is open there: it has decided.
        _tell(merger, entity, story, [*story.there.values(), *_parts(merger, story).ours_new.values()])
        return
    if story.aside and not story.held and _all(merger.known_here, story, _uids(story.aside)):
        story = story._replace(aside={})  # and so have we
    parts = _parts(merger, story)
    ours, theirs = dict(parts.ours_new), dict(parts.theirs_new)
    went_on = False
    if _rest_on(story, ours, parts.ours_dropped):
        ours, went_on = {**parts.ours_dropped, **ours}, True
    if _rest_on(story, theirs, parts.theirs_dropped):
        theirs, went_on = {**parts.theirs_dropped, **theirs}, True
    here = {uid: row for uid, row in story.here.items() if uid in ours or uid not in parts.ours_dropped}
    if not (ours or theirs or story.held or story.aside):
        _tell(merger, entity, story, list(here.values()))
        return
    apart = _together(_by_origin(story, (*ours.values(), *theirs.values())), story.held, story.aside)
    base = {uid: row for uid, row in here.items() if uid not in _uids(apart)}
    _leave_to_all(merger, story, base, apart)
    more = [row for told in apart.values() for row in told]
    # Who goes on with what the other side has dropped says something else than it, whether or not it fits.
    went_on = went_on or _goes_on_with_dropped(story, apart)
    if not went_on and holds(merger.writer, entity, story.uid, (list(base.values()), more), today):
        _tell(merger, entity, story, [*base.values(), *more])
    else:
        _keep_aside(merger, entity, story, base, apart)


def _all(knows: Callable[[Iterable[Entry]], bool], story: Story, uids: set[str]) -> bool:
    return all(knows(story.entries[uid]) for uid in uids)


def _parts(merger: Merger, story: Story) -> Parts:
    """Part what only one side tells; what is open there is neither new nor dropped."""
    held, aside = _uids(story.held), _uids(story.aside)
    ours = {uid: row for uid, row in story.here.items() if uid not in story.there and uid not in aside}
    theirs = {uid: row for uid, row in story.there.items() if uid not in story.here and uid not in held}
    known_there = {uid for uid in ours if merger.known_there(story.entries[uid])}
    known_here = {uid for uid in theirs if merger.known_here(story.entries[uid])}
    return Parts(
        ours_new={uid: row for uid, row in ours.items() if uid not in known_there},
        ours_dropped={uid: row for uid, row in ours.items() if uid in known_there},
        theirs_new={uid: row for uid, row in theirs.items() if uid not in known_here},
        theirs_dropped={uid: row for uid, row in theirs.items() if uid in known_here},
    )


def _rest_on(story: Story, new: Told, dropped: Told) -> bool:
    """Whether something new was entered where something stood that the other side has dropped."""
    return any(_stood(story, act, queries.origin(story.entries[one]), one) for one in new for act in dropped)


def _goes_on_with_dropped(story: Story, apart: Aside) -> bool:
    """Whether, of what is kept aside, something rests on what some ledger has taken back.

    What was found so once stays so: a third ledger that knows nothing of it does not settle it.
    """
    told = {row["uid"]: row for rows in apart.values() for row in rows}
    dropped = {uid: row for uid, row in told.items() if _is_taken_back(story.entries[uid])}
    return _rest_on(story, {uid: row for uid, row in told.items() if uid not in dropped}, dropped)


def _is_taken_back(entries: Iterable[Entry]) -> bool:
    """Whether somebody took an act back last, in whichever ledger; to merge is nobody's word."""
    last = {entry.at.ledger: entry for entry in entries}
    return any(entry.image is None and entry.command != queries.COMMAND for entry in last.values())


def _stood(story: Story, act: str, ledger: str, later: str) -> bool:
    """Whether an act stood in a ledger when a later one was entered there."""
    when = next(one.at.seq for one in story.entries[later] if one.at.ledger == ledger)
    before = [one for one in story.entries[act] if one.at.ledger == ledger and one.at.seq < when]
    return bool(before) and before[-1].image is not None


def _together(*parts: Aside) -> Aside:
    """Return everything that is told, once, by the ledger in which it was entered; what an earlier part says of it stands."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for part in reversed(parts):
        for ledger, told in part.items():
            found.setdefault(ledger, {}).update({row["uid"]: row for row in told})
    return {ledger: _in_order(told.values()) for ledger, told in sorted(found.items())}


def _in_order(told: Iterable[Image]) -> list[dict[str, Any]]:
    return sorted(({**row, "seq": 0} for row in told), key=lambda row: (row["on_day"], row["uid"]))


def _by_origin(story: Story, told: Iterable[Image]) -> Aside:
    found: Aside = {}
    for row in told:
        found.setdefault(queries.origin(story.entries[row["uid"]]), []).append(dict(row))
    return found


def _leave_to_all(merger: Merger, story: Story, base: Told, apart: Aside) -> None:
    """Leave in the base what every ledger that goes on with a story knows; the rest is put to what it tells."""
    while True:
        unknown = [
            uid for uid in base if any(not _knew(merger, story, one, apart[one], uid) for one in apart)
        ]
        if not unknown:
            break
        for uid in unknown:
            apart.setdefault(queries.origin(story.entries[uid]), []).append(dict(base.pop(uid)))
    for ledger in sorted(apart):
        apart[ledger] = _in_order(apart.pop(ledger))


def _knew(merger: Merger, story: Story, ledger: str, told: list[dict[str, Any]], uid: str) -> bool:
    """Whether a ledger knew of an act when it went on with the story; this one, what it had before it did."""
    first = next((one.at.seq for one in story.entries[uid] if one.at.ledger == ledger), None)
    if first is None or ledger != merger.writer.ledger:
        return first is not None
    own = [one.at.seq for row in told for one in story.entries[row["uid"]] if one.at.ledger == ledger]
    return not own or first < min(own)


def _tell(merger: Merger, entity: str, story: Story, told: list[Image]) -> None:
    """Store a story: what is not in it any more goes, what is new comes, what has another place moves."""
    now = {row["uid"]: row for row in _in_turn(story, told)}
    have = story.here
    moved = [uid for uid in now.keys() & have.keys() if now[uid] != have[uid]]
    gone = have.keys() - now.keys()
    fresh = sorted(now.keys() - have.keys())
    # Two rows never have one place, not even for a moment: what moves is taken out first.
    merger.writer.record(
        *(Change(entity, have[uid], new=False, gone=True) for uid in sorted((*gone, *moved)))
    )
    merger.writer.record(*(Change(entity, now[uid]) for uid in sorted((*moved, *fresh))))
    merger.count(merger.added, entity, len(fresh))
    merger.count(merger.updated, entity, len(gone))
    _settle(merger, entity, story, None)


def _in_turn(story: Story, told: list[Image]) -> list[Image]:
    """Return the rows in the order of typing: each ledger's own, or where several had a hand in it, by their identity.

    An identity holds the instant at which it was made: it settles the order within one day, and nothing else.
    """
    if len({queries.origin(story.entries[row["uid"]]) for row in told}) > 1:
        return numbered(told)
    typed = [
        {**row, "seq": (story.here.get(row["uid"]) or story.there.get(row["uid"]) or row)["seq"]}
        for row in told
    ]
    return typed if len({row["seq"] for row in typed} - {0}) == len(typed) else numbered(told)


def _keep_aside(merger: Merger, entity: str, story: Story, base: Told, apart: Aside) -> None:
    gone = [row for uid, row in story.here.items() if uid not in base]
    merger.writer.record(*(Change(entity, row, new=False, gone=True) for row in gone))
    _settle(merger, entity, story, (None, canonical(apart)))


def _settle(merger: Merger, entity: str, story: Story, new: tuple[None, str] | None) -> None:
    owner, field = queries.STORIES[entity]
    changes = queries.set_conflict(merger.writer, story.conflict, queries.Place(owner, story.uid, field), new)
    merger.writer.record(*changes)
    merger.count(merger.conflicting, owner, len(changes) if new else 0)
    if owner == "hazard":
        merger.touched[story.uid] = None
