"""The ledger's tables as the migrations lay them out, wherever a ledger is: columns, what is unique, what refers to what.

Worked out once per run on an empty file in memory, so that no question about the layout is put to a ledger.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.ledger import migrations

if TYPE_CHECKING:
    from collections.abc import Mapping

OBJECTS = "select type, name, tbl_name, sql from sqlite_master where substr(name, 1, 11) <> 'sqlite_stat'"
"""All but what `analyze` keeps; nobody can make a table of a name that begins with `sqlite_`."""


class Table(Struct, frozen=True):
    """One table: its columns, the columns that no two rows share but for the key, and (column, table, its column)."""

    columns: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...]
    references: tuple[tuple[str, str, str], ...]


class Layout(Struct, frozen=True):
    """A schema: its tables by name, and the words of every object by kind and name."""

    tables: Mapping[str, Table]
    objects: Mapping[tuple[str, str], str]


@cache
def layout(version: int = migrations.NEWEST) -> Layout:
    """Return what the migrations up to a version make; not by `apply`, whose failpoints are an upgrade's."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        for step in migrations.steps():
            for statement in step.statements() if step.version <= version else ():
                empty.execute(statement)
        objects = {(row[0], row[1]): words(row[3]) for row in empty.execute(OBJECTS)}
        names = sorted(name for kind, name in objects if kind == "table")
        return Layout({name: _table(empty, name) for name in names}, objects)


def words(sql: object) -> str:
    """Return SQL without what its layout adds; an automatic index has none."""
    return " ".join(sql.split()) if isinstance(sql, str) else repr(sql)


def _table(empty: sqlite3.Connection, name: str) -> Table:
    empty.row_factory = sqlite3.Row
    indexes = empty.execute(f"pragma index_list({name})").fetchall()
    unique = tuple(
        tuple(row["name"] for row in empty.execute(f"pragma index_info({index['name']})"))
        for index in indexes
        if index["unique"] and index["origin"] != "pk"
    )
    keys = empty.execute(f"pragma foreign_key_list({name})").fetchall()
    return Table(
        tuple(row["name"] for row in empty.execute(f"pragma table_info({name})")),
        unique,
        tuple((row["from"], row["table"], row["to"]) for row in keys),
    )
