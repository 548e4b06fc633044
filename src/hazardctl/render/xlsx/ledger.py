"""The ledger's forms as a workbook: title, head and foot as they are printed, one row for each hazard.

Rows are written as they come, so that a large ledger fills no memory. Behind the last column stand two hidden ones by
which a row that comes back is known: which record it is, and what it said.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.exchange import ledger_form, meta
from hazardctl.exchange.columns import CellKind
from hazardctl.messages import ledger_form as messages
from hazardctl.messages.labels import worded
from hazardctl.render.xlsx import flow, looks
from hazardctl.render.xlsx.flow import Look
from hazardctl.services.exports import Exported

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hazardctl.exchange.ledger_form import FormColumn, Line
    from hazardctl.render.xlsx.flow import Flow, Sheet
    from hazardctl.services.exports import LedgerBook, LedgerSheet

HEAD_ROWS = 4
"""Title, the line below it, and two rows of headings."""

KEYS = ("uid", "row_hash")
_HEIGHTS = (34, 20, 20, 40)
"""Points: the title, the line below it, groups, headings."""


class Totals(NamedTuple):
    """The last row: how many hazards, and their money in fen."""

    number: int = 0
    funds_fen: int = 0
    spent_fen: int = 0

    def and_(self, line: Line) -> Totals:
        """Return the totals with one more row."""
        return Totals(self.number + 1, self.funds_fen + line.funds_fen, self.spent_fen + line.spent_fen)


_ASIDE = Look(wrapped=False)
_TOTAL = Look(looks.HEAD, centred=True, boxed=True)


def write(book: LedgerBook, path: Path) -> Exported:
    """Write the forms and return what was written; the first one holds every hazard."""
    rows: list[int] = []

    def content(to: Flow) -> None:
        rows.extend(_sheet(to.sheet(sheet.name), sheet, book) for sheet in book.sheets)
        to.hidden(meta.SHEET, book.meta.rows())

    written = flow.save(path, content)
    names = tuple(sheet.name for sheet in book.sheets)
    return Exported(str(written), book.meta.kind, names, max(rows, default=0))


def _sheet(to: Sheet, sheet: LedgerSheet, book: LedgerBook) -> int:
    """Write one sheet and return how many hazards stand on it."""
    columns, width = sheet.columns, len(sheet.columns)
    full = columns is ledger_form.FULL
    to.print_setup(a3=full, title_rows=HEAD_ROWS)
    for at, column in enumerate(columns, start=1):
        to.width(at, column.width)
    for at in range(width + 1, width + 1 + (len(KEYS) if full else 0)):
        to.hide_column(at)
    to.freeze(HEAD_ROWS + 1, 5 if full else 3)  # the number and the name stay in sight
    to.merge(1, 1, 1, width)
    to.append([sheet.title], flow.TITLE, _HEIGHTS[0])
    to.append(*_spread(book.head, width), _HEIGHTS[1])
    for row, height in zip(_headings(to, columns, keyed=full), _HEIGHTS[2:], strict=True):
        to.append(row, flow.HEADING, height)
    totals = _body(to, sheet, keyed=full)
    last = to.row
    to.append(*_total(columns, totals))
    to.append([])
    to.append(*_spread(book.foot, width))
    to.filter(HEAD_ROWS, last, width + (len(KEYS) if full else 0))
    return totals.number


def _spread(texts: Sequence[str], width: int) -> tuple[list[str | None], list[Look | None]]:
    """Return texts over the width of a form, none merged: what is long runs into the empty cells beside it."""
    places = {round(i * width / len(texts)): text for i, text in enumerate(texts)}
    return [places.get(at) for at in range(width)], [_ASIDE if at in places else None for at in range(width)]


def _headings(to: Sheet, columns: Sequence[FormColumn], *, keyed: bool) -> tuple[list[str | None], ...]:
    """Return the two rows of headings: a group over its columns, every other heading over both rows."""
    upper: list[str | None] = []
    lower: list[str | None] = []
    at = 1
    for group, some in groupby(columns, key=lambda column: column.group):
        wide = list(some)
        if group:
            to.merge(HEAD_ROWS - 1, at, HEAD_ROWS - 1, at + len(wide) - 1)
            upper += [worded(group), *[None] * (len(wide) - 1)]
            lower += [column.heading for column in wide]
        else:
            for place in range(at, at + len(wide)):
                to.merge(HEAD_ROWS - 1, place, HEAD_ROWS, place)
            upper += [column.heading for column in wide]
            lower += [None] * len(wide)
        at += len(wide)
    if keyed:
        lower += [ledger_form.heading_of(field) for field in KEYS]
    return upper, lower


def _body(to: Sheet, sheet: LedgerSheet, *, keyed: bool) -> Totals:
    """Write the rows and return their totals."""
    totals, columns = Totals(), sheet.columns
    fields = [column.field for column in columns]
    printed = {overdue: [_look(column, overdue=overdue) for column in columns] for overdue in (False, True)}
    for number, line in enumerate(sheet.lines(), start=1):
        totals = totals.and_(line)
        values = [number if field == "serial" else line.cells[field] for field in fields]
        keys = [line.uid, ledger_form.fingerprint(ledger_form.texts(line.cells))] if keyed else []
        if number <= looks.PRINTED:
            to.fitted(values, printed[line.overdue], _LEAST, keys)
        else:
            to.append([*values, *keys])
    return totals


_LEAST = 20
"""Points: a row of one line."""

_SHORT = {CellKind.DAY, CellKind.SERIAL, CellKind.MONEY}


def _look(column: FormColumn, *, overdue: bool) -> Look:
    """Return how the cells of a column are printed; what is overdue shows in red."""
    bad = overdue and column.field in {"status", "deadline"}
    return Look(
        looks.BAD if bad else looks.BODY,
        centred=column.column.kind in _SHORT or column.width <= _NARROW,
        boxed=True,
        fill=looks.RED if bad else None,
        day=looks.DOTTED,
    )


_NARROW = 11
"""Columns this narrow hold a word or two, which stand better in the middle."""


def _total(columns: Sequence[FormColumn], totals: Totals) -> tuple[list[Any], Look]:
    told: dict[str, Any] = {"serial": messages.TOTAL, "title": messages.total(totals.number)}
    told |= {"funds": ledger_form.wan(totals.funds_fen), "funds_spent": ledger_form.wan(totals.spent_fen)}
    return [told.get(column.field) for column in columns], _TOTAL
