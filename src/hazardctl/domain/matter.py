"""A numbered matter that the office follows, and the dated steps that it goes through.

Permits, supervision actions, enforcement, problems, tip-offs, returns, accidents and key items are all matters: each
kind is a subclass in a module of its own, with what it adds and what it refuses. A matter as entered never changes
(except that it may be declared void); what happened later is a step with its own day, so that any past day can be
asked for. Nothing here knows how a matter is stored.
"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import ClassVar, Self

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain.hazard import Ref, VoidMark
from hazardctl.errors import Problem
from hazardctl.messages import matters as say


class Step(Struct, frozen=True, kw_only=True):
    """What happened to a matter on a day. `seq` is the order of typing and settles the order within one day."""

    kind: ClassVar[str]

    on: date
    uid: str = ""
    seq: int = 0


class Matter(Struct, frozen=True, kw_only=True):
    """What every matter has. `unit` and `village` are unit keys; `hazards` are those that it is about.

    `topic` is the one word by which a kind's matters are told apart: the means of an action, the month of a return.
    """

    kind: ClassVar[str]
    prefix: ClassVar[str]
    """The series of its numbers: ZF of ZF-2023-0001."""
    step_kinds: ClassVar[tuple[type[Step], ...]] = ()

    on: date
    uid: str = ""
    no: str = ""
    unit: str | None = None
    enterprise: Ref | None = None
    village: str | None = None
    topic: str | None = None
    hazards: tuple[Ref, ...] = ()
    steps: tuple[Step, ...] = ()
    void: VoidMark | None = None

    def at(self, day: date) -> Self | None:
        """Return it as it stood at the end of a day; None before there was any."""
        if day < self.on:
            return None
        return replace(self, steps=tuple(step for step in self.steps if step.on <= day))

    def with_step(self, step: Step) -> Self:
        """Return it with one more step, in the order of days; whether that is allowed, `objections` says."""
        numbered = replace(step, seq=max((s.seq for s in self.steps), default=0) + 1)
        return replace(self, steps=in_order((*self.steps, numbered)))

    def last(self, kind: str) -> Step | None:
        """Return the last step of a kind."""
        return next((step for step in reversed(self.steps) if step.kind == kind), None)

    def objections(self, today: date) -> Iterator[Problem]:
        """Yield what is wrong with it and with its steps; a kind adds its own rules to these."""
        if self.on > today:
            yield Problem("in_future", say.in_future(self.on, today), "on")
        for step in self.steps:
            if step.on > today:
                yield Problem("in_future", say.in_future(step.on, today), "on")
            if step.on < self.on:
                yield Problem("too_early", say.before_matter(step.on, self.no, self.on), "on")


def in_order(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Sort steps by their own days, then by the order of typing."""
    return tuple(sorted(steps, key=lambda step: (step.on, step.seq)))


_MODULES = {
    "accident": "accident:Accident",
    "submission": "submission:Submission",
    "tipoff": "tipoff:TipOff",
    "action": "supervision:Action",
    "enforcement": "enforcement:Enforcement",
    "key_item": "key_item:KeyItem",
    "permit": "permit:Permit",
    "problem": "problem:FoundProblem",
}


def kind_of(name: str) -> type[Matter]:
    """Return the class of a kind; its module is loaded only now, because a command needs few of them."""
    module, _, cls = _MODULES[name].partition(":")
    found: type[Matter] = getattr(import_module(f"hazardctl.domain.{module}"), cls)
    return found
