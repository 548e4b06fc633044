"""Which column of a sheet is which: headings are matched by what they say, never by where they stand.

Spaces, line breaks, full width, brackets and asterisks do not matter; a group's heading over a column (五落实 over 措施)
counts as part of it; a slip of the pen in a long heading is forgiven and said so. Two columns for one field are told
apart by the better match. Nothing here reads a body row.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from msgspec import Struct, field

from hazardctl.domain.text import safe
from hazardctl.exchange.columns import COLUMNS, CellKind, Column, SheetKind
from hazardctl.messages.labels import label, official

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hazardctl.exchange.maps import Map

ERRORS_HEADING = "导入错误"
"""The last column of a sheet that was sent back; it is passed over when the sheet returns."""

_NOISE = re.compile(r"[\s*★:：、,，/／.。\-—_“”\"'《》〈〉·]+")
_BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_WAN = re.compile(r"万元")
_YUAN = re.compile(r"(?<!万)元")
SEARCHED_ROWS = 30
"""How far down a header is looked for; title rows and filling notes stand above it."""

_SHORTEST_TYPO = 4
_ALIKE, _ALIKE_SHORT = 0.8, 0.75
_COUNTS = frozenset("数量率次额项")
"""人数 is no slip of the pen for 人员."""


def bare(heading: str) -> str:
    """Fold a heading for comparing: half width, without spaces, line breaks and punctuation."""
    return _NOISE.sub("", normalize("NFKC", safe(heading))).casefold()


def _plain(folded: str) -> str:
    """Drop what stands in brackets: 整改资金(万元) and 整改资金 are one column."""
    return _BRACKETED.sub("", folded) or folded


class Matched(NamedTuple):
    """A heading that was understood. `weight` is larger for a better match; `typo` is set where it was misspelt."""

    column: Column
    weight: float
    typo: bool = False


class Found(Struct, frozen=True):
    """A column of a sheet: its place counted from 0, the heading as written, what it is, and its unit of money."""

    at: int
    heading: str
    column: Column
    wan: bool | None = None
    typo: bool = False


class Header(Struct, frozen=True, dict=True):
    """The heading rows of a table (`first` to `last`, counted from 0), its columns, and the headings not understood."""

    kind: SheetKind
    first: int
    last: int
    columns: tuple[Found, ...]
    unknown: tuple[tuple[int, str], ...] = field(default=())

    @cached_property
    def fields(self) -> dict[str, Found]:
        """Return the columns by field."""
        return {found.column.field: found for found in self.columns}


@cache
def _names(kind: SheetKind) -> dict[str, Matched]:
    """Return every way to write a heading: what this office calls it, the official term, and what others write.

    A name that two columns could claim is the one's that it fits best.
    """
    names: dict[str, Matched] = {}
    for weight, said in (
        (3.0, lambda column: (column.heading,)),
        (2.5, lambda column: (column.official, label(column.field), official(column.field))),
        (2.0, lambda column: column.synonyms),
    ):
        for column in COLUMNS[kind]:
            for word in said(column):
                names.setdefault(bare(word), Matched(column, weight))
    for column in COLUMNS[kind]:
        for heading in (column.heading, column.official):
            names.setdefault(_plain(bare(heading)), Matched(column, 2.0))
    return names


def match(kind: SheetKind, over: str, heading: str) -> Matched | None:
    """Return what a column is by its own heading and that of the group over it; None where nobody could say."""
    names = _names(kind)
    own, above = bare(heading), bare(over)
    for said in (above + own, own) if above else (own,):
        for written in (said, _plain(said)):
            if written in names:
                return names[written]
    return None


def misspelt(kind: SheetKind, heading: str) -> Matched | None:
    """Return what a heading with a slip of the pen is; None where that is no single column."""
    return _misspelt(_names(kind), bare(heading))


def _misspelt(names: Mapping[str, Matched], own: str) -> Matched | None:
    said = _plain(own)
    if len(said) < _SHORTEST_TYPO:
        return None
    likeness = {
        name: SequenceMatcher(None, said, name).ratio()
        for name, one in names.items()
        if len(name) >= _SHORTEST_TYPO and abs(len(name) - len(said)) <= 1 and _may_be(said, name, one.weight)
    }
    best = max(likeness, key=likeness.__getitem__, default=None)
    if best is None or likeness[best] < (_ALIKE if len(said) > _SHORTEST_TYPO else _ALIKE_SHORT):
        return None
    rivals = {names[n].column.field for n, ratio in likeness.items() if ratio == likeness[best]}
    return Matched(names[best].column, likeness[best], typo=True) if len(rivals) == 1 else None


def _may_be(said: str, name: str, weight: float) -> bool:
    """Whether one heading may be meant for the other: a count is no name, and a short one is an official term's slip."""
    return not _COUNTS & (set(said) ^ set(name)) and (len(said) > _SHORTEST_TYPO or weight > 2)  # noqa: PLR2004  a synonym's


def read(
    kind: SheetKind, over: Sequence[str], headings: Sequence[str]
) -> tuple[list[Found], list[tuple[int, str]]]:
    """Match one row of headings with the group headings over it; return the columns, and what was not understood."""
    told = [
        (at, own or above, above if own else "")
        for at, (above, own) in enumerate(zip(over, headings, strict=True))
        if (own or above) and bare(own or above) != ERRORS_HEADING
    ]
    matched = {at: match(kind, above, own) for at, own, above in told}
    if sum(map(bool, matched.values())) > 1:
        # Only a row that is a header anyway is searched for slips of the pen.
        matched |= {at: misspelt(kind, own) for at, own, _ in told if matched[at] is None}
    best: dict[str, tuple[float, Found]] = {}
    unknown: list[tuple[int, str]] = []
    for at, own, above in told:
        one = matched[at]
        if one is None:
            unknown.append((at, own))
            continue
        held = best.get(one.column.field)
        if held and held[0] >= one.weight:
            unknown.append((at, own))
            continue
        if held:
            unknown.append((held[1].at, held[1].heading))
        found = Found(at, own, one.column, _wan(one.column, above + own), one.typo)
        best[one.column.field] = (one.weight, found)
    return sorted((f for _, f in best.values()), key=lambda f: f.at), sorted(unknown)


def _wan(column: Column, heading: str) -> bool | None:
    """Say whether a column of money is in 万元 by its heading; None where the heading does not say."""
    if column.kind is not CellKind.MONEY:
        return None
    return money_unit(heading)


def money_unit(text: str) -> bool | None:
    """Say whether a text names 万元 (True) or 元 (False) as the unit; None where it names neither."""
    said = bare(text)
    return True if _WAN.search(said) else False if _YUAN.search(said) else None


REQUIRED: dict[SheetKind, frozenset[str]] = {
    SheetKind.HAZARDS: frozenset({"title"}),
    SheetKind.ENTERPRISES: frozenset({"name"}),
    SheetKind.RECORDS: frozenset({"duty"}),
    SheetKind.SUBMISSIONS: frozenset({"sender", "month"}),
}
"""Without these a row of headings is no header of that kind."""


def is_header(kind: SheetKind, columns: Iterable[Found]) -> bool:
    """Whether the columns make a table of that kind: what it is about, and at least one thing more."""
    fields = {found.column.field for found in columns}
    return fields >= REQUIRED[kind] and len(fields - {"serial"}) >= len(REQUIRED[kind]) + 1


def mapped(rows: Sequence[Sequence[object]], sheet: str, map_: Map) -> Header | None:
    """Return the header that a map describes; None where the sheet is another, or holds none of the map's columns.

    A column is named by its heading or by its letters.
    """
    if map_.sheet and bare(map_.sheet) != bare(sheet):
        return None
    wanted = {bare(name): field for name, field in map_.columns.items()}
    columns = {column.field: column for column in COLUMNS[map_.kind]}
    best: Header | None = None
    for last in [map_.header_row - 1] if map_.header_row else range(min(SEARCHED_ROWS, len(rows))):
        found, unknown = [], []
        for at, value in enumerate(rows[last] if last < len(rows) else ()):
            told = value.strip() if isinstance(value, str) else ""
            field = wanted.get(bare(told)) if told else None
            field = field or map_.columns.get(letters(at))
            if field:
                wan = {"万元": True, "元": False}.get(map_.units.get(field, "")) if map_.units else None
                found.append(
                    Found(
                        at,
                        told or letters(at),
                        columns[field],
                        wan if wan is not None else _wan(columns[field], told),
                    )
                )
            elif told and bare(told) != ERRORS_HEADING:
                unknown.append((at, told))
        if found and (best is None or len(found) > len(best.columns)):
            best = Header(map_.kind, last, last, tuple(found), tuple(unknown))
    return best


def letters(index: int) -> str:
    """Return a column's letters, counted from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
