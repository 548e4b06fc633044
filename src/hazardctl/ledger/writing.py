"""Writing: one transaction, taken at once, in which every row goes in together with its journal entry.

`writing` opens the ledger, `Writer.record` is the only function that stores what people entered, `create` makes a new
ledger. There is no prompt inside a transaction and nothing is acknowledged before it is committed.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, create_engine, delete, insert, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from hazardctl import clock, errors
from hazardctl.errors import Problem
from hazardctl.ledger import connect, migrations
from hazardctl.ledger.faults import explain, translated
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.journal import FORMAT, GENESIS, Change, entry_hash
from hazardctl.ledger.tables import TABLES
from hazardctl.ledger.upgrade import apply, copy_first, migration_row
from hazardctl.messages import ledger as messages

WAL_IS_SAFE = (3, 51, 3)
"""SQLite before this can corrupt a WAL ledger when two connections reset the log at once (sqlite.org/wal.html)."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who writes, by which command, on which day; `moved_today` is set when HAZARDCTL_TODAY moved the day."""

    actor: str
    command: str
    moved_today: date | None = None


class Writer:
    """A ledger in the middle of its one write transaction."""

    def __init__(self, connection: Connection, raw: sqlite3.Connection, signature: Signature) -> None:
        self._connection = connection
        self._raw = raw
        self._signature = signature
        self._tx = new_uid()
        self._at = clock.utc_now().isoformat(timespec="microseconds").replace("+00:00", "Z")
        self.ledger = ""
        self.town = ""

    def identify(self, ledger: str, town: str) -> None:
        """Say whose entries these are."""
        self.ledger, self.town = ledger, town

    def rows(self, sql: str, /, **values: object) -> Sequence[sqlite3.Row]:
        """Read inside the transaction."""
        return self._raw.execute(sql, values).fetchall()

    @staticmethod
    def new_uid() -> str:
        """Return an identity for a row that is about to be recorded."""
        return new_uid()

    @property
    def at(self) -> str:
        """Return the instant of this transaction, as the journal stores it."""
        return self._at

    def record(self, *changes: Change) -> None:
        """Store rows and their journal entries, in batches, in the order given."""
        for (entity, new), batch in groupby(changes, key=lambda change: (change.entity, change.new)):
            self._store(entity, [change.row for change in batch], new=new)
        entries = self._entries(changes)
        self._insert("journal", entries)

    def keep(self, table: str, key: str, owners: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        """Replace kept rows (never journaled: they follow from what is) of the owners named."""
        target = TABLES[table]
        self._connection.execute(
            delete(target).where(target.c[key] == bindparam("owner")), [{"owner": owner} for owner in owners]
        )
        self._insert(table, rows)

    def keep_new(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Add kept rows of owners that had none before."""
        self._insert(table, rows)

    def _insert(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows of one shape; the statement is compiled once and the driver takes the rows as they are.

        SQLAlchemy would build a set of parameters for every row, a third of the time of a large import.
        """
        if not rows:
            return
        names = tuple(rows[0])
        compiled = insert(TABLES[table]).compile(self._connection, column_keys=list(names))
        order = compiled.positiontup or names
        values = itemgetter(*order)
        self._connection.exec_driver_sql(str(compiled), [values(row) for row in rows])

    def _store(self, entity: str, rows: list[dict[str, Any]], *, new: bool) -> None:
        table = TABLES[entity]
        if new:
            self._insert(entity, rows)
            return
        changed = update(table).where(table.c.uid == bindparam("_uid"))
        self._connection.execute(changed, [{**row, "_uid": row["uid"]} for row in rows])

    def _entries(self, changes: Sequence[Change]) -> list[dict[str, Any]]:
        """Chain the changes to the newest entry."""
        head = self.rows(
            "select seq, hash from journal where ledger = :ledger order by seq desc limit 1",
            ledger=self.ledger,
        )
        seq, previous = (head[0]["seq"], head[0]["hash"]) if head else (0, GENESIS)
        entries, envelope = [], self._envelope()
        for seq_now, change in enumerate(changes, start=seq + 1):
            entry = {**envelope, "seq": seq_now, "entity": change.entity, "uid": change.row["uid"],
                     "image": change.image, "previous": previous}  # fmt: skip
            entry["hash"] = previous = entry_hash(entry)
            entries.append(entry)
        return entries

    def _envelope(self) -> dict[str, Any]:
        moved = self._signature.moved_today
        return {
            "format": FORMAT,
            "ledger": self.ledger,
            "town": self.town,
            "tx": self._tx,
            "at": self._at,
            "today": moved.isoformat() if moved else None,
            "actor": self._signature.actor,
            "command": self._signature.command,
        }


@contextmanager
def writing(path: Path, signature: Signature) -> Iterator[Writer]:
    """Open a ledger for one write transaction: all of it, or nothing.

    Raises:
        NotFound: there is no ledger at the path.
        LedgerDamaged: it is not a ledger, is damaged, or is newer than this program.
        Busy: another program holds it for longer than `connect.BUSY_SECONDS`.
        Unavailable: the file or the disk will not take a write.
    """
    connect.check_path(path)
    _refuse_read_only(path)
    copy = copy_first(path, connect.version(path))
    with _transaction(path, signature) as writer:
        have = connect.check_is_ledger(writer._raw, path)  # noqa: SLF001  same module, one object
        writer.identify(connect.setting(writer, "ledger") or "", connect.setting(writer, "town") or "")
        apply(writer, writer._raw, have, copy)  # noqa: SLF001
        yield writer


@contextmanager
def creating(path: Path, signature: Signature, *, town: str) -> Iterator[Writer]:
    """Make a new ledger (0600, in a folder 0700 when the folder is new); on any failure nothing is left behind."""
    with translated(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with _transaction(path, signature) as writer:
            migrations.apply(writer._raw, migrations.steps())  # noqa: SLF001  same module, one object
            ledger = new_uid()
            writer.identify(ledger, town)
            writer.record(*(migration_row(writer, step) for step in migrations.steps()))
            writer.record(setting_row(writer, "ledger", ledger), setting_row(writer, "town", town))
            yield writer
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def setting_row(writer: Writer, key: str, value: str) -> Change:
    """Return the change that sets one of the ledger's settings."""
    have = writer.rows("select uid from setting where key = :key", key=key)
    uid = have[0]["uid"] if have else new_uid()
    return Change("setting", {"uid": uid, "town": writer.town, "key": key, "value": value}, new=not have)


def _refuse_read_only(path: Path) -> None:
    """A file marked read-only is not written to, whoever runs (root would get through)."""
    with translated(path):
        if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise errors.Unavailable(Problem("read_only", messages.read_only(path)))


@contextmanager
def _transaction(path: Path, signature: Signature) -> Iterator[Writer]:
    """Hold the write lock from the first statement; a plain BEGIN loses writers even with a long timeout."""
    with translated(path):
        raw = connect.connect(path, mode="rw")
    # AUTOCOMMIT keeps SQLAlchemy's hands off the transaction: it is begun, committed and rolled back here alone.
    engine = create_engine(
        "sqlite://", creator=lambda: raw, poolclass=StaticPool, isolation_level="AUTOCOMMIT"
    )
    try:
        with engine.connect() as connection, _unwrapped(path):
            _prepare(raw)
            raw.execute("begin immediate")
            yield Writer(connection, raw, signature)
            raw.execute("commit")
    except BaseException:
        if raw.in_transaction:
            raw.execute("rollback")
        raise
    finally:
        raw.close()


def _prepare(raw: sqlite3.Connection) -> None:
    mode = "wal" if sqlite3.sqlite_version_info >= WAL_IS_SAFE else "delete"
    raw.execute(f"pragma journal_mode = {mode}")
    raw.execute("pragma synchronous = full")
    raw.execute("pragma foreign_keys = on")
    raw.execute("pragma secure_delete = on")
    # 64 MB instead of 2: a large import touches the same index pages again and again.
    raw.execute("pragma cache_size = -64000")


@contextmanager
def _unwrapped(path: Path) -> Iterator[None]:
    """Take SQLAlchemy's wrapping off, so that a fault means the same whichever way it came."""
    try:
        with translated(path):
            yield
    except DBAPIError as error:
        known = explain(error.orig, path) if isinstance(error.orig, sqlite3.Error) else None
        if known is None:
            raise
        raise known from error
