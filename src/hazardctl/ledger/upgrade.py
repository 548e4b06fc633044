"""Bringing an older ledger to this program's schema: a copy first, then every outstanding step in one transaction."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from hazardctl.ledger import connect, copies, migrations
from hazardctl.ledger.faults import translated
from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    import sqlite3

    from hazardctl.ledger.writing import Writer


def upgrade(path: Path) -> None:
    """Bring a ledger up to date, for a command that only reads; the one that writes does it in its own transaction.

    Raises:
        Busy: another program holds the ledger.
        Unavailable: the copy or the ledger cannot be written.
    """
    from hazardctl.ledger.writing import Signature, writing

    with writing(path, Signature("hazardctl", "migrate")):
        pass


def copy_first(path: Path, have: int) -> str | None:
    """Copy a ledger that is about to change its schema and return where the copy is; None where nothing changes.

    The copy is named for what it holds, so that an upgrade that is tried again makes no second one.
    """
    if have >= migrations.NEWEST:
        return None
    target = path.parent / copies.FOLDER / f"{path.stem}-v{have}-{_head(path)[:12]}.db"
    copies.write(path, target)
    return str(target)


def _head(path: Path) -> str:
    with translated(path), closing(connect.connect(path, mode="rw")) as connection:
        return connect.journal_head(connect.Reader(connection)) or ""


def apply(writer: Writer, raw: sqlite3.Connection, have: int, copy: str | None) -> None:
    """Apply what is outstanding inside the caller's transaction, and journal it with where the copy is."""
    outstanding = [step for step in migrations.steps() if step.version > have]
    if not outstanding:
        _drop_unlisted(writer, copy)
        return
    head = connect.journal_head(writer) or ""
    migrations.apply(raw, outstanding)
    writer.record(*(migration_row(writer, step) for step in outstanding))
    if copy:
        row = {"uid": writer.new_uid(), "town": writer.town, "path": copy, "at": writer.at, "head": head}
        writer.record(Change("backup", row))


def _drop_unlisted(writer: Writer, copy: str | None) -> None:
    """Take away a copy made for nothing: another program was quicker, and no copy may lie about that is not listed."""
    if copy and not writer.rows("select 1 from backup where path = :path", path=copy):
        Path(copy).unlink(missing_ok=True)


def migration_row(writer: Writer, step: migrations.Step) -> Change:
    """Return the change that records an applied step with its hash."""
    row = {
        "uid": writer.new_uid(),
        "town": writer.town,
        "version": step.version,
        "name": step.name,
        "hash": step.hash,
        "applied_at": writer.at,
    }
    return Change("migration", row)
