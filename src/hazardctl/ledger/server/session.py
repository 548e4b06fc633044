"""One connection to a server: runs the ledger's statements, and gives rows that are read as those of a file are."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import ClientCursor

from hazardctl.ledger.server.dialect import of_one_chain, statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hazardctl.ledger.layout import Table

_AT_ONCE = 500
"""So many rows of a long answer are fetched together."""
_OPEN = """select relname as name from pg_class where relnamespace = to_regnamespace(current_schema)
and relkind in ('r', 'v', 'p') and has_table_privilege(oid, 'select')"""


class Row:
    """A row by name and by place, like `sqlite3.Row`."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: dict[str, int], values: Sequence[Any]) -> None:
        self._places, self._values = places, values

    def __getitem__(self, at: str | int) -> Any:
        """Return one value."""
        return self._values[self._places[at] if isinstance(at, str) else at]

    def __iter__(self) -> Iterator[Any]:
        """Yield the values in order."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._values)

    def keys(self) -> list[str]:
        """Return the names in order."""
        return list(self._places)


def _rows(cursor: Any) -> Any:
    places = {column.name: place for place, column in enumerate(cursor.description or ())}
    return lambda values: Row(places, [_as_in_a_file(value) for value in values])


def _as_in_a_file(value: Any) -> Any:
    """Return a value as SQLite gives it: no truth values but 0 and 1, and sums of whole numbers are whole numbers."""
    return int(value) if isinstance(value, bool | Decimal) else value


class Session:
    """A connection whose transaction is begun and ended by hand; values go to the server as text that it types.

    With `one_chain` it has been narrowed to one town, whose entries alone it asks for.
    """

    one_chain = False
    may_skip = True
    """Whether entries of other chains need not be looked at: whoever examines a ledger looks at all that it may see."""

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self.raw = raw
        self._names = count(1)
        self._shapes: Mapping[str, Table] | None = None

    def execute(self, sql: str, values: Mapping[str, object] | Sequence[object] = (), /) -> ClientCursor[Any]:
        """Run one statement of the ledger's."""
        cursor = ClientCursor(self.raw, row_factory=_rows)
        cursor.execute(self._translated(sql).encode(), values)
        return cursor

    def _translated(self, sql: str) -> str:
        return statement(of_one_chain(sql) if self.one_chain else sql)

    def executemany(self, sql: str, rows: Sequence[Sequence[object]], /) -> None:
        """Run one change for each of many rows."""
        if rows:
            self.raw.cursor().executemany(statement(sql).encode(), rows)

    def insert(self, table: str, names: Sequence[str], rows: Sequence[Sequence[object]], rest: str) -> None:
        """Store rows of a table."""
        places = ", ".join("?" * len(names))
        self.executemany(f"insert into {table} ({', '.join(names)}) values ({places}){rest}", rows)  # noqa: S608  ours

    def rows(self, sql: str, /, **values: object) -> list[Any]:
        """Run one question and return all its rows."""
        return self.execute(sql, values).fetchall()

    def each(self, sql: str, /, **values: object) -> Iterator[Any]:
        """Run one question and yield its rows as they come; others may be asked meanwhile."""
        asked = ClientCursor(self.raw).mogrify(self._translated(sql), values)
        with self.raw.cursor(f"hazardctl_{next(self._names)}", row_factory=_rows) as cursor:
            cursor.itersize = _AT_ONCE
            yield from cursor.execute(asked)

    def shapes(self) -> Mapping[str, Table]:
        """Return the tables that there are for this login: of those that the migrations make, what it may look into."""
        from hazardctl.ledger.layout import layout

        if self._shapes is None:
            open_ = {row["name"] for row in self.rows(_OPEN)}
            self._shapes = {name: table for name, table in layout().tables.items() if name in open_}
        return self._shapes

    def content(self, sha256: str) -> Iterator[bytes]:
        """Yield an attached file block by block, whichever office attached it."""
        from hazardctl.ledger.server import attached

        return attached.content(self, sha256)

    def deposit(self, sha256: str, path: Path) -> bool:
        """Take an attached file in, and say whether it was not there yet."""
        from hazardctl.ledger.server import attached

        return attached.deposit(self, sha256, path)
