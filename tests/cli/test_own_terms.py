"""An office that calls things otherwise (`labels.yaml`): its words on every page, and sheets in anybody's words come in.

Each command is a process of its own: terms are taken before pages name their columns.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from docx import Document

if TYPE_CHECKING:
    from tests.cli.conftest import Office

TERMS = {
    "unit": "主管部门",
    "village": "所在地",
    "funds": "治理经费",
    "source": "从哪里来",
    "five": "五到位",
    "pending": "五样没齐",
    "general": "普通问题",
    "self": "企业自己查",
    "overdue": "超期没改",
    "closed": "已了结",
    "deadline": "改完日期",
    "listing": "挂号督办",
    "district": "县级",
    "town": "乡级",
    "rectified_rate": "改好率",
    "sector": "行当",
    "on_time_rate": "准时率",
    "report_discovered": "头一份报告",
}


@pytest.fixture
def own(office: "Office") -> "Office":
    """The office, with a plan folder that holds terms of its own; `says` works by it."""
    folder = _plan(office)
    office.does("plan", "export", str(folder))
    told = "".join(f"{key}: {term}\n" for key, term in TERMS.items())
    (folder / "labels.yaml").write_text(told, encoding="utf-8")
    return office


def _plan(office: "Office") -> Path:
    return office.home / "自己的方案"


def says(office: "Office", *words: str, today: str = "2023-07-10") -> str:
    done = office.process(*words, today=today, HAZARDCTL_PLAN=str(_plan(office)))
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


SHEETS = {
    "official": (
        "隐患描述,隐患等级,监管责任单位,隐患来源,排查日期,属地村（社区）,即查即改情况\n堆物,一般隐患,经发办,企业自查,2023-07-01,,清走\n"
    ),
    "own": (
        "隐患描述,隐患等级,主管部门,从哪里来,排查日期,所在地,即查即改情况\n堆物,普通问题,经发办,企业自己查,2023-07-01,,清走\n"
    ),
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_comes_in_by_the_official_terms_and_by_the_office_s_own(
    own: "Office", tmp_path: Path, sheet: str
) -> None:
    file = tmp_path / "报来的.csv"
    file.write_text(SHEETS[sheet], encoding="utf-8")
    said = says(own, "import", str(file))
    assert "新增 1 " in said
    assert "没有用到" not in said
    assert own.asks("hazard", "list")[0]["unit"] == "经发办"


def test_the_printed_ledger_carries_the_office_s_own_terms_and_comes_back(
    own: "Office", tmp_path: Path
) -> None:
    own.registers()
    file = tmp_path / "台账.xlsx"
    says(own, "export", str(file))
    sheet = openpyxl.load_workbook(file).worksheets[0]
    headings = {cell.value for row in sheet.iter_rows(min_row=3, max_row=4) for cell in row}
    assert {
        "五到位",
        "主管部门及责任人",
        "治理经费（万元）",
        "所在地",
        "改完日期",
        "挂号督办（级别）",
    } <= headings
    assert "未变 1 " in says(own, "import", str(file))


OFFICIAL = (
    "监管责任单位", "属地村（社区）", "隐患来源", "五落实", "一般隐患", "企业自查", "逾期未整改", "已销号", "整改时限", "挂牌督办",
    "区级", "镇级", "整改率", "行业领域", "发现报告",
)  # fmt: skip


@pytest.fixture
def listing(own: "Office") -> "Office":
    """An office with a general hazard that the district lists, one that the town does, and a closed one."""
    first, second, third = (own.registers(title=title) for title in ("甲", "乙", "丙"))
    own.does("hazard", "list-up", first, "--authority", "district", "--on", "2023-07-10")
    own.does("hazard", "list-up", second, "--authority", "town", "--on", "2023-07-10")
    own.does("hazard", "rectify", third, "--by", "李四", today="2023-07-11")
    own.closes(third, on="2023-07-12")
    return own


@pytest.mark.parametrize(
    "words",
    [
        ("report", "monthly", "2023-08"),
        ("report", "monthly", "2023-08", "--brief"),
        ("report", "monthly", "2023-08", "--format", "csv"),
        ("hazard", "supervised"),
        ("hazard", "list"),
        ("hazard", "show", "BY-2023-0001"),
        ("status",),
    ],
)
def test_every_page_speaks_in_the_office_s_own_terms(listing: "Office", words: tuple[str, ...]) -> None:
    said = says(listing, *words, today="2023-08-31")
    assert [term for term in OFFICIAL if term in said] == []
    assert any(term in said for term in TERMS.values())


def test_the_papers_of_the_month_speak_in_the_office_s_own_terms(listing: "Office", tmp_path: Path) -> None:
    made = [tmp_path / f"通报.{kind}" for kind in ("docx", "xlsx", "html")]
    outputs = [word for file in made for word in ("-o", str(file))]
    says(listing, "report", "monthly", "2023-08", *outputs, today="2023-08-31")
    document: Any = Document(str(made[0]))
    paper = "\n".join(p.text for p in document.paragraphs)
    assert "县级及以上挂牌1项，乡级督办1项" in paper
    heads = {cell.text for table in document.tables for cell in table.rows[0].cells}
    heads |= {
        str(cell.value)
        for sheet in openpyxl.load_workbook(made[1])
        for row in sheet.iter_rows()
        for cell in row
    }
    heads |= set(re.findall(r">([^<>]+)</(?:th|span)>", made[2].read_text(encoding="utf-8")))
    assert heads & set(OFFICIAL) == set()
    assert {"主管部门", "所在地", "改完日期", "改好率", "超期没改"} <= heads
