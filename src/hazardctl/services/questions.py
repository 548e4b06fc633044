"""What to ask about one field, and which of what can be said an answer means: for the form and for any other command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.interview import LONG, Way
from hazardctl.domain.names import fold
from hazardctl.messages import fields
from hazardctl.messages import form as messages
from hazardctl.services import completing
from hazardctl.services.completing import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hazardctl.services.desk import Desk


class Question(Struct, frozen=True, kw_only=True):
    """One field to ask for.

    `picks` are shown with numbers, and a number takes one; `offers` says what may follow what is typed. `default`
    holds when nothing is typed; what is `free` is worded by hand, what is `long` may take several lines.
    """

    field: str
    name: str
    hint: str = ""
    required: bool = False
    default: str | None = None
    picks: tuple[Value, ...] = ()
    choice: bool = False
    free: bool = False
    long: bool = False
    offers: Callable[[str], tuple[Value, ...]] = lambda _typed: ()


def question_of(desk: Desk, path: tuple[str, ...], name: str) -> Question:
    """Return what to ask about a field of any command: one of a few words by number, else what may be completed."""
    if name == "way":
        ways = tuple(Value(str(way), messages.way(way)) for way in Way)
        return Question(
            field=name,
            name=messages.name(name),
            required=True,
            default=str(Way.FIVE),
            picks=ways,
            choice=True,
        )
    called = fields.field_name(name)
    if completing.is_choice(path, name):
        picks = completing.values(desk, path, name, "")
        return Question(field=name, name=called, required=True, picks=picks, choice=True)
    return Question(
        field=name,
        name=called,
        hint=messages.common_hint(name),
        required=True,
        long=name in LONG,
        offers=lambda typed: completing.values(desk, path, name, typed),
    )


def chosen(question: Question, said: str, shown: Sequence[Value]) -> str | None:
    """Return what was chosen: by number among what is shown, or where only those will do, by its name or sound.

    None where a choice was asked for and this is none.
    """
    if said.isascii() and said.isdecimal() and 1 <= int(said) <= len(shown):
        return shown[int(said) - 1].value
    if not question.choice:
        return _only_one(question, said) or said
    wanted = fold(said)
    exact = [one for one in question.picks if wanted in {fold(one.value), fold(one.help)}]
    found = exact or completing.fitting(question.picks, said)
    return found[0].value if len(found) == 1 else None


def _only_one(question: Question, said: str) -> str | None:
    """Return the one name that is meant by pinyin or first letters; a wording of one's own is never replaced."""
    if question.free or not (said.isascii() and said.isalpha()):
        return None
    found = question.offers(said)
    return found[0].value if len(found) == 1 else None
