"""The register of units, and everything that one of them answers for."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain.counts import Counts, count
from hazardctl.domain.duty import Owned, owned_by
from hazardctl.domain.hazard import Status
from hazardctl.domain.phases import owing
from hazardctl.domain.record import HazardRecord, record
from hazardctl.domain.register import Register, RegisteredUnit
from hazardctl.domain.supervision import Action
from hazardctl.domain.text import clean
from hazardctl.errors import Problem, Refused
from hazardctl.ledger.queries import cases, enterprises, figures, matters, units
from hazardctl.ledger.queries import phases as phase_queries
from hazardctl.ledger.queries.finding import Filter
from hazardctl.ledger.queries.lists import ALL
from hazardctl.messages import register as messages
from hazardctl.reports import coverage, lateness
from hazardctl.services.find import ANY_KIND, unit_of
from hazardctl.services.form import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.ledger.journal import Change
    from hazardctl.reports.lateness import LateDuty, LatePart
    from hazardctl.services.desk import Desk

_VILLAGE_ENDINGS = ("村", "社区", "居委会", "村委会", "村民委员会", "居民委员会")


class UnitKind(StrEnum):
    """What `unit add` registers."""

    OFFICE = "office"
    VILLAGE = "village"
    GROUP = "group"


class UnitRecord(Struct, frozen=True, kw_only=True):
    """A unit as an answer; `open` is its open hazards today, null before there is a ledger."""

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    groups: tuple[str, ...]
    open: int | None
    overdue: int | None


class UnitDeliverable(NamedTuple):
    """What a unit owes a phase, and whether it has been handed in."""

    phase: int
    key: str
    name: str
    due: date
    done: bool


class UnitWork(NamedTuple):
    """What a unit has to do beside its hazards: duties done and expected, what is late, and what it owes phases.

    `late` names what is late one by one, `behind` by the part of a duty.
    """

    expected: int
    done: int
    rate: float | None
    late: tuple[LateDuty, ...]
    behind: tuple[LatePart, ...]
    deliverables: tuple[UnitDeliverable, ...]
    enterprises: int
    replies_overdue: int


class UnitPage(Struct, frozen=True, kw_only=True):
    """Everything about one unit: what it answers for, and how its hazards stand.

    `hazards` are those found since the campaign began, `stock` those found before; `open_hazards` are of both: those in
    hand, then those that the district has, no more of each than were asked for.
    """

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    groups: tuple[str, ...]
    duties: tuple[Owned, ...]
    tasks: tuple[Owned, ...]
    body_duties: tuple[Owned, ...]
    hazards: Counts | None
    stock: Counts | None
    open_hazards: tuple[HazardRecord, ...]
    work: UnitWork | None

    @property
    def in_hand(self) -> tuple[HazardRecord, ...]:
        """Return the hazards that the town has in hand."""
        return tuple(h for h in self.open_hazards if h.status != "referred")

    @property
    def referred(self) -> tuple[HazardRecord, ...]:
        """Return the hazards that the district has: no count of open ones holds them."""
        return tuple(h for h in self.open_hazards if h.status == "referred")

    @property
    def in_hand_number(self) -> int:
        """Return how many the town has in hand, named or not."""
        return sum(counts.open for counts in (self.hazards, self.stock) if counts)

    @property
    def referred_number(self) -> int:
        """Return how many the district has, named or not."""
        return sum(counts.referred for counts in (self.hazards, self.stock) if counts)


def listed(desk: Desk, day: date | None) -> tuple[UnitRecord, ...]:
    """Return every unit and group, with its open and overdue hazards as at a day."""
    day = day or desk.today
    register = desk.register(day)
    by_unit: dict[str, Counts] | None = None
    if desk.has_ledger:
        with desk.reading() as reader:
            rows = figures.tallies(reader, day)
        by_unit = {}
        for unit in register.units:
            by_unit[unit.key] = count(r for r in rows if unit.key in {r.unit, r.village})
    return tuple(_record(unit, register, by_unit) for unit in register.units)


def _record(unit: RegisteredUnit, register: Register, by_unit: dict[str, Counts] | None) -> UnitRecord:
    counts = by_unit[unit.key] if by_unit is not None and unit.kind != "group" else None
    return UnitRecord(
        key=unit.key,
        name=unit.name,
        kind=unit.kind,
        aliases=unit.aliases,
        members=register.members_of(unit) if unit.kind == "group" else (),
        groups=register.groups_of(unit.key),
        open=counts.open if counts else None,
        overdue=counts.overdue if counts else None,
    )


def show(desk: Desk, said: str, day: date | None, most: int = ALL) -> UnitPage:
    """Return one unit's page as at a day, on which at most so many hazards in hand are named, and so many referred.

    Raises:
        NotFound: nobody is called so.
    """
    day = day or desk.today
    register = desk.register(day)
    unit = unit_of(said, register)
    groups = register.groups_of(unit.key)
    holdings = owned_by(desk.plan, unit.key, groups)
    hazards, stock, open_hazards = _hazards(desk, unit, day, most) if desk.has_ledger else (None, None, ())
    return UnitPage(
        key=unit.key,
        name=unit.name,
        kind=unit.kind,
        aliases=unit.aliases,
        members=register.members_of(unit) if unit.kind == "group" else (),
        groups=groups,
        duties=holdings.duties,
        tasks=holdings.tasks,
        body_duties=holdings.body,
        hazards=hazards,
        stock=stock,
        open_hazards=open_hazards,
        work=_work(desk, unit, register, day) if desk.has_ledger else None,
    )


def _work(desk: Desk, unit: RegisteredUnit, register: Register, day: date) -> UnitWork:
    with desk.reading() as reader:
        duties = lateness.figures(coverage.of_unit(coverage.obligations(reader, desk.plan, day), unit.key))
        handed_in = phase_queries.delivered(reader, day)
        firms = enterprises.firms(reader)
        sent = matters.listed(reader, Action, matters.Filter(unit=unit.key), day)
    owed = (
        UnitDeliverable(
            phase.no, item.key, item.name, phase.due, unit.key in handed_in.get((phase.no, item.key), ())
        )
        for phase in desk.plan.phases
        for item in phase.deliverables
        if unit.key in owing(item, register)
    )
    return UnitWork(
        expected=duties.expected,
        done=duties.done,
        rate=duties.rate,
        late=duties.late,
        behind=lateness.by_part(desk.plan, duties.late),
        deliverables=tuple(owed),
        enterprises=sum(
            1 for firm in firms if unit.key in {firm.regulator, firm.village} and not firm.closed_on
        ),
        replies_overdue=sum(1 for action in sent if action.status(day) == "overdue"),
    )


def _hazards(
    desk: Desk, unit: RegisteredUnit, day: date, most: int
) -> tuple[Counts | None, Counts | None, tuple[HazardRecord, ...]]:
    """Return how its hazards of the campaign stand, those found before it, and the first that are not closed."""
    if unit.kind == "group":
        return None, None, ()
    began, key = desk.plan.began_on, attrgetter("village" if unit.kind == "village" else "unit")
    with desk.reading() as reader:
        since = figures.tallies(reader, day, began)
        before = figures.tallies(reader, day, last=began - timedelta(days=1))
    mine, stock = (count(row for row in rows if key(row) == unit.key) for rows in (since, before))
    return mine, stock, _not_closed(desk, unit, day, most)


def _not_closed(desk: Desk, unit: RegisteredUnit, day: date, most: int) -> tuple[HazardRecord, ...]:
    """Return the hazards of a unit, or that lie in a village, that are not closed at the end of a day.

    Those referred to the district are among them, though no count of open ones holds them.
    """
    mine = Filter(village=unit.key) if unit.kind == "village" else Filter(unit=unit.key)
    with desk.reading() as reader:
        found = [
            *cases.listed(reader, replace(mine, in_hand=True), day, most),
            *cases.listed(reader, replace(mine, status=Status.REFERRED), day, most),
        ]
    return tuple(item for item in (record(case, day) for case in found) if item)


def add(
    desk: Desk, names: Sequence[str], kind: str | None, aliases: Sequence[str], full: str | None
) -> tuple[RegisteredUnit, ...]:
    """Register offices, villages or groups by name; what a name ends in tells a village from an office.

    Raises:
        Refused: a name is empty or somebody is called so already; none was registered.
    """
    with desk.writing("unit add") as writer:
        register = units.register(writer, desk.today)
        form = Form({"kind": kind}, desk)
        chosen = form.choice("kind", UnitKind)
        new = [_new(name, chosen, aliases, full) for name in names]
        for n, unit in enumerate(new):
            _refuse_taken(unit, Register((*register.units, *new[:n])), form)
        form.done()
        writer.record(*(units.add(writer, unit, origin="office", on=desk.today) for unit in new))
    return tuple(new)


def _new(name: str, kind: UnitKind | None, aliases: Sequence[str], full: str | None) -> RegisteredUnit:
    key = "".join(clean(name, multiline=False).split())
    guessed = UnitKind.VILLAGE if key.endswith(_VILLAGE_ENDINGS) else UnitKind.OFFICE
    others = tuple(dict.fromkeys(clean(alias, multiline=False) for alias in aliases))
    return RegisteredUnit(key, clean(full or "", multiline=False) or key, str(kind or guessed), others)


def _refuse_taken(unit: RegisteredUnit, register: Register, form: Form) -> None:
    if not unit.key or len(unit.key) > 60:  # noqa: PLR2004  a name that long is a slip of the hand
        form.object("bad_name", messages.bad_unit_name(), "name")
    for name in unit.called:
        taken = register.find(name, ANY_KIND)
        if taken:
            form.object("unit_exists", messages.unit_exists(name, taken.key), "name")
            return


def join(desk: Desk, group: str, names: Sequence[str]) -> UnitRecord:
    """Make units members of a group from today on.

    Raises:
        NotFound: the group or a unit is unknown.
        Refused: the group is every unit of its kind anyway, or a unit is a member already; nothing was written.
    """
    with desk.writing("unit join") as writer:
        register = units.register(writer, desk.today)
        into = unit_of(group, register)
        joining = [unit_of(name, register) for name in names]
        problems = list(_join_objections(into, joining, register))
        if problems:
            raise Refused(*problems)
        since = min(desk.today, desk.plan.began_on)
        changes: list[Change] = [units.join(writer, into.key, unit.key, since) for unit in joining]
        writer.record(*changes)
        return _record(into, units.register(writer, desk.today), None)


def _join_objections(
    into: RegisteredUnit, joining: list[RegisteredUnit], register: Register
) -> list[Problem]:
    if into.kind != "group":
        return [Problem("not_a_group", messages.not_a_group(into.key), "group")]
    if into.every:
        return [Problem("everyone", messages.everyone_is_member(into.key), "group")]
    have = register.members_of(into)
    keys = [unit.key for unit in joining]
    wrong = [
        Problem("not_a_unit", messages.group_in_group(u.key), "unit") for u in joining if u.kind == "group"
    ]
    twice = [key for n, key in enumerate(keys) if key in (*have, *keys[:n])]
    return [*wrong, *(Problem("joined", messages.joined_already(key, into.key), "unit") for key in twice)]


def empty_groups(plan: Plan, register: Register) -> tuple[str, ...]:
    """Return the groups of the plan that nobody has filled yet."""
    return tuple(
        group.key
        for group in register.of_kind("group")
        if not register.members_of(group) and plan.group(group.key) is not None
    )
