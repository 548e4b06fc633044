"""What the template of one office's page may name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hazardctl.domain.dates import dot_day, say_day
from hazardctl.messages import papers as say
from hazardctl.messages.labels import by_official
from hazardctl.messages.views import first_of
from hazardctl.render import circular
from hazardctl.render.words import percent

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.services.units import UnitPage

NAMED_AT_MOST = 20
"""How many hazards of a kind the paper names; the workbook has them all."""


def context(u: UnitPage, head: str, day: date) -> dict[str, Any]:
    """Return everything that the template may name."""
    work = u.work
    return {
        "用词": by_official(),
        "名称": u.name,
        "截至": say_day(day),
        "统计": circular.counts(u.hazards) if u.hazards else {},
        "行动前": circular.counts(u.stock) if u.stock else {},
        "隐患": circular.hazards(u.in_hand[:NAMED_AT_MOST]),
        "隐患总数": u.in_hand_number,
        "移送": circular.hazards(u.referred[:NAMED_AT_MOST]),
        "移送总数": u.referred_number,
        "任务": {
            "应做": work.expected,
            "已做": work.done,
            "完成率": percent(work.rate),
            "逾期未回复": work.replies_overdue,
        }
        if work
        else {},
        "欠任务": [
            {
                "任务": one.title,
                "对象": first_of(one.subjects),
                "欠": one.missing,
                "自": dot_day(one.since),
            }
            for one in (work.behind if work else ())
        ],
        "成果": [
            {
                "阶段": one.phase,
                "名称": one.name,
                "期限": dot_day(one.due),
                "交": say.handed_in(done=one.done),
            }
            for one in (work.deliverables if work else ())
        ],
        "职责": [one.text for one in (*u.duties, *u.tasks, *u.body_duties)],
        "送审": "",
        "页脚": say.foot_notice(head),
    }
