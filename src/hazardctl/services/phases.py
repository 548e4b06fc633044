"""Where the campaign stands in its phases, and what each unit has handed in for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.counts import total
from hazardctl.domain.phases import clock, owing
from hazardctl.domain.rates import rate
from hazardctl.errors import NotFound, Problem
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries import movements, units
from hazardctl.ledger.queries import phases as queries
from hazardctl.messages import hazards as hazard_messages
from hazardctl.messages import phases as messages
from hazardctl.services.desk import Desk, register_of
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hazardctl.domain.campaign import Deliverable, Phase, Plan
    from hazardctl.domain.counts import Amount
    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads


class DeliverableRecord(Struct, frozen=True):
    """One thing that a phase must leave behind. Counts are of units, and null before there is a ledger."""

    key: str
    name: str
    owed_by: tuple[str, ...]
    owed: int | None
    done: int | None
    missing_units: tuple[str, ...]


class PhaseHazards(Struct, frozen=True):
    """The hazards found in a phase's days, as they stand on the day asked about."""

    found: int | None
    rectified: int | None
    closed: int | None
    open: int | None
    rectified_rate: float | None


class PhaseRecord(Struct, frozen=True):
    """A phase on a day. `days_left` counts to its last day and is negative once that has passed."""

    phase: int
    key: str
    name: str
    start: date
    start_inferred: bool
    due: date
    precision: str
    words: str
    days_left: int
    state: str
    deliverables: tuple[DeliverableRecord, ...]
    hazards: PhaseHazards


def status(desk: Desk, day: date | None) -> tuple[PhaseRecord, ...]:
    """Return every phase as it stood at the end of a day; without a ledger, the calendar alone."""
    day = day or desk.today
    if not desk.has_ledger:
        register = register_of(desk.plan)
        return tuple(_record(phase, day, register, None, None) for phase in desk.plan.phases)
    with desk.reading() as reader:
        return standing(reader, desk.plan, day)


def standing(reads: Reads, plan: Plan, day: date) -> tuple[PhaseRecord, ...]:
    """Return every phase as the ledger knows it at the end of a day."""
    register = units.register(reads, day)
    handed_in = queries.delivered(reads, day)
    found = movements.stood(reads, day, "found")["found"]
    return tuple(_record(phase, day, register, handed_in, found) for phase in plan.phases)


def _record(
    phase: Phase,
    day: date,
    register: Register,
    handed_in: Mapping[tuple[int, str], frozenset[str]] | None,
    found: Mapping[str, Amount] | None,
) -> PhaseRecord:
    now = clock(phase, day)
    return PhaseRecord(
        phase=phase.no,
        key=phase.key,
        name=phase.name,
        start=phase.start,
        start_inferred=phase.start_inferred,
        due=phase.due,
        precision=phase.precision,
        words=phase.words,
        days_left=now.days_left,
        state=str(now.state),
        deliverables=tuple(
            _deliverable(
                item,
                register,
                None if handed_in is None else handed_in.get((phase.no, item.key), frozenset()),
            )
            for item in phase.deliverables
        ),
        hazards=_hazards(phase, found),
    )


def _deliverable(item: Deliverable, register: Register, done: frozenset[str] | None) -> DeliverableRecord:
    owed = owing(item, register)
    missing = () if done is None else tuple(unit for unit in owed if unit not in done)
    return DeliverableRecord(
        key=item.key,
        name=item.name,
        owed_by=item.owed_by,
        owed=None if done is None else len(owed),
        done=None if done is None else len(owed) - len(missing),
        missing_units=missing,
    )


def _hazards(phase: Phase, found: Mapping[str, Amount] | None) -> PhaseHazards:
    if found is None:
        return PhaseHazards(found=None, rectified=None, closed=None, open=None, rectified_rate=None)
    whole = total(
        one for day, one in found.items() if phase.start.isoformat() <= day <= phase.due.isoformat()
    )
    return PhaseHazards(
        found=whole.n,
        rectified=whole.rectified,
        closed=whole.closed,
        open=whole.open,
        rectified_rate=rate(whole.rectified, whole.n),
    )


def deliver(desk: Desk, key: str, given: Given) -> DeliverableRecord:
    """Record that a unit has handed in what a phase asks of it.

    Raises:
        NotFound: no phase has such a deliverable.
        Refused: the unit is unknown or does not owe it, or it was handed in already.
    """
    phase, item = _find(desk, key)
    with desk.writing("phase deliver") as writer:
        register = units.register(writer, desk.today)
        form = Form(given, desk)
        unit = form.unit("unit", register, required=True)
        on, note = form.day("on", default=desk.today) or desk.today, form.text("note")
        if on > desk.today:
            form.object("in_future", hazard_messages.done_in_future(on, desk.today), "on")
        done = queries.delivered(writer, desk.today).get((phase.no, item.key), frozenset())
        if unit and unit not in owing(item, register):
            form.object("not_owed", messages.not_owed(unit, item.name), "unit")
        if unit in done:
            form.object("delivered", messages.delivered_already(unit or "", item.name), "unit")
        form.done()
        row = {"uid": new_uid(), "town": writer.town, "phase": phase.no, "key": item.key, "unit": unit,
               "on_day": on.isoformat(), "note": note}  # fmt: skip
        writer.record(Change("delivery", row))
        return _deliverable(item, register, done | {str(unit)})


def _find(desk: Desk, key: str) -> tuple[Phase, Deliverable]:
    for phase in desk.plan.phases:
        for item in phase.deliverables:
            if key.strip() in {item.key, item.name}:
                return phase, item
    keys = tuple(
        messages.called(item.key, item.name) for phase in desk.plan.phases for item in phase.deliverables
    )
    raise NotFound(Problem("not_found", messages.no_such_deliverable(key, keys), "key"))
