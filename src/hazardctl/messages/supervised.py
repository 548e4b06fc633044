"""Listed supervision (挂牌督办): its headings, its terms, and whose progress is not recorded."""

from hazardctl.messages.labels import worded


def heading(count: int, *, by_town: bool) -> str:
    """Head one part: the town's own supervision is no listing by the district or higher."""
    return f"{worded('{town}督办' if by_town else '{district}及以上{listing}')}　{count} 项"


def none() -> str:
    """Nothing is listed."""
    return "没有挂牌督办中的隐患"


def left(days: int) -> str:
    """Say how far the end of the term is."""
    return f"超期 {-days} 天" if days < 0 else "今天到期" if days == 0 else f"还剩 {days} 天"


def not_told() -> str:
    """No progress is on record in the month."""
    return "本月未报"


def owed(count: int, no: str) -> str:
    """What to type for the progress that is owed."""
    return f"本月进展未报 {count} 项：hazardctl hazard progress {no} --note 进展情况"
