"""What a shell may offer as the value of an option or argument: numbers, names and words, read and never written.

Values are found as searches find: by a part, by pinyin, by first letters.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain import acts, enforcement, enterprise, hazard, notice, problem, tipoff
from hazardctl.domain.search import Sought
from hazardctl.ledger.queries import completing
from hazardctl.messages.labels import term
from hazardctl.pinyin import readings
from hazardctl.services.desk import register_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from enum import StrEnum

    from hazardctl.ledger import connect
    from hazardctl.services.desk import Desk

MOST = 50
"""How many values are offered; whoever sees so many types one letter more."""
_NAMES_READ = 5_000
"""How many names are compared by their sound."""


class Value(NamedTuple):
    """A value as it is typed, and what it means; `called` are other words by which it is found."""

    value: str
    help: str = ""
    called: tuple[str, ...] = ()


def values(desk: Desk, path: tuple[str, ...], param: str, typed: str) -> tuple[Value, ...]:
    """Return what may stand there and fits what was typed; nothing where anything may stand."""
    source = _source(path, param)
    if source is None:
        return ()
    return fitting(source(desk, typed), typed)


def is_choice(path: tuple[str, ...], param: str) -> bool:
    """Whether a value is one of a few words, which may be shown with numbers."""
    return (*path, param) in _CHOICES or (param,) in _CHOICES or param == "category"


def fitting(offered: Iterable[Value], typed: str) -> tuple[Value, ...]:
    """Return the first `MOST` of what is offered that fit what was typed."""
    return tuple(one for one, _ in zip((v for v in offered if _fits(v, typed)), range(MOST), strict=False))


def _fits(one: Value, typed: str) -> bool:
    if not typed:
        return True
    sought = Sought.read(typed)
    return one.value.casefold().startswith(typed.casefold()) or (
        bool(sought) and sought.in_text("|".join((one.value, *one.called)), readings)
    )


def _source(path: tuple[str, ...], param: str) -> Callable[[Desk, str], Iterator[Value]] | None:
    choice = _CHOICES.get((*path, param)) or _CHOICES.get((param,))
    if choice:
        return lambda _desk, _typed: _members(choice)
    name = param.rstrip("_")
    register = _REGISTERS.get(path[:1]) if name in {"no", "numbers"} else _REGISTERS.get((name,))
    if register:
        return lambda desk, typed: _numbers(desk, *register, typed)
    return _NAMED.get((*path, name)) or _NAMED.get((name,))


_CHOICES: dict[tuple[str, ...], type[StrEnum]] = {
    ("level",): hazard.Level,
    ("source",): hazard.Source,
    ("status",): hazard.Status,
    ("authority",): hazard.Authority,
    ("review_kind",): hazard.ReviewKind,
    ("report",): hazard.ReportKind,
    ("how",): acts.ClosingKind,
    ("outcome",): acts.Outcome,
    ("hazard", "reopen", "reason"): acts.ReopenReason,
    ("hazard", "notice", "kind"): notice.NoticeKind,
    ("penalty",): enforcement.PenaltyKind,
    ("scope",): enforcement.SuspensionScope,
    ("enforce", "recheck", "result"): enforcement.RecheckResult,
    ("tipoff", "verify", "result"): tipoff.Finding,
    ("channel",): tipoff.Channel,
    ("problem_origin",): problem.Origin,
    ("correction",): problem.Correction,
    ("closed_how",): enterprise.ClosedHow,
}
"""What is one of a few words, by the command's path and the parameter's name, or by its name alone."""

_REGISTERS: dict[tuple[str, ...], tuple[str, str]] = {
    ("hazard",): ("hazard", ""),
    ("like",): ("hazard", ""),
    ("recurs_from",): ("hazard", ""),
    ("duplicate_of",): ("hazard", ""),
    ("inspect",): ("inspection", "JC-"),
    ("visit",): ("inspection", "JC-"),
    ("action",): ("matter", "DB-"),
    ("problem",): ("matter", "WT-"),
    ("permit",): ("matter", "ZY-"),
    ("enforce",): ("matter", "ZF-"),
    ("accident",): ("matter", "SG-"),
    ("tipoff",): ("matter", "JB-"),
    ("key-item",): ("matter", "ZD-"),
    ("key_item",): ("matter", "ZD-"),
    ("submissions",): ("matter", "BS-"),
}
"""Where numbers are looked for, by the group of commands (for `no`) or by the parameter's name."""


def _members(choice: type[StrEnum]) -> Iterator[Value]:
    for member in choice:
        yield Value(str(member), term(member), (term(member),))


def _numbers(desk: Desk, table: str, prefix: str, typed: str) -> Iterator[Value]:
    # A number is found by any part of it; its year and series need not be typed.
    part = typed.upper()
    with _reading(desk) as reader:
        if reader is None:
            return
        if table == "hazard":
            yield from (Value(no, title, (no,)) for no, title in completing.hazards(reader, part, MOST))
        else:
            yield from (Value(no, "", (no,)) for no in completing.numbers(reader, table, prefix, part, MOST))


@contextmanager
def _reading(desk: Desk) -> Iterator[connect.Reads | None]:
    """Open the ledger; None where there is none, or where reading it would bring it to another schema first."""
    if not desk.store.is_current():
        yield None
        return
    with desk.reading() as reader:
        yield reader


def _enterprises(desk: Desk, typed: str) -> Iterator[Value]:
    heard = bool(Sought.read(typed).latin)
    with _reading(desk) as reader:
        names = (
            completing.enterprises(reader, "" if heard else typed, _NAMES_READ if heard else MOST)
            if reader
            else ()
        )
    yield from map(Value, names)


def _units(*kinds: str) -> Callable[[Desk, str], Iterator[Value]]:
    def of_register(desk: Desk, _typed: str) -> Iterator[Value]:
        register = desk.register() if desk.store.is_current() else register_of(desk.plan)
        for unit in register.of_kind(*kinds):
            yield Value(unit.key, unit.name if unit.name != unit.key else "", unit.called)

    return of_register


def _sectors(desk: Desk, _typed: str) -> Iterator[Value]:
    for sector in desk.plan.sectors:
        yield Value(sector.name, "", (sector.key, *sector.aliases))


def _categories(desk: Desk, _typed: str) -> Iterator[Value]:
    yield from (Value(category.name) for category in desk.plan.categories)


def _duties(desk: Desk, _typed: str) -> Iterator[Value]:
    for duty in desk.plan.duties:
        yield Value(duty.name, duty.key, (duty.key, *duty.aliases))


def _tasks(desk: Desk, _typed: str) -> Iterator[Value]:
    yield from (Value(task.id, task.subgroup or task.text[:20]) for task in desk.plan.tasks)


def _posts(desk: Desk, _typed: str) -> Iterator[Value]:
    yield from (Value(post.key, post.holder) for post in desk.plan.posts)


def _phases(desk: Desk, _typed: str) -> Iterator[Value]:
    yield from (Value(str(phase.no), phase.name) for phase in desk.plan.phases)


def _deliverables(desk: Desk, _typed: str) -> Iterator[Value]:
    for phase in desk.plan.phases:
        yield from (Value(one.key, one.name, (one.name,)) for one in phase.deliverables)


def _steps(desk: Desk, _typed: str) -> Iterator[Value]:
    yield from (Value(step.key, step.name, (step.name,)) for step in desk.plan.ladder)


def _operations(desk: Desk, _typed: str) -> Iterator[Value]:
    yield from (Value(one.key, one.name, (one.name, *one.aliases)) for one in desk.plan.operations)


def _months(desk: Desk, _typed: str) -> Iterator[Value]:
    """Yield this month and the eleven before it, as the office cuts its months."""
    from hazardctl.domain.period import month_at

    month = month_at(desk.today, desk.plan.campaign.month_ends_on)
    for _ in range(12):
        yield Value(str(month))
        month = month.previous()


def _topics(_desk: Desk, _typed: str) -> Iterator[Value]:
    from hazardctl.services import guides

    yield from guides.offered()


def _holiday_years(desk: Desk, _typed: str) -> Iterator[Value]:
    for year, known in sorted(desk.calendar.years.items()):
        yield Value(str(year), known.notice)


_ANY_UNIT, _OFFICE = ("office", "village", "group"), _units("office", "village")
_NAMED: dict[tuple[str, ...], Callable[[Desk, str], Iterator[Value]]] = {
    ("unit",): _OFFICE,
    ("found_unit",): _OFFICE,
    ("reviewer_unit",): _OFFICE,
    ("regulator",): _OFFICE,
    ("assign_to",): _OFFICE,
    ("from_unit",): _OFFICE,
    ("sender",): _OFFICE,
    ("village",): _units("village"),
    ("group",): _units("group"),
    ("unit", "show", "name"): _units(*_ANY_UNIT),
    ("unit", "join", "names"): _OFFICE,
    ("report", "unit", "name"): _OFFICE,
    ("enterprise",): _enterprises,
    ("enterprise", "show", "name"): _enterprises,
    ("enterprise", "amend", "name"): _enterprises,
    ("sector",): _sectors,
    ("category",): _categories,
    ("words",): _duties,
    ("task",): _tasks,
    ("duty",): _tasks,
    ("post",): _posts,
    ("post", "set", "key"): _posts,
    ("phase", "deliver", "key"): _deliverables,
    ("report", "phase", "number"): _phases,
    ("action", "add", "kind"): _steps,
    ("action", "list", "kind"): _steps,
    ("operation",): _operations,
    ("month",): _months,
    ("topic",): _topics,
    ("setting", "holidays", "year"): _holiday_years,
}
"""What else is offered, by the command's path and the parameter's name, or by its name alone."""
