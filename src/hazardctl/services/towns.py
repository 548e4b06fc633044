"""What a district asks of its towns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hazardctl.ledger.queries import towns as queries
from hazardctl.reports import towns as report
from hazardctl.reports.values import PeriodRecord
from hazardctl.services.desk import Desk
from hazardctl.services.issues import MONTHLY
from hazardctl.services.reports import asked_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hazardctl.domain.campaign import Plan
    from hazardctl.ledger.towns import Survey, Town
    from hazardctl.reports.monthly import Asked


def monthly(desk: Desk, month: str | None, *, live: bool = False) -> report.TownsReport:
    """Return the month of every town that may be seen, or of the one that was named; `live` passes over what was issued.

    Raises:
        Refused: the month cannot be understood, or lies ahead.
    """
    asked = asked_for(desk, month)
    with desk.store.surveying() as survey:
        told = tuple(_told(desk, survey, asked, live=live))
    period = PeriodRecord(
        month=str(asked.month), from_=asked.period.start, to=asked.period.end, complete=asked.complete
    )
    return report.build(period, told)


def _told(desk: Desk, survey: Survey, asked: Asked, *, live: bool) -> Iterator[report.Told]:
    reads, towns = survey.reads, survey.towns
    known, heads = queries.settings(reads), queries.heads(reads)
    own = {town.code: _asked_by(desk, town, asked) for town in towns}
    periods = {one.period for one in own.values()}
    figures = {one: (queries.by_day_found(reads, one.end), queries.closings(reads, one)) for one in periods}
    issued = {complete: queries.issued(reads, MONTHLY, str(asked.month), complete=complete)
              for complete in {one.complete for one in own.values() if not live}}  # fmt: skip
    for town in towns:
        mine = own[town.code]
        found, closings = figures[mine.period]
        yield report.Told(
            town=named(desk, town),
            asked=mine,
            began=_began(desk, known.get(town.code, {})),
            issue=issued.get(mine.complete, {}).get(town.code),
            found=found.get(town.code, {}),
            closings=closings.get(town.code, (0, 0)),
            head=heads.get(town.code),
        )


def _began(desk: Desk, settings: Mapping[str, str]) -> date:
    said = settings.get("plan_began_on")
    return date.fromisoformat(said) if said else desk.plan.began_on


def _asked_by(desk: Desk, town: Town, asked: Asked) -> Asked:
    """Return the month as a town counts it: its plan, where it is at hand, may end months on another day."""
    ends_on = plan_of(desk, town).campaign.month_ends_on
    return (
        asked if ends_on == desk.plan.campaign.month_ends_on else asked_for(desk, str(asked.month), ends_on)
    )


def named(desk: Desk, town: Town) -> Town:
    """Return a town with its name: where its ledger's place does not know it, as its plan says."""
    campaign = plan_of(desk, town).campaign
    return town._replace(name=campaign.town) if not town.name and campaign.town_code == town.code else town


def plan_of(desk: Desk, town: Town) -> Plan:
    """Return a town's own plan where it lies in `plans/BY` (or under its name) beside the district's; else the desk's."""
    return desk_of(desk, town).plan


def desk_of(desk: Desk, town: Town) -> Desk:
    """Return the desk with a town's own plan, where that is at hand."""
    home = desk.settings.ledger.parent / "plans"
    own = next((home / name for name in (town.code, town.name) if name and (home / name).is_dir()), None)
    return Desk(desk.settings._replace(plan_folder=own)) if own else desk
