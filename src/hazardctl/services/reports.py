"""The monthly report, and the morning page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.period import Month, Period, month_at, month_period
from hazardctl.domain.text import BadValue
from hazardctl.errors import Problem, Refused
from hazardctl.messages import issues as issue_messages
from hazardctl.messages import reports as messages
from hazardctl.reports import monthly as report
from hazardctl.services import issues
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from hazardctl.reports.values import MonthlyReport
    from hazardctl.services.desk import Desk

DOC_NO_LIMIT = 60
"""Characters of a document number: 白羊府〔2023〕37号 has 12."""


class Monthly(NamedTuple):
    """A monthly report, and the number of the month's last issue, which it need not be."""

    report: MonthlyReport
    last_issue: int | None


def monthly(desk: Desk, month: str | None, given: Given, *, live: bool = False) -> Monthly:
    """Return the report of a month (default: the current one) or of freely chosen days.

    A month that was handed in is told as it was then; with `live` as the ledger gives it now.

    Raises:
        Refused: the month cannot be understood, lies ahead, or the days are the wrong way round.
    """
    asked = _asked(desk, month, given)
    with desk.reading() as reader:
        number = issues.last_number(reader, str(asked.month)) if asked.month else None
        issued = None if live or number is None else issues.handed_in(reader, asked)
        return Monthly(issued or issues.live(reader, desk.plan, asked), number)


def issue(desk: Desk, month: str | None, given: Given, doc_no: str | None) -> Monthly:
    """Hand the report of a month in, and return it.

    Raises:
        Refused: as `monthly`, or the days were chosen freely, lie before the campaign, or the number is too long.
    """
    desk = desk.afresh()
    asked, form = _asked(desk, month, given), Form({"doc_no": doc_no}, desk)
    number = form.line("doc_no", limit=DOC_NO_LIMIT)
    if asked.period.end < desk.plan.began_on:
        form.object(
            "before_campaign", issue_messages.before_campaign(str(asked.month), desk.plan.began_on), "month"
        )
    form.done()
    made = issues.issue(desk, asked, number)
    return Monthly(made, made.issue.number if made.issue else None)


def difference(desk: Desk, month: str | None) -> issues.ReportDiff:
    """Return what later entries changed in the last issue of a month's report.

    Raises:
        Refused: the month cannot be understood, or lies ahead.
        NotFound: it has not been handed in.
    """
    return issues.difference(desk, _asked(desk, month, {}))


def asked_for(desk: Desk, month: str | None, ends_on: int | None = None) -> report.Asked:
    """Return which days a month of figures has, by the plan or where months end on another day of a town's own.

    Raises:
        Refused: the month cannot be understood, or lies ahead.
    """
    ends_on = ends_on or desk.plan.campaign.month_ends_on
    try:
        return _month(
            Month.parse(month, desk.today) if month else month_at(desk.today, ends_on), desk.today, ends_on
        )
    except BadValue as error:
        raise Refused(Problem(error.code, error.message, "month")) from error


def _asked(desk: Desk, month: str | None, given: Given) -> report.Asked:
    form = Form(given, desk)
    start, end = form.day("from"), form.day("to")
    form.done()
    try:
        if start or end:
            period = Period(start or desk.plan.began_on, end or desk.today)
            return _free(period, desk.today)
    except BadValue as error:
        raise Refused(Problem(error.code, error.message, "month")) from error
    return asked_for(desk, month)


def _month(month: Month, today: date, ends_on: int) -> report.Asked:
    """Return the days of a month of figures, which may end on a day of the town's own."""
    period = month_period(month, ends_on)
    if period.start > today:
        raise Refused(Problem("future_month", messages.future_month(str(month), today), "month"))
    return report.Asked(
        month=month,
        period=Period(period.start, min(period.end, today)),
        previous=month_period(month.previous(), ends_on),
        complete=period.end <= today,
        told_on=today,
    )


def _free(period: Period, today: date) -> report.Asked:
    if period.end > today:
        raise Refused(Problem("future_month", messages.future_month(str(period.end), today), "to"))
    before = Period(period.start - timedelta(days=period.days), period.start - timedelta(days=1))
    return report.Asked(month=None, period=period, previous=before, complete=True, told_on=today)
