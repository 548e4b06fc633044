"""The text for the level above (plan 四（二）：收集汇总后，及时将辖区工作开展情况报区安委办): figures, and what the units said."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.dates import say_day
from hazardctl.domain.money import say_wan
from hazardctl.domain.period import Month, Period, month_at
from hazardctl.domain.submission import month_in, period_of, topic_of
from hazardctl.domain.text import BadValue
from hazardctl.errors import Problem, Refused
from hazardctl.messages import upward as messages
from hazardctl.messages.papers import stock_left
from hazardctl.reports import monthly, returns
from hazardctl.reports import upward as upward_figures
from hazardctl.services import issues

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.counts import Counts
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.returns import ReturnFigures
    from hazardctl.reports.upward import UpwardFigures
    from hazardctl.reports.values import Inspections, IssueRecord, MonthCounts, MonthlyReport, Wording
    from hazardctl.services.desk import Desk


class Said(NamedTuple):
    """What a unit reported."""

    unit: str
    text: str


class Upward(NamedTuple):
    """The report for the level above; `text` is the whole of it, to be copied. `returns` says who has reported.

    `cumulative` is since the campaign began, `stock` what was found before.
    """

    to: str
    sender: str
    campaign: str
    period: str
    start: date
    until: date
    complete: bool
    inspections: Inspections
    month: MonthCounts
    cumulative: Counts
    stock: Counts
    major: int
    major_closed: int
    figures: UpwardFigures
    returns: ReturnFigures
    progress: tuple[Said, ...]
    difficulties: tuple[Said, ...]
    practice: tuple[Said, ...]
    text: str
    issue: IssueRecord | None


def upward(desk: Desk, said: str | None, *, live: bool = False) -> Upward:
    """Return the report of a month, or of the quarter that it lies in where the plan's returns come quarterly.

    A month that was handed in is told as it was then, so that the district reads the same on both papers; with `live`
    as the ledger gives it now.

    Raises:
        Refused: the month cannot be understood, or lies ahead.
    """
    asked = _asked(desk.plan, _topic(desk, said), desk.today)
    with desk.reading() as reader:
        return _read(reader, desk.plan, asked, live=live)


def read(desk: Desk, reads: Reads, said: str | None, *, live: bool) -> Upward:
    """Return the same of a ledger that is open, by the desk's plan."""
    return _read(reads, desk.plan, _asked(desk.plan, _topic(desk, said), desk.today), live=live)


def _read(reads: Reads, plan: Plan, asked: monthly.Asked, *, live: bool) -> Upward:
    issued = None if live else issues.handed_in(reads, asked)
    report = issued or issues.live(reads, plan, asked)
    asked_for = report.upward or upward_figures.figures(reads, plan, report, asked.period)
    return _upward(report, report.wording or monthly.wording(plan.campaign), asked_for)


def _topic(desk: Desk, said: str | None) -> str:
    ends_on, quarterly = desk.plan.campaign.month_ends_on, returns.is_quarterly(desk.plan)
    try:
        month = month_in(said, desk.today, quarterly=quarterly) if said else month_at(desk.today, ends_on)
    except BadValue as error:
        raise Refused(Problem(error.code, error.message, "month")) from error
    topic = topic_of(month, quarterly=quarterly)
    if period_of(topic, ends_on).start > desk.today:
        raise Refused(Problem("future_month", messages.future_period(topic, desk.today), "month"))
    return topic


def _asked(plan: Plan, topic: str, today: date) -> monthly.Asked:
    whole = period_of(topic, plan.campaign.month_ends_on)
    before = month_at(whole.start - timedelta(days=1), plan.campaign.month_ends_on)
    previous = topic_of(before, quarterly=returns.is_quarterly(plan))
    return monthly.Asked(
        month=None if returns.is_quarterly(plan) else Month.parse(topic, today),
        period=Period(whole.start, min(whole.end, today)),
        previous=period_of(previous, plan.campaign.month_ends_on),
        complete=whole.end <= today,
        told_on=today,
    )


def _upward(report: MonthlyReport, wording: Wording, asked_for: UpwardFigures) -> Upward:
    found = report.returns or report.submissions
    major = next((part for part in report.by_level if part.key == "major"), None)
    parts = {name: _said(found, name) for name in ("progress", "difficulties", "practice")}
    draft = Upward(
        to=wording.upward,
        sender=wording.town + wording.emergency_office,
        campaign=wording.title,
        period=found.period,
        start=report.period.from_,
        until=report.period.to,
        complete=report.period.complete,
        inspections=report.inspections,
        month=report.month,
        cumulative=report.cumulative,
        stock=report.stock,
        major=major.found if major else 0,
        major_closed=major.closed if major else 0,
        figures=asked_for,
        returns=found,
        text="",
        issue=report.issue,
        **parts,
    )
    return draft._replace(text=_text(wording, draft))


def _said(found: ReturnFigures, name: str) -> tuple[Said, ...]:
    named = ((row.unit, getattr(row, name)) for row in found.units)
    return tuple(Said(unit, text) for unit, text in named if text)


def _text(wording: Wording, u: Upward) -> str:
    """Word the whole report; a part in which nobody said anything says so."""
    m, c, r = u.month, u.cumulative, u.returns
    missing = tuple(row.unit for row in r.units if not row.sent_on)
    lines = [
        messages.head(wording.town, wording.short_title, u.period),
        messages.addressed(u.to),
        messages.figures_head(),
        messages.in_period(say_day(u.start), say_day(u.until), u.inspections.visits, m.found, m.rectified),
        messages.since_began(c.found, c.rectified, c.rectified_rate, c.open, c.overdue),
        messages.sources(*u.figures.departments, *u.figures.self_checks),
        *([stock_left(u.stock.open, u.stock.overdue) + "。"] if u.stock.open else []),
        messages.major(u.major, u.major_closed),
        *([messages.listed(*u.figures.listed)] if u.figures.listed.found else []),
        *done_and_spent(u.figures),
        *([messages.small_checks(r.found, r.fixed)] if r.found else []),
        *_part(messages.progress_head(), u.progress),
        *_part(messages.difficulties_head(), u.difficulties),
        *_part(messages.practice_head(), u.practice),
        messages.returns(r.expected, r.sent, r.nil, missing),
        messages.signed(u.sender, say_day(u.until)),
    ]
    return "\n".join(lines)


def done_and_spent(f: UpwardFigures) -> list[str]:
    """Word what was done and spent; what is 0 is left out."""
    done = (
        messages.helped(f.helped) if f.helped else "",
        messages.interviews(f.interviews) if f.interviews else "",
        messages.exposures(f.exposures) if f.exposures else "",
        messages.penalties(f.penalties, say_wan(f.fines_fen)) if f.penalties else "",
        messages.stops(f.stops) if f.stops else "",
        messages.referrals(f.referrals) if f.referrals else "",
        messages.regrades(f.regrades) if f.regrades else "",
        messages.rewards(f.rewarded, say_wan(f.reward_fen)) if f.rewarded else "",
    )
    lines = [messages.measures([words for words in done if words])] if any(done) else []
    if f.planned_fen or f.spent_fen:
        lines.append(messages.funds(say_wan(f.planned_fen), say_wan(f.spent_fen)))
    return lines


def _part(heading: str, said: tuple[Said, ...]) -> list[str]:
    lines = [messages.line(n, one.unit, " ".join(one.text.split())) for n, one in enumerate(said, start=1)]
    return [heading, *(lines or [messages.nothing_said()])]
