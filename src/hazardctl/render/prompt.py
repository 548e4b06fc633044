"""Asking on a terminal for what a command misses: one question for each field, the reason first, choices shown.

The rules stay where they are: a service says what is missing or unreadable, this asks, and the service is called
again. Plain `input` on purpose; the full form is a later module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.text import safe
from hazardctl.errors import Problem
from hazardctl.messages import fields
from hazardctl.messages import prompts as words
from hazardctl.render.output import complain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hazardctl.services.form import Typed

_FIVE = frozenset({"measures", "responsible_unit", "responsible", "funds", "deadline", "contingency"})
"""Fields that a hazard without them can be registered in another way."""


def can_ask(problems: Sequence[Problem]) -> bool:
    """Whether every problem lies in a value that a person can still give, or give otherwise."""
    return all(p.where in fields.FIELDS or p.code == "five_or_else" for p in problems)


def ask(problems: Sequence[Problem], given: Mapping[str, Typed]) -> dict[str, Typed]:
    """Ask for each field that was objected to and return everything typed so far, old and new."""
    _enable_editing()
    values = dict(given)
    free = any(p.code == "five_or_else" for p in problems) and not any(values.get(f) for f in _FIVE)
    for problem in problems:
        if problem.where and not (free and problem.where in _FIVE):
            _ask_one(problem, values)
    for problem in _way_in() if free else ():
        _ask_one(problem, values)
    return values


def _way_in() -> list[Problem]:
    """Ask which of the three ways the hazard is registered, and return what that way asks for."""
    for line in words.ways():
        complain(line)
    choice = _typed(words.which_way())
    if choice == "1":
        return [Problem("missing", fields.missing("fixed_on_spot"), "fixed_on_spot")]
    if choice == "3":
        return [Problem("missing", fields.missing(f), f) for f in ("pending", "interim")]
    return [Problem("missing", fields.missing(f), f) for f in
            ("measures", "responsible", "funds", "deadline", "contingency")]  # fmt: skip


def _ask_one(problem: Problem, values: dict[str, Typed]) -> None:
    field = problem.where or ""
    if problem.code not in {"missing", "ask_enterprise"}:
        complain(safe(problem.message))
    if problem.code == "ask_enterprise":
        complain(safe(problem.message))
        values["confirmed"] = values.get(field)
        said = _typed(words.enterprise_again())
        if said:
            values |= {field: said, "confirmed": None}
        return
    while not (said := _typed(words.question(fields.field_name(field), fields.field_hint(field)))):
        complain(words.cannot_be_empty())
    if field == "funds" and said in words.NO_FUNDS:
        values |= {"no_funds": True, "funds": None}
    else:
        values[field] = said


def _typed(question: str) -> str:
    """Read one line; the question goes through `input` so that editing knows where the line begins."""
    return input(question).strip()


def confirmed(lines: Sequence[str], question: str) -> bool:
    """Show what is about to be done and ask; anything but a plain yes is a no."""
    for line in lines:
        complain(safe(line))
    return _typed(question + " ").lower() in words.YES


def _enable_editing() -> None:
    """Without readline, backspace takes half a Chinese character away."""
    try:
        import readline
    except ImportError:
        return
    del readline


def signers(given: Mapping[str, Typed]) -> dict[str, Typed]:
    """Ask once who signs the forms; Enter leaves one out, and what was given as an option is not asked for."""
    _enable_editing()
    asked = {
        name: _typed(words.signer(fields.field_name(name))) or None
        for name, value in given.items()
        if not value
    }
    return {**given, **asked}
