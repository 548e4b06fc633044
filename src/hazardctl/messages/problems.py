"""The problem list: what is refused, what is pointed out, and what to type next."""

from datetime import date


def is_closed(no: str, day: date) -> str:
    """A closed problem is not continued."""
    return f"{no} 已于 {day} 销号：整改不实的先 hazardctl problem reopen {no} --reason 事由，新问题另行登记"


def not_closed(no: str, day: date) -> str:
    """Only a closed problem can be opened again."""
    return f"{no} 在 {day} 还没有销号，不用重新挂账"


def due_before(due: date, on: date) -> str:
    """What is assigned is due later."""
    return f"办理期限 {due} 早于交办日期 {on}：改 --due 或 --on"


def assign_to_whom() -> str:
    """A day alone is no assignment."""
    return "写了办理期限，没写交办给谁：加 --assign-to 单位名称"


def added(no: str, title: str) -> str:
    """It is on the list."""
    return f"已列入问题清单 {no}：{title[:30]}"


def changed(no: str, what: str, title: str) -> str:
    """A step was taken; the first words of the title guard against a mistyped number."""
    return f"已办理 {no} {what}：{title[:30]}"


def next_step(no: str, status: str) -> str:
    """Say what to type next."""
    close = f"hazardctl problem close {no} --outcome genuine|false"
    steps = {
        "open": f"下一步：交办 hazardctl problem assign {no} --to 单位 --due 日期；已改好的 {close}",
        "assigned": f"下一步：有回复时 hazardctl problem reply {no} --text 办理情况",
        "replied": f"下一步：核实后 {close}（真改|假改）",
    }
    return steps.get(status, "")


def enforce(no: str) -> str:
    """What was found by others, or put right for show, is handled strictly."""
    return f"查处：hazardctl enforce open --problem {no}"


def hazards_not_closed(numbers: tuple[str, ...]) -> str:
    """A problem is closed as really put right while its hazards are not."""
    return (
        f"有关隐患 {'、'.join(numbers)} 还没有销号：确认真改后，隐患也要复查、销号（hazardctl hazard close）"
    )


def none() -> str:
    """The list is empty."""
    return "没有符合条件的问题"


def no_contradiction() -> str:
    """Everything was handled as the plan says."""
    return "没有与「自查不处、他查严处，真改不罚、假改严罚」不一致的"


def maxims() -> str:
    """Head the page about the four maxims."""
    return "自查不处、他查严处，真改不罚、假改严罚"


def against() -> str:
    """Head the problems handled against the maxims."""
    return "与要求不一致的"


def not_settled() -> str:
    """It is not closed, so nobody can tell yet."""
    return "未销号"


def assigned(to: str, due: str) -> str:
    """To whom it was given and until when."""
    return f"{to}（{due} 前）"
