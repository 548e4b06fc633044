"""Random histories of a town: hazards found on random days, and what an office may do to them, in any order of typing.

Only the program's own gates decide what may happen: whatever it refuses does not.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace
from tests.reports.reference import Visit

from hazardctl.domain import acts
from hazardctl.domain.case import Case
from hazardctl.domain.five import Five
from hazardctl.domain.hazard import (
    Authority,
    Hazard,
    Level,
    Ref,
    ReportKind,
    ReviewKind,
    Source,
    Status,
    VoidMark,
)
from hazardctl.errors import Refused
from hazardctl.ledger.ids import new_uid

TODAY = date(2024, 2, 10)
OFFICES = ("经发办", "规划建设管理环保办", "应急办")
VILLAGES = ("双龙村", "白羊社区")
FIRMS = ("测试食品厂", "测试木器厂")
SECTORS = (None, "燃气", "消防安全", "工贸")
FIRST_FOUND, LAST_FOUND = date(2023, 5, 1), date(2023, 12, 31)
ACTS_AT_MOST = 14

FULL = Five(
    measures="加装接地",
    responsible_unit="测试食品厂",
    responsible="李四",
    funds_fen=200_000,
    deadline=FIRST_FOUND,
    contingency="停电预案",
)
Draw = Any


class Told(Struct, frozen=True):
    """One hazard, and its case after each entry in the order of typing; the first is the registration."""

    entries: tuple[Case, ...]

    @property
    def case(self) -> Case:
        """Return the case with everything on record."""
        return self.entries[-1]


class Town(Struct, frozen=True):
    """Everything that a town wrote down."""

    told: tuple[Told, ...]
    visits: tuple[Visit, ...]


@st.composite
def towns(draw: Draw) -> Town:
    """Draw a town of up to seven hazards and up to three visits."""
    visits = tuple(
        Visit(f"JC-2023-{i:04d}", day, draw(st.sampled_from((None, *FIRMS))))
        for i, day in enumerate(draw(st.lists(days_found(), max_size=3)), start=1)
    )
    told: list[Told] = []
    for i in range(1, draw(st.integers(1, 7)) + 1):
        hazard = draw(hazards(f"BY-2023-{i:04d}", visits))
        told.append(draw(lives(hazard, tuple(t.case.hazard for t in told))))
    return Town(tuple(told), visits)


def days_found() -> st.SearchStrategy[date]:
    """Draw a day of finding: often near the campaign's first day, or at a month's edge."""
    edges = (
        date(2023, 5, 28),
        date(2023, 5, 29),
        date(2023, 6, 30),
        date(2023, 7, 1),
        date(2023, 7, 31),
        date(2023, 12, 31),
    )
    return st.sampled_from(edges) | st.dates(FIRST_FOUND, LAST_FOUND)


@st.composite
def hazards(draw: Draw, no: str, visits: tuple[Visit, ...]) -> Hazard:
    """Draw a hazard that passes the gate at entry by one of its three ways."""
    visit = draw(st.sampled_from((None, *visits)))
    found_on = visit.on if visit else draw(days_found())
    level = draw(st.sampled_from((Level.GENERAL, Level.GENERAL, Level.MAJOR)))
    way = draw(st.sampled_from(("five", "five", "pending", "spot")))
    whole = draw(fives(found_on))
    partial = draw(st.sampled_from(tuple(gaps(whole))))
    return Hazard(
        uid=new_uid(),
        no=no,
        title=f"{no}号隐患",
        level=level,
        unit=draw(st.sampled_from(OFFICES)),
        source=draw(st.sampled_from(tuple(Source))),
        found_on=found_on,
        sector=draw(st.sampled_from(SECTORS)),
        village=draw(st.sampled_from((None, *VILLAGES))),
        visit=Ref(visit.no, visit.no) if visit else None,
        criterion="《判定标准》第三条" if level is Level.MAJOR else None,
        five=partial if way == "pending" else Five() if (way, level) == ("spot", Level.GENERAL) else whole,
        fixed_on_spot="当场更换" if way == "spot" else None,
        interim="停用设备" if way == "pending" else None,
        pending_until=found_on + timedelta(days=draw(st.integers(0, 20))) if way == "pending" else None,
    )


@st.composite
def fives(draw: Draw, found_on: date) -> Five:
    """Draw all five, with an amount or with none needed."""
    amount = draw(st.sampled_from((None, 0, 1, 200_000, 1_234_567)))
    deadline = found_on + timedelta(days=draw(st.integers(0, 70)))
    return replace(FULL, funds_fen=amount, no_funds=not amount, deadline=deadline)


def gaps(whole: Five) -> Iterator[Five]:
    """Yield the five with one or more missing."""
    yield replace(whole, funds_fen=None, no_funds=False)
    yield replace(whole, deadline=None, contingency=None)
    yield replace(whole, measures=None)
    yield replace(whole, responsible=None, contingency=None)
    yield replace(whole, responsible_unit=None)
    yield Five()


@st.composite
def lives(draw: Draw, hazard: Hazard, earlier: tuple[Hazard, ...]) -> Told:
    """Draw what is done to a hazard: mostly onward from the newest act, sometimes typed late, at last perhaps void."""
    case = Case(hazard).register(TODAY)
    entries = [case]
    for _ in range(draw(st.integers(0, ACTS_AT_MOST))):
        day = draw(days_of_acts(case))
        act = draw(likely(case, day))
        try:
            case = case.do(act, TODAY)
        except Refused:
            continue
        entries.append(case)
    if draw(st.integers(0, 9)) == 0:
        originals = [h for h in earlier if not h.void]
        other = draw(st.sampled_from((None, *originals)))
        mark = VoidMark(TODAY, "重复录入", Ref(other.uid, other.no) if other else None)
        entries.append(Case(replace(hazard, void=mark), case.acts))
    return Told(tuple(entries))


@st.composite
def days_of_acts(draw: Draw, case: Case) -> date:
    """Draw the day of the next entry: of the newest act or some days on, about the deadline, or any day at all."""
    begun = case.hazard.found_on
    last, due = case.acts[-1].on if case.acts else begun, case.now().five.deadline
    step = draw(st.sampled_from((0, 0, 0, 0, 1, 2, 5, 9, 14, 25, 40, "due", "due", "any", "any")))
    if step == "any":
        return draw(st.dates(begun, TODAY))  # type: ignore[no-any-return]
    day = due if step == "due" and due else last + timedelta(days=step if isinstance(step, int) else 1)
    return min(max(day, begun), TODAY)


LIKELY: dict[Status, tuple[str, ...]] = {
    Status.PENDING: ("plan", "plan", "plan", "extend", "reassign", "refer", "report", "list_up", "regrade"),
    Status.OPEN: (
        "rectify", "rectify", "rectify", "rectify", "extend", "extend", "reassign", "reassign", "refer", "report",
        "list_up", "regrade", "eliminate",
    ),
    Status.RECTIFIED: (
        "close", "close", "close", "close", "reject", "reject", "report", "report", "delist", "delist", "reassign",
        "refer", "regrade", "plan",
    ),
    Status.CLOSED: ("reopen", "reopen", "report"),
    Status.REFERRED: ("reply", "reply", "reply", "delist", "report"),
    Status.VOID: ("rectify",),
}  # fmt: skip
ANYTHING = tuple(sorted({kind for kinds in LIKELY.values() for kind in kinds}))


UNDATED: dict[str, st.SearchStrategy[acts.Act]] = {
    "rectify": st.builds(acts.Rectification, on=st.just(TODAY), by=st.sampled_from((None, "钱七"))),
    "reject": st.just(acts.Rejection(on=TODAY, reviewer="赵六", reason="未整改到位")),
    "reopen": st.builds(
        acts.Reopening,
        on=st.just(TODAY),
        reason=st.sampled_from(acts.ReopenReason),
        approver=st.just("镇长"),
    ),
    "reassign": st.sampled_from([acts.Transfer(on=TODAY, to=to, reason="业务相近") for to in OFFICES]),
    "refer": st.just(acts.Referral(on=TODAY, to="区应急局", reason="无执法权")),
    "reply": st.sampled_from([acts.Reply(on=TODAY, outcome=it, note="已函复") for it in acts.Outcome]),
    "regrade": st.sampled_from(
        [acts.Regrade(on=TODAY, level=it, basis="《判定标准》第四条", approver="镇长") for it in Level]
    ),
    "list_up": st.sampled_from([acts.Listing(on=TODAY, authority=it) for it in Authority]),
    "delist": st.just(acts.Delisting(on=TODAY)),
    "report": st.sampled_from([acts.Report(on=TODAY, report=it, to="经发办") for it in ReportKind]),
}
"""Acts whose day is set afterwards."""


@st.composite
def likely(draw: Draw, case: Case, day: date) -> acts.Act:
    """Draw an act that the office would think of as the hazard stands that day; one in eight is anything at all."""
    standing = case.at(day) or case.now()
    kind = draw(st.sampled_from(ANYTHING if draw(st.integers(0, 7)) == 0 else LIKELY[standing.status]))
    act: acts.Act
    match kind:
        case "plan":
            act = draw(completions(day))
        case "extend":
            act = draw(extensions(day, standing.five.deadline or day))
        case "close":
            act = draw(closings(day, acts.ClosingKind.RECTIFIED))
        case "eliminate":
            act = draw(closings(day, acts.ClosingKind.ELIMINATED))
        case _:
            act = replace(draw(UNDATED[kind]), on=day)
    return act


@st.composite
def completions(draw: Draw, day: date) -> acts.Completion:
    """Draw what completes the five, now and then not quite."""
    amount = draw(st.sampled_from((0, 300_000)))
    return acts.Completion(
        on=day,
        measures=draw(st.sampled_from(("更换线路", "更换线路", None))),
        responsible_unit="测试木器厂",
        responsible="孙八",
        funds_fen=amount,
        no_funds=not amount,
        deadline=draw(st.none() | st.integers(0, 40).map(lambda n: day + timedelta(days=n))),
        contingency="疏散预案",
    )


@st.composite
def closings(draw: Draw, day: date, how: acts.ClosingKind) -> acts.Closing:
    """Draw a re-inspection that passed, with everything confirmed."""
    return acts.Closing(
        on=day,
        reviewer="赵六",
        conclusion="整改到位",
        how=how,
        reviewer_unit="应急办",
        review_kind=ReviewKind.SITE,
        measures_result="已完成",
        responsible_result="已落实",
        funds_spent_fen=draw(st.sampled_from((0, 180_000, 999))),
        contingency_result="已演练",
        evidence="拆除照片" if how is acts.ClosingKind.ELIMINATED else None,
    )


@st.composite
def extensions(draw: Draw, day: date, deadline: date) -> acts.Extension:
    """Draw an application for a later deadline, one in four refused; a late one says why."""
    return acts.Extension(
        on=day,
        new_deadline=deadline + timedelta(days=draw(st.integers(1, 45))),
        reason="备件未到",
        approver="镇长",
        interim="断电",
        late="当事人住院" if day > deadline else None,
        refused=draw(st.integers(0, 3)) == 0,
    )
