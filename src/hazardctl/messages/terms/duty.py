"""Terms of duty records and posts."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {
    "matter.record": "任务记录",
    "inspect.no": "检查编号",
    "inspect.unit": "检查单位",
    "inspect.hazards": "查出隐患",
    "task.no": "记录编号",
    "task.unit": "落实单位",
    "task.kind": "类别",
    "record_no": "记录编号",
    "duty": "任务",
    "part": "部分",
    "part_name": "部分名称",
    "late_count": "没有做到的项数",
    "lagging": "没有做到的单位",
    "item": "名目",
    "post": "岗位",
    "person": "人员",
    "to": "截止日期",
    "people": "人数",
    "holders": "担任人",
    "tasks": "任务",
    "expected": "应完成",
    "done": "已完成",
    "rate": "完成率",
    "since": "自何时起缺",
    "task": "任务",
}

FIELDS: dict[str, FieldText] = {
    "part": FieldText("部分，见 task show", name="任务的哪一部分"),
    "item": FieldText("名称", name="名目"),
    "post": FieldText("岗位，见 post list"),
    "person": FieldText("姓名"),
    "people": FieldText("人数"),
    "task": FieldText("任务编号，如 2-12"),
    "since": FieldText("日期，如 2023-06-01", name="起始日期"),
}
