"""Handing a monthly report in (印发), printing it again, and what has changed since.

An issue is figures and where the journal stood; it cannot be undone, and issuing again makes the next number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain.period import Period
from hazardctl.errors import NotFound, Problem, Refused
from hazardctl.ledger.queries import issues
from hazardctl.messages import issues as messages
from hazardctl.reports import monthly as report

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer
    from hazardctl.reports.difference import FigureChange, HazardChange
    from hazardctl.reports.values import IssueRecord, MonthlyReport
    from hazardctl.services.desk import Desk

MONTHLY = "monthly"


class ReportDiff(Struct, frozen=True):
    """An issue beside the ledger of today; field names are the JSON keys."""

    month: str
    issue: IssueRecord
    until: date
    figures: tuple[FigureChange, ...]
    hazards: tuple[HazardChange, ...]


def live(reads: Reads, plan: Plan, asked: report.Asked) -> MonthlyReport:
    """Return the report of a month as the ledger gives it now, going on from what was handed in for the month before."""
    before = (
        issues.newest(reads, MONTHLY, str(asked.month.previous()), complete=True) if asked.month else None
    )
    if before is None:
        return report.build(reads, plan, asked)
    from hazardctl.reports import frozen

    return report.build(reads, plan, asked, frozen.handed_in(before))


def handed_in(reads: Reads, asked: report.Asked) -> MonthlyReport | None:
    """Return the last issue of a month's report; None before there is one.

    Once the month is over, one that was made while it ran is not its report any more.
    """
    month = str(asked.month)
    row = issues.newest(reads, MONTHLY, month, complete=asked.complete) if asked.month else None
    if row is None:
        return None
    from hazardctl.reports import frozen

    return frozen.report_of(reads, row)


def last_number(reads: Reads, month: str) -> int | None:
    """Return the number of a month's last issue."""
    return issues.last_number(reads, MONTHLY, month) or None


def issue(desk: Desk, asked: report.Asked, doc_no: str | None) -> MonthlyReport:
    """Hand a month's report in: keep its figures, and where the journal stands, for good.

    Raises:
        Refused: the days were chosen freely.
    """
    if asked.month is None:
        raise Refused(Problem("issue_of_month_only", messages.issue_of_month_only(), "issue"))
    from hazardctl.reports import frozen

    with desk.writing("report monthly") as writer:
        made = live(writer, desk.plan, asked)
        paper = Paper(MONTHLY, str(asked.month), asked.complete, made.period.to)
        return replace(made, issue=frozen.issue_of(kept(writer, desk, paper, made, doc_no)))


class Paper(Struct, frozen=True):
    """Which report is handed in: its kind, how its period is told from others of the kind, and as at which day."""

    kind: str
    period: str
    complete: bool
    until: date


def kept(writer: Writer, desk: Desk, paper: Paper, made: object, doc_no: str | None) -> issues.Row:
    """Keep the figures of a report that has just been made, and where the journal stood; return the issue's row."""
    from hazardctl.ledger.queries import as_recorded
    from hazardctl.reports import frozen
    from hazardctl.services import report_lists

    seq, head = as_recorded.position(writer)
    return issues.keep(
        writer,
        {
            "kind": paper.kind,
            "period": paper.period,
            "number": issues.next_number(writer, paper.kind, paper.period),
            "on_day": desk.today.isoformat(),
            "seq": seq,
            "head": head,
            "plan_hash": desk.plan.hash,
            "doc_no": doc_no,
            "complete": int(paper.complete),
            "format": frozen.FORMAT,
            "figures": frozen.text_of(made, report_lists.uids(writer, paper.until)),
        },
    )


def difference(desk: Desk, asked: report.Asked) -> ReportDiff:
    """Return what later entries changed in the last issue of a month's report.

    Raises:
        NotFound: the month has not been handed in.
    """
    from hazardctl.reports import difference as compare

    month = str(asked.month)
    with desk.reading() as reader:
        issued = handed_in(reader, asked) or handed_in(reader, replace(asked, complete=False))
        if issued is None or issued.issue is None:
            raise NotFound(Problem("not_issued", messages.not_issued(month), "month"))
        until = issued.period.to
        # The days of the paper, whatever the plan says of months since.
        same_days = replace(asked, period=Period(issued.period.from_, until), complete=issued.period.complete)
        now = live(reader, desk.plan, same_days)
        return ReportDiff(
            month=month,
            issue=issued.issue,
            until=until,
            figures=compare.figures(issued, now),
            hazards=tuple(compare.hazards(reader, issued.issue, until, desk.today)),
        )
