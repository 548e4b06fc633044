"""`hazardctl move`: the whole ledger to another place, a file or a server, proved equal before anybody can use it there."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import Busy, LedgerDamaged, Problem, Refused
from hazardctl.ledger import carrying, connect, files
from hazardctl.ledger.failpoints import reached
from hazardctl.ledger.proof.examine import examine
from hazardctl.ledger.queries import evidence, stored
from hazardctl.messages import moving as messages
from hazardctl.services.desk import Desk
from hazardctl.settings import has_password, located

if TYPE_CHECKING:
    from hazardctl.ledger.carrying import Takes
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.towns import Town

_ADDRESS = re.compile(r"\s*([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_OWN = ("plan", "holidays.yaml", "templates")
"""What a town may have of its own beside its ledger: without it, days and papers would be others."""


class Moved(NamedTuple):
    """What went where: tables and rows, journal entries with the newest hash, and files that had to be copied.

    `files_left` are the attachments that are gone or changed where they were, and so were not copied.
    """

    source: str
    target: str
    town: str
    tables: int
    rows: int
    entries: int
    head: str | None
    files: int
    files_left: tuple[str, ...]


def move(desk: Desk, said: str) -> Moved:
    """Carry one town's ledger to where it is not yet; the one that it comes from stays as it is.

    Raises:
        NotFound: there is no ledger here.
        Refused: there is a ledger there already; on a server, this one, or one with the same numbers; or the texts of
            tip-offs are closed to whoever moves it.
        LedgerDamaged: this one is not whole, or what arrived is not what was sent; then no ledger is left there.
        Busy: somebody has entered something meanwhile.
        Unavailable: the place cannot be reached, or takes nothing.
    """
    there = _at(desk, said)
    town, series = _whose(desk)  # an older ledger is brought up to date, and where there is none it is said
    if there.store.holds(town.code):
        raise Refused(Problem("occupied", messages.occupied(str(there.store)), "target"))
    with desk.store.examining() as source:
        if source.hidden():
            raise Refused(Problem("tipoffs_closed", messages.not_all(str(desk.store))))
        before = examine(source, desk.settings.ledger)
        if before.damaged:
            raise LedgerDamaged(Problem("not_whole", messages.not_whole()))
        with there.store.receiving(desk.signature("move"), town, series) as taker:
            carried = carrying.carry(source, taker)
            after = examine(taker, None)
            reached("carried")
            if carried.changed or after.damaged or after.walked != before.walked:
                raise LedgerDamaged(Problem("not_arrived", messages.not_arrived(str(there.store))))
            copied, left = _files(desk, there, source, taker)
            with desk.store.reading() as now:
                if connect.journal_head(now) != before.walked.head:
                    raise Busy(Problem("went_on", messages.went_on()))
    walked = before.walked
    return Moved(
        source=str(desk.store),
        target=there.settings.server or str(there.store),  # with its user: no password got this far
        town=town.code,
        tables=carried.tables,
        rows=carried.rows,
        entries=walked.entries,
        head=walked.head,
        files=copied,
        files_left=left,
    )


def _whose(desk: Desk) -> tuple[Town, frozenset[str]]:
    """Return the town whose ledger this is, and every series in which it has numbers."""
    with desk.reading() as reader:
        series = stored.series(reader)
    with desk.store.surveying() as survey:
        (town,) = survey.towns
    campaign = desk.plan.campaign if not town.name else None
    name = campaign.town if campaign and campaign.town_code == town.code else town.name
    return town._replace(name=name), frozenset(series)


def _at(desk: Desk, said: str) -> Desk:
    """Return the desk that would work with the ledger there."""
    if has_password(said):
        raise Refused(Problem("password_typed", messages.password_typed(), "target"))
    ledger, server = located(said.strip(), desk.settings.home)
    if not said.strip() or (server is None and _ADDRESS.match(said)):
        raise Refused(Problem("no_place", messages.no_place(), "target"))
    ledger = ledger.absolute()
    return Desk(desk.settings._replace(ledger=ledger, server=server, town=None))


def _files(desk: Desk, there: Desk, source: Reads, taker: Takes) -> tuple[int, tuple[str, ...]]:
    """Copy what is attached, and the town's own plan and holidays, beside the other ledger where that is another folder."""
    here, other = desk.settings.ledger, there.settings.ledger
    listed = sorted({(one.sha256, one.name) for one in evidence.everything(source)})
    whole = [one for one in listed if files.at_hand(source, here, *one)]
    copied = sum(files.carry(here, taker, other, sha256, name) for sha256, name in whole)
    for name in _OWN:
        own, target = here.parent / name, other.parent / name
        if own.exists() and not target.exists():
            copied += 1
            shutil.copytree(own, target) if own.is_dir() else shutil.copyfile(own, target)
    return copied, tuple(name for sha256, name in listed if (sha256, name) not in whole)
