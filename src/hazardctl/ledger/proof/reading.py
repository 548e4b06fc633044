"""Reading a ledger that may be damaged: row by row, and text that is no UTF-8 as what it is."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from hazardctl.ledger import connect
from hazardctl.ledger.faults import translated

if TYPE_CHECKING:
    import sqlite3
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
    with translated(path), closing(connect.connect(path, mode="rw")) as connection:
        connection.execute("pragma query_only = on")
        connection.execute("pragma cache_size = -64000")
        connect.check_is_ledger(connection, path)
        connection.text_factory = _text
        connection.execute("begin")
        yield Examiner(connection)


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogateescape")
