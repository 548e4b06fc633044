"""Taking a destroyed text out of the bytes: of the ledger's file, and of the copies of it.

The row's text is already gone when this is called. SQLite may still hold it in freed pages, so the file is written
anew; in a copy the text itself is destroyed first. What cannot be reached is returned, never passed over.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.ledger import copies, durable
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
    """Destroy the text of a row in every copy of a ledger that can be found.

    Those are the copies that it knows, those that lie beside it, what a killed command left half way, and, as a
    restored ledger has forgotten the copies made since, those that any of these copies knows.
    """
    done: dict[str, bool | None] = {}
    own = ledger.parent / copies.FOLDER
    waiting = [*known, *_lying(own), *_left_behind(ledger.parent, ledger_id)]
    while waiting:
        place = waiting.pop(0)
        path = Path(place)
        if place in done or (path.exists() and path.samefile(ledger)):
            continue
        if path.is_file():
            told = _known_to(path) if is_copy_of(path, ledger_id) else []
            # What rotation took away is still named in older copies.
            waiting += [one for one in told if Path(one).parent != own or Path(one).exists()]
            waiting += _left_behind(path.parent, ledger_id)
        done[place] = _destroy(path, ledger_id, owner)
    rewritten = (place for place, outcome in done.items() if outcome)
    return Swept(tuple(rewritten), tuple(place for place, outcome in done.items() if outcome is None))


def _lying(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.glob("*.db")) if folder.is_dir() else []


def _left_behind(folder: Path, ledger_id: str) -> list[str]:
    """Return the copies of a ledger that a command was killed over before they came to their place."""
    return [str(path) for path in sorted(folder.glob(".hazardctl-*.db")) if is_copy_of(path, ledger_id)]


def _known_to(copy: Path) -> list[str]:
    """Return the places of copies that a copy of a ledger remembers; an old one may have no such table."""
    found: list[str] = []
    with closing(sqlite3.connect(copy)) as connection:
        for table in ("backup", "restored"):
            with suppress(sqlite3.Error):
                found += [row[0] for row in connection.execute(f"select path from {table}")]  # noqa: S608  ours
    return found


def _destroy(copy: Path, ledger_id: str, owner: str) -> bool | None:
    """Return True once the text is gone, False for a copy that never held it, None where it cannot be reached."""
    try:
        if not (copy.is_file() and is_copy_of(copy, ledger_id)):
            return None
        done = _rewritten(copy, owner)
    except (OSError, sqlite3.Error):
        return None
    # Opening it has taken in what a log beside it held; what is left of that nobody needs.
    durable.gone(*(copy.with_name(copy.name + log) for log in copies.LOGS))
    return done


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
