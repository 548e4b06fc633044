"""What the ledger knows of other ledgers: their entries as they came, what is undecided, and who is the same as whom."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.canonical import canonical
from hazardctl.domain.knowledge import At
from hazardctl.domain.merging import ABSENT, Open, Told, value_of
from hazardctl.ledger.journal import HASHED, Change
from hazardctl.ledger.queries import stored
from hazardctl.ledger.queries.lists import OF_TOWN, batches, placed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer

COMMAND = "merge"
"""What an entry is signed with that was entered in another ledger."""

STORIES = {"act": ("hazard", "acts"), "step": ("matter", "steps")}
"""What is told of a row in rows of their own: the column that names it, and the field of its conflicts."""

SINGLE: dict[str, tuple[tuple[str, str], ...]] = {
    "enterprise": (("name_key", "name"), ("credit_code", "credit_code"))
}
"""Columns that no two rows share, each with the field under which it is joined."""

STORY_FIELDS = frozenset(field for _, field in STORIES.values())

Image = dict[str, Any]


class Merged(NamedTuple):
    """Another ledger, as far as its journal is known here."""

    uid: str
    ledger: str
    series: str
    seq: int
    head: str
    through: str
    on_day: str


class Entry(NamedTuple):
    """A journal entry of any ledger that is known here."""

    at: At
    uid: str
    image: Image | None
    command: str
    tx: str


class Place(NamedTuple):
    """What a conflict is about."""

    entity: str
    row_uid: str
    field: str


class Undecided(NamedTuple):
    """A conflict as it is stored; `rivals` is what stands there."""

    uid: str
    entity: str
    row_uid: str
    field: str
    ancestor: str | None
    rivals: str


def known(reads: Reads) -> dict[str, Merged]:
    """Return the ledgers that were merged, by their ids."""
    names = ", ".join(Merged._fields)
    return {row["ledger"]: Merged(*row) for row in reads.rows(f"select {names} from merged order by uid")}  # noqa: S608


def entry_hash_at(reads: Reads, table: str, ledger: str, seq: int) -> str | None:
    """Return the hash of one entry of a ledger in `journal` or `source_entry`."""
    rows = reads.rows(
        f"select hash from {table} where ledger = :ledger and seq = :seq",  # noqa: S608  one of two tables
        ledger=ledger,
        seq=seq,
    )
    return str(rows[0]["hash"]) if rows else None


def ends(reads: Reads) -> dict[str, int]:
    """Return how far the entries of other ledgers go, by ledger."""
    rows = reads.rows("select ledger, max(seq) as seq from source_entry group by ledger order by ledger")
    return {row["ledger"]: row["seq"] for row in rows}


def entries_after(reads: Reads, table: str, ledger: str, seq: int) -> Iterator[dict[str, Any]]:
    """Yield the entries of a ledger after one of them, in order."""
    names = ", ".join((*HASHED, "hash"))
    rows = reads.each(
        f"select {names} from {table} where ledger = :ledger and seq > :seq order by seq",  # noqa: S608
        ledger=ledger,
        seq=seq,
    )
    for row in rows:
        yield dict(row)


def changed(reads: Reads, ledger: str, entity: str, after: int) -> Iterator[tuple[str, Image | None]]:
    """Yield the rows of an entity on which a ledger has entries after one of them: uid, and its last image."""
    rows = reads.each(
        """select e.uid, e.image from source_entry e
           where e.ledger = :ledger and e.entity = :entity and e.seq > :seq
             and e.seq = (select max(k.seq) from source_entry k where k.uid = e.uid and k.ledger = :ledger)
           order by e.seq""",
        ledger=ledger,
        entity=entity,
        seq=after,
    )
    for row in rows:
        yield row["uid"], image_of(row["image"])


def alive(reads: Reads, ledger: str, entities: Sequence[str]) -> int:
    """Return how many rows of these entities another ledger holds."""
    asked, names = placed(entities)
    (row,) = reads.rows(
        f"""select count(*) as n from source_entry e where e.ledger = :ledger and e.entity in ({asked})
            and e.image is not null
            and e.seq = (select max(k.seq) from source_entry k where k.uid = e.uid and k.ledger = :ledger)""",  # noqa: S608
        ledger=ledger,
        **names,
    )
    return int(row["n"])


def entries_on(reads: Reads, uids: Iterable[str]) -> dict[str, list[Entry]]:
    """Return everything that any known ledger says of these rows, by uid, each ledger's in order."""
    found: dict[str, list[Entry]] = {}
    for batch in batches(uids):
        asked, names = placed(batch)
        for table in ("source_entry", "journal"):
            rows = reads.rows(
                f"""select ledger, seq, uid, image, command, tx from {table}
                    where uid in ({asked}) order by ledger, seq""",  # noqa: S608
                **names,
            )
            for row in rows:
                found.setdefault(row["uid"], []).append(entry_of(row))
    return found


def origin(entries: Sequence[Entry]) -> str:
    """Return the ledger in which a row was entered: the others have it by merging."""
    return next((one.at.ledger for one in entries if one.command != COMMAND), entries[0].at.ledger)


def known_here(reads: Reads, uids: Iterable[str]) -> frozenset[str]:
    """Return those of the rows that this ledger's own journal knows, whether they are still there or not."""
    found: set[str] = set()
    for batch in batches(uids):
        asked, names = placed(batch)
        rows = reads.rows(f"select distinct uid from journal where uid in ({asked})", **names)  # noqa: S608
        found |= {row["uid"] for row in rows}
    return frozenset(found)


def merged_by(reads: Reads) -> list[Image]:
    """Return what a ledger's own journal says of the ledgers that were merged into it."""
    last: dict[str, Image | None] = {}
    for row in reads.rows("select uid, image from journal where entity = 'merged' order by seq"):
        last[row["uid"]] = image_of(row["image"])
    return [one for one in last.values() if one is not None]


def last_images(reads: Reads, entity: str) -> Iterator[Image]:
    """Yield the rows of an entity as a ledger's own journal tells them last."""
    rows = reads.each(
        """select j.image from journal j where j.entity = :entity and j.image is not null
           and j.seq = (select max(k.seq) from journal k where k.uid = j.uid) order by j.seq""",
        entity=entity,
    )
    for row in rows:
        yield json.loads(row["image"])


def image_of(text: str | None) -> Image | None:
    """Return an image as it was read."""
    return None if text is None else json.loads(text)


def entry_of(row: sqlite3.Row) -> Entry:
    """Return an entry as it was read."""
    at = At(row["ledger"], row["seq"])
    return Entry(at, row["uid"], image_of(row["image"]), row["command"], row["tx"])


def aliases(reads: Reads) -> dict[str, str]:
    """Return other ledgers' names for rows, each with the uid under which the row is here."""
    return {row["other"]: row["kept"] for row in reads.rows("select other, kept from same_as")}


def undecided(reads: Reads, rows: Iterable[str] | None = None) -> list[Undecided]:
    """Return what is not decided: of some rows, or all of it."""
    names = ", ".join(Undecided._fields)
    if rows is None:
        return [
            Undecided(*row)
            for row in reads.rows(f"select {names} from conflict order by entity, row_uid, field")  # noqa: S608
        ]
    found: list[Any] = []
    for batch in batches(rows):
        asked, named = placed(batch)
        found += reads.rows(f"select {names} from conflict where row_uid in ({asked})", **named)  # noqa: S608
    return [Undecided(*row) for row in found]


def undecided_number(reads: Reads) -> int:
    """Return how many values are not decided."""
    return len(still_undecided(reads))


def told(entity: str, row: Image | None, conflicts: Iterable[Mapping[str, Any] | Undecided]) -> Told:
    """Return a row with what is open in it: whoever has changed what is shown meanwhile, has decided."""
    rows = [one._asdict() if isinstance(one, Undecided) else one for one in conflicts]
    still = {
        one["field"]: Open(one["ancestor"] or "null", frozenset(json.loads(one["rivals"])))
        for one in rows
        if one["field"] not in STORY_FIELDS and not is_moot(entity, row, one["field"], one["ancestor"])
    }
    return Told(row, still) if row is not None or still else ABSENT


def is_moot(entity: str, row: Image | None, field: str, ancestor: str | None) -> bool:
    """Whether a value that was open has been set since, by whoever amended the row."""
    return bool(field) and field not in STORY_FIELDS and value_of(entity, row, field) != ancestor


def still_undecided(reads: Reads) -> list[Undecided]:
    """Return what is not decided, without what somebody has decided by amending the row."""
    found = undecided(reads)
    rows: dict[str, Image] = {}
    for entity in {one.entity for one in found}:
        rows |= stored.rows(reads, entity, [one.row_uid for one in found if one.entity == entity])
    return [one for one in found if not is_moot(one.entity, rows.get(one.row_uid), one.field, one.ancestor)]


def clear_moot(writer: Writer) -> None:
    """Take out of what is undecided what somebody has decided by amending the row."""
    left = frozenset(still_undecided(writer))
    for one in undecided(writer):
        if one not in left:
            writer.record(*set_conflict(writer, one, Place(one.entity, one.row_uid, one.field), None))


def set_conflict(
    writer: Writer, have: Undecided | None, place: Place, new: tuple[str | None, str] | None
) -> tuple[Change, ...]:
    """Return the change that keeps what is undecided (ancestor, rivals), or takes it out; none where it stays as it is."""
    row = {"uid": have.uid if have else writer.new_uid(), "town": writer.town, **place._asdict()}
    if new is None:
        gone = {**row, "ancestor": have.ancestor, "rivals": have.rivals} if have else None
        return (Change("conflict", gone, new=False, gone=True),) if gone else ()
    if have and (have.ancestor, have.rivals) == new:
        return ()
    return (Change("conflict", {**row, "ancestor": new[0], "rivals": new[1]}, new=have is None),)


def packed(found: Open) -> tuple[str | None, str]:
    """Return an open value as it is stored."""
    return found.ancestor, canonical(sorted(found.rivals))


def having(
    reads: Reads, entity: str, columns: Sequence[str], firsts: Iterable[str], *, live: bool = False
) -> dict[tuple[Any, ...], Image]:
    """Return the rows here whose first column is one of some values, by all the columns; with `live` no void ones."""
    only = "and void_on is null" if live else ""
    found: dict[tuple[Any, ...], Image] = {}
    for batch in batches(firsts):
        asked, names = placed(batch)
        where = f"{OF_TOWN} and {columns[0]} in ({asked}) {only}"
        rows = reads.rows(f"select * from {entity} where {where}", **names)  # noqa: S608
        found |= {tuple(row[column] for column in columns): dict(row) for row in rows}
    return found


def others_of(reads: Reads, uid: str) -> list[str]:
    """Return the uids under which other ledgers have a row."""
    return [
        row["other"]
        for row in reads.rows("select other from same_as where kept = :uid order by other", uid=uid)
    ]
