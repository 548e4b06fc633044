"""Supervision actions (plan 四（三）: 调度通报、督办交办、警示曝光、重点约谈; task 14: 末位发言), and what comes of them."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, NamedTuple

from hazardctl.domain.matter import Matter, Step
from hazardctl.errors import Problem
from hazardctl.messages import actions as say


class Reply(Step, frozen=True, kw_only=True):
    """What the target answered, and what came of it."""

    kind: ClassVar[str] = "reply"

    text: str
    by: str | None = None
    effect: str | None = None


class Action(Matter, frozen=True, kw_only=True):
    """One action. `topic` is the means (a key of the plan's ladder), `unit` the target where it is a unit.

    `by` names who carried it out, `from_unit` the unit that it came from: so it may count as a duty done.
    """

    kind: ClassVar[str] = "action"
    prefix: ClassVar[str] = "DB"
    step_kinds: ClassVar[tuple[type[Step], ...]] = (Reply,)

    text: str | None = None
    doc_no: str | None = None
    by: str | None = None
    from_unit: str | None = None
    reply_due: date | None = None

    def objections(self, today: date) -> Iterator[Problem]:
        """Yield what is wrong with it."""
        yield from Matter.objections(self, today)
        if self.unit is None and self.enterprise is None:
            yield Problem("missing", say.no_target(), "target")
        if self.unit is not None and self.enterprise is not None:
            yield Problem("two_targets", say.two_targets(), "enterprise")
        if self.reply_due and self.reply_due < self.on:
            yield Problem("due_too_early", say.due_too_early(self.reply_due, self.on), "reply_due")

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Return the replies in the order of their days."""
        return tuple(step for step in self.steps if isinstance(step, Reply))

    def status(self, day: date) -> str:
        """Say where it stands at the end of a day: replied, overdue, sent, or no reply is waited for."""
        if self.replies:
            return "replied"
        if self.reply_due is None or self.void:
            return "no_reply_needed"
        return "overdue" if day > self.reply_due else "sent"


class ActionRecord(NamedTuple):
    """An action as an answer; field names are the JSON keys. `late_reply` is None before there is one, or no due day."""

    no: str
    kind: str
    on: date
    unit: str | None
    enterprise: str | None
    hazards: tuple[str, ...]
    doc_no: str | None
    by: str | None
    from_unit: str | None
    text: str | None
    reply_due: date | None
    replied_on: date | None
    reply: str | None
    effect: str | None
    late_reply: bool | None
    overdue: bool
    days_overdue: int
    status: str
    void_reason: str | None
    uid: str


def record(a: Action, day: date) -> ActionRecord:
    """Return an action as it stood at the end of a day."""
    status = a.status(day)
    first, last = (a.replies[0], a.replies[-1]) if a.replies else (None, None)
    return ActionRecord(
        no=a.no,
        kind=a.topic or "",
        on=a.on,
        unit=a.unit,
        enterprise=a.enterprise.name if a.enterprise else None,
        hazards=tuple(ref.name for ref in a.hazards),
        doc_no=a.doc_no,
        by=a.by,
        from_unit=a.from_unit,
        text=a.text,
        reply_due=a.reply_due,
        replied_on=first.on if first else None,
        reply=last.text if last else None,
        effect=last.effect if last else None,
        late_reply=first.on > a.reply_due if first and a.reply_due else None,
        overdue=status == "overdue",
        days_overdue=(day - a.reply_due).days if status == "overdue" and a.reply_due else 0,
        status=status,
        void_reason=a.void.reason if a.void else None,
        uid=a.uid,
    )
