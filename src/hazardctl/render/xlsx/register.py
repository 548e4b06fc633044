"""A register (enterprises, duty records, returns) as the form of its kind, filled: it comes back by `import --update`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.exchange import meta
from hazardctl.exchange.columns import CellKind
from hazardctl.exchange.ledger_form import heading_of
from hazardctl.messages import workbooks as messages
from hazardctl.messages.imports import KINDS
from hazardctl.render.xlsx import flow, looks
from hazardctl.render.xlsx.flow import Look

if TYPE_CHECKING:
    from pathlib import Path

    from hazardctl.exchange.columns import Column
    from hazardctl.render.xlsx.flow import Flow, Sheet
    from hazardctl.services.exports import ListBook

_HEAD_ROW = 2


def write(book: ListBook, path: Path) -> Path:
    """Write a register and return where it is."""

    def content(to: Flow) -> None:
        _sheet(to.sheet(KINDS[book.kind]), book)
        to.hidden(meta.SHEET, book.meta.rows())

    return flow.save(path, content)


def _sheet(to: Sheet, book: ListBook) -> None:
    width = len(book.columns)
    to.print_setup(a3=False, title_rows=_HEAD_ROW)
    to.freeze(_HEAD_ROW + 1, 3)
    for at, column in enumerate(book.columns, start=1):
        to.width(at, column.width)
    to.hide_column(width + 1)
    to.merge(1, 1, 1, width)
    to.append([messages.register_title(KINDS[book.kind], book.meta.day)], flow.TITLE, looks.TITLE_HEIGHT)
    to.fitted([column.heading for column in book.columns], flow.HEADING, keys=[heading_of("uid")])
    body = [_look(column) for column in book.columns]
    for row in book.rows:
        values = [row.get(column.field) for column in book.columns]
        to.fitted(values, body, keys=[row.get("uid")])
    to.filter(_HEAD_ROW, to.row, width + 1)


def _look(column: Column) -> Look:
    return Look(
        centred=column.kind not in {CellKind.TEXT, CellKind.LINE},
        boxed=True,
        number=looks.TEXT if column.kind is CellKind.CODE else None,
    )
