"""The days that an office must not miss, for its calendar: what falls due from a day on, each with what to type."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain import cadence, deadlines
from hazardctl.domain.campaign import Task
from hazardctl.domain.hazard import Status
from hazardctl.domain.phases import owing
from hazardctl.domain.phones import masked
from hazardctl.domain.problem import FoundProblem, ProblemStatus
from hazardctl.domain.submission import due_on, period_of
from hazardctl.domain.supervision import Action
from hazardctl.ledger.queries import cases, finding, matters, rules, units
from hazardctl.ledger.queries import phases as delivered
from hazardctl.messages import due_days as say
from hazardctl.reports import coverage, owed, returns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hazardctl.domain.cadence import Obligation, Window
    from hazardctl.domain.campaign import Cadence, Phase, Plan
    from hazardctl.domain.case import Case
    from hazardctl.domain.lifecycle import Standing
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.rules import Rules
    from hazardctl.reports.coverage import AnyDuty
    from hazardctl.services.desk import Desk


_DISPATCH = "dispatch"
"""The means of supervision that is a meeting over the month's figures."""


class DueKind(StrEnum):
    """What a day is for."""

    DEADLINE = "deadline"
    PENDING = "pending"
    SUPERVISED = "supervised"
    REPORT = "report"
    RETURN = "return"
    REPLY = "reply"
    PROBLEM = "problem"
    DUTY = "duty"
    PHASE = "phase"
    DELIVERABLE = "deliverable"
    NOTHING = "nothing"


class DueDay(NamedTuple):
    """One day of the calendar. `key` stays the same from one calendar to the next, so that it replaces itself."""

    day: date
    kind: DueKind
    key: str
    title: str
    detail: str


class _Asked(NamedTuple):
    """What the days are gathered by; `mark` keeps what two plans number alike apart in one calendar."""

    reads: Reads
    plan: Plan
    day: date
    rules: Rules

    @property
    def mark(self) -> str:
        return f"{self.plan.campaign.town_code}-{self.plan.began_on:%Y%m%d}"


def ahead(desk: Desk, day: date) -> tuple[DueDay, ...]:
    """Return what falls due on or after a day, and what is owed by then, in order of the days.

    Overdue hazards stand on their own day, so that they do not vanish from the calendar before they are put right.
    Where nothing is due that is said, since a calendar holds one day at least (RFC 5545, 3.6). Phone numbers are
    masked: a calendar is passed on. The ledger is asked a fixed number of questions.
    """
    with desk.reading() as reader:
        asked = _Asked(reader, desk.plan, day, rules.rules(reader))
        parts = (_hazards, _reports, _returns, _actions, _problems, _duties, _phases)
        found = list(chain.from_iterable(part(asked) for part in parts))
    if not found:
        found = [DueDay(day, DueKind.NOTHING, f"nothing-{asked.mark}", say.nothing(), say.look())]
    return tuple(sorted(one._replace(title=masked(one.title), detail=masked(one.detail)) for one in found))


def _hazards(asked: _Asked) -> Iterator[DueDay]:
    """Yield the deadlines of what is in hand and not rectified, and the terms of what is listed."""
    for case in cases.listed(asked.reads, finding.Filter(in_hand=True), asked.day):
        if now := case.at(asked.day):
            yield from _of_hazard(case, now, asked.day)


def _of_hazard(case: Case, now: Standing, day: date) -> Iterator[DueDay]:
    h = case.hazard
    named = say.Named(h.no, h.enterprise.name if h.enterprise else h.place or "", h.title, now.unit)
    if now.status is Status.PENDING and now.pending_until:
        late = deadlines.is_pending_overdue(now, day)
        yield DueDay(now.pending_until, DueKind.PENDING, f"pending-{h.uid}",
                     say.pending(named, late=late), say.complete(named))  # fmt: skip
    if now.status is not Status.RECTIFIED and now.five.deadline:
        late = deadlines.is_overdue(now, day)
        yield DueDay(now.five.deadline, DueKind.DEADLINE, f"deadline-{h.uid}",
                     say.deadline(named, late=late), say.rectify(named, now.five.responsible or ""))  # fmt: skip
    # A listed hazard is watched until its authority takes it off the list, rectified or not.
    if now.listed and now.listing and now.listing.term:
        yield DueDay(now.listing.term, DueKind.SUPERVISED, f"supervised-{h.uid}",
                     say.supervised(named), say.progress(named))  # fmt: skip


def _reports(asked: _Asked) -> Iterator[DueDay]:
    """Yield the double reports that are owed: by the office's number of days, or at once where it has settled none."""
    limit = asked.rules.report_days or 0
    for line in owed.figures(asked.reads, asked.day).items:
        if line.owed_since:
            named = say.Named(line.no, line.enterprise or "", line.title, line.unit)
            yield DueDay(line.owed_since + timedelta(days=limit), DueKind.REPORT, f"report-{line.no}-{line.kind}",
                         say.report(named, line.kind), say.file(named, line.kind))  # fmt: skip


def _returns(asked: _Asked) -> Iterator[DueDay]:
    """Yield the day of the running period's return and of the one before, as long as a unit has not sent it."""
    plan, ends_on = asked.plan, asked.plan.campaign.month_ends_on
    if plan.standing_duty(returns.DUTY) is None:
        return
    topic = returns.period_at(plan, asked.day)
    before = returns.period_at(plan, period_of(topic, ends_on).start - timedelta(days=1))
    for one in (before, topic):
        period = period_of(one, ends_on)
        if not (plan.began_on <= period.end and period.start <= plan.ends_on):
            continue
        figures = returns.figures(asked.reads, plan, one, asked.day)
        if figures.not_sent:
            until = due_on(period, asked.rules.submission_days)
            yield DueDay(until or period.end, DueKind.RETURN, f"return-{asked.mark}-{one}",
                         say.returns(one, figures.not_sent), say.who(one, settled=until is not None))  # fmt: skip


def _actions(asked: _Asked) -> Iterator[DueDay]:
    """Yield the days by which measures of supervision are to be answered."""
    names = {step.key: step.name for step in asked.plan.ladder}
    for one in matters.listed(asked.reads, Action, matters.EVERYTHING, asked.day):
        if one.reply_due and not one.replies:
            target = one.unit or (one.enterprise.name if one.enterprise else "")
            means = names.get(one.topic or "", one.topic or "")
            yield DueDay(one.reply_due, DueKind.REPLY, f"reply-{one.uid}",
                         say.reply(one.no, means, target), say.answer(one.no))  # fmt: skip


def _problems(asked: _Asked) -> Iterator[DueDay]:
    """Yield the days by which problems that were assigned are to be answered."""
    for one in matters.listed(asked.reads, FoundProblem, matters.EVERYTHING, asked.day):
        given = one.assignment
        if given and one.status is ProblemStatus.ASSIGNED:
            named = say.Named(one.no, one.enterprise.name if one.enterprise else "", one.title, given.to)
            yield DueDay(given.due, DueKind.PROBLEM, f"problem-{one.uid}",
                         say.problem(named), say.solve(named))  # fmt: skip


def _duties(asked: _Asked) -> Iterator[DueDay]:
    """Yield the last day of each period in which town, units and posts are to do something: the dispatch, for one.

    What every enterprise does by itself is no date of the office's, and what was done already is none either.
    """
    duties = [
        duty
        for duty in coverage.duties_of(asked.plan)
        if coverage.key_of(duty) != returns.DUTY and not (isinstance(duty, Task) and duty.per == "enterprise")
    ]
    found: dict[tuple[str, str], list[Obligation]] = {}
    for one in coverage.obligations(asked.reads, asked.plan, asked.day, duties=duties):
        found.setdefault((one.duty, one.part), []).append(one)
    for duty in duties:
        for part in duty.cadence:
            yield from _of_duty(asked, duty, part, found.get((coverage.key_of(duty), part.key), []))


def _of_duty(asked: _Asked, duty: AnyDuty, part: Cadence, shares: list[Obligation]) -> Iterator[DueDay]:
    key, interval = coverage.key_of(duty), coverage.interval_of(asked.rules.intervals, duty, part)
    called = part.words if isinstance(duty, Task) else part.name or duty.name
    post = any(share.subject.kind == "post" for share in shares)
    for window in cadence.ahead(part, interval, coverage.campaign_of(asked.plan), asked.day):
        owing_it = tuple(dict.fromkeys(s.subject.name for s in shares if _still_owes(s, window, asked.day)))
        if owing_it:
            yield DueDay(window.due, DueKind.DUTY, f"duty-{asked.mark}-{key}-{part.key}-{window.due}",
                         say.duty(called, owing_it), _what_to_type(key, part, window.due, post=post))  # fmt: skip


def _what_to_type(key: str, part: Cadence, due: date, *, post: bool) -> str:
    meeting = [say.meeting(f"{due:%Y-%m}")] if _DISPATCH in part.actions else []
    return "\n".join([say.record(key, part.key, post=post), *map(say.counts, part.actions), *meeting])


def _still_owes(share: Obligation, window: Window, day: date) -> bool:
    """Whether an occurrence that is not over yet is still to be done."""
    return window.start > day or window == share.running or window in share.missing


def _phases(asked: _Asked) -> Iterator[DueDay]:
    """Yield where phases begin and end, and what units still owe them."""
    for phase in asked.plan.phases:
        key = f"phase-{asked.mark}-{phase.no}"
        if phase.start >= asked.day:
            yield DueDay(phase.start, DueKind.PHASE, f"{key}-start",
                         say.begins(phase.no, phase.name), say.status(phase.words))  # fmt: skip
        if phase.due >= asked.day:
            yield DueDay(phase.due, DueKind.PHASE, f"{key}-end",
                         say.ends(phase.no, phase.name), say.status(phase.words))  # fmt: skip
    running = [phase for phase in asked.plan.phases if phase.due >= asked.day]
    if running:
        yield from _deliverables(asked, running)


def _deliverables(asked: _Asked, phases: list[Phase]) -> Iterator[DueDay]:
    register, done = units.register(asked.reads, asked.day), delivered.delivered(asked.reads, asked.day)
    for phase in phases:
        for item in phase.deliverables:
            handed_in = done.get((phase.no, item.key), frozenset())
            missing = [unit for unit in owing(item, register) if unit not in handed_in]
            if missing:
                yield DueDay(phase.due, DueKind.DELIVERABLE, f"deliverable-{asked.mark}-{phase.no}-{item.key}",
                             say.deliverable(item.name, missing), say.deliver(item.key))  # fmt: skip
