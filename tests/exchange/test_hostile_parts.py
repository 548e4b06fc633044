"""What hides inside a file that looks like a sheet: each is refused before a parser sees it.

A parser that meets one of these may end the whole program (it makes room for what a head claims), so nothing here may
come past the guard; the other tests show that what is merely unusual is read.
"""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.exchange import files
from tests.exchange.files import SHEET, cell, ods, ods_cell, ods_row, rows, xls, xlsx

from hazardctl.errors import ChecksFailed, Unavailable
from hazardctl.exchange import guard

ENTITIES = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
STRING = '<c r="A1" t="s"><v>0</v></c>'
CLAIM = "<sst uniqueCount={}><si><t>a</t></si></sst>"


def with_part(name: str, content: bytes) -> bytes:
    """Return a good workbook in which one part is another."""
    return files.zipped({**files.parts(rows(cell("A1"))), name: content})


def same_long_text() -> bytes:
    """Return a small file whose every cell names the same long text."""
    row = "".join(f'<c r="{letter}{{0}}" t="s"><v>0</v></c>' for letter in "ABCDEFGHIJ")
    body = rows(*(row.format(number) for number in range(1, 5001)))
    return xlsx(body, strings=f"<sst><si><r><t>{'a' * 30_000}</t></r></si></sst>")


def mostly_empty() -> bytes:
    return xlsx(rows(cell("A1"), cell("AO190000")))


ZIPPED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a head that claims four billion strings": (
        "file_bomb",
        lambda: xlsx(rows(STRING), strings=CLAIM.format('"4294967295"')),
    ),
    "the same in other quotes": ("file_bomb", lambda: xlsx(rows(STRING), strings=CLAIM.format("\n'4294967295'"))),
    "one long text named fifty thousand times": ("file_bomb", same_long_text),
    "a part that is larger than it says": (
        "file_damaged",
        lambda: files.declared(xlsx(rows(cell("A1")) + " " * 5000), SHEET, 10),
    ),
    "a part that unfolds a thousandfold": ("file_bomb", lambda: with_part("xl/media/a.png", bytes(30_000_000))),
    "a document type in a small part": (
        "file_entities",
        lambda: with_part("_rels/.rels", ENTITIES.encode() + b"<Relationships/>"),
    ),
    "a document type in UTF-16": (
        "file_entities",
        lambda: with_part(SHEET, f"{ENTITIES}<worksheet/>".encode("utf-16")),
    ),
    "a large range with two cells": ("sheet_too_big", mostly_empty),
    "a far cell in other quotes": ("sheet_too_big", lambda: xlsx(rows(cell("A1"), "<c\n r = 'XFD1048576' ><v>1</v></c>"))),
    "a far cell in small letters": ("sheet_too_big", lambda: xlsx(rows(cell("A1"), cell("xfd1048576")))),
    "a far cell behind a prefix": (
        "sheet_too_big",
        lambda: xlsx('<q:sheetData><q:row><q:c r="XFD1048576"><q:v>1</q:v></q:c></q:row></q:sheetData>'),
    ),
    "a cell with two references": (
        "sheet_too_big",
        lambda: xlsx(rows(cell("A1"), '<c r="A2" s="0" r="XFD1048576"><v>1</v></c>')),
    ),
    "a row number with noughts before it": ("sheet_too_big", lambda: xlsx(rows(cell("A1"), cell("A0001048576")))),
    "a far row without references": (
        "sheet_too_big",
        lambda: xlsx(f'<sheetData>{rows(cell("A1"))}<row r="1048576"><c><v>1</v></c></row></sheetData>'),
    ),
    "twenty thousand cells without a reference in a row": (
        "sheet_too_big",
        lambda: xlsx(rows("<c><v>1</v></c>" * 20_000)),
    ),
    "a zip of something else": ("no_sheet_file", lambda: files.zipped({"a.txt": b"a"})),
    "a binary workbook": ("no_sheet_file", lambda: files.zipped({"xl/workbook.bin": b"a"})),
    "a sheet that is never closed": (
        "file_damaged",
        lambda: ods(ods_row(ods_cell("x")) + "</table:tQble><a/>"),
    ),
    "a repeated row": ("sheet_too_big", lambda: ods(ods_row(ods_cell("x"), 1_000_000))),
    "a gap of a million rows": (
        "sheet_too_big",
        lambda: ods(ods_row(ods_cell("x")) + ods_row(ods_cell(), 1_000_000) + ods_row(ods_cell("x"))),
    ),
    "a long text in every cell of a repeated row": (
        "file_bomb",
        lambda: ods(ods_row(ods_cell("a" * 10_000, 200), 1000)),
    ),
    "three hundred million spaces": ("file_bomb", lambda: ods(ods_row(ods_cell('x<text:s text:c="300000000"/>')))),
}  # fmt: skip


def small(*, in_globals: bytes = b"", said: bytes = files.dimension(1, 1)) -> bytes:
    return xls(said, files.number(0, 0, 1), in_globals=in_globals)


def changed(data: bytes, at: int, *numbers: int) -> bytes:
    """Return a file with other numbers at a place."""
    copy = bytearray(data)
    struct.pack_into(f"<{len(numbers)}I", copy, at, *numbers)
    return bytes(copy)


OLD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a size of four billion rows": ("file_bomb", lambda: small(said=files.dimension(0xFFFFFFF0, 1))),
    "a size that ends before it begins": (
        "file_bomb",
        lambda: small(said=files.record(files.DIMENSION, struct.pack("<IIHHH", 9, 3, 0, 1, 0))),
    ),
    "a head that claims four billion strings": (
        "file_bomb",
        lambda: small(in_globals=files.record(files.STRINGS_RECORD, struct.pack("<II", 1, 0xFFFFFFFF))),
    ),
    "two cells at both ends": (
        "sheet_too_big",
        lambda: xls(files.number(0, 0, 1), files.number(65_535, 255, 1)),
    ),
    "a table of sectors that leads back to itself": ("file_damaged", lambda: changed(small(), 512 + 4, 1)),
    "two billion tables": ("file_damaged", lambda: changed(small(), 44, 0x7FFFFFFF)),
    "two billion small sectors": ("file_damaged", lambda: changed(small(), 64, 0x7FFFFFFF)),
    "half of it": ("file_damaged", lambda: small()[:2500]),
    "an old password": (
        "has_password",
        lambda: small(in_globals=files.record(files.PASSWORD, bytes(6))),
    ),
    "a new password": ("has_password", lambda: files.compound("EncryptedPackage", b"x")),
    "a letter": ("no_sheet_file", lambda: files.compound("WordDocument", b"x")),
}


@pytest.mark.parametrize("name", ZIPPED)
def test_a_zipped_workbook_is_refused_for(tmp_path: Path, name: str) -> None:
    refused(tmp_path / "来表.xlsx", *ZIPPED[name])


@pytest.mark.parametrize("name", OLD)
def test_an_old_workbook_is_refused_for(tmp_path: Path, name: str) -> None:
    refused(tmp_path / "来表.xls", *OLD[name])


def refused(path: Path, code: str, make: Callable[[], bytes]) -> None:
    path.write_bytes(make())
    with pytest.raises(ChecksFailed) as refusal:
        guard.admit(path)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_the_good_ones_among_these_builders_are_let_in(tmp_path: Path) -> None:
    for data in (
        xlsx(rows(cell("A1"))),
        small(),
        ods(ods_row(ods_cell("x"))),
        xlsx(rows(STRING), strings=CLAIM.format('"1"')),
    ):
        (tmp_path / "a").write_bytes(data)
        assert guard.admit(tmp_path / "a") == data


def test_a_password_is_said_with_the_way_to_take_it_off(tmp_path: Path) -> None:
    (tmp_path / "来表.xlsx").write_bytes(files.compound("EncryptedPackage", b"x"))
    with pytest.raises(ChecksFailed, match="密码清空"):
        guard.admit(tmp_path / "来表.xlsx")


def test_a_sheet_that_is_open_names_the_file_to_delete(tmp_path: Path) -> None:
    (tmp_path / "来表.xlsx").write_bytes(xlsx(rows(cell("A1"))))
    (tmp_path / "~$来表.xlsx").write_bytes(b"x")
    with pytest.raises(Unavailable, match="没有保存的改动读不到") as refusal:
        guard.admit(tmp_path / "来表.xlsx")
    assert "~$来表.xlsx" in refusal.value.problems[0].message
    assert refusal.value.exit_code == 7


def test_a_link_to_a_sheet_is_read_and_a_link_to_a_device_is_not(tmp_path: Path) -> None:
    (tmp_path / "来表.xlsx").write_bytes(xlsx(rows(cell("A1"))))
    (tmp_path / "a.xlsx").symlink_to(tmp_path / "来表.xlsx")
    assert guard.admit(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").symlink_to("/dev/zero")
    with pytest.raises(Unavailable):
        guard.admit(tmp_path / "b.xlsx")
