"""Phases and what they owe."""


def called(key: str, name: str) -> str:
    """Name a deliverable beside the key that is typed."""
    return f"{key}（{name}）"


def no_such_deliverable(key: str, known: tuple[str, ...]) -> str:
    """No phase has such a deliverable."""
    return f"没有「{key[:40]}」这项阶段成果，可用：{'、'.join(known)}（见 hazardctl phase status）"


def not_owed(unit: str, name: str) -> str:
    """The unit does not owe it."""
    return f"{unit} 不在「{name}」的应交单位里，请核对 --unit"


def delivered_already(unit: str, name: str) -> str:
    """It was handed in."""
    return f"{unit} 的「{name}」已经记录过，没有改动"
