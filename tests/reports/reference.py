"""The slow, obvious recount of a month: every evening of every hazard is looked at, and everything counted by hand.

It must never ask the program what a figure is: no spans, no counts, no SQL. Where the design leaves something open,
the reading taken here is written beside it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.reports.evenings import FIVE, ONE_DAY, Evening, Life

CAMPAIGN = date(2023, 5, 29)
"""The first day of phase 1 in the plan."""

OPEN = ("pending", "open", "rectified")
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Visit:
    """One inspection: its day and the enterprise, if it was one."""

    no: str
    on: date
    firm: str | None


def percent(part: int, whole: int) -> float | None:
    """One decimal, half up, by whole numbers alone; nothing found has no rate."""
    return (2 * 1000 * part + whole) // (2 * whole) / 10 if whole else None


def counts(lives: Iterable[Life], day: date) -> Figures:
    """Count hazards as they stand on an evening."""
    standing = [life.evenings[day] for life in lives if day in life.evenings]
    statuses = [evening.status for evening in standing]
    n = len(standing)
    fixed, done, gone = (
        statuses.count("rectified") + statuses.count("closed"),
        statuses.count("closed"),
        statuses.count("referred"),
    )
    return {
        "found": n,
        "rectified": fixed,
        "closed": done,
        "open": n - done - gone,
        "pending": statuses.count("pending"),
        "awaiting_review": statuses.count("rectified"),
        "overdue": sum(evening.is_late(day) for evening in standing),
        "referred": gone,
        "rectified_rate": percent(fixed, n),
        "closed_rate": percent(done, n),
    }


def parted(lives: Iterable[Life], day: date, key: Callable[[Life], str | None]) -> dict[str | None, Figures]:
    """Count each part by itself."""
    there = [life for life in lives if day in life.evenings]
    return {name: counts([x for x in there if key(x) == name], day) for name in {key(x) for x in there}}


def days(start: date, end: date) -> list[date]:
    """Every day from start to end."""
    return [start + timedelta(days=i) for i in range((end - start).days + 1)]


def balance(lives: Iterable[Life], start: date, end: date, unit: str | None = None) -> Figures:
    """Compare every evening with the evening before it, in one unit's drawer or in the whole town's.

    What was done and undone within one day moved nothing (a reading: the balance holds evenings, not acts).
    """
    line = dict.fromkeys(
        ("opening", "found", "reopened", "closed", "referred", "corrections", "transferred_in"), 0
    ) | {"transferred_out": 0, "closing": 0}

    def mine(evening: Evening | None) -> bool:
        return evening is not None and unit in {None, evening.unit}

    def in_hand(evening: Evening | None) -> bool:
        return evening is not None and evening.status in OPEN and mine(evening)

    for life in lives:
        line["opening"] += in_hand(life.evenings.get(start - ONE_DAY))
        line["closing"] += in_hand(life.evenings.get(end))
        for day in days(start, end):
            yesterday, today = life.evenings.get(day - ONE_DAY), life.evenings.get(day)
            if today is None:
                continue
            for movement in movements(yesterday, today):
                line[movement] += mine(yesterday if movement == "transferred_out" else today)
    if unit is None:
        line |= {"transferred_in": 0, "transferred_out": 0}
    return line


def movements(yesterday: Evening | None, today: Evening) -> list[str]:
    """Name what moved between two evenings. What changed office and was closed on one day was closed by the new one."""
    was_open = yesterday is not None and yesterday.status in OPEN
    seen = []
    if yesterday is None:
        seen.append("found")
    elif not was_open and today.status in OPEN:
        seen.append("reopened")
    elif was_open and yesterday.unit != today.unit:
        seen += ["transferred_out", "transferred_in"]
    if (was_open or yesterday is None) and today.status in {"closed", "referred"}:
        seen.append(today.status)
    return seen


def closings(lives: Iterable[Life], start: date, end: date) -> list[Life]:
    """Return who was closed on which day of a period, once for each time.

    An authority that has dealt with a referral closes it too (a reading), though it left the balance when it was
    referred.
    """
    return [
        life
        for life in lives
        for day in days(start, end)
        if (today := life.evenings.get(day)) is not None
        and today.status == "closed"
        and ((yesterday := life.evenings.get(day - ONE_DAY)) is None or yesterday.status != "closed")
    ]


def month(lives: Sequence[Life], start: date, end: date) -> Figures:
    """Count the hazards found in a period by its end, and what was closed in it."""
    of_it = [life for life in lives if start <= life.hazard.found_on <= end]
    shut = closings(lives, start, end)
    return counts(of_it, end) | {
        "closed_in_month": len(shut),
        "closed_of_earlier": sum(life.hazard.found_on < start for life in shut),
        "fixed_on_spot": sum(life.evenings[end].spot for life in of_it if end in life.evenings),
    }


def listed(evenings: list[Evening]) -> dict[str, Figures]:
    """挂牌督办 by authority: all that were ever listed, of these rectified and delisted."""
    ever = [evening for evening in evenings if evening.listed_by]
    return {
        authority: {
            "count": len(of_it),
            "rectified": sum(evening.status in {"rectified", "closed"} for evening in of_it),
            "delisted": sum(not evening.listed_now for evening in of_it),
        }
        for authority in {evening.listed_by for evening in ever if evening.listed_by}
        if (of_it := [evening for evening in ever if evening.listed_by == authority])
    }


def five(evenings: list[Evening]) -> Figures:
    """五落实: complete only with all five, each missing item counted by itself."""
    asked = [evening for evening in evenings if evening.asked_for_five]
    complete = sum(not evening.lacks() for evening in asked)
    missing = {item: sum(item in evening.lacks() for evening in asked) for item in FIVE}
    return {
        "required": len(asked),
        "complete": complete,
        "rate": percent(complete, len(asked)),
        "missing": missing,
    }


def double_report(evenings: list[Evening]) -> Figures:
    """双报告 of the major hazards that the town still answers for."""
    majors = [evening for evening in evenings if evening.level == "major" and evening.status != "referred"]
    owed = sum("discovered" not in m.reports for m in majors)
    owed += sum(m.rectified_on is not None and "rectified" not in m.reports for m in majors)
    return {
        "required": len(majors),
        "discovered": sum("discovered" in m.reports for m in majors),
        "rectified": sum("rectified" in m.reports for m in majors),
        "owed": owed,
    }


def on_time(evenings: list[Evening], start: date, end: date) -> Figures:
    """Of those whose original deadline lay in the period, which were rectified by it."""
    due = [
        e
        for e in evenings
        if e.original_deadline and start <= e.original_deadline <= end and e.status != "referred"
    ]
    good = sum(e.rectified_on is not None and e.rectified_on <= e.original_deadline for e in due)  # type: ignore[operator]
    return {"due": len(due), "in_time": good, "rate": percent(good, len(due))}


def funds(lives: Iterable[Life], day: date) -> Figures:
    """Planned and spent since the campaign began."""
    standing = [x.evenings[day] for x in lives if day in x.evenings and x.hazard.found_on >= CAMPAIGN]
    planned_fen = sum(0 if e.five["no_funds"] else e.five["funds_fen"] or 0 for e in standing)
    return {"planned_fen": planned_fen, "spent_fen": sum(e.spent for e in standing)}


def inspections(visits: Iterable[Visit], lives: Iterable[Life], start: date, end: date) -> Figures:
    """Count visits, different enterprises, and visits on which nothing that still counts was found."""
    made = [visit for visit in visits if start <= visit.on <= end]
    found = [life.hazard for life in lives if not life.hazard.void]
    fruitful = {hazard.visit.name for hazard in found if hazard.visit}
    at_firms = {(hazard.enterprise.uid, hazard.found_on) for hazard in found if hazard.enterprise}
    return {
        "visits": len(made),
        "firms": len({visit.firm for visit in made if visit.firm}),
        "clean": sum(visit.no not in fruitful and (visit.firm, visit.on) not in at_firms for visit in made),
    }


def report(
    lives: Sequence[Life], visits: Sequence[Visit], this: tuple[date, date], before: tuple[date, date]
) -> Figures:
    """Recount everything that the monthly report says of hazards and inspections."""
    start, end = this
    new_year = date(end.year, 1, 1)
    campaign = [life for life in lives if life.hazard.found_on >= CAMPAIGN]
    found_in_it = [life for life in lives if start <= life.hazard.found_on <= end]
    evenings = [life.evenings[end] for life in lives if end in life.evenings]
    whole = balance(lives, start, end)
    return {
        "month": month(lives, start, end),
        "previous": month(lives, *before),
        "cumulative": counts(campaign, end),
        "ytd": counts([life for life in lives if life.hazard.found_on >= new_year], end),
        "stock": counts([life for life in lives if life.hazard.found_on < CAMPAIGN], end),
        "balance": whole,
        "by_source": parted(campaign, end, lambda life: life.hazard.source.value),
        "by_level": parted(campaign, end, lambda life: life.evenings[end].level),
        "by_unit": parted(campaign, end, lambda life: life.evenings[end].unit),
        "by_village": parted(campaign, end, lambda life: life.hazard.village),
        "by_sector": parted(campaign, end, lambda life: life.hazard.sector),
        "month_by_unit": parted(found_in_it, end, lambda life: life.evenings[end].unit),
        "overdue": named(lives, end, lambda e: e.is_late(end)),
        "due_soon": named(lives, end, lambda e: e.is_due_soon(end)),
        "listed_open": named(lives, end, lambda e: e.listed_now),
        "pending": named(lives, end, lambda e: e.status == "pending"),
        "awaiting_review": named(lives, end, lambda e: e.status == "rectified"),
        "listed": listed(evenings),
        "five": five(evenings),
        "double_report": double_report(evenings),
        "inspections": inspections(visits, lives, start, end),
        "funds": funds(lives, end),
        "on_time": on_time(evenings, start, end),
    }


def named(lives: Iterable[Life], day: date, wanted: Callable[[Evening], bool]) -> set[str]:
    """Return the numbers of the hazards that stand so on an evening."""
    return {life.hazard.no for life in lives if day in life.evenings and wanted(life.evenings[day])}
