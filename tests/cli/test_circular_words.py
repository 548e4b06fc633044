"""How the circular words its figures: zeros left out, days said by their right name, nothing torn or cut silently."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from openpyxl import load_workbook

if TYPE_CHECKING:
    from tests.cli.conftest import Office

TODAY = "2023-09-02"


def major(office: "Office", title: str, **changes: str | None) -> str:
    told = {
        "level": "major",
        "criterion": "第三条",
        "found_on": "2023-08-05",
        "deadline": "2023-08-20",
        **changes,
    }
    return office.registers(title=title, today=str(told["found_on"]), **told)


def document(office: "Office", path: Path, *words: str, today: str = TODAY) -> Any:
    office.does("report", "monthly", *words, "-o", str(path), today=today)
    return Document(str(path))


def text_of(document: Any) -> str:
    return "\n".join(p.text for p in document.paragraphs)


def rows_of(document: Any, number: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[number].rows]


def test_a_clause_of_nought_is_left_out_and_no_leader_is_named_where_there_is_none(
    office: "Office", tmp_path: Path
) -> None:
    no = office.registers(found_on="2023-08-01", today="2023-08-01")
    office.does("hazard", "rectify", no, "--on", "2023-08-02", today="2023-08-02")
    office.closes(no, on="2023-08-03")
    major(office, "泄漏")
    office.does(
        "inspect",
        "add",
        "--enterprise",
        "测试食品厂",
        "--unit",
        "经发办",
        "--on",
        "2023-08-05",
        today="2023-08-05",
    )
    told = text_of(document(office, tmp_path / "a.docx", "2023-08"))
    assert "本月销号1项。" in told
    assert "存量0项" not in told
    assert "未发现隐患" not in told
    assert "1. 测试食品厂：泄漏，整改时限2023年8月20日，目前逾期11日。" in told
    assert "包保领导" not in told
    assert "双报告应报未报：发现报告1件。" in told


def test_each_kind_of_report_that_is_owed_is_counted_by_itself(office: "Office", tmp_path: Path) -> None:
    no = major(office, "泄漏")
    major(office, "堵塞")
    office.does("hazard", "rectify", no, "--on", "2023-08-09", today="2023-08-09")
    report = office.asks("report", "monthly", "2023-08", today=TODAY)
    assert report["double_report"]["owed"] == 3
    told = text_of(document(office, tmp_path / "a.docx", "2023-08"))
    assert "双报告应报未报：发现报告2件、整改报告1件。" in told


def test_what_is_late_is_asked_for_by_the_last_day_of_the_next_month_s_figures(
    office: "Office", tmp_path: Path
) -> None:
    office.registers(found_on="2023-08-01", deadline="2023-08-20", today="2023-08-01")
    office.registers(title="另一处", found_on="2023-08-02", deadline="2023-09-08", today="2023-08-02")
    told = text_of(document(office, tmp_path / "a.docx", "2023-08"))
    assert "由经发办督促责任单位于2023年9月30日前整改到位" in told
    assert "30日内到期的1项（最早2023年9月8日到期），由经发办逐项盯办" in told


def test_a_draft_of_a_month_that_runs_says_now_and_not_its_end(office: "Office", tmp_path: Path) -> None:
    office.registers(found_on="2023-08-01", today="2023-08-01")
    told = text_of(document(office, tmp_path / "a.docx", "2023-08", today="2023-08-15"))
    assert "目前未销号1项，较上月末增加1项" in told
    assert "月末未销号" not in told


def test_days_chosen_freely_are_no_month_on_any_paper(office: "Office", tmp_path: Path) -> None:
    office.registers(found_on="2023-08-01", today="2023-08-01")
    words = ("--from", "2023-07-15", "--to", "2023-08-15")
    told = text_of(document(office, tmp_path / "a.docx", *words))
    assert "本期排查隐患1项" in told
    assert "期末未销号1项，较上期末增加1项" in told
    office.does("report", "monthly", *words, "-o", str(tmp_path / "a.html"), today=TODAY)
    office.does("report", "monthly", *words, "-o", str(tmp_path / "a.xlsx"), today=TODAY)
    book = load_workbook(tmp_path / "a.xlsx")
    cells = [str(c.value) for w in book.worksheets for row in w.iter_rows() for c in row if c.value]
    screen = office.does("report", "monthly", *words, today=TODAY).out
    brief = office.does("report", "monthly", *words, "--brief", today=TODAY).out
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    page = page.replace("已印发的各月", "").replace("当月", "")
    for text in (told, page, screen.partition("任务、报送")[0], brief, "".join(cells)):
        assert not [word for word in ("本月", "上月", "月末", "月初", "往月存量") if word in text]
    assert "2023年7月15日至2023年8月15日专项行动调度" in screen
    assert "本期销号0项" in brief


def test_of_eleven_major_hazards_ten_are_named_and_the_annex_is_referred_to(
    office: "Office", tmp_path: Path
) -> None:
    for n in range(11):
        major(office, f"第{n}处")
    told = text_of(document(office, tmp_path / "a.docx", "2023-08"))
    assert "未销号的重大事故隐患11项，列出前10项：" in told
    last = next(line for line in told.splitlines() if line.startswith("10. "))
    assert last.endswith("等，详见附件4。")


def test_a_description_of_500_characters_is_shortened_on_paper_and_whole_in_the_workbook(
    office: "Office", tmp_path: Path
) -> None:
    title = "长" * 500
    office.registers(title=title, found_on="2023-08-01", deadline="2023-08-20", today="2023-08-01")
    rows = rows_of(document(office, tmp_path / "a.docx", "2023-08", "-o", str(tmp_path / "a.xlsx")), 2)
    assert rows[1][2] == "长" * 40 + "…见 Excel"
    assert load_workbook(tmp_path / "a.xlsx")["逾期未整改"]["E4"].value == title


def test_the_annexes_list_who_found_nothing_and_end_with_the_sum(office: "Office", tmp_path: Path) -> None:
    office.registers(found_on="2023-08-01", village="双龙村", today="2023-08-01")
    made = document(office, tmp_path / "a.docx", "2023-08", "-o", str(tmp_path / "a.xlsx"))
    units, villages = rows_of(made, 0), rows_of(made, 1)
    assert units[1] == ["经发办", "1", "0", "0.0%", "0", "1", "1", "0"]
    assert ["党政办", "0", "0", "—", "0", "0", "0", "0"] in units
    assert units[-1] == villages[-1] == ["合计", "1", "0", "0.0%", "0", "1", "1", "0"]
    assert ["白羊社区", "0", "0", "—", "0", "0", "0", "0"] in villages
    book = load_workbook(tmp_path / "a.xlsx")["分单位"]
    assert [cell.value for cell in book[book.max_row]] == ["合计", 1, 0, 0, 0, 0, 1, 1, 0]
    assert book["I3"].value == "移送"


@pytest.mark.parametrize("typed", [True, False], ids=["with its visit's number", "without it"])
def test_a_visit_on_whose_day_a_hazard_was_found_there_did_not_find_nothing(
    office: "Office",
    typed: bool,  # noqa: FBT001
) -> None:
    for firm in ("测试食品厂", "超市"):
        words = ("inspect", "add", "--enterprise", firm, "--unit", "经发办", "--on", "2023-08-05")
        office.does(*words, today="2023-08-05")
    office.registers(found_on="2023-08-05", visit="JC-2023-0001" if typed else None, today="2023-08-05")
    office.registers(title="另一天", enterprise="超市", found_on="2023-08-06", today="2023-08-06")
    visits = office.asks("report", "monthly", "2023-08", today=TODAY)["inspections"]
    assert visits == {"visits": 2, "firms": 2, "clean": 1}
    office.does("hazard", "void", "BY-2023-0001", "--reason", "登错", today="2023-08-07")
    assert office.asks("report", "monthly", "2023-08", today=TODAY)["inspections"]["clean"] == 2


def test_every_figure_of_the_screen_is_in_the_csv(office: "Office") -> None:
    major(office, "泄漏")
    told = office.does("report", "monthly", "2023-08", "--format", "csv", today=TODAY).out
    report = office.asks("report", "monthly", "2023-08", today=TODAY)
    figures = dict(line.split(",", 1) for line in told.partition("全部数字\n")[2].splitlines())
    for name, value in (
        ("存量变动 月末", report["balance"]["closing"]),
        ("检查 家次", report["inspections"]["visits"]),
        ("事故 死亡人数", report["accidents"]["deaths"]),
        ("挂牌督办 项数", report["listed"]["count"]),
        ("五落实 齐全", report["five"]["complete"]),
        ("资金 计划（万元）", "2"),
        ("双报告 应报未报", report["double_report"]["owed"]),
        ("重点任务 应做", report["tasks"]["expected"]),
    ):
        assert figures[name] == str(value), name


def test_the_second_part_names_every_major_hazard_that_is_not_closed_listed_or_not(office: "Office") -> None:
    major(office, "泄漏")
    screen = office.does("report", "monthly", "2023-08", today=TODAY).out
    part = screen.partition("二、重大事故隐患")[2].partition("三、各单位进展")[0]
    assert "未销号的重大事故隐患 1 项" in part
    assert "BY-2023-0001" in part


def test_the_number_above_the_second_part_is_that_of_the_rows_below_it(office: "Office") -> None:
    no = office.registers(title="挂牌的一般隐患", found_on="2023-08-05", today="2023-08-05")
    office.does("hazard", "list-up", no, "--authority", "district", "--on", "2023-08-06", today="2023-08-06")
    assert "未销号的挂牌督办隐患 1 项" in office.does("report", "monthly", "2023-08", today=TODAY).out
    major(office, "泄漏")
    screen = office.does("report", "monthly", "2023-08", today=TODAY).out
    part = screen.partition("二、重大事故隐患")[2].partition("三、各单位进展")[0]
    assert "未销号的重大事故隐患 1 项、其他挂牌督办隐患 1 项" in part
    assert part.count("BY-2023-") == 2
