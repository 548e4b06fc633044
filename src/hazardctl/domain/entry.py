"""The gate at registration (DESIGN.md §4.1): fixed on the spot, or all five, or openly pending until a day.

Whoever registers — at the keyboard, by amendment, later by import or merge — passes here, and hears of everything
that is missing at once.
"""

from collections.abc import Iterator
from datetime import date

from hazardctl.domain.hazard import Hazard, Level
from hazardctl.errors import Problem
from hazardctl.messages import fields, hazards


def objections(hazard: Hazard, today: date) -> tuple[Problem, ...]:
    """Return every reason why a hazard may not stand in the ledger like this."""
    return (*_days(hazard, today), *_way(hazard), *_criterion(hazard))


def _days(hazard: Hazard, today: date) -> Iterator[Problem]:
    """Found ≤ today; found ≤ deadline (DESIGN.md §4.8)."""
    if hazard.found_on > today:
        yield Problem("in_future", hazards.found_in_future(hazard.found_on, today), "found_on")
    deadline = hazard.five.deadline
    if deadline and deadline < hazard.found_on:
        yield Problem("before_found", hazards.before_found("deadline", deadline, hazard.found_on), "deadline")


def _way(hazard: Hazard) -> Iterator[Problem]:
    """One of the three ways in, and what that way asks for (task 16)."""
    spot = hazard.fixed_on_spot is not None
    if spot and hazard.pending_until:
        yield Problem("spot_and_pending", hazards.spot_and_pending())
    elif hazard.pending_until:
        yield from _pending(hazard, hazard.pending_until)
    elif not spot or hazard.level is Level.MAJOR:
        yield from _five(hazard)


def _five(hazard: Hazard) -> Iterator[Problem]:
    gaps = [Problem("missing", fields.missing(field), field) for _, field in hazard.five.missing_fields()]
    yield from gaps
    if gaps and hazard.fixed_on_spot is None:
        yield Problem("five_or_else", hazards.five_or_else())


def _pending(hazard: Hazard, until: date) -> Iterator[Problem]:
    if hazard.five.complete:
        yield Problem("nothing_pending", hazards.nothing_pending())
    if not hazard.interim:
        yield Problem("missing", fields.missing("interim"), "interim")
    if until < hazard.found_on:
        yield Problem("pending_before_found", hazards.pending_before_found(until, hazard.found_on), "pending")


def _criterion(hazard: Hazard) -> Iterator[Problem]:
    if hazard.level is Level.MAJOR and not hazard.criterion:
        yield Problem("missing", hazards.criterion_needed(), "criterion")
