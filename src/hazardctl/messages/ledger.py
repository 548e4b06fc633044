"""What the ledger file does and refuses to do."""

from collections.abc import Sequence
from pathlib import Path


def no_ledger(path: Path) -> str:
    """There is no ledger yet."""
    return f"还没有台账（{path}）：先运行 hazardctl init 建立"


def exists(path: object) -> str:
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


def not_whole(path: Path) -> str:
    """A copy would carry the damage on."""
    return f"{path} 的内容不完好，没有备份：先运行 hazardctl verify 看哪里对不上"


def offer(good: Path | None) -> str:
    """Offer the newest good copy."""
    if good is None:
        return "台账旁没有完好的备份：找一份别处的备份，hazardctl restore 备份文件"
    return f"最近的完好备份：hazardctl restore {good}（原文件会留着）"


def mark_text() -> str:
    """What stands in the mark beside a damaged ledger."""
    return "这个台账已损坏：可以查看，不能录入。恢复备份（hazardctl restore）或核对完好（hazardctl verify）后，这个标记自动去掉。\n"


def reading_damaged() -> str:
    """Figures of a damaged ledger are shown with this warning."""
    return "台账已损坏，只能查看，数字不一定可靠；录入已停。看哪里坏了：hazardctl verify；恢复：hazardctl restore 备份文件"


def changed_meanwhile(no: str, actor: str, at: str, what: str, changes: Sequence[str]) -> str:
    """Somebody else was quicker."""
    told = f"：{'；'.join(changes)}" if changes else ""
    return f"{no} 刚被 {actor} 办理过（{at} {what}{told}），没有写入：先看 hazardctl hazard show {no}，仍要办再来一次"


def from_to(label: str, old: str | None, new: str | None) -> str:
    """One value, old and new."""
    return f"{label} {old or '（空）'} → {new or '（空）'}"


def tampered() -> str:
    """A row was changed past the program."""
    return "这条记录被人绕过程序改过，与流水对不上，没有写入：先运行 hazardctl verify 看改了什么"
