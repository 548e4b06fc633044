"""The chain of the journal: every entry numbered without a gap, bound to the one before, and what its hash says it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.ledger.journal import GENESIS, entry_hash, image_of
from hazardctl.ledger.proof.flaws import UNREADABLE, Flaw, Image, read_image
from hazardctl.ledger.queries.entries import image_before
from hazardctl.ledger.queries.lists import by_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from hazardctl.ledger.proof.reading import Examines

Entry = dict[str, Any]

_ENVELOPE = ("format", "ledger", "town", "tx", "at", "today", "actor", "command")
"""What all entries of one transaction share."""


class Walked(NamedTuple):
    """How far the chain was walked: entries, the newest hash, and what is wrong with it (the first break, told)."""

    entries: int
    head: str | None
    flaws: tuple[Flaw, ...]


def walk(reads: Examines, ledger: str) -> Walked:
    """Walk the whole chain."""
    count, head, breaks = 0, None, []
    try:
        for found in by_name(reads.each("select * from journal order by seq, ledger")):
            count += 1
            if why := _break(found, ledger, count, head or GENESIS):
                breaks.append((why, found, head or GENESIS))
            head = found["hash"]
            # After a gap the count goes on from where the entries are.
            count = max(count, found["seq"]) if isinstance(found["seq"], int) else count
    except UNREADABLE:
        return Walked(count, head, (*_named(reads, breaks), Flaw("unreadable", "journal", seq=count + 1)))
    return Walked(count, head, _named(reads, breaks))


def _named(reads: Examines, breaks: list[tuple[str, Entry, str]]) -> tuple[Flaw, ...]:
    """Tell of the breaks; where what stood there before cannot be looked for, name the first."""
    try:
        return tuple(_told(reads, breaks))
    except UNREADABLE:
        why, entry, _ = breaks[0]
        return (Flaw(why, entry["entity"], entry["uid"], entry["seq"]),)


def _break(entry: Entry, ledger: str, seq: int, previous: str) -> str | None:
    """Name what is wrong with an entry in its place, None when nothing is."""
    if entry["seq"] != seq:
        return "entries_missing"
    if entry["ledger"] != ledger:
        return "entry_foreign"
    if hash_of(entry) != entry["hash"]:
        return "entry_changed"
    return None if entry["previous"] == previous else "entry_unlinked"


def hash_of(entry: Mapping[str, Any]) -> str | None:
    """Return the hash that an entry should have; None for one with bytes that no entry of ours can hold."""
    try:
        return entry_hash(entry)
    except UNREADABLE:
        return None


def _told(reads: Examines, breaks: list[tuple[str, Entry, str]]) -> Iterator[Flaw]:
    """Tell of the first break what stood there before; of the others that there are so many."""
    if not breaks:
        return
    (why, entry, previous), *others = breaks
    if why == "entry_changed":
        yield _changed(reads, entry)
    elif why == "entry_unlinked":
        yield _unlinked(reads, entry, previous)
    else:
        yield Flaw(why, entry["entity"], entry["uid"], entry["seq"])
    if others:
        yield Flaw("further_breaks", seq=others[-1][1]["seq"], times=len(others))


def _changed(reads: Examines, entry: Entry) -> Flaw:
    """Tell what an entry said whose hash does not fit it any more."""
    following = reads.rows("select previous from journal where seq = :seq", seq=entry["seq"] + 1)
    hashes = {entry["hash"], *(row["previous"] for row in following)}
    proven = next((c for c in _candidates(reads, entry) if hash_of(c) in hashes), None)
    said = read_image(proven["image"]) if proven else _before(reads, entry)
    now, then = read_image(entry["image"]), {**(said or {})}
    if proven:
        now, then = _with_envelope(now, entry, proven), _with_envelope(then, proven, entry)
    return Flaw("entry_changed", entry["entity"], entry["uid"], entry["seq"], then or None, now, bool(proven))


def _before(reads: Examines, entry: Mapping[str, Any]) -> Image | None:
    """Return what an entry's row was before it, as far as that can be read."""
    image = image_before(reads, entry["uid"], entry["seq"])
    return read_image(image) if image else None


def _with_envelope(image: Image | None, mine: Entry, other: Entry) -> Image:
    """Put what stands around an image beside it, where it differs between two entries."""
    return {**(image or {}), **{k: mine[k] for k in _ENVELOPE if mine[k] != other[k]}}


def _unlinked(reads: Examines, entry: Entry, previous: str) -> Flaw:
    """An entry that is whole but follows another than it says: the one before it was put in another's place."""
    last = reads.rows("select entity, uid, seq, image from journal where hash = :hash", hash=previous)
    if not last:
        return Flaw("entry_unlinked", entry["entity"], entry["uid"], entry["seq"])
    (one, *_) = last
    said = _before(reads, dict(one))
    row = reads.rows("select * from journal where seq = :seq", seq=one["seq"])[0]
    proven = next((c for c in _candidates(reads, dict(row)) if hash_of(c) == entry["previous"]), None)
    told = read_image(proven["image"]) if proven else said
    return Flaw(
        "entry_replaced", one["entity"], one["uid"], one["seq"], told, read_image(one["image"]), bool(proven)
    )


def _candidates(reads: Examines, entry: Entry) -> Iterator[Entry]:
    """Yield what an entry may have been: with the row's present values, with its transaction's envelope, with both."""
    around = reads.rows(
        """select * from journal where seq between :first and :last and seq <> :seq
           order by case when tx = :tx then 0 else 1 end, seq""",
        first=entry["seq"] - 1,
        last=entry["seq"] + 1,
        seq=entry["seq"],
        tx=entry["tx"],
    )
    envelopes = [{}, *({key: other[key] for key in _ENVELOPE} for other in around)]
    images = [entry["image"], *_images(reads, entry)]
    for envelope in envelopes:
        for image in images:
            yield {**entry, **envelope, "image": image}
        for key in envelope:
            yield from ({**entry, key: envelope[key], "image": image} for image in images)


def _images(reads: Examines, entry: Entry) -> Iterator[str]:
    """Yield the image that the stored row would have; a column that came with a later schema may be left out."""
    if entry["entity"] not in reads.tables():
        return
    for row in reads.rows(f"select * from {entry['entity']} where uid = :uid", uid=entry["uid"]):  # noqa: S608
        stored = dict(row)
        try:
            yield image_of(entry["entity"], stored)
            names = (read_image(entry["image"]) or {}).keys()
            yield image_of(entry["entity"], {k: v for k, v in stored.items() if k in names})
        except UNREADABLE:
            return


def holds(reads: Examines, head: str) -> Sequence[sqlite3.Row]:
    """Return the entries whose hash begins as a head that was printed on paper."""
    return reads.rows(
        "select seq, hash, at from journal where substr(hash, 1, :n) = :head", n=len(head), head=head.lower()
    )


def holds_elsewhere(reads: Examines, head: str) -> Sequence[sqlite3.Row]:
    """Return the entries of merged ledgers whose hash begins so, with the ledger's series and how far it is known."""
    return reads.rows(
        """select e.seq, e.hash, e.at, m.series, m.seq as last from source_entry e join merged m on m.ledger = e.ledger
           where substr(e.hash, 1, :n) = :head""",
        n=len(head),
        head=head.lower(),
    )
