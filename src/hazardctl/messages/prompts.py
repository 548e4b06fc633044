"""What is asked on a terminal."""

NO_FUNDS = frozenset({"无", "无需", "无需资金", "不需要", "没有"})
"""Ways of saying at the prompt that no funds are needed."""

YES = frozenset({"y", "yes", "是", "好", "确定", "对"})
"""Ways of saying yes."""


def question(name: str, hint: str) -> str:
    """Ask for one field."""
    return f"{name}（{hint}）："


def cannot_be_empty() -> str:
    """Enter alone is no answer here."""
    return "这一项不能空着；不想办了按 Ctrl-C 退出，什么都不会写入"


def ways() -> tuple[str, ...]:
    """The three ways of registering a hazard."""
    return (
        "怎么登记？",
        "  1  现场已经改好（即查即改）",
        "  2  五落实已定：措施、责任、资金、时限、预案",
        "  3  一时定不下来，先登记待补",
    )


def which_way() -> str:
    """Ask for one of the three."""
    return "选 1、2 或 3（直接回车是 2）："


def enterprise_again() -> str:
    """Enter keeps the name as a new enterprise."""
    return "单位（场所）名称："


def signer(name: str) -> str:
    """Ask once, at init, who signs the forms."""
    return f"{name}（可直接回车跳过）："
