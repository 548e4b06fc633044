"""Somebody else's form: which of their columns is which field. Values alone; nothing here opens a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hazardctl.exchange.columns import SheetKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """How to read a form that is not ours.

    `columns` are their headings or column letters, each with the registry's field; `values` their words for ours, by
    field; `defaults` what a field is where a cell is empty; `units` 元 or 万元 for columns whose heading does not say.
    """

    kind: SheetKind
    sheet: str | None = None
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
