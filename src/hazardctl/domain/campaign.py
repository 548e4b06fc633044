"""The plan of a campaign as values: actions, tasks, phases, owners, principles.

What a town's plan folder says, once checked, lives here. The text of the document stays verbatim in `text`,
`words`, `owner_text` and `printed`; what was made of it stands beside it. This module must not read files,
know any particular town, or answer questions of ownership: that is `domain.duty`.
"""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Final, Literal, TypeVar

from msgspec import Struct

from hazardctl.domain.names import fold
from hazardctl.domain.plan_rows import (
    Category,
    Check,
    KeyItem,
    Oddity,
    Operation,
    Principle,
    Sector,
    Step,
)

Every = Literal["once", "daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "unspecified"]
Per = Literal["town", "unit", "enterprise", "post"]
Precision = Literal["day", "month_end", "month"]
UnitKind = Literal["office", "village"]
Role = Literal["lead", "shared", "territorial"]
Applies = Literal["high_risk", "micro", "sole_trader", "key_sector"]
Calendar = Literal["campaign", "calendar_year"]
VisitSource = Literal["any", "self", "department", "village", "tipoff", "supervision", "expert", "upper"]

CALENDAR_MONTHS: Final = 31
"""`Campaign.month_ends_on` of a town whose months are those of the calendar."""

ENTERPRISES: Final = "企业"
"""In `Deliverable.owed_by`: each enterprise owes it, not a unit of the town."""


class Campaign(Struct, frozen=True):
    """The head of the document. `deaths_target` is the year's target, None where the plan sets none.

    `task_source` is the part of it that holds the tasks (附件1); `upward` is to whom the office reports. A month of
    its figures ends on the day `month_ends_on`, or on the calendar's last day where the month is shorter. To the level
    above, hazards of the sources `upward_self` are 企业自查 and all others 部门检查.
    """

    title: str
    short_title: str
    doc_no: str
    issuer: str
    issued_on: date
    goal: str
    town_code: str
    town: str
    emergency_office: str
    leading_group_office: str
    upward: str
    addressees: str
    task_source: str
    deaths_target: int | None
    notes: tuple[str, ...]
    month_ends_on: int = CALENDAR_MONTHS
    upward_self: tuple[str, ...] = ("self",)


class Unit(Struct, frozen=True):
    """An office or a village that the document names. `key` is the short name as printed."""

    key: str
    name: str
    kind: UnitKind
    aliases: tuple[str, ...]
    note: str


class Group(Struct, frozen=True):
    """A collective owner, such as all offices with supervision duties.

    `kind` says which register it draws on; with `everyone` it is all of that (各村, 各办所). `members` only seeds the
    ledger's register and is usually empty.
    """

    key: str
    name: str
    kind: UnitKind
    everyone: bool
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    note: str


class Post(Struct, frozen=True):
    """A post that the plan asks to act, with the holder's name where the office has filled it in."""

    key: str
    holder: str
    note: str


class Cadence(Struct, frozen=True):
    """One part of a duty: how often and by what words; 定期 is `unspecified`.

    `key` names the part, empty where the duty has one only. Empty `applies_to`: every subject of the duty; an entry
    with it stands, for those it applies to, in place of the others of the same key (演练：高危行业领域每半年).
    `actors` are the posts that must act; of each of `items` one is owed (两单两卡), or of each `item` recorded under the
    part `items_from`. `by` tells whether only occurrences wholly inside the campaign count, or the calendar's own.
    `inspections` (sources, or `any`) and `actions` (means) count as the record, so that nothing is typed twice.
    """

    every: Every
    words: str
    interval_days: int | None
    applies_to: tuple[Applies, ...]
    key: str = ""
    name: str = ""
    actors: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    items_from: str = ""
    by: Calendar = "campaign"
    inspections: tuple[VisitSource, ...] = ()
    actions: tuple[str, ...] = ()


class Task(Struct, frozen=True):
    """One row of annex 1. `id` is action-order (`6-5` is the first printed 36, `7-1` the second).

    `owners` are unit or group keys; `actors` the posts that must act where they are not the owner (4, 5).
    """

    id: str
    printed_no: int
    action: int
    subgroup: str
    text: str
    owner_text: str
    owners: tuple[str, ...]
    actors: tuple[str, ...]
    cadence: tuple[Cadence, ...]
    per: Per
    applies_to: tuple[Applies, ...]
    notes: tuple[str, ...]


class Action(Struct, frozen=True):
    """One of the lines of work; `text` is its paragraph of the body."""

    no: int
    title: str
    text: str
    notes: tuple[str, ...]


class Deliverable(Struct, frozen=True):
    """What a phase must leave behind, owed by units and groups, or by `ENTERPRISES`."""

    key: str
    name: str
    owed_by: tuple[str, ...]
    words: str


class Phase(Struct, frozen=True):
    """A stage from `start` to `due`, both included. `words` is the time as printed, `precision` how exact."""

    no: int
    key: str
    name: str
    start: date
    start_inferred: bool
    due: date
    precision: Precision
    words: str
    text: str
    deliverables: tuple[Deliverable, ...]
    notes: tuple[str, ...]


class DutyOwner(Struct, frozen=True):
    """One owner of a duty and what exactly it answers for. `printed` is its name in the row (其他负有…)."""

    unit: str
    printed: str
    role: Role
    text: str


class Duty(Struct, frozen=True):
    """One row of annex 2: a new or overlapping trade and its owners. `source` names the row."""

    key: str
    name: str
    aliases: tuple[str, ...]
    source: str
    owners: tuple[DutyOwner, ...]
    notes: tuple[str, ...]


class BodyDuty(Struct, frozen=True):
    """What a paragraph of the body asks of one unit or group."""

    unit: str
    text: str
    paragraph: str


class StandingDuty(Struct, frozen=True):
    """A duty of the body that comes round, such as the monthly dispatch of 四（三）.

    `unit` owes it, and so do those of `also` (信息报送：村（社区）、相关办所).
    """

    key: str
    name: str
    unit: str
    text: str
    paragraph: str
    cadence: tuple[Cadence, ...]
    notes: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def owners(self) -> tuple[str, ...]:
        """List the keys of all who owe it."""
        return (self.unit, *self.also)


ThingT = TypeVar("ThingT", bound=Unit | Group | Duty | Sector | Operation)


def _called(things: Iterable[ThingT], name: str) -> ThingT | None:
    wanted = fold(name)
    return next((t for t in things if wanted in map(fold, (t.key, t.name, *t.aliases))), None)


class Plan(Struct, frozen=True):
    """A whole plan, checked. `contents` are its files' bytes one after the other; `folder` is where they lie."""

    campaign: Campaign
    phases: tuple[Phase, ...]
    actions: tuple[Action, ...]
    tasks: tuple[Task, ...]
    sectors: tuple[Sector, ...]
    categories: tuple[Category, ...]
    key_items: tuple[KeyItem, ...]
    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    posts: tuple[Post, ...]
    duties: tuple[Duty, ...]
    body_duties: tuple[BodyDuty, ...]
    standing: tuple[StandingDuty, ...]
    principles: tuple[Principle, ...]
    ladder: tuple[Step, ...]
    oddities: tuple[Oddity, ...]
    checks: tuple[Check, ...]
    operations: tuple[Operation, ...]
    contents: bytes
    folder: Path

    @property
    def hash(self) -> str:
        """The SHA-256 (hex) of its files' bytes, by which a changed plan is noticed."""
        import hashlib  # noqa: PLC0415  loads OpenSSL; a look-up in the plan needs no hash

        return hashlib.sha256(self.contents).hexdigest()

    @property
    def began_on(self) -> date:
        """The first day of the campaign: its first phase's start, or the day of issue."""
        return min((p.start for p in self.phases), default=self.campaign.issued_on)

    @property
    def ends_on(self) -> date:
        """The last day of the campaign: that of its last phase."""
        return max((p.due for p in self.phases), default=date.max)

    def task(self, task_id: str) -> Task | None:
        """Find a task by its id (`6-5`)."""
        return next((t for t in self.tasks if t.id == fold(task_id)), None)

    def tasks_printed(self, number: int) -> tuple[Task, ...]:
        """List the tasks that carry a printed number: two for 36."""
        return tuple(t for t in self.tasks if t.printed_no == number)

    def action(self, number: int) -> Action | None:
        """Find a line of work by its number."""
        return next((a for a in self.actions if a.no == number), None)

    def unit(self, name: str) -> Unit | None:
        """Find a unit by key, name or alias."""
        return _called(self.units, name)

    def group(self, name: str) -> Group | None:
        """Find a collective owner by key, name or alias."""
        return _called(self.groups, name)

    def owner(self, name: str) -> Unit | Group | None:
        """Find a unit or else a collective owner."""
        return self.unit(name) or self.group(name)

    def sector(self, name: str) -> Sector | None:
        """Find a sector by name or alias (消防 for 消防安全)."""
        return _called(self.sectors, name)

    def category(self, name: str) -> Category | None:
        """Find a category by name."""
        return next((c for c in self.categories if fold(c.name) == fold(name)), None)

    def post(self, key: str) -> Post | None:
        """Find a post by its key."""
        return next((p for p in self.posts if fold(p.key) == fold(key)), None)

    def standing_duty(self, key: str) -> StandingDuty | None:
        """Find a standing duty by key (`monthly-dispatch`)."""
        return next((s for s in self.standing if s.key == key), None)

    def check(self, name: str) -> Check | None:
        """Find a check of the dangerous operations by key or name."""
        return next((c for c in self.checks if fold(name) in (fold(c.key), fold(c.name))), None)

    def operation(self, name: str) -> Operation | None:
        """Find a dangerous operation by key, name or alias."""
        return _called(self.operations, name)

    def step(self, name: str) -> Step | None:
        """Find a means of supervision by key or name."""
        return next((s for s in self.ladder if fold(name) in (fold(s.key), fold(s.name))), None)

    def phase(self, name: str) -> Phase | None:
        """Find a phase by number, key or name."""
        wanted = fold(name)
        return next((p for p in self.phases if wanted in map(fold, (str(p.no), p.key, p.name))), None)

    def phase_at(self, day: date) -> Phase | None:
        """Give the phase that `day` falls in, the later begun where two overlap, or None outside all."""
        running = (p for p in self.phases if p.start <= day <= p.due)
        return max(running, key=lambda p: p.start, default=None)

    def deliverable(self, name: str) -> Deliverable | None:
        """Find a deliverable by key or name; keys are unique over all phases."""
        wanted = fold(name)
        owed = chain.from_iterable(p.deliverables for p in self.phases)
        return next((d for d in owed if wanted in (fold(d.key), fold(d.name))), None)
