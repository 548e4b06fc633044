"""Putting a copy in the ledger's place: prepared beside it, and moved there in one step under the ledger's lock.

Whatever happens on the way, at the ledger's path lies the old file or the new one, each with the log that belongs to
it; the old file stays among the copies.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.ledger import connect, copies, damage, durable
from hazardctl.ledger.failpoints import reached
from hazardctl.ledger.faults import translated
from hazardctl.ledger.journal import Change
from hazardctl.ledger.writing import Signature, writing
from hazardctl.messages import ledger as messages

if TYPE_CHECKING:
    from collections.abc import Iterator


class Old(NamedTuple):
    """The file that is replaced: which ledger it is and where its journal stands; None where that cannot be read."""

    ledger: str | None
    head: str | None
    seq: int | None


class Restored(NamedTuple):
    """What was restored; `lost` are the entries that only the replaced file has, None where that cannot be told."""

    path: str
    head: str
    seq: int
    old_head: str | None
    lost: int | None
    kept: str | None


def old_of(path: Path) -> Old | None:
    """Return what can be read of the file at the ledger's place; None where there is none."""
    if not path.exists():
        return None
    with closing(connect.connect(path, mode="rw")) as raw:
        return _read(raw)


def _read(raw: connect.Connection) -> Old:
    try:
        reader = connect.Reader(raw)
        rows = reader.rows("select seq, hash from journal order by seq desc limit 1")
        seq, head = (int(rows[0]["seq"]), str(rows[0]["hash"])) if rows else (None, None)
        return Old(connect.setting(reader, "ledger"), head, seq)
    except (sqlite3.Error, ValueError, TypeError):
        return Old(None, None, None)


def put_back(copy: Path, ledger: Path, signature: Signature) -> Restored:
    """Put a proved copy in the place of a ledger and enter there which journal head it replaced.

    Raises:
        LedgerDamaged: the copy is not whole.
        Busy: another program is writing into the ledger.
        Unavailable: the folder will not take it.
    """
    with translated(ledger):
        ledger.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with copies.in_the_making(ledger.parent) as temporary:
        with translated(copy):
            copies.into(copy, temporary)
        head = copies.proved(temporary, copy)
        reached("restore_checked")
        with _held(ledger) as old:
            kept = str(copies.stamped(ledger, "replaced")) if old else None
            told = Restored(str(copy), head, 0, old.head if old else None, None, kept)
            seq = _mark(temporary, signature, told, old)
            reached("restore_marked")
            with translated(ledger):
                if kept:
                    _keep(ledger, Path(kept))
                reached("old_kept")
                durable.put(temporary, ledger)
        reached("restored")
        damage.note(ledger, damaged=False)
    lost = _lost(ledger, old) if old else None
    return Restored(str(copy), head, seq, old.head if old else None, lost, kept)


def _mark(temporary: Path, signature: Signature, told: Restored, old: Old | None) -> int:
    """Enter in the prepared file that it was restored, and return the number of its last entry before that."""
    with writing(temporary, signature, keep_old=False) as writer:
        (row,) = writer.rows("select seq from journal where hash = :hash", hash=told.head)
        image = {
            "uid": writer.new_uid(),
            "town": writer.town,
            "path": told.path,
            "head": told.head,
            "seq": row["seq"],
            "old_head": old.head if old else None,
            "old_seq": old.seq if old else None,
            "kept": told.kept,
            "at": writer.at,
        }
        writer.record(Change("restored", image))
    return int(row["seq"])


@contextmanager
def _held(ledger: Path) -> Iterator[Old | None]:
    """Keep everybody else from writing into the file that is about to be replaced, and tell what it is.

    A file that is no database cannot be held, and nobody can write into it.
    """
    if not ledger.exists():
        yield None
        return
    with closing(connect.connect(ledger, mode="rw")) as raw:
        try:
            # Into the file itself with what a log beside it still holds.
            raw.execute("pragma journal_mode = delete")
            raw.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise errors.Busy(Problem("busy", messages.busy(ledger))) from error
        except sqlite3.DatabaseError:
            pass
        yield _read(raw)
        with suppress(sqlite3.Error):
            raw.execute("rollback")


def _keep(ledger: Path, kept: Path) -> None:
    """Keep the file that is replaced under another name, with the log that belongs to it."""
    durable.folder(kept.parent)
    for log in copies.LOGS:
        beside = ledger.with_name(ledger.name + log)
        if beside.exists():
            shutil.copyfile(beside, kept.with_name(kept.name + log))
    try:
        os.link(ledger, kept)
    except OSError:
        shutil.copyfile(ledger, kept)
        durable.sync_file(kept)
    kept.chmod(0o600)
    durable.sync_folder(kept.parent)
    for log in copies.LOGS:
        ledger.with_name(ledger.name + log).unlink(missing_ok=True)


def _lost(ledger: Path, old: Old) -> int | None:
    """Return how many entries of the replaced journal the restored one does not have."""
    if old.head is None or old.seq is None:
        return None
    with connect.reading(ledger) as reader:
        rows = reader.rows("select seq from journal where hash = :head", head=old.head)
        (row,) = reader.rows("select seq from restored order by uid desc limit 1")
    return 0 if rows else max(old.seq - int(row["seq"]), 0)
