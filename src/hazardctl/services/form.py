"""Values as typed, read into values that rules can judge, with every mistake collected on the way.

The same reading serves the keyboard and, later, a sheet: a field's name says which option (or column) is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from hazardctl.domain.names import nearest
from hazardctl.domain.text import TEXT_LIMIT, BadValue, clean, limited
from hazardctl.errors import Problem, Refused
from hazardctl.messages import fields
from hazardctl.messages import matters as matter_messages
from hazardctl.messages import register as register_messages
from hazardctl.messages.labels import term
from hazardctl.messages.values import period_reversed

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.register import Register
    from hazardctl.domain.workdays import Calendar

Typed = str | bool | list[str] | tuple[str, ...] | None
Given = Mapping[str, Typed]
"""What was typed, by field; None where nothing was, a list where the option may be repeated."""

Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")


class Days(Protocol):
    """What days are read by (a desk): which day it is, and which days are worked, looked up when 工作日 is typed."""

    @property
    def today(self) -> date:
        """Return the day that "today" means."""

    @property
    def calendar(self) -> Calendar:
        """Return the working days that are known."""


class Form:
    """One command's values. Each reader returns None for a value that is absent or wrong, and notes which."""

    def __init__(self, given: Given, days: Days) -> None:
        self._given = given
        self._days = days
        self.problems: list[Problem] = []

    def flag(self, field: str) -> bool:
        """Read a switch."""
        return bool(self._given.get(field))

    def raw(self, field: str) -> str | None:
        """Return what was typed, cleaned of control characters; None where nothing was."""
        value = self._given.get(field)
        return clean(value, multiline=True) if isinstance(value, str) else None

    def many(self, field: str) -> tuple[str, ...]:
        """Return each value of an option that may be repeated, on one line each, without empty ones."""
        value = self._given.get(field)
        said = [value] if isinstance(value, str) else value if isinstance(value, (list, tuple)) else ()
        return tuple(line for line in (clean(one, multiline=False) for one in said) if line)

    def verbatim(self, field: str) -> tuple[str, ...]:
        """Return each value of an option as it was typed, nothing taken out: names of files."""
        value = self._given.get(field)
        return (
            (value,) if isinstance(value, str) else tuple(value) if isinstance(value, (list, tuple)) else ()
        )

    def number(self, field: str, *, required: bool = False) -> int | None:
        """Read a whole number from 0 to 9 digits."""
        return self._read(field, _whole_number, required=required)

    def text(self, field: str, *, limit: int = TEXT_LIMIT, required: bool = False) -> str | None:
        """Read text; longer than the limit is refused, never cut."""
        return self._read(field, lambda value: limited(value, limit), required=required)

    def line(self, field: str, *, limit: int = TEXT_LIMIT, required: bool = False) -> str | None:
        """Read text that stays on one line."""
        return self._read(field, lambda value: limited(" ".join(value.split()), limit), required=required)

    def day(self, field: str, *, default: date | None = None, required: bool = False) -> date | None:
        """Read a day in any of the office's forms; their patterns are compiled only when a day is there to be read."""
        if self._given.get(field) is None:
            if required and default is None:
                self.object("missing", fields.missing(field), field)
            return default
        from hazardctl.domain.dates import parse_day

        return self._read(
            field, lambda value: parse_day(value, self._days.today, lambda: self._days.calendar)
        )

    def days(self, start: str, end: str) -> tuple[date | None, date | None]:
        """Read the two ends of a stretch of days; the wrong way round is objected to."""
        first, last = self.day(start), self.day(end)
        if first and last and last < first:
            self.object("bad_period", period_reversed(first.isoformat(), last.isoformat()), end)
        return first, last

    def money(self, field: str) -> int | None:
        """Read an amount, in fen."""
        from hazardctl.domain.money import parse_funds

        return self._read(field, parse_funds)

    def choice(self, field: str, kind: type[Choice], *, required: bool = False) -> Choice | None:
        """Read one of a few words, in English or as the official term."""
        return self._read(field, lambda value: _choose(value, kind), required=required)

    def unit(
        self,
        field: str,
        register: Register,
        kinds: Iterable[str] = ("office", "village"),
        *,
        required: bool = False,
    ) -> str | None:
        """Read the name of a registered unit and return its key."""
        return self._read(field, lambda value: _unit(value, register, tuple(kinds)), required=required)

    def unit_or_name(self, field: str, register: Register) -> str | None:
        """Read who did something: a registered unit's key, or else the name as written."""
        said = self.line(field)
        known = register.find(said) if said else None
        return known.key if known else said

    def sector(self, field: str, plan: Plan) -> str | None:
        """Read a sector of the plan by name or alias and return its key."""
        return self._read(field, lambda value: _sector(value, plan))

    def parsed(self, field: str, parse: Callable[[str], Value]) -> Value | None:
        """Read a value of a form of its own; `parse` raises `BadValue` for what it cannot take."""
        return self._read(field, parse)

    def missing(self, field: str) -> None:
        """Note that a field is needed and was not given."""
        self.object("missing", fields.missing(field), field)

    def object(self, code: str, message: str, field: str | None = None) -> None:
        """Note a problem that only the caller can see."""
        self.problems.append(Problem(code, message, field))

    def done(self, *more: Problem) -> None:
        """Refuse with everything that is wrong, if anything is; a field already objected to is not also missing."""
        if not self.problems and not more:
            return
        wrong = {p.where for p in self.problems if p.code != "missing"}
        problems = [*self.problems, *(p for p in more if not (p.code == "missing" and p.where in wrong))]
        if problems:
            raise Refused(*dict.fromkeys(problems))

    def _read(self, field: str, parse: Callable[[str], Value], *, required: bool = False) -> Value | None:
        value = self.raw(field)
        if value is None:
            if required:
                self.object("missing", fields.missing(field), field)
            return None
        if not value:
            self.object("empty", fields.empty(field), field)
            return None
        try:
            return parse(value)
        except BadValue as error:
            self.object(error.code, fields.bad_value(field, error.message), field)
            return None


def _whole_number(value: str) -> int:
    from hazardctl.domain.text import typed

    said = typed(value)
    if not said.isdecimal() or len(said) > 9:  # noqa: PLR2004  more digits than that is a slip of the hand
        raise BadValue("bad_number", matter_messages.not_a_number(value))
    return int(said)


def _choose(value: str, kind: type[Choice]) -> Choice:
    from hazardctl.domain.called import named

    known = named(kind, value)
    if known is None:
        raise BadValue("not_a_choice", fields.not_a_choice(value, tuple((str(c), term(c)) for c in kind)))
    return known


def _unit(value: str, register: Register, kinds: tuple[str, ...]) -> str:
    known = register.find(value, kinds)
    if known:
        return known.key
    called = [name for unit in register.of_kind(*kinds) for name in unit.called]
    raise BadValue(
        "unknown_unit", register_messages.unknown_unit(value, tuple(nearest(value, called)), kinds)
    )


def _sector(value: str, plan: Plan) -> str:
    known = plan.sector(value)
    if known:
        return known.key
    raise BadValue(
        "unknown_sector", register_messages.unknown_sector(value, tuple(s.key for s in plan.sectors))
    )
