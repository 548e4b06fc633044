"""The table in a sheet: where its header stands, and its rows one by one, with their true row numbers.

Title rows above, blank rows between and signatures below are told apart from data; cells merged over several rows
give each of them their value. What a cell means is read by `cells`; whether it may stand is for the gate.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.text import safe
from hazardctl.exchange import headings
from hazardctl.exchange.columns import COLUMNS, CellKind, SheetKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from hazardctl.exchange.book import Sheet, Value
    from hazardctl.exchange.headings import Found, Header
    from hazardctl.exchange.maps import Map

_SIGNS = (
    "填表人|填报人|审核人|审批人|审签|单位负责人|主要负责人|分管领导|负责人签字|联系人|联系电话|填报日期|填报时间|填表日期|"
    "填报单位|制表人|制表|签字|签名|盖章|单位盖章"
)
_FOOT = re.compile(rf"(?:{_SIGNS})(?:[（(][^）)]*[）)])?\s*(?:[:：].*)?", re.DOTALL)
_TOTAL = re.compile(
    r"(?:合\s*计|总\s*计|小\s*计|累\s*计|共\s*计|汇\s*总)(?:[（(][^）)]*[）)])?\s*[:：]?.{0,6}"
)
_NOTE = re.compile(r"(?:注|备注|说明|填表说明|填报说明)\s*[:：].*|以下(?:空白|无正文|无).*", re.DOTALL)


class Row(NamedTuple):
    """A row of data. `number` is the sheet's own; `cells` are those of `Table.read`, and `fields` what they are of.

    `foot` says why it is no data, where it is none.
    """

    number: int
    fields: tuple[str, ...]
    cells: Sequence[Value]
    foot: str | None = None

    @property
    def values(self) -> dict[str, Value]:
        """Return the cells by field."""
        return dict(zip(self.fields, self.cells, strict=True))


class Table(NamedTuple):
    """A sheet whose header was found."""

    sheet: Sheet
    header: Header
    wan: bool | None

    @property
    def name(self) -> str:
        """Return the sheet's name."""
        return self.sheet.name

    @property
    def fields(self) -> Mapping[str, Found]:
        """Return the columns by field."""
        return self.header.fields

    @property
    def read(self) -> tuple[Found, ...]:
        """Return the columns that the cells of a row stand in, in order; a count of rows is none."""
        return tuple(found for found in self.header.columns if found.column.kind is not CellKind.SERIAL)

    def cell_of(self, field: str | None) -> Found | None:
        """Return the column that holds a field, alone or together with others; None where the sheet has none."""
        if field is None:
            return None
        names = (field, *SOURCES.get(field, ()))
        return next((self.fields[name] for name in names if name in self.fields), None)

    def term_of(self, field: str | None) -> str | None:
        """Return the heading that a field would stand under."""
        columns = {column.field: column for column in COLUMNS[self.header.kind]}
        return columns[field].heading if field in columns else None

    def rows(self) -> Iterator[Row]:
        """Yield every row below the header that is not blank."""
        places, fields = [found.at for found in self.read], tuple(found.column.field for found in self.read)
        taken, widest = _taking(places), max(places, default=-1)
        filled, again = _filled(self.sheet, self.header), self._headings()
        for index in range(self.header.last + 1, len(self.sheet.rows)):
            row = self.sheet.rows[index]
            told = [value for value in row if value or (value is not None and value != "")]
            if not told or (len(told) <= _FEW and not any(str(value).strip() for value in told)):
                continue
            if len(told) == 1 and self._is_prefilled(row, told[0]):
                continue
            cells = taken(row if widest < len(row) else [*row, *[None] * (widest + 1 - len(row))])
            if index in filled:
                cells = tuple(map(filled[index].get, places, cells))
            yield Row(index + 1, fields, cells, self._foot(told, cells, again))

    def _is_prefilled(self, row: Sequence[Value], value: Value) -> bool:
        """Whether a row holds nothing but the number that somebody put there beforehand."""
        serial = self.fields.get("serial")
        if serial is None or serial.at >= len(row) or row[serial.at] != value:
            return False
        return isinstance(value, (int, float)) or str(value).strip().isdecimal()

    def _foot(self, told: Sequence[Value], cells: Sequence[Value], again: frozenset[str]) -> str | None:
        """Say what a row below the header is, if it is no data: a signature, a total, a note, the header once more."""
        first = told[0]
        if isinstance(first, str) and len(told) > 1 and first in again and told[-1] in again:
            return "header"
        if not isinstance(first, str):
            return None
        lead = first.strip()
        if _TOTAL.fullmatch(lead):
            return "total"
        if len(told) == 1 and (first not in cells or _NOTE.fullmatch(lead)):
            return "note"
        return "sign_off" if _FOOT.fullmatch(lead) else None

    def _headings(self) -> frozenset[str]:
        """Return the headings as they are written, by which a header printed on every page is known."""
        rows = self.sheet.rows[self.header.first : self.header.last + 1]
        return frozenset(value for row in rows for value in row if isinstance(value, str))


SOURCES: dict[str, tuple[str, ...]] = {
    "found_unit": ("finders",),
    "found_by": ("finders",),
    "responsible_unit": ("rectifiers", "five", "any_unit"),
    "responsible": ("rectifiers", "five", "any_person", "any_unit"),
    "unit": ("supervisors", "any_unit"),
    "supervisor": ("supervisors", "any_person", "any_unit"),
    "measures": ("five",),
    "funds": ("five",),
    "deadline": ("five",),
    "contingency": ("five",),
    "rectified_on": ("rectification", "rectified_note"),
    "rectified_note": ("rectification",),
    "discovered_on": ("both_reports",),
    "rectified_report_on": ("both_reports",),
    "reviewer": ("review",),
    "reviewer_unit": ("review",),
    "reviewed_on": ("review",),
}
"""Columns that hold a field together with others (exchange/combined)."""


def find(sheet: Sheet, kinds: tuple[SheetKind, ...], map_: Map | None = None) -> Table | None:
    """Return the table of a sheet: where the map says, or the header that is understood best of the kinds asked for."""
    if map_ is not None:
        header = headings.mapped(sheet.rows, sheet.name, map_)
        return Table(sheet, header, _declared(sheet, header.first)) if header else None
    best: Header | None = None
    for kind in kinds:
        for last in range(min(headings.SEARCHED_ROWS, len(sheet.rows))):
            header = _header(sheet, kind, last)
            if header and (best is None or _score(header) > _score(best)):
                best = header
    return Table(sheet, best, _declared(sheet, best.first)) if best else None


def _score(header: Header) -> float:
    return len(header.columns) - sum(0.5 for found in header.columns if found.typo)


def _header(sheet: Sheet, kind: SheetKind, last: int) -> Header | None:
    """Read a row as a header, alone or together with the group headings in the row above it."""
    own = _texts(sheet, last)
    if sum(map(bool, own)) < 2:  # noqa: PLR2004  a title stands alone
        return None
    over = _texts(sheet, last - 1) if last else []
    found, unknown = headings.read(kind, [""] * len(own), own)
    first = last
    if sum(map(bool, over)) > 1:
        wide = max(len(own), len(over))
        own, over = own + [""] * (wide - len(own)), over + [""] * (wide - len(over))
        both, rest = headings.read(kind, over, own)
        if len(both) > len(found):
            found, unknown, first = both, rest, last - 1
    if not headings.is_header(kind, found):
        return None
    return headings.Header(kind, first, last, tuple(found), tuple(unknown))


def _texts(sheet: Sheet, index: int) -> list[str]:
    """Return a row of headings, each merged one over all the columns that it spans, but not down."""
    row = [safe(value).strip() if isinstance(value, str) else "" for value in sheet.rows[index]]
    for merge in sheet.merges:
        if merge.top <= index <= merge.bottom and merge.right > merge.left:
            source = sheet.rows[merge.top][merge.left] if merge.left < len(sheet.rows[merge.top]) else None
            if isinstance(source, str) and merge.top == index:
                span = range(merge.left, min(merge.right + 1, len(row)))
                for at in span:
                    row[at] = row[at] or safe(source).strip()
    return row


def _declared(sheet: Sheet, first: int) -> bool | None:
    """Return the unit of money that a line above the header names (单位：万元)."""
    for row in sheet.rows[:first]:
        for value in row:
            if isinstance(value, str) and "单位" in value and "元" in value:
                return headings.money_unit(value)
    return None


def _filled(sheet: Sheet, header: Header) -> dict[int, dict[int, Value]]:
    """Return, by row and column, the value of each body cell that is merged with the one above it."""
    over: dict[int, dict[int, Value]] = {}
    for merge in sheet.merges:
        if merge.bottom <= header.last or merge.top >= len(sheet.rows):
            continue
        top = sheet.rows[merge.top]
        value = top[merge.left] if merge.left < len(top) else None
        for index in range(max(merge.top, header.last + 1) + (merge.top > header.last), merge.bottom + 1):
            over.setdefault(index, {})[merge.left] = value
    return over


def _taking(places: Sequence[int]) -> Callable[[Sequence[Value]], tuple[Value, ...]]:
    """Return what takes the cells at some places out of a row."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: tuple(row[at] for at in places)


_FEW = 3
"""A row of spaces alone has few of them; a longer row is not looked through for the sake of speed."""


def at(found: Found, number: int) -> str:
    """Return a cell's name as the sheet shows it: H12."""
    return f"{headings.letters(found.at)}{number}"
