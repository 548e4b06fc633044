"""The reminder of one unit: plain text of about twenty lines, ready to be forwarded to its chat group."""

from collections.abc import Sequence
from datetime import date

from hazardctl.messages.actions import to_unit
from hazardctl.messages.views import first_of

TITLE_AT_MOST = 30
"""Characters of a hazard's description: a reminder is read on a phone."""


def head(unit: str, day: date) -> str:
    """Head a reminder."""
    return f"【安全隐患提醒】{unit}（截至 {day}）"


def end(office: str) -> str:
    """Close a reminder."""
    return f"请抓紧落实，完成后报{office}。"


def part(name: str, count: int, shown: int) -> str:
    """Head one part of a reminder."""
    return f"{name} {count} 项" + (f"（列前 {shown} 项）：" if shown < count else "：")


def in_one_line(name: str, items: Sequence[str], count: int) -> str:
    """Name several things in one line."""
    return f"{name} {count} 项：{'、'.join(items)}{'等' if len(items) < count else ''}"


def hazard(no: str, enterprise: str | None, title: str, when: str) -> str:
    """Name one hazard."""
    where = f" {enterprise}" if enterprise else ""
    cut = title if len(title) <= TITLE_AT_MOST else title[: TITLE_AT_MOST - 1] + "…"
    return f"· {no}{where} {cut}（{when}）"


def deadline(day: object, late: int) -> str:
    """Say until when, and how late it is."""
    return f"时限 {day}" + (f"，已逾期 {late} 天" if late else "")


def to_complete(missing: Sequence[str], until: object, *, late: bool) -> str:
    """Say what is missing of the five, and until when."""
    return f"缺{'、'.join(missing)}，{until} 前补齐" + ("，已过期" if late else "")


def duty(task: str, name: str, subjects: Sequence[str], count: int, since: object) -> str:
    """Name one part of a duty that was not done as often as the plan asks, and for whom."""
    number = f"任务 {task} " if task else ""
    return f"· {number}{name}：{first_of(subjects)} 缺 {count} 次（自 {since}）"


def unanswered(no: str, name: str, due: object) -> str:
    """Name one unanswered action."""
    return f"{name} {no}（应于 {due} 前回复）"


def return_missing(period: str) -> str:
    """Say that the return of a period was not sent."""
    return f"信息报送：{period} 未报（没有情况也要零报告）"


NAMES = {
    "overdue": "逾期未整改",
    "due_soon": "7日内到期",
    "pending": "五落实待补",
    "owed": "双报告应报未报",
    "rectified": "已整改待复查",
    "duties": "未按频次完成的任务",
    "replies": "逾期未回复",
}
"""What each part is called."""


def nothing(unit: str) -> str:
    """Nobody need be reminded."""
    return f"{unit}目前没有需要提醒的事项"


def nothing_at_all() -> str:
    """No unit need be reminded."""
    return "各单位目前都没有需要提醒的事项"


def hint(unit: str) -> str:
    """How to keep that it was sent."""
    return f"发出后留痕：hazardctl action remind --unit {unit} --record"


def hint_all() -> str:
    """How to keep that they were all sent."""
    return "发出后留痕：hazardctl action remind --record"


def recorded(no: str) -> str:
    """It is on record that it was sent."""
    return f"已记提示 {no}"


def nothing_to_record(unit: str) -> str:
    """There is no text, so nothing can have been sent."""
    return f"{unit}没有需要提醒的事项，不必留痕；确已提醒的用 {to_unit('remind', unit, ())} --text 内容"


def no_means() -> str:
    """The plan's ladder knows no reminder."""
    return "方案的督办手段（ladder）里没有 remind（提示）：在方案里加上，或用 hazardctl action add 另记"


def of_each(group: str) -> str:
    """A group has no chat group of its own."""
    return f"「{group}」是集体责任单位：写某个单位，或不写 --unit，每个单位各出一份"
