"""Sheets with merged cells in which something is wrong: they go back marked where a reader looks."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook
from tests.data.sheets.make import PLAIN, row

if TYPE_CHECKING:
    from tests.cli.conftest import Office


def merged_sheet(path: Path, *merges: str, **changes: Any) -> Path:
    """Write a sheet of two rows with ranges merged over it."""
    workbook = Workbook()
    worksheet = workbook.active
    for line in (PLAIN, row("隐患一", **changes), row("隐患二", **changes)):
        worksheet.append(line)
    for merge in merges:
        worksheet.merge_cells(merge)
    workbook.save(path)
    return path


def test_a_wrong_cell_merged_over_two_rows_is_marked_once_where_it_is_seen(
    office: "Office", tmp_path: Path
) -> None:
    at = PLAIN.index("监管责任单位") + 1
    letter = chr(64 + at)
    path = merged_sheet(tmp_path / "a.xlsx", f"{letter}2:{letter}3", 监管责任单位="没有的办公室")
    done = office.run("import", str(path), "--format", "json")
    assert (done.code, done.data["refused"]) == (1, 2)
    marked: Any = load_workbook(done.data["error_file"]).active
    assert "没有的办公室" in marked.cell(2, at).comment.text
    assert [marked.cell(n, len(PLAIN) + 1).value is not None for n in (1, 2, 3)] == [True] * 3


def test_a_range_merged_over_the_column_of_errors_is_taken_apart(office: "Office", tmp_path: Path) -> None:
    last = chr(64 + len(PLAIN))
    beyond = chr(65 + len(PLAIN))
    path = merged_sheet(tmp_path / "a.xlsx", f"{last}2:{beyond}3", 隐患等级="特大")
    done = office.run("import", str(path), "--format", "json")
    assert done.code == 1
    marked: Any = load_workbook(done.data["error_file"]).active
    assert "隐患等级" in marked[f"{beyond}2"].value
