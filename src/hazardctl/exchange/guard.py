"""What may be parsed at all. Nothing that comes from outside reaches a parser before it came through here.

A file is told by its content, whatever it is called: a .xls that is really an .xlsx or a CSV is common. It is read
once, so that what was judged, hashed and parsed are the same bytes. Each refusal is one sentence: `Unavailable` where
the file cannot be had, `ChecksFailed` where what is in it cannot be taken.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import ChecksFailed, Problem, Unavailable
from hazardctl.exchange import archive, compound
from hazardctl.exchange.extent import FILE_MB
from hazardctl.messages import sheets as say

if TYPE_CHECKING:
    from pathlib import Path

    from hazardctl.exchange.compound import ErrorCell


class FileKind(StrEnum):
    """What a file is by its content."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    CSV = "csv"


class Admitted(NamedTuple):
    """A file that may be parsed, and what the parser would lose: pictures as text, error values."""

    data: bytes
    kind: FileKind
    pictures: bool = False
    errors: bool = False
    error_cells: tuple[ErrorCell, ...] = ()


_OWNER = re.compile(r"~\$.+|\.~lock\..+#")
_OTHER = (
    (b"%PDF", say.another_kind, say.KINDS["pdf"]),
    (b"\xff\xd8\xff", say.another_kind, say.KINDS["picture"]),
    (b"\x89PNG", say.another_kind, say.KINDS["picture"]),
    (b"GIF8", say.another_kind, say.KINDS["picture"]),
    (b"Rar!", say.another_kind, say.KINDS["archive"]),
    (b"7z\xbc\xaf", say.another_kind, say.KINDS["archive"]),
    (b"\x1f\x8b", say.another_kind, say.KINDS["archive"]),
    (b"{\\rtf", say.another_kind, say.KINDS["rich_text"]),
    (b"PK\x05\x06", say.another_kind, say.KINDS["archive"]),
)
_MARKUP = re.compile(
    rb"(?i)\s*(?:<\?xml|<!doctype|<(?:html|head|meta|body|table|style|script|workbook)\b|mime-version:)"
)
_WEB = re.compile(rb"(?i)<html|<table\b|<meta\b|mime-version:")


def admit(path: Path) -> bytes:
    """Return a file's bytes if they may be parsed.

    Raises:
        Unavailable: the file cannot be had: missing, open elsewhere, no plain file.
        ChecksFailed: what is in it cannot be taken.
    """
    return examined(path).data


def examined(path: Path) -> Admitted:
    """Return a file's bytes with what they are, if they may be parsed.

    Raises:
        Unavailable: the file cannot be had: missing, open elsewhere, no plain file.
        ChecksFailed: what is in it cannot be taken.
    """
    _standing(path)
    data = _content(path)
    if data.startswith(b"PK\x03\x04"):
        seen = archive.examine(path.name, data)
        kind = FileKind.ODS if seen.open_document else FileKind.XLSX
        return Admitted(data, kind, pictures=seen.pictures, errors=seen.errors)
    if data.startswith(compound.MAGIC):
        return Admitted(data, FileKind.XLS, error_cells=compound.examine(path.name, data))
    _refuse_others(path.name, data)
    return Admitted(data, FileKind.CSV)


def _standing(path: Path) -> None:
    """Refuse what is no file, or a file that an office program holds."""
    name = path.name or str(path)
    if _OWNER.fullmatch(name):
        raise Unavailable(Problem("owner_file", say.owner_file(name)))
    try:
        seen = path.stat()
        if stat.S_ISDIR(seen.st_mode):
            raise Unavailable(Problem("is_folder", say.is_a_folder(name)))
        owner = next((o for o in (f"~${name}", f".~lock.{name}#") if path.with_name(o).exists()), None)
    except (OSError, ValueError) as error:
        raise _unavailable(path, error) from error
    # Opening a pipe would wait for whoever writes into it, and a device never ends.
    if not stat.S_ISREG(seen.st_mode):
        raise Unavailable(Problem("no_plain_file", say.no_plain_file(name)))
    if owner:
        raise Unavailable(Problem("file_open", say.is_open(name, owner)))


def _content(path: Path) -> bytes:
    limit = FILE_MB * 2**20
    try:
        with path.open("rb") as file:
            too_big = os.fstat(file.fileno()).st_size > limit
            data = b"" if too_big else file.read(limit + 1)
    except OSError as error:
        raise _unavailable(path, error) from error
    if too_big or len(data) > limit:
        raise ChecksFailed(Problem("file_too_big", say.file_too_big(path.name, FILE_MB)))
    if not data:
        raise ChecksFailed(Problem("file_empty", say.empty_file(path.name)))
    return data


def _unavailable(path: Path, error: Exception) -> Unavailable:
    name = path.name
    number = getattr(error, "errno", None)
    if isinstance(error, PermissionError):
        return Unavailable(Problem("file_locked", say.cannot_read(name)))
    if number is None or number in {
        errno.ENOENT,
        errno.ENOTDIR,
        errno.ENAMETOOLONG,
        errno.ELOOP,
        errno.EINVAL,
    }:
        return Unavailable(Problem("no_file", say.no_such_file(name)))
    return Unavailable(Problem("disk_fault", say.disk_fault(name)))


def _refuse_others(name: str, data: bytes) -> None:
    for magic, sentence, kind in _OTHER:
        if data.startswith(magic):
            raise ChecksFailed(Problem("no_sheet_file", sentence(name, kind)))
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    if _MARKUP.match(head):
        kind = say.OTHER_SHEETS["web" if _WEB.search(head) else "xml"]
        raise ChecksFailed(Problem("no_sheet_file", say.as_other_sheet(name, kind)))
