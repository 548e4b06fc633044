"""Supervision actions: recorded, answered, and proposed by the ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from hazardctl.domain.ladder import next_step
from hazardctl.domain.record import record as hazard_record
from hazardctl.domain.supervision import Action, ActionRecord, Reply, record
from hazardctl.ledger.queries import cases, finding
from hazardctl.ledger.queries import matters as queries
from hazardctl.messages import actions as messages
from hazardctl.services import matters
from hazardctl.services.find import hazards_of
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.record import HazardRecord
    from hazardctl.errors import Problem
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk
    from hazardctl.services.matters import Sheet


class Done(NamedTuple):
    """An action as it is on record, and what the office should know about it."""

    action: ActionRecord
    notes: tuple[Problem, ...]


def add(desk: Desk, given: Given) -> Done:
    """Record an action towards a unit or an enterprise.

    Raises:
        Refused: with everything that is missing or wrong; nothing was written.
    """
    saved = matters.begin(desk, "action add", given, _build)
    return Done(record(saved.matter, desk.today), saved.notes)


def _build(sheet: Sheet) -> Action:
    form, plan = sheet.form, sheet.desk.plan
    place = sheet.place()
    return Action(
        on=sheet.on(),
        topic=_means(form, plan),
        unit=sheet.unit("target"),
        enterprise=place.ref,
        village=place.village if place.ref else None,
        hazards=hazards_of(form, sheet.writer),
        text=form.text("text"),
        doc_no=form.line("doc_no"),
        by=form.line("by") or sheet.desk.settings.actor,
        from_unit=sheet.unit("from_unit") or plan.campaign.emergency_office,
        reply_due=form.day("reply_due"),
    )


def _means(form: Form, plan: Plan) -> str | None:
    """Read the means of supervision: a step of the plan's ladder."""
    said, known = form.line("kind"), tuple((step.key, step.name) for step in plan.ladder)
    step = plan.step(said) if said else None
    if step is None:
        message = messages.no_such_means(said, known) if said else messages.needs_means(known)
        form.object("not_a_choice" if said else "missing", message, "kind")
    return step.key if step else None


def reply(desk: Desk, no: str, given: Given) -> Done:
    """Record what the target answered.

    Raises:
        NotFound: no action has the number.
        Refused: the text is missing, or the day does not fit; nothing was written.
    """
    saved = matters.follow(desk, "action reply", matters.Target(Action, no), given, _reply)
    return Done(record(saved.matter, desk.today), saved.notes)


def _reply(sheet: Sheet, action: Action) -> Reply:
    del action
    form = sheet.form
    return Reply(on=sheet.on(), text=sheet.text("text"), by=form.line("by"), effect=form.text("effect"))


def void(desk: Desk, no: str, given: Given) -> ActionRecord:
    """Declare an action's record void."""
    return record(matters.void(desk, "action void", matters.Target(Action, no), given), desk.today)


def show(desk: Desk, no: str, day: date | None) -> ActionRecord:
    """Return one action as it stood at the end of a day."""
    return record(matters.show(desk, Action, no, day), day or desk.today)


def listed(desk: Desk, given: Given, day: date | None) -> tuple[ActionRecord, ...]:
    """Return actions, newest first.

    Raises:
        Refused: a filter cannot be understood.
    """
    day = day or desk.today
    form = Form(given, desk)
    means = _means(form, desk.plan) if form.raw("kind") else None
    form.done()
    found = matters.listed(desk, Action, matters.read_filter(desk, given, topic=means), day)
    return tuple(
        r
        for r in (record(action, day) for action in found)
        if (not form.flag("overdue") or r.overdue)
        and (not form.flag("open") or r.status in {"sent", "overdue"})
    )


class Suggestion(Struct, frozen=True, kw_only=True):
    """What may be done next about one late thing; `taken` are the means already used on it.

    `about` is `hazard` (overdue, or its five not complete by their day) or `reply` (an action that was not answered),
    and `no` the number of either. `days_overdue` counts from whichever day passed first.
    """

    about: str
    no: str
    unit: str | None
    enterprise: str | None
    title: str
    days_overdue: int
    rounds: int
    taken: tuple[str, ...]
    kind: str
    name: str
    command: str


def suggest(desk: Desk, given: Given, day: date | None) -> tuple[Suggestion, ...]:
    """Return the next step of the ladder for each late hazard and unanswered action, worst first.

    Nothing is ever done by itself (四（三）: who is called in is for people to decide).
    """
    day = day or desk.today
    form, register = Form(given, desk), desk.register(day)
    unit = form.unit("unit", register)
    form.done()
    with desk.reading() as reader:
        overdue = hazards(reader, finding.Filter(overdue=True), day)
        pending = [h for h in hazards(reader, finding.Filter(status="pending"), day) if h.pending_overdue]
        actions = queries.listed(reader, Action, queries.EVERYTHING, day)
    taken = taken_on(actions)
    late = {h.no: h for h in (*overdue, *pending) if unit in {None, h.unit, h.village}}
    asked = [a for a in actions if a.status(day) == "overdue" and unit in {None, a.unit, a.village}]
    found = (
        *(_about_hazard(desk.plan, h, taken.get(h.no, ()), day) for h in late.values()),
        *(_about_reply(desk.plan, record(a, day), answered_with(a, actions)) for a in asked),
    )
    return tuple(sorted((s for s in found if s), key=lambda s: (-s.days_overdue, s.no)))


def taken_on(actions: Iterable[Action]) -> dict[str, tuple[str, ...]]:
    """Return the means already used, by the number of the hazard."""
    taken: dict[str, tuple[str, ...]] = {}
    for action in actions:
        for ref in action.hazards:
            taken[ref.name] = (*taken.get(ref.name, ()), action.topic or "")
    return taken


def answered_with(action: Action, actions: Iterable[Action]) -> tuple[str, ...]:
    """Return the means of an unanswered action, and those used on the same target since its reply was due."""
    since = (
        a.topic or ""
        for a in actions
        if (a.unit, a.enterprise) == (action.unit, action.enterprise)
        and action.reply_due
        and a.on > action.reply_due
    )
    return (action.topic or "", *since)


def _about_hazard(plan: Plan, h: HazardRecord, taken: tuple[str, ...], day: date) -> Suggestion | None:
    waiting = (day - h.pending_until).days if h.pending_overdue and h.pending_until else 0
    days = max(h.days_overdue, waiting)
    step = next_step(plan.ladder, days, h.rounds, taken)
    if step is None:
        return None
    return Suggestion(
        about="hazard",
        no=h.no,
        unit=h.unit,
        enterprise=h.enterprise,
        title=h.title,
        days_overdue=days,
        rounds=h.rounds,
        taken=taken,
        kind=step.key,
        name=step.name,
        command=messages.to_unit(step.key, h.unit, (h.no,)),
    )


def _about_reply(plan: Plan, a: ActionRecord, taken: tuple[str, ...]) -> Suggestion | None:
    step = next_step(plan.ladder, a.days_overdue, 0, taken)
    if step is None:
        return None
    means = plan.step(a.kind)
    command = (
        messages.to_unit(step.key, a.unit, a.hazards)
        if a.unit
        else messages.to_enterprise(step.key, a.enterprise or "", a.hazards)
    )
    return Suggestion(
        about="reply",
        no=a.no,
        unit=a.unit,
        enterprise=a.enterprise,
        title=messages.unanswered(means.name if means else a.kind, a.reply_due),
        days_overdue=a.days_overdue,
        rounds=0,
        taken=taken,
        kind=step.key,
        name=step.name,
        command=command,
    )


def hazards(reads: Reads, wanted: finding.Filter, day: date) -> list[HazardRecord]:
    """Return the hazards that match, as they stood at the end of a day."""
    found = (hazard_record(case, day) for case in cases.listed(reads, wanted, day))
    return [item for item in found if item]
