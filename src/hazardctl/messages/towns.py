"""Sentences about several towns in one ledger."""

from collections.abc import Sequence


def which_town(towns: Sequence[str]) -> str:
    """Several towns, and none was named."""
    return (
        f"这里有 {len(towns)} 个镇的台账：{'、'.join(towns)}。请加 --town 写明哪个镇（代号或镇名），"
        "或设 HAZARDCTL_TOWN；要各镇的数字，用 hazardctl report monthly --by town"
    )


def unknown_town(said: str, towns: Sequence[str]) -> str:
    """No such town, or none that this login may see."""
    return f"没有叫「{said}」的镇，或您无权看：--town 可以写 {'、'.join(towns)}"


def no_town(where: str) -> str:
    """The login was given no town."""
    return f"{where} 上没有分给这个登录名的镇：请管理员在 hazardctl_member 里加一行（见 scripts/roles.sql）"


def bypasses(where: str) -> str:
    """A superuser sees past the towns' borders."""
    return (
        f"{where} 的表归超级用户所有，不能把几个镇隔开：请管理员把库和表交给一个普通用户"
        "（alter table … owner to，或用普通用户另建库再 hazardctl move），再办"
    )


def is_there(town: str, where: str) -> str:
    """The town, or this very ledger, is on the server already."""
    return f"{where} 上已经有 {town} 的台账，没有再建：直接用 --town {town}，或换一个库"


def series_taken(series: str, town: str) -> str:
    """Two towns would give the same numbers."""
    return f"编号系列 {series} 在这个库里已归 {town}，两个镇的编号会重：init 时用 --series 另定一个；已有台账的，请换一个库"


def plan_of_other_town(plan: str, said: str, folder: str) -> str:
    """The plan is another town's."""
    return f"选的是 {said}，手头的方案却是 {plan} 的：用 --plan 指明 {said} 的方案文件夹，或把它放在 {folder}"


def file_of_one_town(said: str, town: str) -> str:
    """A file is one town's."""
    return f"没有叫「{said}」的镇：这个台账文件是 {town} 的，请去掉 --town（或 HAZARDCTL_TOWN），或用 --ledger 换台账"
