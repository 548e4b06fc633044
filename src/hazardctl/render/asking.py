"""One question at a keyboard: what can be said is shown with numbers, listed at `?`, and completed while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import form as say
from hazardctl.render.keyboard import numbered, tell
from hazardctl.services.questions import chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hazardctl.render.keyboard import Keyboard
    from hazardctl.services.completing import Value
    from hazardctl.services.questions import Question

_LISTED = 40
"""How many of what can be said are listed at once."""


class Back(Exception):
    """The question before is wanted."""


class Asking:
    """Puts questions to one keyboard; whether an answer will do is for others to judge."""

    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard

    def answer(self, question: Question, text: str = "") -> str:
        """Ask until there is an answer; empty where it is left open. `text` is laid into the line to be changed.

        Raises:
            Back: the question before is wanted.
            KeyboardInterrupt: whoever was asked leaves.
        """
        shown: Sequence[Value] = question.picks
        tell(*numbered([_named(question, value) for value in shown]))
        while True:
            said = self._typed(question, text)
            if said in say.HELP:
                shown = self._list(question)
                continue
            if said in say.BACK:
                raise Back
            if not said and not question.default:
                if not question.required:
                    return ""
                tell(say.needed(question.name))
                continue
            if question.free and said.isdecimal() and int(said) > len(shown):
                tell(say.only_digits(said, len(shown)))
                continue
            meant = chosen(question, said, shown) if said else question.default
            if meant is None:
                tell(say.no_such_choice(said, len(question.picks)))
                continue
            if said and meant != said:
                tell(say.understood(_spoken(question, meant)))
            return meant

    def _typed(self, question: Question, text: str) -> str:
        laid = text or (question.default or "" if question.free and self._keyboard.edits else "")
        if question.long:
            tell(say.long_text())
        return self._keyboard.line(
            say.question(question.name, question.hint, None if laid else _held(question)),
            text=laid,
            offers=None if question.choice else pairs(question.offers),
            long=question.long,
        )

    def _list(self, question: Question) -> Sequence[Value]:
        """List what can be said; from now on the numbers shown are those of this list."""
        found = question.picks if question.choice else question.offers("")
        if not found:
            tell(say.anything_goes(question.name))
            return question.picks
        shown = found[:_LISTED]
        tell(*numbered([_named(question, value) for value in shown]))
        tell(say.offered(len(shown), more=len(found) > len(shown)))
        return shown


def pairs(offers: Callable[[str], Sequence[Value]]) -> Callable[[str], Sequence[tuple[str, str]]]:
    """Return what a keyboard offers while somebody types."""
    return lambda typed: [(value.value, value.help) for value in offers(typed)]


def _named(question: Question, value: Value) -> str:
    """Return what is shown: one of a few words by its term, a name as it is."""
    return (value.help or value.value) if question.choice else value.value


def _spoken(question: Question, meant: str) -> str:
    return next((_named(question, pick) for pick in question.picks if pick.value == meant), meant)


def _held(question: Question) -> str | None:
    """Return the default as it stands in the line: of a few words, its number."""
    numbers = (str(n) for n, pick in enumerate(question.picks, 1) if pick.value == question.default)
    return next(numbers, question.default) if question.choice else question.default
