"""The papers of a report, by suffix: each is made only when a file of its kind is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hazardctl.domain.dates import say_day
from hazardctl.messages import paper_sheets, papers, summaries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hazardctl.reports.values import MonthlyReport, Wording
    from hazardctl.services.desk import Desk
    from hazardctl.services.notices import Notice
    from hazardctl.services.summary_values import Summary
    from hazardctl.services.units import UnitPage
    from hazardctl.services.upward import Upward


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

    standing = _standing(report, report.period.month or _days(report), desk)
    return monthly.write(report, report_lists.whole(desk, report), standing, path)


def _days(report: MonthlyReport) -> str:
    return summaries.days(say_day(report.period.from_), say_day(report.period.to))


def _standing(report: MonthlyReport, period: str, desk: Desk) -> str:
    """Say which paper a workbook is: of which days, as at when, a draft or an issue, and what proves it."""
    issue, head = report.issue, _head(report, desk)
    foot = papers.foot_issued(issue.number, head) if issue else papers.foot_draft(head)
    return paper_sheets.standing(report.town, period, str(report.period.to), foot)


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


def summary(found: Summary, desk: Desk) -> Mapping[str, Callable[[Path], Path]]:
    """Return how a report of more than a month is written as papers."""
    return {".docx": partial(_summary, found, desk), ".xlsx": partial(_summary_book, found, desk)}


def rehearse_summary(found: Summary, desk: Desk, names: Sequence[str]) -> None:
    """Fill the template for nothing, if it is asked for: as `rehearse`.

    Raises:
        Refused: the office's own template is wrong.
    """
    if any(name.lower().endswith(".docx") for name in names):
        from hazardctl.render.docx import fill

        fill.filled("summary", _summed_up(found, desk), desk.settings.ledger.parent)


def _summed_up(found: Summary, desk: Desk) -> dict[str, Any]:
    from hazardctl.render import summary as words

    return words.context(found, _wording(found.report, desk), _head(found.report, desk), desk.today)


def _summary(found: Summary, desk: Desk, path: Path) -> Path:
    from hazardctl.render.docx import fill

    return fill.write("summary", _summed_up(found, desk), desk.settings.ledger.parent, path)


def _summary_book(found: Summary, desk: Desk, path: Path) -> Path:
    from hazardctl.render.xlsx import summary
    from hazardctl.services import report_lists

    standing = _standing(found.report, _days(found.report), desk)
    lists = report_lists.whole(desk, found.report, str(found.kind), found.key)
    return summary.write(found, lists.overdue, standing, path)


def upward(found: Upward, desk: Desk) -> Mapping[str, Callable[[Path], Path]]:
    """Return how the report for the level above is written as a paper; as a text it is its own."""
    return {".xlsx": partial(_upward_book, found, desk)}


def _upward_book(found: Upward, desk: Desk, path: Path) -> Path:
    from hazardctl.render.xlsx import upward as book

    issue = found.issue
    foot = papers.foot_issued(issue.number, issue.head) if issue else papers.foot_draft(desk.head() or "")
    days = summaries.days(say_day(found.start), say_day(found.until))
    return book.write(found, paper_sheets.standing(found.sender, days, str(found.until), foot), path)


def unit(found: UnitPage, desk: Desk, day: date) -> Mapping[str, Callable[[Path], Path]]:
    """Return how one office's page for its own meeting is written as papers."""
    return {".docx": partial(_unit, found, desk, day), ".xlsx": partial(_unit_book, found, desk, day)}


def _unit(found: UnitPage, desk: Desk, day: date, path: Path) -> Path:
    from hazardctl.render import unit as wording
    from hazardctl.render.docx import fill

    context = wording.context(found, desk.head() or "", day)
    return fill.write("unit", context, desk.settings.ledger.parent, path)


def _unit_book(found: UnitPage, desk: Desk, day: date, path: Path) -> Path:
    from hazardctl.render.xlsx import unit as book

    standing = paper_sheets.standing_as_at(found.name, str(day), papers.foot_notice(desk.head() or ""))
    return book.write(found, standing, path)


def _wording(report: MonthlyReport, desk: Desk) -> Wording:
    """Return the names on the paper: those of its day, or today's for an issue that kept none."""
    if report.wording:
        return report.wording
    from hazardctl.reports import monthly

    return monthly.wording(desk.plan.campaign)


def _head(report: MonthlyReport, desk: Desk) -> str:
    """Return the hash of the entry that the figures rest on."""
    return report.issue.head if report.issue else desk.head() or ""
