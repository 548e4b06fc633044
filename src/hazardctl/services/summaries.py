"""Reports of more than a month: the half-year's circular, a phase's, and the whole campaign's against its goals."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.period import Month, Period, month_at, month_period
from hazardctl.domain.text import BadValue
from hazardctl.errors import NotFound, Problem, Refused
from hazardctl.ledger.queries import issues, movements, units
from hazardctl.messages import summaries as messages
from hazardctl.reports import coverage, monthly, ranking
from hazardctl.services import phases, summary_issues
from hazardctl.services.issues import Paper
from hazardctl.services.summary_issues import LIVE, Handed, Way
from hazardctl.services.summary_values import Goal, Summary, SummaryKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.counts import Amount
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.values import MonthlyReport
    from hazardctl.services.desk import Desk
    from hazardctl.services.phases import PhaseRecord


def half_year(desk: Desk, said: str | None, way: Way = LIVE) -> Handed:
    """Return the circular of a half year (2023-H2, 2023年下半年, or any month in it; default: the current one).

    Raises:
        Refused: it cannot be understood, or lies ahead.
    """
    year, half = _half(desk, said)
    earlier = (year - 1, 2) if half == 1 else (year, 1)
    asked = _Asked(
        SummaryKind.HALF_YEAR,
        messages.half(year, half),
        _days_of(desk.plan, year, half),
        _key(year, half),
        previous=_days_of(desk.plan, *earlier),
        previous_key=_key(*earlier),
    )
    return _answer(desk, asked, way)


def _days_of(plan: Plan, year: int, half: int) -> Period:
    ends_on, first, last = plan.campaign.month_ends_on, Month(year, 6 * half - 5), Month(year, 6 * half)
    return Period(month_period(first, ends_on).start, month_period(last, ends_on).end)


def _key(year: int, half: int) -> str:
    return f"{year}-H{half}"


_HALF = re.compile(r"(?:(\d{4})年?)?[-/ ]?(?:[Hh]([12])|(上|下)半年)")


def _half(desk: Desk, said: str | None) -> tuple[int, int]:
    at = month_at(desk.today, desk.plan.campaign.month_ends_on)
    if said is None:
        return at.year, 1 if at.month <= 6 else 2  # noqa: PLR2004  June
    if found := _HALF.fullmatch(said.strip()):
        number = int(found[2]) if found[2] else 1 if found[3] == "上" else 2
        return int(found[1] or at.year), number
    try:
        month = Month.parse(said, desk.today)
    except BadValue as error:
        raise Refused(Problem("bad_half_year", messages.bad_half(said), "half")) from error
    return month.year, 1 if month.month <= 6 else 2  # noqa: PLR2004  June


def phase(desk: Desk, said: str, way: Way = LIVE) -> Handed:
    """Return the report of a phase, by its number, key or name.

    Raises:
        NotFound: the plan has no such phase.
        Refused: it has not begun.
    """
    plan = desk.plan
    wanted = said.strip()
    for one in plan.phases:
        if wanted in {str(one.no), one.key, one.name}:
            days = Period(one.start, one.due)
            asked = _Asked(SummaryKind.PHASE, messages.phase(one.no, one.name), days, str(one.no), one.no)
            return _answer(desk, asked, way)
    known = tuple(f"{one.no} {one.name}" for one in plan.phases)
    raise NotFound(Problem("no_such_phase", messages.no_such_phase(said, known), "phase"))


def final(desk: Desk, way: Way = LIVE) -> Handed:
    """Return the whole campaign's report, up to its last day or today."""
    plan = desk.plan
    days = Period(plan.began_on, plan.ends_on)
    return _answer(desk, _Asked(SummaryKind.FINAL, messages.whole(), days, str(SummaryKind.FINAL)), way)


class _Asked(NamedTuple):
    """Which days are reported on, under which name; `phase` is the number of the one phase that is asked for.

    `previous` are the days before, where they are not simply as many; a report under `previous_key` told of them.
    """

    kind: SummaryKind
    name: str
    days: Period
    key: str
    phase: int | None = None
    previous: Period | None = None
    previous_key: str | None = None


def _answer(desk: Desk, wanted: _Asked, way: Way) -> Handed:
    """Return a report as it was handed in, as it is handed in now, or as the ledger gives it."""
    desk = desk.afresh() if way.issue else desk
    days, today = wanted.days, desk.today
    if days.start > today:
        raise Refused(Problem("not_begun", messages.not_begun(wanted.name, days.start.isoformat()), "period"))
    paper = Paper(str(wanted.kind), wanted.key, days.end <= today, min(days.end, today))

    def make(reads: Reads) -> Summary:
        return _summary(reads, desk.plan, wanted, paper)

    if way.issue:
        return summary_issues.issue(desk, paper, make, way)
    with desk.reading() as reader:
        return summary_issues.told(reader, paper, make, way)


def _summary(reader: Reads, plan: Plan, wanted: _Asked, paper: Paper) -> Summary:
    days, until = wanted.days, paper.until
    before = wanted.previous or Period(
        date.fromordinal(days.start.toordinal() - days.days), date.fromordinal(days.start.toordinal() - 1)
    )
    asked = monthly.Asked(
        month=None, period=Period(days.start, until), previous=before, complete=paper.complete
    )
    report = monthly.build(reader, plan, asked, _handed_in_before(reader, wanted))
    register = units.register(reader, until)
    # The whole campaign's tasks are those of the goals below, whatever calendar they follow.
    since = None if wanted.kind is SummaryKind.FINAL else days.start
    duties = coverage.by_unit(coverage.obligations(reader, plan, until, since))
    # Those found before the campaign are late too.
    stood = movements.stood(reader, until, "unit", "village")
    stages = tuple(
        one
        for one in phases.standing(reader, plan, until)
        if wanted.phase in (None, one.phase) and one.start <= until
    )
    return Summary(
        kind=wanted.kind,
        name=wanted.name,
        start=days.start,
        until=until,
        complete=asked.complete,
        report=report,
        offices=ranking.ranked(
            register.of_kind("office"), report.month_by_unit, _late(stood["unit"]), duties
        ),
        villages=ranking.ranked(
            register.of_kind("village"), report.month_by_village, _late(stood["village"]), duties
        ),
        phases=stages,
        goal=plan.campaign.goal,
        goals=tuple(_goals(plan, report, stages)),
        key=wanted.key,
    )


def _handed_in_before(reads: Reads, wanted: _Asked) -> monthly.HandedIn | None:
    """Return what was handed in for the days before, from which this report goes on."""
    key = wanted.previous_key
    row = issues.newest(reads, str(wanted.kind), key, complete=True) if key else None
    if row is None:
        return None
    from hazardctl.reports import frozen

    return frozen.handed_in(row)


def _late(stood: Mapping[str, Amount]) -> Counter[str | None]:
    """Return how many hazards are overdue by whose they are."""
    return Counter({key: one.overdue for key, one in stood.items()})


def _goals(plan: Plan, r: MonthlyReport, stages: tuple[PhaseRecord, ...]) -> list[Goal]:
    """Hold the report against what can be counted; the plan itself gives a number for deaths alone."""
    major = next((part for part in r.by_level if part.key == "major"), None)
    goals = [
        _all("major_closed", major.found if major else 0, major.closed if major else 0),
        _all("five_complete", r.five.required, r.five.complete),
        _all("delisted", r.listed.count, r.listed.delisted),
        _all("tasks_done", r.tasks.expected, r.tasks.done),
        _deliverables(stages, r.period.to),
        Goal("overdue", 0, r.overdue.count, r.overdue.count == 0),
    ]
    target = plan.campaign.deaths_target
    if target is not None:
        # Of the year so far or of the whole period, which may have begun in an earlier one.
        deaths = max(r.accidents.deaths, r.accidents.deaths_in_period)
        goals.insert(0, Goal("deaths", target, deaths, deaths <= target))
    return goals


def _deliverables(stages: tuple[PhaseRecord, ...], day: date) -> Goal:
    """Hold what was handed in against what the phases of the paper owe; what is not due yet is not missed."""
    owed = sum(item.owed or 0 for one in stages for item in one.deliverables)
    done = sum(item.done or 0 for one in stages for item in one.deliverables)
    goal = _all("deliverables", owed, done)
    missed = any(item.missing_units for one in stages if one.due <= day for item in one.deliverables)
    return goal if goal.met or missed else goal._replace(met=None)


def _all(key: str, target: int, actual: int) -> Goal:
    return Goal(key, target, actual, actual >= target if target else None)
