"""Every list and report as a workbook: numbers as numbers, days as days, text as text whatever it begins with."""

import os
import subprocess
import tempfile
from datetime import date
from functools import partial
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from hazardctl.domain.text import safe
from hazardctl.errors import Refused
from hazardctl.exchange import book
from hazardctl.render.xlsx import flow, looks, style

if TYPE_CHECKING:
    from tests.cli.conftest import Office

ASKED = (
    ("hazard", "list"), ("hazard", "show", "BY-2023-0001"), ("hazard", "gaps"), ("hazard", "history", "BY-2023-0001"),
    ("status",), ("report", "monthly"), ("report", "upward"), ("inspect", "list"), ("enterprise", "list"),
    ("task", "list"), ("task", "status"), ("phase", "status"), ("unit", "list"), ("submissions",), ("plan", "show"),
    ("who-owns", "燃气"), ("check",), ("post", "list"), ("setting", "list"), ("action", "list"), ("permit", "list"),
    ("accident", "list"), ("tipoff", "list"), ("problem", "list"), ("enforce", "list"), ("key-item", "list"),
)  # fmt: skip


@pytest.fixture
def town(office: "Office") -> "Office":
    """A town with a little of everything that is listed."""
    office.registers(title="=1+1", place="+86", funds="1.5万", village="双龙村", found_on="2023-06-01")
    office.registers(
        title="灭火器过期",
        level="major",
        criterion="标准第三条",
        deadline="2023-07-01",
        found_on="2023-06-02",
    )
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "经发办", "--on", "2023-06-03")
    office.does("submit", "--unit", "双龙村", "--month", "2023-06", "--nil")
    return office


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_every_answer_goes_into_a_workbook(town: "Office", tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "答.xlsx"
    result = town.run(*words, "-o", str(path))
    assert result.code in {0, 1}, result.err
    workbook = load_workbook(path)
    assert not [c for w in workbook.worksheets for row in w.iter_rows() for c in row if c.data_type == "f"]
    assert book.read(path).sheets[0].rows[0][0]
    # One page wide; the format says so where it says nothing.
    assert all(w.sheet_properties.pageSetUpPr.fitToPage for w in workbook.worksheets)
    assert all(
        w.page_setup.fitToWidth in {1, None} and w.page_setup.fitToHeight == 0 for w in workbook.worksheets
    )


def test_a_list_has_every_field_and_its_numbers_are_numbers(town: "Office", tmp_path: Path) -> None:
    town.does("hazard", "list", "-o", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "a.csv"))
    worksheet: Any = load_workbook(tmp_path / "a.xlsx")["全部字段"]
    heads = {cell.value: cell.column for cell in worksheet[2]}
    csv_heads = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert list(heads) == csv_heads
    first = next(r for r in (3, 4) if worksheet.cell(r, heads["隐患编号"]).value == "BY-2023-0001")
    assert worksheet.cell(first, heads["整改资金（元）"]).value == 15_000
    assert worksheet.cell(first, heads["排查日期"]).value.date() == date(2023, 6, 1)
    assert worksheet.cell(first, heads["隐患描述"]).value == "=1+1"
    assert worksheet.cell(first, heads["具体部位"]).value == "+86"


def test_the_screen_s_limit_is_no_limit_of_a_file(office: "Office", tmp_path: Path) -> None:
    for n in range(55):
        office.registers(title=f"隐患{n}")
    office.does("hazard", "list", "-o", str(tmp_path / "a.xlsx"))
    workbook = load_workbook(tmp_path / "a.xlsx")
    assert [w.max_row for w in workbook.worksheets] == [57, 57]


def test_rates_and_counts_of_a_report_are_numbers(town: "Office", tmp_path: Path) -> None:
    town.does("report", "monthly", "2023-06", "-o", str(tmp_path / "a.xlsx"))
    values = [c.value for row in load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows() for c in row]
    assert 2 in values
    assert 0 in values
    assert not [v for v in values if isinstance(v, str) and v.endswith("%")]


def test_a_file_open_elsewhere_is_left_and_another_written(
    town: "Office", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"open in WPS")
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if Path(target) == path:
            raise PermissionError(13, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    result = town.does("hazard", "list", "-o", str(path))
    assert "清单(1).xlsx" in result.err
    assert path.read_bytes() == b"open in WPS"
    assert load_workbook(tmp_path / "清单(1).xlsx").worksheets


ANY_TEXT = st.text(max_size=60) | st.sampled_from([
    "=1", "_x0041_", "＝a", "\t=1", "\r\n=1", "'x", "a\x00b", "\ufeff=1", "<r>", "<r><t>假的</t></r>", "<r>a&b</r>", " 前后空 ",
    "𠮷" * 20, "\ufffe", "a\nb",
])  # fmt: skip


def _same(found: object, text: str) -> bool:
    """A reader may take a cell of nothing but blanks for an empty one."""
    return found == safe(text) or (found is None and not safe(text).strip())


@settings(max_examples=400, deadline=None)
@given(text=ANY_TEXT)
def test_any_text_is_text_and_comes_back_as_it_is(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("t", numbered=True) / "a.xlsx"
    workbook = Workbook()
    cell: Any = workbook.active["A1"]
    style.put(cell, text)
    assert cell.data_type == "s" or cell.value is None
    style.save(workbook, path)
    rows = book.read(path).sheets[0].rows
    assert _same(rows[0][0] if rows and rows[0] else None, text)


@settings(max_examples=400, deadline=None)
@given(texts=st.lists(ANY_TEXT, min_size=1, max_size=20))
def test_any_text_of_a_sheet_written_row_by_row_comes_back_as_it_is(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("t", numbered=True) / "a.xlsx"

    def content(to: flow.Flow) -> None:
        sheet = to.sheet("文")
        for text in texts:
            sheet.append([text, text, 1], [None, flow.Look(boxed=True), None])

    flow.save(path, content)
    for row, text in zip(book.read(path).sheets[0].rows, texts, strict=True):
        assert row[2] == 1
        assert _same(row[0], text)
        assert _same(row[1], text)
    cells = [cell for row in load_workbook(path).worksheets[0].iter_rows(max_col=2) for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert all(
        cell.quotePrefix for cell in cells if safe(str(cell.value or "")).startswith(looks.FORMULA_LIKE)
    )


def test_a_text_longer_than_a_cell_holds_is_refused_and_no_file_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))

    def content(text: str, to: flow.Flow) -> None:
        to.sheet("文").append([text])

    longest = f"<r>{'&' * (looks.LONGEST - 3)}"
    flow.save(tmp_path / "b.xlsx", partial(content, longest))
    assert book.read(tmp_path / "b.xlsx").sheets[0].rows[0][0] == longest
    (tmp_path / "b.xlsx").unlink()
    for text in ("长" * (looks.LONGEST + 1), "𠮷" * (looks.LONGEST // 2 + 1)):
        with pytest.raises(Refused):
            flow.save(tmp_path / "a.xlsx", partial(content, text))
    assert list(tmp_path.rglob("*")) == [aside]


@pytest.mark.skipif(not which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_libreoffice_reads_every_workbook_as_it_was_written(town: "Office", tmp_path: Path) -> None:
    for n, words in enumerate(ASKED):
        town.run(*words, "-o", str(tmp_path / f"{n:02d}.xlsx"))
    for kind in ("hazards", "enterprises", "records", "submissions"):
        town.does("template", str(tmp_path / f"表样{kind}.xlsx"), "--kind", kind)
        town.does("export", str(tmp_path / f"导出{kind}.xlsx"), "--kind", kind)
    files = sorted(tmp_path.glob("*.xlsx"))
    folder = tmp_path / "另存"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx",
         "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": str(tmp_path / "profile")},
    )  # fmt: skip
    for path in files:
        ours, theirs = said(path), said(folder / path.name)
        assert ours == theirs, path.name


def said(path: Path) -> dict[str, Any]:
    """Return what the sheets of a workbook say, without the empty cells that a program may add."""
    return {
        sheet.name: [told for row in sheet.rows if (told := [v for v in row if v is not None])]
        for sheet in book.read(path).sheets
    }


def test_what_stands_below_the_printed_rows_holds_the_same_values(
    town: "Office", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cells(name: str) -> list[list[Any]]:
        path = tmp_path / name
        town.does("hazard", "list", "-o", str(path))
        return [[c.value for c in row] for row in load_workbook(path)["全部字段"].iter_rows()]

    framed = cells("a.xlsx")
    monkeypatch.setattr(looks, "PRINTED", 1)
    assert cells("b.xlsx") == framed
    assert load_workbook(tmp_path / "b.xlsx")["全部字段"]["A4"].border.left.style is None
