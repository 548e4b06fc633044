"""The file itself: its structure, its schema against the migrations, and no table in it that is none of ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from hazardctl.ledger import migrations
from hazardctl.ledger.proof.flaws import UNREADABLE, Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.ledger.proof.reading import Examiner

_MOST = 20
"""How many faults of structure are counted: more say no more."""

_OBJECTS = "select type, name, tbl_name, sql from sqlite_master where substr(name, 1, 11) <> 'sqlite_stat'"
"""All but what `analyze` keeps; nobody can make a table of a name that begins with `sqlite_`."""


def structure(reads: Examiner) -> Iterator[Flaw]:
    """Yield what SQLite itself finds wrong with the file."""
    found = [row[0] for row in reads.rows(f"pragma integrity_check({_MOST})")]
    if found != ["ok"]:
        yield Flaw("structure", times=len(found))
    strays = reads.rows("pragma foreign_key_check")
    if strays:
        yield Flaw("reference", strays[0]["table"], times=len(strays))


def schema(reads: Examiner) -> Iterator[Flaw]:
    """Yield where the schema is not what the migrations make of an empty file."""
    (version,) = reads.rows("pragma user_version")[0]
    due, have = _due(version), {(row[0], row[1]): _words(row[3]) for row in reads.rows(_OBJECTS)}
    for place in sorted(due.keys() | have.keys(), key=str):
        if place not in have:
            yield Flaw("schema_missing", str(place[1]))
        elif place not in due:
            yield Flaw("schema_stray", str(place[1]))
        elif due[place] != have[place]:
            yield Flaw("schema_changed", str(place[1]))
    recorded = [
        (row[0], row[1]) for row in reads.rows("select version, hash from migration order by version")
    ]
    if recorded != [(step.version, step.hash) for step in migrations.steps() if step.version <= version]:
        yield Flaw("migrations", "migration")


def tables(reads: Examiner) -> tuple[str, ...]:
    """Return the tables of a ledger that are there and ought to be."""
    try:
        (version,) = reads.rows("pragma user_version")[0]
        have = {row[0] for row in reads.rows("select name from sqlite_master where type = 'table'")}
    except UNREADABLE:
        return ()
    return tuple(sorted(name for kind, name in _due(version) if kind == "table" and name in have))


def is_ours(reads: Examiner) -> bool:
    """Whether a ledger has this program's schema: what is kept follows by its rules alone."""
    return bool(reads.rows("pragma user_version")[0][0] == migrations.NEWEST)


@cache
def _due(version: int) -> dict[tuple[str, str], str]:
    """Return what the migrations make of an empty file; not by `apply`, whose failpoints are an upgrade's."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        for step in migrations.steps():
            for statement in step.statements() if step.version <= version else ():
                empty.execute(statement)
        return {(row[0], row[1]): _words(row[3]) for row in empty.execute(_OBJECTS)}


def _words(sql: object) -> str:
    """Return SQL without what its layout adds; an automatic index has none."""
    return " ".join(sql.split()) if isinstance(sql, str) else repr(sql)
