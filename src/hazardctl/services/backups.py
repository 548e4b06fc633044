"""`hazardctl backup`: a copy of the ledger, checked before it is put in place, and remembered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import Problem, Refused
from hazardctl.ledger import connect
from hazardctl.ledger.queries import backups
from hazardctl.messages import backups as messages

if TYPE_CHECKING:
    from hazardctl.services.desk import Desk


class Copy(NamedTuple):
    """A copy as written: where, with which newest journal hash, its size in bytes and its entries."""

    path: str
    head: str
    size: int
    entries: int


def backup(desk: Desk, name: str | None) -> Copy:
    """Copy the ledger, by default into `backups/` beside it, and remember where the copy is.

    Raises:
        NotFound: there is no ledger yet.
        Refused: the file named is something else than a copy of this ledger.
        Unavailable: the place will not take it.
    """
    from hazardctl.ledger import copies

    ledger = desk.settings.ledger
    connect.check_path(ledger)
    target = (Path(name) if name else copies.default_path(ledger, "backup")).absolute()
    with desk.reading() as reader:
        ledger_id, entries = connect.setting(reader, "ledger") or "", backups.entries(reader)
    if name and target.exists():
        _refuse_others(desk, target, ledger_id)
    head = copies.write(ledger, target)
    with desk.writing("backup") as writer:
        writer.record(backups.add(writer, str(target), head))
    return Copy(str(target), head, target.stat().st_size, entries)


def _refuse_others(desk: Desk, target: Path, ledger_id: str) -> None:
    from hazardctl.ledger import redact

    if target.samefile(desk.settings.ledger):
        raise Refused(Problem("is_the_ledger", messages.is_the_ledger(str(target))))
    if not (target.is_file() and redact.is_copy_of(target, ledger_id)):
        raise Refused(Problem("not_ours", messages.not_ours(str(target))))
