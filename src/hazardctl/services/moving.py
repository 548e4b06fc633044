"""`hazardctl move`: the whole ledger to another place, a file or a server, proved equal before anybody can use it there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import LedgerDamaged, Problem, Refused
from hazardctl.ledger import carrying, files
from hazardctl.ledger.failpoints import reached
from hazardctl.ledger.proof.examine import examine
from hazardctl.ledger.queries import evidence
from hazardctl.messages import moving as messages
from hazardctl.services.desk import Desk
from hazardctl.settings import located

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.proof.flaws import Flaw


_PASSWORD = re.compile(r"postgres(?:ql)?://[^/@]*:[^/@]*@")
"""An address with a password in it: others on the machine see what a program was called with."""


class Moved(NamedTuple):
    """What went where: tables and rows, journal entries with the newest hash, and files that had to be copied."""

    source: str
    target: str
    tables: int
    rows: int
    entries: int
    head: str | None
    files: int


def move(desk: Desk, said: str) -> Moved:
    """Carry the ledger to where no ledger is yet; the one that it comes from stays as it is.

    Raises:
        NotFound: there is no ledger here.
        Refused: there is a ledger there already.
        LedgerDamaged: this one is not whole, or what arrived is not what was sent; then nothing is left there.
        Unavailable: the place cannot be reached, or takes nothing.
    """
    if _PASSWORD.match(said):
        raise Refused(Problem("password_typed", messages.password_typed(), "target"))
    there = _at(desk, said)
    with desk.reading():
        pass  # an older ledger is brought up to date, and where there is none it is said
    if there.store.exists():
        raise Refused(Problem("occupied", messages.occupied(str(there.store)), "target"))
    with desk.store.examining() as source:
        before = examine(source, desk.settings.ledger)
        if _of_rows(before.flaws):
            raise LedgerDamaged(Problem("not_whole", messages.not_whole()))
        with there.store.receiving(desk.signature("move")) as taker:
            copied = _files(desk, there, source)
            carried = carrying.carry(source, taker)
            after = examine(taker, None)
            reached("carried")
            if carried.changed or _of_rows(after.flaws) or after.walked != before.walked:
                raise LedgerDamaged(Problem("not_arrived", messages.not_arrived(str(there.store))))
    walked = before.walked
    return Moved(
        source=str(desk.store),
        target=str(there.store),
        tables=carried.tables,
        rows=carried.rows,
        entries=walked.entries,
        head=walked.head,
        files=copied,
    )


def _at(desk: Desk, said: str) -> Desk:
    """Return the desk that would work with the ledger there."""
    ledger, server = located(said, desk.settings.home)
    return Desk(desk.settings._replace(ledger=ledger, server=server))


def _of_rows(flaws: Iterable[Flaw]) -> bool:
    """Whether anything is wrong with the ledger itself; a file that is gone already keeps nobody from moving."""
    return any(not flaw.code.startswith("file_") for flaw in flaws)


def _files(desk: Desk, there: Desk, source: Reads) -> int:
    """Copy what is attached beside the other ledger, where that is another folder."""
    here, other = desk.settings.ledger, there.settings.ledger
    listed = {(one.sha256, one.name) for one in evidence.everything(source)}
    whole = [one for one in sorted(listed) if files.is_intact(here, *one)]
    return sum(files.carry(here, other, sha256, name) for sha256, name in whole)
