"""The keys that outside scripts rely on (DESIGN.md §5): they may grow, and none may vanish or change its name."""

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

ENVELOPE = "schema kind as_of data journal_head problems"
PROBLEM = "code message where"
HAZARD = """no title level category sector place enterprise village unit found_on found_unit found_by visit source
criterion status fixed_on_spot five interim pending_until missing overdue days_overdue rectified_on
days_awaiting_review closed_on reviewer rounds extensions listing reports recurs_from"""
FIVE = """measures responsible_unit responsible funds_fen funds_source no_funds deadline original_deadline
contingency"""
REPORTS = "discovered_on rectified_on"
WHO_OWNS = "query match duty owners basis principles suggestions"
OWNER = "unit name role text"
PHASE = "phase name start due days_left state deliverables hazards"
DELIVERABLE = "key name owed done missing_units"
PHASE_HAZARDS = "found rectified closed open"
COUNTS = "found rectified closed open pending awaiting_review overdue rectified_rate closed_rate"
MONTH = f"{COUNTS} closed_in_month closed_of_earlier fixed_on_spot"
BALANCE = "opening found reopened closed referred corrections closing"
MONTHLY = """period month previous cumulative ytd balance by_source by_level by_unit by_village by_sector listed
overdue due_soon pending awaiting_review five double_report inspections funds tasks submissions actions enforcement
accidents phase"""
PART = f"key name {COUNTS}"
LISTS = "count items"
FIVE_FIGURES = "required complete missing"
DOUBLE_REPORT = "required discovered rectified owed"
INSPECTIONS = "visits firms clean"
STATES = {"pending", "open", "rectified", "closed", "referred", "void"}


def _lacks(found: dict[str, Any], keys: str) -> set[str]:
    """Name the keys of the contract that are not there."""
    return set(keys.split()) - found.keys()


@pytest.fixture
def busy(office: "Office") -> "Office":
    """A ledger in which every part of an answer has something in it."""
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "经发办", "--village", "双龙村")
    office.registers(village="双龙村", sector="燃气")
    office.registers(level="major", criterion="判定标准第三条", title="可燃气体报警器失效")
    office.does("hazard", "list-up", "BY-2023-0002", "--authority", "district")
    office.registers("--pending", "2023-07-15", "--interim", "停用", funds=None, title="待补")
    return office


def test_every_answer_stands_in_the_same_envelope(busy: "Office") -> None:
    result = busy.run("hazard", "list", "--format", "json")
    document = json.loads(result.out)
    assert _lacks(document, ENVELOPE) == set()
    assert (document["schema"], document["kind"], document["as_of"]) == (
        "hazardctl/1",
        "hazard.list",
        "2023-07-10",
    )
    assert len(document["journal_head"]) == 64
    assert document["problems"] == []
    assert result.out == json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def test_every_error_stands_in_the_same_envelope_on_standard_error(busy: "Office") -> None:
    result = busy.run("hazard", "rectify", "BY-2023-0003", "--format", "json")
    document = json.loads(result.err)
    assert _lacks(document, ENVELOPE) == set()
    assert (document["data"], document["kind"], document["schema"]) == (None, "error", "hazardctl/1")
    (problem,) = document["problems"]
    assert _lacks(problem, PROBLEM) == set()
    assert problem["code"] == "five_missing"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("hazard", "show", "BY-2023-9999"), 3),
        (("hazard", "shwo"), 2),
        (("hazard", "list", "--limit", "0"), 2),
        (("hazard", "add"), 4),
    ],
)
def test_errors_of_every_kind_speak_json(busy: "Office", words: tuple[str, ...], code: int) -> None:
    result = busy.run(*words, "--format", "json")
    assert (result.code, result.out) == (code, "")
    assert all(_lacks(dict(problem), PROBLEM) == set() for problem in result.problems)


def test_a_hazard(busy: "Office") -> None:
    for hazard in [*busy.asks("hazard", "list"), busy.asks("hazard", "show", "BY-2023-0001")]:
        assert _lacks(hazard, HAZARD) == set()
        assert _lacks(hazard["five"], FIVE) == set()
        assert _lacks(hazard["reports"], REPORTS) == set()
        assert hazard["status"] in STATES
        assert isinstance(hazard["missing"], list)
    assert hazard["five"]["funds_fen"] == 2_000_000
    assert (hazard["category"], hazard["visit"]) == (None, None)


def test_who_owns(busy: "Office") -> None:
    for words in ("gas-enforcement", "举报奖励"):
        data = busy.asks("who-owns", words)
        assert _lacks(data, WHO_OWNS) == set()
        assert all(_lacks(owner, OWNER) == set() for owner in data["owners"])
        assert {owner["role"] for owner in data["owners"]} <= {"lead", "shared", "territorial"}
    data = busy.run("who-owns", "剧本杀", "--format", "json").data
    assert _lacks(data, WHO_OWNS) == set()


def test_phase_status(busy: "Office") -> None:
    phases = busy.asks("phase", "status")
    assert len(phases) == 4
    for phase in phases:
        assert _lacks(phase, PHASE) == set()
        assert _lacks(phase["hazards"], PHASE_HAZARDS) == set()
        assert all(_lacks(item, DELIVERABLE) == set() for item in phase["deliverables"])
        assert phase["state"] in {"upcoming", "current", "ended"}


def test_the_monthly_report(busy: "Office") -> None:
    data = busy.asks("report", "monthly")
    assert _lacks(data, MONTHLY) == set()
    assert _lacks(data["period"], "month from to") == set()
    for name, keys in (
        ("month", MONTH), ("previous", MONTH), ("cumulative", COUNTS), ("ytd", COUNTS), ("balance", BALANCE),
        ("overdue", LISTS), ("due_soon", LISTS), ("five", FIVE_FIGURES), ("double_report", DOUBLE_REPORT),
        ("inspections", INSPECTIONS),
    ):  # fmt: skip
        assert (name, _lacks(data[name], keys)) == (name, set())
    for name in ("by_source", "by_level", "by_unit", "by_village", "by_sector"):
        assert data[name]
        assert all(_lacks(part, PART) == set() for part in data[name])
    assert data["five"]["missing"].keys() == {
        "measures",
        "responsibility",
        "funds",
        "deadline",
        "contingency",
    }
    assert (data["pending"], data["listed"]["count"], data["double_report"]["owed"]) == (1, 1, 1)


def test_the_status_page_and_a_unit_s_page_count_alike(busy: "Office") -> None:
    assert _lacks(busy.asks("status")["counts"], COUNTS) == set()
    assert _lacks(busy.asks("unit", "show", "经发办")["hazards"], COUNTS) == set()


def test_fail_ends_with_1_when_anything_is_listed(busy: "Office") -> None:
    assert busy.run("hazard", "list", "--overdue", "--fail").code == 0
    assert (
        busy.run("hazard", "list", "--overdue", "--as-of", "2023-08-31", "--fail", today="2023-09-01").code
        == 1
    )


def test_a_table_stops_at_50_lines_and_json_and_csv_never(office: "Office") -> None:
    office.registers()
    for _ in range(51):
        office.does("hazard", "add", "--like", "BY-2023-0001", "--fixed-on-spot", "已改")
    assert len(office.asks("hazard", "list")) == 52
    assert len(office.does("hazard", "list", "--format", "csv").out.splitlines()) == 53
    assert sum("BY-2023-" in line for line in office.does("hazard", "list").out.splitlines()) <= 51
    assert len(office.asks("hazard", "list", "--limit", "3")) == 3


@pytest.mark.parametrize("words", [("hazard", "list"), ("hazard", "gaps"), ("inspect", "list")], ids=" ".join)
def test_an_empty_list_is_an_empty_array_and_a_sheet_with_headings_alone(
    office: "Office", words: tuple[str, ...]
) -> None:
    assert office.asks(*words) == []
    (headings,) = office.does(*words, "--format", "csv").out.splitlines()
    assert "编号" in headings


def test_a_sheet_of_one_answer_holds_its_tables_and_not_its_letters(office: "Office") -> None:
    rows = office.does("submissions", "--format", "csv").out.splitlines()
    assert rows[1] == "单位,状态,报送日期,内容"
    assert any(row.startswith("双龙村,未报") for row in rows)
    assert "区安委办：" in office.does("report", "upward", "--format", "csv").out


def test_a_sheet_calls_numbers_words_and_lists_by_the_terms_of_their_own_register(office: "Office") -> None:
    office.does("enforce", "open", "--enterprise", "甲厂", "--unit", "经发办", "--findings", "无证")
    office.does(
        "enforce",
        "penalise",
        "ZF-2023-0001",
        "--penalty",
        "fine",
        "--amount",
        "2万",
        "--authority",
        "区应急局",
    )
    heading, row = office.does("enforce", "list", "--format", "csv").out.splitlines()[:2]
    assert heading.startswith("案件编号,")
    assert "罚款" in row
    assert "区应急局" in row


def test_every_register_s_table_stops_at_50_lines_and_its_sheet_never(office: "Office") -> None:
    for n in range(1, 56):
        office.does("key-item", "add", f"第{n}项怎么查", "--sector", "工贸")
    said = office.does("key-item", "list").out
    assert "先列 50 条，共 55 条" in said
    assert said.count("ZD-2023-") == 50
    assert len(office.asks("key-item", "list")) == 55
    assert office.does("key-item", "list", "--format", "csv").out.count("ZD-2023-") == 55
