"""How far the duties of the plan are done: every obligation of every subject, as at a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.cadence import Obligation
    from hazardctl.domain.campaign import Plan
    from hazardctl.ledger.connect import Reads


def obligations(reads: Reads, plan: Plan, day: date) -> tuple[Obligation, ...]:
    """Return every obligation of the plan's tasks and standing duties as at the end of a day."""
    raise NotImplementedError
