"""Supervision actions: what is refused, what is proposed, and the reminder that is forwarded."""

from collections.abc import Sequence


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
    return "没有需要提示下一步手段的逾期隐患"


def suggested(name: str, days: int, rounds: int) -> str:
    """Say why a step is proposed."""
    why = [f"逾期 {days} 天" if days else "", f"复查不合格 {rounds} 次" if rounds else ""]
    return f"{'、'.join(w for w in why if w)}，可{name}"


def only_suggested() -> str:
    """The program proposes and never acts."""
    return "只作提示，是否办理由人决定；各手段的天数在方案的 ladder 里改"


def remind_head(unit: str, day: object) -> str:
    """Head a reminder."""
    return f"【安全隐患提醒】{unit}（截至 {day}）"


def remind_part(name: str, count: int) -> str:
    """Head one part of a reminder."""
    return f"{name} {count} 项："


def remind_line(no: str, enterprise: str | None, title: str, deadline: object, days: int) -> str:
    """Name one hazard in a reminder."""
    when = f"时限 {deadline}" + (f"，已逾期 {days} 天" if days else "")
    return f"· {no} {enterprise or ''} {title[:30]}（{when}）".replace("  ", " ")


def remind_duty(duty: str, name: str, subject: str, count: int, since: object) -> str:
    """Name one duty in a reminder."""
    return f"· 任务 {duty} {name} {subject} 缺 {count} 次（自 {since}）"


def remind_reply(no: str, name: str, due: object) -> str:
    """Name one unanswered action in a reminder."""
    return f"· {name} {no} 应于 {due} 前回复"


def remind_more(count: int) -> str:
    """A reminder names no more than fit on a phone."""
    return f"· 另有 {count} 项"


def remind_end(office: str) -> str:
    """Close a reminder."""
    return f"请抓紧落实，完成后报{office}。"


def nothing_to_remind(unit: str) -> str:
    """Nobody need be reminded."""
    return f"{unit}目前没有需要提醒的事项"


def remind_hint(unit: str) -> str:
    """How to keep that it was sent."""
    return f"发出后留痕：hazardctl action add --kind remind --unit {unit}"
