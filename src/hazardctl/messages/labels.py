"""The official terms of this trade, by the key that code and JSON use (OFFICE.md, "Labels").

An office may replace any of them with `labels.yaml` in its plan folder; `label` is therefore the one way to a term.
"""

from collections.abc import Mapping
from enum import StrEnum

from hazardctl.messages.terms import (
    accident,
    check,
    duty,
    enforcement,
    enterprise,
    journal,
    notice,
    permit,
    problem,
    rules,
    submission,
    supervision,
    tipoff,
)

AREAS = (
    accident, check, duty, enforcement, enterprise, journal, notice, permit, problem, rules, submission, supervision, tipoff,
)  # fmt: skip
"""Where the terms of the newer areas stand, one module each."""

LABELS: dict[str, str] = {
    # states of a hazard
    "pending": "五落实待补",
    "open": "整改中",
    "rectified": "已整改待复查",
    "closed": "已销号",
    "void": "已作废",
    "duplicate": "已归并",
    "referred": "已移送（跟踪中）",
    "awaiting_delist": "已整改待摘牌",
    "reopened": "撤销销号，重新挂账",
    "overdue": "逾期未整改",
    "pending_overdue": "逾期待补",
    "rectified_late": "逾期完成整改",
    "due_soon": "临期（30日内到期）",
    "rejected": "复查不合格，退回整改",
    # level and source
    "major": "重大事故隐患",
    "general": "一般隐患",
    "fixed_on_spot": "即查即改",
    "self": "企业自查",
    "department": "部门检查",
    "village_check": "村（社区）排查",
    "Source.village": "村（社区）排查",
    "source.village": "村（社区）排查",
    "Source.self": "企业自查",
    "ReviewKind.self": "自查",
    "tipoff": "群众举报",
    "supervision": "督查检查",
    "expert": "专家（第三方）检查",
    "upper": "上级交办",
    # fields of a hazard
    "no": "隐患编号",
    "title": "隐患描述",
    "level": "隐患等级",
    "category": "隐患类别",
    "sector": "行业领域",
    "place": "具体部位",
    "enterprise": "单位（场所）名称",
    "village": "属地村（社区）",
    "unit": "监管责任单位",
    "supervisor": "监管责任人",
    "responsible_unit": "整改责任单位",
    "responsible": "整改责任人",
    "source_no": "原编号",
    "control_person": "管控责任人",
    "leader": "包保领导",
    "found_unit": "排查单位",
    "found_by": "排查人员",
    "found_on": "排查日期",
    "visit": "检查记录编号",
    "source": "隐患来源",
    "criterion": "判定依据",
    "key_item": "重点检查事项",
    "status": "状态",
    "five": "五落实",
    "measures": "整改措施",
    "responsibility": "整改责任",
    "funds": "整改资金",
    "funds_spent": "实际投入（万元）",
    "funds_source": "资金来源",
    "no_funds": "无需资金",
    "deadline": "整改时限",
    "original_deadline": "原定整改时限",
    "contingency": "应急预案",
    "interim": "临时管控措施",
    "pending_until": "补齐期限",
    "rectified_on": "整改完成日期",
    "rectified_by": "整改人",
    "rectified_note": "整改情况",
    "reviewer": "复查人员",
    "reviewer_unit": "复查单位",
    "reviewed_on": "复查日期",
    "review_kind": "复查方式",
    "conclusion": "复查意见",
    "closed_on": "销号日期",
    "rounds": "复查轮次",
    "extension": "延期整改",
    "extensions": "延期次数",
    "listing": "挂牌督办",
    "delist": "摘牌",
    "delisted_on": "摘牌日期",
    "reassign": "转办",
    "refer": "移送",
    "referred_to": "移送去向",
    "attachments": "附件",
    "report_discovered": "发现报告",
    "report_rectified": "整改报告",
    "report_district": "报区报告",
    "report_workers": "向职工报告",
    "ReportKind.discovered": "发现报告",
    "ReportKind.rectified": "整改报告",
    "ReportKind.district": "报区报告",
    "ReportKind.workers": "向职工报告",
    "owed": "应报未报",
    "recurs_from": "复发自",
    "duplicate_of": "归并至",
    "void_reason": "作废原因",
    "measures_result": "措施落实情况",
    "responsible_result": "责任落实情况",
    "contingency_result": "预案落实情况",
    # figures
    "unspecified": "未注明",
    "found": "排查数",
    "rectified_count": "整改数",
    "closed_count": "销号数",
    "open_count": "未销号",
    "rectified_rate": "整改率",
    "closed_rate": "销号率",
    "on_time_rate": "按期整改率",
    "visits": "检查家次",
    "firms": "检查家数",
    "clean": "未发现隐患",
    "month": "本月",
    "previous": "上月",
    "cumulative": "行动以来累计",
    "ytd": "今年以来",
    "balance": "存量变动",
    "awaiting_review": "已整改待复查",
    # listing authorities
    "town": "镇级",
    "district": "区级",
    "city": "市级",
    "province": "省级",
    "nation": "国家级",
    # how a re-inspection was made
    "site": "现场复查",
    "papers": "资料复核",
    "self_review": "自查",
    # acts
    "act_plan": "补齐五落实",
    "act_rectify": "整改完成",
    "act_close": "复查合格，销号",
    "act_reject": "复查不合格，退回整改",
    "act_extend": "延期整改",
    "act_list_up": "挂牌督办",
    "act_delist": "摘牌",
    "act_progress": "整改进展",
    "act_reassign": "转办",
    "act_refer": "移送",
    "act_transfer": "转办（移送）",
    "act_reply": "移送答复",
    "act_regrade": "等级调整",
    "act_reopen": "撤销销号，重新挂账",
    "act_report": "报告",
    "act_amend": "更正",
    # what an act says
    "remark_by": "办理人",
    "remark_reviewer": "复查人员",
    "remark_reviewer_unit": "复查单位",
    "remark_reason": "事由",
    "remark_note": "说明",
    "remark_approver": "批准人",
    "remark_applicant": "申请人",
    "remark_interim": "临时管控措施",
    "remark_late": "逾期办理原因",
    "remark_authority": "挂牌层级",
    "remark_doc_no": "文号",
    "remark_to": "报送",
    "remark_outcome": "答复",
    "remark_basis": "依据",
    "remark_conclusion": "复查意见",
    "remark_measures_result": "措施落实情况",
    "remark_responsible_result": "责任落实情况",
    "remark_contingency_result": "预案落实情况",
    "remark_funds_spent": "实际投入",
    "remark_evidence": "灭失依据",
    "remark_fields": "更正",
    "remark_person": "督办人",
    "remark_term": "督办期限",
    "refused": "延期申请未获批准",
    "registered": "登记",
    "preparer": "填表人",
    "auditor": "审核人",
    "head": "单位负责人",
    "phone": "联系电话",
    # columns of a CSV
    "missing": "五落实所缺",
    "days_overdue": "逾期天数",
    "days_awaiting_review": "待复查天数",
    "on_time": "按期整改",
    "funds_fen": "整改资金（元）",
    "funds_spent_fen": "实际投入（元）",
    "listed_on": "挂牌日期",
    "reports": "双报告",
    "reports.discovered_on": "发现报告日期",
    "reports.rectified_on": "整改报告日期",
    "reports.district_on": "报区日期",
    "reports.workers_on": "向职工报告日期",
    "reports_owed": "应报未报",
    "uid": "内部标识",
    "on": "日期",
    "inspectors": "检查人员",
    "note": "说明",
    "hazards": "隐患编号",
    "enterprise_uid": "单位内部标识",
    "key": "代号",
    "name": "名称",
    "kind": "类别",
    "aliases": "别名",
    "members": "成员",
    "groups": "所在组",
    # units
    "office": "办所（中心）",
    "group": "集体责任单位",
    # others
    "conclusion_passed": "整改到位",
    "mistaken": "销号有误",
    "false": "虚假销号",
    "eliminated": "隐患灭失（关停、搬迁、拆除）",
    "ended": "已办结",
    "returned": "退回本镇",
}

_OF_A_HAZARD = frozenset(LABELS)
"""Keys of the table above: of these, keys with one term are one thing (`self` and `Source.self`)."""

for _area in AREAS:
    LABELS |= _area.LABELS

_SHORT = {
    "no": "编号",
    "level": "等级",
    "deadline": "时限",
    "unit": "监管单位",
    "enterprise": "单位",
    "village": "属地",
    "sector": "行业",
    "overdue": "逾期",
    "major": "重大",
    "general": "一般",
}
"""What a term is cut to where there is no room for it."""

_REPLACED: dict[str, str] = {}
"""The official term of every key that an office calls otherwise."""


def label(key: str) -> str:
    """Return the official term for a key; a key without one stands for itself."""
    return LABELS.get(key, key)


def term(choice: StrEnum) -> str:
    """Return the term of an enum member: its own area's where there is one."""
    return LABELS.get(f"{type(choice).__name__}.{choice}") or label(choice)


def official(key: str) -> str:
    """Return the term of OFFICE.md, whatever the office calls it: sheets of other offices are headed by it."""
    return _REPLACED.get(key) or label(key)


def official_term(choice: StrEnum) -> str:
    """Return the term of OFFICE.md for an enum member, as `term`."""
    return official(key) if (key := f"{type(choice).__name__}.{choice}") in LABELS else official(choice)


def short(key: str) -> str:
    """Return what a narrow column calls a key: our abbreviation, or the office's own term where it has one."""
    return label(key) if key in _REPLACED else _SHORT[key]


def worded(text: str) -> str:
    """Put the terms into words that name their keys: `{unit}及责任人`."""
    return text.format_map(LABELS)


def officially(text: str) -> str:
    """Put the terms of OFFICE.md into words, as `worded`."""
    return text.format_map(LABELS | _REPLACED)


def by_official() -> dict[str, str]:
    """Return the term in force of everything that a hazard has, by its official term and by our abbreviation."""
    return {official(key): label(key) for key in _OF_A_HAZARD} | {
        abbreviation: short(key) for key, abbreviation in _SHORT.items()
    }


def override(labels: Mapping[str, str]) -> None:
    """Take an office's own terms, from its plan folder, in place of any that were taken before."""
    LABELS.update(_REPLACED)
    _REPLACED.clear()
    said = {**_meant(labels), **labels}
    _REPLACED.update({key: LABELS[key] for key in said})
    LABELS.update(said)


def _meant(labels: Mapping[str, str]) -> dict[str, str]:
    """Return what an office's terms are for where the official one stands under several keys."""
    said = {LABELS[key]: term for key, term in labels.items() if key in _OF_A_HAZARD}
    return {key: said[LABELS[key]] for key in _OF_A_HAZARD if LABELS[key] in said}


def yes_no(value: bool) -> str:  # noqa: FBT001
    """Return how a question is answered."""
    return "是" if value else "否"
