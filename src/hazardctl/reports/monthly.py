"""The monthly dispatch report (plan, 四（三）): one value from which every format is made.

Everything is as at the period's end; a constant number of questions is put to the ledger.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain.counts import Amount, Balance, Counts, Flow, balance, count, total
from hazardctl.domain.five import Item
from hazardctl.domain.period import Period, month_at, month_period
from hazardctl.domain.rates import rate
from hazardctl.ledger.queries import cohorts, figures, movements, units
from hazardctl.messages.labels import label
from hazardctl.reports import carrying, named, owed, returns, stages, standing, upward, work
from hazardctl.reports.values import (
    DoubleReport,
    FiveFigures,
    FoundNothing,
    Funds,
    Inspections,
    MonthCounts,
    MonthlyReport,
    OnTime,
    Part,
    PeriodRecord,
    Setbacks,
    TrendMonth,
    UnitBalance,
    Wording,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hazardctl.domain.campaign import Campaign, Plan
    from hazardctl.domain.period import Month
    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.cohorts import Parts
    from hazardctl.ledger.queries.movements import Stood
    from hazardctl.reports.returns import ReturnFigures

    Found = Mapping[date, Stood]


class Asked(Struct, frozen=True, kw_only=True):
    """Which days are reported on, which stand before them for comparison, and the day of telling."""

    month: Month | None
    period: Period
    previous: Period
    complete: bool
    told_on: date | None = None


class HandedIn(Struct, frozen=True, kw_only=True):
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
    stood = cohorts.standing(reads, day, begins := _begins(plan, asked))
    found = stood.found
    earlier = {} if before else cohorts.found(reads, asked.previous.end, begins)
    in_campaign = cohorts.parted(reads, stood, began, cohorts.PARTS)
    in_period = cohorts.parted(reads, stood, asked.period.start, ("unit", "village", "level"))
    flows = figures.flows(reads, asked.period)
    whole = _from_paper(balance(flows), before.closing if before else None)
    register, done = units.register(reads, day), work.build(reads, plan, asked.period)
    return MonthlyReport(
        campaign=plan.campaign.title,
        town=plan.campaign.town,
        period=PeriodRecord(
            month=str(asked.month) if asked.month else None,
            from_=asked.period.start,
            to=day,
            complete=asked.complete,
        ),
        month=_month(reads, asked.period, found),
        previous=before.month if before else _month(reads, asked.previous, earlier),
        cumulative=count(_since(found, began)),
        previous_cumulative=before.cumulative if before else count(_since(earlier, began)),
        ytd=count(_since(found, date(day.year, 1, 1))),
        stock=count(one for on, one in found.items() if on < began),
        balance=whole,
        balance_agrees=whole.agrees,
        balance_by_unit=_unit_balances(flows, register, before),
        **_shares(in_campaign, register),
        **_shares(in_period, register, of="month_"),
        **named.lists(reads, day),
        five=_five(reads, day),
        double_report=_double_report(reads, day),
        inspections=_inspections(reads, asked.period),
        funds=_funds(_since(found, began)),
        on_time=_on_time(reads, asked.period),
        setbacks=_setbacks(reads, asked.period),
        phase=standing.phase_now(plan, day),
        reports_owed=owed.figures(reads, day),
        carried_over=carrying.figures(reads, plan, stood),
        trend=_trend(reads, plan, asked.period, found),
        previous_issue=before.number if before else None,
        previous_to=before.to if before else None,
        wording=wording(plan.campaign),
        returns=_returns(reads, plan, asked, done.submissions),
        found_nothing=_found_nothing(in_campaign, register),
        stages=stages.figures(reads, plan, register, day),
        **done._asdict(),
    )


def _begins(plan: Plan, asked: Asked) -> tuple[date, ...]:
    """Return the days since which hazards are counted by when they were found."""
    months = _months(plan, asked.period)
    return (
        plan.began_on,
        plan.ends_on + timedelta(days=1),
        asked.period.start,
        asked.previous.start,
        *(month_period(month, plan.campaign.month_ends_on).start for month in months),
    )


def _since(found: Found, day: date) -> list[Stood]:
    return [one for on, one in found.items() if on >= day]


def _returns(reads: Reads, plan: Plan, asked: Asked, at_end: ReturnFigures) -> ReturnFigures:
    """Return the returns as at the day of telling, which are those at the period's end where that is the same day."""
    day, told_on = asked.period.end, asked.told_on
    if told_on is None or told_on == day:
        return at_end
    return returns.figures(reads, plan, returns.period_at(plan, day), told_on)


def wording(campaign: Campaign) -> Wording:
    """Return the names that a paper of this plan bears."""
    return Wording(
        issued_in=campaign.issued_on.year,
        **{f: getattr(campaign, f) for f in Wording.__struct_fields__ if f != "issued_in"},
    )


def _shares(found: Parts, register: Register, of: str = "") -> dict[str, Any]:
    """Name the parts of what was found: since the campaign began, or with `of` in the period."""
    unit = _unit_name(register)
    name = {"source": _source_name, "level": _term, "unit": unit, "village": unit, "sector": _term}
    return {f"{of}by_{part}": _parts(keys, name[part]) for part, keys in found.items()}


def _found_nothing(found: Parts, register: Register) -> tuple[FoundNothing, ...]:
    counted = {*found["unit"], *found["village"]}
    return tuple(
        FoundNothing(key=unit.key, name=unit.name, kind=unit.kind)
        for unit in register.of_kind("office", "village")
        if unit.key not in counted
    )


def _month(reads: Reads, period: Period, found: Found) -> MonthCounts:
    closed = figures.closings(reads, period)
    return month_counts(period, found, closed.in_period, closed.of_earlier)


def month_counts(period: Period, found: Found, closed: int, of_earlier: int) -> MonthCounts:
    """Count what was found in a period, beside what was closed in it."""
    whole = total(one for on, one in found.items() if on in period)
    counts = count([whole])
    return MonthCounts(
        **{name: getattr(counts, name) for name in Counts.__struct_fields__},
        closed_in_month=closed,
        closed_of_earlier=of_earlier,
        fixed_on_spot=whole.fixed_on_spot,
    )


def campaign_counts(found: Found, began: date) -> Counts:
    """Count what was found since the campaign began."""
    return count(_since(found, began))


def _parts(found: Mapping[str | None, Amount], name: Callable[[str | None], str]) -> tuple[Part, ...]:
    """Name and count each part, most found first."""
    parts = [
        Part(key=key, name=name(key), **{f: getattr(counts, f) for f in Counts.__struct_fields__})
        for key, counts in ((key, count([one])) for key, one in found.items())
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
            **{f: getattr(line, f) for f in Balance.__struct_fields__},
        )
        for unit, line in lines
    )


def _months(plan: Plan, period: Period) -> list[Month]:
    """Return the months from the campaign's first to the one that a period ends in; none where that ends before it."""
    if period.end < plan.began_on:
        return []
    ends_on = plan.campaign.month_ends_on
    month, last = month_at(plan.began_on, ends_on), month_at(period.end, ends_on)
    months = []
    while month <= last:
        months.append(month)
        month = month.next()
    return months


def _trend(reads: Reads, plan: Plan, period: Period, found_on: Found) -> tuple[TrendMonth, ...]:
    """Return what each month of the campaign brought."""
    ends_on, months = plan.campaign.month_ends_on, _months(plan, period)
    if not months:
        return ()
    found, rectified, closed = (dict.fromkeys(months, 0) for _ in range(3))
    for day, one in found_on.items():
        if day >= plan.began_on:
            month = month_at(day, ends_on)
            found[month] += one.n
            rectified[month] += one.rectified
    for day, n in movements.closed_by_day(reads, Period(plan.began_on, period.end)):
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
    found = figures.double_reports(reads, day)
    return DoubleReport(
        required=found.required, discovered=found.discovered, rectified=found.rectified, owed=found.owed
    )


def _inspections(reads: Reads, period: Period) -> Inspections:
    visits, firms, clean = figures.inspections(reads, period)
    return Inspections(visits=visits, firms=firms, clean=clean)


def _funds(found: Sequence[Stood]) -> Funds:
    return Funds(
        planned_fen=sum(one.funds_fen for one in found), spent_fen=sum(one.spent_fen for one in found)
    )


def _setbacks(reads: Reads, period: Period) -> Setbacks:
    rejected, recurred = figures.setbacks(reads, period)
    return Setbacks(rejected=rejected, recurred=recurred)


def _on_time(reads: Reads, period: Period) -> OnTime:
    in_time, due = movements.on_time(reads, period)
    return OnTime(due=due, in_time=in_time, rate=rate(in_time, due))
