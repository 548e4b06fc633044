"""The register of 双报告."""


def no_such_basis(number: str) -> str:
    """The inspection that a report is said to rest on is not on record."""
    return f"没有检查记录 {number[:30]}：先用 hazardctl inspect add 记录，或用 hazardctl inspect list 查编号"


def none() -> str:
    """No line fits."""
    return "没有符合条件的双报告事项"


def count(lines: int, owed: int, overdue: int) -> str:
    """Count the register."""
    late = f"，其中超期 {overdue} 件" if overdue else ""
    return f"共 {lines} 件，应报未报 {owed} 件{late}"


def owed_for(days: int) -> str:
    """Say how long a report is owed."""
    return f"未报，已 {days} 天"


def overdue_for(days: int) -> str:
    """Say that a report is owed beyond the office's days."""
    return f"超期未报，已 {days} 天"


def since(day: str) -> str:
    """Say since when it is owed."""
    return f"应报自 {day}"


def filed(on: str, *, late: bool) -> str:
    """Say when it was filed."""
    return f"{on} 报{'（超期）' if late else ''}"


def no_limit() -> str:
    """The office has settled no number of days."""
    return "没有定双报告天数，不判超期：用 hazardctl setting set report_days 天数 定"


def next_step(no: str, kind: str) -> str:
    """What to type for the report that is owed longest."""
    return f"下一步：hazardctl hazard report {no} --kind {kind} --to 单位 --by 姓名"
