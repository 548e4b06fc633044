"""挂牌督办: who supervises it, until when, and what was told of its progress."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document

from hazardctl.reports import work

if TYPE_CHECKING:
    from tests.cli.conftest import Office


def test_a_listing_has_its_person_and_term_and_progress_is_told_without_changing_anything(
    office: "Office",
) -> None:
    no = office.registers(deadline="2023-09-30")
    office.does(
        "hazard", "list-up", no, "--authority", "district", "--person", "王区长", "--term", "2023-09-30"
    )
    before = office.asks("hazard", "show", no)
    office.does("hazard", "progress", no, "--note", "设备已下单", "--by", "李四", "--on", "2023-07-10")
    assert office.asks("hazard", "show", no) == before
    told = office.does("hazard", "history", no).out
    assert all(words in told for words in ("王区长", "整改进展", "设备已下单"))


def test_progress_needs_words_and_a_hazard_that_is_in_hand(office: "Office") -> None:
    no = office.registers()
    assert office.is_refused("hazard", "progress", no) == ["missing"]
    office.does("hazard", "rectify", no, today="2023-07-11")
    office.closes(no, on="2023-07-12")
    assert office.is_refused("hazard", "progress", no, "--note", "完成", today="2023-07-13") == ["closed"]


def test_the_term_does_not_end_before_the_listing_began(office: "Office") -> None:
    no = office.registers()
    words = ("hazard", "list-up", no, "--authority", "town", "--on", "2023-07-10", "--term", "2023-07-09")
    assert office.is_refused(*words) == ["term_before_listing"]


def test_a_void_hazard_takes_no_progress_and_a_referred_one_is_still_tracked(office: "Office") -> None:
    void, referred = office.registers(), office.registers(title="外溢")
    office.does("hazard", "void", void, "--reason", "误记")
    assert office.is_refused("hazard", "progress", void, "--note", "完成") == ["void"]
    office.does("hazard", "transfer", referred, "--to", "区应急局", "--kind", "refer", "--reason", "无权")
    office.does("hazard", "progress", referred, "--note", "区里已受理")


def test_what_the_town_supervises_stands_apart_from_what_the_district_listed(office: "Office") -> None:
    mine, theirs = office.registers(title="镇督"), office.registers(title="区挂", village="双龙村")
    office.does("hazard", "list-up", mine, "--authority", "town", "--person", "刘镇长")
    office.does(
        "hazard", "list-up", theirs, "--authority", "district", "--term", "2023-07-31", "--doc-no", "9号"
    )
    office.does("hazard", "progress", theirs, "--note", "设备已下单", "--by", "李四", today="2023-07-20")
    found = office.asks("hazard", "supervised", today="2023-08-02")
    told = [
        (h["no"], h["by_town"], h["person"], h["term"], h["days_left"], h["progress_owed"]) for h in found
    ]
    assert told == [(theirs, False, None, "2023-07-31", -2, True), (mine, True, "刘镇长", None, None, True)]
    assert (found[0]["last_progress_on"], found[0]["last_progress"], found[0]["last_progress_by"]) == (
        "2023-07-20", "设备已下单", "李四",
    )  # fmt: skip
    page = office.does("hazard", "supervised", today="2023-08-02").out
    assert (
        page.index("区级及以上挂牌督办")
        < page.index(theirs)
        < page.index("镇级督办　1 项")
        < page.index(mine)
    )
    assert "超期 2 天" in page


def test_whose_progress_of_the_month_is_missing_is_one_command(office: "Office") -> None:
    one, other = office.registers(title="甲"), office.registers(title="乙", unit="应急办")
    for no in (one, other):
        office.does("hazard", "list-up", no, "--authority", "town")
    office.does("hazard", "progress", one, "--note", "施工中", today="2023-07-20")

    def owing(*more: str, today: str = "2023-08-20") -> list[str]:
        return [h["no"] for h in office.asks("hazard", "supervised", "--owed", *more, today=today)]

    assert (owing("--as-of", "2023-07-20"), owing(), owing("--unit", "经发办")) == (
        [other],
        [one, other],
        [one],
    )
    assert owing("--authority", "district") == []
    assert office.run("hazard", "supervised", "--owed", "--fail", today="2023-08-20").code == 1
    assert office.run("hazard", "supervised", "--village", "双龙村", "--fail", today="2023-08-20").code == 0
    assert office.is_refused("hazard", "supervised", "--authority", "乡级") == ["not_a_choice"]
    month = office.asks("report", "monthly", "2023-07", today="2023-08-20")
    assert month["actions"]["listed_without_progress"] == [other]


def test_a_delisted_hazard_is_listed_on_the_days_before_only(office: "Office") -> None:
    no = office.registers()
    office.does("hazard", "list-up", no, "--authority", "district")
    office.does("hazard", "delist", no, today="2023-07-20")
    assert office.asks("hazard", "supervised", today="2023-07-20") == []
    assert "没有挂牌督办" in office.does("hazard", "supervised", today="2023-07-20").out
    assert [
        h["no"] for h in office.asks("hazard", "supervised", "--as-of", "2023-07-19", today="2023-07-20")
    ] == [no]


def test_a_month_without_progress_is_said_by_the_report_and_by_check(office: "Office") -> None:
    no = office.registers(deadline="2023-12-30")
    office.does("hazard", "list-up", no, "--authority", "district")
    assert f"没有报进展：{no}" in office.does("report", "monthly", "2023-08", today="2023-09-01").out
    found = office.run("check", "--only", "progress-owed", "--format", "json", today="2023-09-05")
    assert (found.code, [one["where"] for one in found.data]) == (1, [no])
    office.does(*shlex.split(found.data[0]["command"])[1:], today="2023-09-05")
    assert office.run("check", "--only", "progress-owed", today="2023-09-05").code == 0


def test_nothing_is_owed_of_what_is_listed_no_more(office: "Office") -> None:
    no = office.registers(deadline="2023-12-30")
    office.does("hazard", "list-up", no, "--authority", "district")
    office.does("hazard", "delist", no, "--on", "2023-09-02", today="2023-09-05")
    assert office.run("check", "--only", "progress-owed", today="2023-09-05").code == 0


def test_what_is_rectified_and_listed_waits_for_the_authority_wherever_it_is_told(
    office: "Office", tmp_path: Path
) -> None:
    no = office.registers(deadline="2023-12-30")
    office.does("hazard", "list-up", no, "--authority", "district")
    said = office.does("hazard", "rectify", no, "--by", "李四").out
    assert f"hazardctl hazard delist {no}" in said
    assert f"hazardctl hazard close {no}" not in said
    for words in (("supervised",), ("list",), ("show", no), ("history", no)):
        told = office.does("hazard", *words).out
        assert "已整改待摘牌" in told
        assert "已整改待复查" not in told
    office.does("report", "unit", "经发办", "-o", str(tmp_path / "单位.docx"))
    table = Document(str(tmp_path / "单位.docx")).tables[0]
    assert table.rows[1].cells[-1].text == "已整改待摘牌"
    office.does("hazard", "delist", no)
    assert f"hazardctl hazard close {no}" in office.does("hazard", "show", no).out


def test_of_many_without_progress_the_first_are_named_and_all_are_counted(
    office: "Office", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "NAMED_AT_MOST", 2)
    numbers = [office.registers(title=f"第{n}处", deadline=f"2023-08-{20 - n}") for n in range(3)]
    for no in numbers:
        office.does("hazard", "list-up", no, "--authority", "district")
    office.does("hazard", "progress", numbers[0], "--note", "已动工")
    figures = office.asks("report", "monthly", "2023-07", today="2023-08-01")["actions"]
    assert (figures["listed_without_progress"], figures["listed_silent"]) == ([numbers[2], numbers[1]], 2)
    silent = office.asks("report", "monthly", "2023-08", today="2023-09-01")["actions"]
    assert (silent["listed_without_progress"], silent["listed_silent"]) == ([numbers[2], numbers[1]], 3)
    assert "等，还有 1 件" in office.does("report", "monthly", "2023-08", today="2023-09-01").out
    owed = office.run("check", "--format", "json", today="2023-09-01").data
    named = {one["where"] for one in owed if one["rule"] == "progress-owed"}
    assert named == set(numbers), "the check names all of them"
