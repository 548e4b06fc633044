"""Late, and by how much (DESIGN.md §4.4). Nothing here is ever stored.

A deadline is the last day on which it is still in time. Days are calendar days.
"""

from datetime import date, timedelta

from hazardctl.domain.hazard import UNRECTIFIED, Status
from hazardctl.domain.lifecycle import Standing
from hazardctl.domain.period import Month, month_step

DUE_SOON_DAYS = 30
"""临期: the days before a deadline in which the monthly report names it."""


def asked_by(until: date) -> date:
    """Return the day by which a paper of figures up to a day asks for what is late.

    The next month's figures are told as at the end of their last day, so what is done by then stands on the next paper:
    a month later, and from a month's last day the next one's last. Days of the office's own (the 25th) keep theirs.
    """
    month = Month.of(until)
    return month.next().last_day if until == month.last_day else month_step(until, 1)


def is_overdue(standing: Standing, day: date) -> bool:
    """Whether the deadline in force has passed with nothing rectified by the end of the day."""
    deadline = standing.five.deadline
    return standing.status in UNRECTIFIED and deadline is not None and day > deadline


def days_overdue(standing: Standing, day: date) -> int:
    """Return the days since the deadline in force; 0 when it is not overdue."""
    deadline = standing.five.deadline
    return (day - deadline).days if deadline and is_overdue(standing, day) else 0


def is_pending_overdue(standing: Standing, day: date) -> bool:
    """Whether the five are still missing after the day by which they were promised (逾期待补)."""
    return (
        standing.status is Status.PENDING
        and standing.pending_until is not None
        and day > standing.pending_until
    )


def days_awaiting_review(standing: Standing, day: date) -> int | None:
    """Return the days since rectification while no re-inspection has come: the office's delay, not the enterprise's."""
    if standing.status is not Status.RECTIFIED or standing.rectified_on is None:
        return None
    return (day - standing.rectified_on).days


def is_due_within(standing: Standing, day: date, days: int) -> bool:
    """Whether an unrectified hazard's deadline falls on the day or within so many days after it."""
    deadline = standing.five.deadline
    return (
        standing.status in UNRECTIFIED
        and deadline is not None
        and day <= deadline <= day + timedelta(days=days)
    )
