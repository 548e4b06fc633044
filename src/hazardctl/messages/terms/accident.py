"""Terms of accidents."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {
    "accident.no": "事故编号",
    "matter.accident": "事故",
    "command.accident": "accident",
    "accident_no": "事故编号",
    "summary": "经过",
    "deaths": "死亡（人）",
    "injured": "受伤（人）",
    "loss_fen": "直接损失（元）",
    "loss": "直接损失",
    "cause": "原因",
}

FIELDS: dict[str, FieldText] = {
    "summary": FieldText("简要经过"),
    "deaths": FieldText("人数"),
    "injured": FieldText("人数"),
    "loss": FieldText("金额，如 20000 或 2万"),
    "cause": FieldText("文字"),
    "attach": FieldText("文件", name="附件"),
    "hazard": FieldText("BY-2023-0001", name="有关隐患"),
}
