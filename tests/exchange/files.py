"""Files of all shapes, made by hand byte for byte where no program would write them."""

import io
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def parts(
    body: str, *, strings: str = "", sheets: str = '<sheet name="台账" sheetId="1" r:id="r1"/>'
) -> dict[str, bytes]:
    """Return the parts of a workbook whose sheet holds `body`, by name."""
    made = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        SHEET: f'<worksheet xmlns="{_MAIN}">{body}</worksheet>',
    }
    if strings:
        made[STRINGS] = strings
    return {name: (_XML + text).encode() for name, text in made.items()}


def zipped(inside: dict[str, bytes]) -> bytes:
    """Return a zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in inside.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(body: str, *, strings: str = "") -> bytes:
    """Return a workbook whose sheet holds `body`."""
    return zipped(parts(body, strings=strings))


def rows(*texts: str) -> str:
    """Return rows that are written one after another, the cells given as XML."""
    return f"<sheetData>{''.join(f'<row>{text}</row>' for text in texts)}</sheetData>"


def cell(reference: str) -> str:
    """Return a cell with the number 1."""
    return f'<c r="{reference}"><v>1</v></c>'


def declared(data: bytes, part: str, size: int) -> bytes:
    """Return a zip file whose directory says that a part has another size than it has."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, data.rfind(part.encode()) - 46 + 24, size)
    return bytes(changed)


_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def ods(body: str) -> bytes:
    """Return an OpenDocument sheet with these rows."""
    table = f'<table:table table:name="台账">{body}</table:table>'
    content = f"<office:document-content {_NAMES}><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    manifest = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{_SPREADSHEET}"/></m:manifest>'
    return zipped(
        {
            "mimetype": _SPREADSHEET.encode(),
            "META-INF/manifest.xml": (_XML + manifest).encode(),
            "content.xml": (_XML + content).encode(),
        }
    )


def ods_row(cells: str, repeated: int = 1) -> str:
    """Return a row that stands for several."""
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def ods_cell(text: str = "", repeated: int = 1) -> str:
    """Return a cell that stands for several, empty without a text."""
    head = f'<table:table-cell table:number-columns-repeated="{repeated}"'
    return (
        f'{head} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        if text
        else f"{head}/>"
    )


_SECTOR = 512
_RECORD = struct.Struct("<HH")
BOF, EOF, SHEET_NAME, DIMENSION, NUMBER, PASSWORD, STRINGS_RECORD, ERROR = (
    0x809, 0x0A, 0x85, 0x200, 0x203, 0x2F, 0xFC, 0x205,
)  # fmt: skip


def record(kind: int, body: bytes = b"") -> bytes:
    """Return one BIFF record."""
    return _RECORD.pack(kind, len(body)) + body


def number(row: int, column: int, value: float) -> bytes:
    """Return a cell of an old workbook, counted from 0."""
    return record(NUMBER, struct.pack("<HHHd", row, column, 0, value))


def dimension(rows: int, columns: int) -> bytes:
    """Return what an old workbook says of its size."""
    return record(DIMENSION, struct.pack("<IIHHH", 0, rows, 0, columns, 0))


def xls(*records: bytes, in_globals: bytes = b"", stream: str = "Workbook") -> bytes:
    """Return an old workbook (BIFF8 in a compound file) of one sheet with these records."""
    begin = struct.Struct("<HHHHII")
    globals_ = record(BOF, begin.pack(0x600, 5, 0, 0, 0, 0)) + in_globals
    named = struct.pack("<IBB", 0, 0, 0) + b"\x01\x01" + "表".encode("utf-16-le")
    at = len(globals_) + len(record(SHEET_NAME, named)) + len(record(EOF))
    globals_ += record(SHEET_NAME, struct.pack("<I", at) + named[4:]) + record(EOF)
    sheet = record(BOF, begin.pack(0x600, 0x10, 0, 0, 0, 0)) + b"".join(records) + record(EOF)
    return compound(stream, globals_ + sheet)


def compound(stream: str, content: bytes) -> bytes:
    """Return a compound file of one stream, which starts in its third sector."""
    content = content.ljust(max(4096, -(-len(content) // _SECTOR) * _SECTOR), b"\x00")
    count = len(content) // _SECTOR
    last, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    chain = [table, last, *range(3, count + 2), last]
    places = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6x9I109I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, last, 0, last, 0, 0, *([free] * 108),
    )  # fmt: skip
    return header + places + _entries(stream, len(content)) + content


def _entries(stream: str, size: int) -> bytes:
    made = b""
    for name, kind, child, start, length in (
        ("Root Entry", 5, 1, 0xFFFFFFFE, 0),
        (stream, 2, 0xFFFFFFFF, 2, size),
    ):
        encoded = name.encode("utf-16-le")
        made += struct.pack(
            "<64sHBBIII36xIQ",
            encoded,
            len(encoded) + 2,
            kind,
            1,
            0xFFFFFFFF,
            0xFFFFFFFF,
            child,
            start,
            length,
        )
    return made.ljust(_SECTOR, b"\x00")


def converted(source: Path, suffix: str) -> Path:
    """Return what LibreOffice makes of a file; the test is skipped where there is none."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = source.parent / suffix
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", suffix, "--outdir", folder, source],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / f"{source.stem}.{suffix}"
