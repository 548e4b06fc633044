"""The journal by transactions: one command is one of them, and its entries stand side by side."""

from __future__ import annotations

import json
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from hazardctl.ledger.queries.lists import MANY, batches, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hazardctl.ledger.connect import Reads

Image = dict[str, Any]
_BATCH = 500
ALL = -1
"""No limit."""


class Entry(Struct, frozen=True):
    """A journal entry with the image before it; None for a row that was not there, or is taken out."""

    seq: int
    entity: str
    uid: str
    before: Image | None
    image: Image | None


class Transaction(Struct, frozen=True):
    """One command: who, when, by which words. `today` is set when the day was moved.

    `count` is how many of its entries were asked for, `entries` the first of them; `seq` to `last_seq` are the numbers
    of all that were asked for.
    """

    tx: str
    at: str
    today: str | None
    actor: str
    command: str
    seq: int
    last_seq: int
    count: int
    entries: tuple[Entry, ...]


class Filter(Struct, frozen=True, kw_only=True):
    """What a log is narrowed by; `start` and `end` are instants (ISO, UTC), `uids` the rows that are asked about."""

    actor: str | None = None
    command: str | None = None
    start: str | None = None
    end: str | None = None
    search: str | None = None
    uids: tuple[str, ...] | None = None

    @property
    def by_entry(self) -> bool:
        """Whether it lets in single entries of a command, not only whole commands."""
        return self.search is not None or self.uids is not None


class _Found(Struct):
    """A transaction while its entries are met, the newest first."""

    last_seq: int
    tx: str
    each: int
    count: int = 0
    seqs: deque[int] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.seqs = deque(maxlen=self.each)

    def meet(self, seq: int) -> None:
        self.count += 1
        self.seqs.appendleft(seq)


def listed(reads: Reads, wanted: Filter, limit: int, each: int) -> list[Transaction]:
    """Return transactions, newest first (-1 for all), with the first so many of those of their entries that match."""
    walked = islice(_walked(reads, wanted, each), None if limit == ALL else limit)
    return [_transaction(reads, one.tx, one.count, one.last_seq, tuple(one.seqs)) for one in walked]


def _walked(reads: Reads, wanted: Filter, each: int) -> Iterator[_Found]:
    """Yield what matches, the newest first, a batch at a time: a short log reads a short stretch."""
    found: _Found | None = None
    before = 2**62
    while rows := _matching(reads, wanted, before):
        for row in rows:
            if not _mentions(row, wanted.search):
                continue
            if found is None or found.tx != row["tx"]:
                if found:
                    yield found
                found = _Found(row["seq"], row["tx"], each)
            found.meet(row["seq"])
        before = rows[-1]["seq"]
        if found and not wanted.by_entry:
            before = _met_whole(reads, found)
            yield found
            found = None
    if found:
        yield found


def _met_whole(reads: Reads, found: _Found) -> int:
    """Meet the rest of a transaction at once, and return the number of its first entry: an import has 100,000."""
    first, _, found.count = _span(reads, found.tx)
    rows = reads.rows(
        "select seq from journal where tx = :tx order by seq limit :n", tx=found.tx, n=found.each
    )
    found.seqs.extend(row["seq"] for row in rows)
    return first


def _matching(reads: Reads, wanted: Filter, before: int) -> Sequence[Any]:
    only, named = placed(wanted.uids or ())
    # What is looked for is looked at in the image again: only then is the image read.
    columns = "seq, tx, command, actor, image" if wanted.search else "seq, tx"
    # An image is JSON: a quotation mark or a backslash stands escaped in it.
    quoted = json.dumps(wanted.search, ensure_ascii=False)[1:-1] if wanted.search else None
    return reads.rows(
        f"""select {columns} from journal where seq < :before {f"and uid in ({only})" if wanted.uids is not None else ""}
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
    )


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


def holding(reads: Reads, seq: int, most: int = ALL) -> Transaction | None:
    """Return the transaction that an entry belongs to, with the first so many of its entries."""
    rows = reads.rows("select tx from journal where seq = :seq", seq=seq)
    return of_tx(reads, rows[0]["tx"], most) if rows else None


def of_tx(reads: Reads, tx: str, most: int = ALL) -> Transaction | None:
    """Return one transaction by its identity, with the first so many of its entries."""
    first, last, count = _span(reads, tx)
    if not count:
        return None
    rows = reads.rows(f"{_ENTRIES} where j.tx = :tx order by j.seq limit :most", tx=tx, most=most)
    return _of_rows(rows, first, last, count)


def last_of(reads: Reads, actor: str, but: frozenset[str]) -> Transaction | None:
    """Return the newest transaction of somebody that is not one of these commands."""
    names, named = placed(sorted(but))
    rows = reads.rows(
        f"""select seq from journal where actor = :actor and command not in ({names})
            order by seq desc limit 1""",  # noqa: S608
        actor=actor,
        **named,
    )
    return holding(reads, rows[0]["seq"]) if rows else None


def newest_of_row(reads: Reads, uid: str) -> Transaction:
    """Return who last entered something about a row, with that one entry alone; there is one."""
    rows = reads.rows(f"{_ENTRIES} where j.uid = :uid order by j.seq desc limit 1", uid=uid)
    return _of_rows(rows, rows[0]["seq"], rows[0]["seq"], 1)


_ENTRIES = """select j.seq, j.tx, j.at, j.today, j.actor, j.command, j.entity, j.uid, j.image,
    (select k.image from journal k where k.uid = j.uid and k.seq < j.seq order by k.seq desc limit 1) as before
    from journal j"""


def _transaction(reads: Reads, tx: str, count: int, last: int, seqs: tuple[int, ...]) -> Transaction:
    """Return a transaction with entries of these numbers."""
    named = {f"s{i}": seq for i, seq in enumerate(seqs)}
    only = ", ".join(f":{name}" for name in named)
    rows = reads.rows(f"{_ENTRIES} where j.tx = :tx and j.seq in ({only}) order by j.seq", tx=tx, **named)
    return _of_rows(rows, seqs[0], last, count)


def _of_rows(rows: Sequence[Any], first: int, last: int, count: int) -> Transaction:
    row = rows[0]
    return Transaction(
        tx=row["tx"],
        at=row["at"],
        today=row["today"],
        actor=row["actor"],
        command=row["command"],
        seq=first,
        last_seq=last,
        count=count,
        entries=tuple(
            Entry(one["seq"], one["entity"], one["uid"], _read(one["before"]), _read(one["image"]))
            for one in rows
        ),
    )


def _span(reads: Reads, tx: str) -> tuple[int, int, int]:
    """Return the first and the last number of a transaction's entries, and how many there are."""
    (row,) = reads.rows(
        "select min(seq) as first, max(seq) as last, count(*) as n from journal where tx = :tx", tx=tx
    )
    return row["first"], row["last"], row["n"]


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


def touched_since(reads: Reads, uids: Iterable[str], seq: int) -> Iterator[str]:
    """Yield those of the rows that entries after this one say something of."""
    for batch in batches(uids, MANY):
        asked, named = placed(batch)
        rows = reads.rows(
            f"select distinct uid from journal where seq > :seq and uid in ({asked}) order by uid",  # noqa: S608
            seq=seq,
            **named,
        )
        yield from (row["uid"] for row in rows)


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
