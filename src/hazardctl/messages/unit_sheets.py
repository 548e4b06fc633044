"""The words of one office's workbook: its sheets and their headings."""

FIGURES, OPEN, REFERRED, LATE = "情况", "未销号隐患", "已移送", "欠做的任务"
DELIVERABLES, DUTIES = "阶段成果", "职责"
FIGURES_HEAD = ("项目", "数量")
COUNTS = (
    "行动以来排查隐患（项）", "已整改（项）", "销号（项）", "未销号（项）", "逾期未整改（项）", "五落实待补（项）",
    "已移送、不计入未销号（项）",
)  # fmt: skip
STOCK = ("行动前存量未销号（项）", "行动前存量逾期未整改（项）")
WORK = ("按频次应完成任务（次）", "已做（次）", "所管单位（场所）（家）", "督办事项逾期未回复（件）")
LATE_HEAD = ("任务", "部分", "对象", "名目", "欠次", "自何时起")
DELIVERABLES_HEAD = ("阶段", "阶段成果", "期限", "情况")
DUTIES_HEAD = ("编号", "名称", "内容")


def title(name: str) -> str:
    """Head the figures."""
    return f"{name}专项行动情况"
