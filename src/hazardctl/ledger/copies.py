"""Copies of a ledger: made by SQLite's online backup into a temporary file, checked, and only then put in place."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hazardctl import clock, errors
from hazardctl.errors import Problem
from hazardctl.ledger.connect import connect
from hazardctl.ledger.faults import translated
from hazardctl.messages import ledger as messages

FOLDER = "backups"
"""Where copies go unless a place is named: beside the ledger."""


def default_path(ledger: Path, why: str) -> Path:
    """Return where a copy goes when no place is named: its time and reason in the name."""
    stamp = clock.utc_now().strftime("%Y%m%dT%H%M%S%fZ")
    return ledger.parent / FOLDER / f"{ledger.stem}-{stamp}-{why}.db"


def write(ledger: Path, target: Path) -> str:
    """Copy a ledger while others may use it (0600) and return the copy's newest journal hash.

    Raises:
        LedgerDamaged: the ledger is damaged, so that its copy would be.
        Unavailable: the place will not take it.
    """
    with translated(target):
        if target.parent.name == FOLDER:
            target.parent.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".hazardctl-", suffix=".db")
        os.close(handle)
    temporary = Path(name)
    try:
        with translated(ledger):
            head = _copy(ledger, temporary)
        with translated(target):
            temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return head


def _copy(ledger: Path, temporary: Path) -> str:
    with closing(connect(ledger, mode="rw")) as source, closing(sqlite3.connect(temporary)) as copy:
        source.backup(copy)
        # A copy is one file that can be carried away: no log beside it.
        copy.execute("pragma journal_mode = delete")
        (sound,) = copy.execute("pragma integrity_check").fetchone()
        if sound != "ok":
            raise errors.LedgerDamaged(Problem("damaged", messages.damaged(ledger)))
        (head,) = copy.execute("select hash from journal order by seq desc limit 1").fetchone()
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    return str(head)
