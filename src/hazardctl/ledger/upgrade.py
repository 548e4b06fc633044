"""Bringing an older ledger to this program's schema: a copy first, then every outstanding step in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.ledger import connect, copies, migrations
from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

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


def apply(writer: Writer, raw: sqlite3.Connection, path: Path, have: int, *, keep_old: bool) -> None:
    """Apply what is outstanding inside the caller's transaction, and journal it with where the old ledger's copy is.

    The copy is made under the lock, before anything is written: nobody else can upgrade the ledger meanwhile, and it
    holds every entry made before. Until it is proved, other writers wait or are told that the ledger is busy.
    """
    outstanding = [step for step in migrations.steps() if step.version > have]
    if not outstanding:
        return
    head = connect.journal_head(writer) or ""
    copy = _copied(path, have, head) if keep_old else None
    migrations.apply(raw, outstanding)
    finish(writer, have, outstanding)
    if copy:
        row = {"uid": writer.new_uid(), "town": writer.town, "path": str(copy), "at": writer.at, "head": head}
        writer.record(Change("backup", row))


def finish(writer: Writer, have: int, applied: Iterable[migrations.Step]) -> None:
    """Finish an upgrade from schema `have` in one ledger: work out what no SQL can, and journal the steps."""
    from hazardctl.ledger.queries import movements

    movements.fill(writer, have)
    writer.record(*(migration_row(writer, step) for step in applied))


def _copied(path: Path, have: int, head: str) -> Path:
    """Copy a ledger whose schema is about to change; named for what it holds, so that a second try makes no second one."""
    target = path.parent / copies.FOLDER / f"{path.stem}-v{have}-{head[:12]}.db"
    copies.write(path, target)
    return target


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
