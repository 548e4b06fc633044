"""The problem list as the office types it, and how 自查不处、他查严处，真改不罚、假改严罚 were kept (task 37)."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from hazardctl.domain.period import Period
from hazardctl.domain.problem import Contradiction
from hazardctl.reports.problems import figures
from hazardctl.reports.work_values import Against, ProblemFigures

if TYPE_CHECKING:
    from tests.cli.conftest import Office

ADD = ("problem", "add", "--title", "台账不全", "--enterprise", "测试食品厂")
FOUND = (*ADD, "--origin", "other", "--unit", "经发办", "--on", "2023-07-01")
NO = "WT-2023-0001"
KEYS = """no on title origin unit enterprise village hazards visit assigned_to due replied_on reply closed_on outcome
status overdue days_overdue reported penalised contradiction uid void_reason handling cases enforced recurs_from
assigned_on closed_by"""


@pytest.fixture
def listed(office: "Office") -> "Office":
    """An office with one problem found by others on 1 July and assigned until 5 July."""
    office.does(*FOUND, "--assign-to", "双龙村", "--due", "2023-07-05")
    return office


def punishes(office: "Office", *about: str, decision: tuple[str, ...] | None = None) -> None:
    no = office.asks(
        "enforce", "open", "--enterprise", "测试食品厂", "--unit", "经发办", "--findings", "x", *about
    )["no"]
    fine = ("--penalty", "fine", "--amount", "1万", "--authority", "区应急局")
    office.does("enforce", "penalise", no, *(decision or fine))


def contradictions(office: "Office") -> list[tuple[str, str]]:
    found = office.asks("problem", "list", "--handling")["contradictions"]
    return [(p["no"], p["contradiction"]) for p in found]


def test_a_problem_is_assigned_answered_and_closed(listed: "Office") -> None:
    assert listed.asks("problem", "show", NO, "--as-of", "2023-07-05")["overdue"] is False
    late = listed.asks("problem", "show", NO)
    assert (late["status"], late["overdue"], late["days_overdue"]) == ("assigned", True, 5)
    assert "逾期 5 天" in listed.does("problem", "list").out
    replied = listed.asks("problem", "reply", NO, "--text", "已补全", "--by", "李四", "--on", "2023-07-08")
    assert (replied["status"], replied["overdue"], replied["reply"]) == ("replied", False, "已补全")
    done = listed.asks("problem", "close", NO, "--outcome", "真改", "--by", "赵六", "--on", "2023-07-09")
    assert set(KEYS.split()) <= done.keys()
    assert (done["status"], done["outcome"], done["closed_on"], done["closed_by"]) == (
        "closed", "genuine", "2023-07-09", "赵六",
    )  # fmt: skip
    stood = {
        day: listed.asks("problem", "show", NO, "--as-of", f"2023-07-{day}")["status"] for day in ("07", "08")
    }
    assert stood == {"07": "assigned", "08": "replied"}
    assert listed.run("problem", "show", NO, "--as-of", "2023-06-30").code == 3


def test_a_problem_can_be_given_to_another_unit(listed: "Office") -> None:
    given = listed.asks("problem", "assign", NO, "--to", "建管办", "--due", "+5天")
    assert (given["assigned_to"], given["due"], given["overdue"]) == (
        "规划建设管理环保办",
        "2023-07-15",
        False,
    )
    assert listed.is_refused("problem", "assign", NO) == ["missing", "missing"]
    assert listed.is_refused("problem", "assign", NO, "--to", "没有的办", "--due", "2023-07-01") == [
        "unknown_unit", "bad_period",
    ]  # fmt: skip


def test_a_closing_that_did_not_hold_is_taken_back(listed: "Office") -> None:
    assert listed.is_refused("problem", "reopen", NO, "--reason", "x") == ["not_closed"]
    listed.does("problem", "close", NO, "--outcome", "genuine", "--on", "2023-07-04")
    for words in (("reply", NO, "--text", "x"), ("close", NO, "--outcome", "假改"),
                  ("assign", NO, "--to", "双龙村", "--due", "2023-07-20")):  # fmt: skip
        assert listed.is_refused("problem", *words) == ["closed"]
    again = listed.asks("problem", "reopen", NO, "--reason", "现场未改")
    assert (again["status"], again["outcome"], again["overdue"]) == ("assigned", None, True)


def test_everything_wrong_with_a_problem_is_said_at_once(office: "Office") -> None:
    assert office.is_refused("problem", "add") == ["missing", "missing"]
    words = ("--origin", "别人", "--due", "2023-07-01", "--hazard", "BY-2023-0009", "--on", "2023-07-11")
    assert sorted(filter(None, office.is_refused("problem", "add", *words))) == [
        "in_future", "missing", "missing", "not_a_choice", "not_found",
    ]  # fmt: skip
    assert office.is_refused(*FOUND, "--assign-to", "经发办") == ["missing"]
    assert office.is_refused(*FOUND, "--assign-to", "经发办", "--due", "2023-06-30") == ["bad_period"]
    office.does(*FOUND)
    assert office.is_refused("problem", "close", NO, "--on", "2023-06-30") == ["missing", "too_early"]
    assert office.is_refused("problem", "reply", NO) == ["missing"]
    assert office.run("problem", "reply", "WT-2023-0009", "--text", "x").code == 3
    assert office.is_refused("problem", "list", "--origin", "x") == ["not_a_choice"]


def test_who_found_it_is_taken_from_the_hazard_or_the_visit(office: "Office") -> None:
    found = office.registers(source="self")
    again = office.registers("--recurs-from", found, title="又未接地")
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "经发办", "--village", "双龙村")
    own = office.asks("problem", "add", "--title", "未接地", "--hazard", found, "--reported")
    assert (own["origin"], own["enterprise"], own["unit"], own["reported"]) == (
        "self",
        "测试食品厂",
        None,
        True,
    )
    other = office.asks("problem", "add", "--title", "又来", "--hazard", again, "--visit", "JC-2023-0001")
    assert (other["origin"], other["unit"], other["village"]) == ("other", "经发办", "双龙村")
    assert other["recurs_from"] == [found]
    assert (
        office.asks("problem", "add", "--title", "x", "--hazard", again, "--origin", "自查")["origin"]
        == "self"
    )


def test_what_the_enterprise_finds_and_really_puts_right_is_not_punished(office: "Office") -> None:
    hazard = office.registers(source="self")
    office.does("problem", "add", "--title", "未接地", "--hazard", hazard)
    closing = office.does("problem", "close", NO, "--outcome", "真改")
    assert hazard in closing.err
    assert contradictions(office) == []
    assert office.asks("problem", "show", NO)["handling"] == "genuine_not_punished"
    punishes(office, "--hazard", hazard)
    assert contradictions(office) == [(NO, "self_punished")]
    assert "自查自改却受处罚" in office.does("problem", "list", "--handling").out


def test_what_others_find_is_handled_strictly(office: "Office") -> None:
    office.does(*FOUND)
    assert "enforce open --problem" in office.does("problem", "show", NO).out
    office.does("problem", "close", NO, "--outcome", "genuine", "--on", "2023-07-05")
    assert contradictions(office) == [(NO, "other_not_enforced")]
    assert office.run("problem", "list", "--handling", "--fail").code == 1
    punishes(office, "--problem", NO, decision=("--no-penalty", "已真改"))
    shown = office.asks("problem", "show", NO)
    assert (shown["enforced"], shown["penalised"], shown["contradiction"]) == (True, False, None)
    assert shown["cases"] == ["ZF-2023-0001"]
    assert (
        office.asks("problem", "show", NO, "--as-of", "2023-07-09")["contradiction"] == "other_not_enforced"
    )


def test_what_is_put_right_for_show_is_punished(office: "Office") -> None:
    office.does(*ADD, "--origin", "自查")
    office.does("problem", "close", NO, "--outcome", "假改")
    office.does("problem", "reopen", NO, "--reason", "假改")
    assert contradictions(office) == [(NO, "false_not_punished")]
    punishes(office, "--problem", NO)
    assert contradictions(office) == []
    office.does("enforce", "void", "ZF-2023-0001", "--reason", "记错")
    assert contradictions(office) == [(NO, "false_not_punished")]


def test_handling_counts_by_origin_outcome_and_penalty(office: "Office") -> None:
    for origin, outcome in (("自查", "真改"), ("自查", None), ("他查", "真改"), ("他查", "真改")):
        no = office.asks(*ADD, "--origin", origin)["no"]
        if outcome:
            office.does("problem", "close", no, "--outcome", outcome)
    punishes(office, "--problem", "WT-2023-0003")
    counts = office.asks("problem", "list", "--handling")["counts"]
    assert [(c["origin"], c["outcome"], c["penalised"], c["count"]) for c in counts] == [
        ("self", None, False, 1),
        ("self", "genuine", False, 1),
        ("other", "genuine", False, 1),
        ("other", "genuine", True, 1),
    ]


def test_the_list_is_narrowed(listed: "Office") -> None:
    listed.does(*ADD, "--origin", "self", "--village", "白羊社区")
    listed.does("problem", "close", "WT-2023-0002", "--outcome", "genuine")
    for words, found in (
        (("--origin", "自查"), ["WT-2023-0002"]),
        (("--open",), [NO]),
        (("--overdue",), [NO]),
        (("--outcome", "真改"), ["WT-2023-0002"]),
        (("--unit", "双龙村"), [NO]),
        (("--unit", "经发办"), [NO]),
        (("--village", "白羊社区"), ["WT-2023-0002"]),
        (("--to", "2023-07-01"), [NO]),
        ((), ["WT-2023-0002", NO]),
    ):
        assert [p["no"] for p in listed.asks("problem", "list", *words)] == found
    assert listed.run("problem", "list", "--overdue", "--fail").code == 1
    assert listed.run("problem", "list", "--outcome", "false", "--fail").code == 0


def test_a_void_problem_is_kept_and_counts_nowhere(listed: "Office") -> None:
    assert listed.is_refused("problem", "void", NO) == ["missing"]
    voided = listed.asks("problem", "void", NO, "--reason", "重复")
    assert (voided["void_reason"], voided["overdue"], voided["contradiction"]) == ("重复", False, None)
    assert listed.asks("problem", "list") == []
    assert [p["no"] for p in listed.asks("problem", "list", "--void")] == [NO]
    assert listed.asks("problem", "list", "--handling")["counts"] == []
    assert listed.is_refused("problem", "reply", NO, "--text", "x") == ["void"]


def test_a_month_of_the_problem_list_is_counted(listed: "Office") -> None:
    listed.does(*ADD, "--origin", "self", "--reported", "--on", "2023-07-02")
    listed.does("problem", "close", "WT-2023-0002", "--outcome", "假改", "--on", "2023-07-03")
    listed.does("problem", "close", NO, "--outcome", "真改", "--on", "2023-08-01", today="2023-08-01")
    with listed.store.reading() as reader:
        july = figures(reader, Period(date(2023, 7, 1), date(2023, 7, 31)))
        august = figures(reader, Period(date(2023, 8, 1), date(2023, 8, 31)))
    fake = Against("WT-2023-0002", "台账不全", "测试食品厂", Contradiction.FALSE_NOT_PUNISHED)
    mild = Against(NO, "台账不全", "测试食品厂", Contradiction.OTHER_NOT_ENFORCED)
    assert july == ProblemFigures(
        found=2, self_found=1, other_found=1, reported=1, closed=1, genuine=0, false=1, open=1, overdue=1,
        contradictions=(fake,),
    )  # fmt: skip
    assert august == ProblemFigures(
        found=0, self_found=0, other_found=0, reported=0, closed=1, genuine=1, false=0, open=0, overdue=0,
        contradictions=(fake, mild),
    )  # fmt: skip
