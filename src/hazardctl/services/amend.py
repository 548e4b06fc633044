"""`hazard amend`: a correction of what was registered, which holds for every day (DESIGN.md §4.7).

It is no way around the deadlines: what moves a date, a level or an office asks for a reason, stands in the history,
and the whole story is judged again with the corrected value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from hazardctl.domain import acts
from hazardctl.domain.hazard import Level, Ref, Source
from hazardctl.domain.record import record
from hazardctl.domain.text import TITLE_LIMIT
from hazardctl.errors import Problem, Refused
from hazardctl.ledger.queries import cases, enterprises, units
from hazardctl.messages import fields
from hazardctl.messages import hazards as messages
from hazardctl.messages import register as register_messages
from hazardctl.messages.labels import label
from hazardctl.services import meanwhile
from hazardctl.services.entry import Registered, funds
from hazardctl.services.find import case_of
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.case import Case
    from hazardctl.domain.register import Register
    from hazardctl.ledger.writing import Writer
    from hazardctl.services.desk import Desk

SENSITIVE = frozenset({"level", "unit", "source", "found_on", "deadline"})
"""Fields whose correction moves figures; it asks for a reason."""

_LINES = ("category", "place", "found_by", "key_item", "control_person", "leader", "supervisor")
_TEXTS = ("criterion", "interim", "fixed_on_spot")
_FIVE_LINES = ("responsible_unit", "responsible", "funds_source")
_FIVE_TEXTS = ("measures", "contingency")


def amend(desk: Desk, no: str, given: Given) -> Registered:
    """Correct registered facts; an enterprise that is not known yet is registered by its name, and said so.

    Raises:
        NotFound: no hazard has the number.
        Refused: a value is wrong, nothing was given, or the story does not hold with the corrected value.
    """
    meanwhile.look(desk, no)
    with desk.writing("hazard amend") as writer:
        before = case_of(writer, no)
        meanwhile.refuse_if_changed(desk, writer, before)
        form = Form(given, desk)
        read = registered_facts(form, desk, units.register(writer, desk.today))
        changes = {name: value for name, value in read.items() if value != getattr(before.hazard, name)}
        notes: tuple[Problem, ...] = ()
        if name := form.line("enterprise", limit=200):
            changes["enterprise"], notes = _enterprise(writer, name, desk)
        corrections = five_facts(form)
        if "fixed_on_spot" in changes and not before.hazard.fixed_on_spot:
            form.object("not_on_spot", messages.not_on_spot(before.hazard.no))
        if not changes and not corrections:
            form.object("nothing_given", messages.nothing_to_amend())
        if SENSITIVE & (changes.keys() | corrections.keys()) and not form.raw("reason"):
            form.object("missing", fields.missing("reason"), "reason")
        try:
            after = corrected(before, changes, corrections, desk.today, form.text("reason"))
        except Refused as refusal:
            form.done(*refusal.problems)
            raise
        form.done()
        saved = cases.save(writer, before, after)
    found = record(saved, desk.today)
    assert found is not None  # noqa: S101  nothing is dated after today
    return Registered(found, notes)


def registered_facts(form: Form, desk: Desk, register: Register) -> dict[str, Any]:
    """Read the registered facts that are given, but the five and the enterprise."""
    read: dict[str, Any] = {
        "title": form.line("title", limit=TITLE_LIMIT),
        "level": form.choice("level", Level),
        "unit": form.unit("unit", register),
        "source": form.choice("source", Source),
        "found_on": form.day("found_on"),
        "village": form.unit("village", register, ("village",)),
        "sector": form.sector("sector", desk.plan) if form.raw("sector") else None,
        "found_unit": form.unit_or_name("found_unit", register),
        "pending_until": form.day("pending"),
        **{name: form.line(name) for name in _LINES},
        **{name: form.text(name) for name in _TEXTS},
    }
    return {name: value for name, value in read.items() if value is not None}


def five_facts(form: Form) -> dict[str, Any]:
    """Read what is given of the five; an amount comes with whether none is needed."""
    read: dict[str, Any] = {
        "deadline": form.day("deadline"),
        **{name: form.line(name) for name in _FIVE_LINES},
        **{name: form.text(name) for name in _FIVE_TEXTS},
    }
    amount, no_funds = funds(form)
    if amount is not None or no_funds:
        read |= {"funds_fen": amount, "no_funds": no_funds}
    return {name: value for name, value in read.items() if value is not None or name == "funds_fen"}


def _enterprise(writer: Writer, name: str, desk: Desk) -> tuple[Ref, tuple[Problem, ...]]:
    known = enterprises.find(writer, name)
    if known:
        return known.ref, ()
    ref, change = enterprises.add(writer, name, village=None, sector=None, on=desk.today)
    writer.record(change)
    return ref, (Problem("new_enterprise", register_messages.new_enterprise(name), "enterprise"),)


def corrected(
    before: Case, changes: dict[str, Any], corrections: dict[str, Any], today: date, reason: str | None
) -> Case:
    """Put each corrected value where the wrong one came from: the registration, or the act that supplied it.

    Raises:
        Refused: the story does not hold with the corrected values.
    """
    told = tuple(_supply(act, corrections) for act in before.acts)
    five = replace(before.hazard.five, **_registered(told, corrections))
    hazard = replace(before.hazard, five=five, **changes)
    if reason:
        names = "、".join(label(name) for name in (*changes, *corrections))
        seq = max((act.seq for act in before.acts), default=0) + 1
        told = (*told, acts.Correction(on=today, seq=seq, fields=names, reason=reason))
    return before.amend(hazard, told, today)


def _supply(act: acts.Act, corrections: dict[str, Any]) -> acts.Act:
    if not isinstance(act, acts.Completion):
        return act
    supplied = {name: value for name, value in corrections.items() if getattr(act, name) not in (None, False)}
    if "funds_fen" in corrections and (act.funds_fen is not None or act.no_funds):
        supplied |= {key: corrections[key] for key in ("funds_fen", "no_funds")}
    return replace(act, **supplied)


def _registered(told: tuple[acts.Act, ...], corrections: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a later completion supplies: as of an earlier day it is still missing."""
    later = [act for act in told if isinstance(act, acts.Completion)]

    def supplied_later(name: str) -> bool:
        keys = ("funds_fen", "no_funds") if name in {"funds_fen", "no_funds"} else (name,)
        return any(getattr(act, key) not in (None, False) for act in later for key in keys)

    return {name: value for name, value in corrections.items() if not supplied_later(name)}
