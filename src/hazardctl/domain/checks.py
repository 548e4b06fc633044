"""What `check` goes through the ledger for: named rules at three levels, each pure over facts that are handed in.

A rule never changes or decides anything: it names what is wrong, where, and the next command to type. This module
must not read: a `Facts` is read by the service, and only as far as the rules that are run ask for it.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.enterprise import Firm
    from hazardctl.domain.hazard import Hazard
    from hazardctl.domain.lifecycle import Standing
    from hazardctl.domain.register import Register


class Severity(StrEnum):
    """How much a finding matters: 错误 (figures or proof are wrong), 提醒 (somebody has to act), 提示 (a gap)."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """Return 0 for the worst."""
        return list(Severity).index(self)


class Finding(NamedTuple):
    """One thing found; field names are the JSON keys.

    `message` says what is wrong, `where` is the number or name of what it is about, `unit` the key of the unit that answers for it, `command` what
    to type next.
    """

    rule: str
    level: Severity
    message: str
    where: str | None
    unit: str | None
    command: str | None


class Found(NamedTuple):
    """What a rule yields; `run` puts the rule's own name and level to it."""

    message: str
    where: str | None = None
    unit: str | None = None
    command: str | None = None


class Stood(NamedTuple):
    """A hazard that is not void, how it stands at the end of the day, and the days of its acts until then."""

    hazard: Hazard
    now: Standing
    acts_on: tuple[date, ...]


class Typed(NamedTuple):
    """An entry: the day that it is about, and the office's day on which it was typed."""

    no: str
    unit: str | None
    on: date
    typed_on: date


class Waiting(NamedTuple):
    """Something numbered that waits for somebody; `days` is how long."""

    no: str
    unit: str | None
    days: int
    hazards: tuple[str, ...] = ()


class Misplaced(NamedTuple):
    """A step of a numbered matter that is dated before the matter itself."""

    no: str
    unit: str | None
    on: date
    began: date


class Unsent(NamedTuple):
    """A unit that has not sent the return of a period by the day on which it was due."""

    unit: str
    period: str
    due: date


class Facts(Protocol):
    """What the rules ask about, all as at the end of `day`. Each is read when a rule asks for it."""

    @property
    def day(self) -> date:
        """The day that is asked about."""

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""

    @property
    def plan_changed(self) -> bool:
        """Whether the plan's files are not those that the ledger took over."""

    @property
    def register(self) -> Register:
        """Units, and members of groups."""

    @property
    def left_plan(self) -> Sequence[str]:
        """Keys of units that came from the plan and are not in it any more."""

    @property
    def holders(self) -> Mapping[str, Sequence[str]]:
        """Who holds each post."""

    @property
    def firms(self) -> Sequence[Firm]:
        """Enterprises registered by then, closed ones too."""

    @property
    def hazards(self) -> Iterable[Stood]:
        """Hazards that are not void, gone through once."""

    @property
    def wrong_spans(self) -> Sequence[str]:
        """Numbers of hazards whose kept figures are not what their acts say."""

    @property
    def wrong_movements(self) -> int:
        """How many kept movements of the figures are not what the kept rows add up to."""

    @property
    def undecided(self) -> int:
        """How many values two merged ledgers tell differently."""

    @property
    def broken_files(self) -> Sequence[tuple[str | None, str]]:
        """Evidence that is gone or changed: the number of what it proves, and the file's name."""

    @property
    def unit_uses(self) -> Mapping[str, int]:
        """How often records refer to a unit, by its key."""

    def users_of(self, unit: str, most: int) -> Sequence[str]:
        """Return the numbers or names of the first so many records that refer to a unit."""

    @property
    def entries(self) -> Iterable[Typed]:
        """Every entry with its day and the day of typing."""

    @property
    def late_entry_days(self) -> int:
        """How many days after its day an entry counts as 补录."""

    @property
    def misplaced(self) -> Sequence[Misplaced]:
        """Steps dated before what they are steps of."""

    @property
    def penalties_alone(self) -> Sequence[Waiting]:
        """Cases of enforcement with a penalty and no passed re-inspection."""

    @property
    def replies_owed(self) -> Sequence[Waiting]:
        """Supervision actions whose reply is overdue."""

    @property
    def progress_owed(self) -> Mapping[str, date]:
        """The numbers of listed hazards of which nothing was told in the last whole month, with its last day."""

    @property
    def returns_owed(self) -> Sequence[Unsent]:
        """Units that have not sent the last return that was due."""


def _nothing(_facts: Facts) -> Iterable[Found]:
    return ()


class Rule(NamedTuple):
    """A named rule; its Chinese name is the label `check.<name>`. It looks at a hazard by itself, at the rest, or at both."""

    name: str
    level: Severity
    finds: Callable[[Facts], Iterable[Found]] = _nothing
    in_hazard: Callable[[Facts, Stood], Iterable[Found]] | None = None


def run(rules: Iterable[Rule], facts: Facts) -> Iterator[Finding]:
    """Yield what the rules find, the worst level first, in the order of the rules.

    All that look at hazards look at each in turn: a ledger may have more than a memory holds.
    """
    wanted = sorted(rules, key=lambda rule: rule.level.rank)
    in_hazards: dict[str, list[Found]] = {rule.name: [] for rule in wanted}
    looking = [(rule.in_hazard, in_hazards[rule.name]) for rule in wanted if rule.in_hazard]
    for stood in facts.hazards if looking else ():
        for look, seen in looking:
            seen.extend(look(facts, stood))
    for rule in wanted:
        for found in chain(in_hazards.pop(rule.name), rule.finds(facts)):
            yield Finding(rule.name, rule.level, *found)
