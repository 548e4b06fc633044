"""`hazardctl init`: a new ledger, seeded with the plan's units; and who signs the printed forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.errors import ChecksFailed, Problem, Refused
from hazardctl.ledger.connect import setting
from hazardctl.ledger.queries import units
from hazardctl.ledger.towns import Town
from hazardctl.messages import ledger as messages
from hazardctl.services.desk import Desk, register_of
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from hazardctl.domain.campaign import Plan
    from hazardctl.ledger.journal import Change
    from hazardctl.ledger.writing import Writer

SIGNERS = ("preparer", "auditor", "head", "phone")
"""填表人、审核人、单位负责人、联系电话: the foot of every printed form."""


class Ledger(Struct, frozen=True, kw_only=True):
    """A ledger as `init` leaves it."""

    path: str
    town: str
    campaign: str
    series: str
    created: bool
    preparer: str | None
    auditor: str | None
    head: str | None
    phone: str | None


def init(desk: Desk, given: Given) -> Ledger:
    """Make a ledger; on one that exists the signers named are changed, and a changed plan is adopted.

    On a server with other towns this one is added to them.

    Raises:
        Refused: there is a ledger already and nothing to change, or a value is wrong.
        ChecksFailed: the plan is wrong; no ledger is made.
    """
    desk = desk.afresh()
    form = Form(given, desk)
    signers = {name: form.line(name, limit=50) for name in SIGNERS}
    series = _series(form, desk)
    if desk.settings.server:
        # A server may have other towns: which one this is, the plan says.
        desk = Desk(desk.settings._replace(town=desk.plan.campaign.town_code))
    if desk.store.holds(desk.plan.campaign.town_code):
        return _renew(desk, form, signers)
    form.done()
    _check_plan(desk)
    return _create(desk, signers, series)


def _series(form: Form, desk: Desk) -> str:
    said = (form.line("series", limit=20) or desk.plan.campaign.town_code).upper()
    if not all(part.isalnum() for part in said.split("-")):
        form.object("bad_series", messages.bad_series(said), "series")
    return said


def _check_plan(desk: Desk) -> None:
    from hazardctl.plan.validate import validate

    problems = validate(desk.settings.plan_folder)
    if problems:
        raise ChecksFailed(*problems)


def _renew(desk: Desk, form: Form, signers: dict[str, str | None]) -> Ledger:
    from hazardctl.ledger.writing import setting_row

    given: dict[str, str] = {name: value for name, value in signers.items() if value}
    with desk.reading() as reader:
        changed = setting(reader, "plan_hash") != desk.plan.hash
        town = setting(reader, "town") or ""
    if town != desk.plan.campaign.town_code:
        form.object("other_town", messages.other_town(town, desk.plan.campaign.town_code))
        form.done()
    if not given and not changed:
        raise Refused(Problem("exists", messages.exists(str(desk.store))))
    form.done()
    if changed:
        _check_plan(desk)
        given |= _facts_of(desk.plan)
    with desk.writing("init") as writer:
        writer.record(*(setting_row(writer, name, value) for name, value in given.items()))
        writer.record(*(seeds(writer, desk.plan, desk) if changed else ()))
        return _answer(desk, writer, created=False)


def _create(desk: Desk, signers: dict[str, str | None], series: str) -> Ledger:
    from hazardctl.ledger.writing import setting_row

    plan = desk.plan
    town = Town(plan.campaign.town_code, "", plan.campaign.town, series)
    facts = {"series": series, **_facts_of(plan), **signers}
    with desk.store.creating(desk.signature("init"), town) as writer:
        writer.record(*(setting_row(writer, key, value) for key, value in facts.items() if value))
        writer.record(*seeds(writer, plan, desk))
        return _answer(desk, writer, created=True)


def _facts_of(plan: Plan) -> dict[str, str]:
    """Return what the ledger keeps of its plan, so that a list need not read the plan."""
    return {
        "plan_hash": plan.hash,
        "plan_title": plan.campaign.title,
        "plan_began_on": plan.began_on.isoformat(),
        "plan_ends_on": plan.ends_on.isoformat(),
    }


def seeds(writer: Writer, plan: Plan, desk: Desk) -> list[Change]:
    """Return the changes that bring the plan's units into the register; those already there stay as they are."""
    register, known = register_of(plan), units.register(writer, desk.today)
    kinds = ("office", "village", "group")
    new = [unit for unit in register.units if not known.find(unit.key, kinds)]
    added = [units.add(writer, unit, origin="plan", on=desk.today) for unit in new]
    joined = [
        units.join(writer, group, unit, plan.began_on)
        for group, members in register.members.items()
        for unit in members
        if unit not in known.members.get(group, ())
    ]
    return [*added, *joined]


def _answer(desk: Desk, writer: Writer, *, created: bool) -> Ledger:
    return Ledger(
        path=str(desk.store),
        town=desk.plan.campaign.town,
        campaign=desk.plan.campaign.title,
        series=setting(writer, "series") or "",
        created=created,
        **{name: setting(writer, name) for name in SIGNERS},
    )
