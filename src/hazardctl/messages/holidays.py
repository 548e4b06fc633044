"""The sentences on holidays and working days."""

_WEEKDAYS = "一二三四五六日"


def not_known(year: int, file: str) -> str:
    """Nobody has laid down the holidays of a year."""
    return (
        f"没有 {year} 年的节假日安排：国务院办公厅的通知一般在头一年十月至十一月发布，"
        f"发布后照样子（hazardctl guide 日历）写进 {file}"
    )


def head(year: int) -> str:
    """Head one year."""
    return f"{year} 年节假日安排"


def source(notice: str, *, own: bool) -> str:
    """Say on what a year rests, and from which file it comes."""
    return f"{notice}，{'本镇的 holidays.yaml' if own else '程序自带'}"


def worked(days: str) -> str:
    """Name the weekends that are worked."""
    return f"调休上班：{days}"


def weekday(day: str, number: int) -> str:
    """Name a day with its weekday, Monday being 0."""
    return f"{day}（周{_WEEKDAYS[number]}）"


def how(file: str) -> str:
    """Say how a year is added or replaced."""
    return f"新的一年或要改的一年写进 {file}，写了哪一年就用哪一年：hazardctl guide 日历"
