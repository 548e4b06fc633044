"""Pages about the office's own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import rules as say
from hazardctl.render.shapes import Cell, Column, Line, Page, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.services.rules import Setting


def table(found: Sequence[Setting]) -> Page:
    """Return every number that may be settled."""
    columns = (
        Column("项目", keep=True),
        Column("名称", most=18),
        Column("现定", keep=True),
        Column("依据（原文没有写天数的）", main=True),
    )
    rows = [(s.key, s.name, _value(s), s.words) for s in found]
    return Page((Table(columns, rows), Line(say.how(), "quiet")))


def _value(s: Setting) -> Cell:
    return Cell(say.value(s.value, s.default), "plain" if s.value is not None else "quiet")


def settled(s: Setting) -> Page:
    """Return what is said after settling one, or taking it back."""
    said = say.cleared(s.name, s.default) if s.value is None else say.settled(s.name, s.value)
    return Page((Line(said, "good"),))
