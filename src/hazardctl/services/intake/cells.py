"""What the intakes share: a row's cells as a form's values, what they say otherwise than the ledger, and refusals.

A refusal names the column and speaks of headings: whoever fills a sheet can type no option. Nothing here writes.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from hazardctl.domain.text import clean
from hazardctl.errors import Problem
from hazardctl.exchange.columns import COLUMNS, CellKind
from hazardctl.messages import fields as field_messages
from hazardctl.messages import intake as messages
from hazardctl.messages.intake import Difference
from hazardctl.messages.labels import yes_no
from hazardctl.services.intake.outcome import Outcome, Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hazardctl.exchange.book import Value
    from hazardctl.exchange.columns import Column, SheetKind
    from hazardctl.services.form import Given

Said = dict[str, str]
"""The cells that say something, by field."""

YES, NO = "yes", "no"

_CELLS = {
    "counts": ("found", "自查发现数、自查整改数"),
    "new_name": ("name", "单位（场所）名称"),
}
"""Fields of the keyboard that are no column: the column that stands for each, and what it is called."""


def said_in(kind: SheetKind, given: Given) -> Said:
    """Return the cells of a row that say something; nothing but the kind's own columns comes through."""
    found = ((field, given.get(field)) for field in _columns(kind))
    cleaned = ((field, clean(value, multiline=True)) for field, value in found if isinstance(value, str))
    return {field: value for field, value in cleaned if value}


def uid_in(given: Given) -> str | None:
    """Return the hidden key of a row that was exported."""
    uid = given.get("uid")
    return clean(uid, multiline=False) or None if isinstance(uid, str) else None


def at_sight(kind: SheetKind, said: Said) -> list[Problem]:
    """Return what is wrong with the cells themselves: one is empty that must not be, a flag is no flag."""
    columns = _columns(kind).values()
    return [
        *(Problem("missing", messages.missing(c.heading), c.field) for c in columns if c.needed and c.field not in said),
        *(
            Problem("bad_flag", messages.bad_flag(said[c.field]), c.field)
            for c in columns
            if c.kind is CellKind.FLAG and said.get(c.field, YES) not in {YES, NO}
        ),
    ]  # fmt: skip


def says_the_same(said: Said, have: Mapping[str, Value]) -> bool:
    """Whether every cell says, letter for letter, what is in the ledger; an empty one says nothing."""
    return all(value == _text(have.get(field)) for field, value in said.items())


def differences(
    kind: SheetKind, have: Mapping[str, Value], want: Mapping[str, Value], fields: Iterable[str]
) -> tuple[Difference, ...]:
    """Return in which of these fields two rows differ, in the order of the form."""
    asked = set(fields)
    return tuple(
        Difference(field, column.heading, _words(have[field]), _words(want[field]))
        for field, column in _columns(kind).items()
        if field in asked and have[field] != want[field]
    )


def refused(kind: SheetKind, name: str | None, problems: Iterable[Problem]) -> Taken:
    """Return a refusal, each problem at its column and in words of a sheet; a cell is not both wrong and missing."""
    placed = [_placed(kind, problem) for problem in problems]
    wrong = {p.where for p in placed if p.code != "missing"}
    once: dict[object, Problem] = {}
    for p in placed:
        once.setdefault((p.code, p.where) if p.code == "missing" else p, p)
    named = (p for p in once.values() if p.code != "missing" or p.where not in wrong)
    return Taken(Outcome.REFUSED, name, tuple(named))


def _placed(kind: SheetKind, problem: Problem) -> Problem:
    field = _column_of(kind, problem.where)
    message = problem.message
    if problem.where and message == field_messages.missing(problem.where):
        return Problem(problem.code, messages.missing(_columns(kind)[field].heading), field)
    if problem.where:
        message = message.removeprefix(field_messages.bad_value(problem.where, ""))
    return Problem(problem.code, messages.for_sheet(message, _headings(kind)), field)


def _column_of(kind: SheetKind, where: str | None) -> str:
    """Return the column that a problem is marked at; what belongs to no cell is marked at what names the row."""
    columns = _columns(kind)
    field = _CELLS[where][0] if where in _CELLS else where
    return field if field in columns else next(c.field for c in columns.values() if c.needed)


@cache
def _columns(kind: SheetKind) -> dict[str, Column]:
    return {column.field: column for column in COLUMNS[kind] if column.kind is not CellKind.SERIAL}


def _headings(kind: SheetKind) -> dict[str, str]:
    own = {field_messages.field_option(field): column.heading for field, column in _columns(kind).items()}
    stand_ins = ((field, name) for field, (column, name) in _CELLS.items() if column in _columns(kind))
    return {**own, **{field_messages.field_option(field): name for field, name in stand_ins}}


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _words(value: Value) -> str | None:
    if isinstance(value, bool):
        return yes_no(value)
    return None if value is None else _text(value)
