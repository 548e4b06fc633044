"""The short sentences of the screens: counts, states, and what to type next."""

from collections.abc import Sequence

from hazardctl.messages.labels import label, short


def level(value: str) -> str:
    """Say a level in one word."""
    return short(value)


def source(value: str) -> str:
    """Say a source; `village` is a source and a unit, so it has a label of its own."""
    return label("village_check") if value == "village" else label(value)


def overdue_by(days: int) -> str:
    """Say how late."""
    return f"逾期 {days} 天"


def no_hazards() -> str:
    """The list is empty."""
    return "没有符合条件的隐患"


def listed(count: int, *, cut: bool) -> str:
    """Count what is listed."""
    if cut:
        return f"先列 {count} 条，可能还有：加 --limit 多列，或 -o 文件.csv 全部导出"
    return f"共 {count} 条" if count else ""


def originally(deadline: str, times: int) -> str:
    """An extended deadline keeps the original one beside it."""
    return f"（原定 {deadline}，延期 {times} 次）"


def next_step(no: str, status: str, missing: tuple[str, ...], owed: tuple[str, ...]) -> str:
    """Say what to type next for a hazard that stands like this."""
    items = "、".join(label(item) for item in missing)
    steps = {
        "pending": f"下一步：补齐{items}：hazardctl hazard plan {no}",
        "open": f"下一步：整改完成后：hazardctl hazard rectify {no}",
        "rectified": f"下一步：复查合格：hazardctl hazard close {no} --reviewer 姓名；不合格：hazardctl hazard reject {no}",
        "awaiting_delist": f"下一步：挂牌单位同意摘牌后：hazardctl hazard delist {no} --on 日期，再复查销号；不合格：hazardctl hazard reject {no}",
        "referred": f"下一步：有答复时：hazardctl hazard reply {no}",
    }
    if owed and status in {"open", "pending", "rectified", "awaiting_delist"}:
        kinds = "、".join(label("report_" + kind) for kind in owed)
        return f"{steps[status]}；{kinds}未报：hazardctl hazard report {no} --kind {owed[0]}"
    return steps.get(status, f"来龙去脉：hazardctl hazard history {no}")


def registered(no: str, level_: str, title: str) -> str:
    """A hazard is in the ledger."""
    return f"已登记 {no}（{level_}）：{title}"


def changed(no: str, what: str, title: str) -> str:
    """An act was done; the first words of the title guard against a mistyped number."""
    return f"已办理 {no} {what}：{title[:30]}"


def no_gaps() -> str:
    """Nothing is missing."""
    return f"{label('five')}都齐了"


def gaps(count: int) -> str:
    """Count what lacks something."""
    return f"共 {count} 条{label('five')}不齐" if count else ""


def history_of(no: str) -> str:
    """Head the story."""
    return f"{no} 的来龙去脉"


def history_line(on: str, what: str, actor: str, at: str) -> str:
    """Say one entry: its own day, what was done, and who typed it when."""
    return f"{on} {what}（{actor} {at} 录入）"


def late_entry(days: int) -> str:
    """It was typed long after its day."""
    return f"补录，晚 {days} 天"


def under_moved_today(day: str) -> str:
    """It was typed under a moved today."""
    return f"按设定的今天 {day} 录入"


def no_visits() -> str:
    """The list of visits is empty."""
    return "没有符合条件的检查记录"


def and_more(first: str, number: int) -> str:
    """Name the first of several, and say how many there are."""
    return f"{first}\n等 {number} 项"


def visit_recorded(no: str) -> str:
    """A visit is in the ledger."""
    return f"已记录检查 {no}"


def visit_next(no: str) -> str:
    """What to type for the hazards of a visit."""
    return f"查到隐患的：hazardctl hazard add --visit {no}；没查到的不必再填"


def ledger_made(path: str, campaign: str) -> str:
    """A new ledger."""
    return f"台账已建立：{path}（{campaign}）"


def first_steps() -> tuple[str, str, str]:
    """What to do next, in three lines."""
    return (
        "1. 登记村（社区）和组员：hazardctl unit add 某某村；hazardctl unit join 组名 单位名…",
        "2. 登记第一条隐患：hazardctl hazard add（按提示填写；先看全过程演示：hazardctl demo）",
        "3. 每天先看 hazardctl status，开会前出 hazardctl report monthly",
    )


def signers_changed() -> str:
    """Who signs the forms was changed."""
    return "已更新：填表人等签字信息和行动方案以这次为准"


def unit_added(key: str, kind: str) -> str:
    """A unit is in the register."""
    return f"已登记 {key}（{kind}）"


def joined(group: str, members: str) -> str:
    """A group's members after joining."""
    return f"「{group}」现有成员：{members}"


def group_unfilled(group: str) -> str:
    """A group nobody has filled."""
    return f"「{group}」还没有登记成员：hazardctl unit join {group} 单位名称…"


def plan_exported(folder: str) -> str:
    """The plan's files were copied."""
    return f"方案文件已复制到 {folder}：改好后用 --plan {folder} 或 HAZARDCTL_PLAN 启用，先运行 hazardctl plan check"


def plan_changed() -> str:
    """The plan is not the one the ledger was made with."""
    return "行动方案和台账里记的不一样了：用 hazardctl plan check 核对，无误后 hazardctl init 采用"


def delivered(name: str, done: int, owed: int) -> str:
    """A deliverable was handed in."""
    return f"已记录：{name}（已交 {done}/{owed}）"


def nobody_named(query: str) -> str:
    """No row of the plan decides."""
    return f"方案没有直接写明「{query}」归谁管"


def several(query: str) -> str:
    """Several rows fit, with different owners."""
    return f"「{query}」对得上几处，责任单位不同，请说得再具体些"


def convener(unit: str) -> str:
    """Who brings the others together."""
    return f"由 {unit} 牵头召集有关单位商定，不推诿"


def perhaps(names: tuple[str, ...]) -> str:
    """Offer what may have been meant."""
    return f"可再查：{'、'.join(names)}"


def unit_work(expected: int, done: int, rate: str, firms: int) -> str:
    """How far a unit's duties are done, and how many enterprises it answers for."""
    return f"应完成 {expected} 次，已完成 {done} 次（{rate}）；负责的单位（场所）{firms} 家"


def stock_left(open_: int, overdue: int) -> str:
    """Say what is left of the hazards found before the campaign, which its own figures do not hold."""
    return f"另有行动前存量未销号 {open_} 项，其中逾期 {overdue} 项"


def unit_more(number: int, key: str) -> str:
    """Say that only the first of a unit's hazards are named."""
    return f"共 {number} 项，这里列出前几项；全部：hazardctl report unit {key} -o 文件.xlsx"


def found_unnamed() -> str:
    """A visit found what its clerk registered without the visit's number."""
    return "同日有隐患登记，没有写检查编号"


def first_of(subjects: Sequence[str]) -> str:
    """Name the one, or the first of several."""
    return subjects[0] if len(subjects) == 1 else f"{subjects[0]}等 {len(subjects)} 个单位"


def late_one_by_one(key: str) -> str:
    """Say what shows a unit's late duties subject by subject."""
    return f"逐个看：hazardctl task status --unit {key} --missing"


def unit_referred(number: int) -> str:
    """Head the hazards that the district has."""
    return f"已移送（跟踪中）{number} 项，不计入未销号"
