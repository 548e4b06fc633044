"""Writing a random history into a ledger, asking for its reports, and holding them against the recount."""

import os
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from msgspec.structs import asdict
from tests.reports import evenings, reference
from tests.reports.evenings import Life
from tests.reports.histories import OFFICES, TODAY, Told, Town

from hazardctl.domain.campaign import Plan
from hazardctl.domain.case import Case
from hazardctl.domain.period import Month, Period
from hazardctl.ledger import connect
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries import cases
from hazardctl.ledger.writing import Signature, Writer, writing
from hazardctl.reports import monthly
from hazardctl.reports.monthly import Asked
from hazardctl.reports.values import MonthlyReport

HISTORIES = int(os.environ.get("HAZARDCTL_TEST_HISTORIES", "80"))
"""How many towns are lived through; a number of one's own also makes them different each time."""

AS_CI_DOES = "HAZARDCTL_TEST_HISTORIES" not in os.environ
SIGNED = Signature("王五", "test", moved_today=TODAY)
MONTHS = (*(Month(2023, m) for m in range(4, 13)), Month(2024, 1), Month(2024, 2))

many = settings(
    max_examples=HISTORIES,
    derandomize=AS_CI_DOES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Telling why a shrunk town fails takes longer than finding it.
    phases=[Phase.explicit, Phase.generate, Phase.target, Phase.shrink],
)


def firm(writer: Writer, name: str) -> Change:
    """An enterprise whose uid is its name."""
    row = {"uid": name, "town": writer.town, "name": name, "name_key": name, "village": None, "sector": None}
    return Change("enterprise", {**row, "registered_on": TODAY.isoformat()})


def write_down(empty: Path, town: Town) -> Path:
    """Write a town's history into a copy of the empty ledger, in steps, as the office would type it."""
    path = empty.with_name("ledger.db")
    path.unlink(missing_ok=True)
    shutil.copyfile(empty, path)
    with writing(path, SIGNED) as writer:
        writer.record(*(visit_row(writer, visit) for visit in town.visits))
        for told in town.told:
            type_in(writer, told)
    return path


def visit_row(writer: Writer, visit: reference.Visit) -> Change:
    """An inspection whose uid is its number."""
    row: dict[str, Any] = {
        "uid": visit.no,
        "town": writer.town,
        "no": visit.no,
        "year": 2023,
        "seq": int(visit.no[-4:]),
        "on_day": visit.on.isoformat(),
        "enterprise": visit.firm,
        "unit": OFFICES[0],
        "source": "department",
    }
    return Change("inspection", row | dict.fromkeys(("village", "inspectors", "sector", "place", "note")))


def type_in(writer: Writer, told: Told) -> None:
    """Save a hazard as registered, half way through its entries, and at the end."""
    saved: Case | None = None
    for entry in dict.fromkeys((0, len(told.entries) // 2, len(told.entries) - 1)):
        known = {act.seq: act for act in saved.acts} if saved else {}
        case = told.entries[entry]
        saved = cases.save(
            writer, saved, Case(case.hazard, tuple(known.get(act.seq, act) for act in case.acts))
        )


def asked(month: Month) -> Asked:
    """A month as `report monthly` asks for it."""
    end = min(month.last_day, TODAY)
    return Asked(
        month=month,
        period=Period(month.first_day, end),
        previous=month.previous().period,
        complete=end == month.last_day,
    )


def told_by_hand(town: Town) -> list[Life]:
    """Live through every hazard of the town."""
    return [evenings.live(told.case.hazard, told.case.acts, TODAY) for told in town.told]


def as_recounted(report: MonthlyReport) -> reference.Figures:
    """Bring a report into the shape of the recount; the names of units, and items beyond their numbers, fall away."""
    parts = ("by_source", "by_level", "by_unit", "by_village", "by_sector", "month_by_unit")
    plain = ("month", "previous", "cumulative", "ytd", "stock", "balance", "five", "double_report")
    lists = {
        "overdue": report.overdue.items,
        "due_soon": report.due_soon.items,
        "listed_open": report.listed_open.items,
        "pending": report.pending_items,
        "awaiting_review": report.awaiting_review_items,
    }
    return {
        **{name: asdict(getattr(report, name)) for name in (*plain, "inspections", "funds", "on_time")},
        **{name: {part.key: counted(part) for part in getattr(report, name)} for name in parts},
        **{name: {item.no for item in items} for name, items in lists.items()},
        "listed": {
            part.authority: {key: value for key, value in asdict(part).items() if key != "authority"}
            for part in report.listed.by_authority
        },
    }


def counted(part: Any) -> reference.Figures:
    """The figures of one part of the report, or of one unit's balance, without its name."""
    return {key: value for key, value in asdict(part).items() if key not in {"key", "name", "agrees"}}


def check_every_month(town: Town, empty: Path, plan: Plan) -> None:
    """Hold every figure of every month against the recount, and each month against the one before it."""
    lives = told_by_hand(town)
    reports: list[MonthlyReport] = []
    with connect.reading(write_down(empty, town)) as ledger:
        for month in MONTHS:
            wanted = asked(month)
            this, before = (
                (wanted.period.start, wanted.period.end),
                (wanted.previous.start, wanted.previous.end),
            )
            report = monthly.build(ledger, plan, wanted)
            by_hand = reference.report(lives, town.visits, this, before)
            by_program = as_recounted(report)
            assert by_program.keys() == by_hand.keys()
            for figure, expected in by_hand.items():
                assert by_program[figure] == expected, (str(month), figure)
            assert totals(report) == totals_by_hand(by_hand), str(month)
            check_balances(report, lives, this)
            reports.append(report)
    for before_it, after_it in pairwise(reports):
        check_it_goes_on(before_it, after_it)


def totals(report: MonthlyReport) -> list[int]:
    """The figures that stand beside a list."""
    listed = report.listed
    beside = [report.overdue.count, report.due_soon.count, report.listed_open.count]
    ever = [listed.count, listed.rectified, listed.delisted, listed.town, listed.district_and_above]
    return [*beside, report.pending, report.awaiting_review, *ever]


def totals_by_hand(by_hand: reference.Figures) -> list[int]:
    """The same, from the recount."""
    beside = [
        len(by_hand[name]) for name in ("overdue", "due_soon", "listed_open", "pending", "awaiting_review")
    ]
    listed: dict[str, dict[str, int]] = by_hand["listed"]
    ever = [sum(part[key] for part in listed.values()) for key in ("count", "rectified", "delisted")]
    town = listed["town"]["count"] if "town" in listed else 0
    return [*beside, *ever, town, ever[0] - town]


def check_balances(report: MonthlyReport, lives: list[Life], this: tuple[date, date]) -> None:
    """The town's line and each unit's add up, and are what was seen evening by evening; no unit is left out."""
    assert report.balance_agrees
    assert adds_up(counted(report.balance))
    assert report.balance.closing == report.cumulative.open + report.stock.open
    lines = {line.key: line for line in report.balance_by_unit}
    for unit in OFFICES:
        by_hand = reference.balance(lives, *this, unit=unit)
        if unit not in lines:
            assert not any(by_hand.values()), (unit, by_hand)
            continue
        assert lines[unit].agrees
        assert adds_up(counted(lines[unit]))
        assert counted(lines[unit]) == by_hand, unit
    for flow in ("opening", "found", "reopened", "closed", "referred", "closing"):
        assert sum(getattr(line, flow) for line in lines.values()) == getattr(report.balance, flow), flow


def check_it_goes_on(before: MonthlyReport, after: MonthlyReport) -> None:
    """What a month closes with the next one opens with, and it shows the month before as that showed itself."""
    assert after.balance.opening == before.balance.closing
    assert after.previous == before.month
    closing = {line.key: line.closing for line in before.balance_by_unit if line.closing}
    opening = {line.key: line.opening for line in after.balance_by_unit if line.opening}
    assert opening == closing


def adds_up(line: reference.Figures) -> bool:
    """本期 = 上期 + 进 − 出."""
    came = line["found"] + line["reopened"] + line["transferred_in"]
    went = line["closed"] + line["referred"] + line["transferred_out"]
    return bool(line["closing"] == line["opening"] + came - went + line["corrections"])
