"""The journal in words: what an entry did, what a command was, how it was undone."""

from collections.abc import Sequence


def about(term: str, name: str | None) -> str:
    """What an entry is about, with its number or name."""
    return f"{term} {name}" if name else term


def of(owner: str | None, what: str) -> str:
    """Something that belongs to a numbered record."""
    return f"{owner} 的{what}" if owner else what


def done_to(name: str | None, act: str) -> str:
    """An act on a numbered record."""
    return f"{name} {act}" if name else act


def entered(what: str, title: str, *, dated: bool) -> str:
    """A new row; an act says by itself what was done."""
    return what if dated else f"登记 {what}：{title}" if title else f"登记 {what}"


def changed(what: str, headings: Sequence[str]) -> str:
    """A row has other values; which, where it can be said."""
    return f"改动 {what}（{'、'.join(headings)}）" if headings else f"改动 {what}"


def issued(period: str, number: object) -> str:
    """A report was handed in."""
    return f"印发 {period} 第 {number} 号"


def undid(seq: int | None) -> str:
    """A command was taken back."""
    return f"撤销流水第 {seq} 条的一步"


def voided(what: str) -> str:
    """A record was declared void."""
    return f"作废 {what}"


def valid_again(what: str) -> str:
    """A record counts again."""
    return f"恢复 {what}（不再作废）"


def corrected(what: str) -> str:
    """What an act says was corrected later."""
    return f"更正 {what}"


def taken_back(what: str) -> str:
    """An act that was entered and has been taken back since."""
    return f"{what}（后来撤销）"


def counts_again() -> str:
    """A void record counts again."""
    return "恢复（不再作废）"


def retracted(what: str) -> str:
    """A row was taken out of its table."""
    return f"撤回 {what}"


def nothing_logged() -> str:
    """Nothing matches."""
    return "没有符合的流水"


def others(n: int) -> str:
    """A command did more than a list tells."""
    return f"……另有 {n} 项"


def not_shown(more: int, seq: int, count: int) -> str:
    """A command did more than one screen holds."""
    return (
        f"……另有 {more} 项没有列出：hazardctl log {seq} --limit {count}，或 hazardctl log {seq} -o 文件.xlsx"
    )


def is_undone() -> str:
    """The command was taken back."""
    return "（已撤销）"


def how_to_see() -> str:
    """How to see one command in full."""
    return "看一步改了什么：hazardctl log 流水号；撤销：hazardctl undo 流水号"


def how_to_undo(seq: int) -> str:
    """How to take it back."""
    return f"撤销这一步：hazardctl undo {seq}"


def command(seq: int, at: str, actor: str, words: str) -> str:
    """Head one command."""
    return f"流水第 {seq} 条　{at}　{actor}　{words}"
