"""The hidden sheet of every workbook that this program writes: what it is, whose it is, and as of when.

By it a sheet that comes back is known again, and one of another town or of a newer program is refused in one sentence.
Values only: whoever writes a workbook puts `rows` into it, whoever reads one has a `Book` already.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import Problem
from hazardctl.messages import templates as messages

if TYPE_CHECKING:
    from hazardctl.exchange.book import Book
    from hazardctl.exchange.columns import SheetKind

SHEET = "_hazardctl"
"""The sheet's name; it is veryHidden, which LibreOffice keeps as hidden, and no menu of a clerk's shows it."""

LISTS = "_lists"
"""The hidden sheet that drop-downs refer to; it is no data either."""

FORMAT = 1
_FORMAT = "hazardctl-sheet/"


class Role(StrEnum):
    """What a workbook was written for."""

    TEMPLATE = "template"
    LEDGER = "ledger"
    ERRORS = "errors"


class Meta(NamedTuple):
    """What the hidden sheet says. `seq` and `head` are the journal's position at an export, empty on a blank form.

    Everything is text, as it stands in the cells; what a newer program wrote is kept as it is read.
    """

    role: str
    kind: str
    town: str
    ledger: str = ""
    seq: str = ""
    head: str = ""
    day: str = ""
    version: str = ""
    format: str = f"{_FORMAT}{FORMAT}"

    def rows(self) -> list[tuple[str, str]]:
        """Return the sheet's rows: key and value, the format first."""
        values = self._asdict()
        return [("format", values.pop("format")), *((key, str(value)) for key, value in values.items())]

    @property
    def is_newer(self) -> bool:
        """Whether the workbook is of a format that this program does not know."""
        number = self.format.removeprefix(_FORMAT)
        return not number.isdecimal() or int(number) > FORMAT


def read(book: Book) -> Meta | None:
    """Return what a workbook says of itself; None for one that this program did not write."""
    sheet = next((s for s in book.sheets if s.name == SHEET), None)
    if sheet is None:
        return None
    said = {str(row[0]): str(row[1] or "") for row in sheet.rows if len(row) > 1 and row[0]}
    if not said.get("format", "").startswith(_FORMAT):
        return None
    return Meta(**{key: said.get(key, "") for key in Meta._fields})


def objection(meta: Meta, kind: SheetKind | None, town: str) -> Problem | None:
    """Say why a workbook may not be taken: of a newer format, of another town, or of another kind than was said."""
    if meta.is_newer:
        return Problem("newer_sheet", messages.newer_sheet(meta.version))
    if meta.town and town and meta.town != town:
        return Problem("other_town", messages.other_town(meta.town, town))
    if kind and meta.kind and meta.kind != kind:
        return Problem("other_kind", messages.other_kind(meta.kind, kind), "kind")
    return None
