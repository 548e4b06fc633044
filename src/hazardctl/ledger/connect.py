"""Opening a ledger for reading: plain sqlite3, no write ever, nothing heavy imported."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from hazardctl import errors
from hazardctl.domain.text import BadValue
from hazardctl.errors import Problem
from hazardctl.ledger.faults import translated
from hazardctl.ledger.migrations import APPLICATION_ID, NEWEST
from hazardctl.messages import ledger as messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hazardctl.ledger.layout import Table

Opened = TypeVar("Opened", bound="Connection")

BUSY_SECONDS = 10.0
"""How long to wait for another program's write before giving up (exit 5)."""


class Reads(Protocol):
    """Whatever answers named SQL: a reading connection, or a writing one in the middle of its transaction."""

    def rows(self, sql: str, /, **values: object) -> Sequence[sqlite3.Row]:
        """Run one statement with named parameters and return all its rows."""
        ...

    def each(self, sql: str, /, **values: object) -> Iterator[sqlite3.Row]:
        """Run one statement and yield its rows as they are found; others may be run meanwhile."""
        ...

    def shapes(self) -> Mapping[str, Table]:
        """Return the tables that there are, by name."""
        ...

    def content(self, sha256: str) -> Iterator[bytes]:
        """Yield an attached file block by block where the ledger keeps it itself; nothing where it lies beside it."""
        ...


class Runs(Protocol):
    """A connection to a ledger, wherever that is, as writing needs it."""

    def execute(self, sql: str, values: Any = ..., /) -> Any:
        """Run one statement, with named parameters or with `?`, and return its cursor."""
        ...

    def executemany(self, sql: str, rows: Any, /) -> Any:
        """Run one change with `?` for each of many rows."""
        ...

    def insert(self, table: str, names: Sequence[str], rows: Sequence[Sequence[object]], rest: str) -> None:
        """Store rows of a table, their values in the order of `names`; `rest` ends the statement."""
        ...

    def shapes(self) -> Mapping[str, Table]:
        """Return the tables that there are, by name."""
        ...

    def content(self, sha256: str) -> Iterator[bytes]:
        """Yield an attached file block by block where the ledger keeps it itself; nothing where it lies beside it."""
        ...

    def deposit(self, sha256: str, path: Path) -> bool:
        """Take an attached file in where the ledger keeps them itself, and say whether it was not there yet."""
        ...


class Reader:
    """A connection that can only read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, /, **values: object) -> list[sqlite3.Row]:
        """Run one statement with named parameters and return all its rows."""
        return self._connection.execute(sql, values).fetchall()

    def each(self, sql: str, /, **values: object) -> Iterator[sqlite3.Row]:
        """Run one statement with named parameters and yield its rows as they are found."""
        # Not `yield from`: a list that is left early would close its cursor after the connection.
        for row in self._connection.execute(sql, values):  # noqa: UP028
            yield row

    def shapes(self) -> Mapping[str, Table]:
        """Return the tables that there are, by name."""
        return self._connection.shapes()

    def content(self, sha256: str) -> Iterator[bytes]:
        """Yield nothing: what is attached lies beside a file."""
        return self._connection.content(sha256)


class Connection(sqlite3.Connection):
    """A connection that knows its tables, and says so when SQLite's own words about a damaged schema are no text."""

    _shapes: Mapping[str, Table] | None = None

    def execute(self, *words: Any) -> sqlite3.Cursor:
        """Run one statement; Python cannot even raise an error whose message quotes bytes that are no UTF-8."""
        try:
            return super().execute(*words)
        except UnicodeDecodeError as error:
            raise sqlite3.DatabaseError from error

    def shapes(self) -> Mapping[str, Table]:
        """Return the tables that there are, by name; they are read once."""
        if self._shapes is None:
            from hazardctl.ledger.layout import tables

            self._shapes = tables(self)
        return self._shapes

    def content(self, _sha256: str) -> Iterator[bytes]:
        """Yield nothing: what is attached lies beside a file."""
        return iter(())

    def deposit(self, _sha256: str, _path: Path) -> bool:
        """Take nothing in, for the same reason."""
        return False


def connect(path: Path, *, mode: str) -> Connection:
    """Return a connection in autocommit mode, rows by name; transactions are begun by hand."""
    return connect_as(Connection, path, mode=mode)


def connect_as(kind: type[Opened], path: Path, *, mode: str) -> Opened:
    """Return a connection of a kind that may have its own ways to store; only the plain one is bound to a thread."""
    connection = sqlite3.connect(
        f"{_uri(path)}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        factory=kind,
        check_same_thread=kind is Connection,
    )
    connection.row_factory = sqlite3.Row
    return connection


def _uri(path: Path) -> str:
    """Return SQLite's URI of a file; `Path.as_uri` would load urllib for it (4 ms of every read)."""
    name = path.absolute().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{name}" if name.startswith("/") else f"file:/{name}"


def check_is_ledger(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema version; refuse another program's file and a newer ledger."""
    (mark,) = connection.execute("pragma application_id").fetchone()
    (have,) = connection.execute("pragma user_version").fetchone()
    if mark != APPLICATION_ID:
        raise errors.LedgerDamaged(Problem("not_a_ledger", messages.not_a_ledger(path)))
    if have > NEWEST:
        raise errors.LedgerDamaged(Problem("newer_ledger", messages.newer(path, have, NEWEST)))
    return int(have)


def version(path: Path) -> int:
    """Return a ledger's schema version, and refuse what is none of ours."""
    with translated(path):
        connection = connect(path, mode="rw")
        try:
            return check_is_ledger(connection, path)
        finally:
            connection.close()


LONGEST_NAME = 255
"""Bytes that the name of a file or folder may have on any file system."""


def can_be(path: Path) -> bool:
    """Whether there can be a file of that name at all; asking for a longer one is an error, and no answer."""
    return all(len(part.encode("utf-8", "surrogateescape")) <= LONGEST_NAME for part in path.parts)


def check_path(path: Path) -> None:
    """Refuse a path where no ledger can be."""
    if not can_be(path):
        raise errors.NotFound(Problem("no_ledger", messages.no_ledger(path)))
    with translated(path):
        if path.is_dir():
            raise errors.LedgerDamaged(Problem("not_a_ledger", messages.is_folder(path)))
        if not path.exists():
            raise errors.NotFound(Problem("no_ledger", messages.no_ledger(path)))


@contextmanager
def noticed(path: Path) -> Iterator[None]:
    """Notice damage, however it shows: as SQLite's word for it, or as a value that no row of ours can hold."""
    try:
        yield
    except errors.LedgerDamaged as error:
        from hazardctl.ledger import damage

        if damage.is_meant(path, {problem.code for problem in error.problems}):
            raise damage.found(path) from error
        raise
    except (
        sqlite3.Error,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        if type(error) is not BadValue and _is_damaged(path):
            from hazardctl.ledger import damage

            raise damage.found(path) from error
        raise


def _is_damaged(path: Path) -> bool:
    """Look at the whole ledger: was it damage that could not be read, or a fault of the program?"""
    from hazardctl.ledger.proof.examine import examine
    from hazardctl.ledger.proof.reading import examining

    try:
        with examining(path) as reads:
            return examine(reads, None).damaged
    except errors.LedgerDamaged:
        return True


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open a ledger for reading and close it afterwards.

    The mode is `rw` with `query_only`, because a read-only open cannot roll back what a crashed writer left behind.

    Raises:
        NotFound: there is no ledger at the path.
        LedgerDamaged: it is not a ledger, is damaged, or is newer than this program.
    """
    check_path(path)
    with noticed(path):
        if version(path) < NEWEST:
            from hazardctl.ledger.upgrade import upgrade

            upgrade(path)
        with translated(path):
            connection = connect(path, mode="rw")
            try:
                connection.execute("pragma query_only = on")
                # 32 MB instead of 2: a report's joins over 10,000 hazards read the same pages again and again.
                connection.execute("pragma cache_size = -32000")
                # One snapshot for all the questions of a command, so that its figures agree with each other.
                connection.execute("begin")
                yield Reader(connection)
            finally:
                connection.close()


def journal_head(reads: Reads) -> str | None:
    """Return the hash of the newest journal entry."""
    rows = reads.rows("select hash from journal order by seq desc limit 1")
    return str(rows[0]["hash"]) if rows else None


def setting(reads: Reads, key: str) -> str | None:
    """Return one of the ledger's settings."""
    rows = reads.rows("select value from setting where key = :key", key=key)
    return str(rows[0]["value"]) if rows else None


Row = dict[str, Any]
"""A whole row as it is written: every column by name."""
