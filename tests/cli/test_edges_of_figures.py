"""Figures at the edges: years that end within a period, days before the campaign, visits, units, half years."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import load_workbook

if TYPE_CHECKING:
    from tests.cli.conftest import Office

EXAMPLES = Path(__file__).parents[2] / "examples"


def dies(office: "Office", day: str) -> None:
    """Have somebody die on a day."""
    office.does(
        "accident", "add", "--summary", "高坠", "--on", day, "--deaths", "1", "--place", "路口", today=day
    )


def test_a_death_before_new_year_is_told_by_the_period_that_holds_it(office: "Office") -> None:
    dies(office, "2023-12-20")
    days = ("report", "monthly", "--from", "2023-12-01", "--to", "2024-01-31")
    toll = office.asks(*days, today="2024-01-31")["accidents"]
    assert (toll["in_period"], toll["deaths_in_period"], toll["deaths"]) == (1, 1, 0)


def test_the_goal_of_deaths_is_held_against_the_whole_period(office: "Office") -> None:
    folder = str(EXAMPLES / "yunxi-town")
    dies(office, "2024-12-28")
    half = office.asks("--plan", folder, "report", "half-year", "2025-H1", today="2025-01-25")
    deaths = next(goal for goal in half["goals"] if goal["key"] == "deaths")
    assert (deaths["actual"], deaths["met"]) == (1, False)


@pytest.mark.parametrize(
    "words",
    [("monthly",), ("monthly", "2023-05"), ("monthly", "--from", "2023-05-05", "--to", "2023-05-18"), ("upward",), ("half-year",)],
    ids=" ".join,
)  # fmt: skip
def test_a_period_that_ends_in_the_campaigns_first_month_but_before_it_is_told_as_any_other(
    office: "Office", words: tuple[str, ...]
) -> None:
    office.registers("--found-on", "2023-05-10", deadline="2023-06-10", today="2023-05-15")
    assert office.run("report", *words, today="2023-05-20").code == 0


def test_a_hazard_that_names_its_visit_spoils_no_other_and_one_that_names_none_spoils_both(
    office: "Office",
) -> None:
    for unit in ("应急办", "经发办"):
        office.does("inspect", "add", "--unit", unit, "--enterprise", "甲厂", "--on", "2023-07-03")

    def clean() -> tuple[list[bool], int]:
        visits = sorted(office.asks("inspect", "list"), key=lambda visit: str(visit["no"]))
        report = office.asks("report", "monthly", "2023-07", today="2023-08-01")
        return [visit["clean"] for visit in visits], report["inspections"]["clean"]

    assert clean() == ([True, True], 2)
    office.registers("--visit", "JC-2023-0002", enterprise="甲厂", found_on="2023-07-03")
    assert clean() == ([True, False], 1)
    office.registers(enterprise="甲厂", found_on="2023-07-03", title="又一处")
    assert clean() == ([False, False], 0)
    assert "没有写检查编号" in office.does("inspect", "show", "JC-2023-0001").out


def test_a_units_page_has_all_its_hazards_and_its_paper_says_how_many_it_names(
    office: "Office", tmp_path: Path
) -> None:
    for n in range(22):
        office.registers(title=f"第{n}处")
    sent = office.registers(title="送区里", deadline="2023-12-30")
    office.does("hazard", "transfer", sent, "--to", "区应急局", "--kind", "refer", "--reason", "权限不够")
    page = office.asks("unit", "show", "经发办")
    assert (len(page["open_hazards"]), page["hazards"]["open"], page["hazards"]["referred"]) == (23, 22, 1)
    screen = office.does("report", "unit", "经发办").out
    assert "共 22 项，这里列出前几项" in screen
    assert "已移送（跟踪中）1 项" in screen
    paper, book = tmp_path / "单位.docx", tmp_path / "单位.xlsx"
    office.does("report", "unit", "经发办", "-o", str(paper), "-o", str(book))
    told = [paragraph.text for paragraph in Document(str(paper)).paragraphs]
    assert any(line.startswith("未销号22项，列出前20项") for line in told)
    assert any(line.startswith("已移送上级、跟踪中的1项") for line in told)
    assert load_workbook(book)["未销号隐患"].max_row >= 23


def test_a_units_screen_names_the_first_of_many_and_says_how_many_there_are(office: "Office") -> None:
    for n in range(21):
        old = office.registers(title=f"旧第{n}处", found_on="2023-04-20", deadline="2023-12-30")
        office.does("hazard", "transfer", old, "--to", "区局", "--kind", "refer", "--reason", "权限不够")
        office.registers(title=f"早第{n}处", found_on="2023-04-21")
    screen = office.does("unit", "show", "经发办").out
    assert "已移送（跟踪中）21 项" in screen
    assert screen.count("共 21 项，这里列出前几项") == 2
    assert (screen.count("旧第"), screen.count("早第")) == (20, 20)
    page = office.asks("unit", "show", "经发办")
    assert [h["status"] for h in page["open_hazards"]] == ["open"] * 21 + ["referred"] * 21


def test_a_units_page_and_paper_name_a_duty_once_however_many_did_not_do_it(
    office: "Office", tmp_path: Path
) -> None:
    for name in ("甲厂", "乙厂", "丙厂"):
        office.does(
            "enterprise", "add", name, "--regulator", "经发办", "--sector", "工贸", today="2023-06-01"
        )
    work = office.asks("unit", "show", "经发办", today="2023-07-10")["work"]
    one_by_one = [one for one in work["late"] if (one["duty"], one["part"]) == ("2-1", "daily")]
    (together,) = [one for one in work["behind"] if (one["task"], one["name"]) == ("2-1", "每日排查")]
    assert sorted(together["subjects"]) == ["丙厂", "乙厂", "甲厂"]
    assert together["missing"] == sum(one["missing"] for one in one_by_one) > 0
    assert together["since"] == min(one["since"] for one in one_by_one)
    assert sum(one["missing"] for one in work["behind"]) == sum(one["missing"] for one in work["late"])
    screen = office.does("report", "unit", "经发办", today="2023-07-10").out
    assert screen.count("每日排查") == 1
    assert "等 3 个单位" in screen
    assert "hazardctl task status --unit 经发办 --missing" in screen
    paper = tmp_path / "单位.docx"
    office.does("report", "unit", "经发办", "-o", str(paper), today="2023-07-10")
    rows = [[cell.text for cell in row.cells] for table in Document(str(paper)).tables for row in table.rows]
    daily = next(row for row in rows if row[0] == "2-1 每日排查")
    assert daily[1].endswith("等 3 个单位")
    assert daily[2] == str(together["missing"])


def test_a_half_year_goes_on_from_the_paper_of_the_one_before(office: "Office") -> None:
    office.registers(found_on="2023-06-05")
    office.does("report", "half-year", "2023-H1", "--issue", today="2023-07-01")
    office.registers(found_on="2023-06-20", title="补录", today="2023-07-02")
    report = office.asks("report", "half-year", "2023-H2", today="2023-07-02")["report"]
    balance = report["balance"]
    assert (balance["opening"], balance["corrections"], balance["closing"]) == (1, 1, 2)
    assert (report["previous"]["found"], report["previous_issue"]) == (1, 1)
    assert (
        "“上期”取自上期印发的第 1 号" in office.does("report", "half-year", "2023-H2", today="2023-07-02").out
    )


def test_a_half_years_days_before_are_those_of_the_half_year_before(office: "Office") -> None:
    office.registers("--found-on", "2023-01-02", deadline="2023-09-30")
    report = office.asks("report", "half-year", "2023-H2")["report"]
    assert report["previous"]["found"] == 1


def test_the_enterprises_of_a_form_are_whose_the_hazards_are_on_that_day(
    office: "Office", tmp_path: Path
) -> None:
    no = office.registers(found_on="2023-07-03")
    office.does(
        "hazard",
        "transfer",
        no,
        "--to",
        "党政办",
        "--kind",
        "reassign",
        "--reason",
        "职责",
        "--on",
        "2023-07-04",
    )
    shutil.copytree(EXAMPLES / "statistics-12", tmp_path / "form")
    map_ = tmp_path / "form" / "map.yaml"
    map_.write_text(map_.read_text(encoding="utf-8").replace("rows: sector", "rows: unit"), encoding="utf-8")
    out = tmp_path / "统计.xlsx"
    office.does("export", str(out), "--map", str(map_), today="2023-07-31")
    sheet = load_workbook(out)["统计表"]
    told = {name: (firms, found) for name, firms, found, *_ in sheet.iter_rows(8, 15, values_only=True)}
    assert told["党政办"] == (1, 1)
    assert told.get("经发办", (None, None)) == (None, None)
