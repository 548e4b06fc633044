"""Terms of permits and of key items."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {
    "matter.permit": "作业许可",
    "command.permit": "permit",
    "permit_no": "作业编号",
    "operation": "作业种类",
    "operation_name": "作业名称",
    "until": "截止日期",
    "what": "作业内容",
    "contractor": "承包单位",
    "worker": "作业人员",
    "guardian": "监护人",
    "report_to": "报备单位",
    "checks": "检查项",
    "complete": "检查齐全",
    "planned": "未开始",
    "running": "作业中",
    "finished": "已完成",
    "started_on": "开始日期",
    "finished_on": "完成日期",
    "matter.key_item": "重点检查事项",
    "command.key_item": "key-item",
    "key_item_no": "事项编号",
    "text": "内容",
    "basis_text": "来源",
    "origin": "出自",
    "plan_item": "方案",
    "office_item": "自定",
}

FIELDS: dict[str, FieldText] = {
    "operation": FieldText("检维修|有限空间|委外"),
    "until": FieldText("日期，如 2023-08-31", name="许可期限"),
    "what": FieldText("文字"),
    "contractor": FieldText("单位或个人名称"),
    "worker": FieldText("姓名"),
    "guardian": FieldText("姓名"),
    "report_to": FieldText("单位名称"),
    "done": FieldText("检查项", name="已办结的检查"),
    "checks": FieldText("检查项，如 通风", option="检查项", name="检查项"),
    "text": FieldText("文字", option="事项内容", name="重点检查事项"),
    "basis_text": FieldText("文件名称和条款", option="--source", name="来源"),
}
