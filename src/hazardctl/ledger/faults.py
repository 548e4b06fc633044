"""What SQLite's errors mean to a user: one mapping from its codes to ours, for reading and for writing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.messages import ledger as messages

_PRIMARY = 0xFF  # the low byte of an extended result code is the primary one
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NO_SPACE = {sqlite3.SQLITE_FULL}
_NO_ACCESS = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_AUTH,
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into our errors; anything unknown is a fault of ours and passes."""
    try:
        yield
    except sqlite3.Error as error:
        known = explain(error, path)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise errors.Unavailable(Problem("file", messages.cannot_open(path, error.strerror or ""))) from error


def explain(error: sqlite3.Error, path: Path) -> errors.HazardctlError | None:
    """Return our error for one of SQLite's, None for one that we did not expect."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY
    if code in _BUSY:
        return errors.Busy(Problem("busy", messages.busy(path)))
    if code in _DAMAGED:
        return errors.LedgerDamaged(Problem("damaged", messages.damaged(path)))
    if code in _NO_SPACE:
        return errors.Unavailable(Problem("disk_full", messages.disk_full(path)))
    if code in _NO_ACCESS:
        return errors.Unavailable(Problem("file", messages.cannot_open(path, "")))
    return None
