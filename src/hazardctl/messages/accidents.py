"""Accidents."""


def where_was_it() -> str:
    """An accident happened somewhere."""
    return "缺事故地点：加 --enterprise 单位名称、--village 村（社区）或 --place 地点，至少一项"


def within_target(deaths: int, target: int) -> str:
    """The year's deaths against the target."""
    return f"今年以来死亡 {deaths} 人，目标 {target} 人：{'未突破' if deaths <= target else '已突破'}"


def no_target(deaths: int) -> str:
    """The plan sets no target."""
    return f"今年以来死亡 {deaths} 人（方案没有写控制目标）"


def none() -> str:
    """No accident is on record."""
    return "没有事故记录"
