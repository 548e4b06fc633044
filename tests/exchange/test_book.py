"""Files of every program read as the same sheets: values in their true places, whatever the file says of itself."""

import datetime as dt
import hashlib
import struct
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.exchange import files

from hazardctl.errors import ChecksFailed
from hazardctl.exchange import book
from hazardctl.exchange.book import Book, Merge, Value


def read(tmp_path: Path, name: str, data: bytes) -> Book:
    (tmp_path / name).write_bytes(data)
    return book.read(tmp_path / name)


def values(tmp_path: Path, name: str, data: bytes) -> list[list[Value]]:
    return read(tmp_path, name, data).sheets[0].rows


def made(path: Path) -> Path:
    """Write a workbook as an office would: a title over merged cells, dates, a formula's error, a hidden sheet."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "台账"
    sheet["C5"] = "重大事故隐患台账"
    sheet.merge_cells("C5:E6")
    sheet["C7"], sheet["D7"], sheet["E7"] = dt.date(2023, 7, 10), 2, 1.5
    sheet["C7"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["C8"], sheet["D8"], sheet["E8"] = "=1/0", "=1+1", "0012"
    hidden = workbook.create_sheet("选项")
    hidden["A1"] = "一般"
    hidden.sheet_state = "hidden"
    workbook.save(path)
    return path


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_what_libreoffice_saves_is_read_the_same_from_every_format(tmp_path: Path, suffix: str) -> None:
    found = book.read(files.converted(made(tmp_path / "来表.xlsx"), suffix))
    sheet, hidden = found.sheets
    assert sheet.rows[:4] == [[None] * 5] * 4
    assert sheet.rows[4][2] == "重大事故隐患台账"
    assert sheet.rows[6][2:] == [dt.date(2023, 7, 10), 2, 1.5]
    assert sheet.rows[7][2:] == ["#DIV/0!", 2, "0012"]
    assert (sheet.name, sheet.hidden, hidden.name, hidden.hidden) == ("台账", False, "选项", True)
    assert sheet.merges == (() if suffix == "ods" else (Merge(4, 2, 5, 4),))


def test_the_hash_and_size_are_those_of_the_file(tmp_path: Path) -> None:
    data = files.xlsx(files.rows(files.cell("A1")))
    found = read(tmp_path, "来表.xlsx", data)
    assert (found.name, found.size, found.sha256) == (
        "来表.xlsx",
        len(data),
        hashlib.sha256(data).hexdigest(),
    )


def test_a_sheet_of_wps_with_a_wrong_dimension_is_read_whole(tmp_path: Path) -> None:
    body = '<dimension ref="A1"/>' + files.rows(files.cell("A1") + files.cell("C1"), files.cell("B2"))
    assert values(tmp_path, "a.xlsx", files.xlsx(body)) == [[1, None, 1], [None, 1, None]]


def test_a_picture_in_a_cell_is_no_text(tmp_path: Path) -> None:
    body = files.rows(
        '<c r="A1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
        '<c r="B1" t="e"><f>_xlfn.DISPIMG("ID_2",1)</f><v>#NAME?</v></c>' + files.cell("C1")
    )
    assert values(tmp_path, "a.xlsx", files.xlsx(body)) == [[None, None, 1]]


def test_a_formula_is_its_cached_value_and_an_error_its_name(tmp_path: Path) -> None:
    body = files.rows(
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><f>NA()</f><v>#N/A</v></c><c r="C1" t="e"><v>#SPILL!</v></c>'
    )
    assert values(tmp_path, "a.xlsx", files.xlsx(body)) == [[2, "#N/A", "#SPILL!"]]


def test_a_workbook_with_prefixed_tags_is_read_with_its_errors(tmp_path: Path) -> None:
    body = '<x:sheetData><x:row r="1"><x:c r="B1" t="e"><x:v>#REF!</x:v></x:c></x:row></x:sheetData>'
    assert values(tmp_path, "a.xlsx", files.xlsx(body)) == [[None, "#REF!"]]


def test_cells_without_a_reference_stand_one_after_another(tmp_path: Path) -> None:
    body = files.rows("<c><v>1</v></c><c><v>2</v></c>", "<c><v>3</v></c>")
    assert values(tmp_path, "a.xlsx", files.xlsx(body)) == [[1, 2], [3, None]]


def test_formatted_cells_to_the_end_of_the_sheet_do_no_harm(tmp_path: Path) -> None:
    body = files.rows(files.cell("A1") + '<c r="XFD1" s="0"/>', '<c r="XFD1048576" s="0" />')
    assert values(tmp_path, "a.xlsx", files.xlsx(body)) == [[1]]


def test_what_libreoffice_repeats_at_the_end_of_rows_and_sheets_does_no_harm(tmp_path: Path) -> None:
    body = files.ods_row(files.ods_cell("隐患", 2) + files.ods_cell(repeated=16382)) + files.ods_row(
        files.ods_cell(repeated=16384), 1_048_575
    )
    assert values(tmp_path, "a.ods", files.ods(body)) == [["隐患", "隐患"]]


def test_an_old_workbook_is_read_with_its_errors(tmp_path: Path) -> None:
    error = files.record(files.ERROR, struct.pack("<HHHBB", 2, 1, 0, 23, 1))
    data = files.xls(files.dimension(3, 2), files.number(1, 0, 2.5), error)
    assert values(tmp_path, "a.et", data) == [[None, None], [2.5, None], [None, "#REF!"]]


def test_a_file_is_told_by_its_content(tmp_path: Path) -> None:
    assert values(tmp_path, "a.xls", files.xlsx(files.rows(files.cell("A1")))) == [[1]]
    assert values(tmp_path, "b.xls", "描述\t等级\n".encode("gb18030")) == [["描述", "等级"]]


CSV = '台账,,\n描述,等级,"备注\n两行"\n0012, 一般 ,\n'
ROWS = [["台账", None, None], ["描述", "等级", "备注\n两行"], ["0012", " 一般 ", None]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_of_any_encoding_is_read_as_it_is_written(tmp_path: Path, encoding: str) -> None:
    assert values(tmp_path, "a.csv", CSV.encode(encoding)) == ROWS


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_what_stands_between_values_is_told_by_the_richest_line(tmp_path: Path, mark: str) -> None:
    text = f"台账\r\n描述{mark}等级{mark}整改\r\n\r\n甲{mark}一般{mark}\r\n"
    assert values(tmp_path, "a.csv", text.encode()) == [
        ["台账"],
        ["描述", "等级", "整改"],
        [],
        ["甲", "一般", None],
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'a,b\n"open,1\n2,3\n', "bad_csv"),
        (b"a,b\x00\n", "no_sheet_file"),
        (b"a,\x07\n", "no_sheet_file"),
        (b"a,\xff\xff\n", "bad_encoding"),
        (b"a,b\n" * 200_001, "sheet_too_big"),
        (b"," * 300, "sheet_too_big"),
    ],
)
def test_a_csv_that_cannot_be_told_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(ChecksFailed) as refusal:
        read(tmp_path, "a.csv", data)
    assert [problem.code for problem in refusal.value.problems] == [code]


class Panic(BaseException):
    """What the parser raises when it breaks down, which is no Exception."""


def test_a_breakdown_of_the_parser_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise Panic

    monkeypatch.setattr("python_calamine.load_workbook", broken)
    with pytest.raises(ChecksFailed) as refusal:
        read(tmp_path, "a.xlsx", files.xlsx(files.rows(files.cell("A1"))))
    assert refusal.value.problems[0].code == "file_damaged"


def test_what_is_merged_beyond_the_cells_is_cut_and_what_ends_before_it_begins_is_passed_over() -> None:
    merges = [Merge(0, 0, 1_048_575, 3), Merge(2, 1, 1, 5), Merge(9, 0, 12, 0), Merge(1, 1, 1, 16_383)]
    rows: list[list[Value]] = [["a", "b"], ["c", "d"]]
    assert book._within(merges, rows) == (Merge(0, 0, 1, 1),)
