"""Sentences about papers: Word templates, and what stands around a paper's text."""

import re
from collections.abc import Sequence

NOTHING_LISTED = "（无）"
DRAFT = "送审稿"
TOTAL = "合计"

LONGEST_ON_PAPER = 40
"""Characters of a hazard's description in a table on paper: three or four lines of its column."""


def stock_left(open_: int, overdue: int) -> str:
    """Say what is left of the hazards found before the campaign, in a text that is copied or printed."""
    return f"另有行动前存量未销号{open_}项，其中逾期{overdue}项"


def template_wrong(name: str, where: str, what: str) -> str:
    """A template cannot be filled."""
    place = f"「{where[:80]}」这一段" if where else ""
    return f"模板 {name} {place}{what}：改好再出；要恢复原样，删掉这个模板（原版：hazardctl report templates export 文件夹）"


def template_unreadable(name: str) -> str:
    """A template is no Word file."""
    return f"模板 {name} 不是能打开的 .docx 文件：用 WPS 或 Word 另存为 .docx，或删掉它用原版"


def no_template(name: str) -> str:
    """A template cannot be read."""
    return f"模板 {name} 读不了：请检查文件是否被占用、有没有权限"


def template_exists(names: Sequence[str]) -> str:
    """A template that was changed is never written over."""
    return f"已有 {'、'.join(names)}，没有覆盖：换个文件夹，或先把它们移走"


def no_folder(name: str) -> str:
    """A folder cannot be made."""
    return f"建不了文件夹 {name}：请检查路径和权限"


def no_such_name(name: str) -> str:
    """A tag asks for something that the report does not have."""
    return f"里没有「{name}」这个数"


def bad_tag() -> str:
    """A tag is not closed, or not one."""
    return "里的 {{ }} 或 {% %} 写得不对（没有成对，或多了、少了字）"


def bad_value() -> str:
    """A tag does something with a value that cannot be done."""
    return "里的算式算不了"


def exported(names: Sequence[str]) -> str:
    """Say where the templates are and what to do with them."""
    return f"已写出 {'、'.join(names)}：改好后放进台账旁的 templates 文件夹，出 .docx 时就用它"


def draft_mark() -> str:
    """Mark what has not been handed in."""
    return DRAFT


def overdue(days: int) -> str:
    """Say how late a hazard is."""
    return f"逾期{days}日"


def foot_draft(head: str) -> str:
    """Say below each page what the figures rest on."""
    return f"{DRAFT}　台账校验码 {head}" if head else DRAFT


def foot_issued(number: int, head: str) -> str:
    """Say below each page which issue this is and what proves it."""
    return f"印发第 {number} 号　台账校验码 {head}"


def foot_notice(head: str) -> str:
    """Say below a notice what it rests on."""
    return f"台账校验码 {head}"


def no_picture(name: str) -> str:
    """Stand in for a picture that cannot be shown."""
    return f"（照片 {name} 打不开）"


def month_name(month: str, of_year: int | None = None) -> str:
    """Say a month as in a title; without its year where that is the campaign's own."""
    year, number = int(month[:4]), int(month[5:])
    return f"{number}月" if year == of_year else f"{year}年{number}月"


def period_words(*, of_month: bool, complete: bool) -> tuple[str, str, str]:
    """Call the days of a paper, those before them, and their end; figures of days that still run are of now."""
    this, before, end = ("本月", "上月", "月末") if of_month else ("本期", "上期", "期末")
    return this, before, end if complete else "目前"


def earlier(*, of_month: bool) -> str:
    """Call the time before the days of a paper."""
    return "往月" if of_month else "往期"


def title(campaign: str, days: str) -> str:
    """Head a circular, as its template does: for measuring."""
    return f"关于{campaign}{days}工作情况的通报"


_OF_A_YEAR = re.compile(r"(?<=.)[0-9]{4}年?(?:专项)?行动$")


def within_a_sentence(campaign: str) -> str:
    """Call a campaign in a letter, whose date tells the year: 排查整治2023行动 is 排查整治 there."""
    return _OF_A_YEAR.sub("", campaign)


def shortened(title: str) -> str:
    """Shorten what a table on paper cannot hold; the workbook and every answer have the whole of it."""
    return title if len(title) <= LONGEST_ON_PAPER else f"{title[:LONGEST_ON_PAPER]}…见 Excel"


def reports_owed(discovered: int, rectified: int) -> str:
    """Say which reports of major hazards are owed; what is not owed is left out."""
    owed = (("发现报告", discovered), ("整改报告", rectified))
    return "、".join(f"{name}{number}件" for name, number in owed if number)


def more_or_less(change: int, before: str) -> str:
    """Say how the open hazards changed since the end of the period before."""
    if change == 0:
        return f"与{before}末持平"
    return f"较{before}末{'增加' if change > 0 else '减少'}{abs(change)}项"


def corrected(corrections: int) -> str:
    """Say what has been entered since about the months that were handed in; nothing where there is nothing."""
    if not corrections:
        return ""
    return f"（上月印发后更正往月{'增加' if corrections > 0 else '减少'}{abs(corrections)}项）"


def points(change: float | None, before: str) -> str:
    """Say how a rate changed since the period before."""
    if change is None:
        return ""
    if change == 0:
        return f"，与{before}持平"
    return f"，较{before}{'提高' if change > 0 else '下降'}{abs(change):.1f}个百分点"


def share(name: str, rectified: int, found: int) -> str:
    """Name a unit with its counts: a rate never stands alone."""
    return f"{name}（{rectified}/{found}项）"


def missing(item: str, number: int) -> str:
    """Say how many lack one of the five."""
    return f"{item}{number}项"


def handed_in(*, done: bool) -> str:
    """Say whether a phase's deliverable was handed in."""
    return "已交" if done else "未交"


def signed(office: str) -> str:
    """Sign for the leading group's office, which the plan places at one of the town's (设在镇应急办)."""
    name, placed, at = office.partition("设在")
    return f"{name}（设在{at}）" if placed else office
