"""Terms of supervision actions."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {
    "matter.action": "督办记录",
    "command.action": "action",
    "action_no": "督办编号",
    "reply_due": "回复期限",
    "replied_on": "回复日期",
    "reply": "回复",
    "effect": "效果",
    "from_unit": "发出单位",
    "doc_no": "文号",
    "by": "办理人",
    "late_reply": "逾期回复",
    "term": "督办期限",
    "days_left": "剩余天数",
    "by_town": "镇级督办",
    "last_progress_on": "最近进展日期",
    "last_progress": "最近进展",
    "last_progress_by": "进展报送人",
    "progress_owed": "本月进展未报",
}

FIELDS: dict[str, FieldText] = {
    "term": FieldText("日期，如 2023-08-31", name="督办期限"),
    "text": FieldText("文字", name="内容"),
    "reply_due": FieldText("日期，如 2023-08-31"),
    "from_unit": FieldText("单位名称"),
    "effect": FieldText("文字"),
    "doc_no": FieldText("文号"),
}
