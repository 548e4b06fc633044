"""The monthly report as a value: its parts, whose field names are the JSON keys (a trailing underscore falls away)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.counts import Balance, Counts

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.accident import Toll
    from hazardctl.domain.record import HazardRecord
    from hazardctl.reports.carrying import CarriedOver
    from hazardctl.reports.lateness import TaskFigures
    from hazardctl.reports.owed import OwedReports
    from hazardctl.reports.returns import ReturnFigures
    from hazardctl.reports.stages import Stage
    from hazardctl.reports.standing import HazardList, PhaseNow
    from hazardctl.reports.upward import UpwardFigures
    from hazardctl.reports.work_values import (
        EnforcementFigures,
        PermitFigures,
        ProblemFigures,
        SupervisionFigures,
        TipoffFigures,
    )


class PeriodRecord(Struct, frozen=True, kw_only=True):
    """The days reported on; `month` is null for days chosen freely, `complete` false while it still runs."""

    month: str | None
    from_: date
    to: date
    complete: bool


class MonthCounts(Counts, frozen=True, kw_only=True):
    """Counts of the hazards found in a period, and beside them what was closed in it whatever month it is from."""

    closed_in_month: int
    closed_of_earlier: int
    fixed_on_spot: int


class Part(Counts, frozen=True, kw_only=True):
    """The cumulative counts of one unit, village, source, level or sector."""

    key: str | None
    name: str


class FoundNothing(Struct, frozen=True, kw_only=True):
    """A registered office or village that no hazard of the campaign is counted for; it has no counts and no rank."""

    key: str
    name: str
    kind: str


class UnitBalance(Balance, frozen=True, kw_only=True):
    """One unit's balance line."""

    key: str
    name: str
    agrees: bool


class ListedPart(Struct, frozen=True, kw_only=True):
    """挂牌督办 by one authority."""

    authority: str
    count: int
    rectified: int
    delisted: int


class Listed(Struct, frozen=True, kw_only=True):
    """挂牌督办 since the beginning; the town's own is kept apart from that of the district and above."""

    count: int
    rectified: int
    delisted: int
    town: int
    district_and_above: int
    by_authority: tuple[ListedPart, ...]


class FiveFigures(Struct, frozen=True, kw_only=True):
    """五落实: a hazard counts as complete only with all five; `missing` counts each item by itself."""

    required: int
    complete: int
    rate: float | None
    missing: dict[str, int]


class DoubleReport(Struct, frozen=True, kw_only=True):
    """双报告 of the major hazards (task 16)."""

    required: int
    discovered: int
    rectified: int
    owed: int


class Inspections(Struct, frozen=True, kw_only=True):
    """Visits of the period, different enterprises among them, and visits that found nothing."""

    visits: int
    firms: int
    clean: int


class Funds(Struct, frozen=True, kw_only=True):
    """Funds since the campaign began, in fen."""

    planned_fen: int
    spent_fen: int


class OnTime(Struct, frozen=True, kw_only=True):
    """Of the hazards whose original deadline lay in the period, those rectified by it."""

    due: int
    in_time: int
    rate: float | None


class IssueRecord(Struct, frozen=True, kw_only=True):
    """One issue of a report: its number, when it was handed in, and where the journal stood.

    `seq` and `head` are those of the newest entry that its figures know of; the head printed on paper proves them.
    """

    number: int
    on: date
    at: str
    seq: int
    head: str
    plan_hash: str
    doc_no: str | None


class Setbacks(Struct, frozen=True, kw_only=True):
    """What went wrong again in the period: re-inspections that failed, and hazards found that had been closed before."""

    rejected: int
    recurred: int


class TrendMonth(Struct, frozen=True, kw_only=True):
    """What one month of the campaign brought, by its end: found and of these rectified, and closed in it."""

    month: str
    found: int
    rectified: int
    closed: int


class Wording(Struct, frozen=True, kw_only=True):
    """The names that stand on the paper, from the plan of the day on which it was made."""

    title: str
    short_title: str
    town: str
    issued_in: int
    addressees: str
    leading_group_office: str
    emergency_office: str
    upward: str


class MonthlyReport(Struct, frozen=True, kw_only=True):
    """Everything that the dispatch meeting asks for.

    `issue` is null before the report is handed in; `previous_issue` is the number of the previous month's issue, when
    `previous` and the balance's corrections come from it, and `previous_to` its last day. `submissions` are the returns
    as at the period's end, `returns` as at the day of telling: they are due only after it. `upward` are the district's
    own figures, `stages` what the units have handed in for each phase. What a later program added is null in an issue of an older one.
    """

    campaign: str
    town: str
    period: PeriodRecord
    month: MonthCounts
    previous: MonthCounts
    cumulative: Counts
    previous_cumulative: Counts
    ytd: Counts
    stock: Counts
    balance: Balance
    balance_agrees: bool
    balance_by_unit: tuple[UnitBalance, ...]
    by_source: tuple[Part, ...]
    by_level: tuple[Part, ...]
    month_by_level: tuple[Part, ...]
    by_unit: tuple[Part, ...]
    by_village: tuple[Part, ...]
    by_sector: tuple[Part, ...]
    month_by_unit: tuple[Part, ...]
    month_by_village: tuple[Part, ...]
    listed: Listed
    listed_open: HazardList
    major_open: HazardList
    setbacks: Setbacks
    overdue: HazardList
    due_soon: HazardList
    pending: int
    pending_items: tuple[HazardRecord, ...]
    awaiting_review: int
    awaiting_review_items: tuple[HazardRecord, ...]
    five: FiveFigures
    double_report: DoubleReport
    inspections: Inspections
    funds: Funds
    on_time: OnTime
    phase: PhaseNow | None
    tasks: TaskFigures
    submissions: ReturnFigures
    actions: SupervisionFigures
    enforcement: EnforcementFigures
    problems: ProblemFigures
    permits: PermitFigures
    accidents: Toll
    tipoffs: TipoffFigures
    reports_owed: OwedReports
    carried_over: CarriedOver
    trend: tuple[TrendMonth, ...]
    previous_issue: int | None
    previous_to: date | None = None
    returns: ReturnFigures | None = None
    wording: Wording | None = None
    upward: UpwardFigures | None = None
    found_nothing: tuple[FoundNothing, ...] | None = None
    stages: tuple[Stage, ...] | None = None
    issue: IssueRecord | None = None
