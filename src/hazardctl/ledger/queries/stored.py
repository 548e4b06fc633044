"""Rows of any table as they are stored: what `undo` and `verify` handle without knowing what they mean.

A table's name comes from the journal's entries or from the schema, never from what somebody typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hazardctl.ledger.queries.lists import batches, placed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hazardctl.ledger.connect import Reads


def rows(reads: Reads, table: str, uids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return rows with every column, by uid; what is not there is absent."""
    found: dict[str, dict[str, Any]] = {}
    for batch in batches(uids):
        asked, named = placed(batch)
        stored = reads.rows(f"select * from {table} where uid in ({asked})", **named)  # noqa: S608  one of our tables
        found |= {row["uid"]: dict(row) for row in stored}
    return found


def columns(reads: Reads, table: str) -> tuple[str, ...]:
    """Return the names of a table's columns; none of what is no table."""
    known = reads.shapes().get(table)
    return known.columns if known else ()


def count(reads: Reads, table: str) -> int:
    """Return how many rows a table has."""
    return int(reads.rows(f"select count(*) as n from {table}")[0]["n"])  # noqa: S608  one of our tables


def series(reads: Reads) -> list[str]:
    """Return every series in which hazards of the ledger are numbered, its own first."""
    rows = reads.rows(
        """select value as series, 0 as place from setting where key = 'series'
           union select distinct series, 1 from hazard order by place, series"""
    )
    return list(dict.fromkeys(str(row["series"]) for row in rows))
