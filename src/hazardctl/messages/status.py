"""The morning page's headings."""

from hazardctl.messages.labels import label

_DEALS = {
    "pending": "补齐：hazardctl hazard plan {no}",
    "overdue": "整改好了：hazardctl hazard rectify {no}　催办：hazardctl action remind --unit {unit}",
    "due": "整改好了：hazardctl hazard rectify {no}　要延期：hazardctl hazard extend {no}",
    "awaiting": "合格：hazardctl hazard close {no}　不合格：hazardctl hazard reject {no}",
    "owed": "报过了：hazardctl hazard report {no} --kind {report}",
    "listed": "记进展：hazardctl hazard progress {no}　摘牌：hazardctl hazard delist {no}",
    "referred": "有答复了：hazardctl hazard reply {no}",
}
_ALL = {
    "pending": "hazardctl hazard gaps",
    "overdue": "hazardctl hazard list --overdue",
    "due": "hazardctl hazard list --due-within 7",
    "awaiting": "hazardctl hazard list --status rectified",
    "owed": "hazardctl hazard reports --owed",
    "listed": "hazardctl hazard supervised",
    "referred": "hazardctl hazard list --status referred",
}


def deal(shelf: str, no: str, unit: str, report: str, *, more: bool) -> tuple[str, ...]:
    """Say what to type for the first hazard of a shelf, and for the whole list where only its head is shown."""
    words = _DEALS[shelf].format(no=no, unit=unit, report=report).split("　")
    return (*words, *([f"全部：{_ALL[shelf]}"] if more else []))


def head(town: str, today: str) -> str:
    """Head the page."""
    return f"{town} 隐患排查整治　{today}"


def phase(no: int, name: str, due: str, days_left: int, state: str) -> str:
    """Say where the campaign is."""
    if state == "ended":
        return f"第{no}阶段 {name} 已于 {due} 结束"
    return f"第{no}阶段 {name}，到 {due}，还剩 {days_left} 天"


def counts(found: int, rectified: int, rate: str, open_: int) -> str:
    """Say the figures in one line."""
    return f"累计排查 {found} 项，整改 {rectified} 项（{rate}），未销号 {open_} 项"


def pending(n: int) -> str:
    """五落实 to be completed."""
    return f"{label('pending')} {n} 项"


def overdue(n: int) -> str:
    """Late."""
    return f"{label('overdue')} {n} 项"


def due(n: int) -> str:
    """Due within a week."""
    return f"7 日内到期 {n} 项"


def awaiting(n: int) -> str:
    """Waiting for the office."""
    return f"等待复查 {n} 项"


def owed(n: int) -> str:
    """Reports owed."""
    return f"{label('reports')}{label('reports_owed')} {n} 项"


def listed(n: int) -> str:
    """挂牌督办."""
    return f"{label('listing')}中 {n} 项"


def referred(n: int) -> str:
    """Referred and not answered."""
    return f"已移送跟踪中 {n} 项"


def nothing_urgent() -> str:
    """A quiet morning."""
    return "今天没有待补、逾期、临期和待复查的隐患"


def others() -> str:
    """Head what has nothing to do with single hazards."""
    return "其他要办的"


def meeting() -> str:
    """Head what the next meeting needs."""
    return "调度会前"


def running(month: str) -> str:
    """Say how the running month's report is made."""
    return (
        f"本月报表：hazardctl report monthly {month}（加 --brief 是贴群里的一段话，加 -o 通报.docx 是文件）"
    )


def not_issued(month: str) -> str:
    """Say that the last month was not handed in as it ended."""
    return f"{month} 还没有印发（数字会跟着台账变）：hazardctl report monthly {month} --issue"
