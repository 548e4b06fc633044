"""The report for the level above as a workbook: its figures as numbers, money in 万元, and its text to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.money import wan_number
from hazardctl.messages import upward_sheets as say
from hazardctl.render.xlsx import grids
from hazardctl.render.xlsx.grids import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hazardctl.services.upward import Upward

_TEXT_WIDTH = 90
"""Characters across: a sheet of A4 upright."""

Row = tuple[str, str, float | int | None, str]


def write(u: Upward, standing: str, path: Path) -> Path:
    """Write the workbook and return where it is."""
    title, *lines = u.text.split("\n")
    figures = Grid(say.FIGURES_SHEET, title, say.FIGURES_HEAD, [*_period(u), *_since(u)])
    text = Grid(say.TEXT_SHEET, title, say.TEXT_HEAD, [(line,) for line in lines], widest=_TEXT_WIDTH)
    return grids.write((figures, text), standing, path)


def _period(u: Upward) -> Sequence[Row]:
    f, this = u.figures, say.PERIOD
    return [
        (this, say.VISITED, u.inspections.visits, say.VISITS),
        (this, say.FIRMS_VISITED, u.inspections.firms, say.FIRMS),
        (this, say.FOUND, u.month.found, say.ITEMS),
        (this, say.RECTIFIED, u.month.rectified, say.ITEMS),
        (this, say.HELPED, f.helped, say.FIRMS),
        (this, say.INTERVIEWS, f.interviews, say.TIMES),
        (this, say.EXPOSURES, f.exposures, say.TIMES),
        (this, say.PENALTIES, f.penalties, say.TIMES),
        (this, say.FINES, wan_number(f.fines_fen), say.WAN),
        (this, say.STOPS, f.stops, say.VISITS),
        (this, say.REFERRALS, f.referrals, say.ITEMS),
        (this, say.REGRADES, f.regrades, say.ITEMS),
        (this, say.REWARDED, f.rewarded, say.CASES),
        (this, say.REWARDS, wan_number(f.reward_fen), say.WAN),
        (this, say.EXPECTED, u.returns.expected, say.UNITS),
        (this, say.SENT, u.returns.sent, say.UNITS),
        (this, say.NIL, u.returns.nil, say.UNITS),
    ]


def _since(u: Upward) -> Sequence[Row]:
    f, c, whole = u.figures, u.cumulative, say.SINCE
    return [
        (whole, say.FOUND, c.found, say.ITEMS),
        (whole, say.RECTIFIED, c.rectified, say.ITEMS),
        (whole, say.RATE, c.rectified_rate, say.PERCENT),
        (whole, say.OPEN, c.open, say.ITEMS),
        (whole, say.OVERDUE, c.overdue, say.ITEMS),
        (whole, say.DEPARTMENTS, f.departments.found, say.ITEMS),
        (whole, say.DEPARTMENTS_DONE, f.departments.rectified, say.ITEMS),
        (whole, say.SELF, f.self_checks.found, say.ITEMS),
        (whole, say.SELF_DONE, f.self_checks.rectified, say.ITEMS),
        (whole, say.MAJOR, u.major, say.ITEMS),
        (whole, say.MAJOR_CLOSED, u.major_closed, say.ITEMS),
        (whole, say.LISTED, f.listed.found, say.ITEMS),
        (whole, say.LISTED_DONE, f.listed.rectified, say.ITEMS),
        (whole, say.PLANNED, wan_number(f.planned_fen), say.WAN),
        (whole, say.SPENT, wan_number(f.spent_fen), say.WAN),
    ]
