"""Two people at one hazard: whoever began from an older state is told what changed meanwhile, and nothing is written.

A command looks at the hazard once before it asks anything or waits for the ledger, and again when it holds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.errors import Busy, Problem
from hazardctl.ledger.queries import cases, history
from hazardctl.messages import ledger as messages
from hazardctl.services import history as told
from hazardctl.services.find import number_of
from hazardctl.services.telling import Teller

if TYPE_CHECKING:
    from hazardctl.domain.case import Case
    from hazardctl.domain.history import Difference
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk


def look(desk: Desk, no: str) -> None:
    """Remember how far a hazard's story goes; only the first look of a run counts."""
    number = number_of(no)
    if number in desk.seen or not desk.has_ledger:
        return
    with desk.reading() as reader:
        case = cases.by_numbers(reader, [number]).get(number)
        desk.seen[number] = history.newest_of_hazard(reader, case.hazard.uid) if case else None


def refuse_if_changed(desk: Desk, reads: Reads, case: Case) -> None:
    """Refuse when something was entered about a hazard since this run first looked at it.

    Raises:
        Busy: with who entered what, old → new.
    """
    seen = desk.seen.get(case.hazard.no)
    if seen is None:
        return
    problems = [
        Problem(
            "changed_meanwhile",
            messages.changed_meanwhile(case.hazard.no, line.actor, line.at, line.what, _words(line.changes)),
        )
        for line in told.lines(case, history.of_hazard(reads, case.hazard.uid, since=seen), Teller(reads))
    ]
    if problems:
        raise Busy(*problems)


def _words(changes: tuple[Difference, ...]) -> tuple[str, ...]:
    return tuple(messages.from_to(one.label, one.old, one.new) for one in changes)
