"""One office's page as a workbook: its figures, its hazards, the duties that are late, what it owes phases, its duties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hazardctl.messages import unit_sheets as say
from hazardctl.messages.papers import handed_in
from hazardctl.render.xlsx import grids
from hazardctl.render.xlsx.grids import Grid
from hazardctl.render.xlsx.monthly import hazards

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hazardctl.services.units import UnitPage, UnitWork

_WORDS_WIDTH = 90


def write(u: UnitPage, standing: str, path: Path) -> Path:
    """Write the workbook and return where it is."""
    return grids.write(_grids(u), standing, path)


def _grids(u: UnitPage) -> Iterable[Grid]:
    yield Grid(say.FIGURES, say.title(u.name), say.FIGURES_HEAD, _figures(u), widest=40)
    yield hazards(say.OPEN, u.in_hand)
    yield hazards(say.REFERRED, u.referred)
    if u.work:
        yield _late(u.work)
        yield _deliverables(u.work)
    duties = [(one.key, one.name, one.text) for one in (*u.duties, *u.tasks, *u.body_duties)]
    yield Grid(say.DUTIES, say.DUTIES, say.DUTIES_HEAD, duties, widest=_WORDS_WIDTH)


def _figures(u: UnitPage) -> list[Sequence[Any]]:
    rows: list[Sequence[Any]] = []
    if c := u.hazards:
        rows += zip(
            say.COUNTS,
            (c.found, c.rectified, c.closed, c.open, c.overdue, c.pending, c.referred),
            strict=True,
        )
    if u.stock and u.stock.open:
        rows += zip(say.STOCK, (u.stock.open, u.stock.overdue), strict=True)
    if w := u.work:
        rows += zip(say.WORK, (w.expected, w.done, w.enterprises, w.replies_overdue), strict=True)
    return rows


def _late(work: UnitWork) -> Grid:
    rows = [
        (one.duty, one.part_name or one.part, one.subject, one.item, one.missing, one.since)
        for one in work.late
    ]
    return Grid(say.LATE, say.LATE, say.LATE_HEAD, rows)


def _deliverables(work: UnitWork) -> Grid:
    rows = [(one.phase, one.name, one.due, handed_in(done=one.done)) for one in work.deliverables]
    return Grid(say.DELIVERABLES, say.DELIVERABLES, say.DELIVERABLES_HEAD, rows)
