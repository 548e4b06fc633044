"""The problem list (方案二（八）问题清单；annex 1, task 37): found, assigned, replied to, closed.

“自查不处、他查严处，真改不罚、假改严罚” is answered from what is on record: who found a problem, whether it was really
put right, and whether it was punished. Penalties belong to enforcement cases; those are handed in (`problem_record`).
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import singledispatch
from typing import ClassVar

from msgspec.structs import replace

from hazardctl.domain.matter import Matter, Step
from hazardctl.errors import Problem
from hazardctl.messages import problems as say


class Origin(StrEnum):
    """Who found it: the enterprise itself (自查), or somebody else (他查)."""

    SELF = "self"
    OTHER = "other"


class Correction(StrEnum):
    """How it was put right: really (真改), or for show (假改)."""

    GENUINE = "genuine"
    FALSE = "false"


class ProblemStatus(StrEnum):
    """Where a problem stands. Overdue is none of them: it is computed."""

    OPEN = "open"
    ASSIGNED = "assigned"
    REPLIED = "replied"
    CLOSED = "closed"


class Maxim(StrEnum):
    """Which of the four maxims of task 37 a problem falls under."""

    SELF_NOT_PUNISHED = "self_not_punished"
    OTHER_STRICTLY = "other_strictly"
    GENUINE_NOT_PUNISHED = "genuine_not_punished"
    FALSE_PUNISHED = "false_punished"


class Contradiction(StrEnum):
    """How the handling of a problem goes against its maxim."""

    SELF_PUNISHED = "self_punished"
    OTHER_NOT_ENFORCED = "other_not_enforced"
    FALSE_NOT_PUNISHED = "false_not_punished"


class Assignment(Step, frozen=True, kw_only=True):
    """It was given to a unit (`to`, its key) to see to by a day."""

    kind: ClassVar[str] = "assign"

    to: str
    due: date


class Reply(Step, frozen=True, kw_only=True):
    """What was done about it."""

    kind: ClassVar[str] = "reply"

    text: str
    by: str | None = None


class Closing(Step, frozen=True, kw_only=True):
    """It was checked and closed, as really put right or as put right for show."""

    kind: ClassVar[str] = "close"

    outcome: Correction
    by: str | None = None
    note: str | None = None


class Reopening(Step, frozen=True, kw_only=True):
    """Its closing did not hold."""

    kind: ClassVar[str] = "reopen"

    reason: str


class FoundProblem(Matter, frozen=True, kw_only=True):
    """One problem. `topic` is its origin, `unit` who found it; `reported`: the enterprise reported it unasked.

    `visit` is the number of the inspection that found it.
    """

    kind: ClassVar[str] = "problem"
    prefix: ClassVar[str] = "WT"
    step_kinds: ClassVar[tuple[type[Step], ...]] = (Assignment, Reply, Closing, Reopening)

    title: str
    visit: str | None = None
    reported: bool = False

    @property
    def origin(self) -> Origin:
        """Return who found it."""
        return Origin(self.topic or Origin.OTHER)

    @property
    def assignment(self) -> Assignment | None:
        """Return the assignment that holds: the last one."""
        return next((step for step in reversed(self.steps) if isinstance(step, Assignment)), None)

    @property
    def reply(self) -> Reply | None:
        """Return the last reply."""
        return next((step for step in reversed(self.steps) if isinstance(step, Reply)), None)

    @property
    def closing(self) -> Closing | None:
        """Return the closing that holds; a reopening takes it back."""
        last = next((s for s in reversed(self.steps) if isinstance(s, Closing | Reopening)), None)
        return last if isinstance(last, Closing) else None

    @property
    def ever_false(self) -> bool:
        """Whether it was ever closed as put right for show; a reopening does not undo that."""
        return any(isinstance(s, Closing) and s.outcome is Correction.FALSE for s in self.steps)

    @property
    def status(self) -> ProblemStatus:
        """Return where it stands after its steps."""
        if not self.steps:
            return ProblemStatus.OPEN
        last = self.steps[-1]
        if isinstance(last, Reopening):
            return ProblemStatus.ASSIGNED if self.assignment else ProblemStatus.OPEN
        return _AFTER[last.kind]

    def days_overdue(self, day: date) -> int:
        """Return by how many days nothing was answered past the day set; 0 once replied to, closed or void."""
        given = self.assignment
        if self.void or given is None or self.status is not ProblemStatus.ASSIGNED:
            return 0
        return max((day - given.due).days, 0)

    def objections(self, today: date) -> Iterator[Problem]:
        """Yield what is wrong with it: each step is judged by what stood before it, in the order of days."""
        yield from Matter.objections(self, today)
        for i, step in enumerate(self.steps):
            yield from _refused(step, replace(self, steps=self.steps[:i]))


_AFTER = {
    Assignment.kind: ProblemStatus.ASSIGNED,
    Reply.kind: ProblemStatus.REPLIED,
    Closing.kind: ProblemStatus.CLOSED,
}


@singledispatch
def _refused(step: Step, before: FoundProblem) -> Iterator[Problem]:
    """Yield why a step may not be taken with a problem that stands like this; none but a reopening once closed."""
    del step
    if before.closing:
        yield Problem("closed", say.is_closed(before.no, before.closing.on))


@_refused.register
def _(step: Assignment, before: FoundProblem) -> Iterator[Problem]:
    if before.closing:
        yield Problem("closed", say.is_closed(before.no, before.closing.on))
    if step.due < step.on:
        yield Problem("bad_period", say.due_before(step.due, step.on), "due")


@_refused.register
def _(step: Reopening, before: FoundProblem) -> Iterator[Problem]:
    if not before.closing:
        yield Problem("not_closed", say.not_closed(before.no, step.on))


def maxim(problem: FoundProblem) -> Maxim:
    """Return which of the four maxims holds: how it was put right comes before who found it.

    A problem found by others stays 他查严处 when it was really put right; 真改不罚 then speaks of the penalty only.
    """
    if problem.ever_false:
        return Maxim.FALSE_PUNISHED
    if problem.origin is Origin.OTHER:
        return Maxim.OTHER_STRICTLY
    return Maxim.GENUINE_NOT_PUNISHED if problem.closing else Maxim.SELF_NOT_PUNISHED


def contradiction(problem: FoundProblem, *, enforced: bool, penalised: bool) -> Contradiction | None:
    """Return how its handling goes against its maxim; None while nothing does, and always for a void one.

    `enforced`: an enforcement case concerns it; `penalised`: one of them decided a penalty. That a problem found by
    others was handled strictly can be told only once it is closed.
    """
    if problem.void:
        return None
    if problem.ever_false:
        return None if penalised else Contradiction.FALSE_NOT_PUNISHED
    if problem.origin is Origin.SELF:
        return Contradiction.SELF_PUNISHED if penalised else None
    return Contradiction.OTHER_NOT_ENFORCED if problem.closing and not enforced else None
