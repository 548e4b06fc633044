"""Sentences about maps of other people's forms."""

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

FIELD, FIGURE = "字段", "数字"
OTHER, UNSAID = "其他", "未注明"
"""Rows for what belongs to no group."""


def no_such_map(path: Path) -> str:
    """Say that a map cannot be read."""
    return f"读不到对照文件 {path}：看看文件名和文件夹对不对"


def too_large(name: str) -> str:
    """Say that a map is too large."""
    return f"对照文件 {name} 超过 1 MB，不像是对照文件"


def not_a_map(name: str) -> str:
    """Say that a file is no map."""
    return f"{name} 不是对照文件：要有 name、kind 和 read 或 write，照 examples 里的例子改"


def figures_not_read() -> str:
    """Say that figures are not read back."""
    return "kind 是 figures 的只能填写，不能导入：删去 read"


def nothing_mapped() -> str:
    """Say that a map maps nothing."""
    return "read 和 write 都没有：至少写一项"


def not_for_writing(name: str) -> str:
    """Say that a map is for reading alone."""
    return f"“{name}”只有 read，不能导出：加上 write（form、sheet、first_row、rows、columns）"


def unknown(kind: str, said: str, known: Collection[str]) -> str:
    """Say that there is no such field or figure, and which are like it."""
    near = get_close_matches(said, known, 3, 0.5)
    return f"没有“{said}”这个{kind}" + (
        f"，是不是 {'、'.join(near)}" if near else "，全部名称见 docs/maps.md"
    )


def bad_unit(said: str) -> str:
    """Say which units of money there are."""
    return f"“{said}”不是金额单位：写 元 或 万元"


def rows_of_kind(*, figures: bool) -> str:
    """Say which rows a kind may have."""
    return "填数字的表 rows 写 sector、unit、village 或 town" if figures else "填清单的表 rows 写 hazards"


def bad_rows() -> str:
    """Say that rows are out of order."""
    return "行号不对：first_row 从 1 起，last_row 不小于 first_row"


def bad_place(said: str) -> str:
    """Say how a column or a cell is named."""
    return f"“{said}”不是列或单元格：列写 B，单元格写 B4"


def bad_form(said: str) -> str:
    """Say where a form may lie."""
    return f"“{said}”不行：空表要是 .xlsx，放在对照文件旁边（或它下面的文件夹里）"


def no_form(said: str) -> str:
    """Say that the empty form is not there."""
    return f"没有找到空表“{said}”：放在对照文件旁边"


def no_sheet(name: str, known: Collection[str]) -> str:
    """Say that a form has no such sheet."""
    return f"空表里没有工作表“{name}”，有：{'、'.join(known)}"


def other_text(cell: str, expected: str, found: str) -> str:
    """Say that a form is another than the map was made for."""
    return f"空表的 {cell} 应是“{expected}”，现在是“{found}”：表样改过了，对照文件也要跟着改"
