"""Files that are no sheets, or were made to do harm: one Chinese sentence each, and never much memory."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from hazardctl.errors import ChecksFailed, HazardctlError, Unavailable
from hazardctl.exchange import book

SHEET = "xl/worksheets/sheet1.xml"
HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
TAIL = b"</sheetData></worksheet>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;&a;">]>' + HEAD[38:]
LAST = 1_048_576
MOST_MB = 300


def plain() -> bytes:
    """Return a small good workbook."""
    workbook = Workbook()
    workbook.active.append(["隐患描述", "隐患等级"])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def with_sheet(content: bytes) -> bytes:
    """Return a workbook whose sheet is written by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == SHEET else old.read(name))
    return out.getvalue()


def zipped(*names: str, content: str = "x") -> bytes:
    """Return a zip of small files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in names:
            new.writestr(name, content)
    return out.getvalue()


def rows(make: Callable[[int], bytes]) -> bytes:
    """Return a sheet with a row for every number that a sheet may have."""
    return with_sheet(HEAD + b"".join(make(n) for n in range(1, LAST + 1)) + TAIL)


def cell(reference: str, text: bytes) -> bytes:
    """Return a row with one cell of text."""
    return b'<row><c r="%s" t="inlineStr"><is><t>%s</t></is></c></row>' % (reference.encode(), text)


ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">'
    '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)


def opened(suffix: str = "") -> bytes:
    """Return an open document whose one cell is repeated over the whole sheet."""
    del suffix
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", ODS)
    return out.getvalue()


CONTENT: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a cell of 300 MB": ("a.xlsx", lambda: with_sheet(HEAD + cell("A1", b"a" * 300_000_000) + TAIL)),
    "many parts": ("a.xlsx", lambda: zipped(*(f"f{n}" for n in range(20_000)))),
    "entities": ("a.xlsx", lambda: with_sheet(ENTITIES + cell("A1", b"&b;") + TAIL)),
    "a cell in the last corner": (
        "a.xlsx",
        lambda: with_sheet(HEAD + cell("A1", b"x") + cell("XFD1048576", b"x") + TAIL),
    ),
    "a repeated cell": ("a.ods", opened),
    "a renamed pdf": ("a.xlsx", lambda: b"%PDF-1.4\n" + bytes(range(256)) * 8),
    "a renamed picture": ("a.xls", lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8),
    "a renamed letter": ("a.xlsx", lambda: zipped("word/document.xml", content="<a/>")),
    "a page": ("a.xls", "<html><table><tr><td>隐患描述</td></tr></table></html>".encode),
    "nothing": ("a.xlsx", lambda: b""),
    "half a file": ("a.xlsx", lambda: plain()[: len(plain()) // 2]),
    "bytes": ("a.csv", lambda: bytes(range(256)) * 8),
    "half an old sheet": ("a.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
}


@pytest.mark.parametrize("name", CONTENT)
def test_a_harmful_or_foreign_file_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    called, make = CONTENT[name]
    path = tmp_path / called
    path.write_bytes(make())
    with pytest.raises(ChecksFailed) as refusal:
        book.read(path)
    (problem,) = refusal.value.problems
    assert problem.message
    assert "\n" not in problem.message


def places(tmp_path: Path) -> dict[str, Path]:
    """Make what is there but cannot be read, and return it by name."""
    (tmp_path / "文件夹.xlsx").mkdir()
    for name in ("开着.xlsx", "~$开着.xlsx", "也开着.xlsx", ".~lock.也开着.xlsx#"):
        (tmp_path / name).write_bytes(plain())
    made = {
        name: tmp_path / name
        for name in ("文件夹.xlsx", "开着.xlsx", "也开着.xlsx", "~$开着.xlsx", "没有.xlsx")
    }
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管道.xlsx")
        made["管道.xlsx"] = tmp_path / "管道.xlsx"
    return made


def test_what_cannot_be_had_is_said_in_one_sentence(tmp_path: Path) -> None:
    for name, path in places(tmp_path).items():
        with pytest.raises(Unavailable) as refusal:
            book.read(path)
        (problem,) = refusal.value.problems
        assert Path(name).stem.lstrip("~$") in problem.message


def test_a_sheet_held_by_another_program_is_said_to_be_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(plain())

    def held(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "held by another process")

    monkeypatch.setattr("builtins.open", held)
    monkeypatch.setattr(Path, "open", held)
    monkeypatch.setattr(Path, "read_bytes", held)
    monkeypatch.setattr("os.open", held)
    with pytest.raises(HazardctlError) as refusal:
        book.read(path)
    assert refusal.value.exit_code == 7


HEAVY: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a million blank rows": ("a.xlsx", lambda: rows(lambda n: b'<row r="%d" spans="1:3"/>' % n)),
    "a million formatted rows": (
        "a.xlsx",
        lambda: rows(lambda n: b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n)),
    ),
    **{
        name: CONTENT[name]
        for name in ("a cell of 300 MB", "a cell in the last corner", "a repeated cell", "entities")
    },
}
LOOK = (
    "import sys\nfrom pathlib import Path\nfrom hazardctl.errors import HazardctlError\n"
    "from hazardctl.exchange import book\n"
    "try: book.read(Path(sys.argv[1]))\nexcept HazardctlError: pass\n"
    # What `getrusage` calls the most would include the process that this one was forked from.
    "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
)


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is asked of Linux")
@pytest.mark.parametrize("name", HEAVY)
def test_no_file_takes_much_memory(tmp_path: Path, name: str) -> None:
    called, make = HEAVY[name]
    (tmp_path / called).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(tmp_path / called)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert int(done.stdout) // 1024 < MOST_MB


def test_a_path_without_a_name_is_called_by_what_was_typed() -> None:
    with pytest.raises(Unavailable) as refusal:
        book.read(Path())
    assert [(p.code, "「.」" in p.message) for p in refusal.value.problems] == [("is_folder", True)]
