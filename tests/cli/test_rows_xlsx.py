"""Rows that are written quicker than XlsxWriter writes them: byte by byte the same, and in one go where they are plain."""

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from hypothesis import example, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from hazardctl.render.xlsx.rows import Rows

ODD = (
    "",
    " ",
    " 前",
    "后 ",
    "行\n",
    "a\nb",
    "<r>b</r>",
    "<r>",
    "&",
    '"',
    "_x0041_",
    "\x01",
    "\t",
    "\ufffe",
    "𠮷",
    "=1+1",
)
VALUES = st.one_of(
    st.sampled_from(ODD),
    st.text(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(min_value=date(1900, 1, 1)),
    st.none(),
)


def _sheet(kind: type[Worksheet], rows: list[list[Any]]) -> bytes:
    """Return a sheet's XML, the formats of its cells taken in turn, every second row with a height of its own."""
    content = BytesIO()
    with Workbook(content, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as workbook:
        sheet = workbook.add_worksheet("表", kind)
        sheet.set_column(1, 1, None, None, {"hidden": True})
        looks = (None, workbook.add_format({"bold": True}), workbook.add_format({"border": 1}))
        for row, values in enumerate(rows):
            if row % 2:
                sheet.set_row(row, 30)
            for at, value in enumerate(values):
                _put(sheet, (row, at), value, looks[(row + at) % len(looks)])
    with ZipFile(content) as parts:
        return parts.read("xl/worksheets/sheet1.xml") + parts.read("xl/styles.xml")


def _put(sheet: Any, place: tuple[int, int], value: object, look: object) -> None:
    if isinstance(value, str):
        sheet.write_string(*place, value, look)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, look)
    elif value is None:
        sheet.write_blank(*place, None, look)
    else:
        sheet.write_number(*place, value, look)


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(st.lists(VALUES, max_size=30), max_size=5))
@example(rows=[list(ODD), [None], [], list(reversed(ODD))])
def test_rows_are_byte_by_byte_what_the_library_writes(rows: list[list[Any]]) -> None:
    # What cannot be encoded is no text of ours: `safe` has taken it out before.
    told = [[v.encode("utf-8", "ignore").decode() if isinstance(v, str) else v for v in row] for row in rows]
    assert _sheet(Rows, told) == _sheet(Worksheet, told)


def test_plain_cells_are_not_left_to_the_library(monkeypatch: Any) -> None:
    """A version that names its inner side otherwise would be slow, and nobody would notice."""
    left: list[object] = []
    own = Worksheet._write_cell

    def asked(self: Any, row: int, col: int, cell: Any) -> None:
        left.append(cell)
        own(self, row, col, cell)

    monkeypatch.setattr(Worksheet, "_write_cell", asked)
    _sheet(Rows, [["配电箱未接地", "三级\n四级", 1, 1.5, date(2023, 8, 31)]] * 3)
    assert not left
    _sheet(Rows, [["a<b", " 前"]])
    assert len(left) == 2
