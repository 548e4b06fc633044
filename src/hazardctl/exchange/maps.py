"""Somebody else's form: which of their columns is which field or figure, for reading and for writing.

A map is a YAML file, read as strictly as a plan: every mistake is named with its line, all in one run. Nothing here
opens a sheet; `docs/maps.md` describes the format.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from hazardctl.errors import ChecksFailed, Problem, Unavailable
from hazardctl.exchange import ledger_form
from hazardctl.exchange.columns import COLUMNS, SheetKind
from hazardctl.messages import maps as say
from hazardctl.messages.figures import FIGURES, OF_TOWN
from hazardctl.plan.loader import read_bytes
from hazardctl.plan.rows import Row
from hazardctl.plan.tree import Mapping as Node

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FIGURES_KIND = "figures"
_KINDS = (*(str(kind) for kind in SheetKind), FIGURES_KIND)
_ROWS = ("sector", "unit", "village", "town", "hazards")
_TOTAL = ("none", "first", "last")
_ZERO = ("zero", "blank")
_SINCE = ("year", "campaign", "month")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,5}")
_LARGEST = 1 << 20


class Writing(NamedTuple):
    """How their form is filled: `columns` are letters, each with a figure or field; rows are counted from 1."""

    form: Path
    sheet: str
    first_row: int
    last_row: int
    rows: str
    total: str
    blank_zero: bool
    since: str
    cells: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    expect: tuple[tuple[str, str], ...]


class Map(Struct, frozen=True, kw_only=True):
    """How to read and to write a form that is not ours. A map of figures is for writing alone.

    `columns` are their headings or column letters, each with the registry's field; `values` their words for ours, by
    field; `defaults` what a field is where a cell is empty; `units` 元 or 万元 for columns whose heading does not say.
    """

    name: str
    kind: SheetKind
    figures: bool = False
    sheet: str | None = None
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    writing: Writing | None = None


def load(path: Path) -> Map:
    """Read a map.

    Raises:
        Unavailable: the file cannot be read.
        ChecksFailed: it is no map; every mistake is named with its line.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise ChecksFailed(Problem("map_size", say.too_large(path.name)))
        document = read_bytes(path.name, path.read_bytes())
    except OSError as error:
        raise Unavailable(Problem("file", say.no_such_map(path), "map")) from error
    # An empty plan is told where samples are; an empty map has its own.
    problems = [problem for problem in document.problems if problem.code != "empty_file"]
    if not isinstance(document.root, Node):
        raise ChecksFailed(*problems or [Problem("no_map", say.not_a_map(path.name), f"{path.name}:1")])
    row = Row(path.name, document.root, "", problems)
    made = _map(row, path.parent)
    row.done()
    if problems:
        raise ChecksFailed(*problems)
    return made


def _map(row: Row, folder: Path) -> Map:
    name, kind = row.text("name"), row.choice("kind", _KINDS)
    row.flag("official", default=False)
    figures = kind == FIGURES_KIND
    sheet_kind = SheetKind.HAZARDS if figures else SheetKind(kind)
    blank = Map(name=name, kind=sheet_kind, figures=figures)
    made = row.row("read", partial(_reading, blank)) if row.has("read") else blank
    writing = row.row("write", partial(_writing, folder, figures)) if row.has("write") else None
    if figures and row.has("read"):
        row.wrong("read", "figures_not_read", say.figures_not_read())
    if not row.has("read") and not row.has("write"):
        row.wrong("name", "nothing_mapped", say.nothing_mapped())
    return Map(
        **{name: getattr(made, name) for name in Map.__struct_fields__ if name != "writing"}, writing=writing
    )


def _reading(blank: Map, row: Row) -> Map:
    fields = {column.field for column in COLUMNS[blank.kind]}
    columns = _known(row, "columns", fields, say.FIELD)
    return Map(
        name=blank.name,
        kind=blank.kind,
        figures=blank.figures,
        sheet=row.text("sheet", "") or None,
        header_row=row.number_or_none("header_row"),
        columns=dict(columns),
        values=_values(row, fields),
        defaults=dict(_keyed(row, "defaults", fields)),
        units=dict(_units(row, fields)),
    )


def _known(row: Row, key: str, known: set[str], kind: str) -> tuple[tuple[str, str], ...]:
    """Read pairs whose values must be known names."""
    found = row.pairs(key)
    for name, value in found:
        if value not in known:
            row.wrong(f"{key}.{name}", "unknown_ref", say.unknown(kind, value, known))
    return found


def _keyed(row: Row, key: str, known: set[str]) -> tuple[tuple[str, str], ...]:
    """Read pairs whose keys must be known fields."""
    found = row.pairs(key)
    for name, _ in found:
        if name not in known:
            row.wrong(f"{key}.{name}", "unknown_ref", say.unknown(say.FIELD, name, known))
    return found


def _units(row: Row, fields: set[str]) -> tuple[tuple[str, str], ...]:
    found = _keyed(row, "units", fields)
    for name, unit in found:
        if unit not in {"元", "万元"}:
            row.wrong(f"units.{name}", "bad_choice", say.bad_unit(unit))
    return found


def _values(row: Row, fields: set[str]) -> dict[str, dict[str, str]]:
    """Read their words for ours, by field."""

    def words(inner: Row) -> dict[str, dict[str, str]]:
        found = {name: dict(inner.pairs(name)) for name in inner.node.items}
        for name in found:
            if name not in fields:
                inner.wrong(name, "unknown_ref", say.unknown(say.FIELD, name, fields))
        return found

    return row.row("values", words) if row.has("values") else {}


def _writing(folder: Path, figures: bool, row: Row) -> Writing:  # noqa: FBT001  which names a column may hold
    rows = row.choice("rows", _ROWS)
    if figures == (rows == "hazards"):
        row.wrong("rows", "bad_choice", say.rows_of_kind(figures=figures))
    known = FIGURES | OF_TOWN if rows == "town" else FIGURES
    names = set(known) if figures else {column.field for column in ledger_form.FULL} | {"unit"}
    columns = _known(row, "columns", names, say.FIGURE if figures else say.FIELD)
    _check_places(row, "columns", columns, _LETTERS)
    cells, expect = row.pairs("cells"), row.pairs("expect")
    for key, found in (("cells", cells), ("expect", expect)):
        _check_places(row, key, found, _CELL)
    first = row.number("first_row")
    last = row.number_or_none("last_row") or first
    if not 0 < first <= last:
        row.wrong("last_row", "bad_rows", say.bad_rows())
    return Writing(
        _form(row, folder), row.text("sheet"), first, last, rows, row.choice("total", _TOTAL, "none"),
        row.choice("zero", _ZERO, "zero") == "blank", row.choice("since", _SINCE, "year"), cells, columns, expect,
    )  # fmt: skip


def _check_places(row: Row, key: str, found: tuple[tuple[str, str], ...], form: re.Pattern[str]) -> None:
    for place, _ in found:
        if not form.fullmatch(place):
            row.wrong(f"{key}.{place}", "bad_place", say.bad_place(place))


def _form(row: Row, folder: Path) -> Path:
    """Return their empty form, which lies beside the map or below it."""
    said = row.text("form")
    path = (folder / said).resolve()
    if said and (not path.is_relative_to(folder.resolve()) or path.suffix.lower() != ".xlsx"):
        row.wrong("form", "bad_form", say.bad_form(said))
    elif said and not path.is_file():
        row.wrong("form", "no_form", say.no_form(said))
    return path
