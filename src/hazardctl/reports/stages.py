"""What the units have handed in for each phase (阶段成果), in figures: how many owe a thing, how many have done it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.phases import owing
from hazardctl.ledger.queries import phases as queries

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads


class Handed(Struct, frozen=True):
    """One deliverable: how many units owe it, and how many have handed it in."""

    key: str
    name: str
    owed: int
    done: int


class Stage(Struct, frozen=True):
    """A phase with everything that it must leave behind."""

    key: str
    no: int
    name: str
    start: date
    due: date
    deliverables: tuple[Handed, ...]


def figures(reads: Reads, plan: Plan, register: Register, day: date) -> tuple[Stage, ...]:
    """Return every phase of the plan as at the end of a day."""
    handed_in = queries.delivered(reads, day)
    return tuple(
        Stage(
            key=phase.key,
            no=phase.no,
            name=phase.name,
            start=phase.start,
            due=phase.due,
            deliverables=tuple(
                Handed(
                    item.key,
                    item.name,
                    len(owed),
                    len(owed & handed_in.get((phase.no, item.key), frozenset())),
                )
                for item in phase.deliverables
                for owed in (frozenset(owing(item, register)),)
            ),
        )
        for phase in plan.phases
    )
