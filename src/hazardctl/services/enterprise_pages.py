"""Looking at enterprises: listed by what is known, what is missing and what they have not done; one in full."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from hazardctl.domain.enforcement import Enforcement
from hazardctl.domain.enterprise import masked
from hazardctl.domain.names import fold
from hazardctl.domain.period import month_at, month_period
from hazardctl.domain.permit import Permit
from hazardctl.domain.permit import record as permit_record
from hazardctl.domain.record import record
from hazardctl.domain.search import Sought
from hazardctl.domain.supervision import Action
from hazardctl.domain.supervision import record as action_record
from hazardctl.ledger.queries import cases, enterprises, finding, inspections, matters
from hazardctl.messages import enterprises as messages
from hazardctl.messages.labels import label
from hazardctl.pinyin import readings
from hazardctl.reports import coverage, enforcement, lateness
from hazardctl.services.enterprises import FACTS, EnterpriseRecord, as_record, firm_of
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hazardctl.domain.cadence import Obligation
    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.enforcement_record import EnforcementRecord
    from hazardctl.domain.enterprise import Firm
    from hazardctl.domain.period import Period
    from hazardctl.domain.permit import PermitRecord
    from hazardctl.domain.record import HazardRecord
    from hazardctl.domain.register import Register
    from hazardctl.domain.supervision import ActionRecord
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.inspections import InspectionRecord
    from hazardctl.services.desk import Desk

SELF_CHECK = frozenset({"自查", "本月自查", "企业自查"})
"""Asks for those who have made no self-check in the month that the day lies in (task 15)."""

Parts = frozenset[tuple[str, str]]
"""Parts of duties: a duty's id or key, and the part's key."""


def listed(desk: Desk, given: Given, day: date) -> tuple[EnterpriseRecord, ...]:
    """Return the enterprises that match, phones masked; `missing` narrows to those without a fact or a duty done.

    Raises:
        Refused: a filter cannot be understood.
    """
    form = Form(given, desk)
    wanted = _Wanted(form, desk.register(day), desk.plan, day)
    form.done()
    with desk.reading() as reader:
        firms = enterprises.firms(reader)
        found = coverage.obligations(reader, desk.plan, day)
    mine: dict[str, list[Obligation]] = defaultdict(list)
    for one in found:
        mine[one.subject.key].append(one)
    return tuple(
        as_record(firm._replace(phone=masked(firm.phone)), lateness.late(mine[firm.uid]))
        for firm in firms
        if wanted.holds(firm, mine[firm.uid])
    )


class _Wanted:
    """What a list of enterprises is narrowed by."""

    def __init__(self, form: Form, register: Register, plan: Plan, day: date) -> None:
        self._day = day
        self.unit = form.unit("unit", register)
        self.village = form.unit("village", register, ("village",))
        self.sector = form.sector("sector", plan) if form.raw("sector") else None
        self.sought = Sought.read(form.line("search") or "")
        self.kinds = [name for name in ("high_risk", "sole_trader", "is_micro") if form.flag(name)]
        self.closed = form.flag("closed")
        said = form.line("missing")
        self.fact = next((name for name in FACTS if said in {name, label(name)}), None)
        self.month = _month(plan, day) if said in SELF_CHECK else None
        self.parts = _parts(plan, said) if said and not self.fact else frozenset()
        if said and not self.fact and not self.parts:
            form.object("unknown_missing", messages.unknown_missing(said, _known(plan)), "missing")

    def holds(self, firm: Firm, obligations: Sequence[Obligation]) -> bool:
        """Whether an enterprise is wanted."""
        closed = firm.closed_on is not None and firm.closed_on <= self._day
        return (
            self.unit in {None, firm.regulator}
            and self.village in {None, firm.village}
            and self.sector in {None, firm.sector}
            and (not self.sought or self.sought.in_text(firm.name, readings))
            and all(getattr(firm, kind) for kind in self.kinds)
            and closed == self.closed
            and (self.fact is None or getattr(firm, self.fact) is None)
            and (not self.parts or self._lacks(obligations))
        )

    def _lacks(self, obligations: Sequence[Obligation]) -> bool:
        """Whether a part asked about is late; of self-checks, whether there was none in the month."""
        asked = [one for one in obligations if (one.duty, one.part) in self.parts]
        month = self.month
        if month is None:
            return any(one.missing for one in asked)
        return bool(asked) and not any(one.last_on and one.last_on in month for one in asked)


def _month(plan: Plan, day: date) -> Period:
    """Return the days of the month of the office's figures that a day lies in."""
    ends_on = plan.campaign.month_ends_on
    return month_period(month_at(day, ends_on), ends_on)


def _known(plan: Plan) -> tuple[str, ...]:
    """Return what can be missing: facts, and the parts of duties that each enterprise has (应急演练, 每月排查)."""
    parts = (p.name for task in plan.tasks if task.per == "enterprise" for p in task.cadence if p.name)
    return (*map(label, FACTS), "明白卡", "自查", *dict.fromkeys(parts))


def _parts(plan: Plan, said: str) -> Parts:
    """Return the parts of duties that a word names: a task's id, id/part, a part's name, or words of its heading."""
    if said in SELF_CHECK:
        own = [task for task in plan.tasks if any("self" in part.inspections for part in task.cadence)]
        return frozenset((task.id, part.key) for task in own for part in task.cadence)
    key, _, part_key = fold(said).partition("/")
    every = [(task, part) for task in plan.tasks if task.per == "enterprise" for part in task.cadence]
    found = [
        (task.id, part.key)
        for task, part in every
        if (task.id == key and part_key in {"", part.key}) or fold(said) in fold(part.name)
    ]
    in_heading = [(task.id, part.key) for task, part in every if fold(said) in fold(task.subgroup)]
    return frozenset(found or in_heading)


class EnterprisePage(Struct, frozen=True, kw_only=True):
    """Everything about one enterprise: its facts, hazards that are not closed, visits, and what is in hand there.

    `expected` and `done` count occurrences of its duties; what is missing stands in `enterprise.late`.
    """

    enterprise: EnterpriseRecord
    hazards_found: int
    hazards_open: int
    hazards: tuple[HazardRecord, ...]
    visits: int
    last_visit: date | None
    inspections: tuple[InspectionRecord, ...]
    permits: tuple[PermitRecord, ...]
    enforcement: tuple[EnforcementRecord, ...]
    actions: tuple[ActionRecord, ...]
    expected: int
    done: int


class Names(NamedTuple):
    """What the plan calls the parts of duties (by duty and part) and the means of supervision (by key)."""

    parts: Mapping[tuple[str, str], str]
    means: Mapping[str, str]


def names(plan: Plan) -> Names:
    """Return the names that a page shows in place of keys."""
    duties: list[coverage.AnyDuty] = [*plan.tasks, *plan.standing]
    parts = {
        (coverage.key_of(duty), part.key): part.name or coverage.name_of(plan, duty)
        for duty in duties
        for part in duty.cadence
    }
    return Names(parts, {step.key: step.name for step in plan.ladder})


def show(desk: Desk, name: str, day: date) -> EnterprisePage:
    """Return one enterprise as at a day.

    Raises:
        NotFound: no enterprise is called so.
    """
    with desk.reading() as reader:
        firm = firm_of(reader, name)
        told = [record(c, day) for c in cases.listed(reader, finding.Filter(enterprise=firm.uid), day)]
        visits = _visits(reader, firm, day)
        found = [o for o in coverage.obligations(reader, desk.plan, day) if o.subject.key == firm.uid]
        here = matters.Filter(enterprise=firm.uid)
        permits = [permit_record(one, desk.plan) for one in matters.listed(reader, Permit, here, day)]
        punished = enforcement.records(reader, matters.listed(reader, Enforcement, here, day), day)
        actions = [action_record(one, day) for one in matters.listed(reader, Action, here, day)]
    hazards = [item for item in told if item]
    figures = lateness.figures(found)
    return EnterprisePage(
        enterprise=as_record(firm, figures.late),
        hazards_found=len(hazards),
        hazards_open=sum(1 for h in hazards if h.status not in {"closed", "referred"}),
        hazards=tuple(h for h in hazards if h.status != "closed"),
        visits=len(visits),
        last_visit=visits[0].on if visits else None,
        inspections=visits,
        permits=tuple(permits),
        enforcement=tuple(punished),
        actions=tuple(actions),
        expected=figures.expected,
        done=figures.done,
    )


def _visits(reads: Reads, firm: Firm, day: date) -> tuple[InspectionRecord, ...]:
    seen = inspections.listed(reads, inspections.Filter(end=day))
    return tuple(visit for visit in seen if visit.enterprise_uid == firm.uid)
