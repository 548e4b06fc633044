"""Values → CSV: a list becomes one table of all its fields, a page its tables one below another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from hazardctl.domain.text import safe
from hazardctl.messages.labels import label
from hazardctl.messages.views import source
from hazardctl.render.plain import plain
from hazardctl.render.shapes import Cell, Page, Table, Title

_WORDS = frozenset({"level", "status", "source", "listing", "kind"})
"""Fields whose values are words of ours; a sheet shows the official terms, JSON the words."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def of_list(values: Sequence[object]) -> str:
    """Return a list of records as CSV, nested values beside their parents; headings are the official terms."""
    rows = [dict(_flat(plain(value))) for value in values]
    names = list(dict.fromkeys(name for row in rows for name in row))
    return _written(
        [[_heading(name) for name in names], *([row.get(name) for name in names] for row in rows)]
    )


def of_page(page: Page) -> str:
    """Return every table of a page, each below its title."""
    rows: list[Sequence[object]] = []
    for part in page.parts:
        if isinstance(part, Title):
            rows += [[], [part.text]]
        elif isinstance(part, Table):
            rows.append([column.heading for column in part.columns])
            rows += [[cell.text if isinstance(cell, Cell) else cell for cell in row] for row in part.rows]
    return _written(rows[1:] if rows and not rows[0] else rows)


def _flat(value: object, prefix: str = "") -> Iterable[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat(item, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(value, list):
        yield prefix, "、".join(label(str(item)) for item in value if not isinstance(item, dict))
    elif prefix.endswith("_fen") and isinstance(value, int):
        yield prefix, float(Decimal(value) / 100)
    elif prefix in _WORDS and isinstance(value, str):
        yield prefix, source(value) if prefix == "source" else label(value)
    else:
        yield prefix, value


def _heading(name: str) -> str:
    """Name a column by the official term of its field."""
    return label(name.removeprefix("five."))


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
