"""The problem list: how a problem stands, and the four maxims 自查不处、他查严处，真改不罚、假改严罚."""

from datetime import date

import pytest
from msgspec.structs import replace

from hazardctl.domain import codec
from hazardctl.domain.enforcement import Enforcement, NoPenalty, Penalty, PenaltyKind
from hazardctl.domain.hazard import Ref, VoidMark
from hazardctl.domain.matter import Step
from hazardctl.domain.problem import (
    Assignment,
    Closing,
    Contradiction,
    Correction,
    FoundProblem,
    Maxim,
    Origin,
    ProblemStatus,
    Reopening,
    Reply,
    contradiction,
    maxim,
)
from hazardctl.domain.problem_record import concerning, handled, record

BEGAN, TODAY = date(2023, 6, 1), date(2023, 12, 31)
FIRM, HAZARD = Ref("firm", "测试食品厂"), Ref("hazard", "BY-2023-0001")


def june(day: int) -> date:
    return date(2023, 6, day)


def assigned(day: int = 2, due: int = 10, to: str = "经发办") -> Assignment:
    return Assignment(on=june(day), to=to, due=june(due))


def replied(day: int = 5) -> Reply:
    return Reply(on=june(day), text="已整改", by="李四")


def closed(day: int = 6, outcome: Correction = Correction.GENUINE) -> Closing:
    return Closing(on=june(day), outcome=outcome)


def reopened(day: int = 7) -> Reopening:
    return Reopening(on=june(day), reason="整改不实")


def problem(*steps: Step, origin: Origin = Origin.OTHER, visit: str | None = None) -> FoundProblem:
    found = FoundProblem(
        on=BEGAN, no="WT-2023-0001", topic=origin, title="台账不全", enterprise=FIRM, visit=visit
    )
    for step in steps:
        found = found.with_step(step)
    return found


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ((), ProblemStatus.OPEN),
        ((assigned(),), ProblemStatus.ASSIGNED),
        ((assigned(), replied()), ProblemStatus.REPLIED),
        ((assigned(), replied(), assigned(6)), ProblemStatus.ASSIGNED),
        ((replied(), closed()), ProblemStatus.CLOSED),
        ((closed(),), ProblemStatus.CLOSED),
        ((closed(), reopened()), ProblemStatus.OPEN),
        ((assigned(), replied(), closed(), reopened()), ProblemStatus.ASSIGNED),
    ],
)
def test_where_a_problem_stands(steps: tuple[Step, ...], status: ProblemStatus) -> None:
    found = problem(*steps)
    assert found.status is status
    assert list(found.objections(TODAY)) == []


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ((closed(), assigned(7)), ["closed"]),
        ((closed(), replied(7)), ["closed"]),
        ((closed(), closed(7)), ["closed"]),
        ((reopened(),), ["not_closed"]),
        ((closed(), reopened(), reopened(8)), ["not_closed"]),
        ((assigned(5, due=4),), ["bad_period"]),
    ],
)
def test_what_the_order_of_the_steps_refuses(steps: tuple[Step, ...], refused: list[str]) -> None:
    assert [p.code for p in problem(*steps).objections(TODAY)] == refused


@pytest.mark.parametrize(
    ("steps", "day", "late"),
    [
        ((), 30, 0),
        ((assigned(),), 10, 0),
        ((assigned(),), 11, 1),
        ((assigned(), assigned(9, due=20)), 21, 1),
        ((assigned(), replied(15)), 30, 0),
        ((assigned(), closed(15)), 30, 0),
        ((assigned(), replied(), closed(), reopened()), 12, 2),
    ],
)
def test_it_is_late_while_nobody_has_answered_past_the_day_set(
    steps: tuple[Step, ...], day: int, late: int
) -> None:
    assert problem(*steps).days_overdue(june(day)) == late


@pytest.mark.parametrize(
    ("origin", "steps", "expected"),
    [
        (Origin.SELF, (), Maxim.SELF_NOT_PUNISHED),
        (Origin.SELF, (closed(),), Maxim.GENUINE_NOT_PUNISHED),
        (Origin.OTHER, (), Maxim.OTHER_STRICTLY),
        (Origin.OTHER, (closed(),), Maxim.OTHER_STRICTLY),
        (Origin.SELF, (closed(outcome=Correction.FALSE),), Maxim.FALSE_PUNISHED),
        (Origin.OTHER, (closed(outcome=Correction.FALSE), reopened()), Maxim.FALSE_PUNISHED),
    ],
)
def test_which_of_the_four_maxims_holds(origin: Origin, steps: tuple[Step, ...], expected: Maxim) -> None:
    assert maxim(problem(*steps, origin=origin)) is expected


FALSE = closed(outcome=Correction.FALSE)


@pytest.mark.parametrize(
    ("origin", "steps", "enforced", "penalised", "expected"),
    [
        (Origin.SELF, (closed(),), False, False, None),
        (Origin.SELF, (closed(),), True, False, None),
        (Origin.SELF, (closed(),), True, True, Contradiction.SELF_PUNISHED),
        (Origin.SELF, (), True, True, Contradiction.SELF_PUNISHED),
        (Origin.SELF, (FALSE,), True, True, None),
        (Origin.SELF, (FALSE,), True, False, Contradiction.FALSE_NOT_PUNISHED),
        (Origin.OTHER, (), False, False, None),
        (Origin.OTHER, (closed(),), False, False, Contradiction.OTHER_NOT_ENFORCED),
        (Origin.OTHER, (closed(),), True, False, None),
        (Origin.OTHER, (closed(),), True, True, None),
        (Origin.OTHER, (FALSE,), False, False, Contradiction.FALSE_NOT_PUNISHED),
        (Origin.OTHER, (FALSE, reopened(), closed(8)), True, False, Contradiction.FALSE_NOT_PUNISHED),
        (Origin.OTHER, (FALSE,), True, True, None),
    ],
)
def test_what_goes_against_its_maxim(
    origin: Origin,
    steps: tuple[Step, ...],
    enforced: bool,  # noqa: FBT001
    penalised: bool,  # noqa: FBT001
    expected: Contradiction | None,
) -> None:
    found = problem(*steps, origin=origin)
    assert contradiction(found, enforced=enforced, penalised=penalised) is expected
    assert (
        contradiction(replace(found, void=VoidMark(TODAY, "重复")), enforced=enforced, penalised=penalised)
        is None
    )


@pytest.mark.parametrize(
    ("case", "concerned"),
    [
        ({}, False),
        ({"problems": ("WT-2023-0001",)}, True),
        ({"problems": ("WT-2023-0002",)}, False),
        ({"hazards": (HAZARD,)}, True),
        ({"hazards": (Ref("other", "BY-2023-0002"),)}, False),
        ({"visit": "JC-2023-0001", "enterprise": FIRM}, True),
        ({"visit": "JC-2023-0001", "enterprise": Ref("other", "别的厂")}, False),
        ({"visit": "JC-2023-0002", "enterprise": FIRM}, False),
    ],
)
def test_a_case_concerns_a_problem_by_number_by_hazard_or_by_visit(
    case: dict[str, object],
    concerned: bool,  # noqa: FBT001
) -> None:
    found = replace(problem(visit="JC-2023-0001"), hazards=(HAZARD,))
    about = Enforcement(on=BEGAN, findings="台账不全", **case)  # type: ignore[arg-type]
    assert bool(concerning(found, [about])) is concerned


def test_problems_are_counted_by_who_found_them_how_they_were_put_right_and_whether_they_were_punished() -> (
    None
):
    ours = Enforcement(on=BEGAN, no="ZF-2023-0001", findings="x", problems=("WT-2023-0001",))
    fine = Penalty(on=june(9), penalty=PenaltyKind.FINE, authority="区应急局", amount_fen=1)
    spared = NoPenalty(on=june(9), reason="首违不罚")
    told = [
        record(problem(closed(), origin=Origin.SELF), TODAY, [], {}),
        record(problem(closed(), origin=Origin.SELF), TODAY, [ours.with_step(fine)], {}),
        record(problem(), TODAY, [], {}),
        record(problem(), TODAY, [ours.with_step(spared)], {}),
    ]
    found = handled(told)
    assert [(c.origin, c.outcome, c.penalised, c.count) for c in found.counts] == [
        ("self", "genuine", False, 1),
        ("self", "genuine", True, 1),
        ("other", None, False, 2),
    ]
    assert [p.contradiction for p in found.contradictions] == ["self_punished"]
    assert [p.enforced for p in told] == [False, True, False, True]


@pytest.mark.parametrize("step", [assigned(), replied(), closed(), FALSE, reopened()])
def test_each_step_comes_back_from_the_ledger_as_it_was(step: Step) -> None:
    stored = codec.details(step, {"on", "uid", "seq"})
    assert type(step)(on=step.on, **codec.revived(type(step), stored)) == step
