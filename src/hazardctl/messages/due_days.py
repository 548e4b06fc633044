"""What stands in the office's calendar: a title for each day, and what to type then."""

from collections.abc import Sequence
from enum import StrEnum

from hazardctl.messages.labels import label, term

_LONGEST = 40
KINDS = {
    "deadline": "整改时限",
    "pending": "五落实补齐",
    "supervised": "挂牌督办",
    "report": "双报告",
    "return": "信息报送",
    "duty": "例行工作",
    "phase": "行动阶段",
    "deliverable": "阶段成果",
}
"""The categories of the calendar."""


def name(town: str) -> str:
    """Name the calendar."""
    return f"{town}隐患整治期限"


def _what(no: str, where: str, title: str) -> str:
    return " ".join(part for part in (no, where, title[:_LONGEST]) if part)


def deadline(no: str, where: str, title: str, unit: str) -> str:
    """A hazard's deadline."""
    return f"{label('deadline')}：{_what(no, where, title)}（{unit}）"


def pending(no: str, where: str, title: str, unit: str) -> str:
    """The day by which the five must be complete."""
    return f"五落实补齐：{_what(no, where, title)}（{unit}）"


def supervised(no: str, where: str, title: str) -> str:
    """The term of a listed hazard."""
    return f"挂牌督办到期：{_what(no, where, title)}"


def rectify(no: str, responsible: str) -> str:
    """What to do by the deadline."""
    who = f"整改责任人：{responsible}\n" if responsible else ""
    return f"{who}整改好了：hazardctl hazard rectify {no}\n要延期：hazardctl hazard extend {no}"


def complete(no: str) -> str:
    """How the five are completed."""
    return f"补齐：hazardctl hazard plan {no}"


def progress(no: str) -> str:
    """How the progress of a listed hazard is told."""
    return f"记进展：hazardctl hazard progress {no}\n摘牌：hazardctl hazard delist {no}"


def report(no: str, kind: StrEnum, title: str) -> str:
    """A double report that is owed."""
    return f"{term(kind)}未报：{no} {title[:_LONGEST]}"


def file(no: str, kind: str) -> str:
    """How it is recorded."""
    return f"报过了：hazardctl hazard report {no} --kind {kind}"


def returns(period: str, count: int) -> str:
    """The returns of a period."""
    return f"{period} 信息报送截止，还差 {count} 个单位"


def who(period: str) -> str:
    """How to see who has not sent it."""
    return f"谁没报：hazardctl submissions --missing --month {period}"


def duty(called: str, part: str, unit: str) -> str:
    """Something that the body does regularly."""
    return f"{called}{'·' + part if part else ''}（{unit}）：本期最后一天"


def record(key: str, month: str) -> str:
    """How it is recorded, and what it needs."""
    return f"做过了：hazardctl task log {key}\n要用的数：hazardctl report monthly {month}"


def begins(number: int, called: str) -> str:
    """A phase begins."""
    return f"第{number}阶段开始：{called}"


def ends(number: int, called: str) -> str:
    """A phase ends."""
    return f"第{number}阶段截止：{called}"


def status() -> str:
    """How to see where the campaign is."""
    return "看进度：hazardctl phase status"


def deliverable(called: str, missing: Sequence[str]) -> str:
    """What units still owe a phase."""
    shown = "、".join(missing[:5]) + (f"等 {len(missing)} 家" if len(missing) > 5 else "")  # noqa: PLR2004  five fit
    return f"交{called}：{shown}"


def deliver(key: str) -> str:
    """How it is recorded that it was handed in."""
    return f"收到了：hazardctl phase deliver {key} --unit 单位"
