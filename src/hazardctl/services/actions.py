"""Supervision actions: recorded, answered, proposed by the ladder, and put into words for a unit's chat group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.ladder import next_step
from hazardctl.domain.record import record as hazard_record
from hazardctl.domain.supervision import Action, ActionRecord, Reply, record
from hazardctl.ledger.queries import cases
from hazardctl.ledger.queries import matters as queries
from hazardctl.messages import actions as messages
from hazardctl.messages.labels import label
from hazardctl.reports import coverage
from hazardctl.services import matters
from hazardctl.services.find import hazards_of, unit_of
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.record import HazardRecord
    from hazardctl.errors import Problem
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk
    from hazardctl.services.matters import Sheet

WEEK = 7
NAMED_AT_MOST = 5
"""How many of each kind a reminder names: it is read on a phone."""


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
        unit=sheet.unit(),
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
    form = Form(given, desk.today)
    means = _means(form, desk.plan) if form.raw("kind") else None
    form.done()
    found = matters.listed(desk, Action, matters.read_filter(desk, given, topic=means), day)
    return tuple(
        r
        for r in (record(action, day) for action in found)
        if (not form.flag("overdue") or r.overdue)
        and (not form.flag("open") or r.status in {"sent", "overdue"})
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What may be done next about one overdue hazard; `taken` are the means already used on it."""

    no: str
    unit: str
    enterprise: str | None
    title: str
    days_overdue: int
    rounds: int
    taken: tuple[str, ...]
    kind: str
    name: str
    command: str


def suggest(desk: Desk, given: Given, day: date | None) -> tuple[Suggestion, ...]:
    """Return the next step of the ladder for each overdue hazard, worst first. Nothing is done by itself."""
    day = day or desk.today
    form = Form(given, desk.today)
    unit = form.unit("unit", desk.register(day))
    form.done()
    with desk.reading() as reader:
        late = _hazards(reader, cases.Filter(overdue=True, unit=unit), day)
        taken = taken_on(queries.listed(reader, Action, queries.EVERYTHING, day))
    found = (_suggestion(desk.plan, h, taken.get(h.no, ())) for h in late)
    return tuple(sorted((s for s in found if s), key=lambda s: (-s.days_overdue, s.no)))


def taken_on(actions: Iterable[Action]) -> dict[str, tuple[str, ...]]:
    """Return the means already used, by the number of the hazard."""
    taken: dict[str, tuple[str, ...]] = {}
    for action in actions:
        for ref in action.hazards:
            taken[ref.name] = (*taken.get(ref.name, ()), action.topic or "")
    return taken


def _suggestion(plan: Plan, h: HazardRecord, taken: tuple[str, ...]) -> Suggestion | None:
    step = next_step(plan.ladder, h.days_overdue, h.rounds, taken)
    if step is None:
        return None
    return Suggestion(
        no=h.no,
        unit=h.unit,
        enterprise=h.enterprise,
        title=h.title,
        days_overdue=h.days_overdue,
        rounds=h.rounds,
        taken=taken,
        kind=step.key,
        name=step.name,
        command=f"hazardctl action add --kind {step.key} --unit {h.unit} --hazard {h.no}",
    )


def _hazards(reads: Reads, wanted: cases.Filter, day: date) -> list[HazardRecord]:
    found = (hazard_record(case, day) for case in cases.listed(reads, wanted, day))
    return [item for item in found if item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One unit's reminder, ready to forward; the counts say what is in it."""

    unit: str
    text: str
    overdue: int
    due_soon: int
    pending: int
    awaiting_review: int
    reports_owed: int
    duties_late: int
    replies_overdue: int
    hazards: tuple[str, ...]


def remind(desk: Desk, said: str, day: date | None) -> Reminder:
    """Return one reminder for a unit: what of its own is late or falls due, as at a day. Nothing is recorded.

    Raises:
        NotFound: nobody is called so.
    """
    day = day or desk.today
    register = desk.register(day)
    unit = unit_of(said, register)
    mine = cases.Filter(village=unit.key) if unit.kind == "village" else cases.Filter(unit=unit.key)
    with desk.reading() as reader:
        shelves = {
            "overdue": _hazards(reader, replace(mine, overdue=True), day),
            "due_soon": _hazards(reader, replace(mine, due_within=WEEK), day),
            "pending": _hazards(reader, replace(mine, status="pending"), day),
            "rectified": _hazards(reader, replace(mine, status="rectified"), day),
            "owed": _hazards(reader, replace(mine, reports_owed=True), day),
        }
        late = coverage.late(coverage.of_unit(coverage.obligations(reader, desk.plan, day), unit.key))
        actions = queries.listed(reader, Action, queries.Filter(unit=unit.key), day)
    unanswered = [r for r in (record(a, day) for a in actions) if r.overdue]
    lines = [
        *(line for name, found in shelves.items() for line in _hazard_lines(name, found, day)),
        *_duty_lines(desk.plan, late),
        *_reply_lines(desk.plan, unanswered),
    ]
    head, end = messages.remind_head(unit.name, day), messages.remind_end(desk.plan.campaign.emergency_office)
    return Reminder(
        unit=unit.key,
        text="\n".join([head, *lines, end]) if lines else "",
        overdue=len(shelves["overdue"]),
        due_soon=len(shelves["due_soon"]),
        pending=len(shelves["pending"]),
        awaiting_review=len(shelves["rectified"]),
        reports_owed=len(shelves["owed"]),
        duties_late=len(late),
        replies_overdue=len(unanswered),
        hazards=tuple(h.no for h in shelves["overdue"]),
    )


def _cut(lines: Sequence[str]) -> list[str]:
    shown = list(lines[:NAMED_AT_MOST])
    return [*shown, messages.remind_more(len(lines) - NAMED_AT_MOST)] if len(lines) > NAMED_AT_MOST else shown


def _hazard_lines(name: str, found: Sequence[HazardRecord], day: date) -> list[str]:
    if not found:
        return []
    lines = [
        messages.remind_line(
            h.no, h.enterprise, h.title, h.five.deadline or h.pending_until or day, h.days_overdue
        )
        for h in found
    ]
    return [messages.remind_part(label(name), len(found)), *_cut(lines)]


def _duty_lines(plan: Plan, late: Sequence[coverage.LateDuty]) -> list[str]:
    if not late:
        return []
    names = {coverage.key_of(duty): coverage.name_of(plan, duty) for duty in coverage.duties_of(plan)}
    lines = [
        messages.remind_duty(one.duty, one.item or names[one.duty], one.subject, one.missing, one.since)
        for one in late
    ]
    return [messages.remind_part("未按频次完成的任务", len(late)), *_cut(lines)]


def _reply_lines(plan: Plan, found: Sequence[ActionRecord]) -> list[str]:
    if not found:
        return []
    names = {step.key: step.name for step in plan.ladder}
    lines = [messages.remind_reply(r.no, names.get(r.kind, r.kind), r.reply_due) for r in found]
    return [messages.remind_part("逾期未回复", len(found)), *_cut(lines)]
