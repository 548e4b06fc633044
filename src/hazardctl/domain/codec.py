"""Frozen records to JSON-ready values and back, for what is stored as a row's `detail`.

A field may hold text, a number, a flag, a day, one of a `StrEnum`, or a tuple of texts or enum members. None is left
out. What stands in columns of its own (the envelope) is not part of the detail.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

from msgspec import Struct


def details(value: Any, envelope: Collection[str]) -> dict[str, Any]:
    """Return the fields outside the envelope as JSON-ready values; `revived` is its inverse."""
    fields = ((name, getattr(value, name)) for name in value.__struct_fields__ if name not in envelope)
    return {name: _flat(field) for name, field in fields if field is not None and field != ()}


def revived(cls: type, detail: Mapping[str, Any]) -> dict[str, Any]:
    """Return constructor arguments from a detail; an unknown field is a programming error and raises."""
    revive = _revivers(cls)
    return {name: revive[name](value) for name, value in detail.items()}


def _flat(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


@cache
def _revivers(cls: type) -> dict[str, Callable[[Any], Any]]:
    """Map each field to what makes its non-null value out of a JSON-ready one."""
    hints = get_type_hints(cls)
    return {name: _reviver(_plain(hint)) for name, hint in hints.items() if get_origin(hint) is not ClassVar}


def _plain(hint: Any) -> Any:
    if get_origin(hint) in {Union, UnionType}:
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


def _reviver(kind: Any) -> Callable[[Any], Any]:
    if get_origin(kind) is tuple:
        of_each = _reviver(get_args(kind)[0])
        return lambda value: tuple(map(of_each, value))
    if kind is date:
        return date.fromisoformat
    return kind if issubclass(kind, StrEnum) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def packed(value: Any, instead: Callable[[Any], Any]) -> Any:
    """Return frozen values of any depth as JSON-ready ones; `unpacked` is its inverse.

    `instead` is given every value first: what it returns is packed in its place.
    """
    value = instead(value)
    if isinstance(value, Struct):
        return {name: packed(getattr(value, name), instead) for name in value.__struct_fields__}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: packed(item, instead) for name, item in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(key): packed(item, instead) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [packed(item, instead) for item in value]
    return str(value) if isinstance(value, StrEnum) else _flat(value)


class Unpacking(Struct, frozen=True):
    """How packed values become values again.

    `names` are the classes that annotations name without importing them, `instead` the classes that were packed as
    something else, with how they come back.
    """

    names: Mapping[str, Any]
    instead: Mapping[type, Callable[[Any], Any]]

    def value(self, kind: Any, packed_: Any) -> Any:
        """Return a value of a class from its packed form."""
        if packed_ is None:
            return None
        kind = _plain(kind)
        if kind in self.instead:
            return self.instead[kind](packed_)
        origin = get_origin(kind)
        if origin is tuple:
            return tuple(self.value(get_args(kind)[0], item) for item in packed_)
        if origin is not None:
            return {key: self.value(get_args(kind)[1], item) for key, item in packed_.items()}
        if hasattr(kind, "__struct_fields__") or hasattr(kind, "_fields"):
            return self._record(kind, packed_)
        return _reviver(kind)(packed_)

    def _record(self, kind: Any, packed_: Mapping[str, Any]) -> Any:
        """Return a record; a field that a later version of the program has added is None in an older record."""
        hints = get_type_hints(kind, localns=dict(self.names))
        return kind(
            **{
                name: self.value(hint, packed_.get(name))
                for name, hint in hints.items()
                if get_origin(hint) is not ClassVar
            }
        )
