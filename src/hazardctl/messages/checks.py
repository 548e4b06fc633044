"""What `check` finds, and what to type next for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages.enterprises import as_typed
from hazardctl.messages.fields import field_hint, field_option
from hazardctl.messages.labels import label

if TYPE_CHECKING:
    from datetime import date


def _options(names: tuple[str, ...]) -> str:
    """Return options with what to write after each."""
    return " ".join(
        f"{field_option(name)} {field_hint(name).split('，')[0].split('；')[0]}" for name in names
    )


def lacks(names: tuple[str, ...]) -> str:
    """Fields are empty."""
    return f"缺{'、'.join(label(name) for name in names)}"


def amend_hazard(no: str, names: tuple[str, ...]) -> str:
    """Fill in a hazard's fields."""
    return f"hazardctl hazard amend {no} {_options(names)}"


def amend_firm(name: str, names: tuple[str, ...]) -> str:
    """Fill in an enterprise's facts."""
    return f"hazardctl enterprise amend {as_typed(name)} {_options(names)}"


def wrong_spans() -> str:
    """What is kept for speed is not what follows from the acts."""
    return "存下的状态与登记和办理过程重算的结果不一致，统计数字不可靠"


def wrong_movements(count: int) -> str:
    """What is kept for the figures is not what the kept rows add up to."""
    return f"存下的数字有 {count} 处与存下的状态加起来不一致，统计数字不可靠"


def keep_and_ask() -> str:
    """Nothing must be typed on top of a ledger that disagrees with itself."""
    return "停止录入，留一份台账文件，请技术人员核对"


def broken_file(name: str) -> str:
    """Evidence is gone or was changed."""
    return f"附件「{name}」不见了或内容变了"


def look_into_evidence() -> str:
    """Where the file may come from: a backup holds the database alone."""
    return "把原文件用 hazardctl hazard attach 编号 文件 再附一次，内容一样就补回；或从另存的 evidence 文件夹拷回（backup 不含附件）"


def deadline_before_found(deadline: date, found_on: date) -> str:
    """A deadline lies before the day of finding."""
    return f"整改时限 {deadline} 早于排查日期 {found_on}"


def before_found(on: date, found_on: date) -> str:
    """Something was done before the hazard was found."""
    return f"有 {on} 的办理，早于排查日期 {found_on}"


def before_begun(on: date, began: date) -> str:
    """A step lies before what it is a step of."""
    return f"有 {on} 的办理，早于事项本身的日期 {began}"


def closed_before_opened(closed_on: date, opened_on: date) -> str:
    """An enterprise closed before it opened."""
    return f"停业日期 {closed_on} 早于开业日期 {opened_on}"


def look_at(no: str) -> str:
    """Look at it, whatever its number says that it is."""
    command = _LOOK.get(no.split("-", maxsplit=1)[0])
    return f"hazardctl {command.format(no)}" if command else f"hazardctl hazard history {no}"


_LOOK = {
    "JC": "inspect show {}",
    "JL": "task records",
    "ZF": "enforce show {}",
    "WT": "problem show {}",
    "JB": "tipoff show {}",
    "DB": "action show {}",
    "SG": "accident list",
    "ZY": "permit show {}",
    "ZD": "key-item list",
    "BS": "submissions",
}
"""How to look at what has a number, by its series; every other series is the town's own, of hazards."""


def closed_without(kinds: tuple[str, ...]) -> str:
    """A major hazard is closed and a report is owed."""
    return f"重大事故隐患已销号，缺{'、'.join(label('report_' + kind) for kind in kinds)}（双报告）"


def report(no: str, kind: str) -> str:
    """File the report."""
    return f"hazardctl hazard report {no} --kind {kind} --to 单位 --on 日期"


def plan_changed() -> str:
    """The plan is not the one that the ledger knows."""
    return "行动方案的文件与建台账时不同：用 hazardctl plan check 核对，无误就采用"


def adopt_plan() -> str:
    """Take the plan over."""
    return "hazardctl init"


def unknown_unit(numbers: tuple[str, ...], count: int) -> str:
    """Records name a unit that is not registered."""
    more = f"等 {count} 条" if count > len(numbers) else ""
    return f"没有登记，却用在 {'、'.join(numbers)}{more}"


def add_unit(key: str) -> str:
    """Register it."""
    return f"hazardctl unit add {as_typed(key)}"


def left_plan(uses: int) -> str:
    """A unit came from the plan and is not in it any more."""
    used = f"，还有 {uses} 条记录用到" if uses else ""
    return f"现在的行动方案里已没有这个单位{used}"


def check_plan() -> str:
    """Look whether the plan means it."""
    return "hazardctl plan check"


def undecided(number: int) -> str:
    """Two merged ledgers tell something differently."""
    return f"合并来的台账与本台账有 {number} 处说法不一，还没有定，各处显示的是双方改动前的"


def see_undecided() -> str:
    """Look at them."""
    return "hazardctl merge --conflicts"


def empty_group() -> str:
    """A collective owner has no members."""
    return "集体责任单位还没有成员，任务落实不到具体办所"


def fill_group(key: str) -> str:
    """Name the members."""
    return f"hazardctl unit join {as_typed(key)} 单位…"


def alike(other: str) -> str:
    """Two enterprises may be one."""
    return f"与「{other}」名称相近：是两家的都补上统一社会信用代码，重复登记的停用一家（--closed-on 日期）"


def tell_apart(name: str) -> str:
    """Give its code, by which it is told apart."""
    return f"hazardctl enterprise amend {as_typed(name)} --credit-code 代码"


def pending_overdue(until: str, missing: tuple[str, ...]) -> str:
    """The five were promised by a day that has passed."""
    return f"五落实应在 {until} 前补齐，还缺{'、'.join(label(item) for item in missing)}"


def complete(no: str) -> str:
    """Fill in the five."""
    return f"hazardctl hazard plan {no}"


def penalty_alone(hazards: tuple[str, ...], days: int) -> str:
    """A penalty was decided and nothing was re-inspected."""
    about = f"（{'、'.join(hazards)}）" if hazards else ""
    return f"以罚代管风险：已处罚，{days} 天没有复查合格{about}"


def recheck(no: str) -> str:
    """Re-inspect."""
    return f"hazardctl enforce recheck {no} --result passed --by 姓名"


def reply_overdue(days: int) -> str:
    """A reply is late."""
    return f"回复逾期 {days} 天"


def progress_owed() -> str:
    """A listed hazard told nothing for a month."""
    return "挂牌督办的隐患上个月没有报整改进展"


def tell_progress(no: str, on: date) -> str:
    """Record its progress, on a day of the month that it is owed for."""
    return f"hazardctl hazard progress {no} --on {on} --note 进展"


def reply(no: str) -> str:
    """Record the reply."""
    return f"hazardctl action reply {no} --text 回复内容"


def return_not_sent(period: str, due: date) -> str:
    """A return did not come."""
    return f"{period} 信息报送未报，应在 {due} 前报（没有情况的用 --nil 零报告）"


def send(unit: str, period: str) -> str:
    """Enter the return."""
    return f"hazardctl submit --unit {as_typed(unit)} --month {period} --progress 进展"


def no_funds_source() -> str:
    """Funds without a source."""
    return "整改资金没有写明来源"


def give_source(no: str) -> str:
    """Say where the money comes from."""
    return f"hazardctl hazard amend {no} --funds-source 资金来源"


def empty_post() -> str:
    """A post without a name."""
    return "还没有登记由谁担任，亲自做的任务对不上人"


def set_post(key: str) -> str:
    """Name the holder."""
    return f"hazardctl post set {as_typed(key)} 姓名"


def late_entry(on: date, typed_on: date, lag: int) -> str:
    """An entry was typed long after its day."""
    return f"补录：{on} 的事 {typed_on} 才录入，晚 {lag} 天"


def no_such_rule(said: str, names: tuple[str, ...]) -> str:
    """No rule is called so."""
    return f"没有「{said[:20]}」这条规则，可用：{'、'.join(names)}（说明见 hazardctl check --list）"


def heading(level: str, title: str, count: int) -> str:
    """Head the findings of a rule."""
    return f"{level} · {title}（{count}）"


def next_command(command: str) -> str:
    """Say what to type for findings of this kind."""
    return f"怎么办：{command}"


def more(count: int, rule: str) -> str:
    """More was found than is listed."""
    return f"还有 {count} 条：hazardctl check --only {rule}"
