"""Workbooks that are written from the top, row by row, and of which no row is kept: a ledger, a register, an answer.

XlsxWriter is the quicker one for that, and quicker to load (CONTRIBUTING.md). What must be read first, or is filled from
here and there, is openpyxl's (`style`).
"""

from __future__ import annotations

from datetime import date
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from hazardctl.domain.text import safe
from hazardctl.errors import Problem, Refused
from hazardctl.messages import workbooks as messages
from hazardctl.messages.labels import yes_no
from hazardctl.render import files
from hazardctl.render.columns import cells
from hazardctl.render.xlsx import looks
from hazardctl.render.xlsx.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

_OPTIONS = {"constant_memory": True, "default_date_format": looks.DAY}
_PADDING = 5 / 7
"""Characters that XlsxWriter adds to a column's width; other programs mean the width with it."""

_LINE, _LOW, _HIGHEST = 14.5, 15, 409
"""Points: another line of text, a row of one line, and the highest row that a spreadsheet takes."""
_NARROW = 8
"""Characters in a column whose width nobody set."""


class Look(NamedTuple):
    """How a cell looks; `number` is a number format, which a day without one gets from `day`."""

    face: looks.Face = looks.BODY
    centred: bool = False
    wrapped: bool = True
    boxed: bool = False
    fill: str | None = None
    number: str | None = None
    day: str = looks.DAY


TITLE = Look(looks.TITLE, centred=True)
HEADING = Look(looks.HEAD, centred=True, boxed=True, fill=looks.GREY)


class Flow:
    """A workbook whose sheets are written one after another."""

    def __init__(self, content: IO[bytes], aside: str) -> None:
        self._book = Workbook(content, {**_OPTIONS, "tmpdir": aside})
        self._formats: dict[tuple[Look | None, str], Any] = {}
        self._taken: set[str] = set()

    def sheet(self, name: str) -> Sheet:
        """Begin the next sheet; a name that no sheet may have, or that is taken, is changed until it will do."""
        return Sheet(self._book.add_worksheet(looks.sheet_name(name, self._taken), Rows), self._format)

    def hidden(self, name: str, rows: Iterable[Sequence[str]]) -> None:
        """Add a sheet that only programs see; no menu of a clerk's shows it."""
        sheet = self.sheet(name)
        sheet.hide()
        for row in rows:
            sheet.append(row)

    def close(self) -> None:
        """Write the end of the file.

        Raises:
            OSError: the disk takes no more; XlsxWriter wraps it in an error of its own.
        """
        try:
            self._book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else error
            raise (cause if isinstance(cause, OSError) else OSError(str(cause))) from error

    def _format(self, look: Look | None, kind: str) -> Any:
        """Return XlsxWriter's format for a look and what a value itself asks for; each is made once."""
        key = (look, kind)
        if key not in self._formats:
            made = self._formats[key] = self._book.add_format(_properties(look) if look else {})
            if kind == "day" and not (look and look.number):
                made.set_num_format(look.day if look else looks.DAY)
            if kind == "quoted":
                made.set_quote_prefix()
        return self._formats[key]


def _properties(look: Look) -> dict[str, Any]:
    told: dict[str, Any] = {
        "font_name": look.face.name,
        "font_size": look.face.size,
        "bold": look.face.bold,
        "valign": "vcenter",
        "text_wrap": look.wrapped,
    }
    if look.face.colour:
        told["font_color"] = f"#{look.face.colour}"
    if look.centred:
        told["align"] = "center"
    if look.boxed:
        told["border"] = 1
    if look.fill:
        told |= {"pattern": 1, "bg_color": f"#{look.fill}"}
    if look.number:
        told["num_format"] = look.number
    return told


def _fits(text: str) -> None:
    """Refuse a text that is longer than a cell holds."""
    size = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if size > looks.LONGEST:
        raise Refused(Problem("cell_too_long", messages.cell_too_long(size, looks.LONGEST)))


class Sheet:
    """One sheet, whose rows come from the top; rows and columns are counted from 1, as the clerk sees them."""

    def __init__(self, sheet: Any, form: Callable[[Look | None, str], Any]) -> None:
        self._sheet, self._format = sheet, form
        self._widths: dict[int, float] = {}
        self.row = 0
        """The row that was written last."""

    def append(
        self,
        values: Sequence[Any],
        look: Sequence[Look | None] | Look | None = None,
        height: float | None = None,
    ) -> None:
        """Write the next row: text as text whatever it begins with, a day as a day, a number as a number.

        `look` is one for all cells, one for each, or none; an empty cell is only written where it has a look. `height`
        is in points.

        Raises:
            Refused: a text is longer than a cell holds.
        """
        if height is not None:
            self._sheet.set_row(self.row, height)
        each = look if isinstance(look, (list, tuple)) and not isinstance(look, Look) else None
        for at, value in enumerate(values):
            self._put(at, value, each[at] if each else look)
        self.row += 1

    def fitted(
        self,
        values: Sequence[Any],
        look: Sequence[Look | None] | Look,
        least: float = _LOW,
        keys: Sequence[object] = (),
    ) -> None:
        """Write the next row, as high as its text needs in columns this wide; `keys` stand in hidden cells behind it.

        Not every program fits rows on its own. `least` is the height of one line, in points.
        """
        lines = max(
            (self._lines(at, value) for at, value in enumerate(values) if isinstance(value, str)), default=1
        )
        if keys:
            each = look if not isinstance(look, Look) else [look] * len(values)
            values, look = [*values, *keys], [*each, *[None] * len(keys)]
        self.append(values, look, min(least + (lines - 1) * _LINE, _HIGHEST))

    def _lines(self, at: int, text: str) -> int:
        width = self._widths.get(at + 1, _NARROW) - 1
        return sum(max(1, int(-(-cells(part) // width))) for part in text.split("\n"))

    def _put(self, at: int, value: Any, look: Any) -> None:
        if isinstance(value, str):
            self._text(at, value, look)
        elif value is None:
            if look:
                self._sheet.write_blank(self.row, at, None, self._format(look, ""))
        elif isinstance(value, bool):
            self._text(at, yes_no(value), look)
        elif isinstance(value, date):
            self._sheet.write_datetime(self.row, at, value, self._format(look, "day"))
        else:
            self._sheet.write_number(self.row, at, value, self._format(look, "") if look else None)

    def _text(self, at: int, value: str, look: Look | None) -> None:
        text = value if value.isprintable() else safe(value)
        kind = "quoted" if text.startswith(looks.FORMULA_LIKE) else ""
        form = self._format(look, kind) if look or kind else None
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter would take this for its own marks of parts of a text, and store it as they are.
            text = f'<r><t xml:space="preserve">{escape(text)}</t></r>'
        # What is longer XlsxWriter would cut. UTF-16 takes two for a character at the most.
        if len(text) > looks.LONGEST // 2:
            _fits(text)
        self._sheet.write_string(self.row, at, text, form)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Make one cell of several; their values are written with their rows."""
        if bottom > top or right > left:
            # Its own way writes the cells of later rows at once, which rows written from the top cannot have.
            self._sheet.merge.append([top - 1, left - 1, bottom - 1, right - 1])

    def width(self, column: int, characters: float) -> None:
        """Set a column's width."""
        self._widths[column] = characters
        self._sheet.set_column(column - 1, column - 1, characters - _PADDING)

    def hide_column(self, column: int) -> None:
        """Hide a column."""
        self._sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})

    def hide(self) -> None:
        """Take the sheet out of every menu."""
        self._sheet.very_hidden()

    def freeze(self, row: int, column: int) -> None:
        """Keep in sight what stands above a row and left of a column."""
        self._sheet.freeze_panes(row - 1, column - 1)

    def filter(self, top: int, bottom: int, right: int) -> None:
        """Offer to filter the rows of a table that begins in the first column."""
        self._sheet.autofilter(top - 1, 0, bottom - 1, right - 1)

    def print_setup(self, *, a3: bool, title_rows: int, landscape: bool = True) -> None:
        """Set the sheet up for paper: one page wide, the first rows on every page, 第x页 共y页 below."""
        sheet = self._sheet
        (sheet.set_landscape if landscape else sheet.set_portrait)()
        sheet.set_paper(looks.A3 if a3 else looks.A4)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.repeat_rows(0, title_rows - 1)
        sheet.set_margins(looks.SIDE, looks.SIDE, looks.TOP, looks.BOTTOM)
        sheet.set_footer(f"&C{looks.FOOTER}", {"margin": looks.FOOT})


def save(path: Path, write: Callable[[Flow], None]) -> Path:
    """Write a workbook whole or not at all and return where it is (`render/files`)."""

    def content(out: IO[bytes]) -> None:
        # XlsxWriter keeps rows in files of its own, and leaves those of an empty sheet or a full disk where they are.
        with TemporaryDirectory(prefix="hazardctl-", ignore_cleanup_errors=True) as aside:
            flow = Flow(out, aside)
            try:
                write(flow)
            finally:
                flow.close()

    return files.replaced(path, content)
