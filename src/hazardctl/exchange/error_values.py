"""A workbook's error values (#REF!, #N/A, #SPILL!) made text before it is parsed, so that a row's mistake can name them.

The parser drops the errors that it knows and fails over the others. Only for a file that was let in, and only where
one was seen: the copy costs about as much as reading does.
"""

from __future__ import annotations

import io
import re
import zipfile

from hazardctl.exchange import archive

# A picture in a cell (DISPIMG), opened by a program that knows none, is an error that says nothing: it stays one.
_CELL = re.compile(rb'(<(?:\w+:)?c\b[^>]*? t=)"e"(?=[^>]*>(?!<(?:\w+:)?f[^>]*>[^<]*DISPIMG))')
_OPEN_DOCUMENT = re.compile(rb' office:string-value=""(?=[^>]*value-type="error")')
_KEPT = (".xml", ".rels", "mimetype")


def errors_as_text(name: str, data: bytes) -> bytes:
    """Return the workbook with text for errors, and without its pictures.

    Raises:
        ChecksFailed: a part is damaged.
    """
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy,
    ):
        for entry in source.infolist():
            if entry.filename.lower().endswith(_KEPT):
                with copy.open(entry.filename, "w") as target:
                    for text in archive.cut(archive.unfold(name, data, entry), b"<row"):
                        target.write(_OPEN_DOCUMENT.sub(b"", _CELL.sub(rb'\1"str"', text)))
    return written.getvalue()
