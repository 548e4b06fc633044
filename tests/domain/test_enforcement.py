"""The three steps of enforcement: their order, what may not stand beside what, and who is punished again and again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain import codec
from hazardctl.domain.enforcement import (
    Enforcement,
    NoPenalty,
    Penalty,
    PenaltyKind,
    Recheck,
    RecheckResult,
    Referral,
    Resumption,
    Stage,
    Suspension,
    SuspensionScope,
    decisions,
    repeated_penalties,
)
from hazardctl.domain.enforcement_record import Beside, Firm, record
from hazardctl.domain.hazard import Ref, Status, VoidMark
from hazardctl.domain.matter import Step

BEGAN, TODAY = date(2023, 6, 1), date(2023, 12, 31)
FIRM, HAZARD = Ref("firm", "测试食品厂"), Ref("hazard", "BY-2023-0001")
NOTHING = Beside({}, {})


def june(day: int) -> date:
    return date(2023, 6, day)


def warned(day: int = 5) -> Penalty:
    return Penalty(on=june(day), penalty=PenaltyKind.WARNING, authority="区应急局")


def fined(day: int = 5, fen: int | None = 2_000_000, doc_no: str | None = None) -> Penalty:
    return Penalty(
        on=june(day), penalty=PenaltyKind.FINE, authority="区应急局", amount_fen=fen, doc_no=doc_no
    )


def spared(day: int = 5) -> NoPenalty:
    return NoPenalty(on=june(day), reason="首违不罚")


def referred(day: int = 5) -> Referral:
    return Referral(on=june(day), to="区应急局", reason="镇无处罚权")


def passed(day: int = 9) -> Recheck:
    return Recheck(on=june(day), result=RecheckResult.PASSED, by="赵六")


def failed(day: int = 9) -> Recheck:
    return Recheck(on=june(day), result=RecheckResult.FAILED, by="赵六")


def stopped(day: int = 5, until: date | None = None) -> Suspension:
    return Suspension(on=june(day), scope=SuspensionScope.WHOLE, until=until)


def resumed(day: int = 9) -> Resumption:
    return Resumption(on=june(day), approver="李主任", basis="审查意见书")


def case(*steps: Step, hazards: tuple[Ref, ...] = (HAZARD,), uid: str = "case") -> Enforcement:
    found = Enforcement(
        on=BEGAN, uid=uid, no="ZF-2023-0001", enterprise=FIRM, hazards=hazards, findings="报警器失效"
    )
    for step in steps:
        found = found.with_step(step)
    return found


@pytest.mark.parametrize(
    ("steps", "stage"),
    [
        ((), Stage.DIAGNOSED),
        ((stopped(),), Stage.DIAGNOSED),
        ((fined(),), Stage.DECIDED),
        ((spared(),), Stage.DECIDED),
        ((referred(),), Stage.DECIDED),
        ((fined(), failed()), Stage.DECIDED),
        ((fined(), passed()), Stage.CLOSED),
        ((referred(), passed()), Stage.CLOSED),
        ((fined(), failed(8), passed(9)), Stage.CLOSED),
    ],
)
def test_a_case_is_open_until_the_third_step_has_passed(steps: tuple[Step, ...], stage: Stage) -> None:
    found = case(*steps)
    assert found.stage is stage
    assert record(found, TODAY, NOTHING).open is (stage is not Stage.CLOSED)
    assert [p.code for p in found.objections(TODAY)] == []


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ((passed(),), ["not_decided"]),
        ((stopped(), failed()), ["not_decided"]),
        ((passed(4), fined(5)), ["not_decided", "case_closed"]),
        ((fined(), passed(), warned(10)), ["case_closed"]),
        ((fined(), passed(), passed(10)), ["case_closed"]),
        ((fined(), passed(), referred(10)), ["case_closed"]),
        ((fined(), passed(), stopped(10)), ["case_closed"]),
        ((fined(), passed(), spared(10)), ["case_closed", "contradictory"]),
        ((spared(), fined(6)), ["contradictory"]),
        ((spared(), spared(6)), ["contradictory"]),
        ((spared(), referred(6)), ["contradictory"]),
        ((fined(), spared(6)), ["contradictory"]),
        ((resumed(),), ["not_suspended"]),
        ((stopped(), resumed(), resumed(10)), ["not_suspended"]),
        ((stopped(), stopped(6)), ["suspended_already"]),
        ((stopped(5, june(4)),), ["bad_period"]),
        ((fined(fen=None),), ["missing"]),
        ((fined(fen=0),), ["missing"]),
        (
            (Penalty(on=june(5), penalty=PenaltyKind.DETAIN, authority="公安", amount_fen=1),),
            ["no_amount_here"],
        ),
    ],
)
def test_what_the_order_of_the_steps_refuses(steps: tuple[Step, ...], refused: list[str]) -> None:
    assert [p.code for p in case(*steps).objections(TODAY)] == refused


@pytest.mark.parametrize(
    "steps",
    [
        (fined(), warned(5), warned(6)),
        (referred(), fined(6)),
        (fined(), referred(6)),
        (referred(), spared(6)),
        (stopped(4), fined(5), resumed(6), stopped(7), passed(9), resumed(10)),
        (passed(9), fined(5))[::-1],
    ],
)
def test_what_may_stand_beside_each_other(steps: tuple[Step, ...]) -> None:
    assert [p.code for p in case(*steps).objections(TODAY)] == []


def test_a_decision_typed_after_the_recheck_but_dated_before_it_takes_its_place() -> None:
    found = case(fined(5), passed(9)).with_step(warned(7))
    assert [type(step) for step in found.steps] == [Penalty, Penalty, Recheck]
    assert list(found.objections(TODAY)) == []


@pytest.mark.parametrize(
    ("steps", "standing", "risk", "hazards"),
    [
        ((), Status.OPEN, False, ()),
        ((spared(),), Status.OPEN, False, ()),
        ((referred(),), Status.OPEN, False, ()),
        ((fined(),), Status.OPEN, True, (HAZARD.name,)),
        ((fined(),), Status.RECTIFIED, True, (HAZARD.name,)),
        ((fined(),), Status.CLOSED, True, ()),
        ((fined(), failed()), Status.OPEN, True, (HAZARD.name,)),
        ((fined(), passed()), Status.CLOSED, False, ()),
        ((fined(), passed()), Status.RECTIFIED, False, ()),
        ((fined(), passed()), Status.OPEN, True, (HAZARD.name,)),
        ((fined(), passed()), Status.VOID, False, ()),
    ],
)
def test_a_penalty_without_a_passed_re_inspection_is_a_risk(
    steps: tuple[Step, ...],
    standing: Status,
    risk: bool,  # noqa: FBT001
    hazards: tuple[str, ...],
) -> None:
    found = record(case(*steps), TODAY, Beside({HAZARD.uid: standing}, {}))
    assert (found.risk, found.risk_hazards) == (risk, hazards)


def test_a_void_case_is_neither_open_nor_at_risk_nor_pointed_out() -> None:
    from msgspec.structs import replace

    ended = replace(case(fined(), stopped(until=june(6))), void=VoidMark(TODAY, "重复"))
    firm = Firm(FIRM.name, 3, 3, ())
    found = record(ended, TODAY, Beside({HAZARD.uid: Status.OPEN}, {FIRM.uid: firm}))
    assert (found.open, found.risk, found.suspended, found.alerts) == (False, False, False, ())
    assert found.void_reason == "重复"
    assert decisions([ended]) == ()


def test_a_suspension_whose_term_has_passed_is_pointed_out_until_work_is_let_go_on() -> None:
    found = case(stopped(5, june(8)))
    alerts = {day: record(found, day, NOTHING).alerts for day in (june(8), june(9))}
    assert alerts == {june(8): (), june(9): ("suspension_over",)}
    ended = record(found.with_step(resumed(12)), TODAY, NOTHING)
    assert (ended.suspended, ended.suspended_on, ended.resumed_on, ended.alerts) == (
        False,
        june(5),
        june(12),
        (),
    )


@pytest.mark.parametrize(
    ("ago", "half", "year", "reached"),
    [
        ((), 0, 0, False),
        ((0, 1), 2, 2, False),
        ((0, 90, 180), 3, 3, True),
        ((0, 90, 181), 2, 3, False),
        ((0, 181, 300, 365), 1, 4, True),
        ((0, 181, 300, 366), 1, 3, False),
        ((-1, 0, 1), 2, 2, False),
    ],
)
def test_three_penalties_in_180_days_or_four_in_a_year(
    ago: tuple[int, ...],
    half: int,
    year: int,
    reached: bool,  # noqa: FBT001
) -> None:
    times = repeated_penalties([TODAY - timedelta(days=n) for n in ago], TODAY)
    assert (*times, times.reached) == (half, year, reached)


@given(st.lists(st.dates(date(2020, 1, 1), date(2024, 12, 31)), max_size=12), st.randoms())
def test_the_order_in_which_penalties_are_told_does_not_matter(days: list[date], chance: object) -> None:
    before = repeated_penalties(days, TODAY)
    chance.shuffle(days)  # type: ignore[attr-defined]
    assert repeated_penalties(days, TODAY) == before
    assert before.in_180_days <= before.in_year <= len(days)


def test_several_kinds_in_one_document_are_one_penalty() -> None:
    together = case(
        fined(5, doc_no="1号"), fined(5, doc_no="1号"), fined(5, doc_no="2号"), fined(6), warned(6)
    )
    assert decisions([together, case(warned(6), uid="other")]) == (june(5), june(5), june(6), june(6))


def test_any_past_day_can_be_asked_for() -> None:
    found = case(fined(5), failed(7), passed(9))
    stages = {day: then.stage for day in (june(4), june(5), june(8), june(9)) if (then := found.at(day))}
    assert list(stages.values()) == [Stage.DIAGNOSED, Stage.DECIDED, Stage.DECIDED, Stage.CLOSED]
    last = record(found, TODAY, NOTHING)
    assert (last.rounds, last.closed_on, last.days_open) == (1, june(9), None)
    assert record(case(), june(11), NOTHING).days_open == 10


@pytest.mark.parametrize("step", [fined(), spared(), referred(), passed(), stopped(until=TODAY), resumed()])
def test_each_step_comes_back_from_the_ledger_as_it_was(step: Step) -> None:
    stored = codec.details(step, {"on", "uid", "seq"})
    assert type(step)(on=step.on, **codec.revived(type(step), stored)) == step
