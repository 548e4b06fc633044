"""`export`: the ledger as the forms that the office prints, and as sheets that come back changed.

A form is described here (which hazards, which columns, what stands above and below) and its rows are read while it is
written, a batch at a time, so that a large ledger fills no memory. Nothing here writes a file.
"""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from hazardctl import __version__
from hazardctl.domain.dates import say_day
from hazardctl.errors import Problem, Refused
from hazardctl.exchange import ledger_form
from hazardctl.exchange.columns import SheetKind, on_form
from hazardctl.exchange.meta import Meta, Role
from hazardctl.ledger import connect
from hazardctl.ledger.queries import as_recorded, cases, units
from hazardctl.messages import imports
from hazardctl.messages import ledger_form as messages
from hazardctl.services import listing_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from hazardctl.exchange.columns import Column
    from hazardctl.exchange.ledger_form import FormColumn, Line
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.finding import Filter
    from hazardctl.services.desk import Desk
    from hazardctl.services.listing_rows import Row


class Form(StrEnum):
    """Which forms of the ledger a workbook holds."""

    FULL = "full"
    SHORT = "short"
    UNITS = "units"
    VILLAGES = "villages"


class Exported(NamedTuple):
    """What was written; field names are the JSON keys. `rows` counts hazards once, on however many sheets they stand."""

    file: str
    kind: str
    sheets: tuple[str, ...]
    rows: int


def forms(said: Sequence[str]) -> tuple[Form, ...]:
    """Read which forms are asked for; all of them where none is named.

    Raises:
        Refused: there is no such form.
    """
    wrong = [name for name in said if name not in set(Form)]
    if wrong:
        raise Refused(Problem("no_such_form", imports.no_such_form(wrong[0], tuple(Form)), "form"))
    return tuple(dict.fromkeys(map(Form, said))) or tuple(Form)


class LedgerSheet(NamedTuple):
    """One sheet of a ledger form: its rows come when they are asked for."""

    name: str
    title: str
    columns: tuple[FormColumn, ...]
    lines: Callable[[], Iterator[Line]]


class LedgerBook(NamedTuple):
    """A workbook of ledger forms: what stands above and below each sheet, and the hidden sheet that tells where it is from."""

    meta: Meta
    head: tuple[str, str, str]
    foot: tuple[str, ...]
    sheets: tuple[LedgerSheet, ...]


class ListBook(NamedTuple):
    """A register as the form of its kind, filled."""

    meta: Meta
    kind: SheetKind
    columns: tuple[Column, ...]
    rows: Sequence[Row]


@contextmanager
def ledger(desk: Desk, wanted: Filter, day: date | None, forms: tuple[Form, ...]) -> Iterator[LedgerBook]:
    """Open the ledger's forms as things stood at the end of a day."""
    at = day or desk.today
    with desk.reading() as reads:
        yield LedgerBook(
            _meta(reads, SheetKind.HAZARDS, at),
            (messages.filled_by(desk.plan.campaign.issuer), messages.as_of(say_day(at)), messages.UNITS),
            _foot(reads, desk.today),
            tuple(sheet for form in forms for sheet in _sheets(reads, form, wanted, at)),
        )


def _meta(reads: Reads, kind: SheetKind, day: date) -> Meta:
    seq, head = as_recorded.position(reads)
    return Meta(
        role=Role.LEDGER,
        kind=kind,
        town=connect.setting(reads, "town") or "",
        ledger=connect.setting(reads, "ledger") or "",
        seq=str(seq),
        head=head,
        day=day.isoformat(),
        version=__version__,
    )


def _foot(reads: Reads, today: date) -> tuple[str, ...]:
    names = {key: connect.setting(reads, key) or "" for key in ("preparer", "auditor", "head", "phone")}
    return messages.foot(**names, day=say_day(today))


def _sheets(reads: Reads, form: Form, wanted: Filter, day: date) -> Iterator[LedgerSheet]:
    def sheet(name: str, title: str, columns: tuple[FormColumn, ...], which: Filter) -> LedgerSheet:
        return LedgerSheet(name, title, columns, lambda: _lines(reads, which, day))

    full, short = ledger_form.FULL, ledger_form.SHORT
    if form is Form.FULL:
        yield sheet(messages.FULL_SHEET, messages.TITLE, full, wanted)
    elif form is Form.SHORT:
        yield sheet(messages.SHORT_SHEET, messages.SHORT_TITLE, short, wanted)
    elif form is Form.UNITS:
        for unit in units.register(reads, day).of_kind("office"):
            which = replace(wanted, unit=unit.key, level="major")
            yield sheet(unit.key, messages.database_title(unit.name), full, which)
    else:
        for unit in units.register(reads, day).of_kind("village"):
            yield sheet(unit.key, messages.village_title(unit.name), full, replace(wanted, village=unit.key))


def _lines(reads: Reads, wanted: Filter, day: date) -> Iterator[Line]:
    for case in cases.stream(reads, wanted, day):
        line = ledger_form.line(case, day)
        if line:
            yield line


def register(desk: Desk, kind: SheetKind, day: date | None) -> ListBook:
    """Return a register as its form, filled: enterprises, duty records or returns."""
    rows = {
        SheetKind.ENTERPRISES: listing_rows.enterprises,
        SheetKind.RECORDS: listing_rows.records,
        SheetKind.SUBMISSIONS: listing_rows.submissions,
    }[kind]
    at = day or desk.today
    with desk.reading() as reads:
        return ListBook(_meta(reads, kind, at), kind, on_form(kind), rows(desk, reads, at))
