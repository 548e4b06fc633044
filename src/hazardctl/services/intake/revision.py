"""What a row says otherwise than the hazard that it was recognised as, and putting it into the ledger.

A cell that says what was registered, or what holds now, says nothing new. What is missing of the five is supplied, a
registered fact is corrected (`services/amend`), something newly done becomes an act; every one passes its own gate. An
act that is on record is not rewritten by a sheet.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from hazardctl.domain import acts
from hazardctl.domain.dates import dot_day
from hazardctl.domain.hazard import Status
from hazardctl.domain.money import say_wan
from hazardctl.errors import Problem, Refused
from hazardctl.messages import imports as messages
from hazardctl.messages.intake import Difference
from hazardctl.messages.labels import label, term
from hazardctl.services import amend
from hazardctl.services.intake import told

if TYPE_CHECKING:
    from hazardctl.domain.case import Case
    from hazardctl.domain.lifecycle import Standing
    from hazardctl.domain.register import Register
    from hazardctl.ledger.queries.enterprises import Enterprise
    from hazardctl.services.desk import Desk
    from hazardctl.services.intake.rows import RowForm


class Revision(Struct):
    """What a row would change. `fixed` are acts on record that it contradicts: no sheet changes those."""

    changes: dict[str, Any] = field(default_factory=dict)
    corrections: dict[str, Any] = field(default_factory=dict)
    supplies: dict[str, Any] = field(default_factory=dict)
    done: list[tuple[str, acts.Act]] = field(default_factory=list)
    fixed: list[Problem] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.differences)

    def differ(self, name: str, old: object, new: object) -> None:
        """Note a difference for whoever reads the summary."""
        column = COLUMN_OF.get(name, name)
        self.differences.append(Difference(column, label(name), _said(old), _said(new)))


COLUMN_OF = {"funds_fen": "funds", "pending_until": "pending", "rectified_report": "rectified_report_on"}
"""Columns whose values are kept under another name."""

_NOW = {"level", "unit", "criterion"}
"""Registered facts that acts may have moved on; a sheet may say either."""


class Against(NamedTuple):
    """What a row is read against. `firm` is the enterprise that it names, where one is registered."""

    desk: Desk
    register: Register
    case: Case
    firm: Enterprise | None


def read(form: RowForm, against: Against, cleared: frozenset[str] = frozenset()) -> Revision:
    """Return in what a row differs; mistakes of reading are left in the form. `cleared` are fields made empty."""
    case = against.case
    found, now = Revision(), case.now()
    facts = amend.registered_facts(form, against.desk, against.register)
    _registered(found, case, now, {**dict.fromkeys(cleared & _CLEARABLE), **facts})
    _source_no(found, case, form)
    _enterprise(found, case, form.line("enterprise"), against.firm)
    _five(found, case, now, {**_emptied(cleared), **amend.five_facts(form)})
    told.compare(found, case, form, against.desk.today)
    return found


_CLEARABLE = frozenset({
    "category", "place", "found_by", "found_unit", "key_item", "control_person", "leader", "supervisor", "criterion", "village",
    "sector",
})  # fmt: skip
_FIVE = frozenset({"measures", "responsible_unit", "responsible", "funds_source", "deadline", "contingency"})


def _emptied(cleared: frozenset[str]) -> dict[str, Any]:
    funds = {"funds_fen": None, "no_funds": False} if "funds" in cleared else {}
    return {**dict.fromkeys(cleared & _FIVE), **funds}


def _registered(found: Revision, case: Case, now: Standing, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        have = getattr(case.hazard, name)
        if value == have or (name in _NOW and value == getattr(now, name)):
            continue
        if name == "fixed_on_spot" and not have:
            found.fixed.append(
                Problem("fixed", messages.fixed_cell(label(name), messages.not_on_spot()), name)
            )
        found.changes[name] = value
        found.differ(name, have, value)


def _source_no(found: Revision, case: Case, form: RowForm) -> None:
    said = form.line("source_no", limit=100)
    if said and said != case.hazard.source_no:
        found.changes["source_no"] = said
        found.differ("source_no", case.hazard.source_no, said)


def _enterprise(found: Revision, case: Case, said: str | None, firm: Enterprise | None) -> None:
    have = case.hazard.enterprise
    if said is None or (firm and have and firm.ref.uid == have.uid):
        return
    if firm:
        found.changes["enterprise"] = firm.ref
    found.differ("enterprise", have.name if have else None, said)


def _five(found: Revision, case: Case, now: Standing, facts: dict[str, Any]) -> None:
    missing = {name for _, name in now.five.missing_fields()} if now.status is Status.PENDING else set()
    told_five = (now.five, case.hazard.five)
    if "funds_fen" in facts:
        funds = {"funds_fen": facts.pop("funds_fen"), "no_funds": facts.pop("no_funds")}
        if _amount(**funds) not in {_amount(five.funds_fen, no_funds=five.no_funds) for five in told_five}:
            (found.supplies if "funds" in missing else found.corrections).update(funds)
            found.differ("funds_fen", now.five.funds_fen, 0 if funds["no_funds"] else funds["funds_fen"])
    for name, value in facts.items():
        if value not in {getattr(five, name) for five in told_five}:
            (found.supplies if name in missing else found.corrections)[name] = value
            found.differ(name, getattr(now.five, name), value)


def _amount(funds_fen: int | None, *, no_funds: bool) -> tuple[int | None, bool]:
    """Return an amount for comparing: 0 and 无需资金 are the same."""
    return funds_fen or None, no_funds


def _said(value: object) -> str | None:
    """Word a value of a hazard for whoever compares the sheet with the ledger."""
    if isinstance(value, StrEnum):
        return term(value)
    if isinstance(value, int):
        return f"{say_wan(value)}万元"
    if isinstance(value, date):
        return dot_day(value)
    return None if value is None else str(value)


def apply(case: Case, found: Revision, today: date, source: str) -> Case:
    """Return the case as the row wants it.

    Raises:
        Refused: an act on record is contradicted, or a gate does not let a change through; placed at columns.
    """
    if found.fixed:
        raise Refused(*found.fixed)
    try:
        if found.supplies:
            case = case.do(acts.Completion(on=today, **found.supplies), today)
        if found.changes or found.corrections:
            case = amend.corrected(case, found.changes, found.corrections, today, messages.reason(source))
    except Refused as refusal:
        raise Refused(
            *(p._replace(where=COLUMN_OF.get(p.where or "", p.where)) for p in refusal.problems)
        ) from refusal
    for name, act in found.done:
        case = told.do(case, name, act, today)
    return case
