"""Enterprises as the office keeps them: facts, a proposed regulator, and lists of what is missing."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

CODE = "91350100M000100Y43"
END = "2023-12-31"


def names(office: "Office", *words: str, today: str = "2023-07-10") -> list[str]:
    return [e["name"] for e in office.asks("enterprise", "list", *words, today=today)]


def test_all_facts_are_kept_and_what_is_not_known_is_named(office: "Office") -> None:
    added = office.asks("enterprise", "add", "甲 厂", "--credit-code", CODE.lower(), "--sector", "危化品", "--headcount",
                        "12", "--village", "双龙村", "--high-risk", "--not-sole-trader", "--phone", "13812345678",
                        "--opened-on", "2020-01-02")  # fmt: skip
    assert (added["credit_code"], added["sector"], added["micro"]) == (CODE, "危险化学品", True)
    assert (added["high_risk"], added["sole_trader"], added["opened_on"]) == (True, False, "2020-01-02")
    assert added["lacking"] == ["regulator", "contact"]
    said = office.does("enterprise", "list").out
    assert "138****5678" in said
    assert "13812345678" not in said
    assert "13812345678" in office.does("enterprise", "show", "甲厂").out


def test_the_regulator_is_proposed_with_its_source_and_taken_only_when_confirmed(office: "Office") -> None:
    said = office.does("enterprise", "add", "燃气站", "--sector", "燃气")
    assert "附件2 第1行" in said.err
    assert "--regulator 经发办" in said.err
    assert office.asks("enterprise", "show", "燃气站")["enterprise"]["regulator"] is None
    assert office.asks("enterprise", "amend", "燃气站", "--regulator", "auto")["regulator"] == "经发办"
    assert office.is_refused("enterprise", "amend", "燃气站", "--sector", "其他", "--regulator", "auto") == [
        "no_proposal"
    ]


def test_everything_wrong_is_said_at_once(office: "Office") -> None:
    office.does("enterprise", "add", "甲厂", "--credit-code", CODE)
    codes = office.is_refused("enterprise", "add", "甲厂", "--credit-code", CODE, "--headcount", "几", "--regulator",
                              "双龙村", "--high-risk", "--not-high-risk", "--opened-on", "5/6/23")  # fmt: skip
    assert sorted(filter(None, codes)) == [
        "ambiguous_date", "bad_number", "exists", "two_flags", "unknown_unit",
    ]  # fmt: skip
    assert office.is_refused("enterprise", "add", "乙厂", "--credit-code", CODE) == ["code_taken"]


def test_one_made_known_by_a_visit_is_completed_later(office: "Office") -> None:
    office.does("inspect", "add", "--enterprise", "（新）厂", "--unit", "应急办")
    assert names(office, "--missing", "headcount") == ["（新）厂"]
    office.does("enterprise", "amend", "(新)厂", "--headcount", "31", "--name", "新厂")
    assert names(office, "--missing", "headcount") == []
    assert office.asks("inspect", "list")[0]["enterprise"] == "新厂"
    assert office.is_refused("enterprise", "amend", "新厂") == ["nothing"]
    assert office.run("enterprise", "amend", "没有的厂", "--headcount", "3").code == 3


@pytest.mark.parametrize("words", ["明白卡", "3-1"])
def test_who_has_no_risk_card(office: "Office", words: str) -> None:
    office.does("enterprise", "add", "小店", "--headcount", "5")
    office.does("enterprise", "add", "大厂", "--headcount", "200")
    assert names(office, "--missing", words) == ["小店"]
    office.does("task", "log", "3-1", "--enterprise", "小店")
    assert names(office, "--missing", words) == []
    assert names(office, "--missing", words, "--as-of", "2023-07-09") == ["小店"]


@pytest.mark.parametrize("words", ["演练", "应急演练", "2-12", "2-12/drill"])
def test_whose_drill_is_overdue(office: "Office", words: str) -> None:
    office.does("enterprise", "add", "大厂", "--headcount", "200")
    office.does("enterprise", "add", "加油站", "--high-risk")
    assert names(office, "--missing", words) == ["加油站"]
    assert names(office, "--missing", words, today=END) == ["大厂", "加油站"]


def test_who_has_made_no_self_check_in_a_month_that_has_ended(office: "Office") -> None:
    office.does("enterprise", "add", "大厂")
    office.does("task", "log", "2-1", "--part", "monthly", "--enterprise", "大厂", "--on", "2023-06-05")
    assert names(office, "--missing", "每月排查") == []
    assert names(office, "--missing", "每月排查", "--as-of", "2023-07-31") == ["大厂"]
    assert office.run("enterprise", "list", "--missing", "每月排查", "--fail", today="2023-08-01").code == 1


def test_what_cannot_be_missing_is_refused_with_what_can(office: "Office") -> None:
    refused = office.run("enterprise", "list", "--missing", "乱写")
    assert refused.code == 4
    assert "应急演练" in refused.err


def test_lists_are_narrowed_by_what_is_known(office: "Office") -> None:
    office.does(
        "enterprise", "add", "甲厂", "--village", "双龙村", "--regulator", "经发办", "--headcount", "8"
    )
    office.does("enterprise", "add", "乙店", "--sole-trader", "--sector", "消防")
    for words in (("--village", "双龙村"), ("--unit", "经发办"), ("--micro",), ("--search", "厂")):
        assert names(office, *words) == ["甲厂"]
    assert names(office, "--sole-trader") == names(office, "--sector", "消防安全") == ["乙店"]


def test_one_that_was_closed_leaves_the_list_and_owes_nothing_more(office: "Office") -> None:
    office.does("enterprise", "add", "甲厂")
    office.does("enterprise", "amend", "甲厂", "--closed-on", "2023-06-10", "--closed-how", "关闭")
    assert names(office) == []
    assert names(office, "--closed") == ["甲厂"]
    late = office.asks("enterprise", "show", "甲厂", today=END)["enterprise"]["late"]
    assert [one for one in late if one["part"] in {"weekly", "monthly"} and one["missing"] > 1] == []


def test_its_page_has_its_hazards_visits_and_what_it_has_not_done(office: "Office") -> None:
    office.registers(enterprise="甲厂")
    office.does("inspect", "add", "--enterprise", "甲厂", "--unit", "应急办", "--on", "2023-07-03")
    page = office.asks("enterprise", "show", "甲厂")
    assert (page["hazards_found"], page["hazards_open"], page["visits"], page["last_visit"]) == (
        1,
        1,
        1,
        "2023-07-03",
    )
    assert page["expected"] > page["done"] == 0
    assert office.run("enterprise", "show", "没有的厂").code == 3


def test_who_has_made_no_self_check_this_month(office: "Office") -> None:
    for name in ("甲厂", "乙厂", "丙厂"):
        office.does("enterprise", "add", name)
    office.does("task", "log", "2-1", "--part", "daily", "--enterprise", "甲厂", "--on", "2023-07-03")
    office.does(
        "inspect", "add", "--enterprise", "乙厂", "--unit", "经发办", "--source", "self", "--on", "2023-07-05"
    )
    assert names(office, "--missing", "自查") == ["丙厂"]
    assert names(office, "--missing", "自查", "--as-of", "2023-07-04") == ["乙厂", "丙厂"]
    assert names(office, "--missing", "自查", today="2023-08-01") == ["甲厂", "乙厂", "丙厂"]


@pytest.mark.parametrize("words", ["培训", "两单两卡", "联系人", "监管单位"])
def test_duties_and_facts_go_by_their_chinese_names(office: "Office", words: str) -> None:
    office.does("enterprise", "add", "甲厂")
    assert names(office, "--missing", words) == ["甲厂"]


def test_a_life_that_does_not_fit_together_is_refused(office: "Office") -> None:
    office.does("enterprise", "add", "甲厂", "--opened-on", "2023-05-01")
    amend = ("enterprise", "amend", "甲厂")
    assert office.is_refused(*amend, "--closed-on", "2023-04-30") == ["closed_early"]
    assert office.is_refused(*amend, "--closed-on", "2023-07-11") == ["in_future"]
    assert office.is_refused(*amend, "--closed-how", "关闭") == ["missing"]
    assert office.is_refused(*amend, "--closed-on", "2023-07-01", "--closed-how", "卖了") == ["not_a_choice"]
    closed = office.asks(*amend, "--closed-on", "2023-07-01", "--closed-how", "搬迁")
    assert (closed["closed_on"], closed["closed_how"]) == ("2023-07-01", "moved")
    assert names(office, "--as-of", "2023-06-30") == ["甲厂"]
    assert office.asks(*amend, "--not-closed")["closed_on"] is None
    assert names(office) == ["甲厂"]


def test_no_list_shows_a_phone_in_full(office: "Office") -> None:
    office.does("enterprise", "add", "甲厂", "--phone", "13812345678")
    for format_ in ("table", "json", "csv"):
        said = office.does("enterprise", "list", "--format", format_).out
        assert "138****5678" in said
        assert "13812345678" not in said
    assert len(office.asks("enterprise", "list", "--limit", "1")) == 1


def test_its_page_has_what_is_in_hand_there(office: "Office") -> None:
    office.does("enterprise", "add", "甲厂")
    office.does("enforce", "open", "--enterprise", "甲厂", "--unit", "经发办", "--findings", "未接地")
    office.does("action", "add", "--kind", "remind", "--enterprise", "甲厂", "--text", "限期整改")
    page = office.asks("enterprise", "show", "甲厂")
    assert [one["no"] for one in (*page["enforcement"], *page["actions"])] == ["ZF-2023-0001", "DB-2023-0001"]
    assert page["permits"] == page["inspections"] == []
    said = office.does("enterprise", "show", "甲厂").out
    assert "ZF-2023-0001" in said
    assert office.asks("enterprise", "show", "甲厂", "--as-of", "2023-07-09")["enforcement"] == []


def test_names_are_neither_empty_nor_taken(office: "Office") -> None:
    office.does("enterprise", "add", "甲厂")
    office.does("enterprise", "add", "乙厂")
    assert office.is_refused("enterprise", "add", " ") == ["empty"]
    assert office.is_refused("enterprise", "add", "厂" * 201) == ["too_long"]
    assert office.is_refused("enterprise", "amend", "甲厂", "--name", "乙 厂") == ["exists"]
    assert office.asks("enterprise", "amend", "甲厂", "--name", "甲 厂")["name"] == "甲 厂"


def test_a_command_to_type_next_quotes_a_name_that_the_shell_would_take_apart(office: "Office") -> None:
    said = office.does("enterprise", "add", "甲 厂(二)", "--sector", "燃气").err
    assert 'hazardctl enterprise amend "甲 厂(二)" --regulator 经发办' in said
