"""Enforcement in three dated steps: 检查诊断、行政处罚、整改复查 (annex 1, task 31: 执法“三部曲”).

A case opens with what the inspection found and stays open until a re-inspection passes: a penalty never closes
anything (严禁以罚代管、罚而不管). A town seldom has the power to punish, so a case says who decided, or to whom it was
referred. How the hazards concerned stand is not known here; `record` is told.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import singledispatch
from typing import ClassVar, NamedTuple

from msgspec.structs import replace

from hazardctl.domain.matter import Matter, Step
from hazardctl.domain.period import month_step
from hazardctl.errors import Problem
from hazardctl.messages import enforcement as say

REPEATED_IN_DAYS, REPEATED_DAYS = 3, 180
REPEATED_IN_YEAR = 4
"""安全生产法 art. 113(1): three penalties in 180 days or four in a year, with a major hazard present."""


class PenaltyKind(StrEnum):
    """Kinds of administrative penalty (行政处罚法 art. 9), as far as this trade meets them."""

    WARNING = "warning"
    FINE = "fine"
    CONFISCATE = "confiscate"
    SUSPEND = "suspend"
    REVOKE = "revoke"
    DETAIN = "detain"


FOR_MONEY = frozenset({PenaltyKind.FINE, PenaltyKind.CONFISCATE})


class RecheckResult(StrEnum):
    """How the third step came out."""

    PASSED = "passed"
    FAILED = "failed"


class SuspensionScope(StrEnum):
    """How much of the enterprise must stop (停产停业整顿)."""

    PARTIAL = "partial"
    WHOLE = "whole"


class Stage(StrEnum):
    """Which of the three steps was reached; `closed` once the third has passed."""

    DIAGNOSED = "diagnosed"
    DECIDED = "decided"
    CLOSED = "closed"


class Alert(StrEnum):
    """What a case should make the office look at."""

    REPEATED_PENALTIES = "repeated_penalties"
    SUSPENSION_OVER = "suspension_over"


class Penalty(Step, frozen=True, kw_only=True):
    """A penalty was decided, by whom, under which document; money in fen for a fine or a confiscation."""

    kind: ClassVar[str] = "penalise"

    penalty: PenaltyKind
    authority: str
    amount_fen: int | None = None
    doc_no: str | None = None


class NoPenalty(Step, frozen=True, kw_only=True):
    """It was decided not to punish, and why."""

    kind: ClassVar[str] = "no_penalty"

    reason: str


class Referral(Step, frozen=True, kw_only=True):
    """It went to the authority that may punish (安全生产法 art. 69: with a record)."""

    kind: ClassVar[str] = "refer"

    to: str
    reason: str
    doc_no: str | None = None


class Recheck(Step, frozen=True, kw_only=True):
    """The third step: what was found to be put right was looked at again."""

    kind: ClassVar[str] = "recheck"

    result: RecheckResult
    by: str
    note: str | None = None


class Suspension(Step, frozen=True, kw_only=True):
    """Work was ordered to stop; `until` is the last day of a stated term."""

    kind: ClassVar[str] = "suspend"

    scope: SuspensionScope
    until: date | None = None
    doc_no: str | None = None


class Resumption(Step, frozen=True, kw_only=True):
    """Work was let go on after examination (安全生产法 art. 65: 经审查同意，方可恢复)."""

    kind: ClassVar[str] = "resume"

    approver: str
    basis: str


class Enforcement(Matter, frozen=True, kw_only=True):
    """One case. `on` is the day of the first step; `visit` and `problems` are the numbers that it came from."""

    kind: ClassVar[str] = "enforcement"
    prefix: ClassVar[str] = "ZF"
    step_kinds: ClassVar[tuple[type[Step], ...]] = (
        Penalty, NoPenalty, Referral, Recheck, Suspension, Resumption,
    )  # fmt: skip

    findings: str
    visit: str | None = None
    problems: tuple[str, ...] = ()

    @property
    def penalties(self) -> tuple[Penalty, ...]:
        """Return every penalty decided, in the order of days."""
        return tuple(step for step in self.steps if isinstance(step, Penalty))

    @property
    def rechecks(self) -> tuple[Recheck, ...]:
        """Return every re-inspection, in the order of days."""
        return tuple(step for step in self.steps if isinstance(step, Recheck))

    @property
    def no_penalty(self) -> NoPenalty | None:
        """Return the decision not to punish."""
        return next((step for step in self.steps if isinstance(step, NoPenalty)), None)

    @property
    def referral(self) -> Referral | None:
        """Return the last referral."""
        return next((step for step in reversed(self.steps) if isinstance(step, Referral)), None)

    @property
    def passed(self) -> Recheck | None:
        """Return the re-inspection that passed."""
        return next((step for step in self.rechecks if step.result is RecheckResult.PASSED), None)

    @property
    def stage(self) -> Stage:
        """Return which of the three steps was reached."""
        if self.passed:
            return Stage.CLOSED
        return Stage.DECIDED if self.penalties or self.no_penalty or self.referral else Stage.DIAGNOSED

    @property
    def suspensions(self) -> tuple[tuple[Suspension, Resumption | None], ...]:
        """Return every suspension with the resumption that ended it."""
        orders = [step for step in self.steps if isinstance(step, Suspension | Resumption)]
        return tuple(
            (order, after if isinstance(after, Resumption) else None)
            for order, after in zip(orders, [*orders[1:], None], strict=False)
            if isinstance(order, Suspension)
        )

    @property
    def suspended(self) -> Suspension | None:
        """Return the suspension that is in force."""
        return next((order for order, ended in self.suspensions if ended is None), None)

    def objections(self, today: date) -> Iterator[Problem]:
        """Yield what is wrong with it: each step is judged by what stood before it, in the order of days."""
        yield from Matter.objections(self, today)
        for i, step in enumerate(self.steps):
            yield from _refused(step, replace(self, steps=self.steps[:i]))


@singledispatch
def _refused(step: Step, before: Enforcement) -> Iterator[Problem]:
    """Yield why a step may not be taken in a case that stands like this."""
    raise NotImplementedError(step.kind)


def _closed(before: Enforcement) -> Iterator[Problem]:
    if before.passed:
        yield Problem("case_closed", say.case_closed(before.no, before.passed.on))


@_refused.register
def _(step: Penalty, before: Enforcement) -> Iterator[Problem]:
    yield from _closed(before)
    if before.no_penalty:
        yield Problem("contradictory", say.not_both(before.no_penalty.on))
    if step.penalty is PenaltyKind.FINE and not step.amount_fen:
        yield Problem("missing", say.fine_without_amount(), "amount")
    if step.penalty not in FOR_MONEY and step.amount_fen is not None:
        yield Problem("no_amount_here", say.no_amount_here(), None)


@_refused.register
def _(_: NoPenalty, before: Enforcement) -> Iterator[Problem]:
    yield from _closed(before)
    if before.no_penalty:
        yield Problem("contradictory", say.decided_already(before.no_penalty.on))
    elif before.penalties:
        yield Problem("contradictory", say.punished_already(before.penalties[0].on))


@_refused.register
def _(_: Referral, before: Enforcement) -> Iterator[Problem]:
    yield from _closed(before)
    if before.no_penalty:
        yield Problem("contradictory", say.decided_already(before.no_penalty.on))


@_refused.register
def _(_: Recheck, before: Enforcement) -> Iterator[Problem]:
    yield from _closed(before)
    if before.stage is Stage.DIAGNOSED:
        yield Problem("not_decided", say.not_decided(before.no))


@_refused.register
def _(step: Suspension, before: Enforcement) -> Iterator[Problem]:
    yield from _closed(before)
    if before.suspended:
        yield Problem("suspended_already", say.suspended_already(before.no, before.suspended.on))
    if step.until and step.until < step.on:
        yield Problem("bad_period", say.ends_before_it_begins(step.until, step.on), "suspended_until")


@_refused.register
def _(step: Resumption, before: Enforcement) -> Iterator[Problem]:
    if not before.suspended:
        yield Problem("not_suspended", say.not_suspended(before.no, step.on))


class Repetition(NamedTuple):
    """How many penalties lie within the 180 days, and within the year, up to a day."""

    in_180_days: int
    in_year: int

    @property
    def reached(self) -> bool:
        """Whether either number of art. 113(1) is reached."""
        return self.in_180_days >= REPEATED_IN_DAYS or self.in_year >= REPEATED_IN_YEAR


def repeated_penalties(decided: Iterable[date], day: date) -> Repetition:
    """Count penalty decisions within 180 days and a year up to a day; the day counted from is not counted in."""
    days = [on for on in decided if on <= day]
    half, year = day - timedelta(days=REPEATED_DAYS), month_step(day, -12)
    return Repetition(sum(on >= half for on in days), sum(on >= year for on in days))


def decisions(cases: Iterable[Enforcement]) -> tuple[date, ...]:
    """Return the day of each penalty decision; one document of one case is one, however many kinds it holds."""
    counted = (case for case in cases if not case.void)
    return tuple(sorted(on for _, on, _ in {(c.uid, p.on, p.doc_no) for c in counted for p in c.penalties}))
