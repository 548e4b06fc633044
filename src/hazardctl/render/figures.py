"""Every single figure of a report by its name, for files of cells: what the screen says in sentences among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict

from hazardctl.domain.money import say_wan
from hazardctl.messages import issues, paper_sheets
from hazardctl.render.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.reports.values import MonthlyReport

_GROUPS = (
    "month", "previous", "cumulative", "ytd", "stock", "balance", "inspections", "listed", "five", "double_report",
    "on_time", "funds", "setbacks", "pending", "awaiting_review", "overdue", "due_soon", "major_open", "tasks",
    "submissions", "actions", "enforcement", "problems", "permits", "accidents", "tipoffs", "carried_over",
)  # fmt: skip

_NAMED_ELSEWHERE = frozenset({"by_operation"})
"""Parted by keys that are no figures' names; `permit list` has them."""


def rows(r: MonthlyReport) -> list[tuple[str, str]]:
    """Return the figures in the order of the report, each under the name that `report diff` gives it."""
    say_of = paper_sheets.of_month if r.period.month else paper_sheets.of_period
    return [
        (say_of(issues.figure(path, {})), told)
        for group in _GROUPS
        for path, told in _told(getattr(r, group), (group,))
    ]


def _told(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the figures of a part; its lists have tables of their own."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        name = path[-1]
        if name.endswith("_fen"):
            yield (*path[:-1], name.removesuffix("_fen") + "_wan"), say_wan(int(value))
        else:
            yield path, percent(value) if name.endswith("rate") else str(value)
        return
    fields = asdict(value) if isinstance(value, Struct) else value
    fields = fields._asdict() if hasattr(fields, "_asdict") else fields
    for name, item in fields.items() if isinstance(fields, dict) else ():
        if name not in _NAMED_ELSEWHERE:
            yield from _told(item, (*path, name))
