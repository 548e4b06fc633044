"""The gates at every act: each refusal with its own reason, all reasons at once."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from tests.domain.samples import (
    A_MAJOR,
    CLOSE,
    CLOSED,
    DAY,
    DELIST,
    DOWN,
    DUE,
    EARLY,
    EXTEND,
    FOUND,
    HAZARD,
    LATER,
    LIST_UP,
    LISTED,
    MOVE,
    OPEN,
    PENDING,
    PLAN,
    RECTIFIED,
    RECTIFY,
    REFER,
    REFERRED,
    REJECT,
    REOPEN,
    REPLY,
    SPOT,
    SPOT_UP,
    TODAY,
    TOLD,
    TOLD_DONE,
    UNPLANNED,
    UP,
    lived,
    said,
)

from hazardctl.domain import acts, gates
from hazardctl.domain.acts import Act
from hazardctl.domain.case import Case
from hazardctl.domain.five import Five
from hazardctl.domain.hazard import Authority, ReportKind, VoidMark
from hazardctl.domain.lifecycle import Standing
from hazardctl.errors import Refused

ACTS: list[tuple[str, Standing, Act, list[str]]] = [
    ("plan a pending one", PENDING, PLAN, []),
    ("plan with no funds needed", PENDING, replace(PLAN, funds_fen=None, no_funds=True), []),
    ("plan in part", PENDING, replace(PLAN, funds_fen=None), ["missing funds"]),
    ("plan with nothing", PENDING, acts.Completion(on=LATER), ["missing funds", "missing contingency"]),
    (
        "plan another deadline than the one that is set",
        PENDING,
        replace(PLAN, deadline=LATER + timedelta(days=400)),
        ["deadline_set deadline"],
    ),
    ("reject a pending one", PENDING, REJECT, ["five_missing"]),
    (
        "plan a deadline before it was found",
        PENDING,
        replace(PLAN, deadline=FOUND - timedelta(days=1)),
        ["before_found deadline"],
    ),
    ("plan where nothing is missing", OPEN, PLAN, ["nothing_missing"]),
    ("plan what was fixed on the spot", SPOT, PLAN, ["nothing_missing"]),
    ("plan a closed one", CLOSED, PLAN, ["closed"]),
    ("plan a referred one", lived(UNPLANNED, REFER), PLAN, ["referred"]),
    (
        "plan what was fixed on the spot and then graded up",
        SPOT_UP,
        replace(PLAN, measures="换线", responsible_unit="厂", responsible="孙八", deadline=DUE),
        [],
    ),
    ("rectify an open one", OPEN, RECTIFY, []),
    ("rectify a pending one", PENDING, RECTIFY, ["five_missing"]),
    ("rectify twice", RECTIFIED, RECTIFY, ["already_rectified"]),
    ("rectify a closed one", CLOSED, RECTIFY, ["closed"]),
    ("rectify a referred one", REFERRED, RECTIFY, ["referred"]),
    ("rectify after a failed review", lived(HAZARD, RECTIFY, REJECT), RECTIFY, []),
    ("reject a rectified one", RECTIFIED, REJECT, []),
    ("reject what was fixed on the spot", SPOT, REJECT, []),
    ("reject an open one", OPEN, REJECT, ["not_rectified"]),
    ("reject a closed one", CLOSED, REJECT, ["closed"]),
    ("reject a referred one", REFERRED, REJECT, ["referred"]),
    (
        "reject by the responsible person",
        RECTIFIED,
        replace(REJECT, reviewer="李四"),
        ["reviewer_is_responsible reviewer"],
    ),
    ("reject by who rectified", RECTIFIED, replace(REJECT, reviewer="钱七"), ["reviewer_rectified reviewer"]),
    ("extend", OPEN, EXTEND, []),
    ("extend on the last day", OPEN, replace(EXTEND, on=DUE), []),
    ("extend a second time", lived(HAZARD, EXTEND), replace(EXTEND, new_deadline=date(2023, 10, 1)), []),
    ("extend the day after", OPEN, replace(EXTEND, on=DUE + timedelta(days=1)), ["extension_late late"]),
    ("extend late, with the reason", OPEN, replace(EXTEND, on=LATER, late="住院"), []),
    ("extend to the same day", OPEN, replace(EXTEND, new_deadline=DUE), ["not_later new_deadline"]),
    ("extend without interim measures", OPEN, replace(EXTEND, interim=None), ["missing interim"]),
    ("refuse an extension without interim measures", OPEN, replace(EXTEND, interim=None, refused=True), []),
    (
        "extend late, to an earlier day, without interim measures",
        OPEN,
        replace(EXTEND, on=LATER, new_deadline=FOUND, interim=None),
        ["not_later new_deadline", "extension_late late", "missing interim"],
    ),
    ("extend where no deadline is set", lived(replace(UNPLANNED, five=Five())), EXTEND, ["no_deadline"]),
    ("extend a rectified one", RECTIFIED, EXTEND, ["already_rectified"]),
    ("extend a closed one", CLOSED, EXTEND, ["closed"]),
    ("extend a referred one", REFERRED, EXTEND, ["referred"]),
    ("list", OPEN, LIST_UP, []),
    ("list a pending one", PENDING, LIST_UP, []),
    ("list twice", LISTED, replace(LIST_UP, authority=Authority.CITY), ["already_listed"]),
    ("list again after it was delisted", lived(HAZARD, LIST_UP, DELIST), LIST_UP, []),
    ("list a closed one", CLOSED, LIST_UP, ["closed"]),
    ("list a referred one", REFERRED, LIST_UP, ["referred"]),
    ("delist", LISTED, DELIST, []),
    ("delist what is not listed", OPEN, DELIST, ["not_listed"]),
    ("delist twice", lived(HAZARD, LIST_UP, DELIST), DELIST, ["not_listed"]),
    ("move to another office", OPEN, MOVE, []),
    ("move a pending one", PENDING, MOVE, []),
    ("move a rectified one", RECTIFIED, MOVE, []),
    ("move to the office that has it", OPEN, replace(MOVE, to="经发办"), ["same_unit to"]),
    ("move a closed one", CLOSED, MOVE, ["closed"]),
    ("move a referred one", REFERRED, MOVE, ["referred"]),
    ("refer", OPEN, REFER, []),
    ("refer a rectified one", RECTIFIED, REFER, []),
    ("refer twice", REFERRED, REFER, ["referred"]),
    ("refer a closed one", CLOSED, REFER, ["closed"]),
    ("reply to a referral", REFERRED, REPLY, []),
    ("reply where nothing was referred", OPEN, REPLY, ["not_referred"]),
    ("reply twice", lived(HAZARD, REFER, REPLY), REPLY, ["not_referred"]),
    ("grade up", OPEN, UP, []),
    ("grade down", lived(A_MAJOR), DOWN, []),
    ("grade to the level it has", OPEN, DOWN, ["same_level level"]),
    ("grade a closed one", CLOSED, UP, ["closed"]),
    ("grade a referred one", REFERRED, UP, ["referred"]),
    ("reopen", CLOSED, REOPEN, []),
    ("reopen what authority has ended", lived(HAZARD, REFER, REPLY), REOPEN, []),
    ("reopen an open one", OPEN, REOPEN, ["not_closed"]),
    ("reopen a referred one", REFERRED, REOPEN, ["not_closed"]),
    ("reopen before it was closed", CLOSED, replace(REOPEN, on=DAY), ["before_closing on"]),
    ("report the discovery", OPEN, TOLD, []),
    ("report the discovery of a closed one", CLOSED, TOLD, []),
    ("report the discovery twice", lived(HAZARD, TOLD), TOLD, ["already_reported report"]),
    ("report the rectification", RECTIFIED, TOLD_DONE, []),
    ("report the rectification too early", OPEN, TOLD_DONE, ["not_rectified"]),
    ("report to the workers", OPEN, replace(TOLD, report=ReportKind.WORKERS), []),
    ("correct", CLOSED, acts.Correction(on=LATER, fields="隐患描述", reason="笔误"), []),
    ("anything before it was found", OPEN, replace(TOLD, on=FOUND - timedelta(days=1)), ["before_found on"]),
    ("anything on the day it was found", OPEN, replace(TOLD, on=FOUND), []),
    ("anything today", OPEN, replace(TOLD, on=TODAY), []),
    ("anything tomorrow", OPEN, replace(TOLD, on=TODAY + timedelta(days=1)), ["in_future on"]),
    (
        "all objections at once",
        CLOSED,
        replace(MOVE, on=TODAY + timedelta(days=1), to="经发办"),
        ["in_future on", "closed", "same_unit to"],
    ),
]


@pytest.mark.parametrize(
    ("stands", "act", "reasons"), [row[1:] for row in ACTS], ids=[row[0] for row in ACTS]
)
def test_an_act_is_let_in_or_refused_with_its_reasons(stands: Standing, act: Act, reasons: list[str]) -> None:
    assert said(gates.objections(HAZARD, stands, act, TODAY)) == reasons


@pytest.mark.parametrize(
    "act", [RECTIFY, CLOSE, REJECT, EXTEND, LIST_UP, MOVE, REFER, UP, REOPEN, TOLD, PLAN]
)
def test_nothing_can_be_done_to_a_void_record(act: Act) -> None:
    void = replace(HAZARD, void=VoidMark(TODAY, "重复录入"))
    assert said(gates.objections(void, OPEN, act, TODAY)) == ["void"]


def refusal(case: Case, act: Act) -> list[str]:
    """Why a case does not let an act in."""
    with pytest.raises(Refused) as refused:
        case.do(act, TODAY)
    return said(refused.value.problems)


@pytest.mark.parametrize("review", [CLOSE, REJECT], ids=["close", "reject"])
def test_a_review_dated_before_the_rectification_is_refused_for_its_day(review: Act) -> None:
    case = Case(HAZARD).do(RECTIFY, TODAY)
    assert refusal(case, replace(review, on=DAY - timedelta(days=1))) == ["review_before_rectified on"]
    assert case.do(replace(review, on=DAY), TODAY).acts[-1].kind == review.kind


@pytest.mark.parametrize(
    ("before", "act"),
    [((REFER,), REPLY), ((RECTIFY, CLOSE), REOPEN), ((LIST_UP,), DELIST)],
    ids=["reply", "reopen", "delist"],
)
def test_what_ends_an_act_on_record_is_refused_for_its_day_when_dated_before_it(
    before: tuple[Act, ...], act: Act
) -> None:
    case = Case(HAZARD)
    for one in before:
        case = case.do(one, TODAY)
    day = case.acts[-1].on
    assert refusal(case, replace(act, on=day - timedelta(days=1))) == ["too_early on"]
    assert case.do(replace(act, on=day), TODAY).acts[-1].kind == act.kind


def test_an_entry_typed_late_may_not_make_a_later_act_impossible() -> None:
    case = Case(HAZARD).do(RECTIFY, TODAY).do(CLOSE, TODAY)
    assert refusal(case, replace(REFER, on=EARLY)) == ["later_act on"]
    assert refusal(case, replace(LIST_UP, on=EARLY)) == ["later_act on"]


def test_an_entry_typed_late_is_judged_as_of_its_own_day() -> None:
    closed = Case(HAZARD).do(RECTIFY, TODAY).do(CLOSE, TODAY)
    assert closed.do(replace(MOVE, on=EARLY), TODAY).now().unit == "应急办"
    assert refusal(closed, MOVE) == ["closed"]
    extended = closed.do(replace(EXTEND, on=EARLY), TODAY)
    assert len(extended.now().extensions) == 1


def test_a_correction_is_refused_when_the_story_no_longer_holds() -> None:
    case = Case(HAZARD).do(RECTIFY, TODAY)
    moved = replace(HAZARD, found_on=DAY + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        case.amend(moved, case.acts, TODAY)
    assert said(refused.value.problems) == ["before_found on"]
    assert (
        case.amend(replace(HAZARD, title="配电箱外壳未接地"), case.acts, TODAY).hazard.title
        == "配电箱外壳未接地"
    )


@pytest.mark.parametrize(
    ("stands", "act"),
    [(row[1], row[2]) for row in ACTS if row[3]],
    ids=[row[0] for row in ACTS if row[3]],
)
def test_every_refusal_says_in_chinese_what_is_wrong(stands: Standing, act: Act) -> None:
    for problem in gates.objections(HAZARD, stands, act, TODAY):
        assert any("\u4e00" <= sign <= "\u9fff" for sign in problem.message), problem
