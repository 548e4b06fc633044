"""The monthly dispatch report (plan, 四（三）): one value from which every format is made.

Everything is as at the period's end; a constant number of questions is put to the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hazardctl.domain import phases
from hazardctl.domain.counts import Balance, Counts, Flow, Tally, balance, count, grouped
from hazardctl.domain.deadlines import DUE_SOON_DAYS
from hazardctl.domain.five import Item
from hazardctl.domain.period import Period, month_at
from hazardctl.domain.rates import rate
from hazardctl.domain.record import record
from hazardctl.ledger.queries import cases, figures, units
from hazardctl.ledger.queries.cases import Filter
from hazardctl.messages.labels import label
from hazardctl.reports import carrying, owed, returns, stages, upward, work
from hazardctl.reports.values import (
    DoubleReport,
    FiveFigures,
    FoundNothing,
    Funds,
    HazardList,
    Inspections,
    Listed,
    ListedPart,
    MonthCounts,
    MonthlyReport,
    OnTime,
    Part,
    PeriodRecord,
    PhaseNow,
    Setbacks,
    TrendMonth,
    UnitBalance,
    Wording,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from hazardctl.domain.campaign import Campaign, Plan
    from hazardctl.domain.period import Month
    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads

NAMED_AT_MOST = 50
"""How many hazards a list of the report names; its count is always the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which days are reported on, which stand before them for comparison, and the day of telling."""

    month: Month | None
    period: Period
    previous: Period
    complete: bool
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What was handed in for the month before: its figures and, by unit, the open hazards at its end."""

    number: int
    to: date
    month: MonthCounts
    cumulative: Counts
    closing: int
    closing_by_unit: Mapping[str, int]


def build(reads: Reads, plan: Plan, asked: Asked, before: HandedIn | None = None) -> MonthlyReport:
    """Put the questions of one period to the ledger and return the report.

    `before` is what was handed in for the month before: the report goes on from it, and what has been entered since
    about that time stands in the balance as a correction.
    """
    report = _report(reads, plan, asked, before)
    return replace(report, upward=upward.figures(reads, plan, report, asked.period))


def _report(reads: Reads, plan: Plan, asked: Asked, before: HandedIn | None) -> MonthlyReport:
    day, began = asked.period.end, plan.began_on
    rows = figures.tallies(reads, asked.period, began)
    earlier = () if before else figures.tallies(reads, asked.previous, began)
    flows = figures.flows(reads, asked.period)
    whole = _from_paper(balance(flows), before.closing if before else None)
    register = units.register(reads, day)
    return MonthlyReport(
        campaign=plan.campaign.title,
        town=plan.campaign.town,
        period=PeriodRecord(
            month=str(asked.month) if asked.month else None,
            from_=asked.period.start,
            to=day,
            complete=asked.complete,
        ),
        month=_month(reads, asked.period, rows),
        previous=before.month if before else _month(reads, asked.previous, earlier),
        cumulative=count(row for row in rows if row.in_campaign),
        previous_cumulative=before.cumulative if before else count(r for r in earlier if r.in_campaign),
        ytd=count(row for row in rows if row.in_year),
        stock=count(row for row in rows if not row.in_campaign),
        balance=whole,
        balance_agrees=whole.agrees,
        balance_by_unit=_unit_balances(flows, register, before),
        **_shares(rows, register),
        **_hazards(reads, rows, day),
        five=_five(reads, day),
        double_report=_double_report(reads, day),
        inspections=_inspections(reads, asked.period),
        funds=_funds(reads, day, began),
        on_time=_on_time(reads, asked.period),
        setbacks=_setbacks(reads, asked.period),
        phase=phase_now(plan, day),
        reports_owed=owed.figures(reads, day),
        carried_over=carrying.figures(reads, plan, day),
        trend=_trend(reads, plan, asked.period),
        previous_issue=before.number if before else None,
        previous_to=before.to if before else None,
        wording=wording(plan.campaign),
        returns=returns.figures(
            reads, plan, returns.period_at(plan, asked.period.end), asked.told_on or asked.period.end
        ),
        found_nothing=_found_nothing(rows, register),
        stages=stages.figures(reads, plan, register, day),
        **work.build(reads, plan, asked.period)._asdict(),
    )


def wording(campaign: Campaign) -> Wording:
    """Return the names that a paper of this plan bears."""
    return Wording(
        issued_in=campaign.issued_on.year,
        **{f: getattr(campaign, f) for f in Wording.__dataclass_fields__ if f != "issued_in"},
    )


def _shares(rows: Sequence[Tally], register: Register) -> dict[str, Any]:
    """Part the counts since the campaign began, and those of the period, by what they are parted by."""
    since_began = [row for row in rows if row.in_campaign]
    of_period = [row for row in rows if row.in_period]
    unit = _unit_name(register)
    return {
        "by_source": _parts(since_began, lambda row: row.source, _source_name),
        "by_level": _parts(since_began, lambda row: row.level, _term),
        "by_unit": _parts(since_began, lambda row: row.unit, unit),
        "by_village": _parts(since_began, lambda row: row.village, unit),
        "by_sector": _parts(since_began, lambda row: row.sector, _term),
        "month_by_unit": _parts(of_period, lambda row: row.unit, unit),
        "month_by_village": _parts(of_period, lambda row: row.village, unit),
        "month_by_level": _parts(of_period, lambda row: row.level, _term),
    }


def _found_nothing(rows: Sequence[Tally], register: Register) -> tuple[FoundNothing, ...]:
    counted = {key for row in rows if row.in_campaign for key in (row.unit, row.village)}
    return tuple(
        FoundNothing(key=unit.key, name=unit.name, kind=unit.kind)
        for unit in register.of_kind("office", "village")
        if unit.key not in counted
    )


def _hazards(reads: Reads, rows: Sequence[Tally], day: date) -> dict[str, Any]:
    """Name the hazards that the meeting goes through, with how many there are in all."""
    listed = _listed(reads, day)
    major = sum(row.n - row.closed - row.referred for row in rows if row.level == "major")
    return {
        "listed": listed,
        "listed_open": _named(reads, Filter(listed=True), day, total=listed.count - listed.delisted),
        "major_open": _named(reads, Filter(level="major", in_hand=True), day, total=major),
        "overdue": _named(reads, Filter(overdue=True), day, total=sum(row.overdue for row in rows)),
        "due_soon": _named(
            reads, Filter(due_within=DUE_SOON_DAYS), day, total=sum(row.due_soon for row in rows)
        ),
        "pending": sum(row.pending for row in rows),
        "pending_items": _named(reads, Filter(status="pending"), day).items,
        "awaiting_review": sum(row.awaiting_review for row in rows),
        "awaiting_review_items": _named(reads, Filter(status="rectified"), day).items,
    }


def _month(reads: Reads, period: Period, rows: Sequence[Tally]) -> MonthCounts:
    found_in_it = [row for row in rows if row.in_period]
    closed = figures.closings(reads, period)
    counts = count(found_in_it)
    return MonthCounts(
        **{name: getattr(counts, name) for name in Counts.__dataclass_fields__},
        closed_in_month=closed.in_period,
        closed_of_earlier=closed.of_earlier,
        fixed_on_spot=sum(row.fixed_on_spot for row in found_in_it),
    )


def _parts(
    rows: Iterable[Tally], key: Callable[[Tally], str | None], name: Callable[[str | None], str]
) -> tuple[Part, ...]:
    """Part the counts by a key, most found first."""
    parts = [
        Part(key=k, name=name(k), **{f: getattr(counts, f) for f in Counts.__dataclass_fields__})
        for k, counts in grouped(rows, key).items()
    ]
    return tuple(sorted(parts, key=lambda part: (-part.found, part.name)))


def _term(key: str | None) -> str:
    return label(key) if key else label("unspecified")


def _source_name(key: str | None) -> str:
    return label("village_check") if key == "village" else _term(key)


def _unit_name(register: Register) -> Callable[[str | None], str]:
    names = {unit.key: unit.name for unit in register.units}
    return lambda key: names.get(key, key) if key else label("unspecified")


def _from_paper(line: Balance, handed_in: int | None) -> Balance:
    """Open with what the paper of the month before said; the difference to what the ledger says of it now is a correction."""
    if handed_in is None:
        return line
    return replace(line, opening=handed_in, corrections=line.opening - handed_in)


def _unit_balances(flows: list[Flow], register: Register, before: HandedIn | None) -> tuple[UnitBalance, ...]:
    name = _unit_name(register)
    told = before.closing_by_unit if before else None
    gone = sorted(unit for unit, n in (told or {}).items() if n and unit not in {flow.unit for flow in flows})
    lines = (
        (unit, _from_paper(balance(flows, unit=unit), None if told is None else told.get(unit, 0)))
        for unit in (*(flow.unit for flow in flows), *gone)
    )
    return tuple(
        UnitBalance(
            key=unit,
            name=name(unit),
            agrees=line.agrees,
            **{f: getattr(line, f) for f in Balance.__dataclass_fields__},
        )
        for unit, line in lines
    )


def _named(reads: Reads, wanted: Filter, day: date, total: int | None = None) -> HazardList:
    found = (record(case, day) for case in cases.listed(reads, wanted, day, NAMED_AT_MOST))
    items = tuple(item for item in found if item)
    return HazardList(count=len(items) if total is None else total, items=items)


def _listed(reads: Reads, day: date) -> Listed:
    parts = tuple(
        ListedPart(authority=authority, count=n, rectified=rectified, delisted=delisted)
        for authority, n, rectified, delisted in figures.listing(reads, day)
    )
    town = sum(part.count for part in parts if part.authority == "town")
    total = sum(part.count for part in parts)
    return Listed(
        count=total,
        rectified=sum(part.rectified for part in parts),
        delisted=sum(part.delisted for part in parts),
        town=town,
        district_and_above=total - town,
        by_authority=parts,
    )


def _trend(reads: Reads, plan: Plan, period: Period) -> tuple[TrendMonth, ...]:
    """Return the months from the campaign's first to the one that the period ends in."""
    ends_on = plan.campaign.month_ends_on
    first, last = month_at(plan.began_on, ends_on), month_at(period.end, ends_on)
    if last < first:
        return ()
    months = [first]
    while months[-1] < last:
        months.append(months[-1].next())
    found, rectified, closed = (dict.fromkeys(months, 0) for _ in range(3))
    for day, n, done in figures.found_by_day(reads, Period(plan.began_on, period.end)):
        month = month_at(day, ends_on)
        found[month] += n
        rectified[month] += done
    for day, n in figures.closed_by_day(reads, Period(plan.began_on, period.end)):
        closed[month_at(day, ends_on)] += n
    return tuple(
        TrendMonth(month=str(m), found=found[m], rectified=rectified[m], closed=closed[m]) for m in months
    )


def _five(reads: Reads, day: date) -> FiveFigures:
    rows = figures.five_missing(reads, day)
    required = sum(n for _, n in rows)
    complete = sum(n for missing, n in rows if not missing)
    each = {str(item): sum(n for missing, n in rows if item in missing.split(",")) for item in Item}
    return FiveFigures(required=required, complete=complete, rate=rate(complete, required), missing=each)


def _double_report(reads: Reads, day: date) -> DoubleReport:
    required, discovered, rectified, owed = figures.double_reports(reads, day)
    return DoubleReport(required=required, discovered=discovered, rectified=rectified, owed=owed)


def _inspections(reads: Reads, period: Period) -> Inspections:
    visits, firms, clean = figures.inspections(reads, period)
    return Inspections(visits=visits, firms=firms, clean=clean)


def _funds(reads: Reads, day: date, began: date) -> Funds:
    planned, spent = figures.funds(reads, day, began)
    return Funds(planned_fen=planned, spent_fen=spent)


def _setbacks(reads: Reads, period: Period) -> Setbacks:
    rejected, recurred = figures.setbacks(reads, period)
    return Setbacks(rejected=rejected, recurred=recurred)


def _on_time(reads: Reads, period: Period) -> OnTime:
    in_time, due = figures.on_time(reads, period)
    return OnTime(due=due, in_time=in_time, rate=rate(in_time, due))


def phase_now(plan: Plan, day: date) -> PhaseNow | None:
    """Return the phase that is on at the end of a day, or the nearest one."""
    now = phases.current(plan, day)
    if now is None:
        return None
    p = now.phase
    return PhaseNow(
        no=p.no,
        key=p.key,
        name=p.name,
        start=p.start,
        due=p.due,
        days_left=now.days_left,
        state=str(now.state),
    )
