"""Rows of another ledger: new ones stored as they are, known ones made what all ledgers say of them."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import islice
from typing import TYPE_CHECKING

from hazardctl.domain.canonical import canonical
from hazardctl.domain.merging import ABSENT, WHOLE, Open, Told, value_of, with_value
from hazardctl.domain.undo import VOIDABLE
from hazardctl.errors import Problem, Refused
from hazardctl.ledger.journal import CONFIDENTIAL, Change
from hazardctl.ledger.queries import dependents, said, stored
from hazardctl.ledger.queries import merging as queries
from hazardctl.ledger.queries.lists import BATCH, batches
from hazardctl.messages import merging as messages

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hazardctl.domain.merging import Row
    from hazardctl.ledger.queries.merging import Image, Undecided
    from hazardctl.services.merging.merger import Merger

    Rows = dict[str, Image]

ALIKE: dict[str, tuple[tuple[str, ...], ...]] = {
    "unit": (("key",),),
    "membership": (("group_key", "unit_key", "since"),),
    "holder": (("post", "name", "since"),),
    "enterprise": (("name_key",),),
    "matter": (("unit", "topic", "kind"),),
    "delivery": (("key", "phase", "unit"),),
    "concern": (("matter", "hazard"),),
    "secret": (("owner",),),
    "same_as": (("other",),),
}
"""What makes two rows that were entered apart from each other the same thing."""

_WITHOUT: dict[str, dict[str, None]] = {"enterprise": {"credit_code": None}}
"""What a new row goes without where another has it."""
_ONCE = frozenset({"submission"})
"""Kinds of matters of which a unit has one for each period; of the others it may have many."""


def learn_names(merger: Merger) -> None:
    """Learn which rows are one thing for the other ledger, before what was said of them under each name is put together."""
    told = queries.changed(merger.writer, merger.source.ledger, "same_as", merger.since)
    images = [image for _, image in told if image]
    uids = {merger.name(image[column]) for image in images for column in ("other", "kept")}
    known = queries.known_here(merger.writer, uids)
    for image in images:
        other, kept = merger.name(image["other"]), merger.name(image["kept"])
        if other == kept or {other, kept} <= known:
            continue
        if other in known:
            _call(merger, image["entity"], kept, other)
        else:
            merger.call(other, kept)


def take(merger: Merger, entity: str) -> None:
    """Take every row of an entity on which the other ledger has something new, or brings something new of a third."""
    known = merger.said_since(entity) | merger.called.get(entity, set())
    if entity in CONFIDENTIAL:
        _destroy(merger, entity, known)
        _take_new(merger, entity)
    elif entity == "same_as":
        _take_new(merger, entity)
    else:
        # First what is known: a name that was given up may be another's now.
        join(merger, entity, known)
        join(merger, entity, _take_new(merger, entity))


def _take_new(merger: Merger, entity: str) -> set[str]:
    """Store what nobody here knows; return the rows of which more is said than the other ledger tells."""
    more: set[str] = set()
    rest = iter(queries.changed(merger.writer, merger.source.ledger, entity, merger.since))
    while batch := list(islice(rest, BATCH)):
        if entity in CONFIDENTIAL:
            # Who may not read them is refused before anything is made of them.
            stored.count(merger.writer, entity)
        here = queries.known_here(merger.writer, (merger.name(other) for other, _ in batch))
        fresh = {
            other: merger.renamed(entity, image)
            for other, image in batch
            if image is not None and merger.name(other) not in here
        }
        twins = _twins(merger, entity, fresh)
        more |= {_one_with(merger, entity, fresh.pop(other), twin) for other, twin in twins.items()}
        new = _new_names(merger, fresh) if entity == "same_as" else list(fresh.values())
        insert(merger, entity, new)
        more |= said.by_others(merger.writer, (row["uid"] for row in new), merger.source.ledger)
        more |= {row["uid"] for row in new if merger.open_there(row["uid"])}
    return more


def _new_names(merger: Merger, fresh: Rows) -> list[Image]:
    """Leave out what the other ledger calls by another name and is called so here, or is a row of its own here."""
    own = queries.known_here(merger.writer, (row["other"] for row in fresh.values()))
    return [row for row in fresh.values() if row["other"] != row["kept"] and row["other"] not in own]


def join(merger: Merger, entity: str, known: Collection[str], *, parts: bool = False) -> None:
    """Make rows that are here what all ledgers say of them; whether `parts` of a story are there is told elsewhere."""
    for uids in batches(sorted(known)):
        rows = stored.rows(merger.writer, entity, uids)
        still = _by_row(queries.undecided(merger.writer, uids))
        entries = queries.entries_on(merger.writer, {name for uid in uids for name in merger.names(uid)})
        waiting: list[tuple[str, Told, Told]] = []
        for uid in uids if not parts else rows:
            account = merger.account(entity, uid, entries)
            ours = queries.told(entity, rows.get(uid), still.get(uid, ()))
            told = account.fields(ours.row) if parts else account.told(ours.row)
            if told.row is None and ours.row is not None and _is_referred_to(merger, entity):
                merger.leaving.append((entity, uid))
            else:
                waiting.append((uid, ours, told))
        _settle(merger, entity, waiting)


def _settle(merger: Merger, entity: str, waiting: list[tuple[str, Told, Told]]) -> None:
    """Store what rows come to; one that takes a name which another gives up goes after that one."""
    while waiting:
        later = []
        for uid, ours, told in waiting:
            if _apart_from_others(merger, entity, ours, told) is told:
                _settle_one(merger, entity, uid, ours, told)
            else:
                later.append((uid, ours, told))
        if len(later) == len(waiting):
            break
        waiting = later
    for uid, ours, told in waiting:
        _settle_one(merger, entity, uid, ours, _apart_from_others(merger, entity, ours, told))


def _settle_one(merger: Merger, entity: str, uid: str, ours: Told, told: Told) -> None:
    if told.row is not None and told.row != ours.row:
        bring_referred(merger, entity, [told.row])
    merger.writer.record(*merger.settle(entity, uid, ours, told))


def _is_referred_to(merger: Merger, entity: str) -> bool:
    return any(
        table == entity for shape in merger.writer.shapes().values() for _, table, _ in shape.references
    )


def leave(merger: Merger) -> None:
    """Take out what the other ledger has taken back; what is used here stays until somebody decides."""
    for entity, uid in reversed(dict.fromkeys(merger.leaving)):
        row = stored.rows(merger.writer, entity, [uid])[uid]
        ours = queries.told(entity, row, queries.undecided(merger.writer, [uid]))
        if any(True for _ in dependents.on_rows(merger.writer, entity, {uid}, void=True)):
            told = Told(row, {WHOLE: Open(canonical(row), frozenset({canonical(None), canonical(row)}))})
        else:
            told = ABSENT
        merger.writer.record(*merger.settle(entity, uid, ours, told))


def _apart_from_others(merger: Merger, entity: str, ours: Told, told: Told) -> Told:
    """See that no two rows have what one alone may have: a name or code that another has here stays open."""
    for columns in queries.SINGLE.get(entity, ()):
        (column, *_) = columns
        if told.row is None or told.row[column] is None or (ours.row or {}).get(column) == told.row[column]:
            continue
        have = queries.having(merger.writer, entity, (column,), [told.row[column]])
        if any(row["uid"] != told.row["uid"] for row in have.values()):
            field = columns[-1]
            mine, wanted = value_of(entity, ours.row, field), value_of(entity, told.row, field)
            still = {**told.open, field: Open(mine, frozenset({mine, wanted}))}
            told = Told(with_value(entity, told.row, field, mine), still)
    return told


def _by_row(found: list[Undecided]) -> dict[str, list[Undecided]]:
    by_row: dict[str, list[Undecided]] = {}
    for one in found:
        by_row.setdefault(one.row_uid, []).append(one)
    return by_row


def _destroy(merger: Merger, entity: str, known: Collection[str]) -> None:
    """What was destroyed in one ledger is destroyed in the other: there is nothing else to tell of a hidden text."""
    for uids in batches(sorted(known)):
        for uid, row in stored.rows(merger.writer, entity, uids).items():
            texts = [merger.texts[name] for name in merger.names(uid) if name in merger.texts]
            if row["body"] is not None and texts and all(body is None for _, body in texts):
                merger.count(merger.updated, entity)
                merger.writer.record(Change(entity, {**row, "salt": None, "body": None}, new=False))


def _twins(merger: Merger, entity: str, fresh: Rows) -> Rows:
    """Return, by their uid, the rows of the other ledger that are here already under another uid, with ours."""
    found: Rows = {}
    for columns in ALIKE.get(entity, ()):
        asked = {
            other: tuple(row[column] for column in columns)
            for other, row in fresh.items()
            if all(row[column] is not None for column in columns)
        }
        firsts = {key[0] for key in asked.values()}
        have = queries.having(merger.writer, entity, columns, firsts, live=entity == "matter")
        found |= {other: have[key] for other, key in asked.items() if key in have and other not in found}
    if entity == "matter":
        return {
            other: row
            for other, row in found.items()
            if row["kind"] in _ONCE and fresh[other]["void_on"] is None
        }
    return found


def _one_with(merger: Merger, entity: str, theirs: Image, ours: Image) -> str:
    """Make one of two rows for the same thing: it keeps the uid that it has here, which is returned."""
    if entity not in {"same_as", "secret"}:
        _call(merger, entity, theirs["uid"], ours["uid"])
    return str(ours["uid"])


def _call(merger: Merger, entity: str, other: str, kept: str) -> None:
    """Call a row of another ledger by the uid that it has here."""
    uid, town = merger.writer.new_uid(), merger.writer.town
    alias = {"uid": uid, "town": town, "entity": entity, "other": other, "kept": kept}
    merger.call(other, kept)
    merger.called.setdefault(entity, set()).add(kept)
    merger.writer.record(Change("same_as", alias))


def insert(merger: Merger, entity: str, rows: list[Image]) -> None:
    """Store rows that nobody here knows, after what they refer to."""
    if not rows:
        return
    writer = merger.writer
    if entity in VOIDABLE:
        _refuse_taken(merger, entity, rows)
    if entity in CONFIDENTIAL:
        rows = [
            row | dict(zip(("salt", "body"), merger.texts.get(row["uid"], (None, None)), strict=True))
            for row in rows
        ]
    bring_referred(merger, entity, rows)
    if entity in queries.SINGLE:
        _insert_apart(merger, entity, rows)
    else:
        _store(merger, entity, rows)
    merger.count(merger.added, entity, len(rows))
    for row in rows if merger.theirs_open else ():
        for field, image in merger.open_there(row["uid"]).items():
            place = queries.Place(entity, row["uid"], field)
            writer.record(*queries.set_conflict(writer, None, place, (image["ancestor"], image["rivals"])))
    if entity in {"hazard", "matter"}:
        merger.fresh |= {row["uid"] for row in rows}
    if entity == "hazard":
        merger.touched |= dict.fromkeys(row["uid"] for row in rows)


def _insert_apart(merger: Merger, entity: str, rows: list[Image]) -> None:
    """Store rows one by one: what another has already (a code) is left out, and open."""
    for row in rows:
        told = _apart_from_others(merger, entity, Told({**row, **_WITHOUT[entity]}), Told(row))
        merger.writer.record(Change(entity, dict(told.row or row)))
        for field, found in told.open.items():
            place = queries.Place(entity, row["uid"], field)
            merger.writer.record(*queries.set_conflict(merger.writer, None, place, queries.packed(found)))
            merger.count(merger.conflicting, entity)


def _refuse_taken(merger: Merger, entity: str, rows: list[Image]) -> None:
    """A number is never given twice: one that came from elsewhere with its own number may have it already."""
    have = queries.having(merger.writer, entity, ("no",), {row["no"] for row in rows})
    taken = sorted(row["no"] for row in rows if (row["no"],) in have)
    if taken:
        raise Refused(
            Problem("number_taken", messages.number_taken(merger.source.name, taken[:10], len(taken)), "file")
        )


def bring_referred(merger: Merger, entity: str, rows: Sequence[Row]) -> None:
    """Store first what these rows refer to or name and is not here: taken back here meanwhile, or told later there."""
    own = {row["uid"] for row in rows}
    for column, table, its in dependents.references(merger.writer, entity):
        wanted = {row[column] for row in rows if column != "town" and row[column] is not None}
        missing = wanted - {key[0] for key in queries.having(merger.writer, table, (its,), wanted)}
        _bring(merger, table, its, missing, own if table == entity else set())
    named = {name for row in rows for name in dependents.named_in(row.get("detail"))}
    if named:
        keys = {image["key"] for image in merger.told_of("unit").values()} & named
        gone = keys - {key[0] for key in queries.having(merger.writer, "unit", ("key",), keys)}
        _bring(merger, "unit", "key", gone, own)


def _bring(merger: Merger, table: str, its: str, missing: set[str], own: set[str]) -> None:
    if not missing:
        return
    if its == "uid":
        names = (name for value in missing for name in merger.names(value))
        told = said.told_last_of(merger.writer, names)
    else:
        told = {uid: image for uid, image in merger.told_of(table).items() if image[its] in missing}
    lacking: Rows = {}
    for uid, image in told.items():
        row = merger.renamed(table, image) | {"uid": merger.name(uid)}
        if row["uid"] not in own:
            lacking[row[its]] = row
    insert(merger, table, list(lacking.values()))
    # What was taken back elsewhere is open now that it is used here.
    join(merger, table, {row["uid"] for row in lacking.values()})


def _store(merger: Merger, entity: str, rows: list[Image]) -> None:
    """Store new rows, each after those of the same table that it refers to (a duplicate after the one that is kept)."""
    writer = merger.writer
    columns = [c for c, table, _ in writer.shapes()[entity].references if table == entity]
    by_uid = {row["uid"]: row for row in rows}
    rests = {
        uid: [row[c] for c in columns if row[c] in by_uid and row[c] != uid] for uid, row in by_uid.items()
    }
    try:
        in_turn = list(TopologicalSorter(rests).static_order())
    except CycleError:
        # Two that were each declared a duplicate of the other: stored without saying so, which they say then.
        writer.record(*(Change(entity, {**row, **dict.fromkeys(columns)}) for row in rows))
        writer.record(*(Change(entity, row, new=False) for row in rows if any(row[c] for c in columns)))
    else:
        writer.record(*(Change(entity, by_uid[uid]) for uid in in_turn))
    if entity in CONFIDENTIAL:
        # That a text was destroyed is told by an entry of its own.
        writer.record(*(Change(entity, row, new=False) for row in rows if row["body"] is None))
