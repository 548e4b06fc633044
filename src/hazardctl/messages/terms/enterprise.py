"""Terms of enterprises."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {
    "enterprise.closed_on": "停业日期",
    "credit_code": "统一社会信用代码",
    "regulator": "监管单位",
    "headcount": "从业人员（人）",
    "micro": "小微企业",
    "high_risk": "高危行业领域企业",
    "sole_trader": "个体经营者",
    "contact": "联系人",
    "address": "地址",
    "opened_on": "开业日期",
    "closed_on_enterprise": "停业日期",
    "closed_how": "停业方式",
    "ClosedHow.closed": "关闭",
    "ClosedHow.moved": "搬迁",
    "lacking": "资料缺",
    "late": "未完成",
}

FIELDS: dict[str, FieldText] = {
    "name": FieldText("单位名称", option="hazardctl enterprise add", name="名称"),
    "new_name": FieldText("单位名称", option="--name", name="新名称"),
    "credit_code": FieldText("18 位，见营业执照"),
    "regulator": FieldText("单位名称；auto 按方案确定"),
    "headcount": FieldText("人数"),
    "high_risk": FieldText(""),
    "sole_trader": FieldText(""),
    "contact": FieldText("姓名"),
    "phone": FieldText("电话"),
    "address": FieldText("地址"),
    "opened_on": FieldText("日期，如 2023-08-31"),
    "closed_on": FieldText("日期，如 2023-08-31", name="停业日期"),
    "closed_how": FieldText("closed（关闭）|moved（搬迁）", name="停业方式"),
}
