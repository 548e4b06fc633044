"""Sentences about notices of hazards, and the words that stand in them."""

from collections.abc import Mapping, Sequence

from hazardctl.messages.labels import label
from hazardctl.messages.terms.notice import TITLES

NO_RECEIVER = "（没有登记单位）"
TO_FILL = "　"
"""What is not recorded stays empty, to be written in by hand."""


def no_hazard() -> str:
    """No hazard was named."""
    return "没有说是哪条隐患：写隐患编号（可写几个），或用 --visit JC-… 取一次检查的全部隐患"


def no_kind() -> str:
    """No paper was named."""
    return f"没有说出哪种文书：加 --kind，可用：{'、'.join(f'{kind}（{title}）' for kind, title in TITLES.items())}"


def nothing_found(visit: str) -> str:
    """A visit found nothing."""
    return f"检查 {visit} 没有发现隐患，不用发通知"


def does_not_fit(no: str, status: str, kind: str) -> str:
    """A paper makes no sense for a hazard as it stands."""
    return f"{no} 现在是“{label(status)}”，不能出{TITLES[kind]}"


def several_receivers(told: Mapping[str, Sequence[str]]) -> str:
    """One paper has one receiver."""
    groups = "；".join(f"{name}：{'、'.join(nos)}" for name, nos in told.items())
    return f"一份文书只发一家，这些隐患分属 {len(told)} 家，请分开出（{groups}）"


def made(kind: str, to: str | None, number: int) -> str:
    """Say what the paper is."""
    return f"{TITLES[kind]}　发往：{to or NO_RECEIVER}　隐患 {number} 条"


def how_to_print(kind: str, nos: Sequence[str]) -> str:
    """Say how to get the paper."""
    return f"出 Word 文书：hazardctl hazard notice {' '.join(nos)} --kind {kind} -o {TITLES[kind]}.docx"


def no_funds() -> str:
    """No funds are needed."""
    return "无需资金"


def times(number: int) -> str:
    """Say how many times something was done."""
    return f"第 {number} 次" if number else TO_FILL


def granted(*, refused: bool) -> str:
    """Say what came of an application."""
    return "不同意" if refused else "同意"


def done_on(note: str, day: str) -> str:
    """Say what was done and when."""
    return f"{note}（{day}）"


def late(days: int) -> str:
    """Say that a hazard is late."""
    return f"逾期{days}日未整改"


def reported(found: str, done: str) -> str:
    """Say when the two reports were made."""
    return f"发现报告：{found}；整改报告：{done}"


def not_asked() -> str:
    """A form's line that does not apply."""
    return "不涉及"


def wan(amount: str) -> str:
    """Say money."""
    return f"{amount}万元"
