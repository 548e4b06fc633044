"""Terms of the office's own numbers."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {
    "hazard.late": "迟报",
    "hazard.basis": "依据",
    "hazard.to": "报送单位",
    "report_days": "双报告期限",
    "submission_days": "信息报送期限",
    "late_entry_days": "补录提示天数",
    "value": "天数",
    "default": "默认天数",
    "words": "依据的原文",
    "stock": "行动前存量",
    "carried_over": "结转",
    "after_campaign": "行动结束后发现",
    "owed_since": "应报起始日",
    "days": "已几天",
    "filed_on": "报送日期",
    "required": "应报",
    "year": "年份",
    "setting.notice": "依据的通知",
    "setting.own": "本镇自定",
    "setting.holidays": "放假",
    "setting.workdays": "调休上班",
}

FIELDS: dict[str, FieldText] = {
    "value": FieldText("天数，如 3", option="天数"),
    "year": FieldText("年份，如 2026", option="年份"),
}
