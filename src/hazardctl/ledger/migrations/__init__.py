"""The numbered changes of the ledger's schema, one transaction each (PRAGMA user_version is its number).

`steps` are the SQL files beside this module, in order; `apply` runs those that are outstanding inside a transaction
that the caller holds (`writing` takes the lock, reads the version again and journals each step with its hash). A step
is never undone and, once released, never edited.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from hazardctl.ledger.failpoints import reached

APPLICATION_ID = 0x485A4152
"""Marks a SQLite file as a ledger of this program ("HZAR")."""

NEWEST = 11
"""The schema that this program reads and writes; a constant, because a read must not open the SQL files to know it."""


class Step(Struct, frozen=True):
    """One migration: its number, its name and its SQL."""

    version: int
    name: str
    sql: str
    on_server: str | None = None
    """What it comes to on a server, where that is not the same words."""

    @property
    def hash(self) -> str:
        """Return the SHA-256 of its text, line ends aside."""
        import hashlib

        return hashlib.sha256(self.sql.replace("\r\n", "\n").encode()).hexdigest()

    def statements(self) -> Iterator[str]:
        """Yield its statements one by one: `executescript` would commit the transaction it runs in."""
        return _apart(self.sql)

    def statements_on_server(self) -> Iterator[str]:
        """Yield its statements for a server, still to be put into its dialect."""
        return _apart(self.on_server or self.sql)


def _apart(sql: str) -> Iterator[str]:
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""


@cache
def steps() -> tuple[Step, ...]:
    """Return every migration in order of its number."""
    from importlib import resources  # with hashlib, 6 ms that only writing needs

    told = {f.name: f for f in resources.files(__package__).iterdir()}
    return tuple(
        Step(
            int(name[:4]),
            Path(name).stem[5:],
            told[name].read_text(encoding="utf-8"),
            told[server].read_text(encoding="utf-8")
            if (server := f"{Path(name).stem}.server") in told
            else None,
        )
        for name in sorted(told)
        if name.endswith(".sql")
    )


def apply(connection: sqlite3.Connection, outstanding: Iterable[Step]) -> None:
    """Apply steps inside the caller's transaction, schema and version number together."""
    for step in outstanding:
        for statement in step.statements():
            connection.execute(statement)
            reached("migrated_statement")
        connection.execute(f"pragma user_version = {step.version}")
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    reached("migrated")
