"""Dangerous work: what must be checked, in which order, and who may watch over it (tasks 32 to 36)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hazardctl.domain import codec
from hazardctl.domain.hazard import Ref
from hazardctl.domain.matter import Step
from hazardctl.domain.permit import (
    FIRST,
    GAS_TEST,
    GUARDIAN,
    VENTILATION,
    Finished,
    Permit,
    Started,
    Status,
    Ticked,
)

DAY = date(2023, 7, 3)
BEFORE, AFTER, TODAY = DAY - timedelta(1), DAY + timedelta(1), DAY + timedelta(30)
CHECKS = ("briefing", GUARDIAN, *FIRST)


def permit(*steps: Step, on: date = BEFORE, work_on: date = DAY, **changes: object) -> Permit:
    made = Permit(on=on, work_on=work_on, no="ZY-2023-0001", enterprise=Ref("1", "测试食品厂"), required=CHECKS,
                  topic="confined_space")  # fmt: skip
    made = replace(made, **changes)
    for step in steps:
        made = made.with_step(step)
    return made


def ticked(*checks: str, on: date = DAY, guardian: str | None = None) -> Ticked:
    return Ticked(on=on, checks=checks, by="王五", guardian=guardian)


def codes(made: Permit, today: date = TODAY) -> list[str]:
    return [problem.code for problem in made.objections(today)]


AIR = (ticked(VENTILATION), ticked(GAS_TEST))


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ((*AIR, Started(on=DAY)), []),
        ((ticked(VENTILATION, GAS_TEST), Started(on=DAY)), []),
        ((ticked(GAS_TEST),), ["not_ventilated"]),
        ((ticked(GAS_TEST), ticked(VENTILATION)), ["not_ventilated"]),
        ((ticked(GAS_TEST, on=BEFORE), ticked(VENTILATION)), ["not_ventilated"]),
        ((Started(on=DAY),), ["not_ventilated", "not_tested"]),
        ((ticked(VENTILATION), Started(on=DAY)), ["not_tested"]),
        ((ticked(VENTILATION), ticked(GAS_TEST, on=AFTER), Started(on=DAY)), ["not_tested"]),
        ((ticked(VENTILATION), Started(on=DAY), ticked(GAS_TEST)), ["not_tested"]),
        ((*AIR, Started(on=BEFORE)), ["too_early", "not_ventilated", "not_tested"]),
        ((*AIR, Started(on=DAY), Started(on=AFTER)), ["already_started"]),
        ((*AIR, Started(on=DAY), Finished(on=AFTER)), []),
        ((*AIR, Finished(on=AFTER)), ["not_started"]),
        ((*AIR, Started(on=AFTER), Finished(on=DAY)), ["not_started"]),
        ((*AIR, Started(on=DAY), Finished(on=DAY), Finished(on=AFTER)), ["already_finished"]),
    ],
    ids=lambda value: " ".join(value) if value and isinstance(value[0], str) else None,
)
def test_first_ventilate_then_test_then_work(steps: tuple[Step, ...], refused: list[str]) -> None:
    assert codes(permit(*steps)) == refused


def test_work_that_needs_no_air_begins_without_it_and_names_what_is_missing() -> None:
    made = permit(Started(on=DAY), required=("briefing", GUARDIAN))
    assert codes(made) == []
    assert made.missing == ("briefing", GUARDIAN)


@pytest.mark.parametrize(
    ("until", "start", "refused"),
    [
        (None, AFTER, []),
        (AFTER, AFTER, []),
        (DAY, AFTER, ["expired"]),
        (BEFORE, DAY, ["bad_period", "expired"]),
    ],
)
def test_work_begins_within_its_days(until: date | None, start: date, refused: list[str]) -> None:
    assert codes(permit(*AIR, Started(on=start), until=until)) == refused


@pytest.mark.parametrize(
    ("guardian", "contractor", "worker", "refused"),
    [
        ("周八", "甲装修队", "张三、李四", []),
        ("李四", None, "张三、李四", ["guardian_works"]),
        (" 李 四", None, "李四", ["guardian_works"]),
        ("李四", "李四", None, ["guardian_works"]),
        ("周八、张三", None, "张三", ["guardian_works"]),
        (None, None, "张三", ["missing"]),
    ],
)
def test_the_guardian_is_none_of_those_who_work(
    guardian: str | None, contractor: str | None, worker: str | None, refused: list[str]
) -> None:
    made = permit(ticked(GUARDIAN, guardian=guardian), contractor=contractor, worker=worker)
    assert codes(made) == refused
    assert made.guardian == guardian


def test_work_given_to_others_names_them() -> None:
    assert codes(permit(topic="contract", required=("briefing",))) == ["missing"]
    assert codes(permit(topic="contract", required=("briefing",), contractor="甲装修队")) == []


def test_a_check_may_be_made_again_on_another_day_but_not_twice_on_one() -> None:
    assert codes(permit(*AIR, ticked(GAS_TEST, on=AFTER))) == []
    assert codes(permit(*AIR, ticked("briefing", GAS_TEST))) == ["already_ticked"]


def test_a_check_may_lie_before_the_permit_but_not_after_today() -> None:
    long_before = BEFORE - timedelta(60)
    assert codes(permit(ticked("briefing", on=long_before))) == []
    assert codes(permit(ticked("briefing", on=AFTER)), today=DAY) == ["in_future"]


def test_work_may_be_meant_for_a_day_to_come() -> None:
    planned = permit(on=BEFORE, work_on=AFTER)
    assert codes(planned, today=BEFORE) == []
    assert (planned.has_begun(DAY), planned.has_begun(AFTER)) == (False, True)


def test_how_far_it_is_on_any_day() -> None:
    made = permit(*AIR, Started(on=DAY), Finished(on=AFTER))
    stood = [made.at(day) for day in (BEFORE - timedelta(1), BEFORE, DAY, AFTER)]
    assert [then.status if then else None for then in stood] == [
        None, Status.PLANNED, Status.RUNNING, Status.FINISHED,
    ]  # fmt: skip
    assert [then.missing if then else None for then in stood[1:3]] == [CHECKS, ("briefing", GUARDIAN)]


_DAYS = st.integers(0, 5).map(lambda n: DAY + timedelta(n))
_STEPS = st.lists(
    st.one_of(
        st.builds(
            lambda on, checks: ticked(*checks, on=on), _DAYS, st.sets(st.sampled_from(FIRST), min_size=1)
        ),
        st.builds(lambda on: Started(on=on), _DAYS),
        st.builds(lambda on: Finished(on=on), _DAYS),
    ),
    max_size=6,
)


@given(_STEPS)
def test_whatever_is_let_in_one_by_one_work_never_began_in_bad_air(steps: list[Step]) -> None:
    made = permit()
    for step in steps:
        after = made.with_step(step)
        made = made if codes(after) else after
    start = made.last("start")
    if start:
        order = [step for step in made.steps if step is start or isinstance(step, Ticked)]
        checks = [
            check for step in order[: order.index(start)] if isinstance(step, Ticked) for check in step.checks
        ]
        assert set(FIRST) <= set(checks)
    ticks = made.ticks()
    if GAS_TEST in ticks:
        assert (ticks[VENTILATION].on, ticks[VENTILATION].seq) <= (ticks[GAS_TEST].on, ticks[GAS_TEST].seq)


def test_what_is_stored_comes_back_as_it_was() -> None:
    envelope = {"on", "uid", "seq"}
    for step in (ticked(GUARDIAN, GAS_TEST, guardian="周八"), Started(on=DAY, note="晴"), Finished(on=AFTER)):
        assert type(step)(on=step.on, **codec.revived(type(step), codec.details(step, envelope))) == step
