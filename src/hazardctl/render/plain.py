"""Values → JSON: one rule for every answer, so that keys never drift from the values' own names.

The envelope is a contract (DESIGN.md §5): keys are always present, null when empty, and never renamed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from hazardctl.domain.text import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hazardctl.errors import Problem

SCHEMA = "hazardctl/1"

_NEXT_LINE = "\n    "
_BEFORE, _AFTER = f'"data": [{_NEXT_LINE}', "\n  ]"
_ONE_ITEM = f"{_BEFORE}0{_AFTER}"
"""How `to_json` writes a list of one item: its lines are indented by as much as those of every item."""


_KNOWN = frozenset({str, int, float, bool, type(None)})
"""Most of any answer; asked first, since whether something is a mapping is asked of it at length."""


def plain(
    value: object, word: Callable[[StrEnum], str] = str, day: Callable[[date], object] = date.isoformat
) -> object:
    """Turn frozen values into what JSON knows; a trailing underscore of a field's name (`from_`) falls away.

    `word` says how a word of ours is written (as it is, or by its official term), `day` how a day is.
    """
    kind: type = type(value)
    if kind in _KNOWN:
        return value
    if keys := _keys(kind):
        fields: Any = astuple(value) if isinstance(value, Struct) else value
        return dict(zip(keys, _each(fields, word, day), strict=True))
    if isinstance(value, StrEnum | date):
        return word(value) if isinstance(value, StrEnum) else day(value)
    if isinstance(value, Mapping):
        return {str(key).rstrip("_"): plain(item, word, day) for key, item in value.items()}
    if isinstance(value, Sequence | frozenset | set) and not isinstance(value, str):
        return _each(value, word, day)
    return value


def _each(
    values: Iterable[object], word: Callable[[StrEnum], str], day: Callable[[date], object]
) -> list[object]:
    # Asked here once more: most of what there is needs no call.
    return [item if type(item) in _KNOWN else plain(item, word, day) for item in values]


@cache
def _keys(kind: type) -> tuple[str, ...]:
    """Return what the fields of a record are called in JSON; nothing for any other type."""
    names = kind.__struct_fields__ if issubclass(kind, Struct) else getattr(kind, "_fields", ())
    return tuple(name.rstrip("_") for name in names)


def envelope(
    kind: str, data: object, *, as_of: date | None, head: str | None, problems: Sequence[Problem] = ()
) -> dict[str, object]:
    """Return the object around every answer and every error."""
    return {
        "schema": SCHEMA,
        "kind": kind,
        "as_of": as_of.isoformat() if as_of else None,
        "data": plain(data),
        "journal_head": head,
        "problems": [{"code": p.code, "message": p.message, "where": p.where} for p in problems],
    }


def to_json(document: Mapping[str, object]) -> str:
    r"""Return the text: sorted keys, Chinese as it is, a line end; what no screen should get stands as \uXXXX."""
    try:
        text = _formatted(document)
    except UnicodeEncodeError:
        # A name of a file may hold bytes that are no text; only the slower one writes half of a character.
        text = escaped(json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2), _by_number)
    return text + "\n"


def _formatted(value: object) -> str:
    # Before the lines are broken: whether anything is to be escaped is soon seen of a text that has no line ends.
    text = escaped(msgspec.json.encode(value, order="sorted").decode(), _by_number)
    return msgspec.json.format(text, indent=2)


def pieces(document: Mapping[str, object], rows: Iterable[Struct]) -> Iterator[str]:
    """Yield the text of a document whose `data` are these rows, a piece for each: the same as `to_json` of them all."""
    head, _, tail = to_json({**document, "data": [0]}).partition(_ONE_ITEM)
    yield head + _BEFORE
    between = ""
    for row in rows:
        yield between + _formatted(row).replace("\n", _NEXT_LINE)
        between = "," + _NEXT_LINE
    yield _AFTER + tail


def encodable(text: str, encoding: str) -> str:
    r"""Return JSON text in which what the encoding lacks stands as \uXXXX, so that nothing is lost on the way."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_escaped(c, encoding) for c in text)
    return text


def _escaped(char: str, encoding: str) -> str:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return _by_number(char)
    return char


def _by_number(char: str) -> str:
    return json.dumps(char)[1:-1]
