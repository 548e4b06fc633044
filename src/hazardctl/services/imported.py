"""What an import is asked and what it answers: values alone, which the screen, JSON and the marked sheet share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from hazardctl.exchange import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hazardctl.errors import Problem
    from hazardctl.exchange.book import Book
    from hazardctl.exchange.columns import SheetKind
    from hazardctl.exchange.maps import Map
    from hazardctl.exchange.table import Row, Table


class Wanted(Struct, frozen=True, kw_only=True):
    """How a file is to be taken. `defaults` are what every row says that leaves a cell empty, by field."""

    kind: SheetKind | None = None
    map: Map | None = None
    dry_run: bool = False
    partial: bool = False
    update: bool = False
    defaults: Mapping[str, str] = field(default_factory=dict)


class CellNote(NamedTuple):
    """What is said of a row: the sheet, the row's own number, the cell where one is to blame, its heading and value."""

    sheet: str
    row: int
    cell: str | None
    heading: str | None
    value: str | None
    code: str
    message: str


class SheetRead(NamedTuple):
    """A sheet whose table was found; rows are counted from 1. `unused` are headings that led to nothing."""

    name: str
    kind: SheetKind
    header_row: int
    read: int
    unused: tuple[str, ...]


class Imported(NamedTuple):
    """What became of a file; field names are the JSON keys. read = added + updated + unchanged + skipped + refused."""

    file: str
    sha256: str
    saved: bool
    dry_run: bool
    partial: bool
    read: int
    added: int
    updated: int
    unchanged: int
    skipped: int
    refused: int
    sheets: tuple[SheetRead, ...]
    errors: tuple[CellNote, ...]
    skips: tuple[CellNote, ...]
    notes: tuple[str, ...]
    registered: tuple[str, ...]
    numbers: tuple[str, ...]
    error_file: str | None = None


class Result(NamedTuple):
    """What became of a file, beside the file as it was read: the marked sheet is made of both."""

    imported: Imported
    source: Book
    tables: tuple[Table, ...]


def note(one: Table, row: Row, problem: Problem) -> CellNote:
    """Place a problem at the cell that holds the field, or the one that it was taken out of."""
    found = one.cell_of(problem.where)
    if found is None:
        return CellNote(
            one.name, row.number, None, one.term_of(problem.where), None, problem.code, problem.message
        )
    value = row.values.get(found.column.field)
    shown = None if value is None else str(value)
    return CellNote(
        one.name, row.number, table.at(found, row.number), found.heading, shown, problem.code, problem.message
    )
