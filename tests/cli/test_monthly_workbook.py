"""The monthly workbook: every figure of the report as a number, whole lists, native charts; frozen once handed in."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from tests.cli.office_programs import pdf_text

if TYPE_CHECKING:
    from tests.cli.conftest import Office

TODAY = "2023-09-02"


@pytest.fixture
def august(office: "Office") -> "Office":
    for n in range(1, 56):
        office.registers(title=f"=隐患{n}", found_on="2023-08-01", deadline="2023-08-20", today="2023-08-02")
    office.does("hazard", "rectify", "BY-2023-0001", "--on", "2023-08-09", today="2023-08-09")
    office.registers(
        title="泄漏", level="major", criterion="第三条", found_on="2023-08-05", village="双龙村", deadline="2023-09-20",
        today="2023-08-05",
    )  # fmt: skip
    return office


def sheets(office: "Office", path: Path, *words: str, today: str = TODAY) -> dict[str, list[list[Any]]]:
    office.does("report", "monthly", "2023-08", "-o", str(path), *words, today=today)
    book = load_workbook(path)
    return {w.title: [[c.value for c in row] for row in w.iter_rows()] for w in book.worksheets}


def test_its_figures_are_those_of_the_report_as_numbers(august: "Office", tmp_path: Path) -> None:
    report = august.asks("report", "monthly", "2023-08", today=TODAY)
    told = sheets(august, tmp_path / "调度.xlsx")
    whole = {row[0]: row[1:8] for row in told["总体情况"]}
    for name, key in (("本月", "month"), ("行动以来累计", "cumulative"), ("今年以来", "ytd")):
        c = report[key]
        rates = [None if c[k] is None else round(c[k] / 100, 3) for k in ("rectified_rate", "closed_rate")]
        assert whole[name] == [
            c["found"],
            c["rectified"],
            rates[0],
            c["closed"],
            rates[1],
            c["open"],
            c["overdue"],
        ]
    assert whole["存量变动：月末未销号"][0] == report["balance"]["closing"]
    units = {row[0]: row[1] for row in told["分单位"]}
    assert units["经发办"] == 56
    assert [row[:4] for row in told["逐月趋势"][3:]][-2] == ["2023-08", 56, 1, 0]
    assert told["五落实"][3][:2] == ["应落实", 56]


def test_its_lists_name_everybody_and_no_text_is_a_formula(august: "Office", tmp_path: Path) -> None:
    told = sheets(august, tmp_path / "调度.xlsx")
    late = told["逾期未整改"][3:]
    assert len(late) == 54
    assert late[0][4] == "=隐患2"
    assert late[0][9].date() == date(2023, 8, 20)
    assert late[0][10] == 11
    assert [row[0] for row in told["重大事故隐患"][3:]] == ["BY-2023-0056"]
    book = load_workbook(tmp_path / "调度.xlsx")
    assert not [c for w in book.worksheets for row in w.iter_rows() for c in row if c.data_type == "f"]
    assert {w.title: len(w._charts) for w in book.worksheets if w._charts} == {"逐月趋势": 1, "分单位": 1}
    assert all(w.page_setup.fitToWidth == 1 and w.print_title_rows for w in book.worksheets)


def test_an_issue_s_workbook_stays_as_it_was_whole_lists_included(august: "Office", tmp_path: Path) -> None:
    before = sheets(august, tmp_path / "a.xlsx", "--issue")
    august.does("hazard", "amend", "BY-2023-0055", "--title", "改了", "--reason", "写错", today="2023-09-05")
    august.does("hazard", "rectify", "BY-2023-0003", "--on", "2023-08-30", today="2023-09-05")
    august.does("enterprise", "amend", "测试食品厂", "--name", "新名", today="2023-09-05")
    assert sheets(august, tmp_path / "b.xlsx", today="2023-09-20") == before
    live = sheets(august, tmp_path / "c.xlsx", "--live", today="2023-09-20")
    assert (len(before["逾期未整改"]), len(live["逾期未整改"])) == (57, 56)
    assert "印发第 1 号" in before["总体情况"][1][0]
    assert "送审稿" in live["总体情况"][1][0]


def test_an_empty_ledger_makes_a_workbook(office: "Office", tmp_path: Path) -> None:
    told = sheets(office, tmp_path / "空.xlsx")
    assert told["总体情况"][3][1] == 0
    assert told["总体情况"][3][3] is None, "a rate with nothing below the line is blank"


def test_libreoffice_prints_its_figures(august: "Office", tmp_path: Path) -> None:
    sheets(august, tmp_path / "调度.xlsx")
    text = pdf_text(tmp_path / "调度.xlsx")
    assert "逾期未整改（54项）" in text
    assert "本月5611.8%00.0%5654" in text


def test_rows_are_as_high_as_their_text_so_that_nothing_is_printed_over(
    office: "Office", tmp_path: Path
) -> None:
    title = "厂房北侧消防通道被成品纸箱长期占用，宽度不足四米，影响救援"
    office.registers(title=title, found_on="2023-08-01", deadline="2023-08-20", today="2023-08-02")
    sheets(office, tmp_path / "调度.xlsx")
    late = load_workbook(tmp_path / "调度.xlsx")["逾期未整改"]
    assert late["E4"].value == title
    assert (late.row_dimensions[4].height or 0) >= 30, "two lines at least"


def test_everything_ever_listed_stands_there_with_who_listed_it_and_when(
    august: "Office", tmp_path: Path
) -> None:
    no = "BY-2023-0056"
    august.does(
        "hazard", "list-up", no, "--authority", "district", "--on", "2023-08-06", "--doc-no", "安委〔2023〕8号",
        today="2023-08-06",
    )  # fmt: skip
    august.does(
        "hazard", "list-up", "BY-2023-0002", "--authority", "town", "--on", "2023-08-07", today="2023-08-07"
    )
    august.does("hazard", "rectify", no, "--on", "2023-08-20", today="2023-08-20")
    august.does("hazard", "delist", no, "--on", "2023-08-25", today="2023-08-25")
    told = sheets(august, tmp_path / "a.xlsx", "--issue")
    head, first, second = told["挂牌督办"][2:5]
    rows = {row[0]: dict(zip(head, row, strict=True)) for row in (first, second)}
    assert rows[no]["挂牌层级"] == "区级"
    assert rows[no]["挂牌文号"] == "安委〔2023〕8号"
    assert [rows[no][name].date() for name in ("挂牌日期", "摘牌日期")] == [
        date(2023, 8, 6),
        date(2023, 8, 25),
    ]
    assert rows["BY-2023-0002"]["摘牌日期"] is None
    assert sheets(august, tmp_path / "b.xlsx") == told, "as it was handed in"


def test_the_five_name_which_hazard_lacks_what_and_the_phases_what_is_owed(
    office: "Office", tmp_path: Path
) -> None:
    office.does(
        "hazard", "add", "--title", "化粪池", "--level", "general", "--unit", "经发办", "--source", "department",
        "--pending", "2023-08-10", "--interim", "围挡", "--found-on", "2023-08-01", "--measures", "清掏",
        today="2023-08-01",
    )  # fmt: skip
    told = sheets(office, tmp_path / "a.xlsx")
    lacking = told["五落实"][-1]
    assert lacking[0] == "BY-2023-0001"
    assert "整改资金" in lacking[5]
    assert "整改措施" not in lacking[5]
    assert {row[0] for row in told["阶段"][3:]} == {1, 2, 3, 4}
    assert told["阶段"][2][5:] == ["阶段成果", "应交", "已交"]
    assert all(row[6] >= row[7] for row in told["阶段"][3:])


def test_the_trend_says_by_what_the_months_before_are_told(office: "Office", tmp_path: Path) -> None:
    told = sheets(office, tmp_path / "a.xlsx")
    assert "以当月印发的报表为准" in told["逐月趋势"][-1][0]
