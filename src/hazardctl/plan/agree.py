"""What must agree between the rows of a plan: dates in order, owners as printed, names that lead to one row.

Yields places with a code and a sentence; turning a place into file and line is for `plan.validate`. This
module must not repeat what `plan.read` has settled for each row, and must not import pydantic.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from re import findall

from hazardctl.domain.campaign import Action, Duty, Group, Phase, Plan, Post, StandingDuty, Task, Unit
from hazardctl.domain.names import fold
from hazardctl.domain.plan_rows import Sector
from hazardctl.messages import plan as say

Steps = tuple[int | str, ...]
"""The way to a value from the top of the plan, list positions from 0: ("tasks", 3, "owners")."""
Mistake = tuple[Steps, str, str]


def disagreements(plan: Plan) -> Iterator[Mistake]:
    """Yield all that does not agree between rows, as place, code and sentence."""
    for check in (
        _phases_in_order,
        _owners_as_printed,
        _owners_once,
        _parts_lead_somewhere,
        _checks_quote_their_task,
        _names_lead_to_one,
        _groups_used,
        _actions_have_tasks,
        _principles_given,
        _notes_lead_to_oddities,
    ):
        yield from check(plan)


def _phases_in_order(plan: Plan) -> Iterator[Mistake]:
    # Phases may overlap (压茬推进), but neither start nor end may go back.
    for i, (before, phase) in enumerate(pairwise(plan.phases), 1):
        if phase.start < before.start or phase.due < before.due:
            yield ("phases", i, "due"), "phase_order", say.phases_unordered(phase.name, before.name)


def _owners_as_printed(plan: Plan) -> Iterator[Mistake]:
    for i, task in enumerate(plan.tasks):
        printed = [plan.owner(name) for name in task.owner_text.split("、")]
        if {o.key if o else "" for o in printed} != set(task.owners):
            yield ("tasks", i, "owners"), "owner_text", say.owner_text_differs(task.owner_text, task.owners)


def _owners_once(plan: Plan) -> Iterator[Mistake]:
    for i, task in enumerate(plan.tasks):
        for owner in _repeated(task.owners):
            yield ("tasks", i, "owners"), "owner_twice", say.owner_twice(owner)
    for i, duty in enumerate(plan.duties):
        for owner in _repeated(o.unit for o in duty.owners):
            yield ("duties", i, "owners"), "owner_twice", say.owner_twice(owner)


def _parts_lead_somewhere(plan: Plan) -> Iterator[Mistake]:
    listed: dict[str, Sequence[Task | StandingDuty]] = {"tasks": plan.tasks, "standing": plan.standing}
    for key, duties in listed.items():
        for i, duty in enumerate(duties):
            parts = {part.key for part in duty.cadence}
            for j, part in enumerate(duty.cadence):
                if part.items_from and part.items_from not in parts - {part.key}:
                    yield (key, i, "cadence", j, "items_from"), "no_part", say.no_such_part(part.items_from)


def _checks_quote_their_task(plan: Plan) -> Iterator[Mistake]:
    for i, check in enumerate(plan.checks):
        task = plan.task(check.task)
        if task and check.words not in task.text:
            yield ("checks", i, "words"), "quote", say.words_not_in_text(check.words)


def _repeated(words: Iterable[str]) -> list[str]:
    seen: list[str] = list(words)
    return [w for i, w in enumerate(seen) if w in seen[:i]]


def _names_lead_to_one(plan: Plan) -> Iterator[Mistake]:
    owners = [(("units", i), u) for i, u in enumerate(plan.units)]
    owners_too = [(("groups", i), g) for i, g in enumerate(plan.groups)]
    yield from _shared_names([*owners, *owners_too])
    yield from _shared_names([(("duties", i), d) for i, d in enumerate(plan.duties)])
    yield from _shared_names([(("sectors", i), s) for i, s in enumerate(plan.sectors)])


def _shared_names(things: Iterable[tuple[Steps, Unit | Group | Duty | Sector]]) -> Iterator[Mistake]:
    taken: dict[str, str] = {}
    for steps, thing in things:
        for name in dict.fromkeys(map(fold, (thing.key, thing.name, *thing.aliases))):
            if taken.setdefault(name, thing.key) != thing.key:
                yield (*steps, "aliases"), "alias_taken", say.alias_taken(name, taken[name])


def _groups_used(plan: Plan) -> Iterator[Mistake]:
    used = {key for t in plan.tasks for key in t.owners}
    used |= {o.unit for d in plan.duties for o in d.owners}
    used |= {d.unit for d in plan.body_duties} | {key for s in plan.standing for key in s.owners}
    used |= {key for p in plan.phases for d in p.deliverables for key in d.owed_by}
    for i, group in enumerate(plan.groups):
        if group.key not in used:
            yield ("groups", i, "key"), "group_unused", say.group_unused(group.key)


def _actions_have_tasks(plan: Plan) -> Iterator[Mistake]:
    used = {t.action for t in plan.tasks}
    for i, action in enumerate(plan.actions):
        if action.no not in used:
            yield ("actions", i, "no"), "action_empty", say.action_without_tasks(action.title)


def _principles_given(plan: Plan) -> Iterator[Mistake]:
    if not plan.principles:
        yield ("principles",), "no_principles", say.no_principles()


def _notes_lead_to_oddities(plan: Plan) -> Iterator[Mistake]:
    known = {str(o.no) for o in plan.oddities}
    for steps, note in _notes(plan):
        for number in findall(r"疑点(\d+)", note):
            if number not in known:
                yield steps, "no_oddity", say.no_such_oddity(number)


def _notes(plan: Plan) -> Iterator[tuple[Steps, str]]:
    yield from ((("campaign", "notes"), n) for n in plan.campaign.notes)
    rows: dict[str, Sequence[Phase | Action | Task | Duty | StandingDuty]] = {
        "phases": plan.phases,
        "actions": plan.actions,
        "tasks": plan.tasks,
        "duties": plan.duties,
        "standing": plan.standing,
    }
    for key, listed in rows.items():
        yield from (((key, i, "notes"), n) for i, row in enumerate(listed) for n in row.notes)
    named: dict[str, Sequence[Unit | Group | Post]] = {
        "units": plan.units,
        "groups": plan.groups,
        "posts": plan.posts,
    }
    for key, noted in named.items():
        yield from (((key, i, "note"), row.note) for i, row in enumerate(noted))
