"""What the printed ledger says in words: states, remarks, titles, head and foot (OFFICE.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hazardctl.messages.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

TITLE = "问题隐患台账"
SHORT_TITLE = "问题隐患台账（会议简表）"
DATABASE = "本行业领域重大事故隐患数据库"
FULL_SHEET, SHORT_SHEET = "问题隐患台账", "会议简表"
UNITS = "单位：项、万元"
TOTAL = "合计"


def overdue(days: int) -> str:
    """Name the state of an overdue hazard, so that it reads without colour."""
    return f"{label('overdue')}{days}日"


def delisted(authority: str, on: date | None) -> str:
    """Say who listed a hazard, and that it is delisted."""
    return f"{authority}（{dotted(on)}摘牌）" if on else authority


def remark(now: Any, told: Sequence[Any]) -> str:
    """Return what the last column says: 延期、移送、轮次、挂牌 as they happened."""
    parts = [f"延期至{dotted(act.new_deadline)}" for act in now.extensions]
    parts += [f"{dotted(act.on)}转办{act.to}" for act in told if act.kind == "reassign"]
    if now.referred_to:
        parts.append(f"移送{now.referred_to}")
    if now.rounds:
        parts.append(f"复查不合格{now.rounds}次")
    if now.missing and str(now.status) == "pending":
        parts.append("待补：" + "、".join(label(item) for item in now.missing))
    return "；".join(parts)


def dotted(day: date) -> str:
    """Word a day for tables."""
    return f"{day.year}.{day.month}.{day.day}"


def filled_by(unit: str) -> str:
    """Head: who fills it in."""
    return f"填报单位（盖章）：{unit}"


def as_of(day: str) -> str:
    """Head: until when it counts."""
    return f"统计截至：{day}"


def foot(preparer: str, auditor: str, head: str, phone: str, day: str) -> tuple[str, ...]:
    """Foot: who signs."""
    return (
        f"单位负责人：{head}",
        f"审核人：{auditor}",
        f"填表人：{preparer}",
        f"联系电话：{phone}",
        f"填报日期：{day}",
    )


def total(number: int) -> str:
    """Name the number of hazards in the totals row."""
    return f"共{number}项"


def database_title(unit: str) -> str:
    """Title of an office's sheet: the database that task 5 asks of every office."""
    return f"{unit}{DATABASE}"


def village_title(village: str) -> str:
    """Title of a village's sheet."""
    return f"{village}{TITLE}"
