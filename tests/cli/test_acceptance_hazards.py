"""Issue 2, "Shown by": a hazard's way from being found to being closed, and each refusal with its own reason."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

FACTS = (
    "hazard", "add", "--title", "配电箱未接地", "--level", "general", "--unit", "经发办", "--source", "department",
    "--enterprise", "测试食品厂",
)  # fmt: skip
NO_FUNDS_NO_PLAN = (*FACTS, "--measures", "加装接地", "--responsible", "李四", "--deadline", "2023-08-10")
CLOSE = (
    "--measures-result", "已接地", "--responsible-result", "李四已落实", "--funds-spent", "18000",
    "--contingency-result", "已演练",
)  # fmt: skip


# At entry.


def test_without_funds_and_contingency_both_are_named_at_once_and_nothing_is_registered(
    office: "Office",
) -> None:
    result = office.run(*NO_FUNDS_NO_PLAN)
    assert (result.code, result.out) == (4, "")
    assert "整改资金" in result.err
    assert "应急预案" in result.err
    assert office.asks("hazard", "list") == []


def test_the_same_refusal_in_json_names_the_two_fields(office: "Office") -> None:
    result = office.run(*NO_FUNDS_NO_PLAN, "--format", "json")
    missing = {problem["where"] for problem in result.problems if problem["code"] == "missing"}
    assert (result.code, missing) == (4, {"funds", "contingency"})


def test_nothing_typed_at_all_names_everything_at_once(office: "Office") -> None:
    result = office.run("hazard", "add", "--format", "json")
    missing = {problem["where"] for problem in result.problems if problem["code"] == "missing"}
    assert (result.code, missing) == (
        4,
        {"title", "level", "unit", "source", "measures", "responsible_unit", "responsible", "funds", "deadline",
         "contingency"},
    )  # fmt: skip


def test_with_all_five_it_gets_the_first_number_of_the_year(office: "Office") -> None:
    assert [office.registers(), office.registers(title="灭火器过期")] == ["BY-2023-0001", "BY-2023-0002"]
    assert office.registers(deadline="2024-02-01", today="2024-01-05") == "BY-2024-0001"


@pytest.mark.parametrize("said", [("--no-funds",), ("--funds", "0")])
def test_no_funds_needed_is_said_openly(office: "Office", said: tuple[str, ...]) -> None:
    no = office.registers(*said, funds=None)
    five = office.asks("hazard", "show", no)["five"]
    assert (five["no_funds"], five["funds_fen"] or 0) == (True, 0)


def test_funds_and_no_funds_contradict_each_other(office: "Office") -> None:
    codes = office.is_refused(*NO_FUNDS_NO_PLAN, "--contingency", "停电预案", "--funds", "2万", "--no-funds")
    assert codes == ["funds_contradiction"]


def test_a_pending_one_is_registered_and_shown_and_waits_for_its_plan(office: "Office") -> None:
    pending = (
        *NO_FUNDS_NO_PLAN,
        "--contingency",
        "停电预案",
        "--pending",
        "2023-07-15",
        "--interim",
        "停用设备",
    )
    no = office.asks(*pending)["no"]
    assert no == "BY-2023-0001"
    (gap,) = office.asks("hazard", "gaps")
    assert (gap["no"], gap["status"], gap["missing"], gap["pending_until"]) == (
        no, "pending", ["funds"], "2023-07-15",
    )  # fmt: skip
    assert office.asks("status")["pending"]["count"] == 1
    assert office.is_refused("hazard", "rectify", no) == ["five_missing"]
    assert "five_missing" in office.is_refused("hazard", "close", no, "--reviewer", "赵六", *CLOSE)
    shown = office.asks("hazard", "show", no, "--as-of", "2023-07-16", today="2023-07-20")
    assert (shown["status"], shown["pending_overdue"]) == ("pending", True)
    office.does("hazard", "plan", no, "--funds", "2万", today="2023-07-14")
    office.does("hazard", "rectify", no, today="2023-07-20")
    office.closes(no, on="2023-07-21")
    assert office.asks("hazard", "gaps", today="2023-07-21") == []
    assert office.asks("hazard", "show", no, "--as-of", "2023-07-13", today="2023-07-21")["missing"] == [
        "funds"
    ]


def test_a_plan_that_still_lacks_something_completes_nothing(office: "Office") -> None:
    no = office.registers(
        "--pending", "2023-07-15", "--interim", "停用设备", funds=None, contingency=None, deadline=None
    )
    codes = office.is_refused("hazard", "plan", no, "--funds", "2万")
    assert codes == ["missing", "missing"]


def test_pending_needs_interim_control(office: "Office") -> None:
    codes = office.is_refused(*FACTS, "--pending", "2023-07-15")
    assert codes == ["missing"]


def test_pending_is_no_word_for_a_hazard_that_lacks_nothing(office: "Office") -> None:
    whole = (*NO_FUNDS_NO_PLAN, "--no-funds", "--contingency", "停电预案")
    assert office.is_refused(*whole, "--pending", "2023-07-15", "--interim", "停用") == ["nothing_pending"]


def test_fixed_on_the_spot_needs_no_five_when_it_is_general(office: "Office") -> None:
    done = office.asks(*FACTS, "--fixed-on-spot", "已更换")
    assert (done["status"], done["missing"], done["rectified_on"]) == ("rectified", [], "2023-07-10")
    office.does("hazard", "close", done["no"], "--reviewer", "赵六", today="2023-07-12")


def test_fixed_on_the_spot_with_a_reviewer_is_closed_in_the_same_breath(office: "Office") -> None:
    done = office.asks(*FACTS, "--fixed-on-spot", "已更换", "--reviewer", "周八")
    assert (done["status"], done["closed_on"], done["reviewer"]) == ("closed", "2023-07-10", "周八")


def test_a_major_one_fixed_on_the_spot_still_needs_the_five_and_its_criterion(office: "Office") -> None:
    words = [*FACTS, "--fixed-on-spot", "已断电"]
    words[words.index("general")] = "major"
    result = office.run(*words, "--format", "json")
    assert result.code == 4
    assert {"criterion", "measures", "funds", "deadline", "contingency", "responsible"} <= {
        problem["where"] for problem in result.problems
    }


def test_a_visit_s_hazards_inherit_its_day_place_and_finder(office: "Office") -> None:
    visit = office.asks(
        "inspect", "add", "--enterprise", "幸福超市", "--unit", "应急办", "--village", "双龙村", "--by", "孙七",
        "--on", "2023-07-05",
    )  # fmt: skip
    assert (visit["no"], visit["clean"]) == ("JC-2023-0001", True)
    found = office.asks(
        "hazard", "add", "--visit", visit["no"], "--title", "通道堵塞", "--level", "general",
        "--fixed-on-spot", "已清理",
    )  # fmt: skip
    inherited = ("visit", "found_on", "enterprise", "village", "found_by", "unit")
    assert [found[key] for key in inherited] == [
        "JC-2023-0001", "2023-07-05", "幸福超市", "双龙村", "孙七", "应急办",
    ]  # fmt: skip
    assert office.asks("inspect", "show", visit["no"])["hazards"] == [found["no"]]


# At closing.


def test_not_rectified_yet(office: "Office") -> None:
    no = office.registers()
    assert office.is_refused("hazard", "close", no, "--reviewer", "赵六", *CLOSE) == ["not_rectified"]


@pytest.mark.parametrize("reviewer", ["李四", "李 四", "李\u3000四", "赵六、李四"])
def test_the_reviewer_is_the_responsible_person(office: "Office", reviewer: str) -> None:
    no = office.registers()
    office.does("hazard", "rectify", no, "--by", "钱七")
    codes = office.is_refused("hazard", "close", no, "--reviewer", reviewer, *CLOSE)
    assert codes == ["reviewer_is_responsible"]


def test_the_reviewer_rectified_it(office: "Office") -> None:
    no = office.registers()
    office.does("hazard", "rectify", no, "--by", "钱七")
    assert office.is_refused("hazard", "close", no, "--reviewer", "钱七", *CLOSE) == ["reviewer_rectified"]


def test_whoever_rectified_an_earlier_round_does_not_review_a_later_one(office: "Office") -> None:
    no = office.registers()
    office.does("hazard", "rectify", no, "--by", "钱七")
    office.does("hazard", "reject", no, "--reviewer", "赵六", "--reason", "接地电阻不合格")
    assert office.asks("hazard", "show", no)["rounds"] == 1
    office.does("hazard", "rectify", no, "--by", "孙八")
    assert office.is_refused("hazard", "close", no, "--reviewer", "钱七", *CLOSE) == ["reviewer_rectified"]


def test_reviewed_before_the_day_of_rectification(office: "Office") -> None:
    no = office.registers()
    office.does("hazard", "rectify", no, "--on", "2023-08-05", today="2023-08-10")
    words = ("hazard", "close", no, "--reviewer", "赵六", "--on", "2023-08-04", *CLOSE)
    assert office.is_refused(*words, today="2023-08-10") == ["review_before_rectified"]


@pytest.mark.parametrize(
    ("left_out", "field"),
    [
        ("--measures-result", "measures_result"),
        ("--responsible-result", "responsible_result"),
        ("--funds-spent", "funds_spent"),
        ("--contingency-result", "contingency_result"),
    ],
)
def test_a_confirmation_is_missing(office: "Office", left_out: str, field: str) -> None:
    no = office.registers()
    office.does("hazard", "rectify", no)
    at = CLOSE.index(left_out)
    words = ("hazard", "close", no, "--reviewer", "赵六", *CLOSE[:at], *CLOSE[at + 2 :])
    result = office.run(*words, "--format", "json")
    assert (result.code, [(p["code"], p["where"]) for p in result.problems]) == (4, [("missing", field)])


def test_where_no_funds_were_needed_none_need_be_proven(office: "Office") -> None:
    no = office.registers("--no-funds", funds=None)
    office.does("hazard", "rectify", no)
    at = CLOSE.index("--funds-spent")
    office.does("hazard", "close", no, "--reviewer", "赵六", *CLOSE[:at], *CLOSE[at + 2 :])


def test_a_major_hazard_without_either_report_and_without_one(office: "Office") -> None:
    no = office.registers(level="major", criterion="判定标准第三条")
    office.does("hazard", "rectify", no)
    close = ("hazard", "close", no, "--reviewer", "赵六", *CLOSE)
    assert office.is_refused(*close) == ["report_owed", "report_owed"]
    office.does("hazard", "report", no, "--kind", "discovered", "--to", "经发办")
    assert office.is_refused(*close) == ["report_owed"]
    office.does("hazard", "report", no, "--kind", "rectified", "--to", "经发办")
    office.does(*close)


def test_a_major_hazard_is_reviewed_on_site_by_another_unit(office: "Office") -> None:
    no = office.registers(level="major", criterion="判定标准第三条")
    office.does("hazard", "rectify", no)
    for kind in ("discovered", "rectified"):
        office.does("hazard", "report", no, "--kind", kind, "--to", "经发办")
    close = ("hazard", "close", no, "--reviewer", "赵六", *CLOSE)
    assert office.is_refused(*close, "--review-kind", "papers") == ["site_review_needed"]
    assert office.is_refused(*close, "--reviewer-unit", "测试食品厂") == ["reviewer_unit_is_responsible"]
    office.does(*close)


def test_a_listed_hazard_is_delisted_first(office: "Office") -> None:
    no = office.registers()
    office.does("hazard", "list-up", no, "--authority", "district", "--doc-no", "铜安委〔2023〕9号")
    assert [item["no"] for item in office.asks("hazard", "list", "--listed")] == [no]
    office.does("hazard", "rectify", no)
    close = ("hazard", "close", no, "--reviewer", "赵六", *CLOSE)
    assert office.is_refused(*close) == ["still_listed"]
    office.does("hazard", "delist", no)
    office.does(*close)


def test_each_refusal_has_its_own_sentence_in_chinese(office: "Office") -> None:
    no = office.registers()
    result = office.run("hazard", "close", no, "--reviewer", "赵六", *CLOSE)
    assert (result.code, result.out) == (4, "")
    assert "整改" in result.err


def test_closed_stays_closed_until_it_is_reopened(office: "Office") -> None:
    no = office.registers()
    office.does("hazard", "rectify", no)
    office.closes(no, on="2023-07-12")
    assert office.is_refused("hazard", "rectify", no, today="2023-07-13") == ["closed"]
    office.does("hazard", "reopen", no, "--reason", "false", "--approver", "镇长", today="2023-08-02")
    assert office.asks("hazard", "show", no, today="2023-08-02")["status"] == "open"
    assert (
        office.asks("hazard", "show", no, "--as-of", "2023-07-31", today="2023-08-02")["status"] == "closed"
    )


def test_an_enterprise_that_is_gone_is_closed_by_evidence_not_by_the_five(office: "Office") -> None:
    no = office.registers()
    close = ("hazard", "close", no, "--reviewer", "赵六", "--kind", "eliminated")
    assert office.is_refused(*close) == ["missing"]
    office.does(*close, "--evidence", "拆除现场照片")


def test_what_was_fixed_on_the_spot_and_did_not_hold_needs_the_five(office: "Office") -> None:
    no = office.asks(*FACTS, "--fixed-on-spot", "已更换")["no"]
    office.does("hazard", "reject", no, "--reviewer", "赵六", "--reason", "又坏了", today="2023-07-11")
    shown = office.asks("hazard", "show", no, today="2023-07-11")
    assert shown["status"] == "pending"
    assert "measures" in shown["missing"]


def test_void_is_kept_but_never_counted(office: "Office") -> None:
    first, second = office.registers(), office.registers(title="登记错了")
    office.does("hazard", "void", second, "--reason", "重复登记", "--duplicate-of", first)
    assert [item["no"] for item in office.asks("hazard", "list")] == [first]
    assert [item["no"] for item in office.asks("hazard", "list", "--status", "void")] == [second]
    assert office.asks("report", "monthly", "2023-07")["cumulative"]["found"] == 1
    assert office.registers(title="第三条") == "BY-2023-0003"


def test_the_history_reads_as_chinese_sentences_from_old_to_new(office: "Office") -> None:
    no = office.registers()
    office.does(
        "hazard", "extend", no, "--to", "2023-09-10", "--reason", "备件未到", "--approver", "镇长", "--interim", "断电",
        today="2023-08-05",
    )  # fmt: skip
    office.does("hazard", "rectify", no, today="2023-09-05")
    office.closes(no, on="2023-09-08")
    told = office.does("hazard", "history", no, today="2023-09-08").out
    for sentence in (
        "2023-07-10 登记", "整改时限：2023-08-10 → 2023-09-10", "状态：整改中 → 已整改待复查",
        "状态：已整改待复查 → 已销号", "备件未到", "镇长", "王五",
    ):  # fmt: skip
        assert sentence in told
    lines = office.asks("hazard", "history", no, today="2023-09-08")
    assert [line["on"] for line in lines] == ["2023-07-10", "2023-08-05", "2023-09-05", "2023-09-08"]


def test_a_correction_holds_for_every_day_and_its_old_value_stays_in_the_history(office: "Office") -> None:
    no = office.registers()
    assert office.is_refused("hazard", "amend", no, "--unit", "应急办", today="2023-08-01") == ["missing"]
    office.does("hazard", "amend", no, "--unit", "应急办", "--reason", "登记时选错", today="2023-08-01")
    assert office.asks("hazard", "show", no, "--as-of", "2023-07-10", today="2023-08-01")["unit"] == "应急办"
    assert "经发办 → 应急办" in office.does("hazard", "history", no, today="2023-08-01").out


def test_a_general_one_regraded_major_owes_its_reports(office: "Office") -> None:
    no = office.registers()
    office.does(
        "hazard", "regrade", no, "--level", "major", "--basis", "判定标准第三条", "--approver", "镇长"
    )
    shown = office.asks("hazard", "show", no)
    assert (shown["level"], shown["criterion"], shown["reports_owed"]) == (
        "major", "判定标准第三条", ["discovered"],
    )  # fmt: skip


def test_a_likely_duplicate_is_pointed_out_and_registered(office: "Office") -> None:
    office.registers()
    result = office.run(*NO_FUNDS_NO_PLAN, "--no-funds", "--contingency", "预案", "--format", "json")
    document = result.data
    assert (result.code, document["no"]) == (0, "BY-2023-0002")
    assert "likely_duplicate" in result.out
    assert "hazardctl hazard void BY-2023-0002 --duplicate-of BY-2023-0001 --reason 重复登记" in result.out


def test_the_words_that_the_help_uses_are_taken_at_the_keyboard_and_in_a_filter(office: "Office") -> None:
    office.registers(source="督查", level="重大隐患", criterion="标准第三条")
    office.registers(title="灭火器过期", source="村排查")
    (found,) = office.asks("hazard", "list", "--source", "督查")
    assert (found["source"], found["level"]) == ("supervision", "major")
    assert len(office.asks("hazard", "list", "--level", "重大隐患")) == 1
    assert len(office.asks("hazard", "list", "--source", "村排查")) == 1


def test_what_was_done_is_shown_until_it_is_sent_back(office: "Office") -> None:
    no = office.registers()
    office.does("hazard", "rectify", no, "--by", "李四", "--note", "换了新锁")
    assert office.asks("hazard", "show", no)["rectified_note"] == "换了新锁"
    assert "换了新锁" in office.does("hazard", "show", no).out
    office.does("hazard", "reject", no, "--reviewer", "赵六", "--reason", "锁不上")
    assert office.asks("hazard", "show", no)["rectified_note"] is None
