"""What the template of a report of more than a month may name, beside what the circular's may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hazardctl.domain.dates import dot_day, say_day
from hazardctl.messages import summaries as say
from hazardctl.render import circular
from hazardctl.render.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from hazardctl.reports.ranking import Rank
    from hazardctl.reports.values import Wording
    from hazardctl.services.phases import DeliverableRecord, PhaseRecord
    from hazardctl.services.summary_values import Summary


def context(s: Summary, wording: Wording, head: str, today: date) -> dict[str, Any]:
    """Return everything that the template may name."""
    return {
        **circular.context(s.report, wording, head, today),
        "名称": s.name,
        "断行": circular.title_break(wording.short_title, s.name),
        "开始": say_day(s.start),
        "结束": s.complete,
        "目标": s.goal,
        "目标项": [
            {"名称": say.GOALS[g.key], "应达到": g.target, "实际": g.actual, "结论": say.met(g.met)}
            for g in s.goals
        ],
        "办所": _ranks(s.offices),
        "村社区": _ranks(s.villages),
        "成果": [
            {
                "阶段": one.name,
                "名称": item.name,
                "期限": dot_day(one.due),
                "应交": item.owed or 0,
                "已交": item.done or 0,
                "未交": who,
            }
            for one, item, who in deliverables(s)
        ],
    }


def deliverables(s: Summary) -> Iterator[tuple[PhaseRecord, DeliverableRecord, str]]:
    """Yield each thing that the phases must leave, and who owes it; the same units are named once and not again."""
    before: tuple[str, ...] = ()
    for one in s.phases:
        for item in one.deliverables:
            missing = item.missing_units
            everyone = len(missing) == item.owed
            yield one, item, say.missing(missing, everyone=everyone, again=missing == before)
            before = missing


def _ranks(rows: Sequence[Rank]) -> list[dict[str, Any]]:
    return [
        {
            "名次": say.place(r.place),
            "名称": r.name,
            "排查": r.found,
            "整改": r.rectified,
            "整改率": percent(r.rectified_rate),
            "逾期": r.overdue,
            "应做": r.tasks_expected,
            "已做": r.tasks_done,
            "完成率": percent(r.tasks_rate),
        }
        for r in rows
    ]
