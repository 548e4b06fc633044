"""What the plan asks for beyond hazards: a part of the monthly report, and lines of the morning page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from hazardctl.messages import tipoffs as tipoff_words
from hazardctl.messages import work as say
from hazardctl.render.shapes import Column, Line, Part, Table, Title
from hazardctl.render.words import percent, together, wan

if TYPE_CHECKING:
    from hazardctl.reports.values import MonthlyReport
    from hazardctl.reports.work import Work
    from hazardctl.reports.work_values import SupervisionFigures

NAMED_AT_MOST = 10
"""How many duties the report names as longest missing."""


def parts(w: Work | MonthlyReport) -> list[Part]:
    """Return the report's part on everything beside hazards; what nobody did is left out, deaths never."""
    t, s, a, e, p, m, o = w.tasks, w.submissions, w.actions, w.enforcement, w.problems, w.permits, w.tipoffs
    kinds = together(f"{means.name} {means.times}" for means in a.by_kind if means.times)
    silent = [unit.unit for unit in s.units if not unit.sent_on]
    return [
        Title("任务、报送和督办"),
        Line(_accidents(w), "plain" if w.accidents.within_target in {True, None} else "bad"),
        Line(say.tasks(t.expected, t.done, percent(t.rate), t.missing)),
        *([_late(w)] if t.late else []),
        Line(say.submissions(asdict(s))),
        *([Line(say.not_sent(together(silent)), "warn")] if silent else []),
        *([Line(say.actions(a.total, kinds if a.total else "", a.replies_overdue))] if a.total or a.replies_overdue else []),
        *([_silent(a)] if a.listed_without_progress else []),
        *([Line(say.enforcement(asdict(e), wan(e.fines_fen)))] if e.opened or e.open else []),
        *([Line(say.problems(asdict(p)))] if p.found or p.open else []),
        *([Line(say.permits(m.total, m.complete, m.with_missing))] if m.total else []),
        *([Line(tipoff_words.figures(o.received, o.verified, o.true, o.rewarded, wan(o.reward_fen)))] if o.received or o.verified or o.rewarded else []),
    ]  # fmt: skip


def _silent(a: SupervisionFigures) -> Line:
    numbers = a.listed_without_progress
    # An issue of an earlier program named all of them, and did not say how many they were.
    unnamed = (a.listed_silent or len(numbers)) - len(numbers)
    return Line(say.without_progress(together(numbers), unnamed), "warn")


def _accidents(w: Work | MonthlyReport) -> str:
    toll = w.accidents
    target = (
        "" if toll.deaths_target is None else say.target(toll.deaths_target, kept=bool(toll.within_target))
    )
    return say.accidents(toll.fatal, toll.deaths, target)


def _late(w: Work | MonthlyReport) -> Table:
    columns = (Column("任务", most=20), Column("对象", main=True), Column("落实单位", most=12),
               Column("缺次", right=True), Column("自何时起", keep=True))  # fmt: skip
    rows = [
        (
            one.title,
            f"{one.subject} {one.item}".strip(),
            one.unit or "",
            str(one.missing),
            str(one.since),
        )
        for one in w.tasks.late[:NAMED_AT_MOST]
    ]
    return Table(columns, rows)


def morning(w: Work) -> list[Part]:
    """Return the lines of the morning page, each with the command that deals with it."""
    found = (
        (w.tasks.missing, say.duties_late(w.tasks.missing), "hazardctl task status --missing"),
        (w.actions.replies_overdue, say.replies_overdue(w.actions.replies_overdue), "hazardctl action list --overdue"),
        (w.problems.overdue, say.problems_overdue(w.problems.overdue), "hazardctl problem list --overdue"),
        (w.tipoffs.open, tipoff_words.unverified(w.tipoffs.open), "hazardctl tipoff list --open"),
        (w.enforcement.risk, say.risk(w.enforcement.risk), "hazardctl enforce list --risk"),
    )  # fmt: skip
    return [Line(say.with_command(words, command), "warn") for count, words, command in found if count]


def returns_missing(w: Work) -> list[Part]:
    """Return the line on units whose return for the meeting has not come."""
    s = w.submissions
    command = f"hazardctl submissions --missing --month {s.period}"
    words = say.returns_missing(s.period, s.not_sent)
    return [Line(say.with_command(words, command), "warn")] if s.not_sent else []
