"""A town's own plan folder: it loads, and every mistake in it is named with file, line and key in one run."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from hazardctl.domain.campaign import Plan
from hazardctl.errors import ChecksFailed, NotFound, Problem
from hazardctl.plan import load


class WriteTown(Protocol):
    def __call__(self, *changes: tuple[str, str], **files: bytes) -> Path: ...


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(ChecksFailed) as caught:
        load(folder)
    return list(caught.value.problems)


def test_another_town_brings_its_own_small_plan(town: WriteTown) -> None:
    plan = load(town())
    assert (plan.campaign.town, plan.campaign.town_code) == ("青山镇", "QS")
    assert plan.campaign.issued_on == plan.began_on == date(2025, 3, 1)
    assert [(t.id, t.owners, t.per) for t in plan.tasks] == [("1-1", ("应急站", "各村"), "town")]
    assert plan.folder == town()


def test_a_plan_typed_with_windows_line_ends_and_in_gb18030_loads(town: WriteTown) -> None:
    folder = town()
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    assert load(folder).campaign.town == "青山镇"


MISTAKES = [
    (("  town: 青山镇\n", ""), "missing_key", "task_list.yaml:2 campaign.town"),
    (("  town: 青山镇", "  town:"), "missing_key", "task_list.yaml:7 campaign.town"),
    (("  town: 青山镇", "  town: ' '"), "empty_text", "task_list.yaml:7 campaign.town"),
    (("  town: 青山镇", "  town: [青山镇]"), "wrong_type", "task_list.yaml:7 campaign.town"),
    (("  town: 青山镇", "  town: true"), "wrong_type", "task_list.yaml:7 campaign.town"),
    (("  town: 青山镇", '  town: "青\\u202e山"'), "bad_character", "task_list.yaml:7 campaign.town"),
    (("2025-03-01", "2025-02-30"), "bad_date", "task_list.yaml:5 campaign.issued_on"),
    (("2025-03-01", "2025年3月1日"), "bad_date", "task_list.yaml:5 campaign.issued_on"),
    (
        ("emergency_office: 应急站", "emergency_office: 应急办"),
        "unknown_ref",
        "task_list.yaml:8 campaign.emergency_office",
    ),
    (("printed_no: 1", "printed_no: 一"), "bad_number", "task_list.yaml:22 tasks[1].printed_no"),
    (("action: 1", "action: 2"), "unknown_ref", "task_list.yaml:23 tasks[1].action"),
    (
        ("owners: [应急站, 各村]", "owners: [应急站, 各镇]"),
        "unknown_ref",
        "task_list.yaml:26 tasks[1].owners",
    ),
    (("owners: [应急站, 各村]", "owners: []"), "empty_list", "task_list.yaml:26 tasks[1].owners"),
    (("owners: [应急站, 各村]", "owners: 应急站"), "wrong_type", "task_list.yaml:26 tasks[1].owners"),
    (("owners: [应急站", "ownres: [应急站"), "unknown_key", "task_list.yaml:26 tasks[1].ownres"),
    (("every: monthly", "every: month"), "bad_choice", "task_list.yaml:28 tasks[1].cadence[1].every"),
    (
        ("owed_by: [各村]", "owed_by: [各社]"),
        "unknown_ref",
        "task_list.yaml:17 phases[1].deliverables[1].owed_by",
    ),
    (
        ("key: 各村, kind: village", "key: 应急站, kind: village"),
        "duplicate_id",
        "duty_matrix.yaml:4 groups[1].key",
    ),
    (("kind: office", "kind: offices"), "bad_choice", "duty_matrix.yaml:2 units[1].kind"),
    (
        ("kind: village", "kind: village, members: [甲村]"),
        "unknown_ref",
        "duty_matrix.yaml:4 groups[1].members",
    ),
    (("units:\n", "units: 应急站\nothers:\n"), "wrong_type", "duty_matrix.yaml:1 units"),
    (
        ("actions:\n  - {no: 1,", "actions:\n  - 行动\n  - {no: 1,"),
        "wrong_type",
        "task_list.yaml:19 actions[1]",
    ),
    (
        ("    action: 1\n", "    action: 1\n    actors: [镇长]\n"),
        "unknown_ref",
        "task_list.yaml:24 tasks[1].actors",
    ),
]


@pytest.mark.parametrize(("change", "code", "where"), MISTAKES)
def test_a_mistake_is_named_with_file_line_and_key(
    town: WriteTown, change: tuple[str, str], code: str, where: str
) -> None:
    assert (code, where) in [(p.code, p.where) for p in problems_of(town(change))]


def test_ten_mistakes_in_both_files_are_ten_problems_of_one_run(town: WriteTown) -> None:
    changes = [MISTAKES[i][0] for i in (0, 6, 9, 14, 15, 18)]
    found = {(p.code, p.where) for p in problems_of(town(*changes))}
    files = {where.partition(":")[0] for _, where in found if where}
    assert files == {"task_list.yaml", "duty_matrix.yaml"}
    assert {code for code, _ in found} >= {
        "missing_key",
        "bad_date",
        "bad_number",
        "unknown_key",
        "bad_choice",
    }


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (("owners: [应急站, 各村]", "ownres: [应急站, 各村]"), "是不是想写“owners”"),
        (("every: monthly", "every: montly"), "是不是想写“monthly”"),
        (("owed_by: [各村]", "owed_by: [各村村]"), "是不是想写“各村”"),
        (("  town: 青山镇\n", ""), "缺少“town”"),
        (("2025-03-01", "2025/3/1"), "2023-05-31"),
    ],
)
def test_the_sentence_says_what_was_expected(town: WriteTown, change: tuple[str, str], hint: str) -> None:
    assert any(hint in p.message for p in problems_of(town(change)))


def test_two_tasks_may_not_share_an_id(town: WriteTown) -> None:
    row = "  - {id: 1-1, printed_no: 2, action: 1, text: 又一项。, owner_text: 应急站, owners: [应急站]}\n"
    found = problems_of(
        town(
            (
                "      - {every: monthly",
                row.replace("  - ", "      - {every: monthly, words: 每月检查一次}\n  - ", 1) + "#",
            )
        )
    )
    assert [(p.code, p.where) for p in found] == [("duplicate_id", "task_list.yaml:29 tasks[2].id")]


def test_broken_yaml_in_both_files_is_told_at_once(town: WriteTown) -> None:
    found = problems_of(town(task_list=b"a: [\n", duty_matrix=b"b: {\n"))
    assert [(p.code, p.where) for p in found] == [
        ("yaml_syntax", "duty_matrix.yaml:2"),
        ("yaml_syntax", "task_list.yaml:2"),
    ]


def test_a_file_that_is_no_mapping_is_told_so(town: WriteTown) -> None:
    assert "wrong_type" in {p.code for p in problems_of(town(task_list="只是一句话".encode()))}


def test_a_missing_file_is_named_and_a_missing_folder_is_not_found(town: WriteTown) -> None:
    folder = town()
    (folder / "duty_matrix.yaml").unlink()
    assert [(p.code, p.where) for p in problems_of(folder)] == [("missing_file", "duty_matrix.yaml")]
    with pytest.raises(NotFound, match="没有方案文件夹"):
        load(folder / "elsewhere")


def test_the_hash_follows_every_byte_of_every_file(town: WriteTown) -> None:
    folder = town()
    first = load(folder).hash
    assert load(folder).hash == first
    (folder / "labels.yaml").write_text("pending: 待补\n", encoding="utf-8")
    with_labels = load(folder).hash
    (folder / "task_list.yaml").write_bytes((folder / "task_list.yaml").read_bytes() + b"\n")
    assert len({first, with_labels, load(folder).hash}) == 3
    assert len(first) == 64


def test_loading_the_packaged_plan_loads_no_pydantic() -> None:
    code = "import sys; from hazardctl.plan import load; load(); print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_phases_deliverables_and_steps_are_found_by_name_or_key(plan: Plan) -> None:
    phase, owed, step = plan.phase("2"), plan.deliverable("问题隐患台账"), plan.step("督办")
    assert phase is not None
    assert phase == plan.phase("集中排查") == plan.phase("screen")
    assert owed is not None
    assert owed == plan.deliverable("ledger")
    assert step is not None
    assert step == plan.step("supervise")
    assert plan.post("党委主要负责人") is not None
    assert plan.category("用电安全") is not None
