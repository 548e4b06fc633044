"""What later entries changed in a report that was handed in: figures, and the hazards behind them, old → new."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.history import Difference, between, say
from hazardctl.ledger.queries import as_recorded, cases
from hazardctl.messages import issues as messages
from hazardctl.messages.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hazardctl.domain.case import Case
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.values import IssueRecord, MonthlyReport

Figure = int | float | None


class FigureChange(NamedTuple):
    """One figure as handed in, and as the ledger gives it now; `key` is its path in the report's JSON."""

    key: str
    label: str
    issued: Figure
    now: Figure


class HazardChange(NamedTuple):
    """What was entered about a hazard after the issue; `entered_late` is one that the issue did not know at all."""

    no: str
    title: str
    unit: str
    entered_late: bool
    changes: tuple[Difference, ...]


_WHOLE = (
    "month",
    "cumulative",
    "ytd",
    "stock",
    "balance",
    "listed",
    "double_report",
    "inspections",
    "funds",
    "on_time",
)
_PARTS = ("by_level", "by_source", "by_unit", "by_village", "by_sector")
_OF_PART = ("found", "rectified", "closed", "open", "overdue")


def figures(issued: MonthlyReport, now: MonthlyReport) -> tuple[FigureChange, ...]:
    """Return the figures that differ, in the order of the report."""
    old, new = dict(_told(issued)), dict(_told(now))
    return tuple(
        FigureChange(".".join(path), messages.figure(path, names | _names(now)), old.get(path), new.get(path))
        for names in [_names(issued)]
        for path in dict.fromkeys((*old, *new))
        if old.get(path, 0) != new.get(path, 0)
    )


def _told(report: MonthlyReport) -> Iterator[tuple[tuple[str, ...], Figure]]:
    for whole in _WHOLE:
        value = getattr(report, whole)
        for field in fields(value):
            figure = getattr(value, field.name)
            if figure is None or isinstance(figure, int | float):
                yield (whole, field.name), figure
    for group in _PARTS:
        for part in getattr(report, group):
            for name in _OF_PART:
                yield (group, part.key or "", name), getattr(part, name)
    yield ("overdue", "count"), report.overdue.count
    yield ("due_soon", "count"), report.due_soon.count
    yield ("pending",), report.pending
    yield ("awaiting_review",), report.awaiting_review
    yield ("five", "complete"), report.five.complete
    yield ("five", "required"), report.five.required


def _names(report: MonthlyReport) -> dict[str, str]:
    return {part.key or "": part.name for group in _PARTS for part in getattr(report, group)}


def hazards(reads: Reads, issue: IssueRecord, until: date, today: date) -> tuple[HazardChange, ...]:
    """Return the hazards found by the period's last day of which later entries say something else than was known."""
    touched = as_recorded.touched_since(reads, issue.seq)
    before = as_recorded.cases_at(reads, touched, issue.seq)
    now = {case.hazard.uid: case for case in cases.of_uids(reads, touched)}
    changes = (_change(before.get(uid), now[uid], until, today) for uid in touched if uid in now)
    return tuple(change for change in changes if change)


def _change(before: Case | None, now: Case, until: date, today: date) -> HazardChange | None:
    if min(case.hazard.found_on for case in (before, now) if case) > until:
        return None
    changes = tuple(_differences(before, now, today)) if before else ()
    if before and not changes:
        return None
    h = now.hazard
    standing = now.at(today)
    return HazardChange(h.no, h.title, standing.unit if standing else h.unit, before is None, changes)


_REGISTERED = (
    "title", "category", "sector", "place", "enterprise", "village", "found_on", "found_unit", "found_by", "source",
    "fixed_on_spot", "supervisor", "control_person", "leader",
)  # fmt: skip


def _differences(before: Case, now: Case, today: date) -> Iterator[Difference]:
    """Yield what is told differently: what was registered first, then how it stands today."""
    for name in _REGISTERED:
        old, new = (_said(getattr(case.hazard, name)) for case in (before, now))
        if old != new:
            yield Difference(label(name), old, new)
    was, standing = before.at(today), now.at(today)
    if standing:
        yield from between(was, standing)


def _said(value: object) -> str | None:
    return say(getattr(value, "name", None) if hasattr(value, "uid") else value)
