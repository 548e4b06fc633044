"""Enforcement: what is refused, what is pointed out, and what to type next."""

from datetime import date


def case_closed(no: str, day: date) -> str:
    """After a passed re-inspection nothing more is decided in the case."""
    return f"{no} 已于 {day} 整改复查合格、办结：又发现问题的，用 hazardctl enforce open 另立一件"


def not_both(day: date) -> str:
    """A case is not both punished and not punished."""
    return f"{day} 已决定不予处罚，不能再记行政处罚：记错的先 hazardctl enforce void 作废，再重新立案"


def punished_already(day: date) -> str:
    """A case is not both punished and not punished."""
    return f"{day} 已决定行政处罚，不能再记不予处罚：记错的先 hazardctl enforce void 作废，再重新立案"


def decided_already(day: date) -> str:
    """The decision not to punish stands."""
    return f"{day} 已决定不予处罚：下一步是整改复查 hazardctl enforce recheck"


def fine_without_amount() -> str:
    """A fine has an amount."""
    return "罚款要写金额：加 --amount 金额，如 20000 或 2万（不能是 0）"


def no_amount_here() -> str:
    """Only a fine or a confiscation has an amount."""
    return "这种处罚没有金额：去掉 --amount；同时罚款的，再记一次 --penalty fine --amount 金额"


def not_decided(no: str) -> str:
    """The third step does not come before the second."""
    return (
        f"{no} 到这一天还没有处罚决定，不能整改复查：先 hazardctl enforce penalise {no}"
        "（处罚、--no-penalty 不予处罚的理由，或 --refer-to 移送机关），日期更早的用 --on"
    )


def suspended_already(no: str, day: date) -> str:
    """Work is stopped already."""
    return f"{no} 自 {day} 起已在停产停业整顿：恢复后才能再记，先 hazardctl enforce resume {no}"


def not_suspended(no: str, day: date) -> str:
    """There is nothing to resume."""
    return f"{no} 在 {day} 没有停产停业整顿，谈不上恢复：先 hazardctl enforce suspend {no}"


def ends_before_it_begins(until: date, on: date) -> str:
    """A term does not end before it begins."""
    return f"停产停业的截止日 {until} 早于开始日 {on}：改 --until 或 --on"


def one_decision() -> str:
    """Which of the three decisions was taken."""
    return (
        "缺处罚决定：三选一，--penalty 处罚种类、--no-penalty 不予处罚的理由，"
        "或 --refer-to 移送给哪个机关（加 --reason 事由）"
    )


def only_one_decision() -> str:
    """The three exclude each other."""
    return "--penalty、--no-penalty、--refer-to 一次只能用一个：几项处罚分几次记"


def no_such_problem(said: str) -> str:
    """No problem of the list has this number."""
    return f"没有编号为「{said[:40]}」的问题：用 hazardctl problem list 查编号"


def other_enterprise(no: str, its: str) -> str:
    """A hazard belongs to another enterprise than was typed."""
    return f"隐患 {no} 是「{its}」的，和 --enterprise 不是同一家：核对编号或单位名称"


def repeated(firm: str, in_half: int, in_year: int, major: tuple[str, ...]) -> str:
    """A firm was punished three times in 180 days or four times in a year."""
    times = f"「{firm}」180 日内受处罚 {in_half} 次、一年内 {in_year} 次"
    if major:
        return (
            f"{times}，且有未销号的重大事故隐患 {'、'.join(major)}："
            "符合安全生产法第一百一十三条第一项，研究是否提请关闭"
        )
    return f"{times}（达到安全生产法第一百一十三条第一项的次数；台账里目前没有它未销号的重大事故隐患）"


def suspension_over(until: date) -> str:
    """The term of a suspension has passed."""
    return f"停产停业整顿期已于 {until} 届满，还没有恢复审查的记录"


def daily_penalty() -> str:
    """A fined firm that refuses to correct."""
    return "受到罚款处罚后拒不改正的，可以自责令改正之日的次日起按日连续处罚（安全生产法第一百一十二条）"


def hazards_not_closed(numbers: tuple[str, ...]) -> str:
    """The case is closed; its hazards go their own way."""
    return (
        f"有关隐患 {'、'.join(numbers)} 还没有销号：处罚不等于整改，复查合格的按 hazardctl hazard close 销号"
    )


def suspend_is_dated(no: str) -> str:
    """A penalty of suspension also needs its days."""
    return f"停产停业的起止日期另记：hazardctl enforce suspend {no} --scope 局部|全部"


def opened(no: str) -> str:
    """A case is open."""
    return f"已立案 {no}（第一步：检查诊断）"


def decided(no: str) -> str:
    """The second step was recorded."""
    return f"已记 {no} 的处罚决定（第二步：行政处罚）"


def rechecked(no: str, *, passed: bool) -> str:
    """The third step was recorded."""
    return f"{no} 整改复查{'合格，办结' if passed else '不合格，仍未办结'}（第三步：整改复查）"


def suspended(no: str) -> str:
    """Work was stopped."""
    return f"已记 {no} 停产停业整顿"


def resumed(no: str) -> str:
    """Work goes on."""
    return f"已记 {no} 恢复生产经营"


def next_step(no: str, status: str, *, suspended: bool) -> str:
    """Say what to type next."""
    steps = {
        "diagnosed": f"下一步：hazardctl enforce penalise {no}（处罚、不予处罚或移送）",
        "decided": f"下一步：整改后 hazardctl enforce recheck {no} --result passed|failed --by 复查人",
    }
    resume = (
        f"经审查同意恢复时：hazardctl enforce resume {no} --approver 姓名 --basis 依据" if suspended else ""
    )
    return "；".join(step for step in (steps.get(status, ""), resume) if step)


def none() -> str:
    """The list is empty."""
    return "没有符合条件的执法案件"


def risk() -> str:
    """A penalty without a passed re-inspection."""
    return "以罚代管风险"


def at_risk(cases: int, hazards: tuple[str, ...]) -> str:
    """Count what was punished and not re-inspected."""
    listed = f"，涉及未销号隐患 {'、'.join(hazards)}" if hazards else ""
    return f"以罚代管风险：已处罚、尚未整改复查到位的 {cases} 件{listed}"


def round_failed(times: int) -> str:
    """Re-inspections that failed."""
    return f"复查 {times} 次不合格"


def open_for(days: int) -> str:
    """How long a case has been open."""
    return f"未办结，已 {days} 天"


def period(on: date, until: date | None, resumed_on: date | None) -> str:
    """Say from when to when work was stopped."""
    term = f"，期限至 {until}" if until else ""
    return f"{on} 起{term}，{f'{resumed_on} 恢复' if resumed_on else '未恢复'}"
