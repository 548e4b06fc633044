"""Values → tables of cells, and those to CSV: a list becomes one table of all its fields, a page its own tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from hazardctl.domain.text import safe
from hazardctl.messages.labels import LABELS, label, term, yes_no
from hazardctl.messages.ledger import from_to
from hazardctl.render.plain import plain
from hazardctl.render.shapes import Cell, Column, Line, Page, Pairs, Part, Table, Title

_WORDS = frozenset({"level", "status", "source", "listing", "kind"})
"""Fields that hold words of ours as text; a sheet shows the official terms, JSON the words."""

_INTERNAL = frozenset({"uid", "key"})
"""Identities, which say nothing inside a cell."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_BATCH = 500

_SIGNED = re.compile(r"[+-][0-9]+(\.[0-9]+)?")
"""A difference in a column of numbers (+3): a number, and no formula."""


class Block(NamedTuple):
    """A table of an answer: what stands over it, its headings, and its rows of values."""

    title: str
    head: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def list_block(values: Sequence[object], group: str) -> Block:
    """Return a list of records as one table, nested values beside their parents; headings are the official terms.

    `group` is the command's (hazard, enforce): the same field may be called otherwise in each (`enforce.no`).
    """
    rows = [dict(_flat(plain(value, term, day=lambda day: day), group)) for value in values]
    names = list(dict.fromkeys(name for row in rows for name in row))
    head = tuple(_named(name.removeprefix("five."), group) for name in names)
    return Block("", head, [tuple(row.get(name) for name in names) for row in rows])


def page_blocks(page: Page) -> list[Block]:
    """Return every table and card of a page, each with the title over it; of a page of nothing but text, its lines."""
    blocks: list[Block] = []
    title = ""
    only_text = not any(isinstance(part, Table | Pairs) for part in page.parts)
    for part in (*page.parts, *page.figures):
        if isinstance(part, Title):
            blocks += [Block(title, (), [])] if title else []
            title = part.text
            continue
        block = _block(title, part, only_text=only_text)
        if block:
            blocks.append(block)
            title = ""
    return blocks + ([Block(title, (), [])] if title else [])


def _block(title: str, part: Part, *, only_text: bool) -> Block | None:
    if isinstance(part, Pairs):
        return Block(title, (), [tuple(row) for row in part.rows])
    if isinstance(part, Line) and only_text:
        return Block(title, (), [(line,) for line in part.text.split("\n")])
    if isinstance(part, Table):
        head = tuple(column.heading for column in part.columns)
        return Block(title, head, [tuple(map(_value, part.columns, row)) for row in part.rows])
    return None


def _value(column: Column, cell: str | Cell) -> str | float:
    text = cell.text if isinstance(cell, Cell) else cell
    return float(text) if column.right and _SIGNED.fullmatch(text) else text


def of_list(values: Sequence[object], group: str) -> str:
    """Return a list of records as CSV."""
    block = list_block(values, group)
    return _written([block.head, *block.rows])


def pieces(values: Iterable[object], group: str) -> Iterator[str]:
    """Yield a list of records of one kind as CSV, the headings first, a batch at a time: the same as `of_list`."""
    rest = iter(values)
    head: tuple[str, ...] = ()
    while some := tuple(islice(rest, _BATCH)):
        block = list_block(some, group)
        yield _written([block.head, *block.rows] if not head else block.rows)
        head = block.head


def of_page(page: Page) -> str:
    """Return the tables of a page as CSV, an empty line before each that has a title; first what the whole page is."""
    rows: list[Sequence[object]] = [[line] for line in page.standing]
    for block in page_blocks(page):
        rows += [[], [block.title]] if block.title else []
        rows += [block.head, *block.rows] if block.head else block.rows
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
    if isinstance(item, Mapping) and item.keys() == {"label", "old", "new"}:
        return from_to(item["label"], item["old"], item["new"])
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
        return yes_no(value)
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    text = safe(str(value))
    return "'" + text if text.startswith(_FORMULA) else text
