"""Returns as the office takes them in: once for each unit and month, nil ones too, late only by a day of its own."""

from typing import TYPE_CHECKING, Any

import pytest

from hazardctl.ledger.writing import Signature, setting_row

if TYPE_CHECKING:
    from tests.cli.conftest import Office


def june(office: "Office", *words: str) -> Any:
    return office.asks("submissions", "--month", "2023-06", *words)


def test_each_unit_is_sent_nil_or_not_sent(office: "Office") -> None:
    office.does(
        "submit", "--unit", "双龙村", "--month", "6月", "--progress", "检查20家", "--difficulties", "缺资金"
    )
    found = june(office)
    assert (found["expected"], found["sent"], found["nil"], found["not_sent"]) == (2, 1, 0, 1)
    office.does("submit", "--unit", "白羊社区", "--month", "2023-06", "--nil")
    found = june(office)
    assert {u["unit"]: u["status"] for u in found["units"]} == {"双龙村": "sent", "白羊社区": "nil"}
    assert (found["sent"], found["nil"], found["not_sent"]) == (2, 1, 0)
    assert june(office, "--as-of", "2023-07-09")["not_sent"] == 2


def test_a_second_one_is_refused_and_an_update_keeps_the_first_day(office: "Office") -> None:
    words = ("submit", "--unit", "双龙村", "--month", "2023-06")
    office.does(*words, "--progress", "初稿", today="2023-07-01")
    assert office.is_refused(*words, "--nil") == ["sent_already"]
    office.does(*words, "--update", "--progress", "定稿", "--counts", "12/10", today="2023-07-05")
    (sent,) = june(office, "--unit", "双龙村")["units"]
    assert (sent["progress"], sent["sent_on"], sent["found"], sent["fixed"]) == ("定稿", "2023-07-01", 12, 10)
    (then,) = june(office, "--unit", "双龙村", "--as-of", "2023-07-04")["units"]
    assert (then["progress"], then["found"]) == ("初稿", None)
    assert office.is_refused("submit", "--unit", "白羊社区", "--update", "--nil") == ["nothing_sent"]


def test_counts_are_a_line_of_their_own_and_no_ledger_figures(office: "Office") -> None:
    office.does("submit", "--unit", "双龙村", "--counts", "12/10")
    assert "发现 12 项，整改 10 项" in office.does("submissions").out
    assert office.asks("report", "monthly", "2023-07")["month"]["found"] == 0


def test_late_is_judged_only_by_a_day_that_the_office_has_settled(office: "Office") -> None:
    office.does("submit", "--unit", "双龙村", "--month", "2023-06", "--nil", today="2023-07-06")
    assert (june(office)["late"], june(office)["due"]) == (0, None)
    with office.store.writing(Signature("王五", "test")) as writer:
        writer.record(setting_row(writer, "rule.submission_days", "5"))
    found = june(office)
    assert (found["late"], found["due"], found["units"][0]["status"]) == (1, "2023-07-05", "late")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ((), ["missing", "nothing_said"]),
        (("--unit", "双龙村"), ["nothing_said"]),
        (("--unit", "双龙村", "--nil", "--progress", "有"), ["nil_with_content"]),
        (("--unit", "双龙村", "--counts", "12"), ["bad_counts", "nothing_said"]),
        (("--unit", "双龙村", "--counts", "10/12"), ["more_fixed"]),
        (("--unit", "双龙村", "--nil", "--month", "2023-08"), ["future_period"]),
        (("--unit", "双龙村", "--nil", "--month", "2023-04"), ["before_campaign"]),
        (("--unit", "双龙村", "--nil", "--month", "13月"), ["no_such_date"]),
        (("--unit", "经发办", "--nil"), ["not_asked"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_said_at_once(office: "Office", words: tuple[str, ...], codes: list[str]) -> None:
    assert sorted(filter(None, office.is_refused("submit", *words))) == codes


def test_an_office_of_the_group_owes_one_once_it_has_joined(office: "Office") -> None:
    assert june(office)["unfilled"] == ["相关办所（中心）"]
    office.does("unit", "join", "相关办所（中心）", "经发办")
    found = june(office)
    assert (found["expected"], found["unfilled"]) == (3, [])


def test_who_has_not_sent_can_fail_a_scheduled_run(office: "Office") -> None:
    assert office.run("submissions", "--month", "2023-06", "--missing", "--fail").code == 1
    for unit in ("双龙村", "白羊社区"):
        office.does("submit", "--unit", unit, "--month", "2023-06", "--nil")
    assert office.run("submissions", "--month", "2023-06", "--missing", "--fail").code == 0
