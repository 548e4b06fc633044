"""Text with commas, semicolons or tabs between its values (.csv, .tsv, and the .xls that is really one) as rows of text.

Every value stays as written: nothing is stripped, no number guessed. A line that is blank keeps its place.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

from hazardctl.errors import ChecksFailed, Problem
from hazardctl.exchange.extent import Extent
from hazardctl.messages import sheets as say

if TYPE_CHECKING:
    from hazardctl.exchange.book import Value

_DELIMITERS = ",;\t"
_HEAD = 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_QUOTED = re.compile(r'"[^"]*"')


def rows(name: str, data: bytes) -> list[list[Value]]:
    """Read the rows; None where nothing is.

    Raises:
        ChecksFailed: it is no text, its quotes do not match, or it has too many rows or columns.
    """
    encoding = _encoding(name, data)
    with io.TextIOWrapper(io.BytesIO(data), encoding, newline="") as text:
        head = "".join(line for line, _ in zip(text, range(_HEAD), strict=False))
    with io.TextIOWrapper(io.BytesIO(data), encoding, newline="") as text:
        reader = csv.reader(text, delimiter=_delimiter(head), strict=True)
        found: list[list[Value]] = []
        extent = Extent()
        try:
            for row in reader:
                found.append([value or None for value in row])
                extent.reach(len(found), len(row), len(row))
        except csv.Error as error:
            raise ChecksFailed(Problem("bad_csv", say.bad_csv(name, reader.line_num))) from error
    return found


def _encoding(name: str, data: bytes) -> str:
    """Return the first encoding that takes all of it. GB18030 takes nearly anything, so it comes last."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked is None and b"\x00" in data:
        raise ChecksFailed(Problem("no_sheet_file", say.unknown_kind(name)))
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NO_TEXT.search(text):
            raise ChecksFailed(Problem("no_sheet_file", say.unknown_kind(name)))
        return encoding
    raise ChecksFailed(Problem("bad_encoding", say.bad_encoding(name)))


def _delimiter(head: str) -> str:
    """Return what stands most often between the values of the line that has most of them: title lines have none."""
    lines = _QUOTED.sub("", head).splitlines()
    return max(_DELIMITERS, key=lambda mark: max((line.count(mark) for line in lines), default=0))
