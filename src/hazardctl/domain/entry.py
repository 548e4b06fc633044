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


def _days(hazard: Hazard, today: date) -> list[Problem]:
    """Found ≤ today; found ≤ deadline (DESIGN.md §4.8)."""
    found_on, deadline, problems = hazard.found_on, hazard.five.deadline, []
    if found_on > today:
        problems.append(Problem("in_future", hazards.found_in_future(found_on, today), "found_on"))
    if deadline and deadline < found_on:
        told = hazards.before_found("deadline", deadline, found_on)
        problems.append(Problem("before_found", told, "deadline"))
    return problems


def _way(hazard: Hazard) -> list[Problem]:
    """One of the three ways in, and what that way asks for (task 16)."""
    spot, until = hazard.fixed_on_spot is not None, hazard.pending_until
    if spot and until:
        return [Problem("spot_and_pending", hazards.spot_and_pending())]
    if until:
        return list(_pending(hazard, until))
    return _five(hazard) if not spot or hazard.level is Level.MAJOR else []


def _five(hazard: Hazard) -> list[Problem]:
    gaps = [Problem("missing", fields.missing(field), field) for _, field in hazard.five.missing_fields()]
    if gaps and hazard.fixed_on_spot is None:
        gaps.append(Problem("five_or_else", hazards.five_or_else()))
    return gaps


def _pending(hazard: Hazard, until: date) -> Iterator[Problem]:
    if hazard.five.complete:
        yield Problem("nothing_pending", hazards.nothing_pending())
    if not hazard.interim:
        yield Problem("missing", fields.missing("interim"), "interim")
    if until < hazard.found_on:
        yield Problem("pending_before_found", hazards.pending_before_found(until, hazard.found_on), "pending")


def _criterion(hazard: Hazard) -> list[Problem]:
    if hazard.level is Level.MAJOR and not hazard.criterion:
        return [Problem("missing", hazards.criterion_needed(), "criterion")]
    return []
