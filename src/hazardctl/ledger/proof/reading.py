"""Reading a ledger that may be damaged: row by row, and text that is no UTF-8 as what it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.ledger import connect
from hazardctl.ledger.faults import translated
from hazardctl.messages import ledger as messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Examiner(connect.Reader):
    """A reading connection that also hands rows over one by one, for tables that fit no memory."""

    def each(self, sql: str, /, **values: object) -> Iterator[sqlite3.Row]:
        """Run one statement and yield its rows."""
        yield from self._connection.execute(sql, values)


@contextmanager
def examining(path: Path) -> Iterator[Examiner]:
    """Open a ledger of any schema up to ours for examination; nothing of it is changed, not even its schema.

    Raises:
        NotFound: there is no file at the path.
        LedgerDamaged: the file is no ledger, or newer than this program.
    """
    connect.check_path(path)
    with (
        _no_error_but_damage(path),
        translated(path),
        closing(connect.connect(path, mode="rw")) as connection,
    ):
        connection.execute("pragma query_only = on")
        connection.execute("pragma cache_size = -64000")
        connect.check_is_ledger(connection, path)
        connection.text_factory = _text
        connection.execute("begin")
        yield Examiner(connection)


@contextmanager
def _no_error_but_damage(path: Path) -> Iterator[None]:
    """Whatever SQLite says of a file that is looked at from end to end, and that no other error means, is damage."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise errors.LedgerDamaged(Problem("damaged", messages.damaged(path))) from error


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogateescape")
