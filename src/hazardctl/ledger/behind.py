"""Rows that are stored behind the back of whoever works out the next ones.

SQLite does not hold Python's lock while it runs a statement. One that stores a thousand rows lets an import read and judge
its next ones meanwhile, on the other core. Nobody notices but by the clock: whoever asks the ledger anything waits until
all is stored that was handed over before, a commit first of all, and hears then of what could not be.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Any

from hazardctl.ledger import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor, Future

_MANY = 1_000
"""Rows from which on it is worth while to hand them over."""
_WAITING = 4
"""Tasks that may wait: the lists of one batch of an import, so that memory never holds more than two batches."""
_SERIALIZED = 3
"""SQLite as it is built nearly everywhere: a connection may be used by one thread after another."""

# Python's driver looks long for a way to pass on None, and finds it last; here is one: a dict without keys returns it.
_same: dict[None, None] = {}
sqlite3.register_adapter(type(None), _same.get)


class Behind(connect.Connection):
    """A connection for writing that stores long lists of rows in a thread of its own, in the order given."""

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self._executor: Executor | None = None
        self._waiting: deque[Future[None]] = deque()
        self._spoilt = False

    def execute(self, *words: Any) -> sqlite3.Cursor:
        """Run one statement, after all that was handed over before it.

        Raises:
            sqlite3.Error: it cannot be run, or some of what was handed over could not be stored.
        """
        self._settle()
        return super().execute(*words)

    def executemany(self, sql: str, rows: Any, /) -> Any:
        """Run one change for each of many rows, in its turn."""
        if self._waiting:
            self._hand_over(lambda: self._each(sql, rows))
        else:
            self._each(sql, rows)

    def insert(self, table: str, names: Sequence[str], rows: Sequence[Sequence[object]], rest: str) -> None:
        """Store rows of a table, in their turn; `rest` ends the statement."""
        head = f"insert into {table} ({', '.join(names)}) values "  # noqa: S608  one of our tables
        if len(rows) >= _MANY and sqlite3.threadsafety == _SERIALIZED:
            self._hand_over(lambda: self._store(head, len(names), rows, rest))
        else:
            self.executemany(f"{head}{_places(len(names))}{rest}", rows)

    def close(self) -> None:
        """Close; what still waits is not stored, as nothing is that was not committed."""
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
        super().close()

    def _each(self, sql: str, rows: Any) -> None:
        super().executemany(sql, rows)

    def _store(self, head: str, columns: int, rows: Sequence[Sequence[object]], rest: str) -> None:
        """Store rows, as many with one statement as it takes: after each one Python's lock has to be waited for."""
        together = self.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // columns
        for at in range(0, len(rows), together):
            some = rows[at : at + together]
            statement = f"{head}{', '.join([_places(columns)] * len(some))}{rest}"
            super().execute(statement, tuple(chain.from_iterable(some)))

    def _hand_over(self, task: Callable[[], None]) -> None:
        from concurrent.futures import ThreadPoolExecutor, wait

        if self._executor is None:
            self._executor = ThreadPoolExecutor(1)
        if len(self._waiting) >= _WAITING:
            wait((self._waiting[0],))
            self._waiting.popleft().result()
        self._waiting.append(self._executor.submit(self._done, task))

    def _done(self, task: Callable[[], None]) -> None:
        """Do a task, unless one before it failed: it counts on its rows."""
        if self._spoilt:
            return
        try:
            task()
        except BaseException:
            self._spoilt = True
            raise

    def _settle(self) -> None:
        if not self._waiting:
            return
        from concurrent.futures import wait

        # Nothing is forgotten before it has ended: were the waiting interrupted, the rollback would wait again.
        wait(self._waiting)
        ended, self._waiting, self._spoilt = self._waiting, deque(), False
        for task in ended:
            task.result()


def _places(columns: int) -> str:
    return f"({', '.join('?' * columns)})"
