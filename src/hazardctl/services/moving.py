"""`hazardctl move`: the whole ledger to another place, a file or a server, proved equal before anybody can use it there."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import Busy, LedgerDamaged, Problem, Refused
from hazardctl.ledger import carrying, connect, files
from hazardctl.ledger.failpoints import reached
from hazardctl.ledger.proof.examine import examine
from hazardctl.ledger.queries import evidence
from hazardctl.messages import moving as messages
from hazardctl.services.desk import Desk
from hazardctl.settings import located

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads

_ADDRESS = re.compile(r"\s*([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_PASSWORD = re.compile(r"://[^/@?]*:.*@|[?&](?:ssl)?password=", re.IGNORECASE)
"""An address with a password in it: others on the machine see what a program was called with."""
_OWN = ("plan", "holidays.yaml", "templates")
"""What a town may have of its own beside its ledger: without it, days and papers would be others."""


class Moved(NamedTuple):
    """What went where: tables and rows, journal entries with the newest hash, and files that had to be copied.

    `files_left` are the attachments that are gone or changed where they were, and so were not copied.
    """

    source: str
    target: str
    tables: int
    rows: int
    entries: int
    head: str | None
    files: int
    files_left: tuple[str, ...]


def move(desk: Desk, said: str) -> Moved:
    """Carry the ledger to where no ledger is yet; the one that it comes from stays as it is.

    Raises:
        NotFound: there is no ledger here.
        Refused: there is a ledger there already.
        LedgerDamaged: this one is not whole, or what arrived is not what was sent; then no ledger is left there.
        Busy: somebody has entered something meanwhile.
        Unavailable: the place cannot be reached, or takes nothing.
    """
    there = _at(desk, said)
    with desk.reading():
        pass  # an older ledger is brought up to date, and where there is none it is said
    if there.store.exists():
        raise Refused(Problem("occupied", messages.occupied(str(there.store)), "target"))
    with desk.store.examining() as source:
        before = examine(source, desk.settings.ledger)
        if before.damaged:
            raise LedgerDamaged(Problem("not_whole", messages.not_whole()))
        with there.store.receiving(desk.signature("move")) as taker:
            carried = carrying.carry(source, taker)
            after = examine(taker, None)
            reached("carried")
            if carried.changed or after.damaged or after.walked != before.walked:
                raise LedgerDamaged(Problem("not_arrived", messages.not_arrived(str(there.store))))
            copied, left = _files(desk, there, source)
            with desk.store.reading() as now:
                if connect.journal_head(now) != before.walked.head:
                    raise Busy(Problem("went_on", messages.went_on()))
    walked = before.walked
    return Moved(
        source=str(desk.store),
        target=there.settings.server or str(there.store),  # with its user: no password got this far
        tables=carried.tables,
        rows=carried.rows,
        entries=walked.entries,
        head=walked.head,
        files=copied,
        files_left=left,
    )


def _at(desk: Desk, said: str) -> Desk:
    """Return the desk that would work with the ledger there."""
    if _PASSWORD.search(said):
        raise Refused(Problem("password_typed", messages.password_typed(), "target"))
    ledger, server = located(said.strip(), desk.settings.home)
    if not said.strip() or (server is None and _ADDRESS.match(said)):
        raise Refused(Problem("no_place", messages.no_place(), "target"))
    ledger = ledger.absolute()
    return Desk(desk.settings._replace(ledger=ledger, server=server))


def _files(desk: Desk, there: Desk, source: Reads) -> tuple[int, tuple[str, ...]]:
    """Copy what is attached, and the town's own plan and holidays, beside the other ledger where that is another folder."""
    here, other = desk.settings.ledger, there.settings.ledger
    listed = sorted({(one.sha256, one.name) for one in evidence.everything(source)})
    whole = [one for one in listed if files.is_intact(here, *one)]
    copied = sum(files.carry(here, other, sha256, name) for sha256, name in whole)
    for name in _OWN:
        own, target = here.parent / name, other.parent / name
        if own.exists() and not target.exists():
            copied += 1
            shutil.copytree(own, target) if own.is_dir() else shutil.copyfile(own, target)
    return copied, tuple(name for sha256, name in listed if (sha256, name) not in whole)
