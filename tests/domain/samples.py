"""One hazard, as the tests of the domain begin with it, and everything that may be done to it."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from hazardctl.domain import acts
from hazardctl.domain.acts import Act, ClosingKind, Outcome, ReopenReason
from hazardctl.domain.five import Five
from hazardctl.domain.hazard import Authority, Hazard, Level, ReportKind, Source
from hazardctl.domain.lifecycle import Standing, after, begin
from hazardctl.errors import Problem

FOUND, DUE = date(2023, 7, 10), date(2023, 8, 10)
EARLY, DAY, LATER, TODAY = date(2023, 7, 12), date(2023, 8, 1), date(2023, 8, 20), date(2023, 9, 30)

WHOLE = Five(
    measures="加装接地",
    responsible_unit="测试食品厂",
    responsible="李四",
    funds_fen=2_000_000,
    deadline=DUE,
    contingency="停电预案",
)
HAZARD = Hazard(
    uid="h1",
    no="BY-2023-0001",
    title="配电箱未接地",
    level=Level.GENERAL,
    unit="经发办",
    source=Source.DEPARTMENT,
    found_on=FOUND,
    five=WHOLE,
)
UNPLANNED = replace(
    HAZARD,
    five=replace(WHOLE, funds_fen=None, contingency=None),
    interim="停用设备",
    pending_until=date(2023, 7, 15),
)
ON_THE_SPOT = replace(HAZARD, five=Five(), fixed_on_spot="已更换")
A_MAJOR = replace(HAZARD, level=Level.MAJOR, criterion="《判定标准》第三条")

RECTIFY = acts.Rectification(on=DAY, by="钱七")
CLOSE = acts.Closing(
    on=LATER,
    reviewer="赵六",
    conclusion="整改到位",
    reviewer_unit="应急办",
    measures_result="已接地",
    responsible_result="李四已落实",
    funds_spent_fen=1_800_000,
    contingency_result="已演练",
)
REJECT = acts.Rejection(on=LATER, reviewer="赵六", reason="接地电阻超标")
EXTEND = acts.Extension(
    on=DAY, new_deadline=date(2023, 9, 10), reason="备件未到", approver="镇长", interim="断电"
)
LIST_UP = acts.Listing(on=EARLY, authority=Authority.DISTRICT)
DELIST = acts.Delisting(on=LATER)
MOVE = acts.Transfer(on=LATER, to="应急办", reason="业务相近")
REFER = acts.Referral(on=LATER, to="区应急局", reason="无执法权")
REPLY = acts.Reply(on=LATER, outcome=Outcome.ENDED, note="已处罚")
UP = acts.Regrade(on=LATER, level=Level.MAJOR, basis="《判定标准》第三条", approver="镇长")
DOWN = replace(UP, level=Level.GENERAL)
REOPEN = acts.Reopening(on=LATER, reason=ReopenReason.FALSE, approver="镇长")
TOLD = acts.Report(on=DAY, report=ReportKind.DISCOVERED, to="经发办")
TOLD_DONE = replace(TOLD, report=ReportKind.RECTIFIED)
PLAN = acts.Completion(on=LATER, funds_fen=50_000, contingency="停电预案")
GONE = acts.Closing(
    on=LATER, reviewer="赵六", conclusion="已关停", how=ClosingKind.ELIMINATED, evidence="注销公告"
)


def lived(hazard: Hazard, *done: Act) -> Standing:
    """How a hazard stands after acts, whether they are allowed or not."""
    now = begin(hazard)
    for act in done:
        now = after(now, act)
    return now


def said(problems: Sequence[Problem]) -> list[str]:
    """The codes, each with the field it is about."""
    return [f"{p.code} {p.where}" if p.where else p.code for p in problems]


OPEN, PENDING, SPOT = lived(HAZARD), lived(UNPLANNED), lived(ON_THE_SPOT)
RECTIFIED = lived(HAZARD, RECTIFY)
CLOSED = lived(HAZARD, RECTIFY, CLOSE)
REFERRED = lived(HAZARD, REFER)
LISTED = lived(HAZARD, LIST_UP)
MAJOR_DONE = lived(A_MAJOR, TOLD, RECTIFY, TOLD_DONE)
SPOT_UP = lived(ON_THE_SPOT, UP)
