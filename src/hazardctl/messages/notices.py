"""Sentences about notices of hazards, and the words that stand in them."""

from collections.abc import Mapping, Sequence
from datetime import date

from hazardctl.messages.labels import label
from hazardctl.messages.terms.notice import TITLES

NO_RECEIVER = "（没有登记单位）"
BEFORE, AFTER, BOTH = "整改前", "整改后", "整改前后"
"""What a photo shows; a photo that is called so is believed."""
TO_FILL = "　"
"""What is not recorded stays empty, to be written in by hand."""


def no_hazard() -> str:
    """No hazard was named."""
    return "没有说是哪条隐患：写隐患编号（可写几个），或用 --visit JC-… 取一次检查的全部隐患"


def no_kind() -> str:
    """No paper was named."""
    return f"没有说出哪种文书：加 --kind，可用：{'、'.join(f'{kind}（{title}）' for kind, title in TITLES.items())}"


def nothing_found(visit: str) -> str:
    """A visit found nothing."""
    return f"检查 {visit} 没有发现隐患，不用发通知"


def does_not_fit(no: str, status: str, kind: str) -> str:
    """A paper makes no sense for a hazard as it stands."""
    return f"{no} 现在是“{label(status)}”，不能出{TITLES[kind]}"


def not_yet_found(no: str, day: date) -> str:
    """A hazard was found after the day that is meant by today."""
    return f"{no} 在 {day} 还没有排查出来：去掉这个编号，或把 HAZARDCTL_TODAY 改到排查日期以后"


def not_of_visit(no: str, visit: str) -> str:
    """A hazard named beside a visit was not found there."""
    return f"{no} 不是检查 {visit} 发现的：去掉它另出一份，或不写 --visit、把编号逐个写上"


def only_extend() -> str:
    """Only applications for extension are numbered ahead."""
    return "--next 只用于延期整改申请（审批）表：去掉它，或写 --kind extend"


def left_out(why: str) -> str:
    """A visit's hazard that the paper does not fit."""
    return f"没有列入：{why}"


def is_copy(no: str, status: str, kind: str) -> str:
    """The paper repeats what was given."""
    return f"{no} 现在是“{label(status)}”，这份{TITLES[kind]}是补打：发出前核对日期"


def came_back(no: str, day: date, note: str) -> str:
    """The last referral was returned: the next one needs a receiver and a reason of its own."""
    return f"{no} 移送后已于 {day} 退回（{note}）：确认是否还要移送；接收单位和理由留空，手写或重新登记移送后再出"


def photos_lost(no: str, names: Sequence[str]) -> str:
    """Photos are gone or were changed."""
    return f"{no} 的照片 {'、'.join(names)} 不见了或内容变了，没有印：把原文件用 hazardctl hazard attach {no} 文件 再附一次"


def photos_unreadable(no: str, names: Sequence[str]) -> str:
    """Photos cannot be shown."""
    return f"{no} 的照片 {'、'.join(names)} 打不开，没有印：转成 JPG 再附一次"


def photos_left_out(no: str, names: Sequence[str]) -> str:
    """There are more photos than a paper shows."""
    return f"{no} 另有照片 {'、'.join(names)} 没有印：要印的在 Word 里插入"


def caption(name: str, stage: str | None) -> str:
    """Stand below a photo."""
    word = {"before": BEFORE, "after": AFTER}.get(stage or "", "")
    return name if not word or word in name else f"{word}：{name}"


def several_units(told: Mapping[str, Sequence[str]]) -> str:
    """One paper is signed by one supervising unit."""
    groups = "；".join(f"{name}：{'、'.join(nos)}" for name, nos in told.items())
    return f"一份文书由一个监管责任单位盖章，这些隐患分属 {len(told)} 个单位监管，请分开出（{groups}）"


def several_receivers(told: Mapping[str, Sequence[str]]) -> str:
    """One paper has one receiver."""
    groups = "；".join(f"{name}：{'、'.join(nos)}" for name, nos in told.items())
    return f"一份文书只发一家，这些隐患分属 {len(told)} 家，请分开出（{groups}）"


def made(kind: str, to: str | None, number: int) -> str:
    """Say what the paper is."""
    return f"{TITLES[kind]}　发往：{to or NO_RECEIVER}　隐患 {number} 条"


def how_to_print(kind: str, nos: Sequence[str]) -> str:
    """Say how to get the paper."""
    return f"出 Word 文书：hazardctl hazard notice {' '.join(nos)} --kind {kind} -o {TITLES[kind]}.docx"


def no_funds() -> str:
    """No funds are needed."""
    return "无需资金"


def times(number: int) -> str:
    """Say how many times something was done."""
    return f"第 {number} 次" if number else TO_FILL


def granted(*, refused: bool) -> str:
    """Say what came of an application."""
    return "不同意" if refused else "同意"


def rectified(note: str | None, by: str | None, day: str) -> str:
    """Say what was done, by whom and when."""
    said = "，".join(part.rstrip("。；，") for part in (note, by) if part) or "已整改"
    return f"{said}（{day}）"


def fixed_on_spot(what: str, by: str | None, day: str) -> str:
    """Say what was done at once."""
    return f"{'，'.join(part.rstrip('。；，') for part in (what, by) if part)}（{label('fixed_on_spot')}，{day}）"


def failed(reason: str) -> str:
    """A re-inspection that failed, and why."""
    return f"{label('rejected')}：{reason}"


def eliminated(evidence: str | None) -> str:
    """What carried the hazard is gone, and what proves it."""
    return (
        f"隐患已灭失（关停、搬迁或拆除），依据：{evidence}" if evidence else "隐患已灭失（关停、搬迁或拆除）"
    )


def not_required() -> str:
    """The five are not asked for where the hazard is gone."""
    return "不要求（隐患已灭失）"


def listed(authority: str, on: str, delisted: str | None) -> str:
    """Say who lists it since when, and when it was delisted."""
    return f"{authority}（{on}挂牌" + (f"，{delisted}摘牌）" if delisted else "，未摘牌）")


def reviewer(name: str, unit: str | None, how: str) -> str:
    """Name who re-inspected, of which unit and how."""
    return f"{name}（{'，'.join(part for part in (unit, how) if part)}）"


def extended_to(original: str, current: str) -> str:
    """Name the deadline in force beside the original one."""
    return f"{original}（已延至{current}）"


def found_how(parts: Sequence[str], visit: str | None) -> str:
    """Say when and by whom one of several hazards was found."""
    said = "，".join(part for part in parts if part)
    return f"{said}（检查记录{visit}）" if visit else said


def late(days: int) -> str:
    """Say that a hazard is late."""
    return f"逾期{days}日未整改"


def reported(found: str, done: str) -> str:
    """Say when the two reports were made."""
    return f"发现报告：{found}；整改报告：{done}"


def not_asked() -> str:
    """A form's line that does not apply."""
    return "不涉及"


def wan(amount: str) -> str:
    """Say money."""
    return f"{amount}万元"
