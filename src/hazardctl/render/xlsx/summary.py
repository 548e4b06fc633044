"""A report of more than a month as a workbook: goals, rankings, what the phases left, and every late hazard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hazardctl.messages import paper_sheets as say
from hazardctl.messages import summaries as words
from hazardctl.render.xlsx import grids
from hazardctl.render.xlsx.grids import Grid, rate
from hazardctl.render.xlsx.monthly import hazards, overall

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hazardctl.domain.record import HazardRecord
    from hazardctl.reports.ranking import Rank
    from hazardctl.services.summary_values import Summary

_RATES = frozenset({4, 8})
"""Columns of a ranking, from 0: of the hazards and of the tasks."""
_NAMES_WIDTH = 60


def write(s: Summary, overdue: Sequence[HazardRecord], standing: str, path: Path) -> Path:
    """Write the workbook and return where it is."""
    return grids.write(_grids(s, overdue), standing, path)


def _grids(s: Summary, overdue: Sequence[HazardRecord]) -> Iterable[Grid]:
    yield overall(s.report, words.title(s.report.town, s.name))
    goals = [(words.GOALS[g.key], g.target, g.actual, words.met(g.met)) for g in s.goals]
    note = words.since_began()
    yield Grid(words.GOALS_SHEET, words.headed(s.name, words.GOALS_SHEET), words.GOALS_HEAD, goals, note=note)
    yield _ranking(s, words.OFFICES, s.offices)
    yield _ranking(s, words.VILLAGES, s.villages)
    yield _deliverables(s)
    yield hazards(say.OVERDUE, overdue)


def _ranking(s: Summary, name: str, rows: Sequence[Rank]) -> Grid:
    told: list[Sequence[Any]] = [
        (
            r.place, r.name, r.found, r.rectified, rate(r.rectified_rate), r.overdue, r.tasks_expected, r.tasks_done,
            rate(r.tasks_rate),
        )
        for r in rows
    ]  # fmt: skip
    return Grid(name, words.headed(s.name, name), words.RANKING_HEAD, told, _RATES, note=words.ranking_note())


def _deliverables(s: Summary) -> Grid:
    rows = [
        (one.phase, one.name, item.name, one.due, item.owed, item.done, say.items(item.missing_units))
        for one in s.phases
        for item in one.deliverables
    ]
    title = words.headed(s.name, words.DELIVERABLES)
    return Grid(words.DELIVERABLES, title, words.DELIVERABLES_HEAD, rows, widest=_NAMES_WIDTH)
