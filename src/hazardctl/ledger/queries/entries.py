"""The journal by transactions: one command is one of them, and its entries stand side by side."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.ledger.connect import Reads

Image = dict[str, Any]
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry with the image before it; None for a row that was not there, or is taken out."""

    seq: int
    entity: str
    uid: str
    before: Image | None
    image: Image | None


@dataclass(frozen=True, slots=True)
class Transaction:
    """One command: who, when, by which words, and its entries. `today` is set when the day was moved."""

    tx: str
    at: str
    today: str | None
    actor: str
    command: str
    entries: tuple[Entry, ...]

    @property
    def seq(self) -> int:
        """Return the number of its first entry."""
        return self.entries[0].seq

    @property
    def last_seq(self) -> int:
        """Return the number of its last entry."""
        return self.entries[-1].seq


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a log is narrowed by; `start` and `end` are instants (ISO, UTC), `uids` the rows that are asked about."""

    actor: str | None = None
    command: str | None = None
    start: str | None = None
    end: str | None = None
    search: str | None = None
    uids: tuple[str, ...] | None = None


_COLUMNS = "seq, tx, at, today, actor, command, entity, uid, image"


def listed(reads: Reads, wanted: Filter, limit: int) -> list[Transaction]:
    """Return transactions, newest first, with those of their entries that match; -1 for all."""
    found: list[Transaction] = []
    for one in _walked(reads, wanted):
        if len(found) == limit:
            break
        found.append(one)
    return found


def _walked(reads: Reads, wanted: Filter) -> Iterator[Transaction]:
    for _, rows in groupby(_newest_first(reads, wanted), key=lambda row: row["tx"]):
        yield _transaction(reads, list(rows)[::-1])


def _newest_first(reads: Reads, wanted: Filter) -> Iterator[Any]:
    """Yield matching entries from the newest on, a batch at a time: a short log reads a short stretch."""
    before = 2**62
    named = {f"u{i}": uid for i, uid in enumerate(wanted.uids or ())}
    only = f"and uid in ({', '.join(f':{name}' for name in named)})" if wanted.uids is not None else ""
    # An image is JSON: a quotation mark or a backslash stands escaped in it.
    quoted = json.dumps(wanted.search, ensure_ascii=False)[1:-1] if wanted.search else None
    while rows := reads.rows(
        f"""select {_COLUMNS} from journal where seq < :before {only}
            and (cast(:actor as text) is null or actor = :actor)
            and (cast(:command as text) is null or command = :command)
            and (cast(:start as text) is null or at >= :start) and (cast(:end as text) is null or at < :end)
            and (cast(:search as text) is null or replace(coalesce(image, ''), :quoted, '') <> coalesce(image, '')
                 or replace(command, :search, '') <> command or replace(actor, :search, '') <> actor)
            order by seq desc limit :batch""",  # noqa: S608  made of names above alone
        before=before,
        actor=wanted.actor,
        command=wanted.command,
        start=wanted.start,
        end=wanted.end,
        search=wanted.search,
        quoted=quoted,
        batch=_BATCH,
        **named,
    ):
        yield from (row for row in rows if _mentions(row, wanted.search))
        before = rows[-1]["seq"]


def _mentions(row: Any, search: str | None) -> bool:
    """Whether an entry says what is looked for; the statement has found it in its text, where names of columns are too."""
    return not search or any(
        search in said for said in (row["command"], row["actor"], *_values(row["image"]))
    )


def _values(image: str | None) -> Iterator[str]:
    """Yield every value of an image as text, those of a detail that is JSON itself among them."""
    told = _read(image) or {}
    detail = told.get("detail")
    yield from _leaves({**told, "detail": _read(detail) if isinstance(detail, str) else detail})


def _leaves(told: object) -> Iterator[str]:
    if isinstance(told, dict):
        for one in told.values():
            yield from _leaves(one)
    elif isinstance(told, list):
        for one in told:
            yield from _leaves(one)
    elif told is not None:
        yield str(told)


def holding(reads: Reads, seq: int) -> Transaction | None:
    """Return the transaction that an entry belongs to, with all its entries."""
    rows = reads.rows("select tx from journal where seq = :seq", seq=seq)
    if not rows:
        return None
    tx = rows[0]["tx"]
    (low,) = reads.rows(
        "select coalesce(max(seq), 0) as seq from (select seq from journal where seq < :seq and tx <> :tx order by seq desc limit 1)",
        seq=seq,
        tx=tx,
    )
    (high,) = reads.rows(
        "select min(seq) as seq from (select seq from journal where seq > :seq and tx <> :tx order by seq limit 1)",
        seq=seq,
        tx=tx,
    )
    entries = reads.rows(
        f"select {_COLUMNS} from journal where seq > :low and seq < :high order by seq",  # noqa: S608
        low=low["seq"],
        high=high["seq"] or 2**62,
    )
    return _transaction(reads, list(entries))


def of_tx(reads: Reads, tx: str) -> Transaction | None:
    """Return one transaction by its identity."""
    rows = reads.rows("select seq from journal where tx = :tx limit 1", tx=tx)
    return holding(reads, rows[0]["seq"]) if rows else None


def last_of(reads: Reads, actor: str, but: frozenset[str]) -> Transaction | None:
    """Return the newest transaction of somebody that is not one of these commands."""
    names = {f"c{i}": command for i, command in enumerate(sorted(but))}
    rows = reads.rows(
        f"""select seq from journal where actor = :actor and command not in ({", ".join(f":{n}" for n in names)})
            order by seq desc limit 1""",  # noqa: S608
        actor=actor,
        **names,
    )
    return holding(reads, rows[0]["seq"]) if rows else None


def _transaction(reads: Reads, rows: list[Any]) -> Transaction:
    first = rows[0]
    return Transaction(
        tx=first["tx"],
        at=first["at"],
        today=first["today"],
        actor=first["actor"],
        command=first["command"],
        entries=tuple(_entries(reads, rows)),
    )


def last_seq(reads: Reads) -> int:
    """Return the number of the newest entry; 0 where there is none."""
    return int(reads.rows("select coalesce(max(seq), 0) as seq from journal")[0]["seq"])


def seq_of_tx(reads: Reads, tx: str) -> int | None:
    """Return the number of a transaction's first entry."""
    seq = reads.rows("select min(seq) as seq from journal where tx = :tx", tx=tx)[0]["seq"]
    return None if seq is None else int(seq)


def seq_of_head(reads: Reads, head: str) -> int:
    """Return the number of the entry with this hash; it is there."""
    return int(reads.rows("select seq from journal where hash = :head", head=head)[0]["seq"])


def instants(reads: Reads, limit: int) -> list[str]:
    """Return when the newest so many entries were made (ISO, UTC), the oldest of them first."""
    rows = reads.rows("select at from journal order by seq desc limit :n", n=limit)
    return [row["at"] for row in reversed(rows)]


def signed(reads: Reads, seq: int) -> Image | None:
    """Return when an entry was made, by whom and by which command (`at`, `actor`, `command`)."""
    rows = reads.rows("select at, actor, command from journal where seq = :seq", seq=seq)
    return dict(rows[0]) if rows else None


def _entries(reads: Reads, rows: list[Any]) -> Iterator[Entry]:
    """Yield entries with what their rows were before; one that the same transaction wrote twice goes on from itself."""
    known: dict[str, Image | None] = {}
    for row in rows:
        uid, image = row["uid"], _read(row["image"])
        before = known[uid] if uid in known else _read(image_before(reads, uid, row["seq"]))
        yield Entry(row["seq"], row["entity"], uid, before, image)
        known[uid] = image


def image_before(reads: Reads, uid: object, seq: int) -> str | None:
    """Return what the journal says a row was before an entry, as it stands there; None where it was not there."""
    rows = reads.rows(
        "select image from journal where uid = :uid and seq < :seq order by seq desc limit 1",
        uid=uid,
        seq=seq,
    )
    return rows[0]["image"] if rows else None


def newest_image(reads: Reads, uid: str) -> tuple[str, str] | None:
    """Return the table and the newest image of a row, also of one that was taken out since."""
    rows = reads.rows(
        "select entity, image from journal where uid = :uid and image is not null order by seq desc limit 1",
        uid=uid,
    )
    return (rows[0]["entity"], rows[0]["image"]) if rows else None


def latest(reads: Reads, uid: str) -> tuple[int, str, Image | None]:
    """Return the newest entry of a row: its number, its transaction, and the row's image."""
    (row,) = reads.rows(
        "select seq, tx, image from journal where uid = :uid order by seq desc limit 1", uid=uid
    )
    return row["seq"], row["tx"], _read(row["image"])


def undone(reads: Reads) -> frozenset[str]:
    """Return the transactions that are taken back."""
    return frozenset(row["tx"] for row in reads.rows("select tx from undone"))


def undone_by(reads: Reads, tx: str) -> int:
    """Return the number of the entry by which a transaction was last taken back; it was."""
    rows = reads.rows(
        "select seq from journal where entity = 'undone' and replace(image, :tx, '') <> image order by seq desc limit 1",
        tx=tx,
    )
    return int(rows[0]["seq"])


def _read(image: str | None) -> Image | None:
    told: Image | None = json.loads(image) if image else None
    return told
