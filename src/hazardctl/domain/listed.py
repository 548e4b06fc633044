"""Hazards under listed supervision (挂牌督办): by whom, until when, and whether this month's progress is recorded.

The town's own supervision and a listing by the district or higher are kept apart; nothing here asks the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain import deadlines
from hazardctl.domain.acts import Progress
from hazardctl.domain.hazard import Authority, Status

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.acts import Listing
    from hazardctl.domain.case import Case
    from hazardctl.domain.lifecycle import Standing
    from hazardctl.domain.period import Period


class ListedRecord(NamedTuple):
    """A listed hazard as an answer; field names are the JSON keys.

    `listing` is the authority; `by_town` parts 镇级督办 from a listing by the district or higher. `days_left` counts to
    the end of the term (negative once it has passed), None where no term was set. Progress is that of this listing.
    """

    no: str
    title: str
    level: str
    enterprise: str | None
    village: str | None
    unit: str
    leader: str | None
    status: Status
    overdue: bool
    deadline: date | None
    listing: Authority
    by_town: bool
    doc_no: str | None
    listed_on: date
    person: str | None
    term: date | None
    days_left: int | None
    last_progress_on: date | None
    last_progress: str | None
    last_progress_by: str | None
    progress_owed: bool
    uid: str


def progress_owed(case: Case, day: date, month: Period) -> bool:
    """Whether a hazard that is listed at the end of a day has no progress on record in the month up to that day.

    `month` is the statistical month; a hazard listed after it owes nothing for it yet.
    """
    listing = _listing(case, day)
    if listing is None or listing.on > month.end:
        return False
    return not any(act.on in month for act in _progress(case, day))


def _listing(case: Case, day: date) -> Listing | None:
    """Return the listing in force at the end of a day."""
    now = case.at(day)
    return now.listing if now and now.listed and now.status is not Status.VOID else None


def _progress(case: Case, day: date) -> list[Progress]:
    return [act for act in case.acts if isinstance(act, Progress) and act.on <= day]


def record(case: Case, day: date, month: Period) -> ListedRecord | None:
    """Return a listed hazard as it stood at the end of a day; None where nobody lists it."""
    now, listing = case.at(day), _listing(case, day)
    if now is None or listing is None:
        return None
    return _record(case, now, listing, day, owed=progress_owed(case, day, month))


def _record(case: Case, now: Standing, listing: Listing, day: date, *, owed: bool) -> ListedRecord:
    h = case.hazard
    since = [act for act in _progress(case, day) if act.on >= listing.on]
    last = since[-1] if since else None
    return ListedRecord(
        no=h.no,
        title=h.title,
        level=str(now.level),
        enterprise=h.enterprise.name if h.enterprise else None,
        village=h.village,
        unit=now.unit,
        leader=h.leader,
        status=now.status,
        overdue=deadlines.is_overdue(now, day),
        deadline=now.five.deadline,
        listing=listing.authority,
        by_town=listing.authority is Authority.TOWN,
        doc_no=listing.doc_no,
        listed_on=listing.on,
        person=listing.person,
        term=listing.term,
        days_left=(listing.term - day).days if listing.term else None,
        last_progress_on=last.on if last else None,
        last_progress=last.note if last else None,
        last_progress_by=last.by if last else None,
        progress_owed=owed,
        uid=h.uid,
    )
