"""What is asked on a terminal."""

NO_FUNDS = frozenset({"无", "无需", "无需资金", "不需要", "没有"})
"""Ways of saying at the prompt that no funds are needed."""

YES = frozenset({"y", "yes", "是", "好", "确定", "对"})
"""Ways of saying yes."""


def signer(name: str) -> str:
    """Ask once, at init, who signs the forms."""
    return f"{name}（可直接回车跳过）："


def unreadable_input() -> str:
    """Bytes came that are no text in the terminal's encoding."""
    return "刚才输入的字符认不出来，请重新输入（终端的编码和系统的要一致）"
