"""A hazard as an answer: what `hazard show` and `hazard list` say of it on a day. Field names are the JSON keys."""

from datetime import date
from operator import attrgetter
from typing import Any

from msgspec import Struct

from hazardctl.domain import deadlines
from hazardctl.domain.case import Case
from hazardctl.domain.hazard import Hazard, Level, ReportKind, Source, Status, state_of
from hazardctl.domain.lifecycle import Standing

_IN_HAND = frozenset({Status.PENDING, Status.OPEN, Status.RECTIFIED})


class CampaignDays(Struct, frozen=True):
    """The first and the last day of a campaign, by which hazards are stock or carried over."""

    began: date
    ends: date


class FiveRecord(Struct, frozen=True, kw_only=True):
    """The five as they stand; money in fen. `original_deadline` stays when `deadline` is extended."""

    measures: str | None
    responsible_unit: str | None
    responsible: str | None
    funds_fen: int | None
    funds_source: str | None
    no_funds: bool
    deadline: date | None
    original_deadline: date | None
    contingency: str | None


class ReportsRecord(Struct, frozen=True, kw_only=True):
    """The days on which the reports were made (双报告, and the two that the law adds)."""

    discovered_on: date | None
    rectified_on: date | None
    district_on: date | None
    workers_on: date | None


class HazardRecord(Struct, frozen=True, kw_only=True):
    """A hazard at the end of a day. `extensions` and `rounds` are counts, `listing` the authority that lists it.

    `stock` was found before the campaign, `carried_over` was still in hand when it ended, `after_campaign` was found
    later still (DESIGN.md §4.9); all three are null where the answer was made without the days of the campaign.
    """

    no: str
    title: str
    level: Level
    category: str | None
    sector: str | None
    place: str | None
    enterprise: str | None
    village: str | None
    unit: str
    found_on: date
    found_unit: str | None
    found_by: str | None
    visit: str | None
    source: Source
    criterion: str | None
    key_item: str | None
    status: Status
    fixed_on_spot: str | None
    supervisor: str | None
    control_person: str | None
    leader: str | None
    five: FiveRecord
    interim: str | None
    pending_until: date | None
    pending_overdue: bool
    missing: tuple[str, ...]
    overdue: bool
    days_overdue: int
    rectified_on: date | None
    rectified_by: str | None
    rectified_note: str | None = None
    on_time: bool | None
    days_awaiting_review: int | None
    closed_on: date | None
    reviewer: str | None
    conclusion: str | None
    funds_spent_fen: int | None
    rounds: int
    extensions: int
    listing: str | None
    listed_on: date | None
    delisted_on: date | None
    referred_to: str | None
    reports: ReportsRecord
    reports_owed: tuple[str, ...]
    attachments: tuple[str, ...] | None = None
    recurs_from: str | None
    duplicate_of: str | None
    void_reason: str | None
    stock: bool | None
    carried_over: bool | None
    after_campaign: bool | None
    source_no: str | None
    uid: str

    @property
    def listed(self) -> bool:
        """Whether an authority lists it at that day's end (挂牌督办, not yet 摘牌)."""
        return self.listing is not None and self.delisted_on is None

    @property
    def state(self) -> str:
        """Return how it stands, as the key of its term: its status, or that it waits to be delisted."""
        return state_of(self.status, listed=self.listed)


def record(case: Case, day: date, campaign: CampaignDays | None = None) -> HazardRecord | None:
    """Return a hazard as it stood at the end of a day; None before it was found."""
    now = case.at(day)
    if now is None:
        return None
    return HazardRecord(**_registered(case.hazard), **_standing(now, day), **_carrying(case, day, campaign))


def _carrying(case: Case, day: date, campaign: CampaignDays | None) -> dict[str, Any]:
    """Say on which side of the campaign a hazard lies; it keeps its number and is never counted again."""
    if campaign is None:
        return dict.fromkeys(("stock", "carried_over", "after_campaign"))
    at_end = case.at(campaign.ends) if day > campaign.ends else None
    return {
        "stock": case.hazard.found_on < campaign.began,
        "carried_over": at_end is not None and at_end.status in _IN_HAND,
        "after_campaign": case.hazard.found_on > campaign.ends,
    }


_SAME = (
    "no", "title", "category", "sector", "place", "village", "found_on", "found_unit", "found_by", "source",
    "key_item", "fixed_on_spot", "supervisor", "control_person", "leader", "source_no", "uid",
)  # fmt: skip
_same = attrgetter(*_SAME)


def _registered(h: Hazard) -> dict[str, Any]:
    """Return what was registered, the same on every day."""
    void = h.void
    return {
        **dict(zip(_SAME, _same(h), strict=True)),
        "enterprise": h.enterprise.name if h.enterprise else None,
        "visit": h.visit.name if h.visit else None,
        "recurs_from": h.recurs_from.name if h.recurs_from else None,
        "duplicate_of": void.duplicate_of.name if void and void.duplicate_of else None,
        "void_reason": void.reason if void else None,
    }


def _standing(now: Standing, day: date) -> dict[str, Any]:
    """Return how it stands at the end of a day."""
    closing = now.closing
    return {
        "level": now.level,
        "unit": now.unit,
        "criterion": now.criterion,
        "status": now.status,
        "five": _five(now),
        "interim": now.interim,
        "pending_until": now.pending_until if now.status is Status.PENDING else None,
        "pending_overdue": deadlines.is_pending_overdue(now, day),
        "missing": now.missing,
        "overdue": deadlines.is_overdue(now, day),
        "days_overdue": deadlines.days_overdue(now, day),
        "rectified_on": now.rectified_on,
        "rectified_by": now.rectified_by,
        "rectified_note": now.rectified_note,
        "on_time": now.on_time,
        "days_awaiting_review": deadlines.days_awaiting_review(now, day),
        "closed_on": now.closed_on,
        "reviewer": closing.reviewer if closing else None,
        "conclusion": closing.conclusion if closing else None,
        "funds_spent_fen": closing.funds_spent_fen if closing else None,
        "rounds": now.rounds,
        "extensions": len(now.extensions),
        "listing": str(now.listing.authority) if now.listing else None,
        "listed_on": now.listing.on if now.listing else None,
        "delisted_on": now.delisted_on,
        "referred_to": now.referred_to,
        "reports": _reports(now),
        "reports_owed": owed(now),
    }


def owed(now: Standing) -> tuple[str, ...]:
    """Name the reports of task 16 that a major hazard still owes: discovered at once, rectified once it is."""
    if now.level is not Level.MAJOR or now.status in {Status.VOID, Status.REFERRED}:
        return ()
    due = [ReportKind.DISCOVERED, *([ReportKind.RECTIFIED] if now.rectified_on else [])]
    return tuple(str(kind) for kind in due if now.reported_on(kind) is None)


def _five(now: Standing) -> FiveRecord:
    return FiveRecord(
        measures=now.five.measures,
        responsible_unit=now.five.responsible_unit,
        responsible=now.five.responsible,
        funds_fen=now.five.funds_fen,
        funds_source=now.five.funds_source,
        no_funds=now.five.no_funds,
        deadline=now.five.deadline,
        original_deadline=now.original_deadline,
        contingency=now.five.contingency,
    )


def _reports(now: Standing) -> ReportsRecord:
    return ReportsRecord(
        discovered_on=now.reported_on(ReportKind.DISCOVERED),
        rectified_on=now.reported_on(ReportKind.RECTIFIED),
        district_on=now.reported_on(ReportKind.DISTRICT),
        workers_on=now.reported_on(ReportKind.WORKERS),
    )
