"""Which step of the ladder of supervision comes next. It proposes; a person decides and acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hazardctl.domain.plan_rows import Step


def next_step(ladder: Sequence[Step], days_overdue: int, rounds: int, taken: Collection[str]) -> Step | None:
    """Return the heaviest step that the days overdue or the failed re-inspections have reached.

    Steps up to the heaviest one taken are behind us: if what is reached is among them, nothing new is proposed until
    more days or rounds have passed.
    """
    reached = [step for step in ladder if _is_reached(step, days_overdue, rounds)]
    heaviest = max((step.no for step in ladder if step.key in taken), default=0)
    return max((step for step in reached if step.no > heaviest), key=lambda step: step.no, default=None)


def _is_reached(step: Step, days_overdue: int, rounds: int) -> bool:
    by_days = step.after_days is not None and 0 < step.after_days <= days_overdue
    return by_days or (step.after_rounds is not None and step.after_rounds <= rounds)
