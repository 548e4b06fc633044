"""A plan file once it is read: text with line numbers, whatever it was written in.

Everything is text except null, true and false, so `no`, `012` and dates stay what was typed. `plan.loader` makes these
trees of YAML, `plan.kept` keeps them, and `plan.rows` reads values out of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from hazardctl.errors import Problem


class Scalar(Struct, tag="value", array_like=True):
    """One value: text, true, false or null."""

    value: str | bool | None
    line: int


class Sequence(Struct, tag="list", array_like=True):
    """A list, in order."""

    line: int
    items: list[Node] = field(default_factory=list)


class Mapping(Struct, tag="map", array_like=True):
    """Named values, in order; `lines` tells where each name stands."""

    line: int
    items: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


class Document(Struct, frozen=True):
    """One file read: its top node, None when it could not be understood at all, and what is wrong with it."""

    file: str
    root: Node | None
    problems: tuple[Problem, ...]
