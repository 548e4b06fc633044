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
