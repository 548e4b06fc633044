"""The morning page: what is late, what is due this week, what waits for the office, what the next meeting rests on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from hazardctl.domain.counts import Amount, Counts, count
from hazardctl.domain.period import Period, month_at, month_period
from hazardctl.domain.record import record
from hazardctl.ledger import connect
from hazardctl.ledger.queries import cases, cohorts, figures, movements
from hazardctl.ledger.queries import issues as handed_in
from hazardctl.ledger.queries.finding import Filter
from hazardctl.reports import standing, work
from hazardctl.reports.standing import HazardList

if TYPE_CHECKING:
    from hazardctl.domain.campaign import Plan
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.standing import PhaseNow
    from hazardctl.reports.work import Work
    from hazardctl.services.desk import Desk

WEEK = 7
SHOWN = 5
"""How many hazards each part of the morning page names."""


class Meeting(NamedTuple):
    """What the next dispatch meeting rests on: the running month, and whether the last one was handed in as it ended.

    `previous` is null in the campaign's first month, and where the ledger knows nothing of that month.
    """

    month: str
    previous: str | None
    previous_issued: bool


class Status(Struct, frozen=True, kw_only=True):
    """The morning page: what is late, what is due this week, what waits for the office itself.

    `counts` are since the campaign began, as in the report, `stock` what was found before; the lists hold both.
    """

    today: date
    town: str
    phase: PhaseNow | None
    counts: Counts
    stock: Counts
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
        stock = cohorts.before(reader, day, desk.plan.began_on)
        due = movements.due(reader, day, day + timedelta(days=WEEK), day)
        return Status(
            today=day,
            town=desk.plan.campaign.town,
            phase=standing.phase_now(desk.plan, day),
            counts=count([stood.less(stock)]),
            stock=count([stock]),
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
