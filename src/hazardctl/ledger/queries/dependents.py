"""Which later entries rest on a row: what `undo` must not pull the ground from under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hazardctl.ledger.queries.lists import MANY, batches, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from hazardctl.ledger.connect import Reads

_LIVE = {"hazard", "inspection", "record", "matter"}
"""Tables in which a void row rests on nothing."""

_UNDECLARED = {
    "unit": (("enterprise", "regulator", "key"), ("hazard", "found_unit", "key")),
    None: (("evidence", "owner", "uid"), ("secret", "owner", "uid")),
}
"""References that no foreign key declares: table, column, and the column of the row referred to."""

_NAMED = {"unit": "key", "inspection": "no", "matter": "no"}
"""Tables whose rows are named in details, and by which column: who a problem was handed to, which visit it came from."""

_DETAILS = """
select a.uid, a.detail from act a join hazard h on h.uid = a.hazard and h.void_on is null
union all select s.uid, s.detail from step s join matter m on m.uid = s.matter and m.void_on is null
union all select uid, detail from matter where void_on is null
"""
_QUOTED = re.compile('"([^"]+)"')

_COUNTS = {
    "concern": "and not exists (select 1 from matter m where m.uid = t.matter and m.void_on is not null)"
}
"""When a row counts that has no mark of its own: it belongs to another, and stays with it when that becomes void."""

_ALIKE = {"holder": ("post",), "membership": ("group_key", "unit_key")}
"""Columns of which one row alone holds now, though no index says so."""


def references(reads: Reads, entity: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a table's rows refer to: column, table, and the column there; also where no foreign key says so."""
    yield from reads.shapes()[entity].references
    for table, referring in _UNDECLARED.items():
        yield from ((column, table, its) for owner, column, its in referring if table and owner == entity)


def named_in(detail: str | None) -> set[str]:
    """Return what may be the name of a row in a detail."""
    return set(_QUOTED.findall(detail or ""))


def on_rows(
    reads: Reads, entity: str, uids: AbstractSet[str], *, void: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield each of these rows with the uid of each row that refers to it and still counts; with `void`, of any."""
    # Many are not looked up one by one: a column without an index would be walked through for each batch of them.
    asked, named = placed(uids if len(uids) <= MANY else ())
    only = f"and e.uid in ({asked})" if named else ""
    for table, column, target in _references(reads, entity):
        counts = "and t.void_on is null" if table in _LIVE else _COUNTS.get(table, "")
        rows = reads.rows(
            f"""select e.uid as row, t.uid as rests from {entity} e join {table} t on t.{column} = e.{target}
                where t.uid <> e.uid {only} {"" if void else counts} order by t.uid""",  # noqa: S608  names of our own schema
            **named,
        )
        yield from ((row["row"], row["rests"]) for row in rows if row["row"] in uids)
    if entity in _NAMED:
        yield from _named_in_details(reads, entity, uids)


def _named_in_details(reads: Reads, entity: str, uids: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """Yield each of these rows with what counts and names it in its detail."""
    rows = reads.rows(f"select uid, {_NAMED[entity]} as name from {entity}")  # noqa: S608  names of our own schema
    names = {row["name"]: row["uid"] for row in rows if row["uid"] in uids}
    for row in reads.rows(_DETAILS):
        for name in names.keys() & set(_QUOTED.findall(row["detail"])):
            if names[name] != row["uid"]:
                yield names[name], row["uid"]


def in_its_place(
    reads: Reads, entity: str, row: Mapping[str, Any], changed: AbstractSet[str] | None, since: int
) -> Iterator[str]:
    """Yield the uids of rows that stand where a row is to stand again; `changed` are its columns that change, None all.

    That is what no two rows may have (a name, a number in its series), one unit's return of a period, and who holds a
    post or belongs to a group, where that was entered after the entry `since`.
    """
    for columns in reads.shapes()[entity].unique:
        if changed is None or not changed.isdisjoint(columns):
            yield from _others(reads, entity, row, columns)
    if entity == "matter" and row["kind"] == "submission" and not row["void_on"]:
        yield from _others(reads, entity, row, ("kind", "unit", "topic"), "and void_on is null")
    if entity in _ALIKE and changed is None:
        newer = "and (select max(j.seq) from journal j where j.uid = t.uid) > :since"
        yield from _others(reads, entity, row, _ALIKE[entity], newer, since=since)


def _others(
    reads: Reads, entity: str, row: Mapping[str, Any], columns: Sequence[str], only: str = "", **more: int
) -> Iterator[str]:
    alike = " and ".join(f"t.{column} = :{column}" for column in columns)
    rows = reads.rows(
        f"select t.uid from {entity} t where t.uid <> :_uid and {alike} {only} order by t.uid",  # noqa: S608  names of our own schema
        _uid=row["uid"],
        **{column: row[column] for column in columns},
        **more,
    )
    yield from (found["uid"] for found in rows)


def void_among(reads: Reads, table: str, uids: Iterable[str]) -> Iterator[str]:
    """Yield those of the rows that are void."""
    for batch in batches(uids):
        asked, named = placed(batch)
        rows = reads.rows(f"select uid from {table} where void_on is not null and uid in ({asked})", **named)  # noqa: S608
        yield from (row["uid"] for row in rows)


def later_acts(reads: Reads, table: str, owner: str, after: int) -> list[str]:
    """Return the uids of what was done to a hazard (`act`) or a matter (`step`) after an act by its order of typing."""
    column = {"act": "hazard", "step": "matter"}[table]
    rows = reads.rows(
        f"select uid from {table} where {column} = :owner and seq > :after order by seq",  # noqa: S608
        owner=owner,
        after=after,
    )
    return [row["uid"] for row in rows]


def acts_since(reads: Reads, hazard: str, seq: int) -> list[str]:
    """Return the uids of the acts on a hazard that were typed after a journal entry."""
    rows = reads.rows(
        """select a.uid from act a where a.hazard = :hazard
           and (select min(j.seq) from journal j where j.uid = a.uid) > :seq order by a.seq""",
        hazard=hazard,
        seq=seq,
    )
    return [row["uid"] for row in rows]


def _references(reads: Reads, entity: str) -> Iterator[tuple[str, str, str]]:
    """Yield table, column and the column of the entity that it refers to."""
    for name, table in reads.shapes().items():
        for column, referred, its in table.references if "uid" in table.columns else ():
            # A unit is referred to by town and key: the town is the ledger's own.
            if referred == entity and column != "town":
                yield name, column, its
    # What this login may not look into cannot be asked; the row that goes is refused by the server itself.
    yield from (
        found
        for found in _UNDECLARED.get(entity, _UNDECLARED[None])
        if found[0] != entity and found[0] in reads.shapes()
    )
