"""Numbered matters of any kind: what is refused and what was done."""

from datetime import date


def in_future(day: date, today: date) -> str:
    """Nothing is recorded before it happened."""
    return f"日期 {day} 在今天（{today}）之后：改 --on"


def before_matter(day: date, no: str, began: date) -> str:
    """A step cannot come before the matter itself."""
    return f"日期 {day} 早于 {no} 自己的日期 {began}：改 --on"


def no_such_matter(said: str, name: str, command: str) -> str:
    """No matter of this kind has the number."""
    return f"没有编号为「{said[:40]}」的{name}：用 hazardctl {command} list 查编号"


def not_yet(no: str, day: str) -> str:
    """It began after the day asked about."""
    return f"{no} 在 {day} 还没有登记的事由：去掉 --as-of 或换个日期"


def is_void(no: str) -> str:
    """A void matter is not continued."""
    return f"{no} 已作废，不能再办理：重新登记一项"


def voided(no: str, name: str) -> str:
    """It was declared void."""
    return f"{name} {no} 已作废，不再计入任何数字（记录仍保留）"


def saved(name: str, no: str) -> str:
    """It was recorded."""
    return f"已记{name} {no}"


def no_such_file(name: str) -> str:
    """A file to attach is not there or cannot be read."""
    return f"读不到附件 {name[:200]}：检查路径和读取权限，没有写入任何内容"


def is_a_folder(name: str) -> str:
    """Only files are attached."""
    return f"附件 {name} 是文件夹：逐个写文件名"


def file_too_big(name: str, limit: int) -> str:
    """A file to attach is too big to keep beside the ledger."""
    return f"附件 {name} 超过 {limit} MB：压缩或截取关键部分后再附"


def not_a_number(given: str) -> str:
    """A count must be a whole number."""
    return f"「{given[:20]}」不是整数：只写数字，如 12"


def not_the_kind(said: str) -> str:
    """No hazard has this number."""
    return f"没有编号为「{said[:40]}」的隐患：用 hazardctl hazard list 查编号"


def void_help(name: str) -> str:
    """Help of the command that declares a record void."""
    return f"作废一条{name}（保留，不再计数）"
