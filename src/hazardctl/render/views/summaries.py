"""Reports of more than a month on the screen: goals, ranking, what the phases left; then the figures of their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.errors import Problem
from hazardctl.messages import issues, papers
from hazardctl.messages import monthly as figures
from hazardctl.messages import summaries as say
from hazardctl.messages.labels import label, short
from hazardctl.render import summary
from hazardctl.render.shapes import Column, Line, Page, Part, Table, Title
from hazardctl.render.views import monthly
from hazardctl.render.words import day, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.reports.ranking import Rank
    from hazardctl.services.summary_values import Summary

_RANKS = (
    Column("名次", right=True),
    Column("单位", main=True),
    Column("排查", right=True),
    Column("整改", right=True),
    Column(label("rectified_rate"), right=True),
    Column(short("overdue"), right=True),
    Column("任务应做", right=True),
    Column("已做", right=True),
    Column("完成率", right=True),
)
_GOALS = (
    Column("目标", main=True),
    Column("应达到", right=True),
    Column("实际", right=True),
    Column("结论", keep=True),
)
_PHASES = (
    Column("阶段", keep=True),
    Column("成果", main=True),
    Column("期限", keep=True),
    Column("应交", right=True),
    Column("已交", right=True),
    Column("未交单位", most=24),
)


def notes(s: Summary) -> tuple[Problem, ...]:
    """Return what to say beside a report that has just been handed in."""
    if s.report.issue is None:
        return ()
    told = [Problem("issued", issues.issued(s.name, s.report.issue.number))]
    if not s.complete:
        told.append(Problem("running", say.running(s.name, s.report.issue.number, str(s.until))))
    return tuple(told)


def _standing(s: Summary, last: int | None) -> Line:
    """Say whether these are the figures that were handed in."""
    issue = s.report.issue
    if issue:
        return Line(issues.frozen(issue.number, str(issue.on), issue.head, issue.doc_no), "strong")
    return Line(say.live(last) if last else say.draft(), "quiet")


def page(s: Summary, last: int | None = None, head: str | None = None) -> Page:
    """Return the report in the order in which it is read out.

    `last` is the number of the report's last issue, `head` the entry that the figures rest on.
    """
    title, issue = say.title(s.report.town, s.name), s.report.issue
    foot = papers.foot_issued(issue.number, issue.head) if issue else papers.foot_draft(head or "")
    return Page(_parts(s, last), standing=(title, foot))


def _parts(s: Summary, last: int | None) -> list[Part]:
    return [
        Title(say.title(s.report.town, s.name), 1),
        Line(s.report.campaign, "quiet"),
        _standing(s, last),
        Line(
            say.until(str(s.start), str(s.until), complete=s.complete), "plain" if s.complete else "warn"
        ),
        *([Line(s.goal, "quiet")] if s.goal else []),
        Title("一、总体情况和目标"),
        monthly.whole(s.report),
        *monthly.went_on_from(s.report),
        Table(_GOALS, [(say.GOALS[g.key], str(g.target), str(g.actual), say.met(g.met)) for g in s.goals]),
        Line(say.ranked_by(), "quiet"),
        Title("二、各办所（中心）"),
        _ranking(s.offices),
        Title("三、各村（社区）"),
        _ranking(s.villages),
        Title("四、阶段成果"),
        Table(
            _PHASES,
            [
                (f"{one.phase} {one.name}", item.name, day(one.due), str(item.owed or 0), str(item.done or 0), who)
                for one, item, who in summary.deliverables(s)
            ],
            empty="（方案没有列阶段成果）",
        ),
        Title(f"五、逾期未整改 {s.report.overdue.count} 项"),
        monthly.named(s.report.overdue.items, figures.none_overdue()),
    ]  # fmt: skip


def _ranking(rows: Sequence[Rank]) -> Table:
    return Table(
        _RANKS,
        [
            (
                say.place(r.place), r.name, str(r.found), str(r.rectified), percent(r.rectified_rate), str(r.overdue),
                str(r.tasks_expected), str(r.tasks_done), percent(r.tasks_rate),
            )
            for r in rows
        ],
        empty="（还没有登记单位）",
    )  # fmt: skip
