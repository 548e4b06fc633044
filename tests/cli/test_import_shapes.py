"""Real shapes of sheets, from the folder `tests/data/sheets`: each is taken or refused as the table says."""

from pathlib import Path
from shutil import copy
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

SHEETS = Path(__file__).parents[1] / "data" / "sheets"

# file → (read, added, skipped, refused), and for each refusal its cell and code
TABLE: dict[str, tuple[tuple[int, int, int, int], dict[str, str]]] = {
    "两行表头.xlsx": ((4, 2, 2, 0), {}),
    "两行表头.xls": ((4, 2, 2, 0), {}),
    "两行表头.ods": ((4, 2, 2, 0), {}),
    "合并单元格.xlsx": ((3, 3, 0, 0), {}),
    "合并单元格.xls": ((3, 3, 0, 0), {}),
    "日期序列号.xlsx": ((2, 2, 0, 0), {}),
    "各种日期.xlsx": ((10, 10, 0, 0), {}),
    "看不懂的日期.xlsx": (
        (3, 0, 0, 3),
        {"E2": "ambiguous_date", "E3": "no_such_date", "I4": "ambiguous_date"},
    ),
    "万元表头.xlsx": ((3, 3, 0, 0), {}),
    "五落实一列.xlsx": ((3, 2, 0, 1), {"F4": "five_unread"}),
    "打勾打叉.xlsx": ((3, 2, 0, 1), {"F4": "spot_without_words"}),
    "责任单位.xlsx": ((3, 1, 0, 2), {"K3": "missing", "K4": "unit_or_firm"}),
    "单位和人一列.xlsx": ((2, 2, 0, 0), {}),
    "表头有空格换行错字.xlsx": ((1, 1, 0, 0), {}),
    "空行.xlsx": ((2, 1, 0, 1), {"B5": "not_a_choice"}),
    "未发现隐患.xlsx": ((3, 1, 2, 0), {}),
    "重复的行.xlsx": ((3, 1, 2, 0), {}),
    "只有表头.xlsx": ((0, 0, 0, 0), {}),
    "公式样的字.xlsx": ((3, 3, 0, 0), {}),
    "几张工作表.xlsx": ((2, 2, 0, 0), {}),
    "公式.xlsx": ((2, 1, 0, 1), {"H3": "cell_error"}),
    "WPS表格.xlsx": ((1, 1, 0, 0), {}),
    "四十个单位.xlsx": ((2, 1, 0, 1), {"K3": "unknown_unit"}),
    "GB18030.csv": ((2, 2, 0, 0), {}),
    "UTF8有BOM.csv": ((2, 2, 0, 0), {}),
    "UTF8无BOM.csv": ((2, 2, 0, 0), {}),
}


@pytest.fixture
def sheets(office: "Office", tmp_path: Path) -> Path:
    """The folder's files where a marked sheet may be written beside them, and the units that they name."""
    office.does(
        "unit", "add", *(f"负有安全生产监督管理职责第{n}办公室" for n in range(1, 41)), "--kind", "office"
    )
    folder = tmp_path / "收到的表"
    folder.mkdir()
    for path in SHEETS.iterdir():
        if path.is_file() and path.suffix != ".py":
            copy(path, folder)
    return folder


def test_the_table_names_every_sheet_of_the_folder() -> None:
    kept = {path.name for path in SHEETS.iterdir() if path.is_file() and path.suffix != ".py"}
    assert kept == {*TABLE, "没有表头.xlsx"}


@pytest.mark.parametrize("name", TABLE)
def test_a_sheet_is_taken_or_refused_cell_by_cell(office: "Office", sheets: Path, name: str) -> None:
    (read, added, skipped, refused), cells = TABLE[name]
    before = office.contents()
    result = office.run("import", str(sheets / name), "--format", "json")
    done = result.data
    counts = [done[key] for key in ("added", "updated", "unchanged", "skipped", "refused")]
    assert (done["read"], counts) == (read, [added, 0, 0, skipped, refused]), done["errors"]
    assert {note["cell"]: note["code"] for note in done["errors"]} == cells
    assert result.code == (1 if refused else 0)
    assert (office.contents() == before) is (refused > 0 or not added)
    assert done["saved"] is (not refused and added > 0)


@pytest.mark.parametrize("name", [name for name, (counts, _) in TABLE.items() if counts[1]])
def test_the_good_rows_come_in_alone_and_a_second_time_nothing(
    office: "Office", sheets: Path, name: str
) -> None:
    (read, added, skipped, refused), _ = TABLE[name]
    assert office.run("import", str(sheets / name), "--partial").code == (1 if refused else 0)
    listed = office.asks("hazard", "list")
    assert len(listed) == added
    again = office.run("import", str(sheets / name), "--partial", "--format", "json").data
    assert (again["added"], again["unchanged"], again["refused"]) == (0, added, refused)
    assert again["read"] == read == again["unchanged"] + again["skipped"] + again["refused"]
    assert again["skipped"] == skipped
    assert office.asks("hazard", "list") == listed


def test_a_sheet_without_a_header_is_refused_in_one_sentence(office: "Office", sheets: Path) -> None:
    result = office.run("import", str(sheets / "没有表头.xlsx"))
    assert (result.code, result.out) == (1, "")
    assert "没有找到表头" in result.err
    assert "hazardctl template" in result.err


def test_what_the_sheets_say_is_what_the_ledger_holds(office: "Office", sheets: Path) -> None:
    office.does("import", str(sheets / "两行表头.xlsx"))
    first, second = sorted(office.asks("hazard", "list"), key=lambda hazard: hazard["no"])
    assert (first["title"], first["level"], first["source"], first["found_on"]) == (
        "配电箱未接地", "general", "village", "2023-06-01",
    )  # fmt: skip
    five = first["five"]
    assert (five["measures"], five["responsible"], five["funds_fen"]) == ("加装接地", "李四", 2_000_000)
    assert (five["deadline"], five["contingency"], first["unit"]) == ("2023-06-30", "停电预案", "经发办")
    assert (second["found_on"], second["five"]["no_funds"], second["unit"]) == ("2023-06-03", True, "经发办")


def test_money_is_read_in_the_unit_of_its_heading(office: "Office", sheets: Path) -> None:
    office.does("import", str(sheets / "万元表头.xlsx"))
    funds = {hazard["title"]: hazard["five"]["funds_fen"] for hazard in office.asks("hazard", "list")}
    assert funds == {"配电箱未接地": 1_500_000, "灭火器过期": 300_000, "通道堵塞": 200_000}


def test_days_of_every_form_are_understood(office: "Office", sheets: Path) -> None:
    office.does("import", str(sheets / "各种日期.xlsx"))
    found = sorted(hazard["found_on"] for hazard in office.asks("hazard", "list"))
    assert found == [f"2023-06-{day:02d}" for day in range(1, 11)]


def test_a_unit_and_a_person_in_one_cell_are_taken_apart(office: "Office", sheets: Path) -> None:
    office.does("import", str(sheets / "单位和人一列.xlsx"))
    for hazard in office.asks("hazard", "list"):
        five = hazard["five"]
        assert (five["responsible_unit"], five["responsible"]) == ("白羊食品厂", "李四")
        assert (hazard["unit"], hazard["supervisor"]) == ("经发办", "孙七")


def test_text_that_looks_like_a_formula_is_text(office: "Office", sheets: Path) -> None:
    office.does("import", str(sheets / "公式样的字.xlsx"))
    assert {hazard["title"] for hazard in office.asks("hazard", "list")} == {"=1+1", "+开头", "@开头"}
