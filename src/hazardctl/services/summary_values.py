"""A report of more than a month as a value; its field names are the JSON keys."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.reports.ranking import Rank
    from hazardctl.reports.values import MonthlyReport
    from hazardctl.services.phases import PhaseRecord


class SummaryKind(StrEnum):
    """Which report of more than a month."""

    HALF_YEAR = "half-year"
    PHASE = "phase"
    FINAL = "final"


class Goal(NamedTuple):
    """One thing that the campaign is held against; `met` is None while it cannot be told yet."""

    key: str
    target: int
    actual: int
    met: bool | None


class Summary(NamedTuple):
    """A report of more than a month; field names are the JSON keys. `report` is the monthly report's value of its days.

    `key` tells its period from others of its kind: 2023-H2, a phase's number, `final`. Once it is handed in, the report
    says so.
    """

    kind: SummaryKind
    name: str
    start: date
    until: date
    complete: bool
    report: MonthlyReport
    offices: tuple[Rank, ...]
    villages: tuple[Rank, ...]
    phases: tuple[PhaseRecord, ...]
    goal: str
    goals: tuple[Goal, ...]
    key: str
