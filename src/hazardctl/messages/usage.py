"""The words of the command line itself: help screens, and what is wrong with a command line.

Sentences only. Which one fits is decided in `cli.usage`; what a command does is said beside the command.
"""

from collections.abc import Mapping, Sequence
from typing import Final

USAGE: Final = "用法："
ARGUMENTS: Final = "参数"
OPTIONS: Final = "选项"
COMMANDS: Final = "命令"
OPTIONS_SLOT: Final = "[选项]"
COMMAND_SLOT: Final = "命令 …"
HELP_OPTION: Final = "显示这段说明"
REQUIRED: Final = "必填"
ANY_VALUE: Final = "值"
_LONGEST: Final = 40  # of a quoted word, in characters

# By the framework's own name of a type (text, integer: Typer 0.26); its value's name in help, and what it accepts.
METAVARS: Final[Mapping[str, str]] = {
    "str": "文字",
    "text": "文字",
    "int": "整数",
    "integer": "整数",
    "int range": "整数",
    "integer range": "整数",
    "float": "数字",
    "float range": "数字",
    "boolean": "是否",
    "uuid": "标识",
    "datetime": "日期",
    "filename": "文件",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
}
ACCEPTED: Final[Mapping[str, str]] = {
    "int": "要填整数，例如 20",
    "integer": "要填整数，例如 20",
    "int range": "要填整数",
    "integer range": "要填整数",
    "float": "要填数字，例如 1.5",
    "float range": "要填数字",
    "boolean": "要填 1（是）或 0（否）",
    "uuid": "要填 36 位的标识，例如 123e4567-e89b-12d3-a456-426614174000",
    "datetime": "要填日期，例如 2023-08-31",
    "filename": "要填一个能打开的文件",
    "file": "要填一个已有且能读的文件",
    "directory": "要填一个已有且能读的文件夹",
    "path": "要填一个已有且能读的文件或文件夹",
}


MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    "help": ("--help", "guide"),
    "帮助": ("--help", "guide"),
    "delete": ("void", "undo"),
    "remove": ("void", "undo"),
    "del": ("void", "undo"),
    "rm": ("void", "undo"),
    "edit": ("amend",),
    "update": ("amend",),
    "modify": ("amend",),
    "change": ("amend",),
    "new": ("add",),
    "create": ("add",),
    "find": ("list",),
    "search": ("list",),
    "ls": ("list",),
    "view": ("show",),
    "get": ("show",),
    "done": ("rectify", "close"),
    "finish": ("rectify", "close"),
    "version": ("--version",),
}
"""Words that people bring along from other programs, and what they are called here."""
VERBS: Final = frozenset(
    {"add", "list", "show", "amend", "void", "close", "reply", "rectify", "extend", "monthly"}
)
"""Commands that people type without the group that they belong to."""


def unknown_shell(said: str, known: tuple[str, ...]) -> str:
    """There is no completion script for it."""
    return f"没有「{said}」的补全脚本，可用：{'、'.join(known)}"


def quoted(word: str) -> str:
    """Show what the user typed, without control or direction marks, shortened if it is long."""
    clean = "".join(c for c in word if c.isprintable())
    return f"“{clean if len(clean) <= _LONGEST else clean[:_LONGEST] + '…'}”"


def default(value: str) -> str:
    """Name the value taken when the option is left out."""
    return f"默认：{value}"


def environment(names: Sequence[str]) -> str:
    """Name the environment variables that stand in for the option."""
    return f"环境变量：{'、'.join(names)}"


def span(low: float | None, high: float | None) -> str:
    """Say between which numbers a value must lie, both included."""
    match low, high:
        case None, None:
            return ""
        case None, _:
            return f"不大于 {high}"
        case _, None:
            return f"不小于 {low}"
        case _:
            return f"{low} 到 {high}"


def see_help(path: str) -> str:
    """Point to the help screen of a command."""
    return f"输入 {path} --help 查看用法。"


def _perhaps(prefix: str, likely: Sequence[str]) -> str:
    return f"是不是要用 {'、'.join(prefix + word for word in likely)}？" if likely else ""


def _allowed(what: str, words: Sequence[str]) -> str:
    return f"可用的{what}：{'、'.join(words)}。" if words else ""


def no_such_command(word: str, path: str, likely: Sequence[str], allowed: Sequence[str]) -> str:
    """Say that `path` has no such command, with the likely ones or else all of them."""
    hint = _perhaps(f"{path} ", likely) or _allowed(COMMANDS, allowed)
    return f"没有{quoted(word)}这个命令。{hint}{see_help(path)}"


def no_command(path: str, allowed: Sequence[str]) -> str:
    """Say that a group was given options but no command."""
    return f"{path} 后面还要写一个命令。{_allowed(COMMANDS, allowed)}{see_help(path)}"


def no_such_option(word: str, path: str, likely: Sequence[str], allowed: Sequence[str]) -> str:
    """Say that the command has no such option, with the likely ones or else all of them."""
    hint = _perhaps("", likely) or _allowed(OPTIONS, allowed)
    return f"{path} 没有{quoted(word)}这个选项。{hint}{see_help(path)}"


def no_option_before_command(word: str, path: str, likely: Sequence[str], allowed: Sequence[str]) -> str:
    """Say that an option stands before the command and is none of those that may."""
    hint = _perhaps("", likely) or _allowed(OPTIONS, allowed)
    tail = f"如果它是某个命令的选项，请写在那个命令的后面。{see_help(path)}"
    return f"{path} 后、命令前没有{quoted(word)}这个选项。{hint}{tail}"


def belongs_first(option: str, line: str) -> str:
    """Say that an option of the whole program was given after the command, and show the right line."""
    return f"{option} 要写在命令前面。请改成：{line}"


def wide_dash(word: str, corrected: str) -> str:
    """Say that the dashes came out of a Chinese input method."""
    return f"{quoted(word)}开头的横线不是英文半角的。请切换到英文输入法，改成 {corrected} 再试。"


def no_value(option: str, metavar: str, path: str) -> str:
    """Say that an option stands without its value."""
    return f"{option} 后面少了内容。请写成 {option} {metavar}；{see_help(path)}"


def takes_no_value(option: str, path: str) -> str:
    """Say that a switch was given a value."""
    return f"{option} 是开关，后面不带内容。请去掉等号和等号后的内容；{see_help(path)}"


def missing_option(option: str, metavar: str, accepted: str, path: str) -> str:
    """Say that a required option is missing."""
    return f"缺少必填的选项 {option}。请加上 {option} {metavar}{_which(accepted)}；{see_help(path)}"


def missing_argument(metavar: str, accepted: str, path: str) -> str:
    """Say that a required argument is missing."""
    return f"缺少“{metavar}”。请在 {path} 后面写上它{_which(accepted)}；{see_help(path)}"


def _which(accepted: str) -> str:
    return f"（{accepted}）" if accepted else ""


def wrong_count(name: str, count: int, path: str) -> str:
    """Say that a parameter takes a fixed number of values."""
    return f"{name} 要写 {count} 个值，中间用空格隔开。{see_help(path)}"


def too_many(words: Sequence[str], path: str) -> str:
    """Say that words are left over that the command does not take."""
    listed = "、".join(quoted(word) for word in words)
    return f"{path} 用不到{listed}。请去掉；如果它是一段带空格的内容，请整段加上英文引号。{see_help(path)}"


def one_of(choices: Sequence[str]) -> str:
    """List what a choice accepts."""
    return f"只能填：{'、'.join(choices)}"


def in_span(accepted: str, limits: str) -> str:
    """Join what a number is and between which limits."""
    return f"{accepted}（{limits}）"


def bad_value(name: str, value: str, accepted: str, likely: Sequence[str], path: str) -> str:
    """Say that a value cannot be taken, and what can."""
    reason = f"{accepted}。" if accepted else ""
    return f"{name} 不能是{quoted(value)}。{reason}{_perhaps('', likely)}{see_help(path)}"


def from_environment(variable: str, name: str) -> str:
    """Name a parameter whose value came from an environment variable."""
    return f"环境变量 {variable}（即 {name}）"


def bad_file(name: str, path: str) -> str:
    """Say that a file cannot be opened."""
    return f"打不开文件{quoted(name)}。请检查路径和权限；{see_help(path)}"


def not_understood(path: str) -> str:
    """Say that the command line cannot be understood, when nothing better is known."""
    return f"这行命令有误，无法执行。{see_help(path)}"


def who_owns_what() -> str:
    """`who-owns` was given neither words nor a unit."""
    return (
        "要查什么？写领域或事情，如 hazardctl who-owns 燃气；或反过来查单位：hazardctl who-owns --unit 单位名"
    )
