"""The printed ledger (问题隐患台账), full and short: its columns in OFFICE.md's order, and a hazard's cells in them.

The full form is also what comes back: a row carries which record it is and what it said when it went out, so that an
edit is told from what was there. Nothing here writes a file or knows a ledger.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain import acts, deadlines
from hazardctl.domain.dates import dot_day
from hazardctl.domain.hazard import ReportKind, state_of
from hazardctl.domain.money import wan_number
from hazardctl.domain.text import clean
from hazardctl.exchange import cells, combined
from hazardctl.exchange.columns import COLUMNS, Column, SheetKind
from hazardctl.messages import ledger_form as say
from hazardctl.messages.labels import label, short, term, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hazardctl.domain.case import Case
    from hazardctl.domain.lifecycle import Standing
    from hazardctl.exchange.book import Value


class FormColumn(NamedTuple):
    """A column as printed: the field of the registry, its width in characters, and what stands over it.

    `group` stands over several columns. `head` is the heading where the registry's is not meant; terms stand in them
    as `{key}`. The short form has room for a `brief` one.
    """

    field: str
    width: int
    group: str = ""
    head: str = ""
    brief: bool = False

    @property
    def column(self) -> Column:
        """Return what the registry says of it."""
        return _registry()[self.field]

    @property
    def heading(self) -> str:
        """Return what stands above it."""
        if self.brief:
            return short(self.field)
        return worded(self.head) if self.head else self.column.heading


@cache
def _registry() -> dict[str, Column]:
    return {column.field: column for column in COLUMNS[SheetKind.HAZARDS]}


_WAN = "{funds}（万元）"
FULL: tuple[FormColumn, ...] = (
    FormColumn("serial", 4),
    FormColumn("no", 13),
    FormColumn("sector", 7),
    FormColumn("enterprise", 13),
    FormColumn("village", 7),
    FormColumn("place", 9),
    FormColumn("found_on", 10),
    FormColumn("finders", 8),
    FormColumn("source", 8),
    FormColumn("title", 20),
    FormColumn("category", 8),
    FormColumn("level", 8),
    FormColumn("criterion", 12),
    FormColumn("measures", 15, group="{five}"),
    FormColumn("rectifiers", 12, group="{five}"),
    FormColumn("funds", 7, group="{five}", head=_WAN),
    FormColumn("deadline", 10, group="{five}"),
    FormColumn("contingency", 10, group="{five}"),
    FormColumn("supervisors", 9),
    FormColumn("leader", 7),
    FormColumn("listing", 7),
    FormColumn("both_reports", 9),
    FormColumn("rectification", 11),
    FormColumn("funds_spent", 7),
    FormColumn("review", 9),
    FormColumn("closed_on", 10),
    FormColumn("status", 9),
    FormColumn("remark", 12),
)
"""The full ledger, A3 landscape (OFFICE.md)."""

SHORT: tuple[FormColumn, ...] = (
    FormColumn("serial", 5),
    FormColumn("enterprise", 16, brief=True),
    FormColumn("village", 9, brief=True),
    FormColumn("title", 26),
    FormColumn("level", 9, brief=True),
    FormColumn("measures", 20),
    FormColumn("rectifiers", 15),
    FormColumn("deadline", 11, brief=True),
    FormColumn("unit", 11),
    FormColumn("rectification", 14, head="完成情况"),
    FormColumn("closed_on", 11),
    FormColumn("status", 11),
    FormColumn("remark", 14, head="备注"),
)
"""The short form for the meeting, A4 landscape (OFFICE.md)."""

_SAID = tuple(column.field for column in FULL if column.field != "serial")
FIXED = frozenset({"no", "listing", "status", "remark"})
"""Cells that follow from other entries: editing them changes nothing, and is said so."""


class Line(NamedTuple):
    """A hazard as a row of the form: its cells by field, whether it is overdue, and its money in fen for the totals."""

    uid: str
    cells: Mapping[str, Value]
    overdue: bool
    funds_fen: int
    spent_fen: int


def line(case: Case, day: date) -> Line | None:
    """Return a hazard's row as it stood at the end of a day; None before it was found."""
    now = case.at(day)
    if now is None:
        return None
    told = [act for act in case.acts if act.on <= day]
    spent = now.closing.funds_spent_fen if now.closing else None
    five = now.five
    return Line(
        case.hazard.uid,
        {**_registered(case), **_five(now), **_later(case, now, told, day), "funds_spent": wan(spent)},
        deadlines.is_overdue(now, day),
        0 if five.no_funds else five.funds_fen or 0,
        spent or 0,
    )


def wan(fen: int | None) -> float | int | None:
    """Return an amount in 万元 as the number that a cell holds."""
    return None if fen is None else wan_number(fen)


def _registered(case: Case) -> dict[str, Value]:
    h = case.hazard
    return {
        "no": h.no,
        "sector": h.sector,
        "enterprise": h.enterprise.name if h.enterprise else None,
        "village": h.village,
        "place": h.place,
        "found_on": h.found_on,
        "finders": combined.joined(h.found_unit, h.found_by),
        "source": term(h.source),
        "title": h.title,
        "category": h.category,
        "leader": h.leader,
    }


def _five(now: Standing) -> dict[str, Value]:
    five = now.five
    return {
        "measures": five.measures,
        "rectifiers": combined.joined(five.responsible_unit, five.responsible),
        "funds": 0 if five.no_funds else wan(five.funds_fen),
        "deadline": five.deadline,
        "contingency": five.contingency,
    }


def _later(case: Case, now: Standing, told: list[acts.Act], day: date) -> dict[str, Value]:
    return {
        "level": term(now.level),
        "criterion": now.criterion,
        "unit": now.unit,
        "supervisors": combined.joined(now.unit, case.hazard.supervisor),
        "listing": _listing(now),
        "both_reports": _slashed(
            now.reported_on(ReportKind.DISCOVERED), now.reported_on(ReportKind.RECTIFIED)
        ),
        "rectification": _rectification(case, now, told),
        "review": _review(now),
        "closed_on": now.closed_on,
        "status": _status(now, day),
        "remark": say.remark(now, told) or None,
    }


def _listing(now: Standing) -> str | None:
    if now.listing is None:
        return None
    authority = label(now.listing.authority)
    return authority if now.listed else say.delisted(authority, now.delisted_on)


def _slashed(first: date | None, second: date | None) -> str | None:
    if first is None and second is None:
        return None
    return f"{dot_day(first) if first else '—'}／{dot_day(second) if second else '—'}"


def _rectification(case: Case, now: Standing, told: list[acts.Act]) -> str | None:
    if now.rectified_on is None:
        return None
    done = [act for act in told if isinstance(act, acts.Rectification)]
    note = done[-1].note if done else case.hazard.fixed_on_spot
    return f"{note or '—'}\n{dot_day(now.rectified_on)}"


def _review(now: Standing) -> str | None:
    if now.closing is None or now.closed_on is None:
        return None
    return f"{now.closing.reviewer_unit or '—'}\n{now.closing.reviewer}\n{dot_day(now.closed_on)}"


def _status(now: Standing, day: date) -> str:
    if deadlines.is_overdue(now, day):
        return say.overdue(deadlines.days_overdue(now, day))
    return label(state_of(now.status, listed=now.listed))


def said(value: Value) -> str:
    """Return what a cell says, so that the same content is the same text whatever program stored it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _cleaned(value)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return cells.decimal(value)
    return _cleaned(str(value))


@lru_cache(maxsize=20_000)
def _cleaned(text: str) -> str:
    """Units, villages, phrases and marks come in thousands of rows."""
    return clean(text, multiline=True)


def texts(values: Mapping[str, Value]) -> dict[str, str]:
    """Return what the cells of the full form say, by field."""
    return {field: said(values.get(field)) for field in _SAID}


def fingerprint(told: Mapping[str, str]) -> str:
    """Return the short hash by which an edited row is told from one that came back as it went out."""
    return sha256("\x1f".join(told[field] for field in _SAID).encode()).hexdigest()[:16]


def heading_of(field: str) -> str:
    """Return the heading of a column of the registry."""
    return _registry()[field].heading
