"""The morning page's headings."""


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
    return f"五落实待补 {n} 项"


def overdue(n: int) -> str:
    """Late."""
    return f"逾期未整改 {n} 项"


def due(n: int) -> str:
    """Due within a week."""
    return f"7 日内到期 {n} 项"


def awaiting(n: int) -> str:
    """Waiting for the office."""
    return f"等待复查 {n} 项"


def owed(n: int) -> str:
    """Reports owed."""
    return f"双报告应报未报 {n} 项"


def listed(n: int) -> str:
    """挂牌督办."""
    return f"挂牌督办中 {n} 项"


def referred(n: int) -> str:
    """Referred and not answered."""
    return f"已移送跟踪中 {n} 项"


def nothing_urgent() -> str:
    """A quiet morning."""
    return "今天没有待补、逾期、临期和待复查的隐患"


def meeting(month: str) -> str:
    """What to type before the meeting."""
    return f"调度会前：hazardctl report monthly {month}"
