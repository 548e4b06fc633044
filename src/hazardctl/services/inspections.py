"""Inspections: every visit is recorded once, with or without hazards found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.hazard import Ref, Source
from hazardctl.errors import NotFound, Problem
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries import inspections, units
from hazardctl.ledger.queries.inspections import Filter, InspectionRecord
from hazardctl.messages import hazards as hazard_messages
from hazardctl.messages import matters as matter_messages
from hazardctl.messages import register as messages
from hazardctl.services.find import number_of
from hazardctl.services.form import Form, Given
from hazardctl.services.place import Place

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.services.desk import Desk


class Visited(Struct, frozen=True):
    """A visit as recorded, and what the office should know about it."""

    visit: InspectionRecord
    notes: tuple[Problem, ...]


def add(desk: Desk, given: Given) -> Visited:
    """Record a visit.

    Raises:
        Refused: with everything that is missing or wrong; nothing was written.
    """
    with desk.writing("inspect add") as writer:
        register = units.register(writer, desk.today)
        form = Form(given, desk)
        place = Place(form, writer, register, desk, required=True)
        on = form.day("on", default=desk.today) or desk.today
        if on > desk.today:
            form.object("in_future", hazard_messages.done_in_future(on, desk.today), "on")
        row = {
            "unit": form.unit("unit", register, required=True),
            "source": str(form.choice("source", Source) or Source.DEPARTMENT),
            "inspectors": form.line("by") or desk.settings.actor,
            "place": form.line("place"),
            "note": form.text("note"),
            "village": place.village,
            "sector": place.sector,
        }
        form.done()
        notes = place.settle(writer)
        no, seq = inspections.next_number(writer, on.year)
        writer.record(Change("inspection", {**row, **_identity(writer.town, no, seq, on, place.ref)}))
        saved = inspections.by_number(writer, no)
    assert saved is not None  # noqa: S101  it was just recorded
    return Visited(saved, notes)


def _identity(town: str, no: str, seq: int, on: date, enterprise: Ref | None) -> dict[str, object]:
    return {
        "uid": new_uid(),
        "town": town,
        "no": no,
        "year": on.year,
        "seq": seq,
        "on_day": on.isoformat(),
        "enterprise": enterprise.uid if enterprise else None,
    }


def void(desk: Desk, no: str, given: Given) -> InspectionRecord:
    """Declare a visit void: it is kept and counts on no day.

    Raises:
        NotFound: no visit has the number.
        Refused: it is void already, found hazards that still count, or no reason is given.
    """
    with desk.writing("inspect void") as writer:
        found = inspections.by_number(writer, number_of(no), void=True)
        if found is None:
            raise NotFound(Problem("not_found", messages.no_such_visit(no), "no"))
        form = Form(given, desk)
        reason = form.text("reason", required=True) or "?"
        if found.void_reason:
            form.object("void", matter_messages.is_void(found.no))
        if found.hazards:
            form.object("has_hazards", messages.visit_has_hazards(found.no, found.hazards))
        form.done()
        return inspections.void(writer, found, desk.today, reason)


def listed(desk: Desk, given: Given, limit: int) -> tuple[InspectionRecord, ...]:
    """Return visits, newest first."""
    form = Form(given, desk)
    register = desk.register()
    start, end = form.days("from", "to")
    wanted = Filter(
        start=start,
        end=end,
        unit=form.unit("unit", register),
        village=form.unit("village", register, ("village",)),
        void=form.flag("void"),
    )
    form.done()
    with desk.reading() as reader:
        found = inspections.listed(reader, wanted, limit)
    return tuple(found)


def show(desk: Desk, no: str) -> InspectionRecord:
    """Return one visit.

    Raises:
        NotFound: no visit has the number.
    """
    with desk.reading() as reader:
        found = inspections.by_number(reader, number_of(no), void=True)
    if found is None:
        raise NotFound(Problem("not_found", messages.no_such_visit(no), "no"))
    return found
