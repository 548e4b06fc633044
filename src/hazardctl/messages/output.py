"""What is said around an answer: files written, notes, refusals, interruptions."""

from collections.abc import Sequence
from pathlib import Path


def cut(shown: int, rows: int) -> str:
    """A list is longer than a screen should show."""
    return f"先列 {shown} 条，共 {rows} 条：用筛选缩小范围，或加 -o 清单.csv 全部导出"


def written(path: Path) -> str:
    """A file was written."""
    return f"已写入 {path}"


def note(text: str) -> str:
    """Something the office should know beside the answer."""
    return f"提示：{text}"


def refusal(messages: Sequence[str]) -> str:
    """One problem stands alone; several are a list."""
    if len(messages) == 1:
        return f"未办理：{messages[0]}"
    return "\n".join(
        [f"未办理，共 {len(messages)} 处要处理：", *(f"  {n}. {m}" for n, m in enumerate(messages, 1))]
    )


def placed(message: str, where: str | None) -> str:
    """Put the place before what is wrong there."""
    return f"{where}　{message}" if where else message


def unknown_suffix(path: Path, known: Sequence[str]) -> str:
    """The file's suffix names no format of this version."""
    return f"本版不会写「{path.name}」这种文件，-o 的文件名请以 {'、'.join(known)} 结尾"


def cannot_write(path: Path) -> str:
    """The file cannot be written."""
    return f"写不了 {path}：请检查文件夹是否存在、有没有写权限、文件是否正在别处打开"


ALL = frozenset({"a", "A", "ａ"})
"""What may be typed to see all the rest at once."""


def more_lines(count: int) -> str:
    """Ask between two screenfuls."""
    return f"—— 还有 {count} 行：回车＝下一页　a＝全部　q＝不看了 ——"


def interrupted() -> str:
    """Ctrl-C."""
    return "已中断，没有写入"


def system_refused(why: str, path: str) -> str:
    """The system would not read or write a file."""
    reason = f"（{why}）" if why and not why.isascii() else ""
    return f"读写文件失败{f' {path}' if path else ''}{reason}：请检查磁盘空间、读写权限和磁盘，再试一次"


def unexpected(kind: str) -> str:
    """A fault of the program itself."""
    return f"程序出了意外（{kind}），没有写入。请加 --debug 再运行一次，把屏幕内容发给维护人员"


def written_beside(path: Path, written: Path) -> str:
    """Say that a file that is open elsewhere was not replaced."""
    return f"{path} 正在别处打开着，没有覆盖，另存为 {written}"


SHEET, ALL_FIELDS = "表", "全部字段"
"""What the sheets of an answer are called."""
