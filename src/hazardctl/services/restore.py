"""`hazardctl restore`: a copy becomes the ledger; what was there is kept, and the ledger says what it replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import NotFound, Problem, Refused
from hazardctl.messages import backups as messages
from hazardctl.settings import place

if TYPE_CHECKING:
    from pathlib import Path

    from hazardctl.ledger.restoring import Restored
    from hazardctl.services.desk import Desk


class Plan(NamedTuple):
    """What a restore would do: which copy, up to which entry, and how much the ledger has beyond it."""

    copy: Path
    entries: int
    replaces: bool
    beyond: int | None


def preview(desk: Desk, name: str) -> Plan:
    """Prove a copy and say what restoring it would replace; nothing is written.

    Raises:
        NotFound: there is no such file.
        Refused: it is the ledger itself, or a copy of another ledger.
        LedgerDamaged: it is no copy of a ledger, or not whole.
    """
    from hazardctl.ledger import copies, restoring
    from hazardctl.ledger.connect import can_be, setting
    from hazardctl.ledger.proof.reading import examining
    from hazardctl.ledger.queries import entries

    copy, ledger = place(name).absolute(), desk.file_for("restore")
    if not can_be(copy) or not copy.is_file():
        raise NotFound(Problem("no_copy", messages.no_copy(name), "file"))
    if ledger.exists() and copy.samefile(ledger):
        raise Refused(Problem("is_the_ledger", messages.is_the_ledger(name), "file"))
    copies.proved(copy, copy)
    with examining(copy) as reads:
        own, newest = setting(reads, "ledger"), entries.last_seq(reads)
    old = restoring.old_of(ledger)
    if old and old.ledger and old.ledger != own:
        raise Refused(Problem("other_ledger", messages.other_ledger(name), "file"))
    beyond = max(old.seq - newest, 0) if old and old.seq is not None else None
    return Plan(copy, newest, old is not None, beyond)


def restore(desk: Desk, plan: Plan) -> Restored:
    """Put the copy in the ledger's place.

    Raises:
        LedgerDamaged: it is not whole.
        Busy: another program is writing into the ledger.
        Unavailable: the folder will not take it.
    """
    from hazardctl.ledger import restoring

    return restoring.put_back(plan.copy, desk.settings.ledger, desk.signature("restore"))
