"""Reports that cannot be made."""

from datetime import date


def future_month(asked: str, today: date) -> str:
    """The month has not come."""
    return f"{asked} 还没有到（今天 {today}），不能出报表：请选已经开始的月份，如 hazardctl report monthly {today:%Y-%m}"
