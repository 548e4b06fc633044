"""The forms that villages and offices fill: what is printed on them, what they say while being filled, what we say."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from hazardctl.messages.labels import label


class Naming(NamedTuple):
    """What a form is called: in its title, and on its tab."""

    title: str
    tab: str


NAMES: Final = {
    "hazards": Naming("问题隐患清单", "问题隐患清单"),
    "enterprises": Naming("生产经营单位（场所）清单", "单位清单"),
    "records": Naming("重点任务落实记录表", "落实记录"),
    "submissions": Naming("信息报送表", "信息报送"),
}

REQUIRED: Final = "*"
"""Stands behind the heading of a column that must be filled; the import passes over it."""


def title(town: str, campaign: str, kind: str) -> str:
    """The title of a form; a campaign that is called after the town does not name it twice."""
    return f"{'' if campaign.startswith(town) else town}{campaign}{NAMES[kind].title}"


def filled_by(unit: str) -> str:
    """Who fills the form; empty until somebody writes it."""
    return f"填报单位（盖章）：{unit}"


def filled_on() -> str:
    """When it was filled."""
    return "填报日期：　　　　年　　月　　日"


def signatures() -> str:
    """The foot of the form, in the order of OFFICE.md."""
    signed = (f"{label(key)}：" for key in ("head", "auditor", "preparer", "phone"))
    return "　　　　　　　　".join((*signed, filled_on()))


GUIDE: Final = f"填表说明（标{REQUIRED}的必填）"
_NOTHING: Final = {
    "hazards": "没有查出隐患的不用填行；",
    "submissions": "本期没有情况的，「零报告」填是；",
}


def guide(kind: str, columns: Sequence[tuple[str, str]], *, money: bool) -> tuple[str, ...]:
    """The filling notes, and after them what single columns say (heading, note)."""
    notes = "".join(f"{heading}：{note.rstrip('。')}。" for heading, note in columns)
    amounts = "金额只写数字，单位见表头；" if money else ""
    nothing = _NOTHING.get(kind, "")
    return (
        f"1. 没有的内容留空；一行一条；{nothing}不改表头，不合并单元格，不增减列；序号可以不填。",
        f"2. 日期写 2023-08-31、2023.8.31 或 2023年8月31日；{amounts}有下拉的从下拉里选；没用完的空行打印前删掉。",
        *([f"3. {notes}"] if notes else []),
    )


# What a cell says while it is filled: (title, text). Excel takes 32 characters of a title and 255 of a text.

TITLE_LIMIT: Final = 32


def prompt(note: str, hint: str, *, needed: bool) -> str:
    """What a cell says when it is chosen; empty where there is nothing to say."""
    return "\n".join(part for part in ("必填" if needed else "", note, hint) if part)


class Hints(NamedTuple):
    """What a cell says when it is chosen, and when something else is written into it."""

    prompt: str
    error: str


def choose(*, strict: bool) -> Hints:
    """A cell with a drop-down; a list that the office may go beyond only asks to look again."""
    if strict:
        return Hints("从下拉里选", "只能填下拉里有的内容：请重新选择。")
    return Hints(
        "从下拉里选；下拉里没有的，照实写全称",
        "下拉里没有这一项。写的是别名、简称或新名称就点「是」保留，写错了点「否」重选。",
    )


def a_day() -> Hints:
    """A cell with a date."""
    return Hints(
        "日期，如 2023-08-31；2023年8月31日、2023.8.31、2023年8月底前也认",
        "这不像一个日期（1990年到2100年）。写的是 2023年8月底前 这样的就点「是」保留，写错了点「否」改正。",
    )


def a_month() -> Hints:
    """A cell with a month."""
    return Hints("月份，如 2023-08 或 2023年8月", "")


def an_amount() -> Hints:
    """A cell with money."""
    return Hints(
        "只写数字，单位见表头；不需要资金写 0",
        "这不像一个金额。写的是 2万、1.5万元 这样的就点「是」保留，写错了点「否」改正。",
    )


def a_number() -> Hints:
    """A cell with a whole number."""
    return Hints("整数，如 12", "这里只填不小于 0 的整数：去掉单位和文字。")


# What the program says.

WHOSE: Final = {
    "office": "办所（中心）",
    "village": "村（社区）",
    "unit": "单位",
    "sector": "行业领域",
    "category": "隐患类别",
    "post": "岗位",
    "duty": "任务",
}


def not_registered(name: str, *, has_ledger: bool) -> str:
    """Units of this kind are not registered yet, so a form cannot offer them."""
    what = WHOSE.get(name, name)
    example = "某某村 某某社区" if name == "village" else "名称"
    first = "" if has_ledger else "先用 hazardctl init 建台账，再"
    return f"还没有登记{what}，这一栏没有下拉：{first}用 hazardctl unit add {example} 登记后重做一份表样"


def unknown_filler(name: str, near: tuple[str, ...]) -> str:
    """The unit that the form names is not registered; it is printed all the same."""
    listed = f"是不是：{'、'.join(near)}？" if near else ""
    return f"没有登记「{name}」这个单位，表头照写。{listed}写错了就改 --unit 重做"


def not_in_plan(name: str) -> str:
    """The plan lists none, so a form cannot offer them."""
    what = WHOSE.get(name, name)
    return f"方案里没有列{what}，这一栏没有下拉，由填表人照实写：要下拉就补进方案文件夹的 YAML（hazardctl plan export 目录）"


def made(path: str, kind: str, rows: int, columns: int) -> str:
    """A form was written."""
    return f"已做好表样 {path}：{NAMES[kind].title}，{columns} 列，留 {rows} 行"


def offered(lists: Sequence[tuple[str, int]]) -> str:
    """How much the drop-downs offer."""
    return "下拉：" + "、".join(f"{heading} {count} 项" for heading, count in lists)


def send_out(path: str) -> str:
    """What to do with a form, and when it comes back."""
    return f"发给各村各办用 WPS 或 Excel 填，不用装程序；收回来先试读：hazardctl import {path} --dry-run，没有问题再去掉 --dry-run"


def only_xlsx(name: str) -> str:
    """A form is an Excel workbook and nothing else."""
    return f"表样只做成 .xlsx，不会做成「{name}」：文件名请以 .xlsx 结尾，如 {Path(name).stem or '表样'}.xlsx"


def has_rows(path: str, rows: int) -> str:
    """The file that would be replaced was filled by somebody."""
    return f"{path} 已经填了 {rows} 行，没有覆盖：先用 hazardctl import {path} 导入，或换个文件名"


def not_a_form(path: str) -> str:
    """The file that would be replaced is no empty form of ours."""
    return f"{path} 已存在，而且不是本程序做的空表样，没有覆盖：换个文件名，或先把它移走"


# What is said of a workbook that comes back.


def newer_sheet(version: str) -> str:
    """A newer program wrote the workbook."""
    by = f"（{version}）" if version else ""
    return f"这个文件是更新版本的程序{by}做的，本版读不全：请先升级 hazardctl 再导入"


def other_town(theirs: str, ours: str) -> str:
    """The form is another town's."""
    return f"这是别的镇的表样（代码 {theirs}，本镇是 {ours}），没有导入：请用本镇的表样重新填报（hazardctl template 文件名.xlsx）"


def other_kind(theirs: str, wanted: str) -> str:
    """The form holds something else than was said."""
    what = NAMES[theirs].title if theirs in NAMES else theirs
    return f"这是《{what}》，不是《{NAMES[wanted].title}》：去掉 --kind，或写 --kind {theirs}"
