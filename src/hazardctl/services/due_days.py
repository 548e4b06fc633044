"""The days that an office must not miss, for its calendar: what falls due from a day on, each with what to type."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain import cadence
from hazardctl.domain.phases import owing
from hazardctl.domain.submission import due_on, period_of
from hazardctl.ledger.queries import cases, rules, units
from hazardctl.ledger.queries import phases as delivered
from hazardctl.messages import due_days as say
from hazardctl.reports import owed, returns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hazardctl.domain.case import Case
    from hazardctl.domain.hazard import Hazard
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk


class DueKind(StrEnum):
    """What a day is for."""

    DEADLINE = "deadline"
    PENDING = "pending"
    SUPERVISED = "supervised"
    REPORT = "report"
    RETURN = "return"
    DUTY = "duty"
    PHASE = "phase"
    DELIVERABLE = "deliverable"


class DueDay(NamedTuple):
    """One day of the calendar. `key` stays the same from one calendar to the next, so that it replaces itself."""

    day: date
    kind: DueKind
    key: str
    title: str
    detail: str


def ahead(desk: Desk, day: date) -> tuple[DueDay, ...]:
    """Return what falls due on or after a day, and what is owed by then, in order of the days.

    Overdue hazards stand on their own day, so that they do not vanish from the calendar before they are put right.
    The ledger is asked a constant number of questions.
    """
    with desk.reading() as reader:
        found = [
            *_hazards(reader, day),
            *_reports(reader, day),
            *_returns(reader, desk, day),
            *_duties(desk, day),
            *_phases(reader, desk, day),
        ]
    return tuple(sorted(found))


def _hazards(reads: Reads, day: date) -> Iterator[DueDay]:
    """Yield the deadlines of what is in hand and not rectified, and the terms of what is listed."""
    for status in ("pending", "open"):
        for case in cases.listed(reads, cases.Filter(status=status), day):
            yield from _of_hazard(case, day)


def _of_hazard(case: Case, day: date) -> Iterator[DueDay]:
    now, h = case.at(day), case.hazard
    if now is None:
        return
    where = h.enterprise.name if h.enterprise else ""
    if now.pending_until and now.missing:
        yield DueDay(now.pending_until, DueKind.PENDING, f"pending-{h.uid}",
                     say.pending(h.no, where, h.title, now.unit), say.complete(h.no))  # fmt: skip
    if now.five.deadline:
        yield DueDay(now.five.deadline, DueKind.DEADLINE, f"deadline-{h.uid}",
                     say.deadline(h.no, where, h.title, now.unit), _detail(h, now.five.responsible))  # fmt: skip
    if now.listing and now.listing.term and not now.delisted_on:
        yield DueDay(now.listing.term, DueKind.SUPERVISED, f"supervised-{h.uid}",
                     say.supervised(h.no, where, h.title), say.progress(h.no))  # fmt: skip


def _detail(h: Hazard, responsible: str | None) -> str:
    return say.rectify(h.no, responsible or "")


def _reports(reads: Reads, day: date) -> Iterator[DueDay]:
    """Yield the double reports that are owed: by the office's number of days, or at once where it has settled none."""
    limit = rules.rules(reads).report_days
    for line in owed.register(reads, day):
        if line.owed and line.owed_since:
            until = line.owed_since + timedelta(days=limit) if limit else line.owed_since
            yield DueDay(until, DueKind.REPORT, f"report-{line.no}-{line.kind}",
                         say.report(line.no, line.kind, line.title), say.file(line.no, line.kind))  # fmt: skip


def _returns(reads: Reads, desk: Desk, day: date) -> Iterator[DueDay]:
    """Yield the day of the running period's return, as long as a unit has not sent it."""
    plan = desk.plan
    if plan.standing_duty(returns.DUTY) is None or not plan.began_on <= day <= plan.ends_on:
        return
    topic = returns.period_at(plan, day)
    figures = returns.figures(reads, plan, topic, day)
    if figures.not_sent:
        period = period_of(topic, plan.campaign.month_ends_on)
        until = due_on(period, rules.rules(reads).submission_days) or period.end
        yield DueDay(
            until, DueKind.RETURN, f"return-{topic}", say.returns(topic, figures.not_sent), say.who(topic)
        )


def _duties(desk: Desk, day: date) -> Iterator[DueDay]:
    """Yield the last day of each period of what the body does regularly: the monthly dispatch, for one."""
    plan = desk.plan
    campaign = cadence.Campaign(plan.began_on, plan.ends_on, plan.campaign.month_ends_on)
    for duty in plan.standing:
        for part in duty.cadence if duty.key != returns.DUTY else ():
            if part.every not in cadence.MONTHS:
                continue
            for window in cadence.calendar(part, part.interval_days, campaign, plan.ends_on):
                if window.due >= day:
                    key = f"duty-{duty.key}-{part.key}-{window.due}"
                    title = say.duty(duty.name, part.name, duty.unit)
                    yield DueDay(
                        window.due, DueKind.DUTY, key, title, say.record(duty.key, str(window.due)[:7])
                    )


def _phases(reads: Reads, desk: Desk, day: date) -> Iterator[DueDay]:
    """Yield where phases begin and end, and what units still owe them."""
    register, done = units.register(reads, day), delivered.delivered(reads, day)
    for phase in desk.plan.phases:
        if phase.start >= day:
            yield DueDay(
                phase.start,
                DueKind.PHASE,
                f"phase-{phase.no}-start",
                say.begins(phase.no, phase.name),
                phase.words,
            )
        if phase.due < day:
            continue
        yield DueDay(
            phase.due, DueKind.PHASE, f"phase-{phase.no}-end", say.ends(phase.no, phase.name), say.status()
        )
        for item in phase.deliverables:
            missing = [
                u for u in owing(item, register) if u not in done.get((phase.no, item.key), frozenset())
            ]
            if missing:
                yield DueDay(phase.due, DueKind.DELIVERABLE, f"deliverable-{phase.no}-{item.key}",
                             say.deliverable(item.name, missing), say.deliver(item.key))  # fmt: skip
