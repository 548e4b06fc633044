"""Reading a ledger that may be damaged: row by row, and text that is no UTF-8 as what it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.ledger import connect
from hazardctl.ledger.faults import translated
from hazardctl.ledger.proof import schema
from hazardctl.messages import ledger as messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hazardctl.ledger.proof.flaws import Flaw


class Examines(connect.Reads, Protocol):
    """Whatever a ledger is examined through: it answers questions, and knows how the place keeps its tables."""

    row_order: str
    """The column that has rows in the order in which they were stored."""

    def structure(self) -> Iterator[Flaw]:
        """Yield what the place itself finds wrong with what it keeps."""
        ...

    def schema(self) -> Iterator[Flaw]:
        """Yield where the schema is not what the migrations make."""
        ...

    def tables(self) -> tuple[str, ...]:
        """Return the tables of ours that are there."""
        ...

    def hidden(self) -> tuple[str, ...]:
        """Return the tables of ours that are there, but closed to whoever looks."""
        ...

    def is_ours(self) -> bool:
        """Whether the schema is this program's."""
        ...

    def has_index(self, name: str) -> bool:
        """Whether there is an index of that name."""
        ...


class Examiner(connect.Reader):
    """A reading connection that also knows what the file itself says of its structure and its schema."""

    row_order = "rowid"
    """In the order in which rows were stored."""

    def structure(self) -> Iterator[Flaw]:
        """Yield what SQLite itself finds wrong with the file."""
        return schema.structure(self)

    def schema(self) -> Iterator[Flaw]:
        """Yield where the schema is not what the migrations make."""
        return schema.schema(self)

    def tables(self) -> tuple[str, ...]:
        """Return the tables of ours that are there."""
        return schema.tables(self)

    def hidden(self) -> tuple[str, ...]:
        """Return nothing: who may read a file may read all of it."""
        return ()

    def is_ours(self) -> bool:
        """Whether the schema is this program's."""
        return schema.is_ours(self)

    def has_index(self, name: str) -> bool:
        """Whether there is an index of that name."""
        return bool(self.rows("select 1 from sqlite_master where name = :name and type = 'index'", name=name))


class Taker(Examiner):
    """A file in the middle of being made: it takes rows as they are."""

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Store rows of a table as they are."""
        places = ", ".join("?" * len(columns))
        self._connection.executemany(f"insert into {table} ({', '.join(columns)}) values ({places})", rows)  # noqa: S608

    def deposit(self, sha256: str, path: Path) -> bool:
        """Take nothing in: what is attached lies beside a file."""
        return self._connection.deposit(sha256, path)


@contextmanager
def examining(path: Path) -> Iterator[Examiner]:
    """Open a ledger of any schema up to ours for examination; nothing of it is changed, not even its schema.

    Raises:
        NotFound: there is no file at the path.
        LedgerDamaged: the file is no ledger, or newer than this program.
    """
    with no_error_but_damage(path), translated(path), closing(opened(path)) as connection:
        yield Examiner(connection)


def opened(path: Path) -> connect.Connection:
    """Return a connection for examination, its snapshot taken; what a file may raise while it is read is not looked after."""
    connect.check_path(path)
    with no_error_but_damage(path), translated(path):
        connection = connect.connect(path, mode="rw")
        try:
            connection.execute("pragma query_only = on")
            connection.execute("pragma cache_size = -64000")
            connect.check_is_ledger(connection, path)
            connection.text_factory = _text
            connection.execute("begin")
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def no_error_but_damage(path: Path) -> Iterator[None]:
    """Whatever SQLite says of a file that is looked at from end to end, and that no other error means, is damage."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise errors.LedgerDamaged(Problem("damaged", messages.damaged(path))) from error


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogateescape")
