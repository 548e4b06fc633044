"""How the words of a question are found in a plan: what to look for, what says too little, what is near.

Every rule rests on the plan's own words, so that another town's plan needs no other code. This module must
not decide who owns anything: that is `domain.duty`.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import chain
from re import compile as pattern
from typing import TYPE_CHECKING, Final, TypeVar
from unicodedata import normalize

from hazardctl.domain.campaign import Duty, Plan, Task
from hazardctl.domain.names import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from hazardctl.domain.search import Readings, Sought

_SUGGESTIONS: Final = 5
_NEAR: Final = 0.5
_SHORTEST: Final = 2
_FEW_TASKS: Final = 4
_BREAKS: Final = pattern(r"[\s,;:?!()\"。、“”《》]+")

RowT = TypeVar("RowT", bound=Duty | Task)


def words(query: str) -> list[str]:
    """Split a question at blanks and punctuation, folded."""
    return [w for w in _BREAKS.split(normalize("NFKC", query).casefold()) if w]


def terms(plan: Plan, word: str) -> frozenset[str]:
    """Give what to look for: the word, and all names of a sector that it contains (液化气罐: 燃气 …)."""
    names = [list(map(fold, (s.name, *s.aliases))) for s in plan.sectors if s.from_plan]
    sectors = chain.from_iterable(n for n in names if any(one in word for one in n))
    return frozenset(t for t in (word, *sectors) if not general(plan, t))


def general(plan: Plan, term: str) -> bool:
    """Tell whether a term says too little to decide by.

    That is one character, the name of the catch-all sector (其他), or what over a sixth of the tasks say.
    """
    if len(term) < _SHORTEST or any(term == fold(s.name) for s in plan.sectors if not s.from_plan):
        return True
    using = sum(term in _haystack(t) for t in plan.tasks)
    return using > _most(plan)


def sounds(duty: Duty, sought: Sought, readings: Readings) -> bool:
    """Tell whether a row's name or its aliases hold what was asked for, as it is written or as it sounds."""
    return sought.in_text("|".join((duty.name, *duty.aliases)), readings)


def tasks_sounding(plan: Plan, sought: Sought, readings: Readings) -> tuple[Task, ...]:
    """Give the tasks that hold what was asked for by its sound; none where too many do to decide by."""
    found = tuple(
        t for t in plan.tasks if sought.in_text(f"{t.subgroup}|{t.text}", readings, first_letters=False)
    )
    return found if len(found) <= _most(plan) else ()


def _most(plan: Plan) -> int:
    return max(_FEW_TASKS, len(plan.tasks) // 6)


def _haystack(task: Task) -> str:
    return fold(f"{task.subgroup}\0{task.text}")


def _names(duty: Duty) -> list[str]:
    return [fold(n) for n in (duty.name, *duty.aliases)]


def named_in(duty: Duty, word: str) -> bool:
    """Tell whether the whole name or an alias of a duty is in a word."""
    return any(name in word for name in _names(duty))


def mentions(task: Task, duty: Duty) -> bool:
    """Tell whether a task names a duty of annex 2."""
    return any(name in _haystack(task) for name in _names(duty))


def duties_with(plan: Plan, terms: Collection[str]) -> tuple[Duty, ...]:
    """List the duties with one of the terms in a name or alias."""
    return tuple(d for d in plan.duties if any(t in name for t in terms for name in _names(d)))


def tasks_with(plan: Plan, terms: Collection[str]) -> tuple[Task, ...]:
    """List the tasks that say one of the terms."""
    return tuple(t for t in plan.tasks if any(term in _haystack(t) for term in terms))


def common(hits: Iterable[tuple[RowT, ...]]) -> tuple[RowT, ...]:
    """Give the rows that all words found, or, where no row has them all, every row that one found."""
    found = [h for h in hits if h]
    union = dict.fromkeys(chain.from_iterable(found))
    return tuple(r for r in union if all(r in h for h in found)) or tuple(union)


def row(task: Task) -> str:
    """Cite a task by printed number and id: 第8项（1-8）."""
    return f"第{task.printed_no}项（{task.id}）"


def subject(plan: Plan, task: Task) -> str:
    """Name a task, which has no name of its own, by its sub-heading or its action."""
    action = plan.action(task.action)
    return task.subgroup or (action.title if action else task.id)


def label(plan: Plan, task: Task) -> str:
    """Name a task so that `who-owns` understands it: id first."""
    return f"{task.id} {subject(plan, task)}"


def nearby(plan: Plan, query: str) -> tuple[str, ...]:
    """Name the rows most like the query, best first: by shared pairs of characters, or near spelling."""
    asked = fold(query)
    pairs = {asked[i : i + 2] for i in range(len(asked) - 1)}
    telling = [p for p in pairs if not general(plan, p)]
    scores = {d.name: max(_likeness(asked, n, telling) for n in _names(d)) for d in plan.duties}
    scores |= {label(plan, t): sum(p in _haystack(t) for p in telling) for t in plan.tasks}
    return tuple(sorted((n for n in scores if scores[n]), key=lambda n: -scores[n])[:_SUGGESTIONS])


def _likeness(asked: str, name: str, pairs: Iterable[str]) -> float:
    ratio = SequenceMatcher(None, asked, name, autojunk=False).ratio()
    return sum(p in name for p in pairs) + (ratio if ratio >= _NEAR else 0)
