"""Pages about the campaign's phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import views as say
from hazardctl.messages.labels import label
from hazardctl.render.shapes import Cell, Column, Line, Page, Part, Table, Title
from hazardctl.render.words import percent, text, together

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hazardctl.services.phases import DeliverableRecord, PhaseRecord

_STATES = {"upcoming": "未开始", "current": "进行中", "ended": "已结束"}
MISSING_SHOWN = 6


def page(found: Sequence[PhaseRecord], day: date) -> Page:
    """Return the calendar of phases, then what the phase that is on asks for."""
    columns = (
        Column("阶段", keep=True),
        Column("起止", keep=True),
        Column("状态"),
        Column("剩余", right=True),
        Column("排查", right=True),
        Column(label("rectified_rate"), right=True),
        Column(label("open_count"), right=True),
    )
    rows = [_row(p) for p in found]
    parts: list[Part] = [Title(f"专项行动阶段（{day}）", 1), Table(columns, rows)]
    for p in found:
        if p.state == "current":
            parts += [
                Title(f"第{p.phase}阶段 {p.name}：阶段成果（{p.words}）"),
                _deliverables(p.deliverables),
            ]
            parts += [Line("  " + line, "quiet") for line in _missing(p.deliverables)]
    return Page(parts)


def _row(p: PhaseRecord) -> tuple[str | Cell, ...]:
    tone = "strong" if p.state == "current" else "quiet" if p.state == "ended" else "plain"
    left = f"{p.days_left} 天" if p.state != "ended" else "—"
    h = p.hazards
    return (
        Cell(f"{p.phase} {p.name}", tone),  # type: ignore[arg-type]
        f"{p.start} 至 {p.due}",
        Cell(_STATES[p.state], tone),  # type: ignore[arg-type]
        left,
        text(h.found),
        percent(h.rectified_rate),
        text(h.open),
    )


def _deliverables(items: Sequence[DeliverableRecord]) -> Table:
    columns = (
        Column("编号", keep=True),
        Column("成果"),
        Column("已交", right=True),
        Column("应交", right=True),
    )
    return Table(columns, [(d.key, d.name, text(d.done), text(d.owed)) for d in items])


def _missing(items: Sequence[DeliverableRecord]) -> list[str]:
    lines = []
    for d in items:
        if d.missing_units:
            more = f" 等 {len(d.missing_units)} 家" if len(d.missing_units) > MISSING_SHOWN else ""
            lines.append(f"{d.name} 未交：{together(d.missing_units[:MISSING_SHOWN])}{more}")
    return lines


def delivered(item: DeliverableRecord) -> Page:
    """Return what is said after recording."""
    return Page((Line(say.delivered(item.name, item.done or 0, item.owed or 0), "good"),))
