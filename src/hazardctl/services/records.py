"""Duty records: that a task was done, typed once; and how far all duties are done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.rates import rate
from hazardctl.errors import NotFound, Problem
from hazardctl.ledger.queries import records, units
from hazardctl.ledger.queries.records import DutyRecord
from hazardctl.messages import duties as messages
from hazardctl.messages import matters as matter_messages
from hazardctl.reports import coverage, lateness
from hazardctl.reports.coverage import key_of
from hazardctl.services import attachments
from hazardctl.services.duties import duty_of
from hazardctl.services.duty_form import Asked
from hazardctl.services.find import enterprise_of, number_of, unit_of
from hazardctl.services.form import Form, Given
from hazardctl.services.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from hazardctl.domain.cadence import Obligation, Window
    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.register import Register
    from hazardctl.ledger.writing import Writer
    from hazardctl.reports.coverage import AnyDuty
    from hazardctl.services.desk import Desk


class Logged(NamedTuple):
    """A record as saved, and what the office should know about it."""

    record: DutyRecord
    notes: tuple[Problem, ...]


def log(desk: Desk, said: str, given: Given) -> Logged:
    """Record that a duty was done.

    Raises:
        NotFound: the plan has no such task or standing duty.
        Refused: with everything that is missing or wrong; nothing was written.
    """
    duty = duty_of(desk.plan, said)
    with desk.writing("task log") as writer:
        form = Form(given, desk)
        draft, files = (
            read(desk, writer, units.register(writer, desk.today), duty, form),
            attachments.named(form),
        )
        form.done()
        known = records.until(writer, draft.record.on)
        saved, notes = keep(writer, draft)
        again = next((r.no for r in known if about(r) == about(saved)), None)
        kept = attachments.keep(desk, writer, "record", saved.uid, files)
    twice = (Problem("likely_duplicate", messages.likely_again(again)),) if again else ()
    return Logged(saved, (*notes, *kept, *twice))


class Draft(NamedTuple):
    """A record as read, its enterprise perhaps not registered yet."""

    record: DutyRecord
    asked: Asked
    place: Place


def read(desk: Desk, writer: Writer, register: Register, duty: AnyDuty, form: Form) -> Draft:
    """Read a record of a duty; nothing is written, and the form keeps what is missing or wrong."""
    place = Place(form, writer, register, desk)
    asked = Asked(form, desk.plan, duty, register, place)
    firm = place.ref
    record = _draft(desk, asked)._replace(
        enterprise=firm.name if firm else None, enterprise_uid=firm.uid if firm else None
    )
    return Draft(record, asked, place)


def keep(writer: Writer, draft: Draft) -> Logged:
    """Store a record that has passed the gate, and first the enterprise that it makes known."""
    notes = (*draft.place.settle(writer), *draft.asked.notes())
    firm = draft.place.ref
    return Logged(
        records.add(writer, draft.record._replace(enterprise_uid=firm.uid if firm else None)), notes
    )


def about(record: DutyRecord) -> tuple[object, ...]:
    """Return what makes two records the same thing done once."""
    same = ("duty", "part", "item", "unit", "post", "person", "enterprise_uid", "on")
    return tuple(getattr(record, name) for name in same)


def _draft(desk: Desk, asked: Asked) -> DutyRecord:
    form = asked.form
    on = form.day("on", default=desk.today) or desk.today
    to = form.day("to") or on
    _check_days(form, on, to, desk.today)
    asked.check_enterprise()
    return DutyRecord(
        no="",
        duty=key_of(asked.duty),
        part=asked.part.key if asked.part else None,
        item=asked.item(),
        unit=asked.unit() or "?",
        post=asked.post(),
        person=form.line("person"),
        enterprise=None,
        on=on,
        to=to,
        people=form.number("people"),
        note=form.text("note"),
        void_reason=None,
        uid="",
        enterprise_uid=None,
    )


def _check_days(form: Form, on: date, to: date, today: date) -> None:
    if to < on:
        form.object("bad_period", messages.days_reversed(), "to")
    if max(on, to) > today:
        form.object("in_future", matter_messages.in_future(max(on, to), today), "on")


def void(desk: Desk, no: str, given: Given) -> DutyRecord:
    """Declare a record void: it is kept and counts on no day.

    Raises:
        NotFound: no record has the number.
        Refused: it is void already, or no reason is given.
    """
    with desk.writing("task void") as writer:
        found = records.by_number(writer, number_of(no))
        if found is None:
            raise NotFound(Problem("not_found", messages.no_such_record(no), "no"))
        form = Form(given, desk)
        reason = form.text("reason", required=True) or "?"
        if found.void_reason:
            form.object("void", matter_messages.is_void(found.no))
        form.done()
        return records.void(writer, found, desk.today, reason)


def listed(desk: Desk, said: str | None, given: Given, day: date | None) -> tuple[DutyRecord, ...]:
    """Return the records up to a day, newest first."""
    form, register = Form(given, desk), desk.register()
    duty = key_of(duty_of(desk.plan, said)) if said else None
    unit, firm = form.unit("unit", register), enterprise_of(desk, form)
    first, last = form.days("from", "to")
    form.done()
    with desk.reading() as reader:
        found = records.until(reader, day or desk.today)
    return tuple(
        r
        for r in reversed(found)
        if duty in {None, r.duty}
        and unit in {None, r.unit}
        and firm in {None, r.enterprise_uid}
        and (first is None or r.to >= first)
        and (last is None or r.on <= last)
    )


class ShareRecord(NamedTuple):
    """One subject's share of a duty as an answer; `missing` are the days between which each late one was due."""

    part: str
    item: str
    every: str
    subject_kind: str
    subject: str
    unit: str | None
    village: str | None
    expected: int | None
    done: int
    complete: bool
    missing: tuple[Window, ...]
    since: date | None
    last_on: date | None
    running: Window | None
    unfilled: bool
    notes: tuple[str, ...]
    name: str = ""


class DutyStatus(NamedTuple):
    """How far one duty is done. `expected` and `rate` are None where there is no frequency."""

    id: str
    printed_no: int | None
    name: str
    per: str
    every: tuple[str, ...]
    owners: tuple[str, ...]
    expected: int | None
    done: int
    rate: float | None
    missing: int
    since: date | None
    notes: tuple[str, ...]
    obligations: tuple[ShareRecord, ...]


class Status(NamedTuple):
    """How far all duties are done, or those of one unit; what has no frequency is in no sum."""

    unit: str | None
    expected: int
    done: int
    rate: float | None
    missing: int
    tasks: tuple[DutyStatus, ...]


def status(desk: Desk, given: Given, day: date | None) -> Status:
    """Return done ÷ expected by duty as at a day, and what is missing since when.

    Raises:
        NotFound: the unit or the task named is unknown.
        Refused: the enterprise named is unknown.
    """
    form = Form(given, desk)
    register = desk.register(day)
    said, firm = form.line("unit"), enterprise_of(desk, form)
    unit = unit_of(said, register) if said else None
    named = form.line("task")
    wanted = key_of(duty_of(desk.plan, named)) if named else None
    form.done()
    with desk.reading() as reader:
        found = coverage.obligations(reader, desk.plan, day or desk.today)
    mine = [
        o
        for o in (coverage.of_unit(found, unit.key) if unit else found)
        if wanted in {None, o.duty} and firm in {None, o.subject.key}
    ]
    only_late = form.flag("missing")
    kept = [o for o in mine if o.missing] if only_late else mine
    total = lateness.figures(mine)
    return Status(
        unit=unit.key if unit else None,
        expected=total.expected,
        done=total.done,
        rate=total.rate,
        missing=total.missing,
        tasks=tuple(_by_duty(desk.plan, kept)),
    )


def _by_duty(plan: Plan, found: Sequence[Obligation]) -> Iterable[DutyStatus]:
    shares: dict[str, list[Obligation]] = {}
    for o in found:
        shares.setdefault(o.duty, []).append(o)
    for key, mine in shares.items():
        yield _duty_status(plan, duty_of(plan, key), mine)


def _duty_status(plan: Plan, duty: AnyDuty, mine: Sequence[Obligation]) -> DutyStatus:
    counted = [o for o in mine if o.expected is not None]
    expected = sum(o.expected or 0 for o in counted) if counted else None
    done = sum(o.done for o in (counted or mine))
    return DutyStatus(
        id=key_of(duty),
        printed_no=getattr(duty, "printed_no", None),
        name=coverage.name_of(plan, duty),
        per=getattr(duty, "per", "unit"),
        every=tuple(dict.fromkeys(o.every for o in mine)),
        owners=duty.owners,
        expected=expected,
        done=done,
        rate=None if expected is None else rate(done, expected),
        missing=sum(len(o.missing) for o in counted),
        since=min((o.since for o in counted if o.since), default=None),
        notes=tuple(dict.fromkeys(note for o in mine for note in o.notes)),
        obligations=tuple(_share(o) for o in mine),
    )


def _share(o: Obligation) -> ShareRecord:
    same = (
        "part",
        "name",
        "item",
        "every",
        "expected",
        "done",
        "complete",
        "missing",
        "since",
        "last_on",
        "running",
        "notes",
    )
    return ShareRecord(
        **{name: getattr(o, name) for name in same},
        subject_kind=o.subject.kind,
        subject=o.subject.name,
        unit=o.subject.unit,
        village=o.subject.village,
        unfilled=o.subject.unfilled,
    )
