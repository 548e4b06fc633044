"""Handing a report of more than a month in (印发), and telling it again as it was then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from hazardctl.ledger.queries import issues
from hazardctl.messages import issues as messages
from hazardctl.reports.ranking import Rank
from hazardctl.reports.values import MonthlyReport
from hazardctl.services import issues as handing
from hazardctl.services import phases
from hazardctl.services.form import Form
from hazardctl.services.reports import DOC_NO_LIMIT
from hazardctl.services.summary_values import Goal, Summary, SummaryKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk
    from hazardctl.services.issues import Paper

_NAMES = {
    kind.__name__: kind
    for kind in (
        Goal, Summary, SummaryKind, Rank, MonthlyReport, phases.PhaseRecord, phases.DeliverableRecord,
        phases.PhaseHazards,
    )
}  # fmt: skip
"""What the annotations of a summary name."""


class Way(NamedTuple):
    """How a report is asked for: as it was handed in, `live`, or to be handed in now."""

    live: bool = False
    issue: bool = False
    doc_no: str | None = None


LIVE = Way(live=True)


class Handed(NamedTuple):
    """A report of more than a month, and the number of its last issue, which it need not be."""

    summary: Summary
    last_issue: int | None


def told(reads: Reads, paper: Paper, make: Callable[[Reads], Summary], way: Way) -> Handed:
    """Return a report as it was handed in; before that, or with `live`, as the ledger gives it now.

    Once its days are over, an issue that was made while they ran is not its report any more.
    """
    number = issues.last_number(reads, paper.kind, paper.period) or None
    row = None if way.live else issues.newest(reads, paper.kind, paper.period, complete=paper.complete)
    if row is None:
        return Handed(make(reads), number)
    from hazardctl.reports import frozen

    found: Summary = frozen.value_of(reads, row, Summary, _NAMES)
    return Handed(found._replace(report=replace(found.report, issue=frozen.issue_of(row))), number)


def issue(desk: Desk, paper: Paper, make: Callable[[Reads], Summary], way: Way) -> Handed:
    """Hand a report in, and return it.

    Raises:
        Refused: its days lie before the campaign, or the document's number is too long.
    """
    from hazardctl.reports import frozen

    form = Form({"doc_no": way.doc_no}, desk)
    number = form.line("doc_no", limit=DOC_NO_LIMIT)
    if paper.until < desk.plan.began_on:
        form.object("before_campaign", messages.before_campaign(paper.period, desk.plan.began_on), "period")
    form.done()
    with desk.writing(f"report {paper.kind}") as writer:
        made = make(writer)
        row = frozen.issue_of(handing.kept(writer, desk, paper, made, number))
    return Handed(made._replace(report=replace(made.report, issue=row)), row.number)
