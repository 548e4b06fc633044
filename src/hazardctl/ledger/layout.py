"""The ledger's tables: columns, what is unique, what refers to what; as a file has them, and as the migrations make them.

A command that must only know a table's columns asks the file (`tables`); what the layout ought to be (`layout`) is worked
out on an empty file in memory, which takes 25 times as long.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.ledger import migrations

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_TABLES = "from sqlite_master t join"
_COLUMNS = (
    f"select t.name as owner, c.name as name {_OF_TABLES} pragma_table_info(t.name) c where t.type = 'table'"
)
_UNIQUE = f"""select t.name as owner, i.name as held, c.name as name {_OF_TABLES} pragma_index_list(t.name) i
join pragma_index_info(i.name) c where t.type = 'table' and i."unique" and i.origin <> 'pk' order by i.seq, c.seqno"""
_REFERENCES = f"""select t.name as owner, r."from" as name, r."table" as referred, r."to" as its {_OF_TABLES}
pragma_foreign_key_list(t.name) r where t.type = 'table' order by r.id, r.seq"""
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
        return Layout(tables(empty), objects)


def tables(connection: sqlite3.Connection) -> dict[str, Table]:
    """Return the tables that a file has, by name."""
    columns: dict[str, list[str]] = defaultdict(list)
    for owner, name in connection.execute(_COLUMNS):
        columns[owner].append(name)
    unique: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for owner, held, name in connection.execute(_UNIQUE):
        unique[owner][held].append(name)
    references: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for owner, *reference in connection.execute(_REFERENCES):
        references[owner].append((reference[0], reference[1], reference[2]))
    return {
        name: Table(tuple(own), tuple(map(tuple, unique[name].values())), tuple(references[name]))
        for name, own in sorted(columns.items())
    }


def words(sql: object) -> str:
    """Return SQL without what its layout adds; an automatic index has none."""
    return " ".join(sql.split()) if isinstance(sql, str) else repr(sql)
