"""A row of hazards as a form: cells that hold several things taken apart, and values read once for many rows alike.

The same readers serve the keyboard (`services/form`); what a sheet adds is that the same unit, day or phrase comes in
thousands of rows, and that one column may say what the keyboard asks for in several options. Nothing here writes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from hazardctl.domain.text import TEXT_LIMIT
from hazardctl.errors import Problem
from hazardctl.exchange import cells, combined, how_far
from hazardctl.exchange.how_far import Stage
from hazardctl.messages import imports as messages
from hazardctl.services.form import Form
from hazardctl.services.intake import who

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from hazardctl.domain.register import Register
    from hazardctl.services.form import Days, Given, Typed

Value = TypeVar("Value")
Memo = defaultdict[str, dict[Any, Any]]
"""Values read already, by field and then by text."""

_REMEMBERED = 50_000
"""How many values of a field are kept; titles that never come again must not fill the memory."""

_RAW, _UNIT = "raw ", "unit "
"""Before a field's name where what is remembered is its text, cleaned, or whom it names."""

NOTHING_FOUND = re.compile(
    r"(?:经(?:排查|检查|查)[，,]?)?(?:暂?未(?:发现|查出|排查出|检查出)(?:安全|事故|重大|明显|任何)*(?:隐患|问题)|无隐患|没有隐患|无问题|无异常|无)[。.]?"
)
"""A row that reports a visit without findings; its title is no hazard."""

_SEVERAL = frozenset({
    "finders", "rectifiers", "supervisors", "rectification", "both_reports", "review", "any_unit", "any_person", "five",
    "fixed_on_spot", "rectified_note",
})  # fmt: skip
"""Columns that hold several things, or only answer whether."""


class RowForm(Form):
    """A form whose readers remember what a field's text was read as."""

    def __init__(self, given: Given, days: Days, memo: Memo) -> None:
        super().__init__(given, days)
        self._memo = memo

    def line(self, field: str, *, limit: int = TEXT_LIMIT, required: bool = False) -> str | None:
        """Read text that stays on one line; most cells of a row say nothing, and cost nothing."""
        value = self._given.get(field)
        if value is None and not required:
            return None
        known: str | None = self._memo[field].get(value)
        return super().line(field, limit=limit, required=required) if known is None else known

    def text(self, field: str, *, limit: int = TEXT_LIMIT, required: bool = False) -> str | None:
        """Read text."""
        value = self._given.get(field)
        if value is None and not required:
            return None
        known: str | None = self._memo[field].get(value)
        return super().text(field, limit=limit, required=required) if known is None else known

    def day(self, field: str, *, default: date | None = None, required: bool = False) -> date | None:
        """Read a day."""
        value = self._given.get(field)
        if value is None and not required:
            return default
        known: date | None = self._memo[field].get(value)
        return known or super().day(field, default=default, required=required)

    def money(self, field: str) -> int | None:
        """Read an amount, in fen."""
        value = self._given.get(field)
        if value is None:
            return None
        known: int | None = self._memo[field].get(value)
        return super().money(field) if known is None else known

    def unit_or_name(self, field: str, register: Register) -> str | None:
        """Read who did something."""
        value = self._given.get(field)
        if value is None:
            return None
        known: dict[Any, str | None] = self._memo[_UNIT + field]
        if value not in known:
            read = super().unit_or_name(field, register)
            if read is None or len(known) >= _REMEMBERED:
                return read
            known[value] = read
        return known[value]

    def raw(self, field: str) -> str | None:
        """Return what a cell says, cleaned."""
        value = self._given.get(field)
        if value is None:
            return None
        cleaned = self._memo[_RAW + field]
        known: str | None = cleaned.get(value)
        if known is None:
            known = super().raw(field)
            if known and len(cleaned) < _REMEMBERED:
                cleaned[value] = known
        return known

    def _read(self, field: str, parse: Callable[[str], Value], *, required: bool = False) -> Value | None:
        value = self._given.get(field)
        if value is None and not required:
            return None
        memo: dict[Any, Value] = self._memo[field]
        known = memo.get(value)
        if known is not None:
            return known
        read = super()._read(field, parse, required=required)
        if read is not None and len(memo) < _REMEMBERED:
            memo[value] = read
        return read


def taken_apart(
    given: Given, register: Register, known: Callable[[str], bool]
) -> tuple[dict[str, Typed], list[Problem]]:
    """Return a row's values by the fields of the keyboard's form, and what could not be told apart.

    `known` says whether a name is a registered enterprise's.
    """
    values: dict[str, Typed] = dict(given)
    problems: list[Problem] = []
    if values.keys().isdisjoint(_SEVERAL):
        return values, problems
    _days(values)
    for field in who.PARTS:
        if field in values:
            who.pair(values, field, str(values.pop(field)), register)
    problems += who.bare_unit(values, register, known)
    if "five" in values:
        problems += _five(values, register)
    problems += _marks(values)
    return values, problems


def _days(values: dict[str, Typed]) -> None:
    """Give what the printed ledger holds in one cell its fields."""
    for field, (split, names) in _DATED.items():
        said = values.pop(field, None)
        if isinstance(said, str):
            for name, part in zip(names, split(said), strict=True):
                who.default(values, name, part)


def _done(said: str) -> tuple[str | None, str | None]:
    """Split what was done from its day, which has a line of its own or stands behind words that do not deny it."""
    words, day = combined.dated(said)
    on_its_own = how_far.read(said.strip().rpartition("\n")[2]).bare
    return (said, None) if words and not on_its_own and how_far.is_planned(words) else (words, day)


_DATED: dict[str, tuple[Callable[[str], tuple[str | None, ...]], tuple[str, ...]]] = {
    "rectification": (_done, ("rectified_note", "rectified_on")),
    "both_reports": (combined.reports, ("discovered_on", "rectified_report_on")),
    "review": (combined.dated, ("reviewers", "reviewed_on")),
}


def _five(values: dict[str, Typed], register: Register) -> list[Problem]:
    said = str(values.pop("five"))
    parts = combined.five(said)
    if not parts:
        return [Problem("five_unread", messages.five_unread(said, combined.headings_of_five()), "five")]
    person = parts.pop("responsible", None)
    if person:
        who.pair(values, "rectifiers", person, register)
    if "funds" in parts:
        parts["funds"] = cells.amount(parts["funds"], wan=False)
    for field, value in parts.items():
        who.default(values, field, value)
    return []


def _marks(values: dict[str, Typed]) -> list[Problem]:
    """Read columns that answer whether: 即查即改 是, 整改情况 已整改; the latter may name the day as well."""
    note = values.get("rectified_note")
    said = how_far.read(note) if isinstance(note, str) else None
    if said and said.bare:
        del values["rectified_note"]
    return _spot(values) or (_how_far(values, str(note), said) if said else [])


def _spot(values: dict[str, Typed]) -> list[Problem]:
    spot = values.get("fixed_on_spot")
    if not isinstance(spot, str):
        return []
    if spot.casefold() in cells.NO:
        del values["fixed_on_spot"]
    elif spot.casefold() in cells.YES:
        words = values.pop("rectified_note", None) or values.get("measures")
        if not words:
            return [Problem("spot_without_words", messages.spot_without_words(), "fixed_on_spot")]
        values["fixed_on_spot"] = words
    return []


def _how_far(values: dict[str, Typed], note: str, said: how_far.HowFar) -> list[Problem]:
    """Take the day of a rectification from the words that tell of it; they may not contradict the day's own column."""
    if values.get("fixed_on_spot"):
        return []
    if values.get("rectified_on"):
        if said.stage is Stage.UNFINISHED and said.bare:
            return [Problem("done_yet_unfinished", messages.done_yet_unfinished(note), "rectified_note")]
    elif said.stage is Stage.FINISHED:
        if said.day is None:
            return [Problem("done_without_day", messages.done_without_day(), "rectified_on")]
        values["rectified_on"] = said.day
    return []


def is_nothing_found(values: Mapping[str, Typed]) -> str | None:
    """Return what a row says that reports a visit without findings; None where it tells of a hazard."""
    title = values.get("title")
    return title if isinstance(title, str) and NOTHING_FOUND.fullmatch(title) else None
