"""Issue 2, "Shown by": who owns what, the tasks, the plan's oddities and the phases."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

GAS_LEAD = "负责对燃气行业实施监管。"
GAS_SHARED = "承担各自职责范围内燃气用户安全用气管理工作"
GAS_TERRITORIAL = "负责辖区内燃气领域属地监管"


def test_gas_is_led_by_the_economic_office_and_everybody_has_words_of_their_own(desk: "Office") -> None:
    said = desk.does("who-owns", "gas-enforcement").out
    assert "【主责】经发办" in said
    assert all(words in said for words in (GAS_LEAD, GAS_SHARED, GAS_TERRITORIAL))


@pytest.mark.parametrize(
    ("words", "match"),
    [("gas-enforcement", "exact"), ("燃气执法", "exact"), ("燃气", "alias"), ("管道燃气", "close")],
)
def test_gas_is_found_by_key_by_name_and_by_part_of_a_name(desk: "Office", words: str, match: str) -> None:
    data = desk.asks("who-owns", words)
    assert data["duty"] == "gas-enforcement"
    assert data["match"] in {match, "alias", "close"}
    assert [(owner["unit"], owner["role"]) for owner in data["owners"]] == [
        ("经发办", "lead"),
        ("负有安全生产监管职责办所（中心）", "shared"),
        ("村（社区）", "territorial"),
    ]
    assert [owner["text"].startswith(text) for owner, text in zip(
        data["owners"], (GAS_LEAD, GAS_SHARED, GAS_TERRITORIAL), strict=True
    )] == [True] * 3  # fmt: skip


@pytest.mark.parametrize("words", ["rural-housing", "农村自建房", "自建房"])
def test_rural_housing_is_the_planning_office_s(desk: "Office", words: str) -> None:
    data = desk.asks("who-owns", words)
    assert (data["duty"], data["owners"][0]["unit"]) == ("rural-housing", "规划建设管理环保办")


def test_a_trade_that_nobody_wrote_down_is_answered_by_principles_with_exit_3(desk: "Office") -> None:
    result = desk.run("who-owns", "剧本杀", "--format", "json")
    assert (result.code, result.err) == (3, "")
    data = result.data
    assert (data["match"], data["duty"], data["owners"], data["convener"]) == ("none", None, [], "应急办")
    assert {"二（一）", "二（四）"} <= {principle["paragraph"] for principle in data["principles"]}
    said = desk.run("who-owns", "剧本杀")
    assert said.code == 3
    assert "管行业必须管安全" in said.out
    assert "业务相近" in said.out


@pytest.mark.parametrize(("words", "task"), [("举报奖励", "1-8"), ("明白卡", "3-1")])
def test_what_annex_2_does_not_have_is_found_in_the_words_of_the_tasks(
    desk: "Office", words: str, task: str
) -> None:
    data = desk.asks("who-owns", words)
    assert data["match"] == "close"
    assert task in data["tasks"]
    assert task in data["basis"]
    assert task in desk.does("who-owns", words).out


def test_several_rows_decide_nothing(desk: "Office") -> None:
    result = desk.run("who-owns", "燃气", "自建房", "--format", "json")
    assert (result.code, result.data["duty"], result.data["ambiguous"]) == (4, None, True)
    assert result.data["suggestions"]


def test_annex_1_has_38_rows_and_the_number_36_twice(desk: "Office") -> None:
    rows = desk.asks("task", "list")
    assert len(rows) == 38
    assert len({row["id"] for row in rows}) == 38
    assert [row["id"] for row in rows if row["printed_no"] == 36] == ["6-5", "7-1"]


def test_asking_for_the_printed_36_names_both(desk: "Office") -> None:
    result = desk.run("task", "show", "36")
    assert result.code == 3
    assert "6-5" in result.err
    assert "7-1" in result.err


def test_the_check_lists_the_oddities_and_the_groups_nobody_filled(desk: "Office") -> None:
    data = desk.asks("plan", "check")
    assert len(data["oddities"]) == 28
    assert "负有安全生产监管职责办所（中心）" in {group["key"] for group in data["empty_groups"]}
    assert data["unchanged"] is None


def test_a_filled_group_is_no_longer_empty_and_who_owns_names_its_members(office: "Office") -> None:
    data = office.asks("plan", "check")
    assert "负有安全生产监管职责办所（中心）" not in {group["key"] for group in data["empty_groups"]}
    assert data["unchanged"] is True
    shared = office.asks("who-owns", "gas-enforcement")["owners"][1]
    assert shared["members"] == ["规划建设管理环保办"] or set(shared["members"]) == {
        "经发办",
        "规划建设管理环保办",
    }


def test_a_town_s_own_folder_replaces_the_plan(desk: "Office") -> None:
    desk.does("plan", "export", "方案")
    folder = desk.home.parent / "方案"
    tasks = (folder / "task_list.yaml").read_text(encoding="utf-8")
    (folder / "task_list.yaml").write_text(
        tasks.replace("白羊府〔2023〕37号", "青山府〔2025〕3号"), encoding="utf-8"
    )
    result = desk.run("--plan", str(folder), "plan", "show", "--format", "json")
    assert (result.code, result.data["doc_no"]) == (0, "青山府〔2025〕3号")
    assert desk.asks("plan", "show")["doc_no"] == "白羊府〔2023〕37号"


def _by_name(phases: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    return [(phase["name"], phase["state"], phase["days_left"]) for phase in phases]


def test_on_20_august_the_second_phase_has_11_days_left(office: "Office") -> None:
    phases = office.asks("phase", "status", "--as-of", "2023-08-20", today="2024-03-01")
    assert _by_name(phases)[:2] == [("动员部署", "ended", -81), ("集中排查", "current", 11)]
    assert [phase["state"] for phase in phases[2:]] == ["upcoming", "upcoming"]
    assert "11 天" in office.does("phase", "status", "--as-of", "2023-08-20").out


def test_on_15_january_every_phase_has_ended(office: "Office") -> None:
    phases = office.asks("phase", "status", "--as-of", "2024-01-15", today="2024-01-15")
    assert [phase["state"] for phase in phases] == ["ended"] * 4


def test_phases_are_answered_before_there_is_a_ledger_with_counts_unknown(desk: "Office") -> None:
    phases = desk.asks("phase", "status", "--as-of", "2023-08-20")
    assert [phase["hazards"]["found"] for phase in phases] == [None] * 4
    assert {item["done"] for phase in phases for item in phase["deliverables"]} == {None}
    assert not desk.home.exists()


def test_a_deliverable_handed_in_is_owed_by_one_unit_less(office: "Office") -> None:
    def list_of_tasks() -> dict[str, Any]:
        phase = office.asks("phase", "status", today="2023-08-01")[1]
        found: dict[str, Any] = next(item for item in phase["deliverables"] if item["key"] == "task-list")
        return found

    before = list_of_tasks()
    office.does("phase", "deliver", "task-list", "--unit", "双龙村", today="2023-08-01")
    after = list_of_tasks()
    assert (before["done"], after["done"]) == (0, 1)
    assert "双龙村" in before["missing_units"]
    assert "双龙村" not in after["missing_units"]


@pytest.mark.parametrize(
    "words", [("hazard", "list"), ("status",), ("report", "monthly"), ("inspect", "list")]
)
def test_what_needs_a_ledger_says_how_to_make_one(desk: "Office", words: tuple[str, ...]) -> None:
    result = desk.run(*words)
    assert (result.code, result.out) == (3, "")
    assert "hazardctl init" in result.err
    assert not desk.home.exists()


def test_init_says_what_to_do_next_in_three_lines_and_never_twice(desk: "Office") -> None:
    said = desk.does("init").out
    assert [line[:2] for line in said.splitlines()[1:]] == ["1.", "2.", "3."]
    assert desk.run("init").code == 4


def test_a_village_s_page_has_its_body_duties_and_a_group_its_members(office: "Office") -> None:
    village = office.asks("unit", "show", "双龙村")
    assert (village["kind"], bool(village["body_duties"])) == ("village", True)
    group = office.asks("unit", "show", "负有安全生产监管职责办所（中心）")
    assert group["members"] == ["经发办", "规划建设管理环保办"]


@pytest.mark.parametrize("unit", ["经发办", "应急办", "规划建设管理环保办", "双龙村"])
def test_what_a_unit_owns_is_the_same_by_either_command(office: "Office", unit: str) -> None:
    owned, page = office.asks("who-owns", "--unit", unit), office.asks("unit", "show", unit)
    for part, keys in (("duties", "duties"), ("tasks", "tasks")):
        assert owned[part] == page[keys]
    assert owned["body"] == page["body_duties"]


def test_the_economic_office_has_task_9_of_annex_1_and_gas_of_annex_2(desk: "Office") -> None:
    desk.does("init")
    page = desk.asks("unit", "show", "经发办")
    assert [duty["key"] for duty in page["duties"]] == ["gas-enforcement"]
    assert [task["key"] for task in page["tasks"]] == ["1-9"]


def test_a_task_says_how_far_it_is_done_once_there_is_a_ledger(office: "Office") -> None:
    assert office.asks("task", "show", "1-5", today="2023-07-10")["expected"] == 3
    office.does("task", "log", "1-5", "--post", "党委主要负责人", "--on", "2023-06-20")
    assert office.asks("task", "show", "1-5", today="2023-07-10")["done"] == 1
