"""Whether a story that several ledgers tell holds together: the gates that every act and step meets (DESIGN.md §4), whoever typed it."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from hazardctl.domain.case import Case
from hazardctl.domain.case import in_order as acts_in_order
from hazardctl.errors import HazardctlError
from hazardctl.ledger.mapping import act_from
from hazardctl.ledger.queries import cases, matters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.merging import Image


def holds(
    reads: Reads, entity: str, uid: str, told: tuple[Sequence[Image], Sequence[Image]], today: date
) -> bool:
    """Whether what all know and what is new make a story that every gate lets through.

    A story that would not be let in today as it was accepted once is not judged again.
    """
    fits = _acts_hold if entity == "act" else _steps_hold
    base, more = told
    return fits(reads, uid, numbered((*base, *more)), today) or not fits(reads, uid, base, today)


def numbered(rows: Iterable[Image]) -> list[Image]:
    """Return acts or steps of several ledgers numbered in the order in which they were entered."""
    return [{**row, "seq": n} for n, row in enumerate(sorted(rows, key=itemgetter("uid")), start=1)]


def _acts_hold(reads: Reads, uid: str, rows: Sequence[Image], today: date) -> bool:
    for case in cases.of_uids(reads, [uid]):
        try:
            # One side may have gone on with it while the other declared it void: a void record counts on no day.
            Case(replace(case.hazard, void=None), acts_in_order(tuple(map(act_from, rows)))).check(today)
        except HazardctlError:
            return False
    return True


def _steps_hold(reads: Reads, uid: str, rows: Sequence[Image], today: date) -> bool:
    told = (replace(matter, void=None) for matter in matters.retold(reads, uid, rows))
    return all(not any(matter.objections(today)) for matter in told)
