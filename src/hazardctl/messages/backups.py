"""Copies of the ledger."""


def written(path: str, entries: int, head: str) -> str:
    """A copy was made."""
    return f"已备份到 {path}（流水 {entries} 条，校验 {head[:12]}）"


def not_ours(path: str) -> str:
    """The file is something else."""
    return f"{path} 已存在，而且不是这个台账的备份，没有覆盖：换个文件名"


def is_the_ledger(path: str) -> str:
    """A ledger is not copied onto itself."""
    return f"{path} 就是台账本身：换个文件名"


def no_copy(name: str) -> str:
    """There is no such file."""
    return f"没有 {name[:200]} 这个文件：备份一般在台账旁的 backups 文件夹，用 hazardctl doctor 看最近一份"


def other_ledger(name: str) -> str:
    """A copy of another ledger."""
    return f"{name} 是另一个台账的备份，没有恢复：要另开一个台账，加 --ledger 新文件"


def will_restore(copy: str, entries: int, beyond: int | None) -> str:
    """What restoring replaces."""
    more = f"台账里比它多的 {beyond} 条流水将不在恢复后的台账里" if beyond else "现在的台账将被它替换"
    return f"用备份 {copy}（流水到第 {entries} 条）替换台账：{more}；原文件会留在 backups 文件夹"


def needs_yes(name: str) -> str:
    """Without a terminal nobody can be asked."""
    return f"确认要恢复，加 --yes：hazardctl restore {name} --yes"


def ask() -> str:
    """Ask whether to go on."""
    return "确定恢复吗？（输入 是 或 y）"


def left_alone() -> str:
    """The user said no."""
    return "没有恢复，台账没有改动"


def restored(path: str, seq: int) -> str:
    """The copy is the ledger now."""
    return f"已恢复：{path}（流水到第 {seq} 条）"


def kept(path: str) -> str:
    """Where the replaced file lies."""
    return f"原来的台账文件留在 {path}"


def lost(entries: int | None) -> str:
    """How much only the replaced file has."""
    if entries is None:
        return "原来的台账读不出流水到了哪里，请对照纸面补录"
    return f"原来的台账比它多 {entries} 条流水，需要的请补录（用 --ledger 打开原文件可查）" if entries else ""


def rotated(n: int) -> str:
    """Older copies were taken away."""
    return f"按 7 天 12 个月轮换，清理了 {n} 份旧备份"
