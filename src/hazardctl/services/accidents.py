"""Accidents: recorded once, counted from 1 January against the target of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.accident import Accident, AccidentRecord, Toll, record, toll
from hazardctl.ledger.queries.matters import Filter
from hazardctl.services import matters
from hazardctl.services.find import hazards_of

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.errors import Problem
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given
    from hazardctl.services.matters import Sheet


class Added(NamedTuple):
    """An accident as recorded, and what the office should know about it."""

    accident: AccidentRecord
    notes: tuple[Problem, ...]


def add(desk: Desk, given: Given) -> Added:
    """Record an accident.

    Raises:
        Refused: with everything that is missing or wrong; nothing was written.
    """
    saved = matters.begin(desk, "accident add", given, _build)
    return Added(record(saved.matter), saved.notes)


def _build(sheet: Sheet) -> Accident:
    form, place = sheet.form, sheet.place()
    return Accident(
        on=sheet.on(),
        enterprise=place.ref,
        village=place.village,
        topic=place.sector,
        unit=sheet.unit(),
        hazards=hazards_of(form, sheet.writer),
        summary=sheet.text("summary"),
        place=form.line("place"),
        deaths=form.number("deaths") or 0,
        injured=form.number("injured") or 0,
        loss_fen=form.money("loss"),
        cause=form.text("cause"),
    )


class Accidents(NamedTuple):
    """The accidents asked for, and the year's toll up to the day."""

    items: tuple[AccidentRecord, ...]
    toll: Toll


def listed(desk: Desk, given: Given, day: date | None) -> Accidents:
    """Return accidents, newest first, with the year's toll.

    Raises:
        Refused: a filter cannot be understood.
    """
    day = day or desk.today
    wanted = matters.read_filter(desk, given)
    found = matters.listed(desk, Accident, wanted, day)
    everything = matters.listed(desk, Accident, Filter(start=day.replace(month=1, day=1)), day)
    year = toll(everything, day.replace(day=1), day, desk.plan.campaign.deaths_target)
    return Accidents(tuple(record(a) for a in found), year)


def void(desk: Desk, no: str, given: Given) -> AccidentRecord:
    """Declare an accident's record void."""
    return record(matters.void(desk, "accident void", matters.Target(Accident, no), given))
