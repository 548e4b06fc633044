"""Every column of every table equals the last image of its row, and no row is missing or more than the journal knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.canonical import canonical
from hazardctl.ledger.journal import CONFIDENTIAL, disagreement
from hazardctl.ledger.proof.flaws import UNREADABLE, Flaw, guarded, read_image
from hazardctl.ledger.queries.lists import by_name
from hazardctl.ledger.queries.secrets import digest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from hazardctl.ledger.proof.reading import Examines

NOT_JOURNALED = frozenset({"journal", "span", "movement", "source_entry"})
"""The journal itself, those of other ledgers, and what is kept for speed and proved by recount."""


def flaws(reads: Examines, names: Sequence[str], hidden: Sequence[str] = ()) -> Iterator[Flaw]:
    """Yield what is wrong with the rows of these tables; those that are hidden nobody can look at."""
    for name in names:
        yield from guarded(name, lambda name=name: _of_table(reads, name))  # type: ignore[misc]
    yield from guarded("journal", lambda: _gone(reads, names, hidden))
    if "secret" in names:
        yield from guarded("secret", lambda: _texts(reads))


def _of_table(reads: Examines, name: str) -> Iterator[Flaw]:
    rows = reads.each(
        f"""select j.seq as _seq, j.entity as _entity, j.image as _image, t.* from {name} t {_last(reads).of_row}
            order by t.{reads.row_order}"""  # noqa: S608  a table's own name
    )
    for stored in by_name(rows):
        seq, entity, image = (stored.pop(key) for key in ("_seq", "_entity", "_image"))
        if image is None or entity != name:
            yield Flaw("row_unknown", name, _uid(stored), seq, None, stored)
        elif not _agrees(name, stored, image):
            yield _changed(name, stored, seq, image)


class _Last(NamedTuple):
    """How a row's last entry is found: joined to the rows of a table (`t`), and of all rows that are still there."""

    of_row: str
    of_all: str


_BY_INDEX = _Last(
    """left join journal j on j.uid = t.uid and j.seq = (select max(k.seq) from journal k where k.uid = t.uid)""",
    """select j.entity, j.uid, j.seq, j.image from journal j
       join (select uid, max(seq) as seq from journal group by uid) l on l.uid = j.uid and l.seq = j.seq
       where j.image is not null""",
)
_BY_ONE_WALK = _Last(
    """left join (select uid, max(seq) as seq from journal group by uid) l on l.uid = t.uid
       left join journal j on j.seq = l.seq and j.uid = t.uid""",
    "select entity, uid, max(seq) as seq, image from journal group by uid having image is not null",
)
"""For a ledger that has lost the journal's index: slower by a constant, but not by the square of its length."""


def _last(reads: Examines) -> _Last:
    return _BY_INDEX if reads.has_index("journal_by_uid") else _BY_ONE_WALK


def _agrees(name: str, stored: dict[str, Any], image: str) -> bool:
    """Whether a row is what its image says; one whose image says nothing that can be read is not."""
    try:
        return _is(name, stored, image)
    except UNREADABLE:
        return False


def _is(name: str, stored: dict[str, Any], image: str) -> bool:
    """Whether a row is what its image says; most are to the byte, the others are compared column by column."""
    if (
        name not in CONFIDENTIAL
        and all(type(value) is not bytes for value in stored.values())
        and canonical(stored) == image
    ):
        return True
    return not disagreement(name, stored, image)


def _changed(name: str, stored: dict[str, Any], seq: int, image: str) -> Flaw:
    told = read_image(image)
    if told is None:
        return Flaw("row_changed", name, _uid(stored), seq, None, stored)
    names = disagreement(name, stored, image)
    said, says = ({k: side.get(k) for k in names} for side in (told, stored))
    return Flaw("row_changed", name, _uid(stored), seq, said, says, sure=True)


def _uid(stored: dict[str, Any]) -> str | None:
    return stored["uid"] if isinstance(stored["uid"], str) else None


def _gone(reads: Examines, names: Sequence[str], hidden: Sequence[str]) -> Iterator[Flaw]:
    """Yield the rows that the journal knows and no table has."""
    last = _last(reads).of_all
    counts = {
        row["entity"]: row["n"]
        for row in reads.rows(
            f"select entity, count(*) as n from ({last}) l group by entity"  # noqa: S608  made of the text above
        )
    }
    for name in sorted({*counts, *names} - {*hidden}):
        if name not in names:
            yield Flaw("table_unknown", name, times=counts[name])
        elif counts.get(name, 0) != reads.rows(f"select count(*) as n from {name}")[0]["n"]:  # noqa: S608
            missing = reads.each(
                f"select * from ({last}) l where l.entity = :name and not exists (select 1 from {name} t where t.uid = l.uid)",  # noqa: S608
                name=name,
            )
            for row in missing:
                yield Flaw("row_gone", name, row["uid"], row["seq"], read_image(row["image"]), sure=True)


def _texts(reads: Examines) -> Iterator[Flaw]:
    """Confidential text fits its digest; where it is gone an entry of its own says so, and then it stays gone."""
    rows = reads.rows(
        """select s.uid, s.salt, s.body, s.digest, (select count(*) from journal j where j.uid = s.uid) as told
           from secret s order by s.uid"""
    )
    for row in rows:
        destroyed = row["told"] > 1  # stored, and destroyed
        if row["body"] is None and row["salt"] is None:
            if not destroyed:
                yield Flaw("text_gone", "secret", row["uid"])
        elif destroyed:
            yield Flaw("text_back", "secret", row["uid"])
        elif not _fits(row):
            yield Flaw("text_changed", "secret", row["uid"])


def _fits(row: sqlite3.Row) -> bool:
    try:
        return bool(digest(row["salt"], row["body"]) == row["digest"])
    except UNREADABLE:
        return False
