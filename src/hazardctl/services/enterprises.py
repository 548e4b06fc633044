"""Enterprises: registered once with what is known of them, corrected, and listed by what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.duty import who_owns
from hazardctl.domain.enterprise import Firm, credit_code
from hazardctl.domain.names import enterprise_key, fold, nearest
from hazardctl.domain.record import record
from hazardctl.errors import NotFound, Problem
from hazardctl.ledger.queries import cases, enterprises, inspections, units
from hazardctl.messages import enterprises as messages
from hazardctl.messages import register as register_messages
from hazardctl.reports import coverage
from hazardctl.services.form import Form, Given
from hazardctl.services.place import NAME_LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.record import HazardRecord
    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.coverage import LateDuty
    from hazardctl.services.desk import Desk

FACTS = ("credit_code", "sector", "regulator", "village", "headcount", "contact", "phone")
"""What `--missing` may ask for besides duties."""


class Kept(NamedTuple):
    """An enterprise as it is registered now, and what the office should know about it."""

    firm: Firm
    notes: tuple[Problem, ...]


def add(desk: Desk, name: str, given: Given) -> Kept:
    """Register an enterprise.

    Raises:
        Refused: it is registered already, or a value is wrong; nothing was written.
    """
    with desk.writing("enterprise add") as writer:
        form = Form({**given, "name": name}, desk.today)
        called = form.line("name", limit=NAME_LIMIT, required=True) or "?"
        if known := enterprises.find(writer, called):
            form.object("exists", messages.exists(known.ref.name), "name")
        blank = Firm(**dict.fromkeys(Firm._fields))._replace(  # type: ignore[arg-type]
            name=called, registered_on=desk.today, uid=writer.new_uid()
        )
        firm, notes = _filled(form, writer, desk, blank)
        form.done()
        writer.record(enterprises.change(writer, firm, new=True))
    return Kept(firm, notes)


def amend(desk: Desk, name: str, given: Given) -> Kept:
    """Correct what is known of an enterprise; the old values stay in the journal.

    Raises:
        NotFound: no enterprise is called so.
        Refused: nothing to change, a value is wrong, or the new name or code is another's.
    """
    with desk.writing("enterprise amend") as writer:
        before = _firm(writer, name)
        form = Form({**given, "name": given.get("new_name")}, desk.today)
        called = form.line("name", limit=NAME_LIMIT) or before.name
        if enterprise_key(called) != enterprise_key(before.name) and enterprises.find(writer, called):
            form.object("exists", messages.exists(called), "name")
        after, notes = _filled(form, writer, desk, before._replace(name=called))
        if after == before and not form.problems:
            form.object("nothing", messages.nothing_to_change())
        form.done()
        writer.record(enterprises.change(writer, after, new=False))
    return Kept(after, notes)


def _firm(reads: Reads, said: str) -> Firm:
    found = enterprises.firm(reads, said)
    if found is None:
        near = tuple(nearest(said, enterprises.names(reads)))
        raise NotFound(Problem("not_found", register_messages.no_such_enterprise(said, near), "name"))
    return found


def _filled(form: Form, reads: Reads, desk: Desk, firm: Firm) -> tuple[Firm, tuple[Problem, ...]]:
    """Take what was typed over what is known; what is left out stays as it is."""
    register = units.register(reads, desk.today)
    sector = form.sector("sector", desk.plan) if form.raw("sector") else firm.sector
    typed: dict[str, Any] = {
        "credit_code": _code(form, reads, firm),
        "regulator": _regulator(form, register, desk.plan, sector),
        "village": form.unit("village", register, ("village",)),
        "headcount": form.number("headcount"),
        "high_risk": _flag(form, "high_risk"),
        "sole_trader": _flag(form, "sole_trader"),
        "contact": form.line("contact", limit=100),
        "phone": form.line("phone", limit=50),
        "address": form.line("address", limit=200),
        "opened_on": form.day("opened_on"),
        "closed_on": form.day("closed_on"),
        "closed_how": form.line("closed_how", limit=50),
    }
    filled = firm._replace(sector=sector, **{key: value for key, value in typed.items() if value is not None})
    notes = _proposal(filled, register, desk.plan) if filled.sector and not filled.regulator else ()
    return filled, notes


def _code(form: Form, reads: Reads, firm: Firm) -> str | None:
    code = form.parsed("credit_code", credit_code)
    other = enterprises.with_code(reads, code) if code else None
    if code and other and other != firm.name:
        form.object("code_taken", messages.code_taken(code, other), "credit_code")
    return code


def _flag(form: Form, name: str) -> bool | None:
    if form.flag(name) and form.flag(f"not_{name}"):
        option = name.replace("_", "-")
        form.object("two_flags", messages.two_flags(f"--{option}", f"--not-{option}"), name)
    return True if form.flag(name) else False if form.flag(f"not_{name}") else None


AUTO = ("auto", "自动")


def _regulator(form: Form, register: Register, plan: Plan, sector: str | None) -> str | None:
    if form.raw("regulator") not in AUTO:
        return form.unit("regulator", register, ("office",))
    proposed = proposal(plan, register, sector) if sector else None
    if proposed is None:
        form.object("no_proposal", messages.no_proposal(sector or ""), "regulator")
        return None
    return proposed[0]


def proposal(plan: Plan, register: Register, sector: str) -> tuple[str, str] | None:
    """Return the office that the plan names for a sector, and the row that says so; None where none is named."""
    answer = who_owns(plan, sector, register.expanded())
    lead = next((o for o in answer.owners if o.role == "lead" and register.find(o.unit, ("office",))), None)
    return (lead.unit, answer.basis) if lead else None


def _proposal(firm: Firm, register: Register, plan: Plan) -> tuple[Problem, ...]:
    sector = firm.sector or ""
    found = proposal(plan, register, sector)
    if found is None:
        return (Problem("no_proposal", messages.no_proposal(sector), "regulator"),)
    return (Problem("regulator", messages.propose(sector, found[1], found[0], firm.name), "regulator"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseRecord:
    """An enterprise as an answer; `missing` names what is not known of it, `late` what it has not done."""

    name: str
    credit_code: str | None
    sector: str | None
    regulator: str | None
    village: str | None
    headcount: int | None
    micro: bool | None
    high_risk: bool | None
    sole_trader: bool | None
    contact: str | None
    phone: str | None
    address: str | None
    opened_on: date | None
    closed_on: date | None
    closed_how: str | None
    missing: tuple[str, ...]
    late: tuple[LateDuty, ...]
    uid: str


def as_record(firm: Firm, late: Sequence[LateDuty] = ()) -> EnterpriseRecord:
    """Return an enterprise as an answer."""
    values = firm._asdict()
    del values["registered_on"]
    return EnterpriseRecord(
        **values,
        micro=None if firm.headcount is None else firm.is_micro,
        missing=tuple(name for name in FACTS if values[name] is None),
        late=tuple(late),
    )


def listed(desk: Desk, given: Given, day: date | None) -> tuple[EnterpriseRecord, ...]:
    """Return the enterprises that match; `missing` narrows to those that lack a fact or are late with a duty.

    Raises:
        Refused: a filter cannot be understood.
    """
    form, register = Form(given, desk.today), desk.register(day)
    wanted = _Wanted(form, register, desk.plan)
    form.done()
    with desk.reading() as reader:
        firms = enterprises.firms(reader)
        found = coverage.obligations(reader, desk.plan, day or desk.today)
    late: dict[str, list[LateDuty]] = {}
    for one in coverage.late(found):
        late.setdefault(one.key, []).append(one)
    return tuple(
        as_record(firm, late.get(firm.uid, ()))
        for firm in firms
        if wanted.holds(firm, late.get(firm.uid, ()))
    )


class _Wanted:
    """What a list of enterprises is narrowed by."""

    def __init__(self, form: Form, register: Register, plan: Plan) -> None:
        self.unit = form.unit("unit", register)
        self.village = form.unit("village", register, ("village",))
        self.sector = form.sector("sector", plan) if form.raw("sector") else None
        self.search = fold(form.line("search") or "")
        self.kinds = [name for name in ("high_risk", "sole_trader", "is_micro") if form.flag(name)]
        self.closed = form.flag("closed")
        said = form.line("missing")
        self.fact = said if said in FACTS else None
        self.duties = _duties(plan, said) if said and not self.fact else ()
        if said and not self.fact and not self.duties:
            form.object("unknown_missing", messages.unknown_missing(said, (*FACTS, *_named(plan))), "missing")

    def holds(self, firm: Firm, late: Sequence[LateDuty]) -> bool:
        """Whether an enterprise is wanted."""
        return (
            self.unit in {None, firm.regulator}
            and self.village in {None, firm.village}
            and self.sector in {None, firm.sector}
            and self.search in fold(firm.name)
            and all(getattr(firm, kind) for kind in self.kinds)
            and bool(firm.closed_on) == self.closed
            and (self.fact is None or getattr(firm, self.fact) is None)
            and (not self.duties or any((one.duty, one.part) in self.duties for one in late))
        )


def _named(plan: Plan) -> tuple[str, ...]:
    """Return the names of the parts of duties that each enterprise has (应急演练, 每月排查)."""
    parts = (
        part.name for task in plan.tasks if task.per == "enterprise" for part in task.cadence if part.name
    )
    return tuple(dict.fromkeys(parts))


def _duties(plan: Plan, said: str) -> frozenset[tuple[str, str]]:
    """Return the parts of duties that a word names: a task's id, id/part, a part's name, or words of its text."""
    key, _, part_key = fold(said).partition("/")
    found = {
        (task.id, part.key)
        for task in plan.tasks
        for part in task.cadence
        if (task.id == key and part_key in {"", part.key}) or fold(said) in fold(part.name)
    }
    in_words = {
        (task.id, part.key)
        for task in plan.tasks
        if task.per == "enterprise" and fold(said) in fold(task.subgroup)
        for part in task.cadence
    }
    return frozenset(found or in_words)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterprisePage:
    """Everything about one enterprise: its facts, its hazards that are not closed, visits, and what it has not done."""

    enterprise: EnterpriseRecord
    hazards_found: int
    hazards_open: int
    hazards: tuple[HazardRecord, ...]
    visits: int
    last_visit: date | None
    expected: int
    done: int


def show(desk: Desk, name: str, day: date | None) -> EnterprisePage:
    """Return one enterprise as at a day.

    Raises:
        NotFound: no enterprise is called so.
    """
    day = day or desk.today
    with desk.reading() as reader:
        firm = _firm(reader, name)
        mine = cases.listed(reader, cases.Filter(enterprise=firm.uid), day)
        visits = [
            v for v in inspections.listed(reader, inspections.Filter(end=day)) if v.enterprise_uid == firm.uid
        ]
        found = [o for o in coverage.obligations(reader, desk.plan, day) if o.subject.key == firm.uid]
    hazards = [item for item in (record(case, day) for case in mine) if item]
    figures = coverage.figures(found)
    return EnterprisePage(
        enterprise=as_record(firm, figures.late),
        hazards_found=len(hazards),
        hazards_open=sum(1 for h in hazards if h.status not in {"closed", "referred"}),
        hazards=tuple(h for h in hazards if h.status != "closed"),
        visits=len(visits),
        last_visit=visits[0].on if visits else None,
        expected=figures.expected,
        done=figures.done,
    )
