"""Issue 2, "Shown by": the hazard of 10 July, asked about on every day that matters, and August's report later on."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

NO = "BY-2023-0001"
LATER = "2023-12-01"


@pytest.fixture
def july(office: "Office") -> "Office":
    """Found 07-10, due 08-10, extended on 08-05 to 09-10, transferred 08-15, rectified 09-05, closed 09-08."""
    assert office.registers(village="双龙村") == NO
    office.does(
        "hazard", "extend", NO, "--to", "2023-09-10", "--reason", "备件未到", "--approver", "镇长", "--interim", "断电",
        today="2023-08-05",
    )  # fmt: skip
    _hands_over(office)
    office.does("hazard", "rectify", NO, today="2023-09-05")
    office.closes(NO, on="2023-09-08")
    return office


def _hands_over(office: "Office") -> None:
    office.does(
        "hazard", "transfer", NO, "--to", "规划建设管理环保办", "--kind", "reassign", "--reason", "业务相近",
        today="2023-08-15",
    )  # fmt: skip


def _on(office: "Office", day: str) -> dict[str, Any]:
    shown: dict[str, Any] = office.asks("hazard", "show", NO, "--as-of", day, today=LATER)
    return shown


def test_at_the_end_of_august_it_is_open_and_not_overdue(july: "Office") -> None:
    shown = _on(july, "2023-08-31")
    assert (shown["status"], shown["overdue"], shown["days_overdue"]) == ("open", False, 0)
    assert (shown["five"]["deadline"], shown["five"]["original_deadline"]) == ("2023-09-10", "2023-08-10")


def test_on_4_august_its_deadline_is_still_10_august(july: "Office") -> None:
    assert _on(july, "2023-08-04")["five"]["deadline"] == "2023-08-10"
    assert _on(july, "2023-08-05")["five"]["deadline"] == "2023-09-10"


def test_on_6_september_it_waits_for_review_and_is_not_overdue(july: "Office") -> None:
    shown = _on(july, "2023-09-06")
    assert (shown["status"], shown["overdue"], shown["days_awaiting_review"]) == ("rectified", False, 1)


def test_on_9_september_it_is_closed(july: "Office") -> None:
    shown = _on(july, "2023-09-09")
    assert (shown["status"], shown["closed_on"], shown["days_awaiting_review"]) == (
        "closed",
        "2023-09-08",
        None,
    )


def test_without_the_extension_it_is_overdue_by_21_days_on_31_august(office: "Office") -> None:
    office.registers()
    shown = _on(office, "2023-08-31")
    assert (shown["overdue"], shown["days_overdue"]) == (True, 21)
    assert (_on(office, "2023-08-10")["overdue"], _on(office, "2023-08-11")["days_overdue"]) == (False, 1)
    (listed,) = office.asks("hazard", "list", "--overdue", "--as-of", "2023-08-31", today=LATER)
    assert (listed["no"], listed["days_overdue"]) == (NO, 21)
    assert office.asks("hazard", "list", "--overdue", "--as-of", "2023-08-10", today=LATER) == []


def test_before_it_was_found_it_is_not_there(july: "Office") -> None:
    assert july.run("hazard", "show", NO, "--as-of", "2023-07-09", today=LATER).code == 3
    assert july.asks("hazard", "list", "--as-of", "2023-07-09", today=LATER) == []


def _month(office: "Office", month: str) -> dict[str, Any]:
    report: dict[str, Any] = office.asks("report", "monthly", month, today=LATER)
    return report


def test_it_counts_for_the_first_office_in_july_and_the_second_in_august(july: "Office") -> None:
    found = {
        month: [(part["key"], part["found"]) for part in _month(july, month)["by_unit"]]
        for month in ("2023-07", "2023-08")
    }
    assert found == {"2023-07": [("经发办", 1)], "2023-08": [("规划建设管理环保办", 1)]}


def test_the_offices_own_balances_say_that_it_moved(july: "Office") -> None:
    lines = {line["key"]: line for line in _month(july, "2023-08")["balance_by_unit"]}
    first, second = lines["经发办"], lines["规划建设管理环保办"]
    assert (first["opening"], first["transferred_out"], first["closing"], first["agrees"]) == (1, 1, 0, True)
    assert (second["opening"], second["transferred_in"], second["closing"], second["agrees"]) == (
        0,
        1,
        1,
        True,
    )


def test_august_s_report_run_in_december_gives_august_s_figures(july: "Office") -> None:
    report = _month(july, "2023-08")
    assert report["period"] == {
        "month": "2023-08",
        "from": "2023-08-01",
        "to": "2023-08-31",
        "complete": True,
    }
    assert (report["month"]["found"], report["cumulative"]["found"]) == (0, 1)
    assert (report["cumulative"]["rectified"], report["cumulative"]["open"]) == (0, 1)
    assert (report["cumulative"]["rectified_rate"], report["month"]["rectified_rate"]) == (0.0, None)
    assert (report["overdue"]["count"], report["due_soon"]["count"]) == (0, 1)


def test_the_balance_line_agrees_in_every_month(july: "Office") -> None:
    lines = {month: _month(july, month)["balance"] for month in ("2023-07", "2023-08", "2023-09", "2023-10")}
    keys = ("opening", "found", "reopened", "closed", "referred", "corrections", "closing")
    assert {month: [line[key] for key in keys] for month, line in lines.items()} == {
        "2023-07": [0, 1, 0, 0, 0, 0, 1],
        "2023-08": [1, 0, 0, 0, 0, 0, 1],
        "2023-09": [1, 0, 0, 1, 0, 0, 0],
        "2023-10": [0, 0, 0, 0, 0, 0, 0],
    }
    assert (
        "月初 1 + 新排查 0 + 重新挂账 0 − 销号 0 − 移送 0 = 月末 1"
        in july.does("report", "monthly", "2023-08", today=LATER).out
    )


def test_september_counts_the_closing_as_one_of_an_earlier_month(july: "Office") -> None:
    month = _month(july, "2023-09")["month"]
    assert (month["found"], month["closed_in_month"], month["closed_of_earlier"]) == (0, 1, 1)


def test_a_report_parts_its_counts_by_source_level_unit_village_and_sector(july: "Office") -> None:
    report = _month(july, "2023-08")
    parts = {
        name: [(part["key"], part["found"]) for part in report[name]]
        for name in report
        if name.startswith("by_")
    }
    assert parts == {
        "by_source": [("department", 1)],
        "by_level": [("general", 1)],
        "by_unit": [("规划建设管理环保办", 1)],
        "by_village": [("双龙村", 1)],
        "by_sector": [(None, 1)],
    }


def test_the_same_question_gives_the_same_bytes(july: "Office") -> None:
    words = ("report", "monthly", "2023-08", "--format", "json")
    assert july.run(*words, today=LATER).out == july.run(*words, today=LATER).out


def test_a_reopened_false_closing_leaves_earlier_months_as_they_were(july: "Office") -> None:
    september = _month(july, "2023-09")
    july.does("hazard", "reopen", NO, "--reason", "false", "--approver", "镇长", today="2023-10-05")
    assert _month(july, "2023-09") == september
    october = _month(july, "2023-10")
    assert (october["balance"]["reopened"], october["balance"]["closing"], october["balance_agrees"]) == (
        1,
        1,
        True,
    )


def test_an_extension_after_the_deadline_needs_a_reason_for_being_late(office: "Office") -> None:
    office.registers()
    words = ("hazard", "extend", NO, "--to", "2023-09-10", "--reason", "备件未到", "--approver", "镇长",
             "--interim", "断电")  # fmt: skip
    assert office.is_refused(*words, today="2023-08-11") == ["extension_late"]
    office.does(*words, "--late", "经办人住院", today="2023-08-11")


def test_a_refused_extension_is_on_record_and_moves_nothing(office: "Office") -> None:
    office.registers()
    words = (
        "hazard",
        "extend",
        NO,
        "--to",
        "2023-09-10",
        "--reason",
        "备件未到",
        "--approver",
        "镇长",
        "--refused",
    )
    office.does(*words, today="2023-08-01")
    shown = office.asks("hazard", "show", NO, today="2023-08-01")
    assert (shown["five"]["deadline"], shown["extensions"]) == ("2023-08-10", 0)
    assert "备件未到" in office.does("hazard", "history", NO, today="2023-08-01").out


def test_what_was_typed_long_after_its_day_says_so(office: "Office") -> None:
    office.registers()
    office.does("hazard", "rectify", NO, "--on", "2023-07-20", today="2023-09-01")
    assert "补录" in office.does("hazard", "history", NO, today="2023-09-01").out


def test_august_s_report_is_written_as_csv_and_as_a_file(july: "Office") -> None:
    text = july.does("report", "monthly", "2023-08", "--format", "csv", today=LATER).out
    assert "规划建设管理环保办,1," in text
    july.does("report", "monthly", "2023-08", "-o", "八月.csv", "-o", "八月.json", today=LATER)
    assert (july.home.parent / "八月.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (july.home.parent / "八月.json").is_file()


def test_the_demo_walks_through_it_all_to_august_s_report(desk: "Office") -> None:
    result = desk.does("demo", "演示")
    assert "2023年8月" in result.out
    assert not desk.store.exists()


def test_a_referred_one_leaves_the_open_count_until_the_answer_returns_it(office: "Office") -> None:
    no = office.registers()
    office.does(
        "hazard",
        "transfer",
        no,
        "--to",
        "铜梁区应急局",
        "--kind",
        "refer",
        "--reason",
        "无执法权",
        today="2023-07-20",
    )
    july = office.asks("report", "monthly", "2023-07", today="2023-08-01")
    assert (july["cumulative"]["open"], july["balance"]["referred"], july["balance"]["closing"]) == (0, 1, 0)
    office.does("hazard", "reply", no, "--outcome", "returned", "--note", "由镇处理", today="2023-08-03")
    august = office.asks("report", "monthly", "2023-08", today="2023-09-01")
    assert (august["balance"]["reopened"], august["balance"]["closing"]) == (1, 1)
    assert august["balance_agrees"]
