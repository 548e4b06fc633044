"""Registering a hazard: from what was typed to a case that has passed the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain import entry
from hazardctl.domain.acts import Closing
from hazardctl.domain.case import Case
from hazardctl.domain.five import Five
from hazardctl.domain.hazard import Hazard, Level, Source
from hazardctl.domain.record import HazardRecord, record
from hazardctl.domain.text import TITLE_LIMIT
from hazardctl.errors import Problem, Refused
from hazardctl.ledger import connect
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.queries import cases, inspections, units
from hazardctl.messages import hazards as messages
from hazardctl.messages import register as register_messages
from hazardctl.messages.labels import label
from hazardctl.services.find import case_of, hazard_of, number_of, visit_of
from hazardctl.services.form import Form, Given, Typed
from hazardctl.services.place import Place

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer
    from hazardctl.services.desk import Desk

_COPIED = ("title", "category", "sector", "source", "level", "unit", "criterion")
_COPIED_FIVE = ("measures", "contingency")


class Registered(Struct, frozen=True):
    """The hazard as registered, and what the office should know about it."""

    hazard: HazardRecord
    notes: tuple[Problem, ...]


class Trial(Struct, frozen=True):
    """What registering would say now: the hazard as understood, every objection, and what the office should know."""

    hazard: Hazard
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


class _Draft(Struct, frozen=True):
    """A hazard as read, its enterprise perhaps not registered yet; stand-ins take the place of what is missing."""

    form: Form
    place: Place
    hazard: Hazard
    review: Closing | None


def add(desk: Desk, given: Given) -> Registered:
    """Register a hazard: fixed on the spot, with all five, or openly pending (DESIGN.md §4.1).

    Raises:
        Refused: with everything that is missing or wrong; nothing was written.
    """
    with desk.writing("hazard add") as writer:
        draft = _drafted(desk, writer, given)
        draft.form.done(*entry.objections(draft.hazard, desk.today))
        notes = draft.place.settle(writer)
        hazard = replace(draft.hazard, enterprise=draft.place.ref, no=_number(writer, draft.hazard.found_on))
        case = Case(hazard)
        if draft.review:
            case = case.do(draft.review, desk.today)
        saved = cases.save(writer, None, case)
        notes += _likeness(writer, hazard)
    found = record(saved, desk.today)
    assert found is not None  # noqa: S101  it was found today at the latest
    return Registered(found, notes)


def trial(desk: Desk, given: Given) -> Trial:
    """Say what `add` would say, and write nothing: a form asks after each answer and before it is saved."""
    with desk.reading() as reader:
        draft = _drafted(desk, reader, given)
        problems: tuple[Problem, ...] = ()
        try:
            draft.form.done(*entry.objections(draft.hazard, desk.today))
            if draft.review:
                Case(draft.hazard).do(draft.review, desk.today)
        except Refused as refusal:
            problems = tuple(refusal.problems)
        return Trial(draft.hazard, problems, _likeness(reader, draft.hazard))


def _drafted(desk: Desk, reads: Reads, given: Given) -> _Draft:
    register = units.register(reads, desk.today)
    form = Form(inherited(reads, given), desk)
    place = Place(form, reads, register, desk)
    hazard = read(form, desk, place, finder=desk.settings.actor)
    return _Draft(form, place, hazard, _review(form, hazard))


def _number(writer: Writer, found_on: date) -> str:
    series = connect.setting(writer, "series") or writer.town
    return cases.next_number(writer, series, found_on.year)


def inherited(reads: Reads, given: Given) -> dict[str, Typed]:
    """Fill what was not typed from the hazard named by `--like`, then from the visit."""
    values = dict(given)
    like, visit = values.get("like"), values.get("visit")
    if isinstance(like, str):
        hazard = case_of(reads, like).hazard
        _default(values, {key: getattr(hazard, key) for key in _COPIED})
        _default(values, {key: getattr(hazard.five, key) for key in _COPIED_FIVE})
    if isinstance(visit, str):
        seen = inspections.by_number(reads, number_of(visit))
        if seen:
            _default(values, {"found_on": seen.on.isoformat(), "found_by": seen.inspectors})
            _default(
                values,
                {key: getattr(seen, key) for key in ("enterprise", "village", "unit", "source", "sector")},
            )
    return values


def _default(values: dict[str, Typed], defaults: dict[str, str | None]) -> None:
    values |= {key: value for key, value in defaults.items() if values.get(key) is None and value is not None}


def read(form: Form, desk: Desk, place: Place, *, finder: str | None, no: str = "") -> Hazard:
    """Read everything that a hazard is registered with; stand-ins take the place of what is missing.

    `finder` found it where nobody is named: at the keyboard whoever types; a sheet that names nobody leaves it open.
    """
    return Hazard(
        uid=new_uid(),
        no=no,
        title=form.line("title", limit=TITLE_LIMIT, required=True) or "?",
        level=form.choice("level", Level, required=True) or Level.GENERAL,
        unit=form.unit("unit", place.register, required=True) or "?",
        source=form.choice("source", Source, required=True) or Source.SELF,
        found_on=form.day("found_on", default=desk.today) or desk.today,
        category=form.line("category", limit=100),
        sector=place.sector,
        place=form.line("place"),
        enterprise=place.ref,
        village=place.village,
        found_unit=form.unit_or_name("found_unit", place.register),
        found_by=form.line("found_by") or finder,
        visit=visit_of(form, place.reads),
        criterion=form.text("criterion"),
        key_item=form.line("key_item"),
        supervisor=form.line("supervisor"),
        control_person=form.line("control_person"),
        leader=form.line("leader"),
        source_no=form.line("source_no", limit=100),
        five=five(form, place.name),
        fixed_on_spot=form.text("fixed_on_spot"),
        interim=form.text("interim"),
        pending_until=form.day("pending"),
        recurs_from=hazard_of(form, place.reads, "recurs_from"),
    )


def five(form: Form, default_unit: str | None) -> Five:
    """Read the five; an amount of 0 says that no funds are needed, an empty one does not (DESIGN.md §4.1)."""
    amount, no_funds = funds(form)
    return Five(
        measures=form.text("measures"),
        responsible_unit=form.line("responsible_unit") or default_unit,
        responsible=form.line("responsible"),
        funds_fen=amount,
        funds_source=form.line("funds_source"),
        no_funds=no_funds,
        deadline=form.day("deadline"),
        contingency=form.text("contingency"),
    )


def funds(form: Form) -> tuple[int | None, bool]:
    """Read the funds: an amount in fen, and whether none are needed, which 0 says too; both at once is refused."""
    amount, none_needed = form.money("funds"), form.flag("no_funds")
    if amount and none_needed:
        form.object("funds_contradiction", messages.funds_contradiction())
    return amount, none_needed or amount == 0


def _review(form: Form, hazard: Hazard) -> Closing | None:
    """Read who re-inspected on the spot what was fixed there; it closes the hazard in the same breath."""
    reviewer, conclusion = form.line("reviewer"), form.text("conclusion") or label("conclusion_passed")
    if not reviewer:
        return None
    if not hazard.fixed_on_spot:
        form.object("reviewer_needs_spot", messages.reviewer_needs_spot())
    return Closing(on=hazard.found_on, reviewer=reviewer, conclusion=conclusion, reviewer_unit=hazard.unit)


def _likeness(reads: Reads, hazard: Hazard) -> tuple[Problem, ...]:
    """Point out what looks like the same finding typed twice, or like one that came back (task 37)."""
    notes = []
    if twins := tuple(cases.twins(reads, hazard)):
        notes.append(Problem("likely_duplicate", register_messages.likely_twin(twins, hazard.no)))
    if hazard.category and not hazard.recurs_from:
        place = hazard.enterprise.uid if hazard.enterprise else None
        before = [
            x for x in cases.likely_again(reads, place, hazard.category, hazard.uid) if x[0] not in twins
        ]
        same, elsewhere = (tuple(no for no, here in before if here is flag) for flag in (True, False))
        if same or elsewhere:
            notes.append(Problem("likely_recurrence", register_messages.likely_recurrence(same, elsewhere)))
    return tuple(notes)
