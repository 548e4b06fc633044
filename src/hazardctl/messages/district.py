"""Sentences of the reports over several towns."""

from collections.abc import Sequence


def head(month: str, end: str) -> str:
    """Head the district's month."""
    return f"{int(month[:4])}年{int(month[5:])}月各镇隐患排查整治情况（截至{end}）"


def issued_of(issued: int, towns: int) -> str:
    """Say how many have handed theirs in."""
    return f"已印发本月调度表的 {issued} 个镇，共 {towns} 个镇"


def sources() -> str:
    """Say where figures are from."""
    return "已印发的镇用印发时的数（不随后来的登记变），未报的镇用台账现在的数；整改率排名只排本月有排查的镇"


def not_issued(names: Sequence[str]) -> str:
    """Say who has not."""
    return f"未报：{'、'.join(names)}"


def number(issued: int, on: str) -> str:
    """Say which issue."""
    return f"第{issued}号（{on}）"


def none() -> str:
    """No issue."""
    return "未报"


def total() -> str:
    """Name the last row."""
    return "合计"


def source(name: str) -> str:
    """Say where a row's figures are from."""
    return {"frozen": "印发", "live": "实时"}[name]


def by_alone(options: Sequence[str]) -> str:
    """Options that mean nothing for a table of towns."""
    return f"--by town 不能和 {'、'.join(options)} 一起用：去掉其中一个（汇总表写成 .xlsx 或 .csv）；要一个镇的调度表，用 --town"


def upward_head(towns: int, period: str) -> str:
    """Head the text for the level above."""
    return f"{towns} 个镇隐患排查整治工作开展情况（{period}）"


def towns_head() -> str:
    """Head the towns' lines."""
    return "各镇情况"


def of_town(name: str, found: int, rectified: int, open_: int, source: str) -> str:
    """One town's line."""
    return f"{name}：本期排查隐患{found}项，已整改{rectified}项，累计未销号{open_}项（{source}）"


def from_issue(number_: int, on: str) -> str:
    """Figures of a paper."""
    return f"{on} 印发的第{number_}号"


def from_ledger(*, own_plan: bool) -> str:
    """Figures of the ledger as it is now."""
    return "未印发，台账现在的数" if own_plan else "未印发，台账现在的数，按区里手头的方案算"
