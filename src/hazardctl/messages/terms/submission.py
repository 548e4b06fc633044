"""Terms of returns."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {
    "matter.submission": "信息报送",
    "command.submission": "submissions",
    "progress": "工作进展",
    "difficulties": "重点难点",
    "practice": "经验做法",
    "nil": "零报告",
    "sent": "已报",
    "late_sent": "迟报",
    "not_sent": "未报",
    "sent_on": "报送日期",
}

FIELDS: dict[str, FieldText] = {
    "sender": FieldText("单位名称", option="--unit", name="报送单位"),
    "progress": FieldText("文字"),
    "difficulties": FieldText("文字"),
    "practice": FieldText("文字"),
    "nil": FieldText(""),
    "counts": FieldText("发现数/整改数，如 12/10", name="自查数字"),
    "month": FieldText("如 2023-08", name="月份"),
}
