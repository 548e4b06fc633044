"""Where the campaign is in its calendar: which phase is on, how many days are left of it, and who owes what it asks."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.campaign import Deliverable, Phase, Plan
    from hazardctl.domain.register import Register


class PhaseState(StrEnum):
    """A phase before, during or after its days."""

    UPCOMING = "upcoming"
    CURRENT = "current"
    ENDED = "ended"


class PhaseClock(Struct, frozen=True):
    """A phase on a day. `days_left` counts to the last day on which it is still in time; negative once ended."""

    phase: Phase
    state: PhaseState
    days_left: int


def clock(phase: Phase, day: date) -> PhaseClock:
    """Tell where a phase is on a day; start and due both belong to it (底前 includes the day)."""
    if day < phase.start:
        state = PhaseState.UPCOMING
    else:
        state = PhaseState.CURRENT if day <= phase.due else PhaseState.ENDED
    return PhaseClock(phase=phase, state=state, days_left=(phase.due - day).days)


def current(plan: Plan, day: date) -> PhaseClock | None:
    """Return the phase that is on, or the next to come, or the last when all have ended."""
    clocks = [clock(phase, day) for phase in plan.phases]
    for state in (PhaseState.CURRENT, PhaseState.UPCOMING):
        found = [c for c in clocks if c.state is state]
        if found:
            return found[0]
    return clocks[-1] if clocks else None


def owing(item: Deliverable, register: Register) -> tuple[str, ...]:
    """Return the units that owe a deliverable: all offices, all villages, or those named; enterprises not counted."""
    owed: dict[str, None] = {}
    for owner in item.owed_by:
        group = register.find(owner, ("group",))
        named = register.find(owner)
        owed |= dict.fromkeys((named.key,) if named else register.members_of(group) if group else ())
    return tuple(owed)
