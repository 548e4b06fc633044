"""The office's own numbers of days, where the plan gives none (及时、定期、常态化): shown, settled, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.campaign import Task
from hazardctl.domain.names import fold
from hazardctl.errors import NotFound, Problem
from hazardctl.ledger.queries import rules
from hazardctl.messages import rules as messages
from hazardctl.messages.labels import label
from hazardctl.reports import coverage
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.domain.campaign import Cadence, Plan
    from hazardctl.reports.coverage import AnyDuty
    from hazardctl.services.desk import Desk

DAYS = {"report_days": (0, 365), "submission_days": (0, 60), "late_entry_days": (0, 365)}
"""The least and the most that a rule with a name of its own may be."""
INTERVAL_DAYS = (1, 366)


class Setting(NamedTuple):
    """One number that the office may settle, in days. `value` is None where it has settled none.

    `default` is what holds then; None means that nothing is called late. `words` are what it rests on.
    """

    key: str
    name: str
    value: int | None
    default: int | None
    words: str
    command: str


class _Known(NamedTuple):
    """A number that may be settled, whatever it is settled to."""

    key: str
    name: str
    words: str
    default: int | None
    bounds: tuple[int, int]


def listed(desk: Desk) -> tuple[Setting, ...]:
    """Return every number that may be settled, with what the office has settled."""
    with desk.reading() as reader:
        have = rules.settled(reader)
    return tuple(_setting(known, have) for known in _known(desk.plan))


def settle(desk: Desk, key: str, given: Given) -> Setting:
    """Settle a number of days.

    Raises:
        NotFound: there is no such rule.
        Refused: the plan itself says how often, or the value is no number of days; nothing was written.
    """
    form = Form(given, desk)
    known = _named(desk.plan, key, form)
    days = form.number("value", required=True)
    if known and days is not None and not known.bounds[0] <= days <= known.bounds[1]:
        form.object("bad_days", messages.out_of_bounds(known.name, *known.bounds), "value")
    form.done()
    return _write(desk, "setting set", known, str(days))


def clear(desk: Desk, key: str) -> Setting:
    """Take a number back, so that what the plan leaves open is open again.

    Raises:
        NotFound: there is no such rule.
        Refused: the office has settled nothing there.
    """
    form = Form({}, desk)
    known = _named(desk.plan, key, form)
    with desk.reading() as reader:
        if known and known.key not in rules.settled(reader):
            form.object("not_settled", messages.not_settled(known.name))
    form.done()
    return _write(desk, "setting clear", known, "")


def _write(desk: Desk, command: str, known: _Known | None, value: str) -> Setting:
    from hazardctl.ledger.writing import setting_row

    assert known is not None  # noqa: S101  an unknown one was refused before
    with desk.writing(command) as writer:
        writer.record(setting_row(writer, rules.PREFIX + known.key, value))
        return _setting(known, rules.settled(writer))


def _setting(known: _Known, have: dict[str, int]) -> Setting:
    return Setting(
        key=known.key,
        name=known.name,
        value=have.get(known.key),
        default=known.default,
        words=known.words,
        command=f"hazardctl setting set {known.key} {messages.days()}",
    )


def _known(plan: Plan) -> Iterator[_Known]:
    """Yield everything that may be settled: the rules with a name, then each duty without a stated frequency."""
    defaults = {"late_entry_days": rules.LATE_ENTRY_DAYS}
    for key in rules.NAMES:
        yield _Known(key, label(key), messages.rests_on(key), defaults.get(key), DAYS[key])
    for duty, part in _parts(plan):
        if part.every == "unspecified" and coverage.key_of(duty) != coverage.SUBMISSION:
            called = part.name or (messages.task(duty.id) if isinstance(duty, Task) else duty.name)
            yield _Known(
                _key(duty, part), messages.interval_of(called), part.words, part.interval_days, INTERVAL_DAYS
            )


def _parts(plan: Plan) -> Iterator[tuple[AnyDuty, Cadence]]:
    duties: list[AnyDuty] = [*plan.tasks, *plan.standing]
    return ((duty, part) for duty in duties for part in duty.cadence)


def _key(duty: AnyDuty, part: Cadence) -> str:
    named = f"{coverage.key_of(duty)}/{part.key}" if part.key else coverage.key_of(duty)
    return rules.INTERVAL + named


def _named(plan: Plan, said: str, form: Form) -> _Known | None:
    """Find a rule by its key or Chinese name; a duty whose frequency the plan states is objected to."""
    wanted = fold(said)
    found = next((k for k in _known(plan) if wanted in {fold(k.key), fold(k.name)}), None)
    if found:
        return found
    stated = [part for duty, part in _parts(plan) if wanted == fold(_key(duty, part))]
    if wanted == fold(rules.INTERVAL + coverage.SUBMISSION):
        form.object("by_period", messages.returns_have_a_day())
    elif stated:
        form.object("stated", messages.plan_says(stated[0].words))
    else:
        raise NotFound(Problem("unknown_setting", messages.unknown(said)))
    return None
