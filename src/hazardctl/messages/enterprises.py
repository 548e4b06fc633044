"""Enterprises: what is refused, what is missing, who is proposed as regulator."""

from datetime import date

_PLAIN = frozenset("-_.（）·")


def as_typed(name: str) -> str:
    """Return a name as it is typed in a command: quoted where the shell would take it apart."""
    plain = all(c.isalnum() or c in _PLAIN for c in name)
    return name if plain else '"' + name.replace('"', "") + '"'


def code_character(wrong: str) -> str:
    """A character that no social credit code has."""
    return f"统一社会信用代码里不会有「{wrong}」（只用数字和 I、O、S、V、Z 以外的大写字母）：对照执照重输"


def code_length(have: int) -> str:
    """A social credit code has 18 characters."""
    return f"统一社会信用代码是 18 位，这里有 {have} 位：对照执照重输"


def code_check_digit(code: str) -> str:
    """The last character proves the others."""
    return f"统一社会信用代码 {code} 的校验位不符，至少有一位输错：对照执照重输"


def exists(name: str) -> str:
    """An enterprise of this name is registered."""
    return f"「{name}」已经登记：改资料用 hazardctl enterprise amend {as_typed(name)}"


def name_taken(name: str) -> str:
    """Another enterprise is called so."""
    return f"「{name}」已经是另一家的名称：--name 换一个；重复登记的停用一家（--closed-on 日期）"


def code_taken(code: str, name: str) -> str:
    """Another enterprise has this code."""
    return f"统一社会信用代码 {code} 已属于「{name}」：核对是不是同一家，名称变更用 hazardctl enterprise amend {as_typed(name)} --name 新名称"


def nothing_to_change() -> str:
    """An amendment without anything to amend."""
    return "没有写要改什么：加 --headcount 人数、--regulator 单位 等，全部选项见 hazardctl enterprise amend --help"


def propose(sector: str, basis: str, unit: str, name: str) -> str:
    """The plan names a regulator for the sector; a person decides."""
    return f"行业领域为{sector}，按{basis}由{unit}监管：确认就运行 hazardctl enterprise amend {as_typed(name)} --regulator {unit}"


def no_proposal(sector: str) -> str:
    """The plan names no regulator for the sector."""
    return f"方案没有指明{sector}由谁监管：用 hazardctl who-owns {sector} 看依据，再用 --regulator 写明"


def two_flags(yes: str, no: str) -> str:
    """Both a switch and its opposite."""
    return f"{yes} 和 {no} 只能写一个：去掉其中一个"


def unknown_missing(said: str, known: tuple[str, ...]) -> str:
    """No such thing can be missing."""
    return f"不知道「{said[:20]}」指什么，可用：{'、'.join(known)}，或任务编号（如 3-1、2-12/drill）"


def saved(name: str) -> str:
    """It is registered."""
    return f"已登记单位（场所）：{name}"


def amended(name: str) -> str:
    """Its facts were corrected."""
    return f"已更正资料：{name}"


def none() -> str:
    """No enterprise fits."""
    return "没有符合条件的单位（场所）"


def in_future(day: date, today: date) -> str:
    """Nothing is recorded before it happened."""
    return f"日期 {day} 在今天（{today}）之后：到那天再记，或改日期"


def closed_early(closed_on: date, opened_on: date) -> str:
    """It cannot close before it opens."""
    return f"停业日期 {closed_on} 早于开业日期 {opened_on}：改 --closed-on 或 --opened-on"


def when_closed() -> str:
    """How it closed is said and not when."""
    return "写了停业方式，缺停业日期：加 --closed-on 日期"


def lacking(names: tuple[str, ...]) -> str:
    """Name the facts that are not known."""
    return f"资料还缺：{'、'.join(names)}"


def hazards(found: int, still_open: int) -> str:
    """Head its hazards."""
    return f"隐患：排查 {found} 项，未销号 {still_open} 项"


def in_hand(visits: int) -> str:
    """Head what was done there."""
    return f"办理记录（其中检查 {visits} 次）"


def duties(expected: int, done: int) -> str:
    """Head what it has not done of its duties."""
    return f"任务：应完成 {expected} 次，已完成 {done} 次"


def next_fact(name: str, option: str, hint: str) -> str:
    """Say how to fill in the first fact that is missing."""
    return f"下一步：补资料：hazardctl enterprise amend {as_typed(name)} {option} {hint}"
