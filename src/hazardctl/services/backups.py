"""`hazardctl backup`: a copy of the ledger, proved before it is put in place, and remembered."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import Problem, Refused
from hazardctl.ledger import connect
from hazardctl.ledger.failpoints import reached
from hazardctl.ledger.queries import backups, entries
from hazardctl.messages import backups as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.ledger.writing import Writer
    from hazardctl.services.desk import Desk


class Copy(NamedTuple):
    """A copy as written: where, with which newest journal hash, its size in bytes and its entries.

    `rotated` are older copies that were taken away: the newest of seven days and of twelve months stay.
    """

    path: str
    head: str
    size: int
    entries: int
    rotated: tuple[str, ...]


def backup(desk: Desk, name: str | None) -> Copy:
    """Copy the ledger, by default into `backups/` beside it, and remember where the copy is.

    Raises:
        NotFound: there is no ledger yet.
        Refused: the file named is something else than a copy of this ledger.
        LedgerDamaged: the ledger is not whole.
        Unavailable: the place will not take it.
    """
    from hazardctl.ledger import copies

    ledger = desk.file_for("backup")
    connect.check_path(ledger)
    target = (Path(name) if name else copies.stamped(ledger, "backup")).absolute()
    with desk.reading() as reader:
        ledger_id = connect.setting(reader, "ledger") or ""
    if name and target.exists():
        _refuse_others(desk, target, ledger_id)
    head = copies.write(ledger, target)
    with desk.writing("backup") as writer:
        writer.record(backups.add(writer, str(target), head))
        rotated = () if name else rotate(desk, writer)
        copied = entries.seq_of_head(writer, head)
    reached("copy_remembered")
    return Copy(str(target), head, target.stat().st_size, copied, rotated)


class SafetyCopy:
    """A copy made before something large is done; one that is not remembered by it is taken away again."""

    def __init__(self, path: Path, head: str) -> None:
        self.path = path
        self._head = head
        self.remembered = False

    def remember(self, desk: Desk, writer: Writer) -> None:
        """Enter where the copy is, in the transaction that it was made for, and rotate older ones."""
        writer.record(backups.add(writer, str(self.path), self._head))
        rotate(desk, writer)
        self.remembered = True


@contextmanager
def copied_first(desk: Desk, why: str, *, wanted: bool) -> Iterator[SafetyCopy | None]:
    """Copy the ledger before something large is done to it, where that is wanted."""
    from hazardctl.ledger import copies

    ledger = desk.store.file
    if not wanted or ledger is None or not ledger.exists():
        yield None
        return
    target = copies.stamped(ledger, why).absolute()
    made = SafetyCopy(target, copies.write(ledger, target))
    try:
        yield made
    except BaseException:
        made.remembered = False
        raise
    finally:
        if not made.remembered:
            target.unlink(missing_ok=True)


def rotate(desk: Desk, writer: Writer) -> tuple[str, ...]:
    """Take outdated copies away and forget where they were."""
    from hazardctl.ledger import copies

    going = tuple(str(path) for path in copies.outdated(desk.settings.ledger))
    changes = backups.forget(writer, going)
    if changes:
        writer.record(*changes)
    for path in going:
        Path(path).unlink(missing_ok=True)
    reached("rotated")
    return going


def newest_good(desk: Desk) -> Path | None:
    """Return the newest copy beside the ledger that proves whole."""
    from hazardctl.ledger import copies

    return copies.newest_good(desk.settings.ledger)


def _refuse_others(desk: Desk, target: Path, ledger_id: str) -> None:
    from hazardctl.ledger import redact

    if target.samefile(desk.settings.ledger):
        raise Refused(Problem("is_the_ledger", messages.is_the_ledger(str(target))))
    if not (target.is_file() and redact.is_copy_of(target, ledger_id)):
        raise Refused(Problem("not_ours", messages.not_ours(str(target))))
