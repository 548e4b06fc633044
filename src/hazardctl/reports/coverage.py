"""How far the duties of the plan are done: every share of every subject, held against what shows that it was done."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain import cadence, duty_words
from hazardctl.domain.cadence import Obligation, Share, Subject
from hazardctl.domain.campaign import StandingDuty, Task
from hazardctl.domain.names import same_person
from hazardctl.ledger.queries import enterprises, posts, records, rules, units
from hazardctl.reports import liable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hazardctl.domain.campaign import Cadence, Plan
    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.posts import Term
    from hazardctl.ledger.queries.records import DutyRecord, Measure, Visit

AnyDuty = Task | StandingDuty
SUBMISSION = "submission"


class Deed(Struct, frozen=True):
    """Something that shows that a part of a duty was done by or for a subject on some days."""

    subject: str
    item: str
    on: date
    to: date


class Facts(Struct, frozen=True):
    """Everything that decides what is expected and what is done, as at the end of a day."""

    plan: Plan
    day: date
    register: Register
    terms: Mapping[str, tuple[Term, ...]]
    holders: Mapping[str, tuple[str, ...]]
    firms: liable.Firms
    intervals: Mapping[str, int]
    visits: Sequence[Visit]
    measures: Sequence[Measure]
    records: Mapping[str, Sequence[DutyRecord]]


class Alike(Struct, frozen=True):
    """Subjects for which one part of a duty stands the same; `obligation` is that of the first of them."""

    obligation: Obligation
    subjects: list[Subject]


def alike(
    reads: Reads, plan: Plan, day: date, since: date | None = None, duties: Sequence[AnyDuty] | None = None
) -> tuple[Alike, ...]:
    """Return every obligation of the plan's tasks and standing duties, or of these `duties`, as at the end of a day.

    With `since` only what was still to be done on that day, for a paper of fewer days than the campaign's. A fixed number of questions is put to the ledger, whatever it holds. 信息报送 has a register of its own.
    """
    facts, campaign = _facts(reads, plan, day), campaign_of(plan)
    asked = [duty for duty in duties_of(plan) if key_of(duty) != SUBMISSION] if duties is None else duties
    return tuple(
        one for duty in asked for part in duty.cadence for one in _judged(facts, duty, part, campaign, since)
    )


def obligations(
    reads: Reads, plan: Plan, day: date, since: date | None = None, duties: Sequence[AnyDuty] | None = None
) -> tuple[Obligation, ...]:
    """Return the same one by one, each with its own subject."""
    return tuple(
        replace(one.obligation, subject=subject)
        for one in alike(reads, plan, day, since, duties)
        for subject in one.subjects
    )


def _judged(
    facts: Facts, duty: AnyDuty, part: Cadence, campaign: cadence.Campaign, since: date | None
) -> list[Alike]:
    """Judge what a part asks of each subject by the days on which it was done.

    Of thousands of enterprises for which nothing was done, one is like the other.
    """
    key, interval = key_of(duty), interval_of(facts.intervals, duty, part)
    asked, items = _asked(facts, duty, part), _items(facts, duty, part)
    deeds = _days_done(facts, duty, part, asked.subjects)

    def judged(subject: Subject, item: str, done_on: Iterable[date] = ()) -> Obligation:
        share = Share(key, part, item, subject, interval)
        return cadence.judge(share, sorted(done_on), campaign, facts.day, since)

    if items and not deeds:
        return [Alike(judged(like[0], item), like) for like in asked.by_life for item in items]
    found: list[Alike] = []
    idle: dict[tuple[object, ...], Alike] = {}
    for subject in asked.subjects:
        life = liable.life(subject)
        for item in items or _items_of(facts, duty, part, subject):
            done_on = deeds.get((subject.key, item))
            if not done_on and (item, life) in idle:
                idle[item, life].subjects.append(subject)
                continue
            found.append(Alike(judged(subject, item, done_on or ()), [subject]))
            if not done_on:
                idle[item, life] = found[-1]
    return found


def campaign_of(plan: Plan) -> cadence.Campaign:
    """Return the days within which a plan's duties come round."""
    return cadence.Campaign(plan.began_on, plan.ends_on, plan.campaign.month_ends_on)


def interval_of(intervals: Mapping[str, int], duty: AnyDuty, part: Cadence) -> int | None:
    """Return after how many days a part without a stated frequency comes round: the office's number, else the plan's."""
    key = key_of(duty)
    return intervals.get(f"{key}/{part.key}" if part.key else key) or part.interval_days


def _facts(reads: Reads, plan: Plan, day: date) -> Facts:
    done: dict[str, list[DutyRecord]] = defaultdict(list)
    for record in records.until(reads, day):
        done[record.duty].append(record)
    # The plan's own holder counts where the office has registered nobody.
    named = {post.key: (posts.Term(post.holder, date.min, None),) for post in plan.posts if post.holder}
    terms = named | posts.terms(reads, day)
    return Facts(
        plan=plan,
        day=day,
        terms=terms,
        register=units.register(reads, day),
        holders={post: tuple(t.name for t in held if t.covers(day)) for post, held in terms.items()},
        firms=liable.registered(enterprises.firms(reads), plan.campaign.emergency_office),
        intervals=rules.rules(reads).intervals,
        visits=records.visits(reads, day),
        measures=records.measures(reads, day),
        records=done,
    )


def _days_done(
    facts: Facts, duty: AnyDuty, part: Cadence, subjects: Sequence[Subject]
) -> dict[tuple[str, str], set[date]]:
    """Map a subject's key and an item to the days on which it was done."""
    named = bool(part.items or part.items_from)
    deeds: dict[tuple[str, str], set[date]] = defaultdict(set)
    for deed in _deeds(facts, duty, part, subjects):
        deeds[deed.subject, deed.item if named else ""] |= _days(deed, facts.day)
    return deeds


def _days(deed: Deed, day: date) -> set[date]:
    last = min(deed.to, day)
    return {deed.on + timedelta(days=n) for n in range((last - deed.on).days + 1)}


def duties_of(plan: Plan) -> list[AnyDuty]:
    """Return every duty of a plan: its tasks and what the body asks for regularly."""
    return [*plan.tasks, *plan.standing]


def key_of(duty: AnyDuty) -> str:
    """Return a task's id or a standing duty's key."""
    return duty.id if isinstance(duty, Task) else duty.key


def posts_of(duty: AnyDuty, part: Cadence) -> tuple[str, ...]:
    """Return the posts that must do a part; none where it is not a post's."""
    return part.actors or (duty.actors if isinstance(duty, Task) and duty.per == "post" else ())


def _asked(facts: Facts, duty: AnyDuty, part: Cadence) -> liable.Liable:
    """Return of whom a part is asked."""
    if posts_of(duty, part) or not (isinstance(duty, Task) and duty.per == "enterprise"):
        return liable.by_life(list(_subjects(facts, duty, part)))
    return facts.firms.of_kinds(lambda firm: liable.applies(facts.plan, duty, part, firm))


def _subjects(facts: Facts, duty: AnyDuty, part: Cadence) -> Iterator[Subject]:
    """Yield by or for whom a part is done that is no enterprise's; members of a collective owner one by one (plan, oddity 4)."""
    per, first = duty.per if isinstance(duty, Task) else "unit", duty.owners[0]
    if actors := posts_of(duty, part):
        for post in actors:
            for name in facts.holders.get(post) or ("",):
                named = f"{post}（{name}）" if name else post
                yield Subject("post", f"{post}/{name}", named, first, since=_joined_on(facts, post, name))
    elif per == "town":
        yield Subject("town", facts.plan.campaign.town_code, facts.plan.campaign.town, first)
    else:
        yield from _units(facts, duty.owners)


def _joined_on(facts: Facts, post: str, name: str) -> date | None:
    """Return since when somebody is one of several holders of a post; who holds one alone answers for all of it."""
    if len(facts.holders.get(post, ())) <= 1:
        return None
    return next(t.since for t in facts.terms[post] if t.name == name and t.covers(facts.day))


def _units(facts: Facts, owners: Sequence[str]) -> Iterator[Subject]:
    seen: set[str] = set()
    for owner in owners:
        group = facts.register.find(owner, ("group",))
        members = facts.register.members_of(group) if group else (owner,)
        if group and not members:
            yield Subject("unit", owner, owner, owner, unfilled=True)
        for member in members:
            if member not in seen:
                seen.add(member)
                village = facts.register.find(member, ("village",))
                yield Subject("unit", member, member, member, village.key if village else None)


def _items(facts: Facts, duty: AnyDuty, part: Cadence) -> tuple[str, ...]:
    """Return the named things of which everybody owes one; none where each subject has its own (`_items_of`)."""
    if part.items_from and facts.records.get(key_of(duty)):
        return ()
    return part.items or ("",)


def _items_of(facts: Facts, duty: AnyDuty, part: Cadence, subject: Subject) -> tuple[str, ...]:
    """Return the named things of which one each is owed, by what records name; one without a name where there are none."""
    named = (
        r.item
        for r in facts.records.get(key_of(duty), ())
        if r.part == part.items_from and r.item and _is_about(facts, r, subject)
    )
    return tuple(dict.fromkeys(named)) or ("",)


def _is_about(facts: Facts, record: DutyRecord, subject: Subject) -> bool:
    """Whether a record is of a subject; of a post that one person holds, whoever held it then."""
    if subject.kind == "enterprise":
        return record.enterprise_uid == subject.key
    if subject.kind == "post":
        post, _, name = subject.key.partition("/")
        alone = len(facts.holders.get(post, ())) <= 1
        return record.post == post and (alone or not record.person or same_person(record.person, name))
    return subject.kind == "town" or record.unit == subject.key


def _deeds(facts: Facts, duty: AnyDuty, part: Cadence, subjects: Sequence[Subject]) -> Iterator[Deed]:
    told = [r for r in facts.records.get(key_of(duty), ()) if r.part in {None, part.key}]
    visits = [v for v in facts.visits if "any" in part.inspections or v.source in part.inspections]
    by_firm = {s.key: s for s in subjects if s.kind == "enterprise"} if told or visits else {}
    for r in told:
        about = [by_firm[r.enterprise_uid]] if r.enterprise_uid in by_firm else subjects
        mine = [s for s in about if _is_about(facts, r, s)] or [s for s in about if s.unfilled]
        yield from (Deed(s.key, r.item or "", r.on, r.to) for s in mine)
    for visit in visits:
        about = [by_firm[visit.enterprise_uid]] if visit.enterprise_uid in by_firm else subjects
        yield from (Deed(s.key, "", visit.on, visit.on) for s in about if _visited(facts, visit, s, duty))
    for measure in facts.measures:
        if measure.kind in part.actions:
            yield from (Deed(s.key, "", measure.on, measure.on) for s in subjects if _took(facts, measure, s))


def _visited(facts: Facts, visit: Visit, subject: Subject, duty: AnyDuty) -> bool:
    """Whether a visit shows that a duty was done, so that it need not be typed twice."""
    if subject.kind == "enterprise":
        return visit.enterprise_uid == subject.key
    if subject.kind == "post":
        return _holds(facts, subject, visit.on, visit.inspectors)
    return visit.unit in duty.owners if subject.kind == "town" else visit.unit == subject.key


def _holds(facts: Facts, subject: Subject, on: date, people: str) -> bool:
    """Whether one of these people held the post on a day: the subject, or where it is one person's, whoever did."""
    post, _, name = subject.key.partition("/")
    alone = len(facts.holders.get(post, ())) <= 1
    return any(
        (alone or term.name == name) and term.covers(on) and same_person(term.name, people)
        for term in facts.terms.get(post, ())
    )


def _took(facts: Facts, measure: Measure, subject: Subject) -> bool:
    """Whether a supervision action shows that a duty was done."""
    if subject.kind == "post":
        return _holds(facts, subject, measure.on, measure.by)
    return subject.kind == "town" or measure.from_unit == subject.key


def of_unit(found: Iterable[Obligation], unit: str) -> list[Obligation]:
    """Return what a unit answers for: its own shares, its enterprises', and what the town or a post does for it.

    To a village belong the enterprises that lie in it.
    """
    return [o for o in found if unit in _answering(o)]


def by_unit(found: Iterable[Obligation]) -> dict[str, list[Obligation]]:
    """Return what each unit answers for, as `of_unit` does for one."""
    mine: dict[str, list[Obligation]] = {}
    for o in found:
        for key in _answering(o):
            mine.setdefault(key, []).append(o)
    return mine


def _answering(o: Obligation) -> set[str]:
    return {key for key in (o.subject.unit, o.subject.village, o.subject.key) if key}


def name_of(plan: Plan, duty: AnyDuty) -> str:
    """Return a short name of a duty: those of its parts, else its heading."""
    if not isinstance(duty, Task):
        return duty.name
    parts = "、".join(dict.fromkeys(part.name for part in duty.cadence if part.name))
    return parts or duty_words.subject(plan, duty)
