"""Copies of a ledger: made by SQLite's online backup into a temporary file, proved, and only then put in place.

Those without a place of their own lie in `backups/` beside the ledger, named by time and reason; of them the newest of
seven days and of twelve months are kept.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hazardctl import clock, errors
from hazardctl.domain import rotation
from hazardctl.errors import Problem
from hazardctl.ledger import durable
from hazardctl.ledger.connect import connect
from hazardctl.ledger.failpoints import reached
from hazardctl.ledger.faults import translated
from hazardctl.messages import ledger as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "backups"
"""Where copies go unless a place is named: beside the ledger."""

LOGS = ("-journal", "-wal", "-shm")
"""What SQLite lays beside a file of its own; it belongs to that file and to no other."""

_STAMP = "%Y%m%dT%H%M%S%fZ"
_STAMPED = re.compile(r"-([0-9]{8}T[0-9]{12}Z)-[a-z]+\.db$")
_ROTATED = re.compile(r"-([0-9]{8}T[0-9]{12}Z)-(backup|import|merge|daily)\.db$")
"""The copies that are rotated: an upgrade's, and a file that was replaced, stay until somebody takes them away."""


class Written(NamedTuple):
    """A copy that was made: where, and its newest journal hash."""

    path: Path
    head: str


def stamped(ledger: Path, why: str) -> Path:
    """Return where a copy goes when no place is named: its time and reason in the name."""
    stamp = clock.utc_now().strftime(_STAMP)
    return ledger.parent / FOLDER / f"{ledger.stem}-{stamp}-{why}.db"


def write(ledger: Path, target: Path) -> str:
    """Copy a ledger while others may use it (0600), prove the copy, and return its newest journal hash.

    Raises:
        LedgerDamaged: the ledger is damaged, so that its copy would be.
        Unavailable: the place will not take it.
    """
    with translated(target):
        if target.parent.name == FOLDER:
            durable.folder(target.parent)
    with in_the_making(target.parent) as temporary:
        with translated(ledger):
            into(ledger, temporary)
        reached("copied")
        head = proved(temporary, ledger)
        reached("copy_checked")
        with translated(target):
            durable.put(temporary, target)
        reached("copy_in_place")
    return head


@contextmanager
def in_the_making(folder: Path) -> Iterator[Path]:
    """Make an empty file (0600) in which a ledger is prepared; what is left of it in the end goes, its logs too."""
    with translated(folder):
        handle, name = tempfile.mkstemp(dir=folder, prefix=".hazardctl-", suffix=".db")
        os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
    finally:
        durable.gone(temporary, *(temporary.with_name(temporary.name + log) for log in LOGS))


def into(ledger: Path, temporary: Path) -> None:
    """Copy a ledger's content into a file: one file that can be carried away, no log beside it."""
    with closing(connect(ledger, mode="rw")) as source, closing(sqlite3.connect(temporary)) as copy:
        source.backup(copy)
        copy.execute("pragma journal_mode = delete")


def proved(copy: Path, ledger: Path) -> str:
    """Prove a copy from end to end and return its newest journal hash.

    Raises:
        LedgerDamaged: something in it is not whole.
    """
    from hazardctl.ledger.proof.examine import examine
    from hazardctl.ledger.proof.reading import examining

    with examining(copy) as reads:
        examined = examine(reads, None)
    if examined.damaged or examined.walked.head is None:
        raise errors.LedgerDamaged(Problem("damaged", messages.not_whole(ledger)))
    return examined.walked.head


def lying(ledger: Path) -> list[Path]:
    """Return the copies in the folder beside a ledger that are named for it, the newest first."""
    folder = ledger.parent / FOLDER
    found = folder.glob(f"{ledger.stem}-*.db") if folder.is_dir() else ()
    return sorted((path for path in found if path.is_file()), key=made_at, reverse=True)


def made_at(path: Path) -> datetime:
    """Return when a copy was made: its name says so, and keeps saying so when it is copied elsewhere and back."""
    match = _STAMPED.search(path.name)
    if match:
        with suppress(ValueError):
            return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def newest_good(ledger: Path) -> Path | None:
    """Return the newest copy beside a ledger that proves whole; None where there is none."""
    good = (path for path in lying(ledger) if not path.name.endswith("-replaced.db") and is_good(path))
    return next(good, None)


def is_good(copy: Path) -> bool:
    """Whether a copy proves whole."""
    try:
        proved(copy, copy)
    except (errors.HazardctlError, OSError, sqlite3.Error):
        return False
    return True


def outdated(ledger: Path) -> tuple[Path, ...]:
    """Return the copies that rotation takes away: all but the newest of seven days and of twelve months."""
    stamps = {path: at for path in lying(ledger) for at in _stamps(path)}
    going = rotation.outdated(stamps.values())
    return tuple(path for path, at in stamps.items() if at in going)


def _stamps(path: Path) -> Iterator[datetime]:
    if _ROTATED.search(path.name):
        yield made_at(path)
