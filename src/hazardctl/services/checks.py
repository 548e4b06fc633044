"""`check`: the rules of the domain run over the ledger, which is read only as far as they ask."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain import checks
from hazardctl.domain.check_rules import RULES
from hazardctl.domain.checks import Finding, Severity, Stood, Unsent, Waiting
from hazardctl.domain.hazard import Status
from hazardctl.domain.names import fold
from hazardctl.domain.period import Period, month_at, month_period
from hazardctl.ledger import connect
from hazardctl.ledger.queries import (
    cases,
    enterprises,
    finding,
    listings,
    matters,
    merging,
    movements,
    posts,
    rules,
    units,
)
from hazardctl.ledger.queries import checks as queries
from hazardctl.messages import checks as messages
from hazardctl.messages.labels import label
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.checks import Misplaced, Rule, Typed
    from hazardctl.domain.enterprise import Firm
    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk


_PERIODS_BACK = 4
"""A return may be due up to 60 days after its period, so that the last one due is at most three periods back."""


class RuleRecord(NamedTuple):
    """A rule as an answer: its name for `--only`, its level, and what it is about."""

    rule: str
    level: Severity
    title: str


def listed() -> tuple[RuleRecord, ...]:
    """Return every rule."""
    return tuple(RuleRecord(rule.name, rule.level, label(f"check.{rule.name}")) for rule in RULES)


def check(desk: Desk, given: Given, day: date | None) -> tuple[Finding, ...]:
    """Run the rules asked for over the ledger as things stood at the end of a day.

    Raises:
        NotFound: there is no ledger.
        Refused: no rule or level is called so.
    """
    wanted = _wanted(desk, given)
    with desk.reading() as reader:
        return tuple(checks.run(wanted, LedgerFacts(desk, reader, day or desk.today)))


def _wanted(desk: Desk, given: Given) -> list[Rule]:
    form = Form({**given, "check_level": given.get("level")}, desk)
    level, said = form.choice("check_level", Severity), form.line("only")
    called = {rule.name: {fold(rule.name), fold(label(f"check.{rule.name}"))} for rule in RULES}
    if said and not any(fold(said) in names for names in called.values()):
        form.object("unknown_rule", messages.no_such_rule(said, tuple(called)), "only")
    form.done()
    return [
        rule
        for rule in RULES
        if (level is None or rule.level.rank <= level.rank)
        and (said is None or fold(said) in called[rule.name])
    ]


class LedgerFacts:
    """The facts of a ledger at the end of a day, asked of it when a rule asks for them.

    Each takes a fixed number of questions, but for hazards and their kept rows, which are read some hundreds at a time.
    """

    def __init__(self, desk: Desk, reads: Reads, day: date) -> None:
        self._desk = desk
        self._reads = reads
        self.day = day

    @property
    def plan(self) -> Plan:
        """Return the plan as it is now."""
        return self._desk.plan

    @property
    def plan_changed(self) -> bool:
        """Whether the plan's files are not those that the ledger took over."""
        return connect.setting(self._reads, "plan_hash") != self.plan.hash

    @cached_property
    def register(self) -> Register:
        """Return units, and members of groups."""
        return units.register(self._reads, self.day)

    @property
    def left_plan(self) -> Sequence[str]:
        """Return the keys of units that came from the plan and are not in it any more."""
        return [key for key in queries.from_plan(self._reads) if self.plan.owner(key) is None]

    @property
    def holders(self) -> Mapping[str, Sequence[str]]:
        """Return who holds each post: by the register, else by the plan."""
        named = {post.key: (post.holder,) for post in self.plan.posts if post.holder}
        return {**named, **posts.holders(self._reads, self.day)}

    @cached_property
    def firms(self) -> Sequence[Firm]:
        """Return the enterprises registered by then."""
        return [firm for firm in enterprises.firms(self._reads) if firm.registered_on <= self.day]

    @property
    def hazards(self) -> Iterator[Stood]:
        """Yield the hazards that are not void, as they stand."""
        for case in cases.stream(self._reads, finding.Filter(), self.day):
            now = case.at(self.day)
            if now and now.status is not Status.VOID:
                yield Stood(case.hazard, now, tuple(act.on for act in case.acts if act.on <= self.day))

    @property
    def wrong_spans(self) -> Sequence[str]:
        """Return the numbers of hazards whose kept rows are not what their acts say."""
        from hazardctl.ledger.proof import kept

        found = list(kept.wrong_spans(self._reads))
        called = cases.numbers_of(self._reads, found)
        return [called[uid] for uid in found]

    @cached_property
    def wrong_movements(self) -> int:
        """Return how many kept movements of the figures are not what the kept rows add up to."""
        return movements.wrong(self._reads, connect.setting(self._reads, "town") or "")

    @property
    def undecided(self) -> int:
        """Return how many values two merged ledgers tell differently."""
        return merging.undecided_number(self._reads)

    @property
    def broken_files(self) -> Sequence[tuple[str | None, str]]:
        """Return the evidence that is gone or changed."""
        from hazardctl.ledger import files

        ledger = self._desk.settings.ledger
        return [
            (one.no, one.name)
            for one in queries.files(self._reads)
            if not files.is_intact(self._reads, ledger, one.sha256, one.name)
        ]

    @property
    def unit_uses(self) -> Mapping[str, int]:
        """Return how often records refer to a unit."""
        return queries.unit_uses(self._reads)

    def users_of(self, unit: str, most: int) -> Sequence[str]:
        """Return the first records that refer to a unit."""
        return queries.users_of(self._reads, unit, most)

    @property
    def entries(self) -> Iterator[Typed]:
        """Return every entry with its day and the day of typing."""
        return queries.entries(self._reads, self.day)

    @cached_property
    def late_entry_days(self) -> int:
        """Return after how many days an entry counts as 补录."""
        return rules.rules(self._reads).late_entry_days

    @property
    def misplaced(self) -> Sequence[Misplaced]:
        """Return the steps dated before what they are steps of."""
        return queries.misplaced(self._reads, self.day)

    @property
    def penalties_alone(self) -> Sequence[Waiting]:
        """Return the cases of enforcement with a penalty and no passed re-inspection."""
        from hazardctl.domain.enforcement import Enforcement
        from hazardctl.reports import enforcement

        found = matters.listed(self._reads, Enforcement, matters.EVERYTHING, self.day)
        return [
            Waiting(
                one.no,
                one.unit,
                (self.day - one.penalties[0].on).days,
                one.risk_hazards,
            )
            for one in enforcement.records(self._reads, found, self.day)
            if one.risk
        ]

    @property
    def replies_owed(self) -> Sequence[Waiting]:
        """Return the supervision actions whose reply is overdue."""
        from hazardctl.reports import supervision

        found = supervision.figures(
            self._reads, self.plan, Period(self.day, self.day), listings.Silent(0, ())
        ).overdue_items
        return [Waiting(one.no, one.unit, one.days_overdue, one.hazards) for one in found]

    @cached_property
    def progress_owed(self) -> Mapping[str, date]:
        """Return the listed hazards of which nothing was told in the last whole month of figures."""
        ends_on = self.plan.campaign.month_ends_on
        month = month_period(month_at(self.day, ends_on).previous(), ends_on)
        return dict.fromkeys(listings.without_progress(self._reads, month).numbers, month.end)

    @property
    def returns_owed(self) -> Sequence[Unsent]:
        """Return the units that have not sent the return that was due last; a month begun on its 29th asks for none."""
        from hazardctl.reports import returns

        day = self.day
        for _ in range(_PERIODS_BACK):
            found = returns.figures(self._reads, self.plan, returns.period_at(self.plan, day), self.day)
            if found.due is None or found.start < self.plan.began_on:
                return ()
            if found.due < self.day:
                unsent = (unit.unit for unit in found.units if unit.sent_on is None)
                return [Unsent(unit, found.period, found.due) for unit in unsent]
            day = found.start - timedelta(days=1)
        return ()
