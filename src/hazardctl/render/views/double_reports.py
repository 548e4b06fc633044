"""Pages about the register of 双报告."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import double_reports as say
from hazardctl.messages.labels import label, short
from hazardctl.render.shapes import Cell, Column, Line, Page, Table
from hazardctl.render.words import day

if TYPE_CHECKING:
    from hazardctl.domain.double_reports import ReportLine
    from hazardctl.services.double_reports import Register

_COLUMNS = (
    Column(label("no"), keep=True),
    Column("报告", keep=True),
    Column("单位（场所）和隐患", main=True),
    Column(short("unit"), most=10),
    Column("情况", most=20),
)


def table(found: Register) -> Page:
    """Return the register, what is owed first."""
    items = found.items
    owed = [line for line in items if line.owed]
    counted = say.count(len(items), len(owed), sum(1 for line in owed if line.overdue))
    return Page(
        (
            Table(_COLUMNS, [_row(line) for line in items], empty=say.none()),
            *([Line(counted, "quiet")] if items else []),
            *([Line(say.no_limit(), "quiet")] if owed and found.limit is None else []),
            *([Line(say.next_step(owed[0].no, owed[0].kind), "quiet")] if owed else []),
        )
    )


def _row(line: ReportLine) -> tuple[str | Cell, ...]:
    name = f"{line.enterprise}\n{line.title}" if line.enterprise else line.title
    kind = label("report_" + line.kind)
    return (line.no, kind, name, line.unit, _state(line))


def _state(line: ReportLine) -> Cell:
    if line.filed_on:
        more = (line.to, line.by, line.doc_no, line.basis)
        told = [say.filed(str(line.filed_on), late=line.late), *(part for part in more if part)]
        return Cell("\n".join(told), "warn" if line.late else "good")
    days = line.days or 0
    said = say.overdue_for(days) if line.overdue else say.owed_for(days)
    return Cell(f"{said}\n{say.since(day(line.owed_since))}", "bad" if line.overdue else "warn")
