"""A hazard's life: how it begins, what each act changes and what it leaves, and how it stood on any day."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain import acts
from hazardctl.domain.acts import Act, ClosingKind, Outcome, ReopenReason
from hazardctl.domain.case import FOREVER, Case
from hazardctl.domain.deadlines import (
    days_awaiting_review,
    days_overdue,
    is_due_within,
    is_overdue,
    is_pending_overdue,
)
from hazardctl.domain.five import Five
from hazardctl.domain.hazard import (
    Authority,
    Hazard,
    Level,
    ReportKind,
    ReviewKind,
    Source,
    Status,
    VoidMark,
)
from hazardctl.domain.lifecycle import Standing, after, begin
from hazardctl.domain.record import owed, record

FOUND = date(2023, 7, 10)
DUE = date(2023, 8, 10)
DAY = date(2023, 8, 1)
LATER = date(2023, 8, 20)
TODAY = date(2023, 9, 30)

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
NO_FUNDS_YET = replace(WHOLE, funds_fen=None, deadline=None)
UNPLANNED = replace(HAZARD, five=NO_FUNDS_YET, interim="停用设备", pending_until=date(2023, 7, 15))
ON_THE_SPOT = replace(HAZARD, five=Five(), fixed_on_spot="已更换")

RECTIFY = acts.Rectification(on=DAY, by="钱七")
CLOSE = acts.Closing(on=LATER, reviewer="赵六", conclusion="整改到位", funds_spent_fen=1_800_000)
REJECT = acts.Rejection(on=LATER, reviewer="赵六", reason="接地电阻超标")
EXTEND = acts.Extension(
    on=DAY, new_deadline=date(2023, 9, 10), reason="备件未到", approver="镇长", interim="断电"
)
LIST_UP = acts.Listing(on=DAY, authority=Authority.DISTRICT)
REFER = acts.Referral(on=LATER, to="区应急局", reason="无执法权")
MAJOR = acts.Regrade(on=LATER, level=Level.MAJOR, basis="《判定标准》第三条", approver="镇长")
REPORT = acts.Report(on=LATER, report=ReportKind.DISCOVERED, to="经发办")


def lived(hazard: Hazard, *done: Act) -> Standing:
    """How a hazard stands after acts, whether they are allowed or not."""
    now = begin(hazard)
    for act in done:
        now = after(now, act)
    return now


OPEN = lived(HAZARD)
PENDING = lived(UNPLANNED)
SPOT = lived(ON_THE_SPOT)
RECTIFIED = lived(HAZARD, RECTIFY)
CLOSED = lived(HAZARD, RECTIFY, CLOSE)
LISTED = lived(HAZARD, LIST_UP)
REFERRED = lived(HAZARD, REFER)
REFERRED_DONE = lived(HAZARD, RECTIFY, REFER)


@pytest.mark.parametrize(
    ("hazard", "stands"),
    [
        (HAZARD, {"status": Status.OPEN, "needs_five": True, "original_deadline": DUE}),
        (UNPLANNED, {"status": Status.PENDING, "needs_five": True, "original_deadline": None}),
        (ON_THE_SPOT, {"status": Status.RECTIFIED, "needs_five": False, "rectified_on": FOUND}),
        (
            replace(HAZARD, fixed_on_spot="已断电", level=Level.MAJOR),
            {
                "status": Status.RECTIFIED,
                "needs_five": True,
                "rectified_on": FOUND,
                "rectifiers": ("李四",),
            },
        ),
    ],
    ids=["with all five", "pending", "fixed on the spot", "major, fixed on the spot"],
)
def test_a_hazard_begins_on_the_day_it_was_found_as_it_was_registered(
    hazard: Hazard, stands: dict[str, Any]
) -> None:
    now = begin(hazard)
    assert {name: getattr(now, name) for name in stands} == stands
    assert (now.since, now.unit, now.level, now.five) == (FOUND, "经发办", hazard.level, hazard.five)
    assert (now.rounds, now.extensions, now.reports, now.closed_on, now.listed) == (0, (), (), None, False)


COMPLETE = acts.Completion(on=DAY, funds_fen=50_000, deadline=date(2023, 8, 31))
FILLED = replace(NO_FUNDS_YET, funds_fen=50_000, deadline=date(2023, 8, 31))
NONE_NEEDED = acts.Completion(on=DAY, no_funds=True, deadline=DUE)

DONE: list[tuple[str, Standing, Act, dict[str, Any]]] = [
    (
        "planned: pending becomes open, and the first deadline is the original one",
        PENDING,
        COMPLETE,
        {"status": Status.OPEN, "five": FILLED, "original_deadline": date(2023, 8, 31)},
    ),
    (
        "planned with no funds needed",
        PENDING,
        NONE_NEEDED,
        {
            "status": Status.OPEN,
            "five": replace(NO_FUNDS_YET, no_funds=True, deadline=DUE),
            "original_deadline": DUE,
        },
    ),
    (
        "planned in part: still pending",
        PENDING,
        acts.Completion(on=DAY, funds_fen=50_000),
        {"five": replace(NO_FUNDS_YET, funds_fen=50_000)},
    ),
    (
        "planned after a regrade: what is rectified stays rectified",
        lived(ON_THE_SPOT, MAJOR),
        replace(
            COMPLETE, on=LATER, measures="换线", contingency="预案", responsible_unit="厂", responsible="孙八"
        ),
        {
            "five": replace(
                FILLED, measures="换线", contingency="预案", responsible_unit="厂", responsible="孙八"
            ),
            "original_deadline": date(2023, 8, 31),
        },
    ),
    (
        "rectified by somebody",
        OPEN,
        RECTIFY,
        {"status": Status.RECTIFIED, "rectified_on": DAY, "rectifiers": ("钱七",)},
    ),
    (
        "rectified by nobody named: by the person responsible",
        OPEN,
        acts.Rectification(on=DAY),
        {"status": Status.RECTIFIED, "rectified_on": DAY, "rectifiers": ("李四",)},
    ),
    (
        "rectified again: everyone who took part is remembered once",
        lived(HAZARD, RECTIFY, REJECT),
        acts.Rectification(on=LATER, by="孙八"),
        {"status": Status.RECTIFIED, "rectified_on": LATER, "rectifiers": ("钱七", "孙八")},
    ),
    ("closed", RECTIFIED, CLOSE, {"status": Status.CLOSED, "closed_on": LATER, "closing": CLOSE}),
    (
        "closed because it is gone",
        OPEN,
        replace(CLOSE, how=ClosingKind.ELIMINATED),
        {
            "status": Status.CLOSED,
            "closed_on": LATER,
            "closing": replace(CLOSE, how=ClosingKind.ELIMINATED),
        },
    ),
    ("rejected", RECTIFIED, REJECT, {"status": Status.OPEN, "rectified_on": None, "rounds": 1}),
    (
        "rejected although fixed on the spot: now it needs the five",
        SPOT,
        REJECT,
        {"status": Status.PENDING, "rectified_on": None, "rounds": 1, "needs_five": True},
    ),
    (
        "extended",
        OPEN,
        EXTEND,
        {"five": replace(WHOLE, deadline=date(2023, 9, 10)), "extensions": (EXTEND,)},
    ),
    ("extension refused: on record, and nothing changes", OPEN, replace(EXTEND, refused=True), {}),
    ("listed", OPEN, LIST_UP, {"listing": LIST_UP}),
    ("delisted", LISTED, acts.Delisting(on=LATER), {"delisted_on": LATER}),
    (
        "listed anew after it was delisted",
        lived(HAZARD, LIST_UP, acts.Delisting(on=LATER)),
        replace(LIST_UP, on=LATER),
        {"listing": replace(LIST_UP, on=LATER), "delisted_on": None},
    ),
    ("transferred", OPEN, acts.Transfer(on=DAY, to="应急办", reason="业务相近"), {"unit": "应急办"}),
    ("referred", OPEN, REFER, {"status": Status.REFERRED, "referred_to": "区应急局"}),
    (
        "referred and dealt with",
        REFERRED,
        acts.Reply(on=TODAY, outcome=Outcome.ENDED, note="已处罚"),
        {"status": Status.CLOSED, "closed_on": TODAY},
    ),
    (
        "referred and returned: open again",
        REFERRED,
        acts.Reply(on=TODAY, outcome=Outcome.RETURNED, note="不属管辖"),
        {"status": Status.OPEN, "referred_to": None},
    ),
    (
        "referred when rectified and returned: awaits review again",
        REFERRED_DONE,
        acts.Reply(on=TODAY, outcome=Outcome.RETURNED, note="不属管辖"),
        {"status": Status.RECTIFIED, "referred_to": None},
    ),
    (
        "referred when pending and returned: pending again",
        lived(UNPLANNED, REFER),
        acts.Reply(on=TODAY, outcome=Outcome.RETURNED, note="不属管辖"),
        {"status": Status.PENDING, "referred_to": None},
    ),
    ("graded up", OPEN, MAJOR, {"level": Level.MAJOR, "criterion": "《判定标准》第三条"}),
    (
        "graded up although fixed on the spot: now it needs the five",
        SPOT,
        MAJOR,
        {"level": Level.MAJOR, "criterion": "《判定标准》第三条", "needs_five": True},
    ),
    (
        "graded down: the old criterion is kept",
        lived(HAZARD, MAJOR),
        replace(MAJOR, level=Level.GENERAL, basis="复核"),
        {"level": Level.GENERAL},
    ),
    (
        "reopened: to be rectified anew",
        CLOSED,
        acts.Reopening(on=TODAY, reason=ReopenReason.FALSE, approver="镇长"),
        {"status": Status.OPEN, "rectified_on": None, "closed_on": None, "closing": None},
    ),
    ("reported", OPEN, REPORT, {"reports": (REPORT,)}),
    ("corrected", OPEN, acts.Correction(on=DAY, fields="隐患描述", reason="笔误"), {}),
]


@pytest.mark.parametrize(("stood", "act", "changes"), [row[1:] for row in DONE], ids=[row[0] for row in DONE])
def test_an_act_changes_this_and_nothing_else(stood: Standing, act: Act, changes: dict[str, Any]) -> None:
    assert after(stood, act) == replace(stood, since=act.on, **changes)


def test_the_table_of_acts_leaves_none_out() -> None:
    assert {act.kind for _, _, act, _ in DONE} == set(acts.KINDS)


def example(*, extended: bool = True) -> Case:
    """The hazard of issue 2: found 07-10, due 08-10, extended, moved on 08-15, rectified 09-05, closed 09-08."""
    extension = acts.Extension(
        on=date(2023, 8, 5),
        new_deadline=date(2023, 9, 10),
        reason="备件未到",
        approver="镇长",
        interim="断电",
    )
    closing = acts.Closing(
        on=date(2023, 9, 8),
        reviewer="赵六",
        conclusion="整改到位",
        measures_result="已接地",
        responsible_result="李四已落实",
        funds_spent_fen=1_800_000,
        contingency_result="已演练",
    )
    case = Case(HAZARD).register(TODAY)
    if extended:
        case = case.do(extension, TODAY)
    case = case.do(acts.Transfer(on=date(2023, 8, 15), to="规划建设管理环保办", reason="业务相近"), TODAY)
    case = case.do(acts.Rectification(on=date(2023, 9, 5), by="钱七"), TODAY)
    return case.do(closing, TODAY)


@pytest.mark.parametrize(
    ("day", "status", "deadline", "unit", "late", "waiting"),
    [
        ("2023-07-10", "open", "2023-08-10", "经发办", 0, None),
        ("2023-08-04", "open", "2023-08-10", "经发办", 0, None),
        ("2023-08-05", "open", "2023-09-10", "经发办", 0, None),
        ("2023-08-14", "open", "2023-09-10", "经发办", 0, None),
        ("2023-08-15", "open", "2023-09-10", "规划建设管理环保办", 0, None),
        ("2023-08-31", "open", "2023-09-10", "规划建设管理环保办", 0, None),
        ("2023-09-05", "rectified", "2023-09-10", "规划建设管理环保办", 0, 0),
        ("2023-09-06", "rectified", "2023-09-10", "规划建设管理环保办", 0, 1),
        ("2023-09-08", "closed", "2023-09-10", "规划建设管理环保办", 0, None),
        ("2023-09-09", "closed", "2023-09-10", "规划建设管理环保办", 0, None),
    ],
)
def test_the_worked_example_answers_for_each_day(
    day: str, status: str, deadline: str, unit: str, late: int, waiting: int | None
) -> None:
    on = date.fromisoformat(day)
    stood = example().at(on)
    assert stood is not None
    assert (stood.status, str(stood.five.deadline), stood.unit) == (status, deadline, unit)
    assert (days_overdue(stood, on), days_awaiting_review(stood, on)) == (late, waiting)
    assert stood.original_deadline == DUE


def test_before_it_was_found_the_worked_example_stood_nowhere() -> None:
    assert example().at(date(2023, 7, 9)) is None
    assert record(example(), date(2023, 7, 9)) is None


@pytest.mark.parametrize(
    ("day", "late"),
    [("2023-08-10", 0), ("2023-08-11", 1), ("2023-08-31", 21), ("2023-09-04", 25), ("2023-09-05", 0)],
)
def test_without_the_extension_the_worked_example_is_late_until_it_is_rectified(day: str, late: int) -> None:
    on = date.fromisoformat(day)
    stood = example(extended=False).at(on)
    assert stood is not None
    assert (is_overdue(stood, on), days_overdue(stood, on)) == (late > 0, late)


def test_rectified_after_the_original_deadline_is_not_in_time_whatever_was_extended() -> None:
    assert example().now().on_time is False
    in_time = Case(HAZARD).do(acts.Rectification(on=DUE), TODAY)
    assert in_time.now().on_time is True
    late = Case(HAZARD).do(acts.Rectification(on=DUE + timedelta(days=1)), TODAY)
    assert late.now().on_time is False


def test_a_failed_review_makes_it_unrectified_and_late_again() -> None:
    case = Case(HAZARD).do(acts.Rectification(on=DUE, by="钱七"), TODAY)
    case = case.do(REJECT, TODAY)
    assert [days_overdue(stood, LATER) for stood in (case.at(LATER),) if stood] == [10]
    assert case.now().on_time is None
    assert case.do(acts.Rectification(on=LATER), TODAY).now().on_time is False


@pytest.mark.parametrize(
    ("stood", "day", "within", "due"),
    [
        (OPEN, date(2023, 8, 10), 0, True),
        (OPEN, date(2023, 8, 9), 0, False),
        (OPEN, date(2023, 7, 11), 30, True),
        (OPEN, date(2023, 7, 10), 30, False),
        (OPEN, date(2023, 8, 11), 30, False),
        (RECTIFIED, date(2023, 8, 9), 30, False),
        (REFERRED, date(2023, 8, 9), 30, False),
        (PENDING, date(2023, 8, 9), 30, False),
    ],
    ids=[
        "on its day",
        "the day before",
        "30 days",
        "31 days",
        "late",
        "rectified",
        "referred",
        "no deadline",
    ],
)
def test_due_within_days_counts_both_ends(stood: Standing, day: date, within: int, due: bool) -> None:  # noqa: FBT001
    assert is_due_within(stood, day, within) is due


@pytest.mark.parametrize(
    ("stood", "day", "late"),
    [
        (PENDING, date(2023, 7, 15), False),
        (PENDING, date(2023, 7, 16), True),
        (lived(UNPLANNED, COMPLETE), LATER, False),
        (lived(ON_THE_SPOT, REJECT), LATER, False),
    ],
    ids=["on its day", "the day after", "completed", "pending without a promise"],
)
def test_a_pending_one_is_late_after_the_day_it_was_promised_for(
    stood: Standing,
    day: date,
    late: bool,  # noqa: FBT001
) -> None:
    assert is_pending_overdue(stood, day) is late


@pytest.mark.parametrize(
    ("stood", "reports"),
    [
        (OPEN, ()),
        (lived(HAZARD, MAJOR), ("discovered",)),
        (lived(HAZARD, MAJOR, REPORT), ()),
        (lived(HAZARD, MAJOR, RECTIFY), ("discovered", "rectified")),
        (lived(HAZARD, MAJOR, RECTIFY, REPORT), ("rectified",)),
        (lived(HAZARD, MAJOR, RECTIFY, REFER), ()),
        (lived(HAZARD, MAJOR, replace(REPORT, report=ReportKind.DISTRICT)), ("discovered",)),
    ],
    ids=[
        "general",
        "major",
        "discovery told",
        "rectified",
        "rectified, discovery told",
        "referred",
        "district",
    ],
)
def test_a_major_hazard_owes_its_two_reports(stood: Standing, reports: tuple[str, ...]) -> None:
    assert owed(stood) == reports


def test_a_report_made_twice_keeps_the_first_day() -> None:
    stood = lived(HAZARD, REPORT, replace(REPORT, on=DAY))
    assert stood.reported_on(ReportKind.DISCOVERED) == DAY
    assert stood.reported_on(ReportKind.WORKERS) is None


def test_an_entry_typed_late_takes_its_place_in_the_story() -> None:
    moved = acts.Transfer(on=LATER, to="应急办", reason="业务相近")
    case = Case(HAZARD).do(moved, TODAY).do(LIST_UP, TODAY)
    assert [(act.kind, act.seq) for act in case.acts] == [("list_up", 2), ("reassign", 1)]
    stood = case.at(DAY)
    assert stood is not None
    assert (stood.listed, stood.unit) == (True, "经发办")


def test_several_acts_on_one_day_are_told_in_the_order_of_typing_and_leave_how_the_day_ended() -> None:
    done = replace(
        CLOSE, on=DAY, measures_result="已接地", responsible_result="已落实", contingency_result="已演练"
    )
    case = Case(HAZARD)
    for act in (acts.Transfer(on=DAY, to="应急办", reason="业务相近"), RECTIFY, done):
        case = case.do(act, TODAY)
    assert [act.kind for act in case.acts] == ["reassign", "rectify", "close"]
    first, last = case.spans()
    assert (first.since, first.until, first.standing.status) == (FOUND, DAY, Status.OPEN)
    assert (last.since, last.until, last.standing.status) == (DAY, FOREVER, Status.CLOSED)
    assert last.before == first.standing
    assert last.standing.unit == "应急办"


def test_found_and_closed_on_one_day_is_one_span_with_nothing_before_it() -> None:
    case = Case(ON_THE_SPOT).do(acts.Closing(on=FOUND, reviewer="周八", conclusion="整改到位"), TODAY)
    (span,) = case.spans()
    assert (span.since, span.until, span.standing.status, span.before) == (FOUND, FOREVER, "closed", None)


def test_a_void_record_is_void_on_every_day_since_it_was_found() -> None:
    case = Case(replace(HAZARD, void=VoidMark(TODAY, "重复录入")), example().acts)
    for day in (FOUND, DUE, TODAY):
        stood = case.at(day)
        assert stood is not None
        assert stood.status is Status.VOID
        assert not is_overdue(stood, day)


TEXT = st.text(min_size=1, max_size=20)
MAYBE = st.none() | TEXT
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
ENVELOPE = {"on": DAYS, "uid": TEXT, "seq": st.integers(1, 99)}
FEN = st.none() | st.integers(0, 10**13)
ANY_ACT: dict[str, st.SearchStrategy[Act]] = {
    "plan": st.builds(
        acts.Completion, **ENVELOPE, measures=MAYBE, responsible=MAYBE, funds_fen=FEN, no_funds=st.booleans(),
        deadline=st.none() | DAYS, contingency=MAYBE, responsible_unit=MAYBE, funds_source=MAYBE,
    ),
    "rectify": st.builds(acts.Rectification, **ENVELOPE, by=MAYBE, note=MAYBE),
    "close": st.builds(
        acts.Closing, **ENVELOPE, reviewer=TEXT, conclusion=TEXT, how=st.sampled_from(ClosingKind),
        reviewer_unit=MAYBE, review_kind=st.sampled_from(ReviewKind), measures_result=MAYBE,
        responsible_result=MAYBE, funds_spent_fen=FEN, contingency_result=MAYBE, evidence=MAYBE,
    ),
    "reject": st.builds(acts.Rejection, **ENVELOPE, reviewer=TEXT, reason=TEXT),
    "extend": st.builds(
        acts.Extension, **ENVELOPE, new_deadline=DAYS, reason=TEXT, approver=TEXT, interim=MAYBE, applicant=MAYBE,
        late=MAYBE, refused=st.booleans(),
    ),
    "list_up": st.builds(acts.Listing, **ENVELOPE, authority=st.sampled_from(Authority), doc_no=MAYBE),
    "delist": st.builds(acts.Delisting, **ENVELOPE, doc_no=MAYBE),
    "reassign": st.builds(acts.Transfer, **ENVELOPE, to=TEXT, reason=TEXT),
    "refer": st.builds(acts.Referral, **ENVELOPE, to=TEXT, reason=TEXT),
    "reply": st.builds(acts.Reply, **ENVELOPE, outcome=st.sampled_from(Outcome), note=TEXT, doc_no=MAYBE),
    "regrade": st.builds(acts.Regrade, **ENVELOPE, level=st.sampled_from(Level), basis=TEXT, approver=TEXT),
    "reopen": st.builds(
        acts.Reopening, **ENVELOPE, reason=st.sampled_from(ReopenReason), approver=TEXT, note=MAYBE
    ),
    "report": st.builds(
        acts.Report, **ENVELOPE, report=st.sampled_from(ReportKind), to=TEXT, by=MAYBE, doc_no=MAYBE, basis=MAYBE
    ),
    "amend": st.builds(acts.Correction, **ENVELOPE, fields=TEXT, reason=TEXT),
}  # fmt: skip


def test_every_kind_of_act_is_taken_apart_below() -> None:
    assert ANY_ACT.keys() == acts.KINDS.keys()


@given(act=st.one_of(*ANY_ACT.values()))
def test_an_act_taken_apart_for_the_ledger_comes_back_the_same(act: Act) -> None:
    apart = json.loads(json.dumps(acts.details(act)))
    again = acts.restore(act.kind, uid=act.uid, seq=act.seq, on=act.on, detail=apart)
    assert again == act
    assert type(again) is type(act)
    assert {name: type(getattr(again, name)) for name in apart} == {
        name: type(getattr(act, name)) for name in apart
    }


def test_what_an_act_does_not_say_is_not_stored() -> None:
    assert acts.details(acts.Rectification(on=DAY, by="钱七")) == {"by": "钱七"}
    assert acts.details(acts.Delisting(on=DAY)) == {}


def test_a_field_or_a_kind_that_nobody_knows_is_no_act() -> None:
    with pytest.raises(KeyError):
        acts.restore("vanish", uid="a", seq=1, on=DAY, detail={})
    with pytest.raises(KeyError):
        acts.restore("rectify", uid="a", seq=1, on=DAY, detail={"reviewer": "赵六"})
