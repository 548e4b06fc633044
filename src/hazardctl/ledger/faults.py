"""What SQLite's errors mean to a user: one mapping from its codes to ours, for reading and for writing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.messages import ledger as messages

_PRIMARY = 0xFF  # the low byte of an extended result code is the primary one

Error = Callable[[Path], errors.HazardctlError]


def _busy(path: Path) -> errors.HazardctlError:
    return errors.Busy(Problem("busy", messages.busy(path)))


def _damaged(path: Path) -> errors.HazardctlError:
    return errors.LedgerDamaged(Problem("damaged", messages.damaged(path)))


def _no_database(path: Path) -> errors.HazardctlError:
    return errors.LedgerDamaged(Problem("not_a_database", messages.damaged(path)))


def _full(path: Path) -> errors.HazardctlError:
    return errors.Unavailable(Problem("disk_full", messages.disk_full(path)))


def _no_access(path: Path) -> errors.HazardctlError:
    return errors.Unavailable(Problem("file", messages.cannot_open(path, "")))


_MEANS: dict[int, Error] = {
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_CORRUPT: _damaged,
    sqlite3.SQLITE_NOTADB: _no_database,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_READONLY: _no_access,
    sqlite3.SQLITE_CANTOPEN: _no_access,
    sqlite3.SQLITE_PERM: _no_access,
    sqlite3.SQLITE_IOERR: _no_access,
    sqlite3.SQLITE_AUTH: _no_access,
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
    if type(error) in {sqlite3.OperationalError, sqlite3.DatabaseError} and not hasattr(
        error, "sqlite_errorcode"
    ):
        # Text that is no UTF-8, in a row or in SQLite's own words: the only error without a code that reading meets.
        return _damaged(path)
    means = _MEANS.get(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY)
    return means(path) if means else None
