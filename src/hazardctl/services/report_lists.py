"""Every hazard of the lists of which a report names the first: for its workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.deadlines import DUE_SOON_DAYS
from hazardctl.domain.record import record
from hazardctl.ledger.queries import as_recorded, cases, issues
from hazardctl.ledger.queries.cases import Filter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hazardctl.domain.record import HazardRecord
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.values import IssueRecord, MonthlyReport
    from hazardctl.services.desk import Desk

_LISTS = {
    "overdue": Filter(overdue=True),
    "due_soon": Filter(due_within=DUE_SOON_DAYS),
    "listed": Filter(listed=True),
    "major": Filter(level="major", in_hand=True),
}


def whole(desk: Desk, r: MonthlyReport) -> Mapping[str, Sequence[HazardRecord]]:
    """Return the lists of a report: all of them while it is a draft, as kept once it was handed in."""
    day = r.period.to
    with desk.reading() as reader:
        if r.issue and r.period.month:
            return _issued(reader, r.period.month, r.issue, day)
        return {
            name: tuple(item for case in cases.stream(reader, wanted, day) if (item := record(case, day)))
            for name, wanted in _LISTS.items()
        }


def _issued(reads: Reads, month: str, issue: IssueRecord, day: date) -> Mapping[str, Sequence[HazardRecord]]:
    from hazardctl.reports import frozen

    lists = frozen.lists_of(issues.numbered(reads, "monthly", month, issue.number))
    known = as_recorded.cases_at(
        reads, dict.fromkeys(uid for uids in lists.values() for uid in uids), issue.seq
    )
    return {
        name: tuple(item for uid in uids if (item := record(known[uid], day))) for name, uids in lists.items()
    }


def uids(reads: Reads, day: date) -> Mapping[str, Sequence[str]]:
    """Return who stands on the lists at the end of a day, for an issue to keep."""
    return {name: cases.uids(reads, wanted, day, cases.ALL) for name, wanted in _LISTS.items()}
