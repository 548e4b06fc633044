"""A plan that can be read is checked for sense; the packaged one passes."""

from pathlib import Path
from typing import Protocol

import pytest

from hazardctl.domain.campaign import Plan
from hazardctl.errors import Refused, Unavailable
from hazardctl.plan import load, packaged
from hazardctl.plan.check import findings
from hazardctl.plan.export import export
from hazardctl.plan.validate import validate


class WriteTown(Protocol):
    def __call__(self, *changes: tuple[str, str], **files: bytes) -> Path: ...


def test_the_packaged_plan_and_a_small_town_pass(town: WriteTown) -> None:
    assert validate() == []
    assert validate(town()) == []


SECOND_PHASE = "  - {no: 2, key: two, name: 回头看, start: 2025-01-01, due: 2025-12-31, text: 回头看。}\n"
PRINCIPLES = "principles:\n  - {key: three-musts, name: 三个必须, text: 管行业必须管安全, paragraph: 一}\n"
ROW_1 = "    action: 1\n"


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (("due: 2025-06-30", "due: 2025-02-01"), "phase_dates", "task_list.yaml:10 phases[1]"),
        (("actions:\n", f"{SECOND_PHASE}actions:\n"), "phase_order", "task_list.yaml:18 phases[2].due"),
        (
            ("town_code: QS", "town_code: qs1"),
            "string_pattern_mismatch",
            "task_list.yaml:6 campaign.town_code",
        ),
        (
            ("  town: 青山镇", "  town: 青山镇\n  deaths_target: -1"),
            "greater_than_equal",
            "task_list.yaml:8 campaign.deaths_target",
        ),
        (("issuer: 青", f"issuer: {'长' * 501}"), "string_too_long", "task_list.yaml:4 campaign.issuer"),
        (("id: 1-1", "id: 2-1"), "task_id", "task_list.yaml:21 tasks[1]"),
        (("words: 每月检查一次", "words: 每周检查一次"), "quote", "task_list.yaml:21 tasks[1]"),
        (
            ("words: 每月检查一次", "words: 每月, interval_days: 30"),
            "interval",
            "task_list.yaml:28 tasks[1].cadence[1]",
        ),
        (("words: 报送总结", "words: 上报总结"), "quote", "task_list.yaml:10 phases[1]"),
        (
            ("owner_text: 应急站、各村", "owner_text: 应急站"),
            "owner_text",
            "task_list.yaml:26 tasks[1].owners",
        ),
        (
            ("owners: [应急站, 各村]", "owners: [应急站, 各村, 各村]"),
            "owner_twice",
            "task_list.yaml:26 tasks[1].owners",
        ),
        (
            ("kind: village", "kind: village, aliases: [应急站]"),
            "alias_taken",
            "duty_matrix.yaml:4 groups[1].aliases",
        ),
        (
            ("groups:\n", "groups:\n  - {key: 闲组, kind: office}\n"),
            "group_unused",
            "duty_matrix.yaml:4 groups[1].key",
        ),
        (
            ("tasks:\n", "  - {no: 2, title: 空行动, text: 空。}\ntasks:\n"),
            "action_empty",
            "task_list.yaml:20 actions[2].no",
        ),
        (
            (
                PRINCIPLES,
                "",
            ),
            "no_principles",
            "duty_matrix.yaml:1 principles",
        ),
        ((ROW_1, f"{ROW_1}    notes: [疑点3：没有列出]\n"), "no_oddity", "task_list.yaml:24 tasks[1].notes"),
    ],
)
def test_what_makes_no_sense_is_named_with_its_place(
    town: WriteTown, change: tuple[str, str], code: str, where: str
) -> None:
    found = validate(town(change))
    assert [(p.code, p.where) for p in found] == [(code, where)]
    assert "请" in found[0].message or "只有" in found[0].message or "不能" in found[0].message


def test_what_cannot_be_read_is_listed_and_not_raised(town: WriteTown) -> None:
    assert [p.code for p in validate(town(("kind: office", "kind: x")))] == ["bad_choice"]


def test_braces_in_a_plan_do_not_break_the_sentence(town: WriteTown) -> None:
    found = validate(town(("words: 每月检查一次", "words: '{0}{x}'")))
    assert "“{0}{x}”" in found[0].message


def test_the_check_lists_the_oddities_and_what_the_office_has_to_fill(plan: Plan) -> None:
    found = findings(plan)
    assert len(found.oddities) == 28
    assert [v.key for v in found.empty_groups] == [g.key for g in plan.groups]
    hints = {v.key: v.hint for v in found.empty_groups}
    assert "hazardctl unit join 相关办所（中心）" in hints["相关办所（中心）"]
    assert "hazardctl unit add" in hints["村（社区）"]
    assert len(found.open_posts) == 4


def test_a_group_that_the_register_fills_is_no_longer_empty(plan: Plan) -> None:
    found = findings(plan, {"村（社区）": ("黄桷村",)})
    assert "村（社区）" not in [v.key for v in found.empty_groups]


def test_an_exported_plan_is_the_same_plan(plan: Plan, tmp_path: Path) -> None:
    written = export(plan, tmp_path / "new" / "plan")
    assert sorted(p.name for p in written) == ["duty_matrix.yaml", "task_list.yaml"]
    assert load(tmp_path / "new" / "plan").hash == plan.hash == load(packaged()).hash
    assert export(plan, tmp_path / "new" / "plan") == written


def test_export_never_overwrites_what_the_office_has_changed(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "task_list.yaml").write_text("自己改过", encoding="utf-8")
    with pytest.raises(Refused, match="没有覆盖"):
        export(plan, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["task_list.yaml"]


def test_export_into_a_file_says_so(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("", encoding="utf-8")
    with pytest.raises(Unavailable, match="写不了"):
        export(plan, tmp_path / "plan")
