"""The sentences of the monthly report on the screen."""

from collections.abc import Mapping
from datetime import date

from hazardctl.messages.labels import label, worded


def head(town: str, month: str | None, start: str, end: str) -> str:
    """Head the report."""
    when = f"{int(month[:4])}年{int(month[5:])}月" if month else f"{start}至{end}"
    return f"{town}{when}专项行动调度（统计截至{end}）"


def incomplete(this: str, end: str) -> str:
    """The days still run."""
    return f"{this}还没有结束，数字算到 {end}"


def phase(no: int, name: str, days_left: int, state: str) -> str:
    """Say where the campaign is."""
    return f"第{no}阶段 {name}" + (f"，还剩 {days_left} 天" if state != "ended" else "（已结束）")


def visits(this: str, visits_: int, firms: int, clean: int) -> str:
    """Say the visits of the period."""
    return f"{this}检查 {visits_} 家次（{firms} 家），其中未发现隐患 {clean} 家次"


def closings(this: str, spot: int, closed: int, earlier: int) -> str:
    """Say what was fixed on the spot, and what was closed whatever month it is from."""
    stock = "往月" if this == "本月" else "往期"
    return f"即查即改 {spot} 项；{this}销号 {closed} 项（含{stock}存量 {earlier} 项）"


def balance(parts: Mapping[str, int], *, agrees: bool, of_month: bool) -> str:
    """Say how the open hazards of one month, or of other days, became those of the next."""
    unit = "月" if of_month else "期"
    line = (
        f"存量变动：{unit}初"
        + " {opening} + 新排查 {found} + 重新挂账 {reopened} − 销号 {closed} − 移送 {referred}".format(
            **parts
        )
        + (f" {parts['corrections']:+d} 更正" if parts["corrections"] else "")
        + f" = {unit}末 {parts['closing']}"
    )
    return line if agrees else line + "　对不上，请把这张报表和台账发给维护人员"


def major(found: int, closed: int, above: int, town: int, delisted: int) -> str:
    """Say the major hazards; their zero must be said."""
    listed = f"{label('district')}及以上挂牌 {above} 项，{label('town')}督办 {town} 项，已摘牌 {delisted} 项"
    return f"{label('major')}累计 {found} 项，销号 {closed} 项；{listed}"


def five(complete: int, required: int, rate: str, missing: str) -> str:
    """Say how many have all five, and which items are missing."""
    return f"{label('five')}到位 {complete}/{required} 项（{rate}）" + (
        f"；尚缺：{missing}" if missing else ""
    )


def double_report(required: int, discovered: int, rectified: int, owed: int) -> str:
    """Say the double reports made and owed."""
    return (
        f"{label('reports')}：应报 {required} 项，{label('report_discovered')} {discovered} 件，"
        f"{label('report_rectified')} {rectified} 件，{label('owed')} {owed} 件"
    )


def on_time(this: str, due: int, in_time: int, rate: str) -> str:
    """Say how many of the deadlines of the days were kept."""
    return f"原定时限在{this}的 {due} 项，按期整改 {in_time} 项（{label('on_time_rate')} {rate}）"


def funds(planned: str, spent: str) -> str:
    """Say the money."""
    return f"累计落实{label('funds')} {planned}，销号隐患实际投入 {spent}"


def none_overdue() -> str:
    """Nobody is late."""
    return worded("没有{overdue}的隐患")


def none_due() -> str:
    """Nothing falls due."""
    return "没有 30 日内到期的隐患"


def no_figures(heading: str) -> str:
    """A table with nothing in it."""
    return f"（{heading}：还没有数据）"


def overdue(number: int) -> str:
    """Head what is late."""
    return f"四、{label('overdue')} {number} 项"


def due_soon(number: int) -> str:
    """Head what falls due."""
    return f"五、{label('due_soon')}{number} 项"


def pending(number: int) -> str:
    """Head what lacks some of the five."""
    return f"六、{label('pending')} {number} 项"


def awaiting_review(number: int) -> str:
    """Head what waits for its re-inspection."""
    return f"七、{label('awaiting_review')} {number} 项"


def brief_month(town: str, when: str, visits_: int) -> str:
    """Open the paragraph for a chat group."""
    return f"【{town}{when}专项行动】" + (f"检查{visits_}家次，" if visits_ else "")


def brief_found(this: str, found: int, rectified: int, rate: str, closed: int) -> str:
    """Say what the days brought."""
    share = f"，{label('rectified_rate')}{rate}" if found else ""
    return f"排查隐患{found}项，已整改{rectified}项{share}；{this}销号{closed}项。"


def brief_whole(found: int, rate: str, open_: int, overdue: int, late: Mapping[str, int]) -> str:
    """Say how things stand, and whose is late: units are named, people are not."""
    share = f"，{label('rectified_rate')}{rate}" if found else ""
    whose = "（" + "、".join(f"{unit}{n}项" for unit, n in late.items()) + "）" if late else ""
    return f"行动以来累计排查{found}项{share}，未销号{open_}项，{label('overdue')}{overdue}项{whose}；"


def brief_end(found: int, closed: int, fatal: int, deaths: int, until: date) -> str:
    """Say the major hazards and the deaths, whose zero must be said."""
    return (
        f"{label('major')}{found}项，销号{closed}项。全年死亡事故{fatal}起、死亡{deaths}人。"
        f"（统计截至{until.month}月{until.day}日）"
    )


def brief_when(month: str | None, start: date, end: date) -> str:
    """Say the days of the paragraph as short as they can be told."""
    if month:
        return f"{int(month[5:])}月"
    return f"{start.month}月{start.day}日至{end.month}月{end.day}日"


def listed_by(authority: str) -> str:
    """Say who lists a hazard."""
    return f"{authority}挂牌"


def major_open(major: int, listed: int, named: int | None) -> str:
    """Head the major hazards that are not closed and the listed ones that are not major; `named` where not all are.

    `listed` is -1 where some of them are not known.
    """
    kinds = [
        (label("major"), major),
        (f"其他{label('listing')}隐患" if major else f"{label('listing')}隐患", listed),
    ]
    told = "、".join(f"{kind} {number} 项" if number > 0 else kind for kind, number in kinds if number)
    return f"未销号的{told}" + (f"，列出前 {named} 项" if named else "")


FIGURES, FIGURE, VALUE = "全部数字", "项目", "数值"
"""The table that a file of cells has for what the screen words as sentences."""
