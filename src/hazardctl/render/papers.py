"""The papers of a report, by suffix: each is made only when a file of its kind is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hazardctl.messages import paper_sheets, papers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hazardctl.reports.values import MonthlyReport, Wording
    from hazardctl.services.desk import Desk
    from hazardctl.services.notices import Notice
    from hazardctl.services.summaries import Summary
    from hazardctl.services.units import UnitPage


def monthly(report: MonthlyReport, desk: Desk) -> Mapping[str, Callable[[Path], Path]]:
    """Return how the monthly report is written as papers."""
    return {
        ".docx": partial(_circular, report, desk),
        ".xlsx": partial(_workbook, report, desk),
        ".html": partial(_page, report, desk),
    }


def _workbook(report: MonthlyReport, desk: Desk, path: Path) -> Path:
    from hazardctl.render.xlsx import monthly
    from hazardctl.services import report_lists

    issue, period = report.issue, report.period
    head = _head(report, desk)
    standing = paper_sheets.standing(
        report.town,
        period.month or f"{period.from_} 至 {period.to}",
        str(period.to),
        papers.foot_issued(issue.number, head) if issue else papers.foot_draft(head),
    )
    return monthly.write(report, report_lists.whole(desk, report), standing, path)


def rehearse(report: MonthlyReport, desk: Desk, names: Sequence[str]) -> None:
    """Fill the circular's template for nothing, if one is asked for: a report is not handed in and then cannot be printed.

    Raises:
        Refused: the office's own template is wrong.
    """
    if any(name.lower().endswith(".docx") for name in names):
        from hazardctl.render.docx import fill

        fill.filled("monthly", _told(report, desk), desk.settings.ledger.parent)


def _told(report: MonthlyReport, desk: Desk) -> dict[str, Any]:
    from hazardctl.render import circular

    return circular.context(report, _wording(report, desk), _head(report, desk), desk.today)


def _circular(report: MonthlyReport, desk: Desk, path: Path) -> Path:
    from hazardctl.render.docx import fill

    return fill.write("monthly", _told(report, desk), desk.settings.ledger.parent, path)


def _page(report: MonthlyReport, desk: Desk, path: Path) -> Path:
    from hazardctl.render.html import monthly as page

    return page.write(report, _told(report, desk), path)


def notice(made: Notice, desk: Desk, path: Path) -> Path:
    """Write a notice of hazards."""
    from hazardctl.render import notices
    from hazardctl.render.docx import fill

    context = notices.context(made, desk.plan.campaign) | {"页脚": papers.foot_notice(desk.head() or "")}
    return fill.write(f"notice-{made.kind}", context, desk.settings.ledger.parent, path)


def summary(found: Summary, desk: Desk, path: Path) -> Path:
    """Write a report of more than a month."""
    from hazardctl.render import summary as words
    from hazardctl.render.docx import fill

    context = words.context(found, _wording(found.report, desk), _head(found.report, desk), desk.today)
    return fill.write("summary", context, desk.settings.ledger.parent, path)


def unit(found: UnitPage, desk: Desk, day: date, path: Path) -> Path:
    """Write one office's page for its own meeting."""
    from hazardctl.render import unit as wording
    from hazardctl.render.docx import fill

    context = wording.context(found, desk.head() or "", day)
    return fill.write("unit", context, desk.settings.ledger.parent, path)


def _wording(report: MonthlyReport, desk: Desk) -> Wording:
    """Return the names on the paper: those of its day, or today's for an issue that kept none."""
    if report.wording:
        return report.wording
    from hazardctl.reports import monthly

    return monthly.wording(desk.plan.campaign)


def _head(report: MonthlyReport, desk: Desk) -> str:
    """Return the hash of the entry that the figures rest on."""
    return report.issue.head if report.issue else desk.head() or ""
