"""What stands in the office's calendar: a title for each day, and what to type then."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from hazardctl.messages.labels import label, term

_LONGEST = 40
_NAMED_AT_MOST = 5
KINDS = {
    "deadline": "整改时限",
    "pending": "五落实补齐",
    "supervised": "挂牌督办",
    "report": "双报告",
    "return": "信息报送",
    "reply": "督办回复",
    "problem": "问题清单",
    "duty": "例行工作",
    "phase": "行动阶段",
    "deliverable": "阶段成果",
    "nothing": "没有到期",
}
"""The categories of the calendar."""


class Named(NamedTuple):
    """How a hazard or a problem is called: its number, where it is, what it is, who answers for it."""

    no: str
    where: str
    title: str
    unit: str

    @property
    def short(self) -> str:
        """Return it in a line that a phone can show."""
        cut = len(self.title) > _LONGEST
        title = self.title[: _LONGEST - 1] + "…" if cut else self.title
        return " ".join(part for part in (self.no, self.where, title) if part)

    @property
    def whole(self) -> str:
        """Return as a line of its own what the title of the day had no room for."""
        return f"{self.title}\n" if len(self.title) > _LONGEST else ""


def name(town: str) -> str:
    """Name the calendar."""
    return f"{town}隐患整治期限"


def deadline(what: Named, *, late: bool) -> str:
    """A hazard's deadline."""
    return f"{label('overdue' if late else 'deadline')}：{what.short}（{what.unit}）"


def pending(what: Named, *, late: bool) -> str:
    """The day by which the five must be complete."""
    return f"{label('pending_overdue') if late else '五落实补齐'}：{what.short}（{what.unit}）"


def supervised(what: Named) -> str:
    """The term of a listed hazard."""
    return f"挂牌督办到期：{what.short}（{what.unit}）"


def rectify(what: Named, responsible: str) -> str:
    """What to do by the deadline."""
    who = f"整改责任人：{responsible}\n" if responsible else ""
    return f"{what.whole}{who}整改好了：hazardctl hazard rectify {what.no}\n要延期：hazardctl hazard extend {what.no}"


def complete(what: Named) -> str:
    """How the five are completed."""
    return f"{what.whole}补齐：hazardctl hazard plan {what.no}"


def progress(what: Named) -> str:
    """How the progress of a listed hazard is told."""
    return f"{what.whole}记进展：hazardctl hazard progress {what.no}\n摘牌：hazardctl hazard delist {what.no}"


def report(what: Named, kind: StrEnum) -> str:
    """A double report that is owed."""
    return f"{term(kind)}未报：{what.short}（{what.unit}）"


def file(what: Named, kind: str) -> str:
    """How it is recorded."""
    return f"{what.whole}报过了：hazardctl hazard report {what.no} --kind {kind}"


def returns(period: str, count: int) -> str:
    """The returns of a period."""
    return f"{period} 信息报送，还差 {count} 个单位"


def who(period: str, *, settled: bool) -> str:
    """How to see who has not sent it; where no day is settled the period's last one stands."""
    day = (
        ""
        if settled
        else "\n还没有定期末后几天报，先按期末这天；定：hazardctl setting set submission_days 天数"
    )
    return f"谁没报：hazardctl submissions --missing --month {period}{day}"


def reply(no: str, means: str, target: str) -> str:
    """A measure of supervision that is to be answered."""
    return f"{means}回复期限：{no} {target}"


def answer(no: str) -> str:
    """How the answer is recorded."""
    return f"回复了：hazardctl action reply {no}"


def problem(what: Named) -> str:
    """A problem that was assigned."""
    return f"问题整改期限：{what.short}（{what.unit}）"


def solve(what: Named) -> str:
    """How the answer is recorded."""
    return f"{what.whole}回复了：hazardctl problem reply {what.no}"


def _together(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _NAMED_AT_MOST else ""
    return "、".join(names[:_NAMED_AT_MOST]) + more


def duty(called: str, names: Sequence[str]) -> str:
    """Something that comes round, on the last day on which it is in time."""
    return f"{called}（{_together(names)}）：本期最后一天"


def record(key: str, part: str, *, post: bool) -> str:
    """How it is recorded."""
    return (
        f"做过了：hazardctl task log {key}{f' --part {part}' if part else ''}{' --post 岗位' if post else ''}"
    )


def counts(means: str) -> str:
    """A measure of supervision counts for it, without being typed twice."""
    return f"记成督办的自动算数：hazardctl action add --kind {means}"


def meeting(month: str) -> str:
    """What a dispatch needs."""
    return f"要用的数：hazardctl report monthly {month}"


def begins(number: int, called: str) -> str:
    """A phase begins."""
    return f"第{number}阶段开始：{called}"


def ends(number: int, called: str) -> str:
    """A phase ends."""
    return f"第{number}阶段截止：{called}"


def status(words: str) -> str:
    """How to see where the campaign is; `words` are the plan's own on the time."""
    return f"方案原文：{words}\n看进度：hazardctl phase status"


def deliverable(called: str, missing: Sequence[str]) -> str:
    """What units still owe a phase."""
    return f"交{called}：{_together(missing)}"


def deliver(key: str) -> str:
    """How it is recorded that it was handed in."""
    return f"收到了：hazardctl phase deliver {key} --unit 单位"


def nothing() -> str:
    """Nothing falls due."""
    return "从这天起没有到期的事"


def look() -> str:
    """Where to look all the same."""
    return "看今天的情况：hazardctl status"
