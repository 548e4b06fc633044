"""Permits for dangerous work: the plan's operations (检维修、有限空间、委外), each with the checks it asks for (tasks 32 to 36).

Every check is ticked or named missing. A permit keeps the checks that were asked for when it was entered, so that a
changed plan leaves it as it is. The program knows four checks by their keys, because more than a tick hangs on them;
every other check, and which operation asks for which, is the plan's.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple

from hazardctl.domain.campaign import Plan
from hazardctl.domain.matter import Matter, Step
from hazardctl.domain.names import same_person
from hazardctl.domain.plan_rows import Check
from hazardctl.errors import Problem
from hazardctl.messages import permits as say

VENTILATION: Final = "ventilation"
GAS_TEST: Final = "gas_test"
GUARDIAN: Final = "guardian"
FILING: Final = "filing"
CONTRACT: Final = "contract"
"""The operation that somebody outside the enterprise carries out, so that a contractor must be named."""

FIRST: Final = (VENTILATION, GAS_TEST)
"""先通风、再检测、后作业 (task 35): the checks that come before the work, in this order."""


class Status(StrEnum):
    """How far the work is. `planned` says only that no beginning is on record."""

    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"


class Ticked(Step, frozen=True, kw_only=True):
    """Checks found done. `by` is who says so; the guardian, and to whom the work was reported, where it names them."""

    kind: ClassVar[str] = "tick"

    checks: tuple[str, ...] = ()
    by: str | None = None
    guardian: str | None = None
    report_to: str | None = None
    note: str | None = None


class Started(Step, frozen=True, kw_only=True):
    """The work began."""

    kind: ClassVar[str] = "start"

    note: str | None = None


class Finished(Step, frozen=True, kw_only=True):
    """The work is over."""

    kind: ClassVar[str] = "finish"

    note: str | None = None


class Permit(Matter, frozen=True, kw_only=True):
    """One piece of work; `topic` is the operation's key, `required` the keys of its checks.

    `on` is the day from which the office knows of it; the work itself is meant for `work_on` to `until`, which may lie
    ahead.
    """

    kind: ClassVar[str] = "permit"
    prefix: ClassVar[str] = "ZY"
    step_kinds: ClassVar[tuple[type[Step], ...]] = (Ticked, Started, Finished)

    work_on: date
    required: tuple[str, ...]
    until: date | None = None
    place: str | None = None
    what: str | None = None
    contractor: str | None = None
    worker: str | None = None

    @property
    def ticked(self) -> tuple[Ticked, ...]:
        """The steps that tick checks, in the order of days."""
        return tuple(step for step in self.steps if isinstance(step, Ticked))

    def ticks(self) -> dict[str, Ticked]:
        """Return the first tick of each check."""
        return {check: tick for tick in reversed(self.ticked) for check in tick.checks}

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of the checks that nobody has ticked."""
        done = self.ticks()
        return tuple(check for check in self.required if check not in done)

    @property
    def guardian(self) -> str | None:
        """Who watches over the work; the last one named."""
        return self._last_named("guardian")

    @property
    def report_to(self) -> str | None:
        """To whom the work was reported (报备)."""
        return self._last_named("report_to")

    def _last_named(self, field: str) -> str | None:
        names = (getattr(tick, field) for tick in reversed(self.ticked))
        return next((name for name in names if name), None)

    @property
    def status(self) -> Status:
        """How far the work is, by the steps on record."""
        if self.last("finish"):
            return Status.FINISHED
        return Status.RUNNING if self.last("start") else Status.PLANNED

    def has_begun(self, day: date) -> bool:
        """Whether the work counts as begun: it was started, or its day has come, whether or not that was typed."""
        return self.work_on <= day or self.last("start") is not None

    def objections(self, today: date) -> Iterator[Problem]:
        """Yield what is wrong with it. A check may lie before the permit: a contract is signed long before the work."""
        yield from (p for p in Matter.objections(self, today) if p.code != "too_early")
        if self.until and self.until < self.work_on:
            yield Problem("bad_period", say.ends_before_it_begins(self.until, self.work_on), "until")
        if self.topic == CONTRACT and not self.contractor:
            yield Problem("missing", say.contractor_needed(), "contractor")
        yield from self._of_the_guardian()
        yield from _twice(self.ticked)
        yield from _out_of_order(self)

    def _of_the_guardian(self) -> Iterator[Problem]:
        for tick in self.ticked:
            named = tick.guardian
            if GUARDIAN in tick.checks and not named:
                yield Problem("missing", say.guardian_needed(), "guardian")
            if named and any(same_person(named, who) for who in (self.contractor, self.worker) if who):
                yield Problem("guardian_works", say.guardian_works(named), "guardian")


def _twice(ticks: tuple[Ticked, ...]) -> Iterator[Problem]:
    """A check may be made again on another day (the air is tested every day), not twice on one."""
    seen: set[tuple[str, date]] = set()
    for tick in ticks:
        if seen & {(check, tick.on) for check in tick.checks}:
            yield Problem("already_ticked", say.already_ticked(tick.on), "checks")
        seen |= {(check, tick.on) for check in tick.checks}


def _out_of_order(permit: Permit) -> Iterator[Problem]:
    """Walk the steps in the order of days and of typing, and object to what came before its turn."""
    before = tuple(check for check in FIRST if check in permit.required)
    done: set[str] = set()
    begun = over = False
    for step in permit.steps:
        if isinstance(step, Ticked):
            done.update(step.checks)
            if GAS_TEST in step.checks and VENTILATION in before and VENTILATION not in done:
                yield Problem("not_ventilated", say.ventilate_before_testing(permit.no))
        elif isinstance(step, Started):
            yield from _start(permit, step, tuple(c for c in before if c not in done), again=begun)
            begun = True
        elif isinstance(step, Finished):
            yield from _finish(permit, begun=begun, over=over)
            over = True


def _start(permit: Permit, step: Started, undone: tuple[str, ...], *, again: bool) -> Iterator[Problem]:
    if again:
        yield Problem("already_started", say.already_started(permit.no))
    if step.on < permit.work_on:
        yield Problem("too_early", say.starts_too_early(step.on, permit.work_on), "on")
    if permit.until and step.on > permit.until:
        yield Problem("expired", say.expired(step.on, permit.until), "on")
    if VENTILATION in undone:
        yield Problem("not_ventilated", say.ventilate_first(permit.no))
    if GAS_TEST in undone:
        yield Problem("not_tested", say.test_first(permit.no))


def _finish(permit: Permit, *, begun: bool, over: bool) -> Iterator[Problem]:
    if over:
        yield Problem("already_finished", say.already_finished(permit.no))
    if not begun:
        yield Problem("not_started", say.not_started(permit.no))


class CheckState(NamedTuple):
    """One check of a permit. `taboo` is which of the five 不 of task 32 it answers; `late`: ticked after the start."""

    key: str
    name: str
    words: str
    task: str | None
    taboo: str | None
    done: bool
    on: date | None
    by: str | None
    note: str | None
    late: bool


class PermitRecord(NamedTuple):
    """A permit as an answer; field names are the JSON keys. `missing` names the checks that nobody has ticked."""

    no: str
    operation: str | None
    operation_name: str
    enterprise: str | None
    village: str | None
    unit: str | None
    on: date
    until: date | None
    place: str | None
    what: str | None
    contractor: str | None
    worker: str | None
    guardian: str | None
    report_to: str | None
    checks: tuple[CheckState, ...]
    missing: tuple[str, ...]
    complete: bool
    status: Status
    started_on: date | None
    finished_on: date | None
    void_reason: str | None
    uid: str


def record(permit: Permit, plan: Plan) -> PermitRecord:
    """Return a permit as an answer, its checks in the plan's words."""
    checks = _checks(permit, plan)
    operation = plan.operation(permit.topic or "")
    start, finish = permit.last("start"), permit.last("finish")
    return PermitRecord(
        no=permit.no,
        operation=permit.topic,
        operation_name=operation.name if operation else permit.topic or "",
        enterprise=permit.enterprise.name if permit.enterprise else None,
        village=permit.village,
        unit=permit.unit,
        on=permit.work_on,
        until=permit.until,
        place=permit.place,
        what=permit.what,
        contractor=permit.contractor,
        worker=permit.worker,
        guardian=permit.guardian,
        report_to=permit.report_to,
        checks=checks,
        missing=tuple(check.name for check in checks if not check.done),
        complete=all(check.done for check in checks),
        status=permit.status,
        started_on=start.on if start else None,
        finished_on=finish.on if finish else None,
        void_reason=permit.void.reason if permit.void else None,
        uid=permit.uid,
    )


def _checks(permit: Permit, plan: Plan) -> tuple[CheckState, ...]:
    ticks, start = permit.ticks(), permit.last("start")
    return tuple(_state(check, plan.check(check), ticks.get(check), start) for check in permit.required)


def _state(key: str, check: Check | None, tick: Ticked | None, start: Step | None) -> CheckState:
    return CheckState(
        key=key,
        # A plan that was changed may not know it any more.
        name=check.name if check else key,
        words=check.words if check else "",
        task=(check.task or None) if check else None,
        taboo=(check.taboo or None) if check else None,
        done=tick is not None,
        on=tick.on if tick else None,
        by=tick.by if tick else None,
        note=tick.note if tick else None,
        late=bool(tick and start and (tick.on, tick.seq) > (start.on, start.seq)),
    )
