"""Who answers for what: `who-owns`, and the tasks of annex 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.duty import Holdings, Ownership, owned_by
from hazardctl.domain.duty import who_owns as answer
from hazardctl.domain.text import clean
from hazardctl.errors import NotFound, Problem
from hazardctl.messages import duties as messages
from hazardctl.pinyin import readings
from hazardctl.services.find import unit_of

if TYPE_CHECKING:
    from hazardctl.domain.cadence import Obligation
    from hazardctl.domain.campaign import Cadence, Plan, StandingDuty, Task
    from hazardctl.services.desk import Desk


class TaskRecord(Struct, frozen=True, kw_only=True):
    """One row of annex 1. `done` and `expected` are as of today, null before there is a ledger."""

    id: str
    printed_no: int
    action: int
    action_title: str
    subgroup: str
    text: str
    owner_text: str
    owners: tuple[str, ...]
    members: tuple[str, ...]
    actors: tuple[str, ...]
    cadence: tuple[Cadence, ...]
    per: str
    applies_to: tuple[str, ...]
    notes: tuple[str, ...]
    done: int | None = None
    expected: int | None = None


def who_owns(desk: Desk, query: str) -> Ownership:
    """Answer who owns a trade or a matter, with the members that the office has registered."""
    return answer(
        desk.plan, clean(query, multiline=False), desk.register_or_plan().expanded(), readings=readings
    )


def of_unit(desk: Desk, said: str) -> Holdings:
    """Answer what one unit owns, itself or through a group."""
    register = desk.register()
    unit = unit_of(said, register)
    return owned_by(desk.plan, unit.key, register.groups_of(unit.key))


def tasks(desk: Desk, unit: str | None, action: int | None) -> tuple[TaskRecord, ...]:
    """Return the tasks of annex 1, all or those of one unit or one line of action."""
    members, figures = desk.register().expanded(), _figures(desk)
    mine = {owned.key for owned in of_unit(desk, unit).tasks} if unit else None
    return tuple(
        _record(desk, task, members, figures)
        for task in desk.plan.tasks
        if (mine is None or task.id in mine) and action in (None, task.action)
    )


def task(desk: Desk, said: str) -> TaskRecord:
    """Return one task by its id, or by its printed number where only one task bears it.

    Raises:
        NotFound: no task is called so, or two are (the printed 36).
    """
    return _record(desk, task_of(desk.plan, said), desk.register().expanded(), _figures(desk))


Figures = dict[str, tuple[int, int | None]]
"""Done and expected by a task's id; expected is None where there is no frequency."""


def _figures(desk: Desk) -> Figures:
    """Return how far each task is done today; nothing before there is a ledger."""
    if not desk.has_ledger:
        return {}
    from hazardctl.reports import coverage  # a duty look-up needs none of it

    with desk.reading() as reader:
        found = coverage.obligations(reader, desk.plan, desk.today)
    shares: dict[str, list[Obligation]] = {}
    for one in found:
        shares.setdefault(one.duty, []).append(one)
    return {key: _sum(mine) for key, mine in shares.items()}


def _sum(mine: list[Obligation]) -> tuple[int, int | None]:
    counted = [o for o in mine if o.expected is not None]
    return sum(o.done for o in counted or mine), sum(o.expected or 0 for o in counted) if counted else None


def task_of(plan: Plan, said: str) -> Task:
    """Find a task by its id, or by its printed number where only one task bears it.

    Raises:
        NotFound: no task is called so, or two are (the printed 36).
    """
    found = plan.task(said)
    if found is None and said.strip().isdecimal():
        printed = plan.tasks_printed(int(said.strip()))
        if len(printed) > 1:
            ids = tuple(t.id for t in printed)
            raise NotFound(Problem("ambiguous", messages.several_tasks(said.strip(), ids), "id"))
        found = printed[0] if printed else None
    if found is None:
        raise NotFound(Problem("not_found", messages.no_such_task(said[:20]), "id"))
    return found


def duty_of(plan: Plan, said: str) -> Task | StandingDuty:
    """Find a task, or else a standing duty by its key or name (monthly-dispatch, 每月调度)."""
    named = next((d for d in plan.standing if said.strip() in {d.key, d.name}), None)
    return named or task_of(plan, said)


def _record(desk: Desk, task: Task, members: dict[str, tuple[str, ...]], figures: Figures) -> TaskRecord:
    done, expected = figures.get(task.id, (None, None))
    action = desk.plan.action(task.action)
    return TaskRecord(
        id=task.id,
        printed_no=task.printed_no,
        action=task.action,
        action_title=action.title if action else "",
        subgroup=task.subgroup,
        text=task.text,
        owner_text=task.owner_text,
        owners=task.owners,
        members=tuple(dict.fromkeys(unit for owner in task.owners for unit in members.get(owner, ()))),
        actors=task.actors,
        cadence=task.cadence,
        per=task.per,
        applies_to=task.applies_to,
        notes=task.notes,
        done=done,
        expected=expected,
    )
