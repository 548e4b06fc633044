"""What people write for a term beside the official one: one table for the keyboard, its filters and the sheets that come in."""

from enum import StrEnum
from typing import TypeVar

from hazardctl.domain.hazard import Source
from hazardctl.domain.names import fold
from hazardctl.messages.labels import official_term, term

Choice = TypeVar("Choice", bound=StrEnum)

_WRITTEN: dict[type[StrEnum], dict[str, tuple[str, ...]]] = {
    Source: {
        Source.SELF: ("自查", "企业自查自改", "企业自查自纠", "自查自改", "单位自查", "企业自检"),
        Source.DEPARTMENT: ("部门排查", "部门执法检查", "执法检查", "行业检查", "镇级检查", "镇级排查", "检查", "日常检查", "日常巡查", "办所检查"),
        Source.VILLAGE: ("村排查", "社区排查", "村（社区）", "村级排查", "村检查", "村巡查", "村社排查", "网格排查", "网格员排查"),
        Source.TIPOFF: ("举报", "12350举报", "投诉举报", "群众反映"),
        Source.SUPERVISION: ("督查", "督导检查", "督察", "督导", "暗访"),
        Source.EXPERT: ("专家", "专家检查", "第三方", "第三方检查", "专家排查", "第三方排查"),
        Source.UPPER: ("上级", "上级检查", "区级交办", "区级检查", "区级督查", "交办", "上级督查", "市级检查"),
    },
}  # fmt: skip


def named(kind: type[Choice], said: str) -> Choice | None:
    """Return which of a few words is meant: in English, as the official term with or without 隐患, or as people write it.

    The official term is what the sheets of other offices say, whatever this office calls it (`labels.yaml`).
    """
    wanted = fold(said)
    for choice in kind:
        terms = (fold(term(choice)), fold(official_term(choice)))
        written = {fold(str(choice)), *map(fold, _WRITTEN.get(kind, {}).get(choice, ()))}
        if wanted in written or wanted in terms or _short(wanted) in map(_short, terms):
            return choice
    return None


def _short(said: str) -> str:
    return said.removesuffix("隐患").removesuffix("事故")
