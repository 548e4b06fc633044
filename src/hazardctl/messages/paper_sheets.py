"""The words of the monthly workbook: its sheets, their headings and titles."""

from collections.abc import Iterable

SUMMARY, TREND, BY_UNIT, BY_VILLAGE = "总体情况", "逐月趋势", "分单位", "分村（社区）"
OVERDUE, DUE_SOON, LISTED, MAJOR = "逾期未整改", "临期", "挂牌督办", "重大事故隐患"
FIVE, OWED, PHASE = "五落实", "应报未报", "阶段"

SCOPE, UNIT, VILLAGE, ITEM, NUMBER = "口径", "监管责任单位", "属地村（社区）", "项目", "项数"
RECTIFIED_RATE, CLOSED_RATE = "整改率", "销号率"
COUNTS = ("排查数", "整改数", RECTIFIED_RATE, "销号数", CLOSED_RATE, "未销号", "逾期", "移送")
TOTAL = "合计"
MONTH, PREVIOUS, CUMULATIVE, YTD, STOCK = "本月", "上月", "行动以来累计", "今年以来", "行动前存量"
VISITS, FIRMS, CLEAN, SPOT = "检查家次", "检查家数", "未发现隐患家次", "即查即改"
CLOSED_IN_MONTH, PLANNED, SPENT = "本月销号", "落实整改资金（万元）", "实际投入（万元）"
FATAL, DEATHS = "全年死亡事故起数", "全年死亡人数"
REQUIRED, COMPLETE = "应落实", "五项齐全"

TREND_HEAD = ("月份", "排查数", "其中已整改", "当月销号")
HAZARD_HEAD = (
    "隐患编号", "隐患等级", "单位（场所）名称", "属地村（社区）", "隐患描述", "监管责任单位", "整改责任单位", "整改责任人",
    "包保领导", "整改时限", "逾期日数", "状态",
)  # fmt: skip
OWED_HEAD = ("隐患编号", "隐患描述", "单位（场所）名称", "监管责任单位", "应报")
LISTED_HEAD = (
    "隐患编号", "隐患等级", "单位（场所）名称", "属地村（社区）", "隐患描述", "监管责任单位", "包保领导", "挂牌层级", "挂牌文号",
    "挂牌日期", "摘牌日期", "整改时限", "状态",
)  # fmt: skip
FIVE_HEAD = ("项目、隐患编号", "项数", "单位（场所）名称", "隐患描述", "监管责任单位", "尚缺")
PHASE_HEAD = ("阶段", "名称", "开始", "截止", "剩余天数", "阶段成果", "应交", "已交")

_BALANCE = {
    "opening": "月初未销号", "found": "新排查", "reopened": "重新挂账", "closed": "销号", "referred": "移送",
    "corrections": "更正往月", "closing": "月末未销号",
}  # fmt: skip
BALANCE = tuple(_BALANCE)


def balance(name: str) -> str:
    """Name a part of the balance."""
    return f"存量变动：{_BALANCE[name]}"


_OF_PERIOD = (("本月", "本期"), ("上月", "上期"), ("往月", "往期"), ("月初", "期初"), ("月末", "期末"))


def of_month(words: str) -> str:
    """Call the days of a month."""
    return words


def of_period(words: str) -> str:
    """Call days that are no month what they are."""
    for month, period in _OF_PERIOD:
        words = words.replace(month, period)
    return words


def trend_note() -> str:
    """Say what the months before are told by."""
    return "注：往月按本表的统计截止日重算，已印发的各月数字以当月印发的报表为准"


def ever_listed(number: int) -> str:
    """Head the list of everything that was ever listed."""
    return f"{LISTED}（{number} 项，含已摘牌）"


def items(names: Iterable[str]) -> str:
    """Name several things in one cell."""
    return "、".join(names)


def title(name: str) -> str:
    """Head a sheet."""
    return name


def since_began(name: str) -> str:
    """Head a sheet of counts."""
    return f"{name}情况（行动以来累计）"


def counted(name: str, number: int) -> str:
    """Head a list."""
    return f"{name}（{number} 项）"


def lacking(item: str) -> str:
    """Name one of the five that is missing."""
    return f"尚缺：{item}"


def standing(town: str, period: str, until: str, issue: str) -> str:
    """Say below a title what the figures are of, and whether they were handed in."""
    return f"{town}　{period}　统计截至 {until}　{issue}"


def standing_as_at(unit: str, until: str, foot: str) -> str:
    """Say below a title whose the figures are, and as at when."""
    return f"{unit}　统计截至 {until}　{foot}"
