"""Permits: entered with what is checked already, ticked as the checks are made, started and finished."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from hazardctl.domain.names import fold
from hazardctl.domain.permit import FILING, GUARDIAN, Finished, Permit, PermitRecord, Started, Ticked, record
from hazardctl.errors import Problem
from hazardctl.messages import permits as say
from hazardctl.services import matters
from hazardctl.services.form import Form, Given
from hazardctl.services.matters import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.matter import Step
    from hazardctl.domain.plan_rows import Check, Operation
    from hazardctl.services.desk import Desk
    from hazardctl.services.matters import Saved, Sheet

_SEVERAL = re.compile(r"[、，,;；]")


class Changed(NamedTuple):
    """A permit as it stands now, and what the office should know about it."""

    permit: PermitRecord
    notes: tuple[Problem, ...]


def add(desk: Desk, given: Given) -> Changed:
    """Enter a permit.

    Raises:
        Refused: with everything that is missing or wrong; nothing was written.
    """
    return _changed(desk, matters.begin(desk, "permit add", given, _build))


def _build(sheet: Sheet) -> Permit:
    form, place, plan = sheet.form, sheet.place(required=True), sheet.desk.plan
    operation = _operation(form, plan)
    until = form.day("until")
    # A day that cannot be read is objected to already; the stand-in must not be objected to as well.
    work_on = form.day("on", default=sheet.today) or until or sheet.today
    known_since = min(work_on, sheet.today)
    required = operation.checks if operation else ()
    tick = _tick(sheet, "done", required, known_since)
    return Permit(
        on=known_since,
        work_on=work_on,
        until=until,
        enterprise=place.ref,
        village=place.village,
        unit=sheet.unit(),
        topic=operation.key if operation else None,
        required=required,
        place=form.line("place"),
        what=form.text("what"),
        contractor=form.line("contractor"),
        worker=form.line("worker"),
        steps=(tick,) if tick.checks or tick.guardian else (),
    )


def tick(desk: Desk, no: str, given: Given) -> Changed:
    """Record that checks of a permit are done.

    Raises:
        NotFound: no permit has the number.
        Refused: the operation asks for no such check, or it comes before its turn.
    """
    return _follow(desk, "permit tick", no, given, _ticked)


def _ticked(sheet: Sheet, permit: Permit) -> Ticked:
    tick = _tick(sheet, "checks", permit.required, sheet.on())
    if not tick.checks and not sheet.form.problems:
        left = record(permit, sheet.desk.plan).missing
        sheet.form.object("missing", say.nothing_ticked(permit.no, left), "checks")
    return tick


def _tick(sheet: Sheet, field: str, required: Sequence[str], on: date) -> Ticked:
    """Read what is done; naming the guardian, or to whom it was reported, ticks that check by itself."""
    form, plan = sheet.form, sheet.desk.plan
    guardian, report_to = form.line("guardian"), form.line("report_to")
    said = [part for text in form.many(field) for part in _SEVERAL.split(text) if part.strip()]
    named = {_check(form, part, [c for c in map(plan.check, required) if c], field) for part in said}
    named |= {GUARDIAN} if guardian else set()
    named |= {FILING} if report_to else set()
    return Ticked(
        on=on,
        seq=1,
        checks=tuple(key for key in required if key in named),
        by=form.line("by") or sheet.desk.settings.actor,
        guardian=guardian,
        report_to=report_to,
        note=form.text("note"),
    )


def _check(form: Form, said: str, checks: Sequence[Check], field: str) -> str | None:
    """Find a check by key or name, or by a part of the name that only one has; anything else is objected to."""
    wanted = fold(said)
    exact = [check for check in checks if wanted in (fold(check.key), fold(check.name))]
    found = exact or [check for check in checks if wanted in fold(check.name)]
    if len(found) == 1:
        return found[0].key
    if checks:
        form.object("unknown_check", say.unknown_check(said, [check.name for check in checks]), field)
    return None


def _operation(form: Form, plan: Plan) -> Operation | None:
    said = form.line("operation", required=True)
    found = plan.operation(said) if said else None
    if not plan.operations:
        form.object("no_operations", say.no_operations())
    elif said and found is None:
        known = [operation.name for operation in plan.operations]
        form.object("unknown_operation", say.unknown_operation(said, known), "operation")
    return found


def start(desk: Desk, no: str, given: Given) -> Changed:
    """Record that the work began; checks that are still missing are named.

    Raises:
        NotFound: no permit has the number.
        Refused: the air of a confined space was not tested after ventilation, or the day is not within the permit.
    """
    begun = _follow(
        desk, "permit start", no, given, lambda s, _: Started(on=s.on(), note=s.form.text("note"))
    )
    names = begun.permit.missing
    missing = (Problem("checks_missing", say.started_with_missing(names)),) if names else ()
    return begun._replace(notes=(*begun.notes, *missing))


def finish(desk: Desk, no: str, given: Given) -> Changed:
    """Record that the work is over; beyond its days, it is said so.

    Raises:
        NotFound: no permit has the number.
        Refused: it never began, or is over already.
    """
    over = _follow(
        desk, "permit finish", no, given, lambda s, _: Finished(on=s.on(), note=s.form.text("note"))
    )
    ended, until = over.permit.finished_on, over.permit.until
    late = (Problem("overran", say.overran(ended, until)),) if ended and until and ended > until else ()
    return over._replace(notes=(*over.notes, *late))


def _follow(
    desk: Desk, command: str, no: str, given: Given, build: Callable[[Sheet, Permit], Step]
) -> Changed:
    return _changed(desk, matters.follow(desk, command, Target(Permit, no), given, build))


def _changed(desk: Desk, saved: Saved[Permit]) -> Changed:
    return Changed(record(saved.matter, desk.plan), saved.notes)


def listed(desk: Desk, given: Given, day: date) -> tuple[PermitRecord, ...]:
    """Return permits as they stood at the end of a day, newest first; `from` and `to` are about the day of the work.

    Raises:
        Refused: a filter cannot be understood.
    """
    form = Form(given, desk)
    operation = _operation(form, desk.plan) if form.raw("operation") else None
    form.done()
    wanted = matters.read_filter(desk, given, topic=operation.key if operation else None)
    found = matters.listed(desk, Permit, replace(wanted, start=None, end=None), day)
    first, last = wanted.start or date.min, wanted.end or date.max
    records = (record(permit, desk.plan) for permit in found if first <= permit.work_on <= last)
    return tuple(r for r in records if not form.flag("missing") or not r.complete)


def show(desk: Desk, no: str, day: date | None) -> PermitRecord:
    """Return one permit as it stood at the end of a day."""
    return record(matters.show(desk, Permit, no, day), desk.plan)


def void(desk: Desk, no: str, given: Given) -> PermitRecord:
    """Declare a permit void."""
    return record(matters.void(desk, "permit void", Target(Permit, no), given), desk.plan)
