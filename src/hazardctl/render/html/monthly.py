"""The monthly report as a page: the circular's figures, two charts, tables that sort by a click."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from hazardctl.domain.text import safe
from hazardctl.messages import paper_sheets as say
from hazardctl.render import files
from hazardctl.render.html import charts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hazardctl.reports.values import MonthlyReport

_MOST_UNITS = 12
"""Bars that can be read from the back of a room."""


def write(r: MonthlyReport, context: Mapping[str, Any], path: Path) -> Path:
    """Write the page and return where it is; `context` is that of the circular."""
    text = resources.files(__package__).joinpath("monthly.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, finalize=_safe).from_string(text)
    written = page.render(context, 图=_charts(r), 趋势说明=say.trend_note())
    return files.replaced(path, lambda out: out.write(written.encode()))


def _safe(value: object) -> object:
    return safe(value) if type(value) is str else value


def _charts(r: MonthlyReport) -> dict[str, Markup]:
    """Return the charts; their words are escaped where they are drawn."""
    units = r.by_unit[:_MOST_UNITS]
    trend = charts.lines(
        say.TREND,
        [m.month for m in r.trend],
        [
            charts.Series(say.TREND_HEAD[1], [m.found for m in r.trend]),
            charts.Series(say.TREND_HEAD[2], [m.rectified for m in r.trend]),
            charts.Series(say.TREND_HEAD[3], [m.closed for m in r.trend]),
        ],
    )
    by_unit = charts.bars(
        say.since_began(say.BY_UNIT),
        [safe(unit.name) for unit in units],
        [
            charts.Series(say.COUNTS[0], [unit.found for unit in units]),
            charts.Series(say.COUNTS[3], [unit.closed for unit in units]),
        ],
    )
    return {"趋势": Markup(trend), "分单位": Markup(by_unit)}  # noqa: S704  made of numbers and escaped words
