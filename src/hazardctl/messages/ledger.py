"""What the ledger file does and refuses to do."""

from pathlib import Path


def no_ledger(path: Path) -> str:
    """There is no ledger yet."""
    return f"还没有台账（{path}）：先运行 hazardctl init 建立"


def exists(path: Path) -> str:
    """Init found a ledger and left it alone."""
    return f"台账已经建立（{path}），没有改动；要改填表人等，加 --preparer --auditor --head --phone"


def not_a_ledger(path: Path) -> str:
    """The path is something else."""
    return f"{path} 不是 hazardctl 的台账文件：请检查 --ledger 或 HAZARDCTL_LEDGER 写的路径"


def is_folder(path: Path) -> str:
    """The path is a folder."""
    return f"{path} 是文件夹，不是台账文件：请写到文件，如 {path / 'ledger.db'}"


def newer(path: Path, have: int, known: int) -> str:
    """A newer program wrote it."""
    return f"台账 {path} 由更新版本的程序写成（版式 {have}，本程序只到 {known}）：请升级 hazardctl 后再用"


def damaged(path: Path) -> str:
    """SQLite finds the file damaged or no database."""
    return f"{path} 不是台账文件或已损坏：不要再写入，请用备份恢复，或检查 --ledger 写的路径"


def busy(path: Path) -> str:
    """Another program holds the write lock."""
    return f"台账 {path} 正被别的程序占用，没有写入：请稍后再试一次"


def disk_full(path: Path) -> str:
    """No space; nothing was written."""
    return f"磁盘空间不足，没有写入 {path}：请腾出空间后再试"


def cannot_open(path: Path, why: str) -> str:
    """The file system refuses."""
    reason = f"（{why}）" if why and not why.isascii() else ""
    return f"打不开或写不了 {path}{reason}：请检查路径、读写权限和磁盘"


def read_only(path: Path) -> str:
    """The file is marked read-only."""
    return f"{path} 是只读文件，没有写入：请去掉只读属性，或换一个台账（--ledger）"


def bad_series(said: str) -> str:
    """A series of numbers is letters and digits."""
    return f"编号系列「{said}」只能用字母和数字，如 BY 或 BY03：改 --series"


def other_town(have: str, given: str) -> str:
    """The plan is another town's; its ledger is another file."""
    return f"台账属于代号 {have} 的镇，方案却是 {given} 的：换用自己的方案（--plan），或用 --ledger 另建台账"
