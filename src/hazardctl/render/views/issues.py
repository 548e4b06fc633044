"""An issue beside the ledger of today, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import issues as say
from hazardctl.render.shapes import Column, Line, Page, Table, Title
from hazardctl.render.words import NOTHING, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.render.shapes import Part
    from hazardctl.reports.difference import HazardChange
    from hazardctl.services.issues import ReportDiff


_FIGURES = (Column("数字", main=True), Column("印发时", right=True), Column("现在", right=True))
_HAZARDS = (
    Column("编号", keep=True),
    Column("隐患", main=True),
    Column("变了什么", most=14),
    Column("原来", most=18),
    Column("现在", most=18),
)


def page(d: ReportDiff) -> Page:
    """Return what changed: figures first, then the hazards behind them."""
    return Page([Title(say.diff_title(d.month, d.issue.number, str(d.issue.on)), 1), *_parts(d)])


def _parts(d: ReportDiff) -> Iterator[Part]:
    if not d.figures and not d.hazards:
        yield Line(say.diff_none())
        return
    yield Title(say.diff_figures(len(d.figures)))
    if d.figures:
        yield Table(_FIGURES, [(f.label, text(f.issued), text(f.now)) for f in d.figures])
    yield Title(say.diff_hazards(len(d.hazards)))
    for heading, of_period in ((say.of_period(), True), (say.went_on(), False)):
        found = [h for h in d.hazards if h.of_period is of_period]
        if found:
            yield Title(heading)
            yield Table(_HAZARDS, list(_rows(found)))
    if d.figures:
        yield Line(say.diff_next(d.month))


def _rows(found: Sequence[HazardChange]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each change and each act; a hazard is named in its first."""
    for h in found:
        told = [(say.entered_late(), NOTHING, NOTHING)] if h.entered_late else []
        told += [(c.label, text(c.old), text(c.new)) for c in h.changes]
        told += [(say.entered(), NOTHING, act) for act in h.acts]
        for number, row in enumerate(told):
            yield *((h.no, h.title) if number == 0 else ("", "")), *row
