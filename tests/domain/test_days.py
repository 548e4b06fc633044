"""How a hazard stood on any day: the worked example, what is late and for how long, and the order of the story."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from tests.domain.samples import (
    CLOSE,
    DAY,
    DUE,
    FOUND,
    HAZARD,
    LATER,
    LIST_UP,
    ON_THE_SPOT,
    OPEN,
    RECTIFIED,
    RECTIFY,
    REFER,
    REFERRED,
    REJECT,
    TODAY,
    TOLD,
    UP,
    WHOLE,
    lived,
)

from hazardctl.domain import acts
from hazardctl.domain.case import FOREVER, Case
from hazardctl.domain.deadlines import (
    days_awaiting_review,
    days_overdue,
    is_due_within,
    is_overdue,
    is_pending_overdue,
)
from hazardctl.domain.hazard import ReportKind, Status, VoidMark
from hazardctl.domain.lifecycle import Standing
from hazardctl.domain.record import owed, record

NO_FUNDS_YET = replace(WHOLE, funds_fen=None, deadline=None)
UNDATED = replace(HAZARD, five=NO_FUNDS_YET, interim="停用设备", pending_until=date(2023, 7, 15))
PENDING = lived(UNDATED)
REPORT = replace(TOLD, on=LATER)
COMPLETE = acts.Completion(on=DAY, funds_fen=50_000, deadline=date(2023, 8, 31))


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
        (lived(UNDATED, COMPLETE), LATER, False),
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
        (lived(HAZARD, UP), ("discovered",)),
        (lived(HAZARD, UP, REPORT), ()),
        (lived(HAZARD, UP, RECTIFY), ("discovered", "rectified")),
        (lived(HAZARD, UP, RECTIFY, REPORT), ("rectified",)),
        (lived(HAZARD, UP, RECTIFY, REFER), ()),
        (lived(HAZARD, UP, replace(REPORT, report=ReportKind.DISTRICT)), ("discovered",)),
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
