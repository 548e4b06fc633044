"""Values → CSV: a list becomes one table of all its fields, a page its tables one below another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from hazardctl.domain.text import safe
from hazardctl.messages.labels import LABELS, label, term
from hazardctl.render.plain import plain
from hazardctl.render.shapes import Cell, Line, Page, Pairs, Table, Title

_WORDS = frozenset({"level", "status", "source", "listing", "kind"})
"""Fields that hold words of ours as text; a sheet shows the official terms, JSON the words."""

_INTERNAL = frozenset({"uid", "key"})
"""Identities, which say nothing inside a cell."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def of_list(values: Sequence[object], group: str) -> str:
    """Return a list of records as CSV, nested values beside their parents; headings are the official terms.

    `group` is the command's (hazard, enforce): the same field may be called otherwise in each (`enforce.no`).
    """
    rows = [dict(_flat(plain(value, term), group)) for value in values]
    names = list(dict.fromkeys(name for row in rows for name in row))
    return _written(
        [[_named(name.removeprefix("five."), group) for name in names],
         *([row.get(name) for name in names] for row in rows)]
    )  # fmt: skip


def of_page(page: Page) -> str:
    """Return every table and card of a page, each below its title; of a page of nothing but text, its lines."""
    rows: list[Sequence[object]] = []
    only_text = not any(isinstance(part, Table | Pairs) for part in page.parts)
    for part in page.parts:
        if isinstance(part, Title):
            rows += [[], [part.text]]
        elif isinstance(part, Pairs):
            rows += part.rows
        elif isinstance(part, Line) and only_text:
            rows += [[line] for line in part.text.split("\n")]
        elif isinstance(part, Table):
            rows.append([column.heading for column in part.columns])
            rows += [[cell.text if isinstance(cell, Cell) else cell for cell in row] for row in part.rows]
    return _written(rows[1:] if rows and not rows[0] else rows)


def _flat(value: object, group: str, prefix: str = "") -> Iterable[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat(item, group, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(value, list):
        yield prefix, "、".join(_item(item, group) for item in value)
    elif prefix.endswith("_fen") and isinstance(value, int):
        yield prefix, float(Decimal(value) / 100)
    elif prefix in _WORDS and isinstance(value, str):
        yield prefix, _named(f"{prefix}.{value}", group, value)
    else:
        yield prefix, value


def _item(item: object, group: str) -> str:
    """Return one item of a list within a cell; of a record, what it holds."""
    if isinstance(item, Mapping):
        told = (value for name, value in _flat(item, group) if name not in _INTERNAL)
        return " ".join(str(value) for value in told if value not in {None, "", False})
    return label(str(item))


def _named(name: str, group: str, otherwise: str | None = None) -> str:
    """Return a term of a group's own, else the one that all share."""
    return LABELS.get(f"{group}.{name}") or LABELS.get(name) or label(otherwise or name)


def _written(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    """Return a value as text that no spreadsheet takes for a formula (CWE-1236)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return str(value)
    text = safe(str(value))
    return "'" + text if text.startswith(_FORMULA) else text
