"""Which later entries rest on a row: what `undo` must not pull the ground from under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.ledger.queries.lists import MANY, placed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from hazardctl.ledger.connect import Reads

_LIVE = {"hazard", "inspection", "record", "matter"}
"""Tables in which a void row rests on nothing."""

_UNDECLARED = {
    "unit": (("enterprise", "regulator", "key"),),
    None: (("evidence", "owner", "uid"), ("secret", "owner", "uid")),
}
"""References that no foreign key declares: table, column, and the column of the row referred to."""


def on_rows(
    reads: Reads, entity: str, uids: AbstractSet[str], *, void: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield each of these rows with the uid of each row that refers to it and still counts; with `void`, of any."""
    # Many are not looked up one by one: a column without an index would be walked through for each batch of them.
    asked, named = placed(uids if len(uids) <= MANY else ())
    only = f"and e.uid in ({asked})" if named else ""
    for table, column, target in _references(reads, entity):
        counts = "and t.void_on is null" if table in _LIVE and not void else ""
        rows = reads.rows(
            f"""select e.uid as row, t.uid as rests from {entity} e join {table} t on t.{column} = e.{target}
                where t.uid <> e.uid {only} {counts} order by t.uid""",  # noqa: S608  names of our own schema
            **named,
        )
        yield from ((row["row"], row["rests"]) for row in rows if row["row"] in uids)
    if entity == "unit":
        yield from ((uid, rests) for uid in uids for rests in _named_in_acts(reads, uid))


def _named_in_acts(reads: Reads, uid: str) -> Iterator[str]:
    """Yield the acts whose detail names a unit: a transfer to it, a report to it."""
    rows = reads.rows(
        """select a.uid from act a join unit u on u.uid = :uid
           where replace(a.detail, '"' || u.key || '"', '') <> a.detail order by a.uid""",
        uid=uid,
    )
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
    tables = reads.rows(
        "select name from sqlite_master where type = 'table' and name <> 'span' order by name"
    )
    for table in [row["name"] for row in tables]:
        for row in reads.rows(f"pragma foreign_key_list({table})"):
            # A unit is referred to by town and key: the town is the ledger's own.
            if row["table"] == entity and row["from"] != "town":
                yield table, row["from"], row["to"]
    yield from (found for found in _UNDECLARED.get(entity, _UNDECLARED[None]) if found[0] != entity)
