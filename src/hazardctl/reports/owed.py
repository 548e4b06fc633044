"""The register of 双报告 as figures: what major hazards owe, since when, and what is overdue by the office's rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.double_reports import ReportLine, lines
from hazardctl.ledger.queries import cases, finding, rules
from hazardctl.ledger.queries import figures as queries

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.ledger.connect import Reads


class OwedReports(Struct, frozen=True):
    """The reports of 双报告 as at a day, the longest owed first; `discovered` and `rectified` are those filed.

    `limit` is the office's number of days, None where it has settled none: then nothing is overdue.
    """

    required: int
    discovered: int
    rectified: int
    owed: int
    overdue: int
    limit: int | None
    items: tuple[ReportLine, ...]


def register(reads: Reads, day: date, unit: str | None = None) -> tuple[ReportLine, ...]:
    """Return every line of the register as at the end of a day: what is owed first, the longest first."""
    return _lines(reads, day, finding.Filter(level="major", unit=unit), rules.rules(reads).report_days)


def _lines(reads: Reads, day: date, wanted: finding.Filter, limit: int | None) -> tuple[ReportLine, ...]:
    every = (line for case in cases.listed(reads, wanted, day) for line in lines(case, day, limit))
    return tuple(sorted(every, key=lambda one: (not one.owed, -(one.days or 0), one.no, one.kind)))


def figures(reads: Reads, day: date) -> OwedReports:
    """Return the figures of the register; only the hazards that owe something are loaded."""
    limit = rules.rules(reads).report_days
    counts = queries.double_reports(reads, day)
    owing = _lines(reads, day, finding.Filter(reports_owed=True), limit)
    items = tuple(line for line in owing if line.owed)
    return OwedReports(
        required=counts.discovered + counts.rectified + counts.owed,
        discovered=counts.discovered,
        rectified=counts.rectified,
        owed=counts.owed,
        overdue=sum(1 for line in items if line.overdue),
        limit=limit,
        items=items,
    )
