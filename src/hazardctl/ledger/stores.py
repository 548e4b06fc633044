"""Where a ledger is, and the ways into it: the one thing that a desk asks for, whether it is a file or on a server."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from hazardctl.ledger import connect
from hazardctl.ledger.faults import translated
from hazardctl.ledger.migrations import NEWEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from hazardctl.ledger.carrying import Takes
    from hazardctl.ledger.proof.reading import Examines
    from hazardctl.ledger.towns import Survey, Town
    from hazardctl.ledger.writing import Signature, Writer


class Store(Protocol):
    """A ledger's place. `str` of it is what is shown."""

    @property
    def file(self) -> Path | None:
        """Return the file that the ledger is; None where it is none, and is copied and put back by other means."""

    def engine(self) -> str:
        """Return the name and version of what keeps it."""
        ...

    def exists(self) -> bool:
        """Whether a ledger has been made there yet."""
        ...

    def is_current(self) -> bool:
        """Whether there is a ledger, and its schema is this program's."""
        ...

    def holds(self, town: str) -> bool:
        """Whether the ledger of a town is there, by its code; a file is one town's, and whose is seen by reading it."""
        ...

    def reading(self) -> AbstractContextManager[connect.Reads]:
        """Open it for questions to one town, all of them answered by one snapshot."""
        ...

    def surveying(self) -> AbstractContextManager[Survey]:
        """Open it for questions over all the towns that there are; where one was named, over that one."""
        ...

    def writing(self, signature: Signature) -> AbstractContextManager[Writer]:
        """Open it for one write transaction: all of it, or nothing."""
        ...

    def examining(self) -> AbstractContextManager[Examines]:
        """Open it for examination, whatever state it is in."""
        ...

    def creating(self, signature: Signature, town: Town) -> AbstractContextManager[Writer]:
        """Make a town's, in one transaction with what it begins with."""
        ...

    def receiving(
        self, signature: Signature, town: Town, series: frozenset[str]
    ) -> AbstractContextManager[Takes]:
        """Make a town's with nothing in its tables, for a ledger that comes from elsewhere; whole, or not at all.

        `series` are those of the numbers that come.
        """
        ...


class LedgerFile:
    """A ledger in a SQLite file. What writes or proves is imported when it is needed: a list needs neither.

    `town` is the one that was named, which must be the file's own; `name` is what the plan calls that.
    """

    def __init__(self, path: Path, town: str | None = None, name: str = "") -> None:
        self.path, self._town, self._name = path, town, name

    def __str__(self) -> str:
        """Return the path."""
        return str(self.path)

    @property
    def file(self) -> Path:
        """Return the file."""
        return self.path

    def engine(self) -> str:
        """Return the library's name and version."""
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"

    def exists(self) -> bool:
        """Whether the file is there, whatever it holds."""
        with translated(self.path):
            return self.path.exists()

    def is_current(self) -> bool:
        """Whether there is a ledger, and its schema is this program's."""
        return self.exists() and connect.version(self.path) == NEWEST

    def holds(self, town: str) -> bool:  # noqa: ARG002  whose it is, is asked of a file that is there
        """Whether the file is there."""
        return self.exists()

    def _check(self, reads: connect.Reads) -> None:
        if self._town is None:
            return
        from hazardctl.ledger.towns import check_file

        check_file(reads, self._town, self._name)

    @contextmanager
    def reading(self) -> Iterator[connect.Reads]:
        """Open it for questions."""
        with connect.reading(self.path) as reader:
            self._check(reader)
            yield reader

    @contextmanager
    def surveying(self) -> Iterator[Survey]:
        """Open it for questions over the one town that it has."""
        from hazardctl.ledger.towns import of_file

        with self.reading() as reader:
            yield of_file(reader, self._name)

    @contextmanager
    def writing(self, signature: Signature) -> Iterator[Writer]:
        """Open it for one write transaction."""
        from hazardctl.ledger.writing import writing

        with writing(self.path, signature) as writer:
            self._check(writer)
            yield writer

    @contextmanager
    def examining(self) -> Iterator[Examines]:
        """Open it for examination."""
        from hazardctl.ledger.proof.reading import examining

        with examining(self.path) as reads:
            self._check(reads)
            yield reads

    @contextmanager
    def creating(self, signature: Signature, town: Town) -> Iterator[Writer]:
        """Make it."""
        from hazardctl.ledger.writing import creating

        with creating(self.path, signature, town=town.code) as writer:
            yield writer

    @contextmanager
    def receiving(self, signature: Signature, _town: Town, _series: frozenset[str]) -> Iterator[Takes]:
        """Make it with nothing in its tables."""
        from hazardctl.ledger.writing import receiving

        with receiving(self.path, signature) as taker:
            yield taker
