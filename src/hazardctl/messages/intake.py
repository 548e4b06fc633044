"""Rows of a sheet: what became of one and why, and the keyboard's sentences put into a sheet's words."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

_SHOWN = 30
"""How many characters of a cell a sentence shows; the whole of it stands in the sheet."""
_COMMAND = re.compile("(hazardctl [^，；。]*)")
_IN_BRACKETS = re.compile(r"（(--[a-z-]+)）")
_WITH_VALUE = re.compile(r"加 (--[a-z-]+) (?=\S)")
_TO_ADD = re.compile(r"加 (--[a-z-]+)")
_ALONE = re.compile(r" ?(--[a-z-]+) ?")


class Difference(NamedTuple):
    """What a column says in the ledger and in the sheet; None where a cell is empty."""

    field: str
    heading: str
    ledger: str | None
    sheet: str | None


def for_sheet(message: str, headings: Mapping[str, str]) -> str:
    """Return a sentence with headings in place of options; a command to type stays as it is."""
    parts = _COMMAND.split(message)
    return "".join(part if n % 2 else _headed(part, headings) for n, part in enumerate(parts))


def _headed(said: str, headings: Mapping[str, str]) -> str:
    def head(match: re.Match[str], form: str) -> str:
        known = headings.get(match[1])
        return form.format(known) if known is not None else match[0]

    for pattern, form in (
        (_IN_BRACKETS, ""),
        (_WITH_VALUE, "填写「{}」："),
        (_TO_ADD, "填写「{}」"),
        (_ALONE, "「{}」"),
    ):
        said = pattern.sub(lambda match, form=form: head(match, form), said)  # type: ignore[misc]
    return said


def missing(heading: str) -> str:
    """A cell is empty that must not be."""
    return f"缺{heading}：填写这一格"


def bad_flag(said: str) -> str:
    """A cell takes yes or no."""
    return f"「{_shown(said)}」看不懂：填 是 或 否"


def not_updated(name: str, found: Sequence[Difference]) -> str:
    """The row says other than the ledger, and nobody asked for it to be taken over."""
    return f"「{name}」已经登记，与台账不同：{_listed(found)}；以表格为准就加 --update 再导入"


def contradicts(name: str, found: Difference) -> str:
    """An earlier row of the sheet is about the same and says otherwise."""
    return (
        f"前面已有「{name}」的一行，两行的{found.heading}不同"
        f"（前面{_said(found.ledger)}，这里{_said(found.sheet)}）：并成一行"
    )


def other_code(name: str, registered: str, said: str) -> str:
    """The name is registered with another social credit code."""
    return (
        f"「{name}」登记的统一社会信用代码是 {registered}，表中是 {said}：不是同一家的换一个名称；"
        f"登记错了的用 hazardctl enterprise amend {name} --credit-code {said} 更正"
    )


def no_such_duty(said: str) -> str:
    """The plan has no such task."""
    return f"没有「{_shown(said)}」这项任务：填任务编号，如 1-8；用 hazardctl task list 查看全部"


def duty_became_day(said: str) -> str:
    """A spreadsheet has made a day of a task's number."""
    return f"「{said}」是日期，任务编号（如 2-12）被表格软件改成了日期：把这一格设为文本，再填编号"


def record_not_updated(no: str, found: Sequence[Difference]) -> str:
    """The record is in the ledger and says otherwise there."""
    return (
        f"与 {no} 是同一条，台账上不同：{_listed(found)}；没有改动台账。确要更正的，先 hazardctl task void {no} "
        "--reason 更正，再清空这一行的编号导入；确是另一次的，用 hazardctl task log 补记"
    )


def record_cannot_change(no: str, found: Sequence[Difference]) -> str:
    """A record is never amended."""
    return (
        f"{no} 已经登记，任务落实记录不能改（{_listed(found)}）：先 hazardctl task void {no} --reason 更正，"
        "再清空这一行的编号导入；确是另一次的，用 hazardctl task log 补记"
    )


def no_such_record(no: str) -> str:
    """A number of this ledger's form that the ledger does not have."""
    return f"台账里没有 {_shown(no)} 这条记录：新记录的编号留空"


def voided(no: str) -> str:
    """What the row tells of was declared void."""
    return f"{no} 已经作废，没有再登记：确要重新登记的，填一行新的，编号留空"


def both_counts() -> str:
    """Found and fixed go together."""
    return "自查发现数和自查整改数要同时填：没有的填 0"


def first_sending_stays(no: str, on: date, by: str | None) -> str:
    """What was sent is the same; who sent it first and when stays."""
    who = f"、报送人{by}" if by else ""
    return f"{no} 内容没有变化，报送日期 {on}{who}以第一次报送为准"


def revised_later(no: str, on: date) -> str:
    """The return was replaced on a later day."""
    return f"{no} 在 {on} 已更换过内容，不能再用更早的：改报送日期"


def _listed(found: Sequence[Difference]) -> str:
    return "；".join(f"{d.heading}：台账{_said(d.ledger)}，表中{_said(d.sheet)}" for d in found)


def _said(value: str | None) -> str:
    return "（空）" if value is None else f"「{_shown(value)}」"


def _shown(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
