"""信息报送: each unit's return, once for each period, and who has not sent one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from hazardctl.domain.period import Period, month_at
from hazardctl.domain.submission import Content, Revision, Submission, month_in, period_of, topic_of
from hazardctl.domain.text import BadValue
from hazardctl.ledger.queries import matters as queries
from hazardctl.messages import submissions as messages
from hazardctl.reports import returns
from hazardctl.services import matters
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.register import Register
    from hazardctl.errors import Problem
    from hazardctl.reports.returns import ReturnFigures
    from hazardctl.services.desk import Desk
    from hazardctl.services.matters import Sheet


class Sent(NamedTuple):
    """A return as it is on record; field names are the JSON keys."""

    no: str
    period: str
    unit: str
    sent_on: date
    nil: bool
    progress: str | None
    difficulties: str | None
    practice: str | None
    found: int | None
    fixed: int | None
    by: str | None


class Submitted(NamedTuple):
    """A return as recorded, and what the office should know about it."""

    sent: Sent
    notes: tuple[Problem, ...]


def submit(desk: Desk, given: Given) -> Submitted:
    """Record a unit's return, or with `update` what replaces it; the first day of sending stays what counts.

    Raises:
        Refused: with everything that is missing or wrong; nothing was written.
    """
    before = _sent_before(desk, given)
    if before and Form(given, desk).flag("update"):
        target = matters.Target(Submission, before.no)
        saved = matters.follow(desk, "submit", target, given, revision)
    else:
        saved = matters.begin(desk, "submit", given, _build)
    s = saved.matter
    nil, content = s.latest()
    return Submitted(
        Sent(
            no=s.no,
            period=s.topic or "",
            unit=s.unit or "",
            sent_on=s.on,
            nil=nil,
            by=s.by,
            **content._asdict(),
        ),
        saved.notes,
    )


def _sent_before(desk: Desk, given: Given) -> Submission | None:
    """Return what the unit has sent for the period already; what cannot be read is objected to later."""
    unit, topic = of_whom(Form(given, desk), desk, desk.register())
    if unit is None or topic is None:
        return None
    with desk.reading() as reader:
        return _found(queries.listed(reader, Submission, queries.Filter(unit=unit, topic=topic), desk.today))


def of_whom(form: Form, desk: Desk, register: Register) -> tuple[str | None, str | None]:
    """Read whose return it is, and of which period."""
    return form.unit("sender", register, required=True), _topic(form, desk.plan, desk.today)


def _found(found: list[Submission]) -> Submission | None:
    return found[0] if found else None


def _build(sheet: Sheet) -> Submission:
    draft = first(sheet)
    unit, topic, form = draft.unit, draft.topic, sheet.form
    if unit and topic:
        wanted = queries.Filter(unit=unit, topic=topic)
        have = _found(queries.listed(sheet.writer, Submission, wanted, sheet.today))
        if have:
            form.object("sent_already", messages.sent_already(unit, topic, have.no))
        elif form.flag("update"):
            form.object("nothing_sent", messages.nothing_to_update(unit, topic))
    return draft


def first(sheet: Sheet) -> Submission:
    """Read a return that is the first of its unit and period."""
    form, desk = sheet.form, sheet.desk
    unit, topic = of_whom(form, desk, sheet.register)
    if unit and topic and unit not in returns.owing(desk.plan, sheet.register)[0]:
        form.object("not_asked", messages.not_asked(unit), "sender")
    return Submission(
        on=sheet.on(),
        unit=unit,
        topic=topic,
        nil=form.flag("nil"),
        by=form.line("by"),
        **_content(form)._asdict(),
    )


def revision(sheet: Sheet, before: Submission) -> Revision:
    """Read what replaces a return."""
    del before
    form = sheet.form
    return Revision(on=sheet.on(), nil=form.flag("nil"), **_content(form)._asdict())


def _content(form: Form) -> Content:
    found, fixed = form.parsed("counts", _counts) or (None, None)
    return Content(
        progress=form.text("progress"),
        difficulties=form.text("difficulties"),
        practice=form.text("practice"),
        found=found,
        fixed=fixed,
    )


def _counts(said: str) -> tuple[int, int]:
    found, _, fixed = said.replace("／", "/").partition("/")
    if not (found.strip().isdecimal() and fixed.strip().isdecimal() and len(said) < 20):  # noqa: PLR2004
        raise BadValue("bad_counts", messages.bad_counts(said))
    return int(found), int(fixed)


def _topic(form: Form, plan: Plan, today: date) -> str | None:
    """Read the period: a month, or the quarter that it lies in; today's where none is typed."""
    quarterly = returns.is_quarterly(plan)
    month = form.parsed("month", lambda said: month_in(said, today, quarterly=quarterly))
    if form.raw("month") is not None and month is None:
        return None
    at = month or month_at(today, plan.campaign.month_ends_on)
    topic = topic_of(at, quarterly=quarterly)
    period: Period = period_of(topic, plan.campaign.month_ends_on)
    if period.start > today:
        form.object("future_period", messages.future_period(topic), "month")
    if period.end < plan.began_on:
        form.object("before_campaign", messages.before_campaign(topic), "month")
    return topic


def listed(desk: Desk, given: Given, day: date | None) -> ReturnFigures:
    """Return how the returns of a period stand: who sent what, who has not.

    Raises:
        Refused: the period cannot be understood, or lies ahead.
    """
    form, register = Form(given, desk), desk.register(day)
    topic, unit = _topic(form, desk.plan, min(day or desk.today, desk.today)), form.unit("sender", register)
    form.done()
    with desk.reading() as reader:
        found = returns.figures(reader, desk.plan, topic or "", day or desk.today)
    missing = form.flag("missing")
    kept = (r for r in found.units if unit in {None, r.unit} and not (missing and r.sent_on))
    return replace(found, units=tuple(kept))
