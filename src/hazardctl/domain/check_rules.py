"""The rules of `check`, a function for what each looks at, and the one table in which they stand."""

from __future__ import annotations

from collections import defaultdict
from re import compile as pattern
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from hazardctl.domain import deadlines
from hazardctl.domain.checks import Found, Rule, Severity, Typed
from hazardctl.domain.hazard import Status
from hazardctl.domain.names import enterprise_key
from hazardctl.domain.record import owed
from hazardctl.messages import checks as say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.domain.checks import Facts, Stood
    from hazardctl.domain.enterprise import Firm

_HAZARD_FIELDS = ("sector", "category", "village")
_FIRM_FIELDS = ("sector", "regulator", "headcount")
_NAMED_AT_MOST = 3

# What a name may end in without being another enterprise's.
_FORM = pattern("(股份有限公司|有限责任公司|有限公司|总公司|分公司|公司|经营部|门市部)$")
_COUNTED = frozenset("一二三四五六七八九十甲乙丙丁东南西北上下左右前后新老大小" + ascii_lowercase + digits)
"""By such a character two places are told apart on purpose: 第一加油站 and 第二加油站."""
_LONG_ENOUGH = 4


def wrong_figures(facts: Facts) -> Iterator[Found]:
    """Kept figures must be what the registered facts and the acts say (DESIGN.md §4.7)."""
    wrong = facts.wrong_spans
    for no in wrong:
        yield Found(say.wrong_spans(), no, None, say.keep_and_ask())
    # What follows from wrong rows is wrong with them; that is told once.
    if not wrong and facts.wrong_movements:
        yield Found(say.wrong_movements(facts.wrong_movements), None, None, say.keep_and_ask())


def broken_files(facts: Facts) -> Iterator[Found]:
    """Evidence must be there with the content that it had."""
    for no, name in facts.broken_files:
        yield Found(say.broken_file(name), no, None, say.look_into_evidence())


def undecided(facts: Facts) -> Iterator[Found]:
    """What two merged ledgers tell differently waits for somebody to decide."""
    if facts.undecided:
        yield Found(say.undecided(facts.undecided), None, None, say.see_undecided())


def day_order(facts: Facts) -> Iterator[Found]:
    """Days must follow each other: begun ≤ every step, opened ≤ closed (DESIGN.md §4.8)."""
    for step in facts.misplaced:
        yield Found(say.before_begun(step.on, step.began), step.no, step.unit, say.look_at(step.no))
    for firm in facts.firms:
        if firm.opened_on and firm.closed_on and firm.closed_on < firm.opened_on:
            command = say.amend_firm(firm.name, ("opened_on", "closed_on"))
            yield Found(
                say.closed_before_opened(firm.closed_on, firm.opened_on), firm.name, firm.regulator, command
            )


def days_of_hazard(_facts: Facts, stood: Stood) -> Iterator[Found]:
    """Days must follow each other: found ≤ deadline, found ≤ every act (DESIGN.md §4.8)."""
    if wrong := _wrong_day(stood):
        yield Found(wrong, stood.hazard.no, stood.now.unit, say.look_at(stood.hazard.no))


def _wrong_day(stood: Stood) -> str | None:
    found_on, deadline = stood.hazard.found_on, stood.hazard.five.deadline
    if deadline and deadline < found_on:
        return say.deadline_before_found(deadline, found_on)
    early = next((day for day in stood.acts_on if day < found_on), None)
    return say.before_found(early, found_on) if early else None


def reports_owed(_facts: Facts, stood: Stood) -> Iterator[Found]:
    """A major hazard is not closed without both reports (task 16: 双报告)."""
    kinds = owed(stood.now)
    if kinds and stood.now.status is Status.CLOSED:
        no = stood.hazard.no
        yield Found(say.closed_without(kinds), no, stood.now.unit, say.report(no, kinds[0]))


def plan_changed(facts: Facts) -> Iterator[Found]:
    """A ledger and its plan must agree; a changed plan is taken over knowingly (DESIGN.md §3)."""
    if facts.plan_changed:
        yield Found(say.plan_changed(), None, None, say.adopt_plan())


def unknown_units(facts: Facts) -> Iterator[Found]:
    """Every unit that a record names is registered, and those from the plan are still in it."""
    known, used = {unit.key for unit in facts.register.units}, facts.unit_uses
    for key, times in used.items():
        if key not in known:
            named = tuple(facts.users_of(key, _NAMED_AT_MOST))
            yield Found(say.unknown_unit(named, times), key, None, say.add_unit(key))
    for key in facts.left_plan:
        yield Found(say.left_plan(used.get(key, 0)), key, key, say.check_plan())


def empty_groups(facts: Facts) -> Iterator[Found]:
    """A collective owner of the plan has members (DESIGN.md §3)."""
    for group in facts.register.of_kind("group"):
        if facts.plan.group(group.key) and not group.every and not facts.register.members_of(group):
            yield Found(say.empty_group(), group.key, None, say.fill_group(group.key))


def alike_enterprises(facts: Facts) -> Iterator[Found]:
    """One enterprise is registered once; two that have different social credit codes are two."""
    for first, second in _alike([firm for firm in facts.firms if not firm.closed_on]):
        if not (first.credit_code and second.credit_code):
            yield Found(say.alike(first.name), second.name, second.regulator, say.tell_apart(second.name))


def _alike(firms: Sequence[Firm]) -> Iterator[tuple[Firm, Firm]]:
    """Pair enterprises whose names differ by their legal form, or by one character, each pair once."""
    cores = [_core(firm.name) for firm in firms]
    by_core: dict[str, list[int]] = defaultdict(list)
    for n, core in enumerate(cores):
        for shape in {core, *_shapes(core)}:
            by_core[shape].append(n)
    near = {(a, b) for group in by_core.values() for a in group for b in group if a < b}
    for a, b in sorted(near):
        if _one_apart(cores[a], cores[b]):
            yield firms[a], firms[b]


def _core(name: str) -> str:
    key = enterprise_key(name)
    return _FORM.sub("", key) or key


def _shapes(core: str) -> Iterator[str]:
    """Yield a name with each of its characters left out in turn, and marked; two one apart share a shape."""
    if len(core) >= _LONG_ENOUGH:
        for n in range(len(core)):
            yield core[:n] + core[n + 1 :]
            yield core[:n] + "\0" + core[n + 1 :]


def _one_apart(a: str, b: str) -> bool:
    if a == b:
        return True
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    tail = next(
        (n for n, (x, y) in enumerate(zip(a[start:][::-1], b[start:][::-1], strict=False)) if x != y), None
    )
    kept = min(len(a), len(b)) - start if tail is None else tail
    differing = (a[start : len(a) - kept], b[start : len(b) - kept])
    return max(map(len, differing)) <= 1 and not _COUNTED & set("".join(differing))


def pending_overdue(facts: Facts, stood: Stood) -> Iterator[Found]:
    """The five of a pending hazard come by the day that was promised (DESIGN.md §4.1)."""
    if deadlines.is_pending_overdue(stood.now, facts.day):
        until, no = stood.now.pending_until, stood.hazard.no
        yield Found(say.pending_overdue(str(until), stood.now.missing), no, stood.now.unit, say.complete(no))


def penalties_alone(facts: Facts) -> Iterator[Found]:
    """A penalty closes nothing (task 31: 严禁以罚代管、罚而不管)."""
    for case in facts.penalties_alone:
        yield Found(say.penalty_alone(case.hazards, case.days), case.no, case.unit, say.recheck(case.no))


def replies_owed(facts: Facts) -> Iterator[Found]:
    """What was asked for by a day is answered by it (ladder of supervision)."""
    for action in facts.replies_owed:
        yield Found(say.reply_overdue(action.days), action.no, action.unit, say.reply(action.no))


def progress_owed(facts: Facts, stood: Stood) -> Iterator[Found]:
    """What is listed for supervision tells its progress every month (plan 四（三）: 跟踪督促); once delisted, no more."""
    no = stood.hazard.no
    if stood.now.listed and (until := facts.progress_owed.get(no)):
        yield Found(say.progress_owed(), no, None, say.tell_progress(no, until))


def returns_owed(facts: Facts) -> Iterator[Found]:
    """Every unit reports by the day that the office has settled (plan 四（二）: 信息报送); with none it is never late."""
    for one in facts.returns_owed:
        yield Found(
            say.return_not_sent(one.period, one.due), one.unit, one.unit, say.send(one.unit, one.period)
        )


def funds_source(_facts: Facts, stood: Stood) -> Iterator[Found]:
    """Funds have a source (task 10: 整改资金)."""
    five, no = stood.now.five, stood.hazard.no
    if five.funds_fen and not five.funds_source:
        yield Found(say.no_funds_source(), no, stood.now.unit, say.give_source(no))


def hazard_fields(_facts: Facts, stood: Stood) -> Iterator[Found]:
    """A hazard says its sector, category, village, and where it is: an enterprise or at least a place."""
    lacking = [name for name in _HAZARD_FIELDS if getattr(stood.hazard, name) is None]
    if stood.hazard.enterprise is None and stood.hazard.place is None:
        lacking.append("enterprise")
    if lacking:
        no = stood.hazard.no
        yield Found(say.lacks(tuple(lacking)), no, stood.now.unit, say.amend_hazard(no, tuple(lacking)))


def firm_fields(facts: Facts) -> Iterator[Found]:
    """An enterprise says its sector, regulator and head count: duties and the owner of its hazards follow from them."""
    for firm in facts.firms:
        lacking = tuple(name for name in _FIRM_FIELDS if getattr(firm, name) is None)
        if lacking and not firm.closed_on:
            yield Found(say.lacks(lacking), firm.name, firm.regulator, say.amend_firm(firm.name, lacking))


def empty_posts(facts: Facts) -> Iterator[Found]:
    """Each post that must act itself (tasks 4 and 5) has a holder's name."""
    for post in facts.plan.posts:
        if not facts.holders.get(post.key):
            yield Found(say.empty_post(), post.key, None, say.set_post(post.key))


def late_entries(facts: Facts) -> Iterator[Found]:
    """An entry typed long after its day is shown as 补录 with the lag (DESIGN.md §4.7); each number once."""
    latest: dict[str, Typed] = {}
    for entry in facts.entries:
        known = latest.get(entry.no)
        if _lag(entry) > facts.late_entry_days and (known is None or _lag(entry) > _lag(known)):
            latest[entry.no] = entry
    for entry in latest.values():
        yield Found(
            say.late_entry(entry.on, entry.typed_on, _lag(entry)), entry.no, entry.unit, say.look_at(entry.no)
        )


def _lag(entry: Typed) -> int:
    return (entry.typed_on - entry.on).days


RULES = (
    Rule("kept-figures", Severity.ERROR, wrong_figures),
    Rule("evidence", Severity.ERROR, broken_files),
    Rule("day-order", Severity.ERROR, day_order, days_of_hazard),
    Rule("double-report", Severity.ERROR, in_hazard=reports_owed),
    Rule("undecided", Severity.WARNING, undecided),
    Rule("plan-changed", Severity.WARNING, plan_changed),
    Rule("unknown-unit", Severity.WARNING, unknown_units),
    Rule("empty-group", Severity.WARNING, empty_groups),
    Rule("duplicate-enterprise", Severity.WARNING, alike_enterprises),
    Rule("pending-overdue", Severity.WARNING, in_hazard=pending_overdue),
    Rule("penalty-only", Severity.WARNING, penalties_alone),
    Rule("reply-overdue", Severity.WARNING, replies_owed),
    Rule("progress-owed", Severity.WARNING, in_hazard=progress_owed),
    Rule("return-overdue", Severity.WARNING, returns_owed),
    Rule("funds-source", Severity.NOTICE, in_hazard=funds_source),
    Rule("hazard-fields", Severity.NOTICE, in_hazard=hazard_fields),
    Rule("enterprise-fields", Severity.NOTICE, firm_fields),
    Rule("empty-post", Severity.NOTICE, empty_posts),
    Rule("late-entry", Severity.NOTICE, late_entries),
)
"""Every rule, the worst level first; another rule is one more function and one more line here."""
