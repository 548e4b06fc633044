"""How things stand on a day, in the shape in which the morning page and the reports both say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain import phases

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.record import HazardRecord


class HazardList(Struct, frozen=True, kw_only=True):
    """The hazards that a list names, and how many there are in all."""

    count: int
    items: tuple[HazardRecord, ...]


class PhaseNow(Struct, frozen=True, kw_only=True):
    """The phase at the period's end."""

    no: int
    key: str
    name: str
    start: date
    due: date
    days_left: int
    state: str


def phase_now(plan: Plan, day: date) -> PhaseNow | None:
    """Return the phase that is on at the end of a day, or the nearest one."""
    now = phases.current(plan, day)
    if now is None:
        return None
    p = now.phase
    return PhaseNow(
        no=p.no,
        key=p.key,
        name=p.name,
        start=p.start,
        due=p.due,
        days_left=now.days_left,
        state=str(now.state),
    )
