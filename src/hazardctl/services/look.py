"""Looking at hazards: one in full, or a list as things stood on any day. Nothing here writes."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from hazardctl.domain.hazard import Level, Source, Status
from hazardctl.domain.names import fold
from hazardctl.domain.record import CampaignDays, HazardRecord, record
from hazardctl.domain.search import Sought
from hazardctl.errors import NotFound, Problem
from hazardctl.ledger.connect import setting
from hazardctl.ledger.queries import cases, evidence
from hazardctl.ledger.queries.finding import Filter
from hazardctl.ledger.queries.lists import ALL
from hazardctl.messages import register as register_messages
from hazardctl.services.find import case_of, enterprise_of
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk


def show(desk: Desk, no: str, day: date | None) -> HazardRecord:
    """Return one hazard as it stood at the end of a day."""
    day = day or desk.today
    with desk.reading() as reader:
        case, campaign = case_of(reader, no), campaign_days(desk, reader)
        files = tuple(file.name for file in evidence.of(reader, case.hazard.uid))
    found = record(case, day, campaign)
    if found is None:
        raise NotFound(
            Problem("not_yet_found", register_messages.not_yet_found(case.hazard.no, str(day)), "as_of")
        )
    return replace(found, attachments=files)


def listed(desk: Desk, wanted: Filter, day: date | None, limit: int = ALL) -> tuple[HazardRecord, ...]:
    """Return the hazards that match as things stood at the end of a day, in the office's order."""
    day = day or desk.today
    with desk.reading() as reader:
        campaign = campaign_days(desk, reader)
        found = (record(case, day, campaign) for case in cases.listed(reader, wanted, day, limit))
        return tuple(item for item in found if item)


def poured(desk: Desk, wanted: Filter, day: date | None) -> Iterator[HazardRecord] | tuple[()]:
    """Return all that match, to be read one by one while they are written; an empty list is known at once.

    A ledger that cannot be read is refused here, before anything is written.
    """
    rest = _stream(desk, wanted, day)
    first = next(rest, None)
    return chain([first], rest) if first else ()


def _stream(desk: Desk, wanted: Filter, day: date | None) -> Iterator[HazardRecord]:
    day = day or desk.today
    with desk.reading() as reader:
        campaign = campaign_days(desk, reader)
        found = (record(case, day, campaign) for case in cases.stream(reader, wanted, day))
        yield from (item for item in found if item)


def campaign_days(desk: Desk, reads: Reads) -> CampaignDays:
    """Return the days of the campaign: as `init` noted them in the ledger, so that a list need not read the plan."""
    began, ends = setting(reads, "plan_began_on"), setting(reads, "plan_ends_on")
    if began and ends:
        return CampaignDays(date.fromisoformat(began), date.fromisoformat(ends))
    return CampaignDays(desk.plan.began_on, desk.plan.ends_on)


def read_filter(desk: Desk, given: Given) -> Filter:
    """Read the filters that every list shares; a wrong one is refused with what is allowed."""
    form = Form(given, desk)
    register = desk.register()
    first, last = form.days("from", "to")
    sought = Sought.read(form.line("search") or "")
    campaign = _campaign(desk) if form.flag("stock") or form.flag("carried") else None
    wanted = Filter(
        unit=form.unit("unit", register),
        village=form.unit("village", register, ("village",)),
        level=form.choice("level", Level),
        status=form.choice("status", Status),
        sector=form.sector("sector", desk.plan) if form.raw("sector") else None,
        source=form.choice("source", Source),
        enterprise=enterprise_of(desk, form),
        overdue=form.flag("overdue"),
        due_within=_number_of_days(form),
        listed=form.flag("listed"),
        stock=campaign.began if campaign and form.flag("stock") else None,
        carried=campaign.ends if campaign and form.flag("carried") else None,
        found_from=first,
        found_to=last,
        words=sought.written,
        heard=_heard(sought),
    )
    form.done()
    return wanted


def _heard(sought: Sought) -> Callable[[str], bool] | None:
    """Return what says whether a text sounds as was asked for; None where nothing was asked for by its sound."""
    if not sought.latin:
        return None
    from hazardctl.pinyin import readings

    return lambda text: sought.heard_in(fold(text), readings)


def _campaign(desk: Desk) -> CampaignDays:
    with desk.reading() as reader:
        return campaign_days(desk, reader)


def _number_of_days(form: Form) -> int | None:
    said = form.line("due_within")
    if said is None:
        return None
    if not said.isdecimal() or len(said) > 4:  # noqa: PLR2004  more days than that is a slip of the hand
        form.object("bad_days", register_messages.bad_days(said), "due_within")
        return None
    return int(said)
