"""What the monthly circular and the page may name (情况通报, OFFICE.md): the report's figures under Chinese names.

Everything is text or a number as it is printed; the sentences stand in the template, where an office can change them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hazardctl.domain import deadlines
from hazardctl.domain.counts import count
from hazardctl.domain.dates import dot_day, say_day
from hazardctl.messages import papers as say
from hazardctl.messages.labels import by_official, label, term
from hazardctl.render.columns import cells
from hazardctl.render.words import percent, text, wan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hazardctl.domain.counts import Counts
    from hazardctl.domain.record import HazardRecord
    from hazardctl.reports.standing import HazardList
    from hazardctl.reports.values import MonthlyReport, Part, Wording

NOTHING_FOUND = count(())
"""Who found nothing: zeros, and no rate."""
DAYS_TO_REPORT = 5
"""Days in which a unit that has not reported is asked to."""
TITLE_CELLS = 40
"""Half characters of 22 pt on a line of 156 mm."""
NAMED_IN_TEXT = 10
"""Hazards that a sentence names one by one; the annex names more."""


def context(r: MonthlyReport, wording: Wording, head: str, today: date) -> dict[str, Any]:
    """Return everything that the template may name; a draft carries today's date."""
    told_on = r.issue.on if r.issue else today
    return {
        **_frame(r, wording, head),
        "落款日期": say_day(told_on),
        # What units report goes on to the district: it is wanted in days, where hazards take a month.
        "补报": say_day(told_on + timedelta(days=DAYS_TO_REPORT)),
        **_whole(r),
        **_major(r),
        **_units(r),
        **_wanting(r),
        **_said(r),
        **_shared(r),
    }


def _frame(r: MonthlyReport, wording: Wording, head: str) -> dict[str, Any]:
    issue, period = r.issue, r.period
    days = f"{say_day(period.from_)}至{say_day(period.to)}"
    told = say.month_name(period.month, wording.issued_in) if period.month else days
    return {
        "用词": by_official(),
        "文号": (issue.doc_no if issue else None) or "",
        "行动简称": wording.short_title,
        "断行": title_break(wording.short_title, told),
        "行动": wording.title,
        "镇": wording.town,
        "月份": told,
        **_period_words(r),
        "时段": say.month_name(period.month) if period.month else days,
        "主送": wording.addressees,
        "截至": say_day(period.to),
        "署名": say.signed(wording.leading_group_office),
        "送审": "" if issue else say.draft_mark(),
        "页脚": say.foot_issued(issue.number, head) if issue else say.foot_draft(head),
    }


def title_break(campaign: str, days: str) -> str:
    """Return a line's end for between the two, where a title would else be torn wherever its first line ends."""
    return "\n" if cells(say.title(campaign, days)) > TITLE_CELLS else ""


def _period_words(r: MonthlyReport) -> dict[str, Any]:
    """Return how the paper calls its days, those before them and their end; freely chosen days are no month."""
    this, before, end = say.period_words(of_month=bool(r.period.month), complete=r.period.complete)
    return {
        "本期": this,
        "上期": before,
        "期末": end,
        "以前": say.earlier(of_month=bool(r.period.month)),
        "限期": say_day(deadlines.asked_by(r.period.to)),
    }


def counts(c: Counts) -> dict[str, Any]:
    """Return counts under their Chinese names."""
    return {
        "排查": c.found,
        "整改": c.rectified,
        "整改率": percent(c.rectified_rate),
        "销号": c.closed,
        "销号率": percent(c.closed_rate),
        "未销号": c.open,
        "逾期": c.overdue,
        "移送": c.referred,
    }


def _rows(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [{"名称": part.name, **counts(part)} for part in parts]


def _shared(r: MonthlyReport) -> dict[str, Any]:
    """Return the counts by whose they are, those who found nothing below them, and their sums as a last row."""
    none = [{"名称": one.name, "类别": one.kind, **counts(NOTHING_FOUND)} for one in r.found_nothing or ()]
    units = [*_rows(r.by_unit), *(row for row in none if row["类别"] == "office")]
    villages = [*_rows(r.by_village), *(row for row in none if row["类别"] == "village")]
    total = {"名称": say.TOTAL, **counts(r.cumulative)}
    return {
        "分单位": units,
        "分村": villages,
        "合计": total,
        "分单位表": [*units, total] if units else [],
        "分村表": [*villages, total] if villages else [],
    }


def _of_level(parts: Iterable[Part], level: str) -> int:
    return next((part.found for part in parts if part.key == level), 0)


def _whole(r: MonthlyReport) -> dict[str, Any]:
    now, then = r.cumulative.rectified_rate, r.previous_cumulative.rectified_rate
    rise = None if now is None or then is None else round(now - then, 1)
    _, before, _ = say.period_words(of_month=bool(r.period.month), complete=r.period.complete)
    return {
        "检查": {"家次": r.inspections.visits, "家数": r.inspections.firms, "未发现": r.inspections.clean},
        "本月": {
            **counts(r.month),
            "重大": _of_level(r.month_by_level, "major"),
            "一般": _of_level(r.month_by_level, "general"),
            "即查即改": r.month.fixed_on_spot,
            "本月销号": r.month.closed_in_month,
            "往月销号": r.month.closed_of_earlier,
        },
        "上月": counts(r.previous),
        "累计": {**counts(r.cumulative), "整改率增减": say.points(rise, before)},
        "行动前": counts(r.stock),
        "存量": {
            "月初": r.balance.opening,
            "月末": r.balance.closing,
            "更正": r.balance.corrections,
            "增减": say.more_or_less(r.balance.closing - r.balance.opening, before),
            "更正说明": say.corrected(r.balance.corrections),
        },
        "来源": _rows(r.by_source),
        "资金": {
            "有": bool(r.funds.planned_fen),
            "计划": wan(r.funds.planned_fen),
            "投入": wan(r.funds.spent_fen),
        },
        "事故": {"起数": r.accidents.accidents, "死亡起数": r.accidents.fatal, "死亡": r.accidents.deaths},
    }


def _major(r: MonthlyReport) -> dict[str, Any]:
    major = next((part for part in r.by_level if part.key == "major"), None)
    lacking = [say.missing(label(item), n) for item, n in r.five.missing.items() if n]
    named = hazards(r.major_open.items)
    return {
        "重大": counts(major) if major else {"排查": 0, "整改": 0, "销号": 0, "未销号": 0, "逾期": 0},
        "挂牌": {
            "总数": r.listed.count,
            "区级及以上": r.listed.district_and_above,
            "镇级": r.listed.town,
            "已整改": r.listed.rectified,
            "已摘牌": r.listed.delisted,
        },
        "五落实": {"应有": r.five.required, "到位": r.five.complete, "尚缺": "、".join(lacking)},
        "双报告": {
            "应报": r.double_report.required,
            "应报未报": r.double_report.owed,
            "未报": say.reports_owed(_owed(r, "discovered"), _owed(r, "rectified")),
        },
        "重大未销号": named,
        "重大未销号前10": named[:NAMED_IN_TEXT],
        "重大未销号总数": r.major_open.count,
    }


def _owed(r: MonthlyReport, kind: str) -> int:
    return sum(1 for one in r.reports_owed.items if one.owed and one.kind == kind)


def _units(r: MonthlyReport) -> dict[str, Any]:
    whole = r.cumulative.rectified_rate or 0.0
    ranked = [part for part in r.by_unit if part.rectified_rate is not None]
    done = [part for part in ranked if part.rectified == part.found]
    below = [part for part in ranked if (part.rectified_rate or 0.0) < whole]
    returns = r.returns or r.submissions
    # Nobody is late before the day on which returns are due.
    past_due = returns.due is None or (returns.told_on or r.period.to) > returns.due
    return {
        "全部整改": "、".join(say.share(part.name, part.rectified, part.found) for part in done),
        "低于平均": "、".join(say.share(part.name, part.rectified, part.found) for part in below),
        "未报": "、".join(row.unit for row in returns.units if past_due and not row.sent_on),
        "迟报": "、".join(row.unit for row in returns.units if row.late),
        "零报告": "、".join(row.unit for row in returns.units if row.nil),
    }


def _wanting(r: MonthlyReport) -> dict[str, Any]:
    late, soon = hazards(r.overdue.items), hazards(r.due_soon.items)
    lagging = r.tasks.lagging
    if lagging is None:
        lagging = tuple(dict.fromkeys(duty.unit or duty.subject for duty in r.tasks.late))
    return {
        "逾期": late,
        "逾期前10": late[:NAMED_IN_TEXT],
        "逾期总数": r.overdue.count,
        "逾期单位": "、".join(_late_units(r)) or label("unit"),
        "临期": soon,
        **_soon(r.due_soon),
        "临期总数": r.due_soon.count,
        "待补": r.pending,
        "待复查": r.awaiting_review,
        "复查不合格": r.setbacks.rejected,
        "重复发生": r.setbacks.recurred,
        "移送": r.cumulative.referred,
        "任务": {
            "应做": r.tasks.expected,
            "已做": r.tasks.done,
            "欠": r.tasks.missing,
            "单位": "、".join(lagging),
        },
    }


def _late_units(r: MonthlyReport) -> Iterable[str]:
    """Name the units that have something overdue, of the campaign or from before it."""
    names = {part.key: part.name for part in r.by_unit}
    before = (names.get(h.unit, h.unit) for h in r.overdue.items)
    return dict.fromkeys([*(part.name for part in r.by_unit if part.overdue), *before])


def _soon(soon: HazardList) -> dict[str, str]:
    """Say whose hazards fall due and when the first does; of a list that names only some of them neither is known."""
    named = soon.items if soon.count == len(soon.items) else ()
    days = [h.five.deadline for h in named if h.five.deadline]
    return {
        "临期单位": "、".join(dict.fromkeys(h.unit for h in named)) or label("unit"),
        "最早到期": say_day(min(days)) if days else "",
    }


def _said(r: MonthlyReport) -> dict[str, Any]:
    def of(name: str) -> list[dict[str, str]]:
        told = ((row.unit, getattr(row, name)) for row in (r.returns or r.submissions).units)
        return [{"单位": unit, "内容": " ".join(words.split()).rstrip("。")} for unit, words in told if words]

    return {"经验": of("practice"), "难点": of("difficulties"), "进展": of("progress")}


def hazards(found: Iterable[HazardRecord]) -> list[dict[str, Any]]:
    """Return hazards as the rows of a paper's table."""
    return [
        {
            "编号": h.no,
            "等级": term(h.level),
            "单位": h.enterprise or h.place or label("unspecified"),
            "隐患": say.shortened(h.title),
            "属地": text(h.village),
            "监管单位": h.unit,
            "包保领导": text(h.leader),
            "包保": h.leader or "",
            "时限": dot_day(h.five.deadline) if h.five.deadline else text(None),
            "整改时限": say_day(h.five.deadline) if h.five.deadline else "",
            "逾期日数": h.days_overdue,
            "状态": say.overdue(h.days_overdue) if h.overdue else label(h.state),
        }
        for h in found
    ]
