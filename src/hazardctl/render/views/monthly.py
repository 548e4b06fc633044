"""The monthly report on the screen; the same value makes the papers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from hazardctl.domain.dates import say_day
from hazardctl.errors import Problem
from hazardctl.messages import issues, papers
from hazardctl.messages import monthly as say
from hazardctl.messages.labels import label, short
from hazardctl.render import figures
from hazardctl.render.shapes import Cell, Column, Line, Page, Part, Table, Title
from hazardctl.render.views import work
from hazardctl.render.views.hazards import level, state, what
from hazardctl.render.words import NOTHING, day, percent, signed, text, wan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.domain.counts import Counts
    from hazardctl.domain.record import HazardRecord
    from hazardctl.reports.values import MonthCounts, MonthlyReport
    from hazardctl.reports.values import Part as Share


def brief(r: MonthlyReport) -> Page:
    """Return one paragraph to paste into a chat."""
    return Page([Line(brief_text(r))])


def brief_text(r: MonthlyReport) -> str:
    """Return the paragraph: the month, the whole, whose is late, the major ones, deaths."""
    major = next((part for part in r.by_level if part.key == "major"), None)
    month, whole, toll = r.month, r.cumulative, r.accidents
    late = {part.key or part.name: part.overdue for part in r.by_unit if part.overdue}
    return "".join(
        (
            say.brief_month(
                r.town, say.brief_when(r.period.month, r.period.from_, r.period.to), r.inspections.visits
            ),
            say.brief_found(
                _this(r)[0],
                month.found,
                month.rectified,
                percent(month.rectified_rate),
                month.closed_in_month,
            ),
            say.brief_whole(whole.found, percent(whole.rectified_rate), whole.open, whole.overdue, late),
            *([papers.stock_left(r.stock.open, r.stock.overdue) + "；"] if r.stock.open else []),
            say.brief_end(
                major.found if major else 0,
                major.closed if major else 0,
                toll.fatal,
                toll.deaths,
                r.period.to,
            ),
        )
    )


def notes(r: MonthlyReport) -> tuple[Problem, ...]:
    """Return what to say beside a report that has just been handed in."""
    if r.issue is None or r.period.month is None:
        return ()
    told = [Problem("issued", issues.issued(r.period.month, r.issue.number))]
    if not r.period.complete:
        told.append(Problem("running", issues.running(r.period.month, r.issue.number, str(r.period.to))))
    return tuple(told)


def went_on_from(r: MonthlyReport) -> list[Part]:
    """Say which paper the report goes on from, and where that ended on another day than the one before it begins."""
    if r.previous_issue is None or r.previous_to is None:
        return []
    of_month, start = r.period.month is not None, r.period.from_
    told: list[Part] = [Line(issues.previous_from(r.previous_issue, of_month=of_month), "quiet")]
    if r.previous_to + timedelta(days=1) != start:
        told.append(Line(issues.overlaps(str(r.previous_to), str(start), of_month=of_month), "warn"))
    return told


def _standing(r: MonthlyReport, last: int | None) -> list[Part]:
    """Say whether these are the figures that were handed in."""
    if r.period.month is None:
        return []
    if r.issue:
        told = issues.frozen(r.issue.number, str(r.issue.on), r.issue.head, r.issue.doc_no)
        return [Line(told, "strong")]
    return [Line(issues.live(r.period.month, last) if last else issues.draft(r.period.month), "quiet")]


def page(r: MonthlyReport, last: int | None = None, head: str | None = None) -> Page:
    """Return the report, in the order in which the meeting takes it.

    `last` is the number of the month's last issue, `head` the entry that the figures rest on.
    """
    title = say.head(r.town, r.period.month, say_day(r.period.from_), say_day(r.period.to))
    foot = papers.foot_issued(r.issue.number, r.issue.head) if r.issue else papers.foot_draft(head or "")
    return Page(
        standing=(title, foot),
        parts=(
            Title(title, 1),
            Line(r.campaign, "quiet"),
            *_standing(r, last),
            *([] if r.period.complete else [Line(say.incomplete(_this(r)[0], str(r.period.to)), "warn")]),
            *(
                [Line(say.phase(r.phase.no, r.phase.name, r.phase.days_left, r.phase.state))]
                if r.phase
                else []
            ),
            Title("一、总体情况"),
            whole(r),
            Line(_visits(r)),
            Line(
                say.balance(asdict(r.balance), agrees=r.balance_agrees, of_month=r.period.month is not None),
                "plain" if r.balance_agrees else "bad",
            ),
            *went_on_from(r),
            *_major(r),
            Title("三、各单位进展（行动以来累计）"),
            _shares(label("unit"), r.by_unit),
            _shares(label("village"), r.by_village),
            _shares(label("source"), r.by_source),
            _shares(label("sector"), r.by_sector),
            Title(say.overdue(r.overdue.count)),
            named(r.overdue.items, say.none_overdue()),
            Title(say.due_soon(r.due_soon.count)),
            named(r.due_soon.items, say.none_due()),
            *_pending(r),
            *_waiting(r),
            *work.parts(r),
        ),
        figures=(Title(say.FIGURES), _figures(r)),
    )


def _figures(r: MonthlyReport) -> Table:
    columns = (Column(say.FIGURE), Column(say.VALUE))
    return Table(columns, [(name, value) for name, value in figures.rows(r)])


def _this(r: MonthlyReport) -> tuple[str, str]:
    """Return how the period and the one before it are called."""
    return ("本月", "上月") if r.period.month else ("本期", "上期")


def whole(r: MonthlyReport) -> Table:
    """Return the counts of the period, of the one before it, and of the whole."""
    this, before = _this(r)
    columns = (
        Column("口径"),
        Column("排查", right=True),
        Column("整改", right=True),
        Column(label("rectified_rate"), right=True),
        Column("销号", right=True),
        Column(label("closed_rate"), right=True),
        Column(label("open_count"), right=True),
        Column(short("overdue"), right=True),
    )
    rows: list[Sequence[str | Cell]] = [
        (this, *_counts(r.month)),
        (before, *_counts(r.previous)),
        ("增减", signed(r.month.found - r.previous.found), signed(r.month.rectified - r.previous.rectified),
         _points(r.month, r.previous), *[""] * 4),
        (Cell("累计", "strong"), *_counts(r.cumulative)),
        ("今年", *_counts(r.ytd)),
    ]  # fmt: skip
    if r.stock.found:
        rows.append(("行动前存量", *_counts(r.stock)))
    return Table(columns, rows)


def _counts(c: Counts) -> tuple[str, ...]:
    rates = percent(c.rectified_rate), percent(c.closed_rate)
    return (str(c.found), str(c.rectified), rates[0], str(c.closed), rates[1], str(c.open), str(c.overdue))


def _points(now: MonthCounts, before: MonthCounts) -> str:
    if now.rectified_rate is None or before.rectified_rate is None:
        return NOTHING
    return f"{now.rectified_rate - before.rectified_rate:+.1f}"


def _visits(r: MonthlyReport) -> str:
    v, m = r.inspections, r.month
    this, _ = _this(r)
    closed = say.closings(this, m.fixed_on_spot, m.closed_in_month, m.closed_of_earlier)
    return f"{say.visits(this, v.visits, v.firms, v.clean)}；{closed}"


def _major(r: MonthlyReport) -> list[Part]:
    major = next((p for p in r.by_level if p.key == "major"), None)
    found, closed = (major.found, major.closed) if major else (0, 0)
    missing = "、".join(f"{label(item)} {n}" for item, n in r.five.missing.items() if n)
    return [
        Title(f"二、{label('major')}和{label('listing')}"),
        Line(say.major(found, closed, r.listed.district_and_above, r.listed.town, r.listed.delisted)),
        Line(say.five(r.five.complete, r.five.required, percent(r.five.rate), missing)),
        Line(say.double_report(**asdict(r.double_report))),
        Line(say.on_time(_this(r)[0], r.on_time.due, r.on_time.in_time, percent(r.on_time.rate))),
        Line(say.funds(wan(r.funds.planned_fen), wan(r.funds.spent_fen))),
        *_major_open(r),
    ]


def _major_open(r: MonthlyReport) -> list[Part]:
    """Name every major hazard that is not closed, listed or not (OFFICE.md), and the listed ones that are no major."""
    major = {h.no for h in r.major_open.items}
    others = [h for h in r.listed_open.items if h.no not in major and h.level != "major"]
    found = [*r.major_open.items, *others]
    cut = [told.count > len(told.items) for told in (r.major_open, r.listed_open)]
    number = -1 if cut[1] and others else len(others)
    heading = say.major_open(r.major_open.count, number, len(found) if any(cut) else None)
    return [Line(heading), named(found, "")] if found else []


def _shares(heading: str, shares: Sequence[Share]) -> Table:
    columns = (
        Column(heading),
        Column("排查", right=True),
        Column("整改", right=True),
        Column(label("rectified_rate"), right=True),
        Column("销号", right=True),
        Column(label("open_count"), right=True),
        Column(short("overdue"), right=True),
    )
    rows = [
        (
            s.name,
            str(s.found),
            str(s.rectified),
            percent(s.rectified_rate),
            str(s.closed),
            str(s.open),
            _late(s.overdue),
        )
        for s in shares
    ]
    return Table(columns, rows, empty=say.no_figures(heading))


def _late(n: int) -> str | Cell:
    return Cell(str(n), "bad") if n else "0"


def named(found: Sequence[HazardRecord], empty: str) -> Table:
    """Return hazards by name, with whose they are."""
    columns = (
        Column(short("no"), keep=True),
        Column(short("level"), keep=True),
        Column("单位（场所）和隐患", main=True),
        Column(short("unit"), most=10),
        Column(label("responsibility"), most=10),
        Column(short("deadline"), keep=True),
        Column(label("status"), most=12),
    )
    return Table(columns, [_hazard(h) for h in found], empty=empty)


def _hazard(h: HazardRecord) -> tuple[str | Cell, ...]:
    unit = h.five.responsible_unit
    who = " ".join(name for name in (unit if unit != h.enterprise else None, h.five.responsible) if name)
    return (h.no, level(h), what(h), h.unit, text(who), day(h.five.deadline), state(h))


def _pending(r: MonthlyReport) -> list[Part]:
    if not r.pending:
        return []
    return [Title(say.pending(r.pending)), named(r.pending_items, "")]


def _waiting(r: MonthlyReport) -> list[Part]:
    if not r.awaiting_review:
        return []
    return [Title(say.awaiting_review(r.awaiting_review)), named(r.awaiting_review_items, "")]
