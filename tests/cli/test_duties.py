"""Duty records through the command line: what is let in, what is refused and why, and what status then says."""

from pathlib import Path

import pytest
from tests.cli.conftest import Office

FIRM = ("--enterprise", "测试食品厂")


def knows(office: Office, name: str, **known: int | str) -> None:
    """Register an enterprise by a visit and write down what is known of it."""
    office.does("inspect", "add", "--enterprise", name, "--unit", "应急办")
    for column, value in known.items():
        office.sql(f"update enterprise set {column} = ? where name = ?", value, name)


def test_a_record_is_numbered_and_says_what_was_done(office: Office) -> None:
    done = office.asks("task", "log", "2-12", *FIRM, "--on", "2023-06-20", "--people", "35", "--note", "灭火")
    assert (done["no"], done["duty"], done["part"]) == ("JL-2023-0001", "2-12", "drill")
    assert (done["enterprise"], done["on"], done["to"]) == ("测试食品厂", "2023-06-20", "2023-06-20")
    assert (done["people"], done["note"], done["void_reason"]) == (35, "灭火", None)
    assert office.asks("task", "log", "2-12", "--enterprise", "乙厂")["no"] == "JL-2023-0002"


@pytest.mark.parametrize(
    ("days", "done", "complete"),
    [(("2023-03-05", "2023-11-05"), 2, True), (("2023-03-05", "2023-03-25"), 1, False)],
    ids=["March and November", "both in March"],
)
def test_a_high_risk_enterprise_drills_every_half_of_the_calendar_year(
    office: Office, days: tuple[str, ...], done: int, *, complete: bool
) -> None:
    knows(office, "化工厂", high_risk=1)
    for day in days:
        office.does("task", "log", "2-12", "--enterprise", "化工厂", "--on", day, today="2023-12-31")
    words = ("task", "status", "--task", "2-12", "--enterprise", "化工厂", "--as-of", "2023-12-31")
    (task,) = office.asks(*words, today="2024-01-10")["tasks"]
    assert (task["expected"], task["done"]) == (2, done)
    assert task["obligations"][0]["complete"] is complete
    assert "按公历年计" in office.does(*words, today="2024-01-10").out


def test_may_begun_on_the_29th_is_not_expected_of_the_leaders_and_the_answer_says_so(office: Office) -> None:
    page = office.does("task", "status", "--task", "1-5", "--as-of", "2023-06-30").out
    assert "2023-05-29 才开始" in page
    assert office.asks("task", "status", "--task", "1-5", "--as-of", "2023-06-30")["expected"] == 3


def test_leaders_inspections_count_without_being_typed_twice(office: Office) -> None:
    office.does("post", "set", "党委主要负责人", "周一")
    office.does("inspect", "add", *FIRM, "--unit", "应急办", "--by", "周一、王五", "--on", "2023-06-09")
    (task,) = office.asks("task", "status", "--task", "1-5", "--as-of", "2023-06-30")["tasks"]
    assert {o["subject"]: o["done"] for o in task["obligations"]} == {
        "党委主要负责人（周一）": 1,
        "行政主要负责人": 0,
        "分管负责人": 0,
    }


def test_a_new_leader_does_not_rewrite_what_the_one_before_did(office: Office) -> None:
    office.does("post", "set", "党委主要负责人", "张三", today="2023-06-01")
    office.does("task", "log", "1-5", "--post", "党委主要负责人", "--person", "张三", "--on", "2023-06-10")
    office.does("post", "set", "党委主要负责人", "李四", today="2023-10-01")
    words = ("task", "status", "--task", "1-5", "--as-of")
    june = office.asks(*words, "2023-06-30", today="2023-10-02")["tasks"][0]["obligations"][0]
    september = office.asks(*words, "2023-09-30", today="2023-10-02")["tasks"][0]["obligations"][0]
    october = office.asks(*words, "2023-10-31", today="2023-10-31")["tasks"][0]["obligations"][0]
    assert (june["subject"], june["expected"], june["done"]) == ("党委主要负责人（张三）", 1, 1)
    assert (september["expected"], september["done"], september["since"]) == (4, 1, "2023-07-31")
    assert (october["subject"], october["expected"], october["done"]) == ("党委主要负责人（李四）", 5, 1)


def test_posts_are_listed_with_those_who_held_them_on_a_day(office: Office) -> None:
    office.does("post", "set", "分管负责人", "张三", "李四", "--since", "2023-06-01")
    office.does("post", "set", "分管负责人", "李四", "王五", "--since", "2023-07-01")

    def held(day: str) -> list[str]:
        found = {p["key"]: p for p in office.asks("post", "list", "--as-of", day)}
        holders: list[str] = found["分管负责人"]["holders"]
        assert found["分管负责人"]["tasks"] == ["1-4", "1-5"]
        return holders

    assert (held("2023-06-30"), held("2023-07-01")) == (["张三", "李四"], ["李四", "王五"])


def test_a_post_is_not_given_before_the_day_nor_to_nobody(office: Office) -> None:
    assert office.is_refused("post", "set", "分管负责人", "张三", "--since", "2023-08-01") == ["in_future"]
    assert office.is_refused("post", "set", "分管负责人", " ") == ["empty"]
    assert office.run("post", "set", "书记", "张三").code == 3


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("2-12",), ["missing"]),
        (("2-1", *FIRM), ["missing"]),
        (("2-1", *FIRM, "--part", "yearly"), ["bad_part"]),
        (("2-9", *FIRM, "--part", "cards"), ["missing"]),
        (("2-9", *FIRM, "--part", "cards", "--item", "明白卡"), ["bad_item"]),
        (("2-11", *FIRM, "--part", "plan"), ["missing"]),
        (("1-5",), ["missing"]),
        (("1-5", "--post", "书记"), ["bad_post"]),
        (("1-6",), ["missing"]),
        (("1-6", "--unit", "党政办"), ["not_its_duty"]),
        (("1-6", "--unit", "没有这个办"), ["unknown_unit"]),
        (("1-1", "--on", "2023-07-11"), ["in_future"]),
        (("1-1", "--on", "2023-07-01", "--to", "2023-07-11"), ["in_future"]),
        (("1-1", "--on", "2023-07-01", "--to", "2023-06-30"), ["bad_period"]),
        (("1-1", "--people", "几个"), ["bad_number"]),
        (("1-1", "--on", "前几天"), ["bad_date"]),
        (("1-1", "--attach", "没有.pdf"), ["no_file"]),
    ],
    ids=" ".join,
)
def test_what_is_missing_or_wrong_is_refused(
    office: Office, words: tuple[str, ...], codes: list[str]
) -> None:
    assert office.is_refused("task", "log", *words) == codes


def test_all_that_is_wrong_is_named_at_once(office: Office) -> None:
    found = office.is_refused("task", "log", "2-1", "--part", "x", "--people", "几个", "--on", "2023-08-01")
    assert set(found) == {"bad_part", "bad_number", "in_future", "missing"}


def test_an_unknown_task_is_not_found(office: Office) -> None:
    for said in ("9-9", "36", "monthly"):
        result = office.run("task", "log", said)
        assert (result.code, result.out) == (3, "")
        assert "hazardctl task list" in result.err or "6-5" in result.err


def test_a_risk_card_is_not_for_a_firm_of_eighty(office: Office) -> None:
    knows(office, "大厂", headcount=80)
    assert office.is_refused("task", "log", "3-1", "--enterprise", "大厂") == ["not_applicable"]
    err = office.run("task", "log", "3-1", "--enterprise", "大厂").err
    assert "30人以下" in err
    assert "个体经营者" in err


def test_a_firm_of_unknown_size_is_let_in_with_a_word_that_it_does_not_count_yet(office: Office) -> None:
    for _ in range(2):
        done = office.does("task", "log", "3-1", "--enterprise", "小店")
        assert "enterprise amend 小店 --headcount" in done.err
    assert office.asks("task", "status", "--task", "3-1")["tasks"] == []
    knows(office, "小店", headcount=5)
    assert office.asks("task", "status", "--task", "3-1")["done"] == 1


def test_one_training_for_every_contingency_plan(office: Office) -> None:
    office.does("task", "log", "2-11", "--part", "plan", "--item", "火灾预案", *FIRM)
    office.does("task", "log", "2-11", "--part", "plan", "--item", "停电预案", *FIRM)
    assert office.is_refused("task", "log", "2-11", "--part", "training", *FIRM) == ["missing"]
    office.does("task", "log", "2-11", "--part", "预案专题培训", "--item", "停 电预案", *FIRM)
    found = office.asks("task", "status", "--task", "2-11")["tasks"][0]["obligations"]
    assert {o["item"]: o["done"] for o in found if o["part"] == "training"} == {"火灾预案": 0, "停电预案": 1}


def test_an_only_contingency_plan_needs_no_naming_again(office: Office) -> None:
    office.does("task", "log", "2-11", "--part", "plan", "--item", "火灾预案", *FIRM)
    assert office.asks("task", "log", "2-11", "--part", "training", *FIRM)["item"] == "火灾预案"


def test_the_unit_is_the_regulator_by_default(office: Office) -> None:
    knows(office, "燃气站", regulator="经发办")
    assert office.asks("task", "log", "2-12", "--enterprise", "燃气站")["unit"] == "经发办"
    assert office.asks("task", "log", "1-1")["unit"] == "党政办"


def test_a_record_of_several_days_does_each_of_them(office: Office) -> None:
    office.does("task", "log", "2-1", "--part", "daily", *FIRM, "--on", "2023-06-01", "--to", "2023-06-10")
    words = ("task", "status", "--task", "2-1", "--as-of")
    (task,) = office.asks(*words, "2023-06-12")["tasks"]
    daily = next(o for o in task["obligations"] if o["part"] == "daily")
    assert (daily["done"], daily["expected"], daily["since"]) == (10, 15, "2023-05-29")


def test_a_standing_duty_is_recorded_by_its_key(office: Office) -> None:
    office.does("task", "log", "monthly-dispatch", "--on", "2023-06-28")
    found = office.asks("task", "status", "--task", "monthly-dispatch", "--as-of", "2023-06-30")
    assert (found["expected"], found["done"], found["rate"]) == (1, 1, 100.0)


def test_typing_the_same_again_is_pointed_out_and_a_void_record_counts_no_more(office: Office) -> None:
    office.does("task", "log", "2-12", *FIRM)
    again = office.does("task", "log", "2-12", *FIRM)
    assert "可能重复" in again.err
    assert "JL-2023-0001" in again.err
    assert office.is_refused("task", "void", "JL-2023-0002") == ["missing"]
    office.does("task", "void", "jl-2023-0002", "--reason", "重复")
    assert office.is_refused("task", "void", "JL-2023-0002", "--reason", "重复") == ["void"]
    assert office.run("task", "void", "JL-2023-0009", "--reason", "重复").code == 3
    assert [r["no"] for r in office.asks("task", "records")] == ["JL-2023-0001"]
    assert office.asks("task", "log", "2-12", *FIRM)["no"] == "JL-2023-0003"


def test_records_are_listed_newest_first_and_narrowed(office: Office) -> None:
    office.does("task", "log", "2-12", *FIRM, "--on", "2023-06-05")
    office.does("task", "log", "1-1", "--on", "2023-07-05")
    office.does("task", "log", "2-12", "--enterprise", "乙厂", "--on", "2023-07-01")

    def listed(*words: str) -> list[str]:
        return [r["no"][-1] for r in office.asks("task", "records", *words)]

    assert listed() == ["2", "3", "1"]
    assert listed("2-12") == ["3", "1"]
    assert listed("--enterprise", "乙厂") == ["3"]
    assert listed("--unit", "党政办") == ["2"]
    assert listed("--from", "2023-07-01", "--to", "2023-07-04") == ["3"]
    assert listed("--as-of", "2023-06-30") == ["1"]
    assert office.run("task", "records", "--enterprise", "没有").code == 4


def test_evidence_is_kept_with_the_record(office: Office, tmp_path: Path) -> None:
    proof = tmp_path / "演练照片.jpg"
    proof.write_bytes(b"photo")
    done = office.does("task", "log", "2-12", *FIRM, "--attach", str(proof))
    assert "演练照片.jpg" in done.err


def test_status_has_every_key_and_fails_when_something_is_missing(office: Office) -> None:
    found = office.asks("task", "status", "--as-of", "2023-06-30")
    assert {"unit", "expected", "done", "rate", "missing", "tasks"} <= set(found)
    first = found["tasks"][0]
    assert set(first) >= {
        "id", "printed_no", "name", "per", "every", "owners", "expected", "done", "rate", "missing", "since",
        "notes", "obligations",
    }  # fmt: skip
    assert set(first["obligations"][0]) >= {
        "part", "item", "subject_kind", "subject", "unit", "village", "expected", "done", "complete", "missing",
        "since", "last_on", "running", "unfilled", "notes",
    }  # fmt: skip
    assert office.run("task", "status", "--fail").code == 1
    office.does("task", "log", "monthly-dispatch", "--on", "2023-06-28")
    words = ("task", "status", "--task", "monthly-dispatch", "--as-of", "2023-06-30", "--fail")
    assert office.run(*words).code == 0


def test_missing_ones_can_be_asked_for_alone(office: Office) -> None:
    office.does("task", "log", "monthly-dispatch", "--on", "2023-06-28")
    found = office.asks("task", "status", "--missing", "--as-of", "2023-06-30")["tasks"]
    assert "monthly-dispatch" not in {task["id"] for task in found}
    assert {"1-4", "1-5"} <= {task["id"] for task in found}
    assert all(o["missing"] for task in found for o in task["obligations"])


def test_a_units_status_is_its_own_and_its_enterprises(office: Office) -> None:
    knows(office, "燃气站", regulator="经发办", village="双龙村")
    knows(office, "木器厂")
    economy = office.asks("task", "status", "--unit", "经发办")
    village = office.asks("task", "status", "--unit", "双龙村")
    assert {o["subject"] for t in economy["tasks"] for o in t["obligations"]} == {"经发办", "燃气站"}
    assert {o["subject"] for t in village["tasks"] for o in t["obligations"]} == {"燃气站"}
    assert office.run("task", "status", "--unit", "没有这个办").code == 3
