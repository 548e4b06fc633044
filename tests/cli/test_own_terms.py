"""An office that calls things otherwise (`labels.yaml`): its words on every page, and sheets in anybody's words come in.

Each command is a process of its own: terms are taken before pages name their columns.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

TERMS = {
    "unit": "主管部门",
    "village": "所在地",
    "funds": "治理经费",
    "source": "从哪里来",
    "five": "五到位",
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
    "report_discovered": "头一份报告",
}


@pytest.fixture
def own(office: "Office", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Office":
    """The office, from now on with terms of its own."""
    folder = tmp_path / "方案"
    office.does("plan", "export", str(folder))
    told = "".join(f"{key}: {term}\n" for key, term in TERMS.items())
    (folder / "labels.yaml").write_text(told, encoding="utf-8")
    monkeypatch.setenv("HAZARDCTL_PLAN", str(folder))
    return office


def says(office: "Office", *words: str, today: str = "2023-07-10") -> str:
    done = office.process(*words, today=today)
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
