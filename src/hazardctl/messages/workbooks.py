"""Sentences about workbooks that are written."""


def cell_too_long(length: int, limit: int) -> str:
    """Say that a text does not fit into one cell."""
    return f"有一格文字 {length} 字，表格一格最多 {limit} 字：用 -o 文件.csv 或 .json 导出"


SHEET = "表"
"""What a sheet is called that has no name of its own."""


def register_title(kind: str, day: str) -> str:
    """Title of a register's form."""
    return f"{kind}台账（截至 {day}）"


def exported(path: object, sheets: int, rows: int) -> str:
    """Say what was written."""
    return f"已写出 {path}：{sheets} 张表，{rows} 条"


def comes_back(path: object) -> str:
    """Say how an edited form comes back."""
    return f"在表里改好以后：hazardctl import {path} --update（只改你改过的格）"


def whole_only(name: str) -> str:
    """Say that a bundle is the whole ledger."""
    return f"“{name}”是整本打包，不能只要一部分：去掉筛选和 --kind，或把表格写成 .xlsx"


def only_xlsx(name: str) -> str:
    """Say that a form is a workbook."""
    return f"“{name}”的后缀不对：表格写成 .xlsx"


def title(kind: str, day: str | None) -> str:
    """Title of an answer that was written as a workbook."""
    name = TITLES.get(kind) or TITLES.get(kind.partition(".")[0]) or kind
    return f"{name}（截至 {day}）" if day else name


TITLES = {
    "hazard": "隐患清单",
    "hazard.gaps": "五落实缺项清单",
    "hazard.reports": "双报告清单",
    "hazard.supervised": "挂牌督办清单",
    "hazard.history": "隐患办理记录",
    "inspect": "检查记录",
    "enterprise": "单位（场所）清单",
    "enforce": "执法检查清单",
    "problem": "问题清单",
    "action": "督办清单",
    "submissions": "信息报送情况",
    "tipoff": "举报登记",
    "accident": "事故登记",
    "permit": "作业许可清单",
    "key-item": "重点检查事项",
    "task": "重点任务",
    "task.status": "重点任务完成情况",
    "unit": "单位名录",
    "post": "岗位名录",
    "phase": "阶段进度",
    "plan": "行动方案",
    "status": "今日提醒",
    "report.monthly": "每月调度",
    "report.upward": "上报口径",
    "report.diff": "印发前后对比",
    "setting": "本单位设定",
    "check": "台账检查结果",
    "log": "流水",
    "log.show": "流水明细",
    "verify": "台账核对结果",
    "doctor": "体检结果",
    "undo": "撤销",
    "restore": "恢复",
    "inspect.void": "作废",
    "who-owns": "职责查询",
    "import": "导入结果",
}
"""What an answer is called on paper, by its kind or its command."""
