"""Every hazard of the lists of which a report names the first: for its workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.deadlines import DUE_SOON_DAYS
from hazardctl.domain.record import record
from hazardctl.ledger.queries import as_recorded, cases, finding, issues, listings
from hazardctl.ledger.queries.finding import Filter
from hazardctl.ledger.queries.lists import ALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from hazardctl.domain.case import Case
    from hazardctl.domain.record import HazardRecord
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.values import IssueRecord, MonthlyReport
    from hazardctl.services.desk import Desk

_LISTS = {
    "overdue": Filter(overdue=True),
    "due_soon": Filter(due_within=DUE_SOON_DAYS),
    "major": Filter(level="major", in_hand=True),
    "lacking": Filter(gaps=True),
}
_LISTED, _LISTED_BEFORE = "ever_listed", "listed"
"""The list of everything ever listed, and what an issue of an older program kept in its place."""


class ListedLine(NamedTuple):
    """A hazard that was ever listed, and by which paper."""

    hazard: HazardRecord
    doc_no: str | None


class Lists(NamedTuple):
    """Every hazard of each list; `lacking` are those that lack one of the five."""

    overdue: tuple[HazardRecord, ...]
    due_soon: tuple[HazardRecord, ...]
    major: tuple[HazardRecord, ...]
    lacking: tuple[HazardRecord, ...]
    listed: tuple[ListedLine, ...]


def whole(desk: Desk, r: MonthlyReport, kind: str = "monthly", period: str | None = None) -> Lists:
    """Return the lists of a report: all of them while it is a draft, as kept once it was handed in.

    `kind` and `period` tell under which name it was; a month's own name is in the report.
    """
    day, period = r.period.to, period or r.period.month
    with desk.reading() as reader:
        if r.issue and period:
            return _issued(reader, issues.numbered(reader, kind, period, r.issue.number), r.issue, day)
        named = {name: _records(cases.stream(reader, wanted, day), day) for name, wanted in _LISTS.items()}
        return Lists(**named, listed=_listed(cases.of_uids(reader, listings.uids(reader, day)), day))


def _issued(reads: Reads, row: Mapping[str, Any], issue: IssueRecord, day: date) -> Lists:
    from hazardctl.reports import frozen

    lists = frozen.lists_of(row)
    known = as_recorded.cases_at(
        reads, dict.fromkeys(uid for uids in lists.values() for uid in uids), issue.seq
    )
    named = {name: _records((known[uid] for uid in lists.get(name, ())), day) for name in _LISTS}
    listed = lists.get(_LISTED) or lists.get(_LISTED_BEFORE, ())
    return Lists(**named, listed=_listed([known[uid] for uid in listed], day))


def _records(found: Iterable[Case], day: date) -> tuple[HazardRecord, ...]:
    return tuple(item for case in found if (item := record(case, day)))


def _listed(found: Iterable[Case], day: date) -> tuple[ListedLine, ...]:
    lines = (
        ListedLine(item, now.listing.doc_no if now.listing else None)
        for case in found
        if (item := record(case, day)) and (now := case.at(day))
    )
    return tuple(sorted(lines, key=lambda one: one.hazard.no))


def uids(reads: Reads, day: date) -> Mapping[str, Sequence[str]]:
    """Return who stands on the lists at the end of a day, for an issue to keep."""
    named = {name: list(finding.uids(reads, wanted, day, ALL)) for name, wanted in _LISTS.items()}
    return {**named, _LISTED: listings.uids(reads, day)}
