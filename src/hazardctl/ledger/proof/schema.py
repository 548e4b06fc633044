"""The file itself: its structure, its schema against the migrations, and no table in it that is none of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.ledger import migrations
from hazardctl.ledger.layout import OBJECTS, layout, words
from hazardctl.ledger.proof.flaws import UNREADABLE, Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.ledger.proof.reading import Examiner

_MOST = 20
"""How many faults of structure are counted: more say no more."""


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
    due, have = layout(version).objects, {(row[0], row[1]): words(row[3]) for row in reads.rows(OBJECTS)}
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
    return tuple(sorted(name for kind, name in layout(version).objects if kind == "table" and name in have))


def is_ours(reads: Examiner) -> bool:
    """Whether a ledger has this program's schema: what is kept follows by its rules alone."""
    return bool(reads.rows("pragma user_version")[0][0] == migrations.NEWEST)
