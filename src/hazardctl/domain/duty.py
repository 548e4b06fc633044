"""Who answers for a matter: annex 2, then the tasks by their words, then the ladder of principles.

`who_owns` never answers "nobody" and never guesses: where several rows fit and their owners differ it lists
them and decides nothing; where none fits it gives the plan's principles, and the emergency office convenes.
This module must not read files or the ledger: the members of collective owners are handed in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from re import ASCII
from re import compile as pattern
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct

from hazardctl.domain import duty_words as in_words
from hazardctl.domain.names import fold
from hazardctl.domain.search import Sought, unread
from hazardctl.messages import plan as say

if TYPE_CHECKING:
    from hazardctl.domain.campaign import BodyDuty, Duty, DutyOwner, Plan, Role, StandingDuty, Task
    from hazardctl.domain.plan_rows import Principle
    from hazardctl.domain.search import Readings

Match = Literal["exact", "alias", "close", "none"]
Members = Mapping[str, tuple[str, ...]]

_NUMBER: Final = pattern(r"第?(\d{1,4})项?", ASCII)

NOBODY_YET: Final[Members] = MappingProxyType({})
"""No register at hand: collective owners have the members that the plan seeds, usually none."""


class Owner(NamedTuple):
    """One who answers: `name` as the row prints it, `text` its own duty, `members` of a collective owner."""

    unit: str
    name: str
    role: Role
    text: str
    members: tuple[str, ...]


class Ownership(Struct, frozen=True):
    """The answer. Field names are the JSON keys of DESIGN.md §5.

    `duty` is the key of an annex 2 row, or the ids of the tasks it rests on (`2-9、2-10`); None when
    nothing fits or, with `ambiguous`, when several rows with different owners do (`suggestions` names
    them). `convener` is the unit that brings the others together when no row decides. `hints` are Chinese
    sentences on what to do next.
    """

    query: str
    match: Match
    duty: str | None = None
    duty_name: str | None = None
    owners: tuple[Owner, ...] = ()
    basis: str = ""
    principles: tuple[Principle, ...] = ()
    suggestions: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    convener: str | None = None
    ambiguous: bool = False
    hints: tuple[str, ...] = ()


class Owned(NamedTuple):
    """One thing a unit answers for. `via` is the collective owner it belongs to, empty if named itself."""

    key: str
    name: str
    role: Role
    text: str
    basis: str
    via: str


class Holdings(NamedTuple):
    """All that a unit answers for: rows of annex 2, tasks, and what the body asks of it."""

    unit: str
    duties: tuple[Owned, ...]
    tasks: tuple[Owned, ...]
    body: tuple[Owned, ...]


def who_owns(plan: Plan, query: str, members: Members = NOBODY_YET, readings: Readings = unread) -> Ownership:
    """Say who answers for what `query` names.

    The order (DESIGN.md §4.11): a row of annex 2 by key or name (`exact`), by alias (`alias`), then by part
    of a name, then annex 1 by its words, then both by how they are read (`close`), then the principles
    (`none`). A task's id or printed number is `exact`. A word of one character, or one that many tasks use (安全, 企业), decides nothing.
    """
    ask = _Ask(plan, query, members, readings)
    return ask.by_name() or ask.by_number() or ask.by_words() or ask.by_sound() or ask.by_principles()


class _Word(Struct, frozen=True):
    """One word of a question: what to look for, and the annex 2 rows whose whole name or alias is in it."""

    terms: frozenset[str]
    names: tuple[Duty, ...]


class _Ask(Struct, frozen=True):
    """One question, and the steps towards its answer; each gives None to pass it on."""

    plan: Plan
    query: str
    members: Members
    readings: Readings

    def by_name(self) -> Ownership | None:
        wanted, duties = fold(self.query), self.plan.duties
        if exact := [d for d in duties if wanted in (fold(d.key), fold(d.name))]:
            return self._decided("exact", exact, ())
        alias = [d for d in duties if wanted in map(fold, d.aliases)]
        return self._decided("alias", alias, ()) if alias else None

    def by_number(self) -> Ownership | None:
        first = next(iter(in_words.words(self.query)), "")
        task = self.plan.task(first)
        if task:
            return self._decided("exact", (), (task,))
        number = _NUMBER.fullmatch(first)
        printed = self.plan.tasks_printed(int(number[1])) if number else ()
        return self._decided("exact", (), printed) if printed else None

    def by_words(self) -> Ownership | None:
        words = [w for w in map(self._word, in_words.words(self.query)) if w.terms or w.names]
        duties = in_words.common([w.names or in_words.duties_with(self.plan, w.terms) for w in words])
        tasks = in_words.common([in_words.tasks_with(self.plan, w.terms) for w in words if not w.names])
        # A task that only hands on what annex 2 decides (4-1) is no rival of the row it mentions.
        rivals = [t for t in tasks if not any(in_words.mentions(t, d) for d in duties)]
        return self._decided("close", duties, rivals) if duties or rivals else None

    def by_sound(self) -> Ownership | None:
        sought = Sought.read(self.query)
        if not sought.latin:
            return None
        duties = [d for d in self.plan.duties if in_words.sounds(d, sought, self.readings)]
        tasks = () if duties else in_words.tasks_sounding(self.plan, sought, self.readings)
        return self._decided("close", duties, tasks) if duties or tasks else None

    def by_principles(self) -> Ownership:
        hints = [*self._too_general(), *self._in_body(), say.convene(self._convener())]
        return Ownership(
            self.query,
            "none",
            basis=say.BODY + "、".join(dict.fromkeys(p.paragraph for p in self.plan.principles)),
            principles=self.plan.principles,
            suggestions=in_words.nearby(self.plan, self.query),
            convener=self._convener(),
            hints=tuple(hints),
        )

    def _decided(self, match: Match, duties: Collection[Duty], tasks: Collection[Task]) -> Ownership:
        if len(duties) == 1 and not tasks:
            return self._from_duty(match, next(iter(duties)))
        if not duties and len({frozenset(t.owners) for t in tasks}) == 1:
            return self._from_tasks(match, tuple(tasks))
        labels = (*(d.name for d in duties), *(in_words.label(self.plan, t) for t in tasks))
        return Ownership(
            self.query,
            "close",
            suggestions=labels,
            tasks=tuple(t.id for t in tasks),
            convener=self._convener(),
            ambiguous=True,
            hints=(say.several_rows(len(labels)),),
        )

    def _from_duty(self, match: Match, duty: Duty) -> Ownership:
        named = [o.unit for o in duty.owners]
        owners = [self._owner(o.unit, o.printed, o.role, o.text) for o in duty.owners]
        # 其他…办所: those that the row itself names are not among the others.
        owners = [o._replace(members=tuple(m for m in o.members if m not in named)) for o in owners]
        return Ownership(
            self.query,
            match,
            duty=duty.key,
            duty_name=duty.name,
            owners=tuple(owners),
            basis=duty.source,
            hints=self._empty_groups(named),
        )

    def _from_tasks(self, match: Match, tasks: tuple[Task, ...]) -> Ownership:
        keys, text = tasks[0].owners, "\n".join(t.text for t in tasks)
        role: Role = "lead" if len(keys) == 1 and self.plan.unit(keys[0]) else "shared"
        by_words = (say.by_task_words(),) if match == "close" else ()
        return Ownership(
            self.query,
            match,
            duty="、".join(t.id for t in tasks),
            duty_name="、".join(dict.fromkeys(in_words.subject(self.plan, t) for t in tasks)),
            owners=tuple(self._owner(key, self._name(key), role, text) for key in keys),
            basis=self.plan.campaign.task_source + " " + "、".join(map(in_words.row, tasks)),
            tasks=tuple(t.id for t in tasks),
            hints=(*by_words, *self._empty_groups(keys)),
        )

    def _owner(self, unit: str, name: str, role: Role, text: str) -> Owner:
        return Owner(unit, name, role, text, self._members(unit))

    def _members(self, key: str) -> tuple[str, ...]:
        group = next((g for g in self.plan.groups if g.key == key), None)
        return (self.members.get(key) or group.members) if group else ()

    def _name(self, key: str) -> str:
        owner = self.plan.owner(key)
        return owner.name if owner else key

    def _convener(self) -> str:
        return self.plan.campaign.emergency_office

    def _empty_groups(self, keys: Collection[str]) -> tuple[str, ...]:
        empty = (g for g in self.plan.groups if g.key in keys and not self._members(g.key))
        return tuple(say.fill_everyone(g.key) if g.everyone else say.fill_group(g.key) for g in empty)

    def _word(self, word: str) -> _Word:
        named = tuple(d for d in self.plan.duties if in_words.named_in(d, word))
        return _Word(in_words.terms(self.plan, word), named)

    def _too_general(self) -> tuple[str, ...]:
        words = in_words.words(self.query)
        return () if any(in_words.terms(self.plan, w) for w in words) else (say.too_general(self.query),)

    def _in_body(self) -> tuple[str, ...]:
        words = [w for w in in_words.words(self.query) if not in_words.general(self.plan, w)]
        found = [d.paragraph for name, d in _body(self.plan) if any(w in fold(name + d.text) for w in words)]
        return tuple(say.see_body(p) for p in dict.fromkeys(found))


def owned_by(plan: Plan, unit: str, groups: Collection[str] = ()) -> Holdings:
    """List what a unit answers for, by its own name or through the collective owners it belongs to.

    `unit` is a key (a collective owner's will do as well); `groups` are keys of collective owners.
    """
    duties = [
        Owned(d.key, d.name, o.role, o.text, d.source, _via(unit, o.unit))
        for d in plan.duties
        for o in _closest(d.owners, unit, groups)
    ]
    return Holdings(unit, tuple(duties), _tasks_of(plan, unit, groups), _body_of(plan, unit, groups))


def _closest(owners: Iterable[DutyOwner], unit: str, groups: Collection[str]) -> list[DutyOwner]:
    # A unit that the row names has its own part, not that of the others.
    return [o for o in owners if o.unit == unit] or [o for o in owners if o.unit in groups]


def _tasks_of(plan: Plan, unit: str, groups: Collection[str]) -> tuple[Owned, ...]:
    mine = {unit, *groups}
    return tuple(_task_owned(plan, t, unit, mine) for t in plan.tasks if mine & set(t.owners))


def _task_owned(plan: Plan, task: Task, unit: str, mine: Collection[str]) -> Owned:
    via = "" if unit in task.owners else next(k for k in task.owners if k in mine)
    role: Role = "lead" if task.owners == (unit,) and plan.unit(unit) else "shared"
    basis = f"{plan.campaign.task_source} {in_words.row(task)}"
    return Owned(task.id, in_words.subject(plan, task), role, task.text, basis, via)


def _body(plan: Plan) -> list[tuple[str, BodyDuty | StandingDuty]]:
    """Give what the body asks, each with its name, which only a standing duty has."""
    return [*((d.name, d) for d in plan.standing), *(("", d) for d in plan.body_duties)]


def _body_of(plan: Plan, unit: str, groups: Collection[str]) -> tuple[Owned, ...]:
    mine = [(name, d) for name, d in _body(plan) if d.unit in {unit, *groups}]
    # The same sentence may stand in both lists: the standing duty comes last here, and wins.
    once = {d.text: (name, d) for name, d in mine[::-1]}
    owned = [Owned("", n, "shared", d.text, d.paragraph, _via(unit, d.unit)) for n, d in once.values()]
    return tuple(owned[::-1])


def _via(unit: str, owner: str) -> str:
    return "" if owner == unit else owner
