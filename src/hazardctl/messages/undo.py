"""What `undo` says before and after, and why it refuses."""

from collections.abc import Sequence

_WHY = {
    "issue": "报表已经印发，不能撤销：数字有变就再印发一号（report monthly 月份 --issue），变了什么看 report diff",
    "merged": "这是合并台账，不能撤销：别处的台账已按它接着记；哪一处不对，用 hazardctl hazard amend 等更正",
    "made": "这一步建立了台账，不能撤销",
    "restored": "这是恢复备份，不能撤销：要回到恢复以前，用 hazardctl restore 恢复当时留下的文件",
}


def final(why: str) -> str:
    """It can never be taken back."""
    return _WHY[why]


def nothing_done(actor: str) -> str:
    """Nobody of this name has done anything."""
    return f"流水里没有 {actor} 办过的事可以撤销：别人办的要写流水号，如 hazardctl undo 128（查号：hazardctl log）"


def no_such_command(said: str) -> str:
    """No such number."""
    return f"流水里没有「{said}」：写流水号（一个数），用 hazardctl log 查"


def nothing_to_undo(command: str, left: Sequence[str]) -> str:
    """The command changed nothing that could go back; `left` says what has to stay."""
    return f"{command} 没有改动可以撤销" + (f"：{'；'.join(left)}" if left else "")


def undone_already(seq: int, by: int) -> str:
    """It is taken back already."""
    return f"流水第 {seq} 条的这一步已经撤销过了：要恢复它，撤销那次撤销：hazardctl undo {by}"


def rests_on_it(seq: int, actor: str, what: str) -> str:
    """A later command rests on it."""
    return f"后来的办理以它为依据：第 {seq} 条（{actor}）{what}；先撤销那一步：hazardctl undo {seq}"


def place_taken(seq: int, actor: str, what: str) -> str:
    """Something entered since stands where a row was."""
    return (
        f"后来登记的占了它原来的位置：第 {seq} 条（{actor}）{what}；要恢复先撤销那一步：hazardctl undo {seq}"
    )


def owner_is_void(no: str, seq: int) -> str:
    """The record that it belongs to is void."""
    return f"{no} 已经作废，属于它的不能单独恢复：先恢复 {no}：hazardctl undo {seq}"


def more_rest_on_it() -> str:
    """There are others, not named."""
    return "还有更多后来的办理以它为依据：看 hazardctl log"


def void_reason(seq: int) -> str:
    """Why a record became void."""
    return f"撤销登记（流水第 {seq} 条）"


def heading(command: str, actor: str, at: str, seq: int) -> str:
    """Which command it is."""
    return f"撤销 {at} {actor} 的 {command}（流水第 {seq} 条）："


def becomes_void(what: str) -> str:
    """A numbered record stays, as a void one."""
    return f"{what} 作废（编号保留，不再使用）"


def is_retracted(what: str) -> str:
    """A row goes; the journal keeps it."""
    return f"撤回 {what}"


def comes_back(what: str) -> str:
    """A row that was taken back comes again."""
    return f"恢复 {what}"


def goes_back(label: str, now: str | None, then: str | None) -> str:
    """One value becomes what it was."""
    return f"{label} {now or '（空）'} → {then or '（空）'}"


def is_restored(what: str, changes: Sequence[str]) -> str:
    """A row becomes what it was."""
    return f"{what} 改回：{'；'.join(changes)}" if changes else f"{what} 改回原样"


def and_more(n: int) -> str:
    """The others are not named."""
    return f"……另有 {n} 项"


def stays_registered(what: str) -> str:
    """What a kept record refers to stays."""
    return f"{what} 仍然登记着：作废的记录还指着它"


def text_is_gone() -> str:
    """Destroyed text does not come back."""
    return "举报内容已经销毁，撤销也找不回来"


def needs_yes(seq: int) -> str:
    """Without a terminal nobody can be asked."""
    return f"确认要撤销，加 --yes：hazardctl undo {seq} --yes"


def ask() -> str:
    """Ask whether to go on."""
    return "确定撤销吗？（输入 是 或 y）"


def left_alone() -> str:
    """The user said no."""
    return "没有撤销，台账没有改动"


def done(seq: int) -> str:
    """It was done."""
    return f"已撤销。又不想撤了：hazardctl undo {seq}"


def no_such_record(said: str) -> str:
    """No record has the number."""
    return f"没有编号为「{said[:40]}」的记录"
