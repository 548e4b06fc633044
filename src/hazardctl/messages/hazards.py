"""Why a hazard may not be registered, changed or closed, and what to do about it."""

from datetime import date

from hazardctl.messages.labels import label


def found_in_future(found_on: date, today: date) -> str:
    """A hazard cannot be found after today."""
    return f"排查日期 {found_on} 晚于今天 {today}，请改 --found-on"


def before_found(field: str, day: date, found_on: date) -> str:
    """Something is dated before the hazard was found."""
    return f"{label(field)} {day} 早于排查日期 {found_on}，请核对日期"


def done_in_future(day: date, today: date) -> str:
    """An act cannot be dated after today."""
    return f"办理日期 {day} 晚于今天 {today}，请改 --on"


def done_before_found(day: date, found_on: date) -> str:
    """An act cannot come before the hazard was found."""
    return f"办理日期 {day} 早于排查日期 {found_on}，请改 --on"


def criterion_needed() -> str:
    """A major hazard rests on a criterion."""
    return "重大事故隐患要写明判定依据：加 --criterion 文件名称和条款"


def spot_and_pending() -> str:
    """Two ways of registering exclude each other."""
    return "即查即改（--fixed-on-spot）和先登记待补（--pending）只能选一种"


def five_or_else() -> str:
    """The way on for a clerk who does not have the five yet."""
    return "五落实一时定不下来的，可先登记：--pending 补齐日期 --interim 临时管控措施；现场已改的用 --fixed-on-spot 怎么改的"


def nothing_pending() -> str:
    """All five are there, so nothing has to wait."""
    return "五落实已齐，不必先登记待补：去掉 --pending 和 --interim 即可"


def pending_before_found(day: date, found_on: date) -> str:
    """The promise to complete the five lies before the finding."""
    return f"补齐期限 {day} 早于排查日期 {found_on}，请改 --pending"


def reviewer_needs_spot() -> str:
    """Only what was fixed on the spot can be reviewed in the same breath."""
    return "登记时只有即查即改的隐患可以同时复查销号：加 --fixed-on-spot，或登记后用 hazard rectify、hazard close"


def spot_same_day(days: int) -> str:
    """即查即改 is typed within so many days."""
    return f"即查即改应在排查当日（{days} 天内）改好，请改用整改时限登记"


def funds_contradiction() -> str:
    """An amount and 'none needed' exclude each other."""
    return "--funds 金额和 --no-funds 只能写一个"


def is_void(no: str) -> str:
    """A void record takes no more acts."""
    return f"{no} 已作废，不能再办理"


def is_closed(no: str) -> str:
    """Closed stays closed."""
    return f"{no} 已销号。又出现的隐患请新登记：hazardctl hazard add --recurs-from {no}；销号有误用 hazardctl hazard reopen {no}"


def is_referred(no: str, to: str | None) -> str:
    """While another authority has it, only its answer changes anything."""
    return f"{no} 已移送{to or ''}，请先记录答复：hazardctl hazard reply {no}"


def is_pending(no: str, items: str) -> str:
    """The five are incomplete, so it can be neither rectified nor closed."""
    return f"{no} 五落实待补（缺{items}），请先补齐：hazardctl hazard plan {no}"


def already_rectified(no: str, on: date | None) -> str:
    """It waits for re-inspection already."""
    return f"{no} 已于 {on} 整改完成，等待复查：合格用 hazardctl hazard close {no}，不合格用 hazardctl hazard reject {no}"


def not_rectified(no: str) -> str:
    """Nothing to re-inspect yet."""
    return f"{no} 尚未整改完成，请先记录：hazardctl hazard rectify {no} --on 日期 --by 整改人"


def not_closed(no: str) -> str:
    """Only a closing can be taken back."""
    return f"{no} 没有销号，不必撤销"


def not_referred(no: str) -> str:
    """Only a referral can be answered."""
    return f"{no} 没有移送，没有答复可记：移送用 hazardctl hazard transfer {no} --kind refer"


def too_early(what: str, day: date, follows: str, on: date) -> str:
    """What ends something cannot come before it."""
    return f"{what}的日期 {day} 早于{follows}的日期 {on}，请改 --on"


def nothing_missing(no: str) -> str:
    """The five are complete; a wrong one is corrected, not completed."""
    return f"{no} 的五落实已齐，要更正请用 hazardctl hazard amend {no}"


def deadline_set(no: str, deadline: date) -> str:
    """Completing the five is no way to move a deadline that is set (DESIGN.md §4.4)."""
    return (
        f"{no} 的整改时限已定为 {deadline}，补齐五落实时不能改：要延期用 hazardctl hazard extend {no}，"
        f"当初写错了用 hazardctl hazard amend {no} --deadline 日期 --reason 原因"
    )


def reviewer_is_responsible(who: str) -> str:
    """The re-inspector may not be the one responsible for rectification."""
    return f"复查人员 {who} 就是整改责任人，复查要换人：改 --reviewer"


def reviewer_rectified(who: str) -> str:
    """The re-inspector may not be one who rectified it."""
    return f"复查人员 {who} 参加过这条隐患的整改，复查要换人：改 --reviewer"


def review_before_rectified(day: date, rectified_on: date) -> str:
    """A re-inspection comes after the rectification."""
    return f"复查日期 {day} 早于整改完成日期 {rectified_on}，请改 --on"


def report_owed(no: str, kind: str) -> str:
    """A major hazard is closed only with both reports (task 16)."""
    return f"{label('report_' + kind)}未报，重大事故隐患不能销号：hazardctl hazard report {no} --kind {kind} --to 单位 --on 日期"


def site_review_needed() -> str:
    """A major hazard is re-inspected on site."""
    return "重大事故隐患要现场复查：去掉 --review-kind 或写 --review-kind site"


def reviewer_unit_is_responsible(unit: str) -> str:
    """A major hazard is re-inspected by another unit than the responsible one."""
    return f"复查单位 {unit} 就是整改责任单位，重大事故隐患要由别的单位复查：改 --reviewer-unit"


def reviewer_unit_needed() -> str:
    """The unit that re-inspects a major hazard is not known."""
    return "重大事故隐患要写明复查单位：加 --reviewer-unit 单位名称"


def still_listed(no: str, authority: str) -> str:
    """A listed hazard is delisted first."""
    return f"{no} 由{label(authority)}挂牌督办，尚未摘牌：先记录 hazardctl hazard delist {no} --on 日期"


def already_listed(no: str, authority: str) -> str:
    """It is listed already."""
    return f"{no} 已由{label(authority)}挂牌督办；升级挂牌请先 hazardctl hazard delist {no}"


def not_listed(no: str) -> str:
    """Nothing to delist."""
    return f"{no} 没有挂牌督办，不必摘牌；核对编号：hazardctl hazard supervised"


def term_before_listing(term: date, on: date) -> str:
    """The term of a listing ends after it began."""
    return f"督办期限 {term} 早于挂牌日期 {on}，请改 --term 或 --on"


def no_deadline(no: str) -> str:
    """Nothing to extend."""
    return f"{no} 还没有整改时限，谈不上延期：先补五落实 hazardctl hazard plan {no}"


def not_later(new: date, deadline: date) -> str:
    """An extension goes beyond the deadline in force."""
    return f"延期后的时限 {new} 不晚于现在的整改时限 {deadline}，请改 --to"


def extension_late(on: date, deadline: date) -> str:
    """An extension comes before the deadline passes."""
    return f"{on} 申请时整改时限 {deadline} 已过：要补办请加 --late 写明原因"


def interim_needed() -> str:
    """An extension names what protects people meanwhile."""
    return "延期期间怎么管控要写明：加 --interim 临时管控措施"


def same_unit(no: str, unit: str) -> str:
    """It is that unit's already."""
    return f"{no} 现在就由 {unit} 监管，不必转办"


def same_level(no: str, level: str) -> str:
    """It has that level already."""
    return f"{no} 现在就是{label(level)}，不必调整"


def already_reported(kind: str, on: date) -> str:
    """That report is on record."""
    return f"{label('report_' + kind)}已于 {on} 报过"


def report_before_rectified(no: str) -> str:
    """The report of rectification follows the rectification."""
    return f"{no} 还没有整改完成，整改报告无从报起：先 hazardctl hazard rectify {no}"


def before_closing(on: date, closed_on: date) -> str:
    """A closing is taken back on or after its own day."""
    return f"撤销日期 {on} 早于销号日期 {closed_on}，请改 --on"


def later_act_stands(what: str, on: date) -> str:
    """An act dated back would make a later one impossible."""
    return f"按这个日期办理，与后面 {on} 的「{what}」对不上，请核对日期"


def not_an_original(no: str) -> str:
    """A duplicate needs a living record to be merged into."""
    return f"不能归并到 {no}：它就是本条或已经作废，请改 --duplicate-of"


def not_on_spot(no: str) -> str:
    """A correction cannot make a hazard one that was fixed on the spot: it would be rectified without a record."""
    return f"{no} 登记时不是即查即改，不能更正成即查即改；整改好了请记录 hazardctl hazard rectify {no}，登记错了请 hazardctl hazard void {no}"


def nothing_to_amend() -> str:
    """A correction that corrects nothing."""
    return "没有要更正的内容，或者与原来一样：写上要更正的选项，如 --place 3号车间"
