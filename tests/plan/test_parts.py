"""The parts of a duty, the ladder, checks and operations: read as written, and each bad value named with its place."""

from pathlib import Path
from typing import Protocol

import pytest

from hazardctl.domain.campaign import Plan
from hazardctl.plan import load
from hazardctl.plan.validate import validate


class WriteTown(Protocol):
    def __call__(self, *changes: tuple[str, str], **files: bytes) -> Path: ...


PART = "{every: monthly, words: 每月检查一次"
CHECKS = """\
checks:
  - {key: look, name: 查看, words: 检查一次, task: 1-1}
operations:
  - {key: fire, name: 动火, aliases: [焊接], checks: [look]}
"""
LADDER = "ladder:\n  - {no: 1, key: call, name: 催办, after_days: 3, after_rounds: 1}\n"
TOP = ("campaign:\n", f"{CHECKS}campaign:\n")
STEPS = ("units:\n", f"{LADDER}units:\n")


def part(more: str) -> tuple[str, str]:
    return (PART, f"{PART}, {more}")


def found(folder: Path) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.where) for problem in validate(folder)]


def test_what_another_town_writes_is_read(town: WriteTown) -> None:
    more = part(
        "key: look, name: 月查, items: [甲表, 乙表], by: calendar_year, inspections: [any], actions: [call]"
    )
    head = ("  town: 青山镇\n", "  town: 青山镇\n  month_ends_on: 25\n")
    folder = town(TOP, STEPS, more, head)
    assert found(folder) == []
    plan = load(folder)
    (only,) = plan.tasks[0].cadence
    assert (only.key, only.name, only.items, only.by) == ("look", "月查", ("甲表", "乙表"), "calendar_year")
    assert (only.inspections, only.actions) == (("any",), ("call",))
    assert plan.campaign.month_ends_on == 25
    assert [(s.after_days, s.after_rounds) for s in plan.ladder] == [(3, 1)]
    operation = plan.operation("焊接")
    assert operation is not None
    assert [check.name for key in operation.checks if (check := plan.check(key))] == ["查看"]


def test_what_is_left_out_has_its_plain_meaning(town: WriteTown) -> None:
    plan = load(town())
    (only,) = plan.tasks[0].cadence
    assert (only.key, only.items, only.by, only.inspections) == ("", (), "campaign", ())
    assert (plan.campaign.month_ends_on, plan.key_items, plan.operations) == (31, (), ())
    assert plan.ends_on == plan.phases[0].due


MONTH = ("  town: 青山镇", "  town: 青山镇\n  month_ends_on: {}")


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ([part("actors: [镇长]")], "unknown_ref", "task_list.yaml:28 tasks[1].cadence[1].actors"),
        ([part("by: lunar_year")], "bad_choice", "task_list.yaml:28 tasks[1].cadence[1].by"),
        ([part("inspections: [oneself]")], "bad_choice", "task_list.yaml:28 tasks[1].cadence[1].inspections"),
        ([part("actions: [phone]")], "unknown_ref", "task_list.yaml:28 tasks[1].cadence[1].actions"),
        ([part("items: 甲表")], "wrong_type", "task_list.yaml:28 tasks[1].cadence[1].items"),
        ([part("items_from: plan")], "no_part", "task_list.yaml:28 tasks[1].cadence[1].items_from"),
        ([part("period: 3")], "unknown_key", "task_list.yaml:28 tasks[1].cadence[1].period"),
        (
            [(MONTH[0], MONTH[1].format(0))],
            "greater_than_equal",
            "task_list.yaml:8 campaign.month_ends_on",
        ),
        ([(MONTH[0], MONTH[1].format(32))], "less_than_equal", "task_list.yaml:8 campaign.month_ends_on"),
        ([(MONTH[0], MONTH[1].format("月底"))], "bad_number", "task_list.yaml:8 campaign.month_ends_on"),
        (
            [("units:\n", LADDER.replace("after_days: 3", "after_days: -1") + "units:\n")],
            "greater_than_equal",
            "duty_matrix.yaml:2 ladder[1].after_days",
        ),
        (
            [("units:\n", LADDER.replace("after_rounds: 1", "after_rounds: 0") + "units:\n")],
            "greater_than_equal",
            "duty_matrix.yaml:2 ladder[1].after_rounds",
        ),
        (
            [("campaign:\n", CHECKS.replace("words: 检查一次", "words: 天天检查") + "campaign:\n")],
            "quote",
            "task_list.yaml:2 checks[1].words",
        ),
        (
            [("campaign:\n", CHECKS.replace("task: 1-1", "task: 9-9") + "campaign:\n")],
            "unknown_ref",
            "task_list.yaml:2 checks[1].task",
        ),
        (
            [("campaign:\n", CHECKS.replace("checks: [look]", "checks: [smell]") + "campaign:\n")],
            "unknown_ref",
            "task_list.yaml:4 operations[1].checks",
        ),
        (
            [("campaign:\n", CHECKS.replace("checks: [look]", "checks: []") + "campaign:\n")],
            "empty_list",
            "task_list.yaml:4 operations[1].checks",
        ),
        (
            [("campaign:\n", "key_items:\n  - {sector: 海运, text: 查救生圈}\ncampaign:\n")],
            "unknown_ref",
            "task_list.yaml:2 key_items[1].sector",
        ),
        (
            [("campaign:\n", "key_items:\n  - {source: 某规定}\ncampaign:\n")],
            "missing_key",
            "task_list.yaml:2 key_items[1].text",
        ),
    ],
)
def test_a_bad_value_is_named_with_file_line_and_key(
    town: WriteTown, changes: list[tuple[str, str]], code: str, where: str
) -> None:
    assert (code, where) in found(town(*changes))


def test_the_five_taboos_of_task_32_are_answered_and_each_check_stands_in_its_row(plan: Plan) -> None:
    row = plan.task("6-1")
    assert row is not None
    taboos = {check.taboo for check in plan.checks if check.taboo}
    assert taboos == {"不审查乱发包", "没协议不定责", "不交底不指导", "不检查不监护", "不报备不考核"}
    assert all(taboo in row.text for taboo in taboos)


def test_the_three_operations_need_what_the_plan_s_words_say(plan: Plan) -> None:
    needed = {operation.key: set(operation.checks) for operation in plan.operations}
    assert list(needed) == ["maintenance", "confined_space", "contract"]
    assert {"ventilation", "gas_test"} <= needed["confined_space"]
    assert {"approval", "guardian", "equipment", "measures"} <= needed["maintenance"]
    assert {"qualification", "agreement", "briefing"} <= needed["contract"]


def test_the_ladder_climbs_with_the_days(plan: Plan) -> None:
    days = [step.after_days for step in plan.ladder]
    assert days == sorted(day for day in days if day is not None)


def test_the_sources_of_visits_are_those_of_hazards() -> None:
    from typing import get_args

    from hazardctl.domain.campaign import VisitSource
    from hazardctl.domain.hazard import Source

    assert get_args(VisitSource) == ("any", *map(str, Source))
