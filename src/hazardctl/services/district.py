"""The text for the level above from several towns: the sum of what each of them reports, and from which paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.counts import Counts, summed
from hazardctl.domain.dates import say_day
from hazardctl.ledger.connect import setting
from hazardctl.messages import district as messages
from hazardctl.messages import upward as say
from hazardctl.reports import upward as figures
from hazardctl.reports.values import Inspections, MonthCounts
from hazardctl.services import upward
from hazardctl.services.towns import desk_of, named

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.reports.towns import Source
    from hazardctl.reports.upward import UpwardFigures
    from hazardctl.services.desk import Desk
    from hazardctl.services.upward import Said, Upward


class TownUpward(NamedTuple):
    """One town's part: `frozen` figures are those of issue `issued`; `own_plan` whether they rest on its own plan."""

    town: str
    name: str
    source: Source
    issued: int | None
    issued_on: date | None
    own_plan: bool
    inspections: Inspections
    month: MonthCounts
    cumulative: Counts
    major: int
    major_closed: int
    figures: UpwardFigures


class DistrictUpward(NamedTuple):
    """The sum over the towns; its keys are those of one town's report, with what each unit said under its town."""

    campaign: str
    period: str
    start: date
    until: date
    complete: bool
    inspections: Inspections
    month: MonthCounts
    cumulative: Counts
    major: int
    major_closed: int
    figures: UpwardFigures
    progress: tuple[Said, ...]
    difficulties: tuple[Said, ...]
    practice: tuple[Said, ...]
    towns: tuple[TownUpward, ...]
    text: str


def upward_of_towns(desk: Desk, said: str | None, *, live: bool) -> DistrictUpward | None:
    """Return the report over all towns that may be seen; None where that is one, which has its own.

    Each town is asked alone, so that its part is to the figure what it says itself.

    Raises:
        Refused: the month cannot be understood, or lies ahead.
    """
    if not desk.settings.server or desk.settings.town:
        return None
    with desk.store.surveying() as survey:
        if len(survey.towns) == 1:
            return None
        told = []
        for town in survey.towns:
            survey.narrowed(town)
            own = desk_of(desk, town)
            found = upward.read(own, survey.reads, said, live=live)
            told.append(_part(found, named(desk, town).name or town.code, town.code,
                              own_plan=setting(survey.reads, "plan_hash") == own.plan.hash))  # fmt: skip
    return _whole(told)


class _Told(NamedTuple):
    part: TownUpward
    whole: Upward


def _part(found: Upward, name: str, code: str, *, own_plan: bool) -> _Told:
    issue = found.issue
    part = TownUpward(
        town=code,
        name=name,
        source="frozen" if issue else "live",
        issued=issue.number if issue else None,
        issued_on=issue.on if issue else None,
        # A paper's figures rest on the plan of its day.
        own_plan=own_plan or issue is not None,
        **{field: getattr(found, field) for field in TownUpward._fields[6:]},
    )
    return _Told(part, found)


def _whole(told: list[_Told]) -> DistrictUpward:
    parts, first = [one.part for one in told], told[0].whole
    draft = DistrictUpward(
        campaign=first.campaign,
        period=first.period,
        start=min(one.whole.start for one in told),
        until=max(one.whole.until for one in told),
        complete=all(one.whole.complete for one in told),
        inspections=Inspections(
            visits=sum(one.inspections.visits for one in parts),
            firms=sum(one.inspections.firms for one in parts),
            clean=sum(one.inspections.clean for one in parts),
        ),
        month=summed(MonthCounts, (one.month for one in parts)),
        cumulative=summed(Counts, (one.cumulative for one in parts)),
        major=sum(one.major for one in parts),
        major_closed=sum(one.major_closed for one in parts),
        figures=figures.summed(one.figures for one in parts),
        progress=_said(told, "progress"),
        difficulties=_said(told, "difficulties"),
        practice=_said(told, "practice"),
        towns=tuple(parts),
        text="",
    )
    return draft._replace(text=_text(draft))


def _said(told: list[_Told], name: str) -> tuple[Said, ...]:
    return tuple(
        said._replace(unit=f"{one.part.name}{said.unit}") for one in told for said in getattr(one.whole, name)
    )


def _text(u: DistrictUpward) -> str:
    m, c = u.month, u.cumulative
    days = say_day(u.start), say_day(u.until)
    lines = [
        messages.upward_head(len(u.towns), say.period_name(u.period)),
        say.figures_head(),
        say.in_period(*days, u.inspections.visits, m.found, m.rectified),
        say.since_began(c.found, c.rectified, c.rectified_rate, c.open, c.overdue),
        say.sources(*u.figures.departments, *u.figures.self_checks),
        say.major(u.major, u.major_closed),
        *([say.listed(*u.figures.listed)] if u.figures.listed.found else []),
        *upward.done_and_spent(u.figures),
        messages.towns_head(),
        *(
            messages.of_town(one.name, one.month.found, one.month.rectified, one.cumulative.open, _from(one))
            for one in u.towns
        ),
        *_part_of(say.progress_head(), u.progress),
        *_part_of(say.difficulties_head(), u.difficulties),
        *_part_of(say.practice_head(), u.practice),
    ]
    return "\n".join(lines)


def _from(one: TownUpward) -> str:
    if one.issued:
        return messages.from_issue(one.issued, str(one.issued_on))
    return messages.from_ledger(own_plan=one.own_plan)


def _part_of(heading: str, said: tuple[Said, ...]) -> list[str]:
    return (
        [heading, *(say.line(n, one.unit, one.text) for n, one in enumerate(said, start=1))] if said else []
    )
