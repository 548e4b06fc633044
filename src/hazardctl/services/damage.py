"""What is said beside an answer that comes from a ledger known to be damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.errors import Problem
from hazardctl.ledger import damage
from hazardctl.messages import ledger as messages

if TYPE_CHECKING:
    from pathlib import Path


def warnings(ledger: Path) -> tuple[Problem, ...]:
    """Return the warning where the mark stands."""
    return (Problem("damaged", messages.reading_damaged(), str(ledger)),) if damage.is_noted(ledger) else ()
