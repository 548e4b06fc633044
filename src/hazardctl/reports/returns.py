"""Who has sent the return of a period, who has not, and what they said (plan 四（二）强化信息报送)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.period import month_at
from hazardctl.domain.submission import Content, Submission, due_on, period_of, topic_of
from hazardctl.ledger.queries import matters, rules, units

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads

DUTY = "submission"


class UnitReturn(Struct, frozen=True):
    """One unit's return as at a day. `status` is sent, nil, late or not_sent; `late` also marks a late 零报告."""

    unit: str
    kind: str
    status: str
    sent_on: date | None
    late: bool
    nil: bool
    progress: str | None
    difficulties: str | None
    practice: str | None
    found: int | None
    fixed: int | None
    no: str | None


class ReturnFigures(Struct, frozen=True):
    """The returns of a period. `due` is None where the office has settled no day.

    `told_on` is the day at the end of which they stood so.
    `found` and `fixed` are sums of small self-checks that come as figures only; they are never added to the ledger's.
    """

    period: str
    start: date
    end: date
    due: date | None
    expected: int
    sent: int
    nil: int
    late: int
    not_sent: int
    found: int
    fixed: int
    units: tuple[UnitReturn, ...]
    unfilled: tuple[str, ...]
    told_on: date | None = None


def is_quarterly(plan: Plan) -> bool:
    """Whether the plan asks for returns by quarter; 及时 without a day is taken as monthly, as the dispatch is."""
    duty = plan.standing_duty(DUTY)
    return any(part.every == "quarterly" for part in (duty.cadence if duty else ()))


def period_at(plan: Plan, day: date) -> str:
    """Return the name of the period that a day lies in."""
    return topic_of(month_at(day, plan.campaign.month_ends_on), quarterly=is_quarterly(plan))


def owing(plan: Plan, register: Register) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the units that owe returns, and the groups that nobody has filled; the office owes itself none."""
    duty = plan.standing_duty(DUTY)
    owed: dict[str, None] = {}
    unfilled = []
    for owner in duty.owners if duty else ():
        group = register.find(owner, ("group",))
        members = register.members_of(group) if group else (owner,)
        unfilled += [] if members else [owner]
        owed |= dict.fromkeys(members)
    owed.pop(plan.campaign.emergency_office, None)
    return tuple(owed), tuple(unfilled)


def figures(reads: Reads, plan: Plan, topic: str, day: date) -> ReturnFigures:
    """Return how the returns of a period stand at the end of a day."""
    period = period_of(topic, plan.campaign.month_ends_on)
    due = due_on(period, rules.rules(reads).submission_days)
    register = units.register(reads, day)
    owed, unfilled = owing(plan, register)
    found = {s.unit: s for s in matters.listed(reads, Submission, matters.Filter(topic=topic), day)}
    everyone = dict.fromkeys((*owed, *(unit for unit in found if unit)))
    kinds = {unit.key: unit.kind for unit in register.units}
    rows = tuple(_row(unit, kinds.get(unit, "office"), found.get(unit), due) for unit in everyone)
    return ReturnFigures(
        period=topic,
        start=period.start,
        end=period.end,
        due=due,
        expected=len(everyone),
        sent=sum(1 for r in rows if r.sent_on),
        nil=sum(1 for r in rows if r.nil),
        late=sum(1 for r in rows if r.late),
        not_sent=sum(1 for r in rows if not r.sent_on),
        found=sum(r.found or 0 for r in rows),
        fixed=sum(r.fixed or 0 for r in rows),
        units=rows,
        unfilled=unfilled,
        told_on=day,
    )


def _row(unit: str, kind: str, sent: Submission | None, due: date | None) -> UnitReturn:
    nil, content = sent.latest() if sent else (False, Content())
    late = bool(sent and due and sent.on > due)
    status = "not_sent" if sent is None else "late" if late else "nil" if nil else "sent"
    return UnitReturn(
        unit=unit,
        kind=kind,
        status=status,
        sent_on=sent.on if sent else None,
        late=late,
        nil=nil,
        **content._asdict(),
        no=sent.no if sent else None,
    )
