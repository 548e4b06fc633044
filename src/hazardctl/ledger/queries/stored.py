"""Rows of any table as they are stored: what `undo` and `verify` handle without knowing what they mean.

A table's name comes from the journal's entries or from the schema, never from what somebody typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads


def row(reads: Reads, table: str, uid: str) -> dict[str, Any]:
    """Return a row with every column; it is there."""
    (found,) = reads.rows(f"select * from {table} where uid = :uid", uid=uid)  # noqa: S608  one of our tables
    return dict(found)


def columns(reads: Reads, table: str) -> tuple[str, ...]:
    """Return the names of a table's columns."""
    return tuple(found["name"] for found in reads.rows(f"pragma table_info({table})"))


def count(reads: Reads, table: str) -> int:
    """Return how many rows a table has."""
    return int(reads.rows(f"select count(*) as n from {table}")[0]["n"])  # noqa: S608  one of our tables
