"""Key items (重点检查事项)."""


def known_already(text: str) -> str:
    """The trade has an item in the same words."""
    return f"「{text[:30]}」已经列为这个行业的重点检查事项，没有改动：用 hazardctl key-item list 查看"


def none() -> str:
    """Nothing is listed."""
    return "还没有重点检查事项：hazardctl key-item add 内容 --sector 行业 --source 文件和条款"


def how_to_name_it(said: str) -> str:
    """How a hazard names the item."""
    return f"登记隐患时写上它：hazardctl hazard add … --key-item {said}"
