"""The form in which a hazard is registered on a terminal: its questions, its hints, and looking it over."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from hazardctl.messages import fields
from hazardctl.messages.labels import term

_WEEKDAYS = "一二三四五六日"
_NAMES = {"way": "怎么登记", "enterprise": "单位（场所）"}
_WAYS = {
    "spot": "现场已经改好（即查即改）",
    "five": "五落实已定：措施、责任、资金、时限、预案",
    "pending": "一时定不下来，先登记待补",
}
_OWN_HINTS = {
    "enterprise": "没有单位的直接回车",
    "place": "可空，如 二楼东侧配电间",
    "title": "哪里有什么问题",
    "reviewer": "已经复查的写姓名，直接销号；没有就回车",
    "interim": "补齐前怎么管控",
    "found_on": "默认今天",
}
"""What stands behind a question of the form alone."""
_HINTS = {
    "measures": "怎么改",
    "responsible": "姓名",
    "funds": "如 20000、2万；不要钱写 无",
    "deadline": "如 8月31日、8月底前、+15天",
    "contingency": "出事怎么办",
    "criterion": "文件名称和条款",
    "fixed_on_spot": "现场怎么改的",
    "pending": "如 7月20日、+5天",
}
"""What stands behind a question, of the form or of any command."""

OPTIONAL = "可空"
"""The hint of what may be left open."""

HELP, BACK, LEAVE = frozenset("?？"), frozenset("<＜《"), frozenset({"q", "Q", "ｑ"})
"""What may be typed instead of an answer: what can be said here; the question before; keep a draft and leave."""


def name(field: str) -> str:
    """Return what a field is called in the form."""
    return _NAMES.get(field) or fields.field_name(field)


def way(value: StrEnum) -> str:
    """Say a way in."""
    return _WAYS[value]


def choice(field: str, value: StrEnum) -> str:
    """Say one of a few words by its official term."""
    del field
    return term(value)


def head() -> tuple[str, ...]:
    """Open the form and say what may be typed anywhere."""
    return (
        "登记隐患：一项一项填，最后核对后才存。",
        "回车＝用方括号里的，或这项空着　?＝能填什么　<＝回上一项　Ctrl-C＝存草稿退出",
    )


def like(no: str) -> str:
    """An earlier hazard is the pattern."""
    return f"照 {no} 填：方括号里和已经填上的是它的内容，可以改"


def hint(field: str) -> str:
    """Return what stands behind a question of the form."""
    return _OWN_HINTS.get(field) or _HINTS.get(field, "")


def common_hint(field: str) -> str:
    """Return what stands behind a question of any command."""
    return _HINTS.get(field) or fields.asked_hint(field)


def question(called: str, told: str, default: str | None) -> str:
    """Ask for one field; its default stands in brackets."""
    return called + (f"（{told}）" if told else "") + (f" [{default}]" if default else "") + "："


def pick(number: int | str, value: str) -> str:
    """Show one of what may be chosen by its number."""
    return f"{number} {value}"


def understood(value: str) -> str:
    """Say how an answer was understood."""
    return f"    → {value}"


def day(value: date, today: date) -> str:
    """Say a day with its weekday and how far off it is."""
    away = (value - today).days
    far = "今天" if away == 0 else f"还有 {away} 天" if away > 0 else f"{-away} 天前"
    return f"{value}（星期{_WEEKDAYS[value.weekday()]}，{far}）"


def funds(yuan: str | None, *, none_needed: bool) -> str | None:
    """Say the funds; nothing where they are not known."""
    return "无需资金" if none_needed else yuan and f"{yuan}元"


def needed(called: str) -> str:
    """Enter alone is no answer here."""
    return f"{called}要填。不知道能填什么：输入 ?；不想办了：Ctrl-C"


def only_digits(said: str, count: int) -> str:
    """A text of one's own cannot be a number alone."""
    picks = f"上面的说法只有 {count} 个；" if count else ""
    return f"「{said}」只是个数字：{picks}要写成文字"


def no_such_choice(said: str, count: int) -> str:
    """None of the choices, or more than one, is called so."""
    return f"「{said}」对不上：输入 1 到 {count} 的数字，或写全名字"


def anything_goes(called: str) -> str:
    """There is nothing to choose from."""
    return f"{called}：直接写就行，没有现成的可选"


def at_the_beginning() -> str:
    """There is no question before this one."""
    return "已经是第一项了"


def offered(count: int, *, more: bool) -> str:
    """Close a list of what can be said."""
    return (
        f"（先列 {count} 个，写几个字或拼音首字母再 ? 会少一些）" if more else "（输入前面的数字，或直接写）"
    )


def enterprise_again() -> str:
    """Enter keeps the name as a new enterprise."""
    return "回车＝按新单位登记，写错了就重新写："


def long_text() -> str:
    """How to begin a new line."""
    return "（要换行：行末打 \\ 再回车）"


def review() -> str:
    """Head what is looked over."""
    return "核对一遍："


def also(names: Sequence[tuple[int, str]]) -> str:
    """Name what could still be given."""
    return "还可以填：" + "　".join(f"{number} {called}" for number, called in names)


def save_or_change() -> str:
    """Ask what to do with what was looked over."""
    return "回车＝存　数字＝改那一项　q＝存草稿退出："


def no_such_number(said: str) -> str:
    """That is no number of a line."""
    return f"没有第「{said}」项：写前面的数字；直接回车就存"


def still_wrong() -> str:
    """Something must be put right before it can be saved."""
    return "还不能存："


def another(*, visit: bool, enterprise: str | None) -> str:
    """Ask whether there is one more hazard to register."""
    where = "本次检查" if visit else enterprise or ""
    return (
        f"{where}还有隐患吗？（y＝再登一条，回车＝没有了）"
        if where
        else "再登一条吗？（y＝再登，回车＝不了）"
    )


def goes_on(names: Sequence[str]) -> str:
    """Say what the next hazard has in common with the last."""
    return f"下一条：{'、'.join(names)}同上，不再问"


def drafts(kept: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    """Tell of forms that were left: when, by whom, and how they begin."""
    lines = (f"  {n} {at} {by}：{title}" for n, (at, by, title) in enumerate(kept, 1))
    return ("有没填完的隐患：", *lines)


def which_draft(count: int) -> str:
    """Ask which of them to go on with."""
    which = "1" if count == 1 else f"1 到 {count}"
    return f"{which}＝接着填　0＝都不要了　回车＝先登新的："


def draft_kept() -> str:
    """The form was left; what was said is kept."""
    return "没有登记；填过的已存成草稿，下次 hazardctl hazard add 可以接着填"


def nothing_kept() -> str:
    """The form was left before anything was said."""
    return "没有登记，什么都没有写入"


def untitled() -> str:
    """A draft without a description."""
    return "（还没写描述）"


def no_draft_can_be_kept(why: str) -> str:
    """The folder takes no draft."""
    return f"草稿存不下来（{why}）：这次要填完，中途退出就没有了"
