"""双报告 (task 16): which report of a major hazard is owed since when, and which was filed, on any day. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from hazardctl.domain.hazard import Level, ReportKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hazardctl.domain.acts import Report
    from hazardctl.domain.case import Case
    from hazardctl.domain.lifecycle import Standing

REQUIRED = (ReportKind.DISCOVERED, ReportKind.RECTIFIED)
"""The two that the plan asks for; the others are kept where they were made, and never owed."""


class ReportLine(Struct, frozen=True):
    """One line of the register; field names are the JSON keys.

    `days` are those owed so far, or, once filed, those that it took. `overdue` (owed) and `late` (filed) are judged
    only where the office has settled a number of days. `basis` may be the number of an inspection.
    """

    no: str
    title: str
    enterprise: str | None
    village: str | None
    unit: str
    kind: ReportKind
    required: bool
    owed: bool
    owed_since: date | None
    days: int | None
    overdue: bool
    late: bool
    filed_on: date | None
    to: str | None
    by: str | None
    doc_no: str | None
    basis: str | None


class _Asked(NamedTuple):
    """One report of one hazard: since when it is owed, and how it was filed."""

    kind: ReportKind
    since: date | None
    filed: Report | None


def lines(case: Case, day: date, limit: int | None) -> Iterator[ReportLine]:
    """Yield a major hazard's lines as at the end of a day; `limit` is the office's number of days, if it has one."""
    now = case.at(day)
    if now is None or now.level is not Level.MAJOR or now.status is Status.VOID:
        return
    for kind in ReportKind:
        filed = min((r for r in now.reports if r.report is kind), key=lambda r: (r.on, r.seq), default=None)
        since = _since(case, now, kind, day)
        if filed or (since and now.status is not Status.REFERRED):
            yield _line(case, now, _Asked(kind, since, filed), day, limit)


def _since(case: Case, now: Standing, kind: ReportKind, day: date) -> date | None:
    """Return since when a report is owed: major since its discovery or regrading; rectified since it last was."""
    if kind is ReportKind.RECTIFIED:
        return now.rectified_on
    if kind is not ReportKind.DISCOVERED:
        return None
    since = None
    for _, standing in case.story():
        if standing.since <= day:
            since = (since or standing.since) if standing.level is Level.MAJOR else None
    return since


def _line(case: Case, now: Standing, asked: _Asked, day: date, limit: int | None) -> ReportLine:
    kind, since, filed = asked
    hazard = case.hazard
    until = filed.on if filed else day
    days = max((until - since).days, 0) if since else None
    beyond = limit is not None and days is not None and days > limit
    return ReportLine(
        no=hazard.no,
        title=hazard.title,
        enterprise=hazard.enterprise.name if hazard.enterprise else None,
        village=hazard.village,
        unit=now.unit,
        kind=kind,
        required=kind in REQUIRED,
        owed=filed is None,
        owed_since=since,
        days=days,
        overdue=filed is None and beyond,
        late=filed is not None and beyond,
        filed_on=filed.on if filed else None,
        to=filed.to if filed else None,
        by=filed.by if filed else None,
        doc_no=filed.doc_no if filed else None,
        basis=filed.basis if filed else None,
    )
