"""Supervision actions: what is refused, where they stand, and what is proposed."""

from collections.abc import Sequence

from hazardctl.messages.enterprises import as_typed


def no_target() -> str:
    """An action is taken towards somebody."""
    return "缺对象：加 --unit 单位，或 --enterprise 单位（场所）名称"


def two_targets() -> str:
    """One action has one target."""
    return "一次只对一个对象：--unit 和 --enterprise 去掉一个，另一个再记一次"


def due_too_early(due: object, on: object) -> str:
    """A reply is due after it was asked for."""
    return f"回复期限 {due} 早于办理日期 {on}：改 --reply-due"


def no_such_means(said: str, known: Sequence[tuple[str, str]]) -> str:
    """The plan's ladder has no such means."""
    return f"没有「{said[:20]}」这种督办手段，可用：{'、'.join(f'{key}（{name}）' for key, name in known)}"


def needs_means(known: Sequence[tuple[str, str]]) -> str:
    """An action has a means."""
    return f"缺督办手段：加 --kind，可用：{'、'.join(f'{key}（{name}）' for key, name in known)}"


def next_reply(no: str) -> str:
    """What to type when the answer comes."""
    return f"有回复时：hazardctl action reply {no} --text 回复内容"


def status(key: str, days: int) -> str:
    """Say where an action stands."""
    words = {
        "replied": "已回复",
        "sent": "待回复",
        "no_reply_needed": "不需回复",
        "overdue": f"逾期未回复 {days} 天",
    }
    return words[key]


def none() -> str:
    """No action fits."""
    return "没有符合条件的督办记录"


def nothing_to_suggest() -> str:
    """Nobody is late enough."""
    return "没有需要提示下一步手段的逾期隐患和逾期回复"


def suggested(name: str, days: int, rounds: int) -> str:
    """Say why a step is proposed."""
    why = [f"逾期 {days} 天" if days else "", f"复查不合格 {rounds} 次" if rounds else ""]
    return f"{'、'.join(w for w in why if w)}，可{name}"


def only_suggested() -> str:
    """The program proposes and never acts."""
    return "只作提示，是否办理由人决定；各手段的天数在方案的 ladder 里改"


def unanswered(name: str, due: object) -> str:
    """Name an action that was not answered."""
    return f"{name}未按期回复（期限 {due}）"


def to_unit(kind: str, unit: str, hazards: Sequence[str]) -> str:
    """Type an action towards a unit."""
    return f"hazardctl action add --kind {kind} --unit {unit}{_about(hazards)}"


def to_enterprise(kind: str, name: str, hazards: Sequence[str]) -> str:
    """Type an action towards an enterprise."""
    return f"hazardctl action add --kind {kind} --enterprise {as_typed(name)}{_about(hazards)}"


def _about(hazards: Sequence[str]) -> str:
    return "".join(f" --hazard {no}" for no in hazards)
