"""Pages about returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import submissions as say
from hazardctl.messages.labels import label
from hazardctl.render.shapes import Cell, Column, Line, Page, Pairs, Table, Title
from hazardctl.render.words import day, text, together

if TYPE_CHECKING:
    from hazardctl.reports.returns import ReturnFigures, UnitReturn
    from hazardctl.services.submissions import Sent

_LABELS = {"sent": "sent", "nil": "nil", "late": "late_sent", "not_sent": "not_sent"}


def saved(s: Sent) -> Page:
    """Return what is said after recording."""
    pairs = [
        (label("sent_on"), str(s.sent_on)),
        (label("nil"), "是" if s.nil else None),
        *((label(name), getattr(s, name)) for name in ("progress", "difficulties", "practice")),
        ("自查数字", f"发现 {s.found}，整改 {s.fixed}" if s.found is not None else None),
    ]
    return Page(
        (
            Line(say.saved(s.unit, s.period, s.no), "good"),
            Pairs([(name, value) for name, value in pairs if value]),
        )
    )


def table(f: ReturnFigures) -> Page:
    """Return who has sent what."""
    columns = (
        Column("单位"),
        Column("状态", keep=True),
        Column(label("sent_on"), keep=True),
        Column("内容", main=True),
    )
    rows = [(r.unit, _state(r), day(r.sent_on), _content(r)) for r in f.units]
    notes = [
        *([Line(say.no_due_day(), "quiet")] if f.due is None else []),
        *([Line(say.unfilled(together(f.unfilled)), "warn")] if f.unfilled else []),
        *([Line(say.counts(f.found, f.fixed))] if f.found else []),
    ]
    heading = Title(f"{f.period} {label('matter.submission')}（{f.start} 至 {f.end}）", 1)
    return Page(
        (
            heading,
            Line(say.figures(f.expected, f.sent, f.nil, f.late, f.not_sent)),
            Table(columns, rows),
            *notes,
        )
    )


def _state(r: UnitReturn) -> Cell:
    return Cell(label(_LABELS[r.status]), "bad" if r.status == "not_sent" else "warn" if r.late else "plain")


def _content(r: UnitReturn) -> str:
    said = [
        f"{label(name)}：{value}"
        for name in ("progress", "difficulties", "practice")
        if (value := getattr(r, name))
    ]
    return "；".join(said) or text(None)
