"""Sentences of the reports of more than a month."""

from collections.abc import Sequence

GOALS = {
    "deaths": "全年生产安全事故死亡人数（人，不超过）",
    "major_closed": "重大事故隐患销号（项）",
    "five_complete": "五落实到位（项）",
    "delisted": "挂牌督办摘牌（项）",
    "tasks_done": "按频次完成的任务（次）",
    "deliverables": "阶段成果（份）",
    "overdue": "逾期未整改（项，应为 0）",
}


def half(year: int, number: int) -> str:
    """Name a half year."""
    return f"{year}年{'上' if number == 1 else '下'}半年"


def phase(number: int, name: str) -> str:
    """Name a phase."""
    return f"第{number}阶段（{name}）"


def whole() -> str:
    """Name the whole campaign."""
    return "全程"


def bad_half(said: str) -> str:
    """A half year cannot be understood."""
    return f"看不懂「{said}」是哪个半年：写 2023-H1、2023-H2、2023年下半年，或其中的一个月，如 2023-08"


def no_such_phase(said: str, known: Sequence[str]) -> str:
    """The plan has no such phase."""
    return f"方案里没有阶段「{said}」，有：{'、'.join(known)}"


def not_begun(name: str, start: str) -> str:
    """A period lies ahead."""
    return f"{name}从 {start} 开始，还没有到，不能出报告"


def title(town: str, name: str) -> str:
    """Head the report."""
    return f"{town}{name}专项行动情况"


def until(start: str, end: str, *, complete: bool) -> str:
    """Say which days."""
    return f"{start} 至 {end}" + ("" if complete else "（还没有结束，数字算到这一天）")


def met(value: bool | None) -> str:  # noqa: FBT001
    """Say whether a goal is met."""
    return "—" if value is None else "达到" if value else "未达到"


def place(number: int | None) -> str:
    """Say a unit's place; who found nothing has none."""
    return "—" if number is None else str(number)
