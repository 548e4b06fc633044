"""What was found before the campaign stands apart everywhere: in no figure of the campaign, and never left out of sight."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document

from hazardctl.ledger.queries import cohorts

if TYPE_CHECKING:
    from tests.cli.conftest import Office

TODAY = "2023-08-31"
LEFT = "另有行动前存量未销号1项，其中逾期1项"
ON_SCREEN = "另有行动前存量未销号 1 项，其中逾期 1 项"


@pytest.fixture(name="both")
def _both(office: "Office") -> "Office":
    """Have one hazard of before the campaign, late, and one found in it, not late."""
    office.registers(
        found_on="2023-05-01", deadline="2023-06-10", title="旧", unit="党政办", village="双龙村"
    )
    office.registers(found_on="2023-08-02", deadline="2023-09-30", title="新", village="双龙村", today=TODAY)
    return office


def told(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def test_the_morning_page_counts_as_the_report_does(both: "Office") -> None:
    status, report = both.asks("status", today=TODAY), both.asks("report", "monthly", today=TODAY)
    assert status["counts"] == report["cumulative"]
    assert status["stock"] == report["stock"]
    assert (status["counts"]["found"], status["stock"]["open"], status["overdue"]["count"]) == (1, 1, 1)
    assert ON_SCREEN in both.does("status", today=TODAY).out


def test_nobody_is_told_of_stock_that_there_is_not(office: "Office") -> None:
    office.registers(found_on="2023-06-02")
    office.registers(found_on="2023-05-01", fixed_on_spot="已拧紧", reviewer="王五", deadline=None)
    assert office.asks("status")["stock"]["found"] == 1
    for words in (
        ("status",),
        ("unit", "show", "经发办"),
        ("report", "upward"),
        ("report", "monthly", "--brief"),
    ):
        assert "存量" not in office.does(*words).out


def test_the_paragraph_does_not_mix_the_two(both: "Office") -> None:
    said = both.does("report", "monthly", "--brief", today=TODAY).out
    assert f"未销号1项，逾期未整改0项；{LEFT}；" in said


def test_the_page_for_the_district_and_that_of_a_unit_name_it(both: "Office") -> None:
    text = both.asks("report", "upward", today=TODAY)["text"]
    assert "未销号1项，逾期0项。\n其中部门检查发现1项" in text
    assert f"\n{LEFT}。\n" in text
    unit = both.asks("unit", "show", "党政办", today=TODAY)
    assert (unit["hazards"]["found"], unit["stock"]["overdue"], len(unit["open_hazards"])) == (0, 1, 1)
    village = both.asks("unit", "show", "双龙村", today=TODAY)
    assert (village["hazards"]["found"], village["stock"]["found"], len(village["open_hazards"])) == (1, 1, 2)
    assert ON_SCREEN in both.does("report", "unit", "党政办", today=TODAY).out


def test_the_papers_name_it_and_whose_it_is(both: "Office", tmp_path: Path) -> None:
    both.does("report", "monthly", "-o", str(tmp_path / "通报.docx"), today=TODAY)
    circular = told(tmp_path / "通报.docx")
    assert f"{LEFT}。" in circular
    assert "逾期未整改隐患1项（含行动前存量1项）" in circular
    assert "逾期未整改的，由党政办督促" in circular
    both.does("report", "unit", "党政办", "-o", str(tmp_path / "单位.docx"), today=TODAY)
    assert LEFT in told(tmp_path / "单位.docx")


@pytest.mark.parametrize(
    ("since", "found"),
    [("2023-04-30", 0), ("2023-05-01", 0), ("2023-05-02", 1), ("2023-08-02", 1), ("2023-08-03", 2), ("2023-09-01", 2)],
)  # fmt: skip
def test_what_was_found_before_a_day_is_counted_up_to_the_day_before(
    both: "Office", since: str, found: int
) -> None:
    with both.store.reading() as reader:
        assert cohorts.before(reader, date.fromisoformat(TODAY), date.fromisoformat(since)).n == found
