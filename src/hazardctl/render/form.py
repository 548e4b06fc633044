"""The form of one hazard on a terminal: asks, shows how each answer was understood, and has it looked over.

What comes next and what will do is said by `services/interview`; this only asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hazardctl.errors import Refused
from hazardctl.messages import form as say
from hazardctl.messages.output import note
from hazardctl.render.asking import Asking, Back, pairs
from hazardctl.render.columns import table
from hazardctl.render.keyboard import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hazardctl.render.keyboard import Keyboard
    from hazardctl.services.drafts import Draft
    from hazardctl.services.form import Given
    from hazardctl.services.interview import Interview

Saved = TypeVar("Saved")


class Left(Exception):
    """Whoever was asked left the form."""


class Form:
    """One hazard's form at one keyboard; `keep` is called after every answer."""

    def __init__(self, interview: Interview, keyboard: Keyboard, keep: Callable[[], None]) -> None:
        self._interview, self._keyboard, self._keep = interview, keyboard, keep
        self._asking = Asking(keyboard)

    def fill(self, save: Callable[[Given], Saved]) -> Saved:
        """Ask for everything, have it looked over, and save it.

        Raises:
            Left: the form was left; nothing was saved.
            Refused: for a reason that no answer could mend.
        """
        try:
            self._ask_what_is_open()
            while True:
                self._look_over()
                try:
                    return save(self._interview.values())
                except Refused as refusal:
                    if not all(p.where or p.code == "five_or_else" for p in refusal.problems):
                        raise
                    tell(*(problem.message for problem in refusal.problems))
        except KeyboardInterrupt:
            raise Left from None

    def _ask_what_is_open(self) -> None:
        while name := self._interview.next():
            try:
                self._ask(name)
            except Back:
                if self._interview.back() is None:
                    tell(say.at_the_beginning())

    def _ask(self, name: str, text: str = "") -> None:
        """Ask for one field until an answer will do, or it is left open."""
        question = self._interview.question(name)
        while not self._takes(name, self._asking.answer(question, text)):
            pass
        self._keep()

    def _takes(self, name: str, said: str) -> bool:
        """Whether an answer was taken; what speaks against it is said."""
        if not said:
            self._interview.skip(name)
            return True
        wrong = self._interview.answer(name, said)
        tell(*(problem.message for problem in wrong))
        if any(problem.code == "ask_enterprise" for problem in wrong):
            return self._is_new(said)
        if not wrong and (understood := self._interview.understood(name)):
            tell(say.understood(understood))
        return not wrong

    def _is_new(self, name: str) -> bool:
        """Ask about an enterprise that nobody has registered: Enter lets it stand, another name is taken instead."""
        offers = pairs(self._interview.question("enterprise").offers)
        again = self._keyboard.line(say.enterprise_again(), offers=offers)
        if again and again != name:
            return self._takes("enterprise", again)
        self._interview.confirm_enterprise(name)
        return True

    def _look_over(self) -> None:
        """Show everything numbered until it is let stand; a number asks for that field again."""
        while True:
            fields = self._show()
            answer = self._keyboard.line(say.save_or_change())
            if not answer:
                return
            if answer in say.LEAVE:
                raise Left
            if answer.isdecimal() and 1 <= int(answer) <= len(fields):
                self._again(fields[int(answer) - 1])
            else:
                tell(say.no_such_number(answer))

    def _show(self) -> list[str]:
        """Show what would be saved and what speaks against it; return the fields in the order of their numbers."""
        said, unsaid = self._interview.said(), self._interview.unsaid()
        tell("", say.review())
        tell(
            *table([(say.pick(f"{n:>2}", one.name), one.value) for n, one in enumerate(said, 1)]).split("\n")
        )
        tell(say.also([(n, say.name(name)) for n, name in enumerate(unsaid, len(said) + 1)]))
        trial = self._interview.trial()
        tell(*(note(one.message) for one in trial.notes))
        if trial.problems:
            tell(say.still_wrong(), *(f"  {problem.message}" for problem in trial.problems))
        return [*(one.field for one in said), *unsaid]

    def _again(self, name: str) -> None:
        """Ask for a field again, its value laid into the line; then for what the new answer opened."""
        question, value = self._interview.question(name), self._interview.given.get(name)
        laid = isinstance(value, str) and self._keyboard.edits and not question.choice
        try:
            self._ask(name, str(value) if laid else "")
        except Back:
            return
        self._ask_what_is_open()


def which_draft(drafts: Sequence[Draft], times: Sequence[str], keyboard: Keyboard) -> int | None:
    """Offer forms that were left: return the number of the one to go on with, 0 for none ever, None for not now."""
    titles = [str(draft.given.get("title") or say.untitled())[:30] for draft in drafts]
    tell(*say.drafts([(at, draft.by, title) for at, draft, title in zip(times, drafts, titles, strict=True)]))
    while True:
        said = keyboard.line(say.which_draft(len(drafts)))
        if not said:
            return None
        if said.isdecimal() and int(said) <= len(drafts):
            return int(said)
        tell(say.no_such_number(said))
