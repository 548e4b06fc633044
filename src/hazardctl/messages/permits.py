"""Permits for dangerous work: what is refused, and what is said about them."""

from collections.abc import Sequence
from datetime import date


def no_operations() -> str:
    """The plan names no operations."""
    return "方案没有列出要许可的作业：在 task_list.yaml 的 operations 里增加，再办理"


def unknown_operation(said: str, known: Sequence[str]) -> str:
    """The plan has no such operation."""
    return f"没有「{said[:20]}」这种作业，可用：{'、'.join(known)}"


def unknown_check(said: str, known: Sequence[str]) -> str:
    """The operation asks for no such check, or for several that are called so."""
    return f"这种作业没有「{said[:20]}」这项检查（或不止一项），可用：{'、'.join(known)}"


def nothing_ticked(no: str, left: Sequence[str]) -> str:
    """A tick that ticks nothing."""
    rest = f"还缺：{'、'.join(left)}" if left else "各项检查都已办结，不必再记"
    return f"没有写办结了哪项检查：hazardctl permit tick {no} 检查项…。{rest}"


def ends_before_it_begins(until: date, on: date) -> str:
    """The days of the work are the wrong way round."""
    return f"许可到 {until} 为止，早于作业日期 {on}：改 --until 或 --on"


def contractor_needed() -> str:
    """Work given to others names who does it."""
    return "委外作业要写明承包单位（承租、受托方）：加 --contractor 名称"


def guardian_needed() -> str:
    """That there is a guardian says who it is."""
    return "现场监护人员要写明姓名：加 --guardian 姓名"


def guardian_works(who: str) -> str:
    """Nobody watches over himself."""
    return f"监护人 {who} 就是作业（承包）的人，监护要另派人：改 --guardian"


def already_ticked(on: date) -> str:
    """The same check twice on one day."""
    return f"同一项检查 {on} 已经记过：去掉已记的检查项，或换日期 --on"


def ventilate_before_testing(no: str) -> str:
    """先通风、再检测."""
    return f"先通风、再检测、后作业：检测之前没有通风的记录，先记 hazardctl permit tick {no} 通风 --on 日期"


def ventilate_first(no: str) -> str:
    """先通风, 后作业."""
    return f"先通风、再检测、后作业：还没有通风，不能开始作业。先记 hazardctl permit tick {no} 通风"


def test_first(no: str) -> str:
    """再检测, 后作业."""
    return f"先通风、再检测、后作业：还没有检测，不能开始作业。先记 hazardctl permit tick {no} 检测"


def no_blind_rescue() -> str:
    """Task 35, in its own words."""
    return "严禁措施不清、情况不明盲目施救"


def already_started(no: str) -> str:
    """The work begins once."""
    return f"{no} 已经开始作业，不必再记；作业完成用 hazardctl permit finish {no}"


def already_finished(no: str) -> str:
    """The work ends once."""
    return f"{no} 已经作业完成，不必再记；又要作业的另办一张 hazardctl permit add"


def not_started(no: str) -> str:
    """Only work that began is finished."""
    return f"{no} 还没有开始作业，先记 hazardctl permit start {no} --on 日期"


def starts_too_early(on: date, work_on: date) -> str:
    """The work may not begin before its day."""
    return f"开始日期 {on} 早于许可的作业日期 {work_on}：改 --on；作业提前的，作废后另办一张"


def expired(on: date, until: date) -> str:
    """The permit is not good any more."""
    return f"开始日期 {on} 已过许可的期限 {until}：改 --on；延后作业的另办一张 hazardctl permit add"


def started_with_missing(names: Sequence[str]) -> str:
    """The work began with checks undone."""
    return f"作业已开始，以下检查仍未办结：{'、'.join(names)}"


def overran(on: date, until: date) -> str:
    """The work went on beyond its permit."""
    return f"作业到 {on} 才完成，超过许可的期限 {until}"


def all_done(count: int) -> str:
    """Every check is ticked."""
    return f"应查 {count} 项，全部办结"


def still_missing(count: int, names: Sequence[str]) -> str:
    """Some checks are not ticked."""
    return f"应查 {count} 项，缺 {len(names)} 项：{'、'.join(names)}"


def short_of(names: Sequence[str]) -> str:
    """What is missing, in a table."""
    return f"缺：{'、'.join(names)}"


def ticked(no: str) -> str:
    """Checks were recorded."""
    return f"已记 {no} 的检查"


def started(no: str, on: date) -> str:
    """The beginning was recorded."""
    return f"{no} 自 {on} 开始作业"


def finished(no: str, on: date) -> str:
    """The end was recorded."""
    return f"{no} 已于 {on} 作业完成"


def undone() -> str:
    """A check that nobody ticked, in a table."""
    return "缺"


def late() -> str:
    """A check that was ticked only after the work began."""
    return "作业开始后补办"


def none() -> str:
    """No permit matches."""
    return "没有作业许可记录"


def days(on: date, until: date | None) -> str:
    """The days of the work."""
    return f"{on} 至 {until}" if until and until != on else str(on)


def to_tick(no: str) -> str:
    """The next command while checks are missing."""
    return f"办结一项记一项：hazardctl permit tick {no} 检查项… [--on 日期]"


def to_start(no: str) -> str:
    """The next command when everything is checked."""
    return f"开始作业：hazardctl permit start {no}"


def to_finish(no: str) -> str:
    """The next command while work goes on."""
    return f"作业完成：hazardctl permit finish {no}"
