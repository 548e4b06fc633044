"""What `verify` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages.terms import journal as terms

if TYPE_CHECKING:
    from collections.abc import Sequence


def sound(entries: int, rows: int, head: str | None) -> str:
    """All of it agrees."""
    return f"台账完好：流水 {entries} 条前后相接，{rows} 行记录与流水逐项一致，校验码 {(head or '')[:16]}"


def looked_at(hazards: int, issues: int, files: int) -> str:
    """What was recomputed."""
    return f"重算了 {hazards} 条隐患的状态，核对了 {issues} 次印发、{files} 个附件"


def not_looked_at(tables: Sequence[str]) -> str:
    """Part of it is closed to this login."""
    what = "、".join("举报内容" if name == "secret" else name for name in tables)
    return f"没有核对：{what}（您没有看的权限）；要全部核对，请有权限的人运行 hazardctl verify"


def anchored(given: str, seq: int, at: str, later: int) -> str:
    """The head on paper is in the journal."""
    return f"纸上的校验码 {given[:16]} 是流水第 {seq} 条（{at}），那以后只增加了 {later} 条"


def of_series(series: str, told: str) -> str:
    """It is in the journal of a ledger that was merged."""
    return f"在合并来的台账（编号系列 {series}）里：{told}"


def recorded(paper: str, head: str, seq: int, at: str, later: int) -> str:
    """The ledger's own word of what was printed; only the paper itself proves it."""
    return (
        f"台账记的 {paper} 的校验码是 {head[:16]}（流水第 {seq} 条，{at}；那以后增加了 {later} 条）："
        f"请与纸上印的逐位核对，一致才算数；或把纸上的打进来：hazardctl verify --since 校验码"
    )


def unsound(faults: int) -> str:
    """Something does not agree."""
    return f"台账有 {faults} 处对不上，数字不可靠："


def files_amiss(faults: int) -> str:
    """Nothing but attached files does not agree."""
    return f"登记的内容和数字完好，附件有 {faults} 处对不上："


def find_files() -> str:
    """What to do for attached files that are gone or changed."""
    return "把原文件用 hazardctl hazard attach 编号 文件 再附一次，内容一样就补回；或从备份里找回"


def others(n: int) -> str:
    """More than a screen should show."""
    return f"  ……另有 {n} 处，全部列出加 --format json"


def ask_the_administrator() -> str:
    """What to do with a ledger on a server that does not agree with itself."""
    return "先停止录入，请管理员留一份库的备份（pg_dump）备查，再找一份好的备份恢复"


def what_next(copy: str | None) -> str:
    """What to do with a ledger file that does not agree with itself."""
    start = "先停止录入，留一份台账文件备查。"
    return start + (
        f"最近的好备份：hazardctl restore {copy}" if copy else "找一份好的备份：hazardctl restore 备份文件"
    )


def typed(at: str, actor: str, command: str) -> str:
    """Which entry it was."""
    return f"{at} {actor} 录入（{command}）"


def stood(label: str, old: str | None, new: str | None, *, proven: bool) -> str:
    """What stood there before, and what stands there now."""
    return f"{label}：{'原来是' if proven else '此前记的是'} {old or '（空）'}，现在是 {new or '（空）'}"


def bad_since(said: str, shortest: int) -> str:
    """Neither a head nor an issue."""
    return f"「{said}」不是校验码，也不是月份：写纸上印的校验码（至少前 {shortest} 位），或印发的是哪一期，如 2023-08、2023-08/2（第 2 号）、2023-H1、phase/1、final"


def no_such_issue(said: str, newest: Sequence[str]) -> str:
    """That month was not handed in; `newest` are papers that were, as they are typed here."""
    return f"没有印发过 {said}：" + (
        f"最近印发的是 {'、'.join(newest)}"
        if newest
        else "还没有印发过，先用 hazardctl report monthly 月份 --issue"
    )


def head_missing(given: str) -> str:
    """The head on paper is not in the journal: its tail was cut, or the chain was written anew."""
    return f"流水里没有校验码 {given[:16]}：这张纸印出以后，台账的流水被截短或整本换过"


_FAULTS = {
    "structure": "数据库文件有 {count} 处结构损坏",
    "reference": "{entity}里有 {count} 条记录指向不存在的记录",
    "unreadable": "{entity}读不出来：文件损坏",
    "schema_missing": "台账缺了一部分结构（{table}）：有人动过数据库",
    "schema_stray": "台账里多了不属于它的东西（{table}）",
    "schema_changed": "台账的结构被改过（{table}）",
    "migrations": "版式升级的记录与程序带的不一致",
    "entries_missing": "流水第 {seq} 条之前缺了一截",
    "entry_foreign": "流水第 {seq} 条不是这个台账的",
    "entry_changed": "流水第 {seq} 条被改过",
    "entry_replaced": "流水第 {seq} 条被换过，后一条接不上",
    "entry_unlinked": "流水第 {seq} 条与前一条接不上",
    "further_breaks": "此后流水还有 {count} 处接不上，最后一处在第 {seq} 条",
    "row_unknown": "{entity}多出一条流水里没有的记录",
    "row_changed": "{entity}的记录与流水不符",
    "row_gone": "{entity}少了一条记录，流水里有",
    "table_unknown": "流水里有 {count} 条属于「{table}」，台账里没有这张表",
    "text_gone": "举报内容没有销毁记录就不见了",
    "text_changed": "举报内容被改过",
    "text_back": "已经销毁的举报内容又出现在台账里：有人从别处抄了回来，重新销毁：hazardctl tipoff redact 举报编号",
    "span_wrong": "存下的状态与登记和办理过程重算的结果不一致",
    "movement_wrong": "存下的数字有 {count} 处与存下的状态加起来不一致，报表的数不可靠",
    "span_stray": "存下了不存在的隐患的状态",
    "source_changed": "合并来的台账的流水第 {count} 条被改过或接不上",
    "source_cut": "合并来的台账的流水不全，应有 {count} 条",
    "issue_changed": "印发的数字被改过",
    "issue_unrooted": "印发时的校验码不在流水第 {seq} 条",
    "file_gone": "附件文件不见了",
    "file_changed": "附件文件的内容变了",
}


def fault(code: str, entity: str | None, name: str | None, seq: int | None, count: int) -> str:
    """Word one flaw, with the number of what it is about."""
    term = terms.entity(entity) if entity else "台账文件"
    said = _FAULTS[code].format(entity=term, table=entity, seq=seq, count=count)
    return f"{name}：{said}" if name else said
