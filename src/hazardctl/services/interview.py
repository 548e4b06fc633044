"""Asking for one hazard: which question comes next, what may be answered, and what an answer was understood as.

No rule stands here: an answer is judged by what `entry.add` itself would object to, asked after each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from hazardctl.domain import interview
from hazardctl.domain.interview import FREE, LONG, REQUIRED, Way
from hazardctl.domain.money import say_yuan
from hazardctl.errors import NotFound
from hazardctl.ledger.queries import enterprises, wording
from hazardctl.messages import fields
from hazardctl.messages import form as messages
from hazardctl.messages.prompts import NO_FUNDS
from hazardctl.services import completing, entry
from hazardctl.services.completing import Value
from hazardctl.services.questions import Question, question_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hazardctl.domain.hazard import Hazard, Level
    from hazardctl.errors import Problem
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given, Typed

_PATH = ("hazard", "add")
_SHOWN = {
    "title": 5,
    "measures": 6,
    "criterion": 4,
    "contingency": 3,
    "fixed_on_spot": 4,
    "interim": 3,
    "responsible": 3,
}
"""How many earlier wordings are shown with a number beside a question; the others come while typing."""
_READ = frozenset({"deadline", "pending", "found_on", "funds", "enterprise", "village", "unit"})
"""What may be typed in several ways, so that it is said how it was read."""
_UNLESS_SPOT = frozenset({"fixed_on_spot", "reviewer"})


class Said(NamedTuple):
    """One line of what has been said: the field, what it is called, and its value as the program understood it."""

    field: str
    name: str
    value: str


class Interview(Struct):
    """One hazard being asked for. `given` is what was said so far, `asked` the fields that need no asking again."""

    desk: Desk
    given: dict[str, Typed]
    asked: list[str] = field(default_factory=list)
    _tried: tuple[dict[str, Typed], entry.Trial] | None = None

    def next(self) -> str | None:
        """Return the field to ask for next; None when nothing is left."""
        known = self._inherited()
        from_visit = known.get("visit") and not self.given.get("like")
        for name in interview.route(self.given, self._level()):
            if name in self.asked or self.given.get(name) or (name == "way" and interview.way_of(self.given)):
                continue
            if from_visit and known.get(name):
                continue
            if name == "responsible_unit" and known.get("enterprise"):
                continue
            if name == "funds" and self.given.get("no_funds"):
                continue
            return name
        return None

    def question(self, name: str) -> Question:
        """Return what to ask about a field."""
        needed = name in REQUIRED or name in interview.FIVE
        plain = replace(
            question_of(self.desk, _PATH, name),
            name=messages.name(name),
            hint=messages.hint(name) or ("" if needed else messages.OPTIONAL),
            required=needed,
        )
        if plain.choice:
            return replace(plain, default=plain.default or self._default(name))
        words = self._wording(name)
        return replace(
            plain,
            default=self._default(name),
            picks=words[: _SHOWN.get(name, 0)],
            free=name in FREE,
            long=name in LONG,
            offers=(lambda typed: completing.fitting(words, typed)) if words else plain.offers,
        )

    def answer(self, name: str, said: str) -> tuple[Problem, ...]:
        """Take an answer and return what speaks against it; the answer is kept only where nothing does.

        A new name of an enterprise is objected to once (`ask_enterprise`); said again, it stands.
        """
        before = dict(self.given)
        self._put(name, said)
        wrong = tuple(
            problem
            for problem in self.trial().problems
            if problem.where == name and problem.code != "missing"
        )
        if wrong:
            self.given = before
            return wrong
        if name not in self.asked:
            self.asked.append(name)
        return ()

    def skip(self, name: str) -> None:
        """Leave a field empty."""
        self.asked.append(name)

    def back(self) -> str | None:
        """Take the last answer back, so that it is asked for again; return its field, None at the beginning."""
        if not self.asked:
            return None
        name = self.asked.pop()
        self._forget(name)
        return name

    def confirm_enterprise(self, name: str) -> None:
        """Let a name that nobody has registered stand as a new enterprise."""
        self.given |= {"enterprise": name, "confirmed": name}
        self.asked.append("enterprise")

    def values(self) -> dict[str, Typed]:
        """Return what the command is given: without what belongs to a way in that was not taken."""
        way = interview.way_of(self.given)
        unused = {"way"}
        if way is not Way.SPOT:
            unused |= _UNLESS_SPOT
        if way is not Way.PENDING:
            unused |= {"pending"}
        return {name: value for name, value in self.given.items() if name not in unused}

    def trial(self) -> entry.Trial:
        """Say what registering this would say now; asked many times between two answers, read once."""
        values = self.values()
        if self._tried is None or self._tried[0] != values:
            self._tried = values, entry.trial(self.desk, values)
        return self._tried[1]

    def said(self) -> tuple[Said, ...]:
        """Return everything that would be registered, in the order of the questions, then what is seldom given."""
        known, hazard = self._inherited(), self.trial().hazard
        names = dict.fromkeys((*interview.route(self.given, self._level()), *interview.RARELY))
        found = []
        for name in names:
            value = self._understood(name, hazard) or known.get(name)
            if name == "responsible_unit":
                value = hazard.five.responsible_unit
            if isinstance(value, str) and value:
                found.append(Said(name, messages.name(name), value))
        return tuple(found)

    def unsaid(self) -> tuple[str, ...]:
        """Return the fields that could still be given."""
        there = {one.field for one in self.said()}
        names = dict.fromkeys((*interview.route(self.given, self._level()), *interview.RARELY))
        return tuple(name for name in names if name not in there)

    def understood(self, name: str) -> str | None:
        """Return how an answer was understood, where that is not what was typed."""
        if name not in _READ:
            return None
        value = self._understood(name, self.trial().hazard)
        return value if value and value != self.given.get(name) else None

    def _understood(self, name: str, hazard: Hazard) -> str | None:
        days: dict[str, date | None] = {
            "deadline": hazard.five.deadline,
            "pending": hazard.pending_until,
            "found_on": hazard.found_on,
        }
        if day := days.get(name):
            return messages.day(day, self.desk.today)
        if name == "way" and (way := interview.way_of(self.given)):
            return messages.way(way)
        if name == "funds":
            five = hazard.five
            known = None if five.funds_fen is None else say_yuan(five.funds_fen)
            return messages.funds(known, none_needed=five.no_funds)
        if name == "enterprise":
            return hazard.enterprise.name if hazard.enterprise else None
        read = {
            "village": hazard.village,
            "unit": hazard.unit if hazard.unit != "?" else None,
            "found_by": hazard.found_by,
        }
        if name in {"level", "source"}:
            return messages.choice(name, getattr(hazard, name)) if self._inherited().get(name) else None
        value = read.get(name, self.given.get(name))
        return value if isinstance(value, str) else None

    def _put(self, name: str, said: str) -> None:
        if name == "funds":
            none_needed = said in NO_FUNDS
            self.given |= {"no_funds": none_needed, "funds": None if none_needed else said}
        else:
            self.given[name] = said

    def _forget(self, name: str) -> None:
        self.given[name] = None
        if name == "funds":
            self.given["no_funds"] = False
        if name == "enterprise":
            self.given["confirmed"] = None

    def _level(self) -> Level:
        return self.trial().hazard.level

    def _inherited(self) -> Mapping[str, Typed]:
        with self.desk.reading() as reader:
            return entry.inherited(reader, self.values())

    def _default(self, name: str) -> str | None:
        known = self._inherited()
        value = known.get(name)
        if isinstance(value, str):
            return value
        place = known.get("enterprise")
        if name in {"village", "unit"} and isinstance(place, str):
            with self.desk.reading() as reader:
                firm = enterprises.find(reader, place)
            return (firm.village if name == "village" else firm.regulator) if firm else None
        return None

    def _wording(self, name: str) -> tuple[Value, ...]:
        """Return how the same was worded before: set phrases of the category first, then by how often it was used."""
        if name not in wording.COLUMNS:
            return ()
        category, place = self.given.get("category"), self.given.get("enterprise")
        with self.desk.reading() as reader:
            words = _worded(
                reader,
                name,
                category if isinstance(category, str) else None,
                place if isinstance(place, str) else None,
            )
        phrases = self._phrases(category) if name in {"measures", "fixed_on_spot"} else ()
        return tuple(Value(said) for said in dict.fromkeys((*phrases, *words)))

    def _phrases(self, category: Typed) -> tuple[str, ...]:
        return next((c.phrases for c in self.desk.plan.categories if c.name == category), ())


def _worded(reads: Reads, name: str, category: str | None, place: str | None) -> list[str]:
    """Look among hazards of the category, or for who and where among those of the enterprise."""
    if name in {"place", "responsible"}:
        firm = enterprises.find(reads, place) if place else None
        return wording.worded(reads, name, enterprise=firm.ref.uid) if firm else []
    return wording.worded(reads, name, category=category)


def begun(desk: Desk, given: Given, asked: Sequence[str] = ()) -> Interview:
    """Return an interview about what is not said yet.

    Raises:
        NotFound: `--like` or `--visit` names what is not there.
    """
    found = Interview(desk, {name: value for name, value in given.items() if value}, list(asked))
    unknown = [p for p in found.trial().problems if p.where == "visit"]
    if unknown:
        raise NotFound(*unknown)
    return found


def leaves_open(desk: Desk, given: Given) -> bool:
    """Whether anything is missing or wrong that a person could still say."""
    return any(
        problem.where in fields.FIELDS or problem.code == "five_or_else"
        for problem in entry.trial(desk, given).problems
    )
