"""Asking on a terminal for what a command misses: one question for each field, the reason first, choices shown.

The rules stay where they are: a service says what is missing or unreadable, this asks, and the service is called
again. A hazard is registered in a form of its own (`form`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.errors import Problem
from hazardctl.messages import fields
from hazardctl.messages import form as say
from hazardctl.messages import prompts as words
from hazardctl.render.asking import Asking, Back, pairs
from hazardctl.render.keyboard import keyboard, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hazardctl.services.form import Typed
    from hazardctl.services.questions import Question

    Questions = Callable[[str], Question]
    """What to ask about a field."""

_FIVE = frozenset({"measures", "responsible_unit", "responsible", "funds", "deadline", "contingency"})
"""Fields that a hazard without them can be registered in another way."""
_WAYS = {
    "spot": ("fixed_on_spot",),
    "five": ("measures", "responsible", "funds", "deadline", "contingency"),
    "pending": ("pending", "interim"),
}


def can_ask(problems: Sequence[Problem]) -> bool:
    """Whether every problem lies in a value that a person can still give, or give otherwise."""
    return all(p.where in fields.FIELDS or p.code == "five_or_else" for p in problems)


def ask(problems: Sequence[Problem], given: Mapping[str, Typed], questions: Questions) -> dict[str, Typed]:
    """Ask for each field that was objected to and return everything typed so far, old and new."""
    asking, values = Asking(keyboard()), dict(given)
    free = any(p.code == "five_or_else" for p in problems) and not any(values.get(f) for f in _FIVE)
    for problem in problems:
        if problem.where and not (free and problem.where in _FIVE):
            _ask_one(problem, values, questions, asking)
    for field in _WAYS[asking.answer(questions("way"))] if free else ():
        _ask_one(Problem("missing", fields.missing(field), field), values, questions, asking)
    return values


def _ask_one(problem: Problem, values: dict[str, Typed], questions: Questions, asking: Asking) -> None:
    field = problem.where or ""
    if problem.code != "missing":
        tell(problem.message)
    if problem.code == "ask_enterprise":
        values["confirmed"] = values.get(field)
        said = keyboard().line(say.enterprise_again(), offers=pairs(questions(field).offers))
        if said:
            values |= {field: said, "confirmed": None}
        return
    said = _answered(questions(field), asking)
    if field == "funds" and said in words.NO_FUNDS:
        values |= {"no_funds": True, "funds": None}
    else:
        values[field] = said


def _answered(question: Question, asking: Asking) -> str:
    """Return an answer; here there is no question before to go back to."""
    while True:
        try:
            return asking.answer(question)
        except Back:
            tell(say.at_the_beginning())


def confirmed(lines: Sequence[str], question: str) -> bool:
    """Show what is about to be done and ask; anything but a plain yes is a no."""
    tell(*lines)
    return keyboard().line(question + " ").lower() in words.YES


def signers(given: Mapping[str, Typed]) -> dict[str, Typed]:
    """Ask once who signs the forms; Enter leaves one out, and what was given as an option is not asked for."""
    keys = keyboard()
    asked = {
        name: keys.line(words.signer(fields.field_name(name))) or None
        for name, value in given.items()
        if not value
    }
    return {**given, **asked}
