"""Taking a ledger's write lock: in one's turn, on the file that is there when the turn comes, set up to lose nothing."""

import random
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from hazardctl.ledger import connect, surroundings
from hazardctl.ledger.behind import Behind
from hazardctl.ledger.failpoints import reached
from hazardctl.ledger.faults import translated
from hazardctl.ledger.turn import in_line

WAL_IS_SAFE = (3, 51, 3)
"""SQLite before this can corrupt a WAL ledger when two connections reset the log at once (sqlite.org/wal.html)."""

_ASKED_EVERY = (0.001, 0.004)
"""Seconds between two requests for the write lock, by whoever is first in line."""


def locked(path: Path) -> Behind:
    """Open a ledger and take its write lock; one that `restore` has replaced while we waited is opened anew."""
    while True:
        with translated(path):
            before = path.stat().st_ino
            raw = connect.connect_as(Behind, path, mode="rw")
        try:
            with translated(path):
                prepare(raw, path)
                reached("asking")
                _begin(raw, path)
                if path.stat().st_ino == before:
                    return raw
                raw.execute("rollback")
        except BaseException:
            raw.close()
            raise
        raw.close()


def _begin(raw: sqlite3.Connection, path: Path) -> None:
    """Take the write lock in one's turn, asking for it often once it is one's turn."""
    deadline = time.monotonic() + connect.BUSY_SECONDS
    with in_line(path, connect.BUSY_SECONDS):
        raw.execute("pragma busy_timeout = 0")
        while True:
            try:
                raw.execute("begin immediate")
                break
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            time.sleep(random.uniform(*_ASKED_EVERY))  # noqa: S311  no secret
    # A commit waits for those who still read.
    raw.execute(f"pragma busy_timeout = {int(connect.BUSY_SECONDS * 1000)}")


def prepare(raw: sqlite3.Connection, path: Path) -> None:
    """Set a connection up for writing: what is acknowledged is on the disk, and what is deleted is gone."""
    # With a rollback journal a commit is the deletion of a file: only EXTRA sees that through to the disk.
    safe = sqlite3.sqlite_version_info >= WAL_IS_SAFE and surroundings.is_local(path)
    (mode,) = raw.execute("pragma journal_mode").fetchone()
    if mode != ("wal" if safe else "delete"):
        # While somebody else has the ledger open its log cannot be changed; it is tried again next time.
        with suppress(sqlite3.OperationalError):
            raw.execute("pragma busy_timeout = 0")
            (mode,) = raw.execute(f"pragma journal_mode = {'wal' if safe else 'delete'}").fetchone()
        raw.execute(f"pragma busy_timeout = {int(connect.BUSY_SECONDS * 1000)}")
    raw.execute(f"pragma synchronous = {'full' if mode == 'wal' else 'extra'}")
    raw.execute("pragma foreign_keys = on")
    raw.execute("pragma secure_delete = on")
    # 64 MB instead of 2: a large import touches the same index pages again and again.
    raw.execute("pragma cache_size = -64000")
