"""Writing: one transaction, taken at once, in which every row goes in together with its journal entry.

`writing` opens the ledger, `Writer.record` is the only function that stores what people entered, `create` makes a new
ledger. There is no prompt inside a transaction and nothing is acknowledged before it is committed.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from hazardctl import clock, errors
from hazardctl.errors import Problem
from hazardctl.ledger import connect, damage, durable, migrations
from hazardctl.ledger.failpoints import reached
from hazardctl.ledger.faults import translated
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.journal import ENTRY, FORMAT, GENESIS, Change, disagreement, hash_of
from hazardctl.ledger.locking import locked
from hazardctl.ledger.upgrade import apply, migration_row
from hazardctl.messages import ledger as messages

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hazardctl.ledger.layout import Table
    from hazardctl.ledger.proof.reading import Taker

QUICKLY_CHECKED = 64 * 2**20
"""Bytes up to which a look at the structure before every write is hardly felt (42 MB, 10,000 hazards: 50 ms)."""


_MANY = 100
"""Rows from which on it is worth while to look which columns they fill."""


class Signature(Struct, frozen=True):
    """Who writes, by which command, on which day; `moved_today` is set when HAZARDCTL_TODAY moved the day."""

    actor: str
    command: str
    moved_today: date | None = None


class Writer:
    """A ledger in the middle of its one write transaction."""

    def __init__(self, raw: connect.Runs, signature: Signature) -> None:
        self._raw = raw
        self._signature = signature
        self._tx = new_uid()
        self._at = clock.utc_now().isoformat(timespec="microseconds").replace("+00:00", "Z")
        self.ledger = ""
        self.town = ""
        self._head: tuple[int, str] | None = None

    def identify(self, ledger: str, town: str) -> None:
        """Say whose entries these are."""
        self.ledger, self.town, self._head = ledger, town, None

    def rows(self, sql: str, /, **values: object) -> Sequence[sqlite3.Row]:
        """Read inside the transaction."""
        found: list[sqlite3.Row] = self._raw.execute(sql, values).fetchall()
        return found

    def each(self, sql: str, /, **values: object) -> Iterator[sqlite3.Row]:
        """Read inside the transaction, a row at a time."""
        for row in self._raw.execute(sql, values):  # noqa: UP028  as in Reader.each
            yield row

    def shapes(self) -> Mapping[str, Table]:
        """Return the tables that there are, by name."""
        return self._raw.shapes()

    def content(self, sha256: str) -> Iterator[bytes]:
        """Yield an attached file block by block where the ledger keeps it itself; nothing where it lies beside it."""
        return self._raw.content(sha256)

    def deposit(self, sha256: str, path: Path) -> bool:
        """Take an attached file in where the ledger keeps them itself, and say whether it was not there yet."""
        return self._raw.deposit(sha256, path)

    @staticmethod
    def new_uid() -> str:
        """Return an identity for a row that is about to be recorded."""
        return new_uid()

    @property
    def tx(self) -> str:
        """Return the identity of this transaction."""
        return self._tx

    @property
    def at(self) -> str:
        """Return the instant of this transaction, as the journal stores it."""
        return self._at

    def record(self, *changes: Change) -> None:
        """Store rows and their journal entries, in batches, in the order given.

        Raises:
            LedgerDamaged: a row that is to be changed is not what its last entry says.
        """
        for (entity, new, gone), batch in groupby(changes, key=lambda one: (one.entity, one.new, one.gone)):
            self._store(entity, [change.row for change in batch], new=new, gone=gone)
        reached("rows_stored")
        if changes:
            self._raw.insert("journal", ENTRY, self._entries(changes), "")
        reached("entries_stored")

    def keep(self, table: str, key: str, owners: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        """Replace kept rows (never journaled: they follow from what is) of the owners named."""
        self._raw.executemany(f"delete from {table} where {key} = ?", [(owner,) for owner in owners])  # noqa: S608  ours
        self._insert(table, rows)
        reached("spans_kept")

    def keep_new(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Add kept rows of owners that had none before."""
        self._insert(table, rows)

    def add_up(self, table: str, key: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        """Add numbers to kept rows, one for each key; a row in which nothing is left is taken out."""
        if not rows:
            return
        names = tuple(rows[0])
        numbers = [name for name in names if name not in key]
        added = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in numbers)
        self._insert(table, rows, f" on conflict ({', '.join(key)}) do update set {added}")
        where = " and ".join([f"{name} = ?" for name in key] + [f"{name} = 0" for name in numbers])
        place = itemgetter(*key)
        self._raw.executemany(f"delete from {table} where {where}", [place(one) for one in rows])  # noqa: S608  ours
        reached("figures_moved")

    def _insert(self, table: str, rows: Sequence[dict[str, Any]], otherwise: str = "") -> None:
        """Insert rows of one shape; the driver takes them as they are."""
        if not rows:
            return
        names = _told(rows) if len(rows) >= _MANY else tuple(rows[0])
        values = itemgetter(*names)
        self._raw.insert(table, names, [values(row) for row in rows], otherwise)

    def _store(self, entity: str, rows: list[dict[str, Any]], *, new: bool, gone: bool) -> None:
        if new:
            self._insert(entity, rows)
            return
        stored = {row["uid"]: self._untampered(entity, row["uid"]) for row in rows}
        if gone:
            self._raw.executemany(f"delete from {entity} where uid = ?", [(uid,) for uid in stored])  # noqa: S608  ours
            return
        for row in rows:
            self._change(entity, stored[row["uid"]], row)
            stored[row["uid"]] = row

    def _change(self, entity: str, stored: dict[str, Any], row: dict[str, Any]) -> None:
        """Set what changes and nothing else.

        For a key that is set, even to itself, SQLite looks through whole tables for rows that refer to it.
        """
        changed = {name: value for name, value in row.items() if stored[name] != value}
        if changed:
            told = ", ".join(f"{name} = ?" for name in changed)
            statement = f"update {entity} set {told} where uid = ?"  # noqa: S608  one of our tables
            self._raw.execute(statement, (*changed.values(), row["uid"]))

    def _untampered(self, entity: str, uid: str) -> dict[str, Any]:
        """Return a row as it is stored.

        One that was changed past the journal must not get into it as if this actor had changed it.
        """
        stored = self.rows(f"select * from {entity} where uid = :uid", uid=uid)  # noqa: S608  one of our tables
        last = self.rows("select image from journal where uid = :uid order by seq desc limit 1", uid=uid)
        told = last[0]["image"] if last else None
        if not stored or told is None or disagreement(entity, dict(stored[0]), told):
            raise errors.LedgerDamaged(Problem("tampered", messages.tampered()))
        return dict(stored[0])

    def _entries(self, changes: Sequence[Change]) -> list[tuple[Any, ...]]:
        """Chain the changes to the newest entry."""
        seq, previous = self._head or self._newest()
        moved = self._signature.moved_today
        today = moved.isoformat() if moved else None
        entries = []
        for change in changes:
            seq += 1
            told = [
                FORMAT, self.ledger, seq, self.town, self._tx, self._at, today, self._signature.actor,
                self._signature.command, change.entity, change.row["uid"], change.image, previous,
            ]  # fmt: skip
            previous = hash_of(told)
            entries.append((*told, previous))
        self._head = seq, previous
        return entries

    def _newest(self) -> tuple[int, str]:
        """Return number and hash of the newest entry; nobody else adds one while this transaction lasts."""
        found = self.rows(
            "select seq, hash from journal where ledger = :ledger order by seq desc limit 1",
            ledger=self.ledger,
        )
        return (found[0]["seq"], found[0]["hash"]) if found else (0, GENESIS)


def _told(rows: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Return the columns in which any row has something; of a hazard's forty a sheet fills half, and null is the default."""
    return tuple(
        name
        for name, value in rows[0].items()
        if value is not None or any(row[name] is not None for row in rows)
    )


@contextmanager
def writing(path: Path, signature: Signature, *, keep_old: bool = True) -> Iterator[Writer]:
    """Open a ledger for one write transaction: all of it, or nothing.

    A ledger of an older schema is brought up to date on the way; a copy of it is kept with `keep_old`.

    Raises:
        NotFound: there is no ledger at the path.
        LedgerDamaged: it is not a ledger, is damaged, or is newer than this program.
        Busy: another program holds it for longer than `connect.BUSY_SECONDS`.
        Unavailable: the file or the disk will not take a write.
    """
    connect.check_path(path)
    damage.refuse_if_noted(path)
    _refuse_read_only(path)
    with connect.noticed(path), _transaction(path, signature) as (raw, writer):
        have = connect.check_is_ledger(raw, path)
        _check_structure(raw, path)
        writer.identify(connect.setting(writer, "ledger") or "", connect.setting(writer, "town") or "")
        apply(writer, raw, path, have, keep_old=keep_old)
        yield writer


def _check_structure(raw: sqlite3.Connection, path: Path) -> None:
    """Write nothing on top of a broken structure: each time where that is quick, once a day where the file is large."""
    if path.stat().st_size > QUICKLY_CHECKED:
        last = raw.execute("select at from journal order by seq desc limit 1").fetchone()
        if last and clock.office_day(last["at"]) == clock.real_today():
            return
    (sound,) = raw.execute("pragma quick_check(1)").fetchone()
    if sound != "ok":
        raise errors.LedgerDamaged(Problem("damaged", messages.damaged(path)))


@contextmanager
def creating(path: Path, signature: Signature, *, town: str) -> Iterator[Writer]:
    """Make a new ledger; on any failure nothing is left behind."""
    with _new_file(path, signature) as (_, writer):
        ledger = new_uid()
        writer.identify(ledger, town)
        writer.record(*(migration_row(writer, step) for step in migrations.steps()))
        writer.record(setting_row(writer, "ledger", ledger), setting_row(writer, "town", town))
        yield writer


@contextmanager
def receiving(path: Path, signature: Signature) -> Iterator[Taker]:
    """Make a file with nothing in its tables, for a ledger that comes from elsewhere with its own first entries."""
    from hazardctl.ledger.proof.reading import Taker

    with _new_file(path, signature) as (raw, _):
        # A hazard may be the duplicate of one that comes after it.
        raw.execute("pragma defer_foreign_keys = on")
        yield Taker(raw)


@contextmanager
def _new_file(path: Path, signature: Signature) -> Iterator[tuple[connect.Connection, Writer]]:
    """Make a file with the tables (0600, in a folder 0700 when the folder is new), all in one transaction."""
    with translated(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    reached("created")
    try:
        with _transaction(path, signature) as (raw, writer):
            migrations.apply(raw, migrations.steps())
            yield raw, writer
        durable.sync_folder(path.parent)
    except BaseException:
        durable.gone(path)
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
def _transaction(path: Path, signature: Signature) -> Iterator[tuple[connect.Connection, Writer]]:
    """Hold the write lock from the first statement; a plain BEGIN loses writers even with a long timeout."""
    raw = locked(path)
    try:
        with translated(path):
            reached("begun")
            yield raw, Writer(raw, signature)
            reached("before_commit")
            raw.execute("commit")
            reached("committed")
    except BaseException:
        if raw.in_transaction:
            raw.execute("rollback")
        raise
    finally:
        raw.close()
