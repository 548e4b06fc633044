"""Taking a destroyed text out of the bytes: of the ledger's file, and of the copies of it.

The row's text is already gone when this is called. SQLite may still hold it in freed pages, so the file is written
anew; in a copy the text itself is destroyed first. What cannot be reached is returned, never passed over.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.ledger import copies
from hazardctl.ledger.connect import connect
from hazardctl.ledger.faults import translated
from hazardctl.ledger.migrations import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Iterable


class Swept(NamedTuple):
    """The copies from which a text was destroyed, and those that could not be reached."""

    rewritten: tuple[str, ...]
    not_reached: tuple[str, ...]


def rewrite(ledger: Path) -> None:
    """Write a ledger's file anew, without freed pages and without a log beside it.

    Raises:
        Busy: another program holds it.
        Unavailable: there is no space for it.
    """
    with translated(ledger), closing(connect(ledger, mode="rw")) as connection:
        _vacuum(connection)


def _vacuum(connection: sqlite3.Connection) -> None:
    connection.execute("pragma secure_delete = on")
    connection.execute("vacuum")
    connection.execute("pragma wal_checkpoint(truncate)")


def sweep(ledger: Path, ledger_id: str, known: Iterable[str], owner: str) -> Swept:
    """Destroy the text of a row in every copy of a ledger: those known, and those that lie in `backups/` beside it."""
    beside = ledger.parent / copies.FOLDER
    lying = sorted(str(path) for path in beside.glob("*.db")) if beside.is_dir() else []
    places = tuple(dict.fromkeys((*known, *lying)))
    done = {place: _destroy(Path(place), ledger_id, owner) for place in places}
    rewritten = (place for place, outcome in done.items() if outcome)
    return Swept(tuple(rewritten), tuple(place for place, outcome in done.items() if outcome is None))


def _destroy(copy: Path, ledger_id: str, owner: str) -> bool | None:
    """Return True once the text is gone, False for a copy that never held it, None where it cannot be reached."""
    try:
        return _rewritten(copy, owner) if copy.is_file() and is_copy_of(copy, ledger_id) else None
    except (OSError, sqlite3.Error):
        return None


def _rewritten(copy: Path, owner: str) -> bool:
    handle, name = tempfile.mkstemp(dir=copy.parent, prefix=".hazardctl-", suffix=".db")
    os.close(handle)
    temporary = Path(name)
    try:
        shutil.copyfile(copy, temporary)
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            connection.execute("pragma journal_mode = memory")
            connection.execute("pragma secure_delete = on")
            tables = connection.execute("select 1 from sqlite_master where name = 'secret'").fetchone()
            if tables is None:
                return False
            connection.execute("update secret set salt = null, body = null where owner = ?", (owner,))
            _vacuum(connection)
            (sound,) = connection.execute("pragma integrity_check").fetchone()
            if sound != "ok":
                raise sqlite3.DatabaseError
        shutil.copymode(copy, temporary)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(copy)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def is_copy_of(path: Path, ledger_id: str) -> bool:
    """Whether a file is a copy of the ledger with this id; one that cannot be read is none."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            (mark,) = connection.execute("pragma application_id").fetchone()
            if mark != APPLICATION_ID:
                return False
            row = connection.execute("select value from setting where key = 'ledger'").fetchone()
    except sqlite3.Error:
        return False
    return row is not None and row[0] == ledger_id
