"""Enterprises: registered once with what is known of them, corrected, and proposed a regulator; never decided for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from hazardctl.domain.duty import who_owns
from hazardctl.domain.enterprise import ClosedHow, Firm, credit_code
from hazardctl.domain.names import enterprise_key, nearest
from hazardctl.errors import NotFound, Problem, Refused
from hazardctl.ledger.queries import enterprises, units
from hazardctl.messages import enterprises as messages
from hazardctl.messages import register as register_messages
from hazardctl.services.form import Form, Given
from hazardctl.services.place import NAME_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer
    from hazardctl.reports.lateness import LateDuty
    from hazardctl.services.desk import Desk

FACTS = ("credit_code", "sector", "regulator", "village", "headcount", "contact", "phone")
"""What `--missing` may ask for besides duties."""


class Kept(NamedTuple):
    """An enterprise as it is registered now, and what the office should know about it."""

    firm: Firm
    notes: tuple[Problem, ...]


class Around(Struct, frozen=True):
    """What an enterprise is read against: the desk, the units, and which enterprise bears a name or a code already."""

    desk: Desk
    register: Register
    named: Callable[[str], str | None]
    coded: Callable[[str], str | None]


def _around(desk: Desk, writer: Writer) -> Around:
    def named(name: str) -> str | None:
        known = enterprises.find(writer, name)
        return known.ref.name if known else None

    coded = partial(enterprises.with_code, writer)
    return Around(desk, units.register(writer, desk.today), named, coded)


def add(desk: Desk, given: Given) -> Kept:
    """Register an enterprise.

    Raises:
        Refused: it is registered already, or a value is wrong; nothing was written.
    """
    with desk.writing("enterprise add") as writer:
        kept = newcomer(given, _around(desk, writer), writer.new_uid())
        writer.record(enterprises.change(writer, kept.firm, new=True))
    return kept


def newcomer(given: Given, around: Around, uid: str) -> Kept:
    """Read an enterprise that is to be registered; nothing is written here.

    Raises:
        Refused: it is registered already, or a value is wrong.
    """
    form = Form(given, around.desk)
    called = form.line("name", limit=NAME_LIMIT, required=True) or "?"
    if known := around.named(called):
        form.object("exists", messages.exists(known))
    blank = Firm(**dict.fromkeys(Firm._fields))._replace(  # type: ignore[arg-type]
        name=called, registered_on=around.desk.today, uid=uid
    )
    firm, notes = _filled(form, around, blank, called)
    form.done()
    return Kept(firm, notes)


def amend(desk: Desk, name: str, given: Given) -> Kept:
    """Correct what is known of an enterprise; the old values stay in the journal.

    Raises:
        NotFound: no enterprise is called so.
        Refused: nothing to change, a value is wrong, or the new name or code is another's.
    """
    with desk.writing("enterprise amend") as writer:
        before = firm_of(writer, name)
        kept = corrected(before, given, _around(desk, writer))
        if kept.firm == before:
            raise Refused(Problem("nothing", messages.nothing_to_change()))
        writer.record(enterprises.change(writer, kept.firm, new=False))
    return kept


def corrected(before: Firm, given: Given, around: Around) -> Kept:
    """Read what is to be corrected of an enterprise; nothing is written here.

    Raises:
        Refused: a value is wrong, or the new name or code is another's.
    """
    form = Form(given, around.desk)
    called = form.line("new_name", limit=NAME_LIMIT) or before.name
    if enterprise_key(called) != enterprise_key(before.name) and around.named(called):
        form.object("exists", messages.name_taken(called), "new_name")
    after, notes = _filled(form, around, before._replace(name=called), before.name)
    form.done()
    return Kept(after, notes)


def firm_of(reads: Reads, said: str) -> Firm:
    """Return the enterprise that is called so.

    Raises:
        NotFound: none is; those with a name like it are named.
    """
    found = enterprises.firm(reads, said)
    if found is None:
        near = tuple(nearest(said, enterprises.names(reads)))
        raise NotFound(Problem("not_found", register_messages.no_such_enterprise(said, near), "name"))
    return found


def _filled(form: Form, around: Around, firm: Firm, registered: str) -> tuple[Firm, tuple[Problem, ...]]:
    """Take what was typed over what is known of the firm registered so; what is left out stays as it is."""
    desk, register = around.desk, around.register
    sector = form.sector("sector", desk.plan) if form.raw("sector") else firm.sector
    typed: dict[str, Any] = {
        "credit_code": _code(form, around, registered),
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
        "closed_how": form.choice("closed_how", ClosedHow),
    }
    if form.flag("not_closed"):
        firm = firm._replace(closed_on=None, closed_how=None)
    filled = firm._replace(sector=sector, **{key: value for key, value in typed.items() if value is not None})
    form.problems += objections(filled, desk.today)
    notes = _proposal(filled, register, desk.plan) if filled.sector and not filled.regulator else ()
    return filled, notes


def objections(firm: Firm, today: date) -> list[Problem]:
    """Return what does not fit together in an enterprise's life."""
    days = {"opened_on": firm.opened_on, "closed_on": firm.closed_on}
    ahead = [
        Problem("in_future", messages.in_future(day, today), name)
        for name, day in days.items()
        if day and day > today
    ]
    if firm.opened_on and firm.closed_on and firm.closed_on < firm.opened_on:
        ahead.append(
            Problem("closed_early", messages.closed_early(firm.closed_on, firm.opened_on), "closed_on")
        )
    if firm.closed_how and not firm.closed_on:
        ahead.append(Problem("missing", messages.when_closed(), "closed_on"))
    return ahead


def _code(form: Form, around: Around, registered: str) -> str | None:
    code = form.parsed("credit_code", credit_code)
    other = around.coded(code) if code else None
    if code and other and other != registered:
        form.object("code_taken", messages.code_taken(code, other), "credit_code")
    return code


def _flag(form: Form, name: str) -> bool | None:
    if form.flag(name) and form.flag(f"not_{name}"):
        option = name.replace("_", "-")
        form.object("two_flags", messages.two_flags(f"--{option}", f"--not-{option}"))
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


class EnterpriseRecord(Struct, frozen=True, kw_only=True):
    """An enterprise as an answer; `lacking` names the facts not known of it, `late` what it has not done."""

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
    lacking: tuple[str, ...]
    late: tuple[LateDuty, ...]
    uid: str


def as_record(firm: Firm, late: Sequence[LateDuty] = ()) -> EnterpriseRecord:
    """Return an enterprise as an answer."""
    values = firm._asdict()
    del values["registered_on"]
    return EnterpriseRecord(
        **values,
        micro=None if firm.headcount is None else firm.is_micro,
        lacking=tuple(name for name in FACTS if values[name] is None),
        late=tuple(late),
    )
