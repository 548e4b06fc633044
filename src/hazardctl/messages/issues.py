"""Sentences about reports that are handed in (印发)."""

from collections.abc import Mapping, Sequence
from datetime import date

from hazardctl.messages.labels import label, worded

DRAFT = "送审稿"


def draft(month: str) -> str:
    """Nothing has been handed in yet."""
    return f"{DRAFT}（还没有印发，数字随台账变；定稿后印发：hazardctl report monthly {month} --issue）"


def live(month: str, number: int) -> str:
    """An issue exists, but today's figures were asked for."""
    return f"{DRAFT}：按今天的台账重算，不是印发的第 {number} 号（看差别：hazardctl report diff {month}）"


def frozen(number: int, on: str, head: str, doc_no: str | None) -> str:
    """The figures are those that were handed in."""
    paper = f"{doc_no}，" if doc_no else ""
    return f"第 {number} 号，{paper}{on} 印发；数字以印发时为准，账本校验码 {head[:16]}"


def issued(month: str, number: int) -> str:
    """It has just been handed in."""
    return f"已印发 {month} 第 {number} 号：以后再打印都是这一份，要看最新数字加 --live"


def running(month: str, number: int, day: str) -> str:
    """A month that still runs was handed in."""
    return f"{month} 还没有结束，第 {number} 号只算到 {day}；下月的“上月”数字不取自这一份"


def issue_of_month_only() -> str:
    """Freely chosen days cannot be handed in."""
    return "只能印发整月的报表：去掉 --from、--to，写月份，如 hazardctl report monthly 2023-08 --issue"


def before_campaign(month: str, began: date) -> str:
    """A month in which there was no campaign yet."""
    return f"{month} 还没有开始专项行动（{began} 起），不能印发"


def issue_or_live() -> str:
    """Two options that contradict each other."""
    return "--issue 印发的就是现在的数字，不用再加 --live"


def doc_no_alone() -> str:
    """A document number is given to what is handed in."""
    return "--doc-no 是印发用的文号，要和 --issue 一起用"


def not_issued(month: str) -> str:
    """There is nothing to compare with."""
    return f"{month} 的报表还没有印发，没有可比的：先 hazardctl report monthly {month} --issue"


def previous_from(number: int, *, of_month: bool) -> str:
    """Say where the figures of the month or period before come from."""
    before = "上月" if of_month else "上期"
    return f"“{before}”取自{before}印发的第 {number} 号"


_GROUPS = {
    "month": "{month}",
    "cumulative": "{cumulative}",
    "ytd": "{ytd}",
    "stock": "行动前存量",
    "balance": "{balance}",
    "listed": "{listing}",
    "double_report": "{reports}",
    "inspections": "检查",
    "funds": "资金",
    "on_time": "{on_time}",
    "by_level": "分等级",
    "by_source": "分来源",
    "by_unit": "分单位",
    "by_village": "分村（社区）",
    "by_sector": "分{sector}",
    "overdue": "{overdue}",
    "due_soon": "临期",
    "pending": "{pending}",
    "awaiting_review": "{awaiting_review}",
    "five": "{five}",
    "town": "镇",
    "period": "期间",
    "previous": "{previous}",
    "previous_cumulative": "截至上月累计",
    "balance_by_unit": "分单位存量变动",
    "month_by_level": "本月分等级",
    "month_by_unit": "本月分单位",
    "month_by_village": "本月分村（社区）",
    "listed_open": "{listing}未摘牌",
    "major_open": "{major}{open_count}",
    "setbacks": "反复",
    "tasks": "重点任务",
    "submissions": "信息报送（截至期末）",
    "returns": "信息报送",
    "actions": "督办",
    "enforcement": "执法",
    "problems": "问题清单",
    "permits": "作业许可",
    "accidents": "事故",
    "tipoffs": "举报",
    "reports_owed": "{reports}{reports_owed}",
    "carried_over": "行动结束时的存量",
    "trend": "逐月趋势",
    "upward": "上报数字",
    "stages": "阶段成果",
}
_FIGURES = {
    "found": "{found}", "rectified": "{rectified_count}", "closed": "{closed_count}", "open": "{open_count}", "pending": "{pending}",
    "awaiting_review": "待复查", "overdue": "逾期", "referred": "{refer}", "rectified_rate": "{rectified_rate}",
    "closed_rate": "{closed_rate}", "closed_in_month": "本月销号", "closed_of_earlier": "其中往月存量",
    "fixed_on_spot": "{fixed_on_spot}", "opening": "月初", "reopened": "重新挂账", "corrections": "更正",
    "transferred_in": "转入", "transferred_out": "转出", "closing": "月末", "count": "项数", "delisted": "{delist}",
    "town": "{town}", "district_and_above": "{district}及以上", "required": "应有", "complete": "齐全",
    "discovered": "{report_discovered}", "owed": "{owed}", "visits": "家次", "firms": "家数", "clean": "{clean}",
    "planned_fen": "计划（分）", "spent_fen": "投入（分）", "planned_wan": "计划（万元）", "spent_wan": "投入（万元）",
    "fines_wan": "罚款（万元）", "reward_wan": "奖励（万元）", "missing": "缺", "due": "到期", "in_time": "按期", "rate": "比率",
    "from": "起", "to": "止", "start": "起", "end": "止", "complete_": "齐全", "by_authority": "分层级",
    "authority": "层级", "rejected": "复查不合格", "recurred": "重复发生", "missing_in_period": "本期欠",
    "expected": "应做", "done": "已做", "subject": "谁", "fixed": "整改", "units": "单位", "unfilled": "没有成员的组",
    "total": "共", "by_kind": "分方式", "times": "次数", "replies_due": "应回复", "replied": "已回复",
    "replied_late": "迟回复", "replies_overdue": "逾期未回复", "overdue_items": "逾期未回复的",
    "targets_units": "被督办单位", "listed_without_progress": "挂牌未报进展", "listed_silent": "挂牌未报进展件数", "opened": "立案", "rechecked": "已复查",
    "passed": "复查通过", "repeated": "屡罚", "repeated_major": "屡罚重大", "self_found": "自查发现",
    "other_found": "他查发现", "genuine": "属实", "contradictions": "自查与他查不符", "by_operation": "分作业",
    "with_missing": "检查不全", "items_missing": "缺项", "accidents": "起数", "fatal": "死亡事故", "deaths": "死亡人数",
    "deaths_target": "目标", "in_period": "本期起数", "deaths_in_period": "本期死亡", "received": "受理",
    "verified": "已核查", "true": "属实", "rewarded": "兑现奖励", "reward_fen": "奖励（分）", "limit": "时限",
    "basis": "依据", "ends_on": "结束日", "closed_since": "此后销号", "referred_since": "此后移送",
    "found_after": "此后排查", "departments": "{department}", "self_checks": "{self}", "listed": "{listing}",
    "helped": "帮扶企业", "interviews": "约谈", "exposures": "警示曝光", "stops": "停产停业", "referrals": "移送",
    "regrades": "等级调整", "penalties": "处罚", "fines_fen": "罚款（分）", "suspensions": "停产停业",
    "penalised": "已处罚件数", "deliverables": "成果", "month": "月份", "items": "逐项",
}  # fmt: skip


def figure(path: Sequence[str], names: Mapping[str, str]) -> str:
    """Say which figure of the report a path names."""
    group, *rest = path
    words = [worded(_GROUPS[group]) if group in _GROUPS else label(group)]
    words += [_figure(part) or names.get(part) or label(part) or label("unspecified") for part in rest]
    return " ".join(words)


def _figure(part: str) -> str:
    return worded(_FIGURES.get(part, ""))


def diff_title(month: str, number: int, on: str) -> str:
    """Head the comparison."""
    return f"{month} 调度报表：印发的第 {number} 号（{on}）与现在的台账相比"


def diff_none() -> str:
    """Nothing changed."""
    return "没有变化：按现在的台账重算，这份报表的数字和印发时完全一样，所列隐患也没有再录入什么"


def diff_figures(n: int) -> str:
    """Head the figures."""
    return f"数字变了 {n} 个" if n else "数字没有变"


def diff_hazards(n: int) -> str:
    """Head the hazards."""
    return f"印发以后办理、更正或补录的隐患 {n} 项"


def diff_next(month: str) -> str:
    """Say what to do about it."""
    return f"需要更正上报的，重新印发：hazardctl report monthly {month} --issue（成为下一号，原来的一份仍在）"


def done(on: str, act: str) -> str:
    """What was done to a hazard by a later entry, with its own day."""
    return f"{on} {act}"


def entered() -> str:
    """Name the column of what was done."""
    return "办理"


def of_period() -> str:
    """Head the hazards that change what was printed."""
    return "改变了这份报表的"


def went_on() -> str:
    """Head the hazards that only went on."""
    return "此后的办理（不改变这份报表）"


def partly(month: str, number: int, until: str) -> str:
    """A month that is over was handed in while it still ran."""
    return f"{month} 第 {number} 号是月中印发的，只算到 {until}；整月的还没有印发，以下按现在的台账"


def overlaps(previous_to: str, start: str, *, of_month: bool) -> str:
    """The plan's months were cut differently after the month or half year before was handed in."""
    before, this = ("上月", "本月") if of_month else ("上期", "本期")
    return (
        f"{before}印发的一份算到 {previous_to}，{this}从 {start} 算起，中间有重叠或空缺：方案的月度截止日改过"
    )


def entered_late() -> str:
    """A hazard that the issue did not know."""
    return "印发后补录"
