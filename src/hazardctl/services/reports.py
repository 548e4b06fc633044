"""The monthly report, and the morning page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.counts import Amount, Counts, count
from hazardctl.domain.period import Month, Period, month_at, month_period
from hazardctl.domain.record import record
from hazardctl.domain.text import BadValue
from hazardctl.errors import Problem, Refused
from hazardctl.ledger import connect
from hazardctl.ledger.queries import cases, figures, movements
from hazardctl.ledger.queries import issues as handed_in
from hazardctl.ledger.queries.finding import Filter
from hazardctl.messages import issues as issue_messages
from hazardctl.messages import reports as messages
from hazardctl.reports import monthly as report
from hazardctl.reports import work
from hazardctl.reports.values import HazardList
from hazardctl.services import issues
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from hazardctl.domain.campaign import Plan
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.values import MonthlyReport, PhaseNow
    from hazardctl.reports.work import Work
    from hazardctl.services.desk import Desk

WEEK = 7
DOC_NO_LIMIT = 60
"""Characters of a document number: 白羊府〔2023〕37号 has 12."""
SHOWN = 5
"""How many hazards each part of the morning page names."""


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


def _asked(desk: Desk, month: str | None, given: Given) -> report.Asked:
    form = Form(given, desk)
    start, end = form.day("from"), form.day("to")
    form.done()
    try:
        if start or end:
            period = Period(start or desk.plan.began_on, end or desk.today)
            return _free(period, desk.today)
        ends_on = desk.plan.campaign.month_ends_on
        asked = Month.parse(month, desk.today) if month else month_at(desk.today, ends_on)
        return _month(asked, desk.today, ends_on)
    except BadValue as error:
        raise Refused(Problem(error.code, error.message, "month")) from error


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


class Meeting(NamedTuple):
    """What the next dispatch meeting rests on: the running month, and whether the last one was handed in as it ended.

    `previous` is null in the campaign's first month, and where the ledger knows nothing of that month.
    """

    month: str
    previous: str | None
    previous_issued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The morning page: what is late, what is due this week, what waits for the office itself."""

    today: date
    town: str
    phase: PhaseNow | None
    counts: Counts
    pending: HazardList
    overdue: HazardList
    due_this_week: HazardList
    awaiting_review: HazardList
    reports_owed: HazardList
    referred: HazardList
    listed: HazardList
    plan_changed: bool
    work: Work
    meeting: Meeting


def status(desk: Desk, day: date | None) -> Status:
    """Return the morning page as at a day."""
    day = day or desk.today
    with desk.reading() as reader:
        stood = movements.stood(reader, day, "all")["all"].get("", Amount())
        due = movements.due(reader, day, day + timedelta(days=WEEK), day)
        return Status(
            today=day,
            town=desk.plan.campaign.town,
            phase=report.phase_now(desk.plan, day),
            counts=count([stood]),
            pending=_shelf(reader, Filter(status="pending", gaps=True), day, stood.pending),
            overdue=_shelf(reader, Filter(overdue=True), day, stood.overdue),
            due_this_week=_shelf(reader, Filter(due_within=WEEK), day, due),
            awaiting_review=_shelf(reader, Filter(status="rectified"), day, stood.awaiting_review),
            reports_owed=_shelf(
                reader, Filter(reports_owed=True), day, figures.double_reports(reader, day).hazards
            ),
            referred=_shelf(reader, Filter(status="referred"), day, stood.referred),
            listed=_shelf(
                reader, Filter(listed=True), day, sum(one.listed for one in figures.listing(reader, day))
            ),
            plan_changed=connect.setting(reader, "plan_hash") != desk.plan.hash,
            work=work.build(reader, desk.plan, Period(_month_start(desk, day), day)),
            meeting=_meeting(reader, desk.plan, day),
        )


def _meeting(reads: Reads, plan: Plan, day: date) -> Meeting:
    month = month_at(day, plan.campaign.month_ends_on)
    before = month.previous()
    running = month_period(before, plan.campaign.month_ends_on).end >= plan.began_on
    issued = handed_in.newest(reads, "monthly", str(before), complete=True) is not None
    return Meeting(str(month), str(before) if running else None, issued)


def _month_start(desk: Desk, day: date) -> date:
    ends_on = desk.plan.campaign.month_ends_on
    return month_period(month_at(day, ends_on), ends_on).start


def _shelf(reads: Reads, wanted: Filter, day: date, count: int) -> HazardList:
    found = (record(case, day) for case in cases.listed(reads, wanted, day, SHOWN))
    return HazardList(count=count, items=tuple(item for item in found if item))
