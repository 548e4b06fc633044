"""What is said around the demonstration."""

from pathlib import Path


def head() -> str:
    """Head the walk-through."""
    return "演示：从排查发现到每月调度"


def invented() -> str:
    """Nothing in it is real."""
    return "单位、村、人员和文号都是虚构的；日期是 2023 年夏天。「>」后面是敲的命令。"


def command(day: str, line: str) -> str:
    """Show what was typed, and on which day."""
    return f"{day} > hazardctl {' '.join(line.split())}"


def exists(folder: Path) -> str:
    """The folder is taken."""
    return f"{folder} 里已经有台账，演示不动它：换一个空文件夹"


def kept(ledger: Path) -> str:
    """The ledger can be looked at."""
    return f"演示台账留在 {ledger}：接着试 hazardctl --ledger {ledger} status"


def thrown_away() -> str:
    """The ledger is gone."""
    return "演示台账已经丢弃；想留下来自己试：hazardctl demo 文件夹"
