"""Terms of `check`: the names of its rules and levels."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {
    "check.level": "级别",
    "check.unit": "单位",
    "error": "错误",
    "warning": "提醒",
    "notice": "提示",
    "check.kept-figures": "存下的状态与重算不符",
    "check.evidence": "附件不见了或变了",
    "check.undecided": "合并后两边不一致",
    "check.day-order": "日期先后颠倒",
    "check.double-report": "销号缺双报告",
    "check.plan-changed": "行动方案变了",
    "check.unknown-unit": "单位没有登记或不在方案里",
    "check.empty-group": "集体责任单位没有成员",
    "check.duplicate-enterprise": "单位（场所）可能重复",
    "check.pending-overdue": "五落实逾期待补",
    "check.penalty-only": "以罚代管风险",
    "check.progress-owed": "挂牌督办没有报进展",
    "check.reply-overdue": "督办交办逾期未回复",
    "check.return-overdue": "信息报送未报",
    "check.funds-source": "资金缺来源",
    "check.hazard-fields": "隐患资料不全",
    "check.enterprise-fields": "单位（场所）资料不全",
    "check.empty-post": "岗位没有人",
    "check.late-entry": "补录",
    "rule": "规则",
    "message": "内容",
    "where": "编号或名称",
    "command": "下一步",
}

FIELDS: dict[str, FieldText] = {
    "only": FieldText("规则名", name="规则"),
    "check_level": FieldText("error（错误）|warning（提醒）|notice（提示）", option="--level", name="级别"),
}
