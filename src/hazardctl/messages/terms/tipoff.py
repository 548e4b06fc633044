"""Terms of tip-offs and of copies of the ledger."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {
    "matter.tipoff": "举报",
    "command.tipoff": "tipoff",
    "tipoff.no": "举报编号",
    "tipoff.unit": "承办单位",
    "tipoff.status.received": "待核查",
    "tipoff.status.verified": "已核查",
    "tipoff.status.rewarded": "已奖励",
    "channel": "举报途径",
    "Channel.phone": "电话",
    "Channel.visit": "来访",
    "Channel.letter": "来信",
    "Channel.online": "网络",
    "Channel.other": "其他",
    "Finding.true": "属实",
    "Finding.partly": "部分属实",
    "Finding.false": "不属实",
    "internal": "内部举报",
    "result": "核查结果",
    "verified_on": "核查日期",
    "verified_by": "核查人员",
    "verified_note": "核查说明",
    "led_to": "查出隐患",
    "reward_fen": "奖励（元）",
    "rewarded_on": "奖励日期",
    "redacted_on": "内容销毁日期",
}

FIELDS: dict[str, FieldText] = {
    "tip": FieldText("文件名，- 表示从标准输入读", option="--text-file", name="举报内容"),
    "code": FieldText("文件名，- 表示从标准输入读", option="--code-file", name="领奖码"),
    "channel": FieldText("phone|visit|letter|online|other"),
    "result": FieldText("true|partly|false"),
    "reward": FieldText("金额，如 500 或 0.1万", option="--amount", name="奖励金额"),
}
