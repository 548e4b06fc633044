"""The words of the monthly workbook: its sheets, their headings and titles."""

from collections.abc import Iterable

from hazardctl.messages.labels import label, short, worded

SUMMARY, TREND, BY_UNIT, BY_VILLAGE = "总体情况", "逐月趋势", "分单位", "分村（社区）"
OVERDUE, DUE_SOON, LISTED, MAJOR = "逾期未整改", "临期", "挂牌督办", "重大事故隐患"
FIVE, OWED, PHASE = "五落实", "应报未报", "阶段"
_TERMS = {OVERDUE: "overdue", LISTED: "listing", MAJOR: "major", FIVE: "five", OWED: "owed"}
"""What is called by a term; a tab keeps our word, since not every sign may stand on one."""

SCOPE, UNIT, VILLAGE, ITEM, NUMBER = "口径", label("unit"), label("village"), "项目", "项数"
RECTIFIED_RATE, CLOSED_RATE = label("rectified_rate"), label("closed_rate")
COUNTS = (
    label("found"), label("rectified_count"), RECTIFIED_RATE, label("closed_count"), CLOSED_RATE, label("open_count"),
    short("overdue"), label("refer"),
)  # fmt: skip
TOTAL = "合计"
MONTH, PREVIOUS, CUMULATIVE, YTD = label("month"), label("previous"), label("cumulative"), label("ytd")
STOCK = "行动前存量"
VISITS, FIRMS, CLEAN, SPOT = label("visits"), label("firms"), worded("{clean}家次"), label("fixed_on_spot")
CLOSED_IN_MONTH, PLANNED, SPENT = "本月销号", worded("落实{funds}（万元）"), label("funds_spent")
FATAL, DEATHS = "全年死亡事故起数", "全年死亡人数"
REQUIRED, COMPLETE = "应落实", "五项齐全"

TREND_HEAD = ("月份", label("found"), "其中已整改", "当月销号")
HAZARD_HEAD = (
    *map(label, ("no", "level", "enterprise", "village", "title", "unit", "responsible_unit", "responsible", "leader")),
    label("deadline"), "逾期日数", label("status"),
)  # fmt: skip
OWED_HEAD = (*map(label, ("no", "title", "enterprise", "unit")), "应报")
LISTED_HEAD = (
    *map(label, ("no", "level", "enterprise", "village", "title", "unit", "leader", "remark_authority")), "挂牌文号",
    *map(label, ("listed_on", "delisted_on", "deadline", "status")),
)  # fmt: skip
FIVE_HEAD = (worded("项目、{no}"), "项数", *map(label, ("enterprise", "title", "unit")), "尚缺")
PHASE_HEAD = ("阶段", "名称", "开始", "截止", "剩余天数", "阶段成果", "应交", "已交")

_BALANCE = {
    "opening": "月初未销号", "found": "新排查", "reopened": "重新挂账", "closed": "销号", "referred": "移送",
    "corrections": "更正往月", "closing": "月末未销号",
}  # fmt: skip
BALANCE = tuple(_BALANCE)


def balance(name: str) -> str:
    """Name a part of the balance."""
    return f"{label('balance')}：{_BALANCE[name]}"


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
    return f"{title(LISTED)}（{number} 项，含已摘牌）"


def items(names: Iterable[str]) -> str:
    """Name several things in one cell."""
    return "、".join(names)


def title(name: str) -> str:
    """Head a sheet."""
    return label(_TERMS[name]) if name in _TERMS else name


def since_began(name: str) -> str:
    """Head a sheet of counts."""
    return f"{name}情况（行动以来累计）"


def counted(name: str, number: int) -> str:
    """Head a list."""
    return f"{title(name)}（{number} 项）"


def lacking(item: str) -> str:
    """Name one of the five that is missing."""
    return f"尚缺：{item}"


def standing(town: str, period: str, until: str, issue: str) -> str:
    """Say below a title what the figures are of, and whether they were handed in."""
    return f"{town}　{period}　统计截至 {until}　{issue}"


def standing_as_at(unit: str, until: str, foot: str) -> str:
    """Say below a title whose the figures are, and as at when."""
    return f"{unit}　统计截至 {until}　{foot}"
