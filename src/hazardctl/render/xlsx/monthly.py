"""The monthly report as a workbook for the meeting: one sheet for each thing that is gone through, figures as numbers.

The lists name every hazard, where a paper names the first; charts are native, so that WPS and Excel redraw them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.chart import BarChart, LineChart, Reference

from hazardctl.domain.counts import count
from hazardctl.domain.money import wan_number
from hazardctl.messages import paper_sheets as say
from hazardctl.messages.labels import label, term
from hazardctl.render.xlsx import grids
from hazardctl.render.xlsx.grids import HEAD_ROW, Grid, last_row, rate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hazardctl.domain.counts import Counts
    from hazardctl.domain.record import HazardRecord
    from hazardctl.reports.values import FoundNothing, MonthlyReport, Part
    from hazardctl.services.report_lists import ListedLine, Lists


def write(r: MonthlyReport, lists: Lists, standing: str, path: Path) -> Path:
    """Write the workbook and return where it is; `standing` says which issue it is, below each title."""
    return grids.write(_grids(r, lists), standing, path, _chart)


def _grids(r: MonthlyReport, lists: Lists) -> Iterable[Grid]:
    yield overall(r, say.title(say.SUMMARY))
    yield _trend(r)
    nothing = r.found_nothing or ()
    yield _shares(
        say.BY_UNIT, say.UNIT, r.by_unit, [one for one in nothing if one.kind == "office"], r.cumulative
    )
    yield _shares(
        say.BY_VILLAGE,
        say.VILLAGE,
        r.by_village,
        [one for one in nothing if one.kind == "village"],
        r.cumulative,
    )
    yield hazards(say.OVERDUE, lists.overdue)
    yield hazards(say.DUE_SOON, lists.due_soon)
    yield _listed(lists.listed)
    yield hazards(say.MAJOR, lists.major)
    yield _five(r, lists.lacking)
    yield _owed(r)
    yield _phases(r)


def overall(r: MonthlyReport, title: str) -> Grid:
    """Return the counts of the days, of those before and of the whole, and every other figure of the whole town."""
    say_of = say.of_month if r.period.month else say.of_period
    rows: list[Sequence[Any]] = [
        (say_of(say.MONTH), *_counts(r.month)),
        (say_of(say.PREVIOUS), *_counts(r.previous)),
        (say.CUMULATIVE, *_counts(r.cumulative)),
        (say.YTD, *_counts(r.ytd)),
    ]
    if r.stock.found:
        rows.append((say.STOCK, *_counts(r.stock)))
    others = (
        *((say_of(say.balance(name)), getattr(r.balance, name)) for name in say.BALANCE),
        (say.VISITS, r.inspections.visits),
        (say.FIRMS, r.inspections.firms),
        (say.CLEAN, r.inspections.clean),
        (say.SPOT, r.month.fixed_on_spot),
        (say_of(say.CLOSED_IN_MONTH), r.month.closed_in_month),
        (say.PLANNED, wan_number(r.funds.planned_fen)),
        (say.SPENT, wan_number(r.funds.spent_fen)),
        (say.FATAL, r.accidents.fatal),
        (say.DEATHS, r.accidents.deaths),
    )
    return Grid(say.SUMMARY, title, (say.SCOPE, *say.COUNTS), [*rows, (), *others], _rates(1))


def _rates(first: int) -> frozenset[int]:
    """Return where the two rates stand when the counts begin at a column."""
    return frozenset(
        {first + say.COUNTS.index(say.RECTIFIED_RATE), first + say.COUNTS.index(say.CLOSED_RATE)}
    )


def _counts(c: Counts) -> tuple[Any, ...]:
    """Return the counts in the order of the headings."""
    return (
        c.found, c.rectified, rate(c.rectified_rate), c.closed, rate(c.closed_rate), c.open, c.overdue, c.referred,
    )  # fmt: skip


def _trend(r: MonthlyReport) -> Grid:
    rows = [(m.month, m.found, m.rectified, m.closed) for m in r.trend]
    return Grid(say.TREND, say.title(say.TREND), say.TREND_HEAD, rows, note=say.trend_note(), widest=18)


def _shares(
    name: str, heading: str, parts: Sequence[Part], nothing: Sequence[FoundNothing], whole: Counts
) -> Grid:
    """Return whose the hazards are; who found nothing stands below with zeros, and the sum last."""
    rows = [(part.name, *_counts(part)) for part in parts]
    rows += [(one.name, *_counts(count(()))) for one in nothing]
    if rows:
        rows.append((say.TOTAL, *_counts(whole)))
    head = (heading, *say.COUNTS)
    return Grid(name, say.since_began(name), head, rows, _rates(1), total=bool(rows))


def hazards(name: str, found: Sequence[HazardRecord]) -> Grid:
    """Return a list of hazards as a sheet."""
    rows = [
        (
            h.no, term(h.level), h.enterprise, h.village, h.title, h.unit, h.five.responsible_unit,
            h.five.responsible, h.leader, h.five.deadline, h.days_overdue or None, label(h.state),
        )
        for h in found
    ]  # fmt: skip
    return Grid(name, say.counted(name, len(rows)), say.HAZARD_HEAD, rows)


def _listed(found: Sequence[ListedLine]) -> Grid:
    rows = [
        (
            h.no, term(h.level), h.enterprise, h.village, h.title, h.unit, h.leader,
            label(h.listing or ""), one.doc_no, h.listed_on, h.delisted_on, h.five.deadline, label(h.state),
        )
        for one in found
        for h in (one.hazard,)
    ]  # fmt: skip
    return Grid(say.LISTED, say.ever_listed(len(rows)), say.LISTED_HEAD, rows)


def _five(r: MonthlyReport, lacking: Sequence[HazardRecord]) -> Grid:
    rows: list[Sequence[Any]] = [
        (say.REQUIRED, r.five.required),
        (say.COMPLETE, r.five.complete),
        *((say.lacking(label(item)), n) for item, n in r.five.missing.items()),
    ]
    rows += [()] if lacking else []
    rows += [(h.no, None, h.enterprise, h.title, h.unit, say.items(map(label, h.missing))) for h in lacking]
    return Grid(say.FIVE, say.title(say.FIVE), say.FIVE_HEAD, rows)


def _owed(r: MonthlyReport) -> Grid:
    rows = [
        (one.no, one.title, one.enterprise, one.unit, label("report_" + one.kind))
        for one in r.reports_owed.items
        if one.owed
    ]
    return Grid(say.OWED, say.counted(say.OWED, len(rows)), say.OWED_HEAD, rows)


def _phases(r: MonthlyReport) -> Grid:
    """Return every phase with what it must leave; of an issue of an older program only the phase that was on."""
    rows: list[Sequence[Any]] = [
        (one.no, one.name, one.start, one.due, (one.due - r.period.to).days, item.name, item.owed, item.done)
        for one in r.stages or ()
        for item in one.deliverables
    ]
    if r.phase and not r.stages:
        rows.append((r.phase.no, r.phase.name, r.phase.start, r.phase.due, r.phase.days_left))
    return Grid(say.PHASE, say.title(say.PHASE), say.PHASE_HEAD, rows)


_CHARTS = {say.TREND: (LineChart, (2, 3, 4)), say.BY_UNIT: (BarChart, (2, 5))}
"""Sheets that carry a chart, and the columns that it shows beside the first."""


def _chart(worksheet: Any, grid: Grid) -> None:
    if grid.name not in _CHARTS or not grid.rows[: -1 if grid.total else None]:
        return
    kind, columns = _CHARTS[grid.name]
    chart = kind()
    chart.title, chart.height, chart.width = grid.title, 8, 18
    last = last_row(grid) - grid.total
    for column in columns:
        data = Reference(worksheet, min_col=column, min_row=HEAD_ROW, max_row=last)
        chart.add_data(data, titles_from_data=True)
    for line in chart.series:
        line.smooth = False
    chart.set_categories(Reference(worksheet, min_col=1, min_row=HEAD_ROW + 1, max_row=last))
    chart.y_axis.numFmt, chart.y_axis.delete, chart.x_axis.delete = "0", False, False
    worksheet.add_chart(chart, f"A{last_row(grid) + 3}")
