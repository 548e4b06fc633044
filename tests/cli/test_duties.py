"""Duties: recorded once, expected by the plan's own words, missing since a day (issue 3, item 1)."""

from typing import TYPE_CHECKING, Any

import pytest

from hazardctl.ledger.queries import enterprises
from hazardctl.ledger.writing import Signature, writing

if TYPE_CHECKING:
    from tests.cli.conftest import Office

END = "2023-12-31"


def firm(office: "Office", name: str, **facts: Any) -> str:
    """Register an enterprise with what is known of it."""
    office.does(
        "inspect", "add", "--enterprise", name, "--unit", "应急办", "--source", "upper", "--on", "2023-06-01"
    )
    with writing(office.ledger, Signature("王五", "test")) as writer:
        known = enterprises.firm(writer, name)
        assert known
        writer.record(enterprises.change(writer, known._replace(**facts), new=False))
    return name


def one_task(office: "Office", task: str, day: str, *more: str) -> Any:
    (found,) = office.asks("task", "status", "--task", task, "--as-of", day, *more, today=END)["tasks"]
    return found


@pytest.mark.parametrize(
    ("days", "expected", "done", "complete"),
    [
        (("2023-03-10", "2023-11-20"), 2, 2, True),
        (("2023-03-10", "2023-03-20"), 2, 1, False),
        ((), 2, 0, False),
        (("2022-11-20", "2023-11-20"), 2, 1, False),
    ],
    ids=["March and November", "both in March", "none", "one of them last year"],
)
def test_a_high_risk_enterprise_drills_in_each_half_of_the_calendar_year(
    office: "Office", days: tuple[str, ...], expected: int, done: int, *, complete: bool
) -> None:
    firm(office, "甲化工厂", high_risk=True)
    for day in days:
        office.does("task", "log", "2-12", "--enterprise", "甲化工厂", "--on", day, today=END)
    found = one_task(office, "2-12", END)
    (share,) = found["obligations"]
    assert (found["expected"], found["done"], share["complete"]) == (expected, done, complete)
    assert "按公历年计" in office.does("task", "status", "--task", "2-12", today=END).out


def test_any_other_enterprise_drills_once_a_year_and_is_late_only_at_its_end(office: "Office") -> None:
    firm(office, "乙超市", headcount=80)
    assert one_task(office, "2-12", "2023-12-30")["expected"] == 0
    late = one_task(office, "2-12", END)
    assert (late["expected"], late["missing"], late["since"]) == (1, 1, END)
    office.does("task", "log", "2-12", "--enterprise", "乙超市", "--on", "2023-07-01", today=END)
    early = one_task(office, "2-12", "2023-08-01")
    assert (early["expected"], early["done"]) == (1, 1)


def test_a_leader_s_month_begun_on_its_29th_is_not_expected_and_the_answer_says_so(office: "Office") -> None:
    found = one_task(office, "1-5", "2023-05-31")
    assert (found["expected"], found["done"]) == (0, 0)
    assert any("2023-05-29" in note and "不足整期" in note for note in found["notes"])
    assert one_task(office, "1-5", "2023-06-30")["expected"] == 3


def test_what_is_missing_is_missing_since_the_end_of_its_month(office: "Office") -> None:
    office.does("task", "log", "1-5", "--post", "党委主要负责人", "--on", "2023-06-20", today=END)
    found = one_task(office, "1-5", "2023-08-31")
    first = {share["subject"]: share for share in found["obligations"]}["党委主要负责人"]
    assert [window["due"] for window in first["missing"]] == ["2023-07-31", "2023-08-31"]
    assert (first["since"], first["done"], first["expected"]) == ("2023-07-31", 1, 3)


def test_each_who_holds_a_post_has_a_share_of_his_own(office: "Office") -> None:
    office.does("post", "set", "分管负责人", "周镇长", "吴镇长")
    found = one_task(office, "1-5", "2023-06-30")
    assert [share["subject"] for share in found["obligations"]] == [
        "党委主要负责人", "行政主要负责人", "分管负责人（周镇长）", "分管负责人（吴镇长）",
    ]  # fmt: skip
    assert office.run("post", "set", "无此岗位", "甲").code == 3


def test_a_visit_by_the_leader_counts_and_is_not_typed_twice(office: "Office") -> None:
    office.does("post", "set", "党委主要负责人", "张书记")
    office.does(
        "inspect",
        "add",
        "--enterprise",
        "甲厂",
        "--unit",
        "应急办",
        "--by",
        "王五、张书记",
        "--on",
        "2023-06-15",
    )
    shares = {s["subject"]: s["done"] for s in one_task(office, "1-5", "2023-06-30")["obligations"]}
    assert shares == {"党委主要负责人（张书记）": 1, "行政主要负责人": 0, "分管负责人": 0}


def test_a_self_check_visit_counts_as_the_month_s(office: "Office") -> None:
    firm(office, "甲厂")
    office.does(
        "inspect", "add", "--enterprise", "甲厂", "--unit", "应急办", "--source", "self", "--on", "2023-07-03"
    )
    done = {s["part"]: s["done"] for s in one_task(office, "2-1", "2023-07-31")["obligations"]}
    assert done == {"daily": 0, "weekly": 0, "monthly": 1}


def test_a_stretch_of_days_does_every_day_in_it(office: "Office") -> None:
    firm(office, "甲厂")
    office.does("task", "log", "2-1", "--part", "每日排查", "--enterprise", "甲厂", "--on", "2023-05-29", "--to",
                "2023-06-30", today=END)  # fmt: skip
    shares = {s["part"]: s for s in one_task(office, "2-1", "2023-07-01")["obligations"]}
    assert (shares["daily"]["done"], shares["daily"]["expected"]) == (33, 34)
    assert [w["due"] for w in shares["daily"]["missing"]] == ["2023-07-01"]
    assert (shares["weekly"]["expected"], shares["monthly"]["expected"]) == (4, 1)


def test_two_lists_and_two_cards_are_four_things(office: "Office") -> None:
    firm(office, "甲厂")
    words = ("task", "log", "2-9", "--part", "cards", "--enterprise", "甲厂")
    assert office.is_refused(*words) == ["missing"]
    assert office.is_refused(*words, "--item", "无此卡") == ["bad_item"]
    office.does(*words, "--item", "岗位操作卡")
    found = one_task(office, "2-9", "2023-07-10")
    assert (found["expected"], found["done"], found["since"]) == (4, 1, "2023-05-29")


def test_each_contingency_plan_needs_a_training(office: "Office") -> None:
    firm(office, "甲厂")
    for plan in ("火灾预案", "泄漏预案"):
        office.does("task", "log", "2-11", "--part", "plan", "--item", plan, "--enterprise", "甲厂")
    office.does("task", "log", "2-11", "--part", "training", "--item", "火灾预案", "--enterprise", "甲厂")
    trained = {
        s["item"]: s["done"] for s in one_task(office, "2-11", END)["obligations"] if s["part"] == "training"
    }
    assert trained == {"火灾预案": 1, "泄漏预案": 0}


def test_a_risk_card_is_asked_of_the_small_and_refused_for_the_large(office: "Office") -> None:
    firm(office, "小面馆", headcount=30)
    firm(office, "大工厂", headcount=31)
    firm(office, "个体户", sole_trader=True)
    firm(office, "不详")
    assert [s["subject"] for s in one_task(office, "3-1", "2023-07-10")["obligations"]] == [
        "小面馆",
        "个体户",
    ]
    assert office.is_refused("task", "log", "3-1", "--enterprise", "大工厂") == ["not_applicable"]


def test_members_of_the_group_make_one_share_each_and_an_unfilled_group_one_said_so(
    office: "Office", desk: "Office"
) -> None:
    shares = one_task(office, "1-13", "2023-07-10")["obligations"]
    assert [(s["subject"], s["unfilled"]) for s in shares] == [
        ("经发办", False),
        ("规划建设管理环保办", False),
    ]


def test_an_unfilled_group_stays_one_share_of_the_group(desk: "Office") -> None:
    desk.does("init")
    found = one_task(desk, "1-13", "2023-07-10")
    assert [(s["subject"], s["unfilled"]) for s in found["obligations"]] == [
        ("负有安全生产监管职责办所（中心）", True)
    ]
    assert any("还没有登记成员" in note for note in found["notes"])


def test_without_a_frequency_times_are_counted_and_nothing_is_missing(office: "Office") -> None:
    office.does("task", "log", "1-4", "--part", "hearing")
    shares = {s["part"]: s for s in one_task(office, "1-4", "2023-07-10")["obligations"]}
    assert (shares["hearing"]["expected"], shares["hearing"]["done"], shares["hearing"]["missing"]) == (
        None,
        1,
        [],
    )


def test_a_unit_sees_its_own_and_a_village_the_enterprises_in_it(office: "Office") -> None:
    firm(office, "甲厂", regulator="经发办", village="双龙村")
    firm(office, "乙厂", regulator="应急办", village="白羊社区")
    for unit in ("经发办", "双龙村"):
        found = office.asks("task", "status", "--unit", unit, "--task", "2-5", today=END)
        assert [s["subject"] for s in found["tasks"][0]["obligations"]] == ["甲厂"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("1-5",), ["missing"]),
        (("1-5", "--post", "无此岗位"), ["bad_post"]),
        (("2-12",), ["missing"]),
        (("2-1", "--enterprise", "甲厂"), ["missing"]),
        (("2-1", "--enterprise", "甲厂", "--part", "hourly"), ["bad_part"]),
        (("2-12", "--enterprise", "甲厂", "--on", "2023-07-11"), ["in_future"]),
        (("2-12", "--enterprise", "甲厂", "--on", "2023-07-05", "--to", "2023-07-01"), ["bad_period"]),
        (("2-12", "--enterprise", "甲厂", "--people", "几个"), ["bad_number"]),
        (("1-13",), ["missing"]),
        (("1-13", "--unit", "无此办"), ["unknown_unit"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    office: "Office", words: tuple[str, ...], codes: list[str]
) -> None:
    firm(office, "甲厂")
    assert office.is_refused("task", "log", *words) == codes


def test_the_same_typed_twice_is_pointed_out_and_can_be_made_void(office: "Office") -> None:
    firm(office, "甲厂")
    words = ("task", "log", "2-12", "--enterprise", "甲厂")
    office.does(*words)
    assert "JL-2023-0001" in office.does(*words).err
    office.does("task", "void", "jl-2023-0002", "--reason", "重复")
    assert office.is_refused("task", "void", "JL-2023-0002", "--reason", "重复") == ["void"]
    assert [r["no"] for r in office.asks("task", "records")] == ["JL-2023-0001"]
    assert office.run("task", "void", "JL-2023-0009", "--reason", "x").code == 3


def test_a_closed_enterprise_owes_nothing_after_its_last_day(office: "Office") -> None:
    from datetime import date

    firm(office, "甲厂", closed_on=date(2023, 8, 15))
    months = [s for s in one_task(office, "2-1", END)["obligations"] if s["part"] == "monthly"]
    assert [window["due"] for window in months[0]["missing"]] == ["2023-06-30", "2023-07-31"]


def test_status_fails_on_request_when_anything_is_missing(office: "Office") -> None:
    assert office.run("task", "status", "--fail", today="2023-07-10").code == 1
    assert office.run("task", "status", "--task", "2-12", "--fail", today="2023-07-10").code == 0
    assert office.run("task", "status", "--task", "9-9").code == 3
