"""One reminder for each unit: what of its own is late or falls due, in words that can be forwarded as they are.

Nothing is recorded unless the office says that it was sent; phone numbers are masked on the way out.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain.hazard import Ref
from hazardctl.domain.phones import masked
from hazardctl.domain.submission import period_of
from hazardctl.domain.supervision import Action, ActionRecord, record
from hazardctl.errors import Problem, Refused
from hazardctl.ledger.queries import finding, matters
from hazardctl.messages import reminders as messages
from hazardctl.messages.labels import label
from hazardctl.reports import coverage, lateness, returns
from hazardctl.services.actions import hazards
from hazardctl.services.find import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from hazardctl.domain.cadence import Obligation
    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.record import HazardRecord
    from hazardctl.domain.register import RegisteredUnit
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk

WEEK = 7
MEANS = "remind"
_SHELVES = {
    "overdue": finding.Filter(overdue=True),
    "due_soon": finding.Filter(due_within=WEEK),
    "pending": finding.Filter(status="pending"),
    "owed": finding.Filter(reports_owed=True),
    "rectified": finding.Filter(status="rectified"),
}
_NAMED = {"overdue": 5}
_NAMED_AT_MOST = 2
"""How many of each part a reminder names, of what is overdue more: it is to stay within some twenty lines."""
_NUMBERS_AT_MOST = 5


class Reminder(Struct, frozen=True, kw_only=True):
    """One unit's reminder, ready to forward; the counts say what is in it, `hazards` are those overdue.

    `text` is empty where there is nothing to say; `return_missing` is the period whose return was not sent, and
    `action` the number under which it was recorded as sent.
    """

    unit: str
    text: str
    overdue: int
    due_soon: int
    pending: int
    awaiting_review: int
    reports_owed: int
    duties_late: int
    replies_overdue: int
    return_missing: str | None
    hazards: tuple[str, ...]
    action: str | None = None


class Facts(NamedTuple):
    """What every unit's reminder is made of, read once however many units there are; shelves and obligations by unit."""

    plan: Plan
    day: date
    shelves: Mapping[str, Mapping[str, Sequence[HazardRecord]]]
    obligations: Mapping[str, Sequence[Obligation]]
    replies: tuple[ActionRecord, ...]
    period: str | None
    not_sent: frozenset[str]


class Part(NamedTuple):
    """What is one unit's of everything that is late or falls due."""

    shelves: Mapping[str, Sequence[HazardRecord]]
    duties: Sequence[lateness.LateDuty]
    replies: Sequence[ActionRecord]
    period: str | None


def remind(desk: Desk, said: str | None, day: date | None, *, keep: bool = False) -> tuple[Reminder, ...]:
    """Return a unit's reminder as at a day, or that of each unit that has something to be reminded of.

    With `keep` each is recorded as a 提示 of that day about the hazards that are overdue.

    Raises:
        NotFound: nobody is called so.
        Refused: a group is named, or there is nothing to record; nothing was written.
    """
    day = day or desk.today
    units = _units(desk, said, day)
    with desk.reading() as reader:
        facts = _facts(reader, desk.plan, day)
    found = [(unit, _reminder(unit, facts)) for unit in units]
    kept = tuple(one for unit, one in found if said or one.text)
    return _recorded(desk, kept, facts) if keep else kept


def _units(desk: Desk, said: str | None, day: date) -> tuple[RegisteredUnit, ...]:
    register = desk.register(day)
    if said is None:
        # The office that sends the reminders has its own morning page.
        own = desk.plan.campaign.emergency_office
        return tuple(unit for unit in register.of_kind("office", "village") if unit.key != own)
    unit = unit_of(said, register)
    if unit.kind == "group":
        raise Refused(Problem("is_a_group", messages.of_each(unit.key), "unit"))
    return (unit,)


def _facts(reads: Reads, plan: Plan, day: date) -> Facts:
    actions = (record(a, day) for a in matters.listed(reads, Action, matters.EVERYTHING, day))
    period = _period_owed(plan, day)
    sent = returns.figures(reads, plan, period, day).units if period else ()
    return Facts(
        plan=plan,
        day=day,
        shelves={name: _by_unit(name, hazards(reads, wanted, day)) for name, wanted in _SHELVES.items()},
        obligations=coverage.by_unit(coverage.obligations(reads, plan, day)),
        replies=tuple(a for a in actions if a.overdue),
        period=period,
        not_sent=frozenset(r.unit for r in sent if r.sent_on is None),
    )


def _by_unit(shelf: str, found: Sequence[HazardRecord]) -> dict[str, list[HazardRecord]]:
    """Part a shelf by unit; a village's is what lies in it. Re-inspection is the supervising office's alone."""
    mine: dict[str, list[HazardRecord]] = {}
    for h in found:
        for unit in {h.unit} if shelf == "rectified" or h.village is None else {h.unit, h.village}:
            mine.setdefault(unit, []).append(h)
    return mine


def _period_owed(plan: Plan, day: date) -> str | None:
    """Return the newest period of returns that has ended, where it lies in the campaign."""
    ends_on = plan.campaign.month_ends_on
    topic = returns.period_at(plan, day)
    now = period_of(topic, ends_on)
    if day < now.end:
        topic = returns.period_at(plan, now.start - timedelta(days=1))
        now = period_of(topic, ends_on)
    return topic if plan.began_on <= now.end and now.start <= plan.ends_on else None


def _reminder(unit: RegisteredUnit, facts: Facts) -> Reminder:
    part = _part(unit.key, facts)
    lines = list(_lines(part, facts))
    head, end = messages.head(unit.name, facts.day), messages.end(facts.plan.campaign.emergency_office)
    return Reminder(
        unit=unit.key,
        text=masked("\n".join([head, *lines, end])) if lines else "",
        overdue=len(part.shelves["overdue"]),
        due_soon=len(part.shelves["due_soon"]),
        pending=len(part.shelves["pending"]),
        awaiting_review=len(part.shelves["rectified"]),
        reports_owed=len(part.shelves["owed"]),
        duties_late=len(part.duties),
        replies_overdue=len(part.replies),
        return_missing=part.period,
        hazards=tuple(h.no for h in part.shelves["overdue"]),
    )


def _part(unit: str, facts: Facts) -> Part:
    """Take out what is one unit's."""
    return Part(
        shelves={name: by_unit.get(unit, ()) for name, by_unit in facts.shelves.items()},
        duties=lateness.late(facts.obligations.get(unit, ())),
        replies=[a for a in facts.replies if a.unit == unit],
        period=facts.period if unit in facts.not_sent else None,
    )


def _lines(part: Part, facts: Facts) -> Iterator[str]:
    for name in ("overdue", "due_soon"):
        yield from _block(name, [_hazard(h) for h in part.shelves[name]])
    yield from _block("pending", [_pending(h) for h in part.shelves["pending"]])
    for name in ("owed", "rectified"):
        yield from _in_one_line(name, [h.no for h in part.shelves[name]])
    if part.period:
        yield messages.return_missing(part.period)
    yield from _block("duties", _duties(facts.plan, part.duties))
    names = {step.key: step.name for step in facts.plan.ladder}
    asked = [messages.unanswered(a.no, names.get(a.kind, a.kind), a.reply_due) for a in part.replies]
    yield from _in_one_line("replies", asked)


def _hazard(h: HazardRecord) -> str:
    return messages.hazard(h.no, h.enterprise, h.title, messages.deadline(h.five.deadline, h.days_overdue))


def _pending(h: HazardRecord) -> str:
    missing = [label(item) for item in h.missing]
    when = messages.to_complete(missing, h.pending_until, late=h.pending_overdue)
    return messages.hazard(h.no, h.enterprise, h.title, when)


def _duties(plan: Plan, late: Sequence[lateness.LateDuty]) -> list[str]:
    return [
        messages.duty(one.task or "", one.name, one.subjects, one.missing, one.since)
        for one in lateness.by_part(plan, late)
    ]


def _block(name: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        shown = lines[: _NAMED.get(name, _NAMED_AT_MOST)]
        yield messages.part(messages.NAMES[name], len(lines), len(shown))
        yield from shown


def _in_one_line(name: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield messages.in_one_line(messages.NAMES[name], items[:_NUMBERS_AT_MOST], len(items))


def _recorded(desk: Desk, found: tuple[Reminder, ...], facts: Facts) -> tuple[Reminder, ...]:
    """Record each reminder as sent, all in one transaction."""
    uids = {h.no: h.uid for mine in facts.shelves["overdue"].values() for h in mine}
    problems = [Problem("nothing_to_record", messages.nothing_to_record(r.unit)) for r in found if not r.text]
    if facts.plan.step(MEANS) is None:
        problems.append(Problem("no_means", messages.no_means()))
    with desk.writing("action remind") as writer:
        drafts = [_action(desk, r, uids, facts) for r in found]
        problems += [p for draft in drafts for p in draft.objections(desk.today)]
        if problems:
            raise Refused(*dict.fromkeys(problems))
        numbers = []
        for draft in drafts:
            no = matters.next_number(writer, Action, draft.on.year)
            numbers.append(matters.save(writer, None, replace(draft, no=no)).no)
    return tuple(replace(r, action=no) for r, no in zip(found, numbers, strict=True))


def _action(desk: Desk, r: Reminder, uids: Mapping[str, str], facts: Facts) -> Action:
    return Action(
        on=facts.day,
        topic=MEANS,
        unit=r.unit,
        hazards=tuple(Ref(uids[no], no) for no in r.hazards),
        text=r.text,
        by=desk.settings.actor,
        from_unit=facts.plan.campaign.emergency_office,
    )
