"""What later entries changed in a report that was handed in: every figure, and the hazards behind them, old → new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from hazardctl.domain.codec import packed
from hazardctl.domain.history import Difference, say
from hazardctl.domain.record import HazardRecord, record
from hazardctl.ledger.queries import as_recorded, cases
from hazardctl.messages import issues as messages
from hazardctl.messages.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hazardctl.domain.case import Case
    from hazardctl.ledger.connect import Reads
    from hazardctl.reports.values import IssueRecord, MonthlyReport

Figure = int | float | str | None
Path = tuple[str, ...]


class FigureChange(NamedTuple):
    """One figure (or word) as handed in, and as the ledger gives it now; `key` is its path in the report's JSON."""

    key: str
    label: str
    issued: Figure
    now: Figure


class HazardChange(NamedTuple):
    """What was entered about a hazard after the issue; `entered_late` is one that the issue did not know at all.

    `changes` are told as at the period's end first, then as at today; `of_period` when the former are not empty.
    `acts` are what was done to it by later entries, each with its own day.
    """

    no: str
    title: str
    unit: str
    entered_late: bool
    of_period: bool
    changes: tuple[Difference, ...]
    acts: tuple[str, ...]


_NOT_COMPARED = frozenset(
    {"issue", "previous_issue", "previous_to", "wording", "phase", "campaign", "found_nothing"}
)
"""Parts that tell which paper it is, not what it reports; and in any part, the day of telling."""

_KEYS = (("duty", "subject"), ("key",), ("unit",), ("no",), ("authority",), ("month",), ("name",))
"""By which fields a part of a list is told from the others, the best first."""


def figures(issued: MonthlyReport, now: MonthlyReport) -> tuple[FigureChange, ...]:
    """Return everything that differs, in the order of the report; hazards named one by one are told apart.

    A part that an older program did not keep cannot have changed. Of a row that only one of the two has, the words say
    which it is: its numbers changed.
    """
    kept = {name.rstrip("_") for name in issued.__struct_fields__ if getattr(issued, name) is not None}
    before, after = (packed(report, _nameless) for report in (issued, now))
    old, new = dict(_told(before)), dict(_told(after))
    lone = set(_rows(before)) ^ set(_rows(after))
    names = {**_names(issued), **_names(now)}
    return tuple(
        FigureChange(".".join(path), messages.figure(path, names), old.get(path), new.get(path))
        for path in dict.fromkeys((*old, *new))
        if path[0] in kept - _NOT_COMPARED
        and path[-1] != "told_on"
        and (path != _SILENT or issued.actions.listed_silent is not None)
        and (old.get(path) or 0) != (new.get(path) or 0)
        and not (isinstance(old.get(path, new.get(path)), str) and _within(path, lone))
    )


_SILENT = ("actions", "listed_silent")
"""A figure within a part, which programs before schema 8 did not keep."""


def _nameless(value: Any) -> Any:
    return None if isinstance(value, HazardRecord) else value


def _told(value: Any, path: Path = ()) -> Iterator[tuple[Path, Figure]]:
    """Yield every figure and word below a packed value with its path; parts of a list by what they are of."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _told(item, (*path, name.rstrip("_")))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _told(item, (*path, _key(item, number)))
    elif not isinstance(value, bool) and value is not None:
        yield path, value


def _rows(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every row: a part of a list that has fields of its own."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _rows(item, (*path, name.rstrip("_")))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            at = (*path, _key(item, number))
            if isinstance(item, Mapping):
                yield at
            yield from _rows(item, at)


def _within(path: Path, rows: set[Path]) -> bool:
    return any(path[:length] in rows for length in range(1, len(path)))


def _key(item: Any, number: int) -> str:
    if not isinstance(item, Mapping):
        return str(item) if isinstance(item, str) else str(number)
    found = (" ".join(str(item[key]) for key in keys) for keys in _KEYS if all(item.get(key) for key in keys))
    return next(found, "" if "key" in item else str(number))


def _names(report: MonthlyReport) -> dict[str, str]:
    groups = ("by_source", "by_level", "by_unit", "by_village", "by_sector")
    named = [part for group in groups for part in getattr(report, group)]
    for stage in report.stages or ():
        named += [stage, *stage.deliverables]
    return {part.key or "": part.name for part in named}


def hazards(reads: Reads, issue: IssueRecord, until: date, today: date) -> Iterator[HazardChange]:
    """Yield the hazards found by the period's last day of which later entries say something else than was known.

    Those that change the paper come first.
    """
    touched = as_recorded.touched_since(reads, issue.seq)
    before = as_recorded.cases_at(reads, touched, issue.seq)
    now = {case.hazard.uid: case for case in cases.of_uids(reads, touched)}
    found = (_change(before.get(uid), now[uid], until, today) for uid in touched if uid in now)
    yield from sorted((change for change in found if change), key=lambda change: not change.of_period)


def _change(before: Case | None, now: Case, until: date, today: date) -> HazardChange | None:
    if min(case.hazard.found_on for case in (before, now) if case) > until:
        return None
    then, since = (_differences(before, now, day) if before else {} for day in (until, today))
    acts = _acts(before, now)
    if before and not (then or since or acts):
        return None
    h, standing = now.hazard, now.at(today)
    return HazardChange(
        no=h.no,
        title=h.title,
        unit=standing.unit if standing else h.unit,
        entered_late=before is None,
        of_period=before is None or bool(then),
        changes=tuple(dict.fromkeys((*then.values(), *since.values()))),
        acts=acts,
    )


def _acts(before: Case | None, now: Case) -> tuple[str, ...]:
    """Return what was done by later entries; of one that was entered late its registration says enough."""
    known = {act.uid for act in before.acts} if before else set()
    return tuple(
        messages.done(act.on.isoformat(), label("act_" + act.kind))
        for act in now.acts
        if before and act.uid not in known
    )


def _differences(before: Case, now: Case, day: date) -> dict[str, Difference]:
    """Return what is told differently of a hazard as at a day, by field; one not found yet by then is told as found."""
    day = max(day, before.hazard.found_on, now.hazard.found_on)
    old, new = (dict(_fields(record(case, day))) for case in (before, now))
    return {
        name: Difference(label(name.rpartition(".")[2]), _said(old.get(name)), _said(new.get(name)))
        for name in dict.fromkeys((*old, *new))
        if _said(old.get(name)) != _said(new.get(name))
    }


_DERIVED = frozenset(
    {"uid", "days_awaiting_review", "days_overdue", "overdue", "pending_overdue", "attachments"}
)
"""What follows from what is told already."""


def _fields(value: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name in value.__struct_fields__ if isinstance(value, Struct) else ():
        item = getattr(value, name)
        if isinstance(item, Struct):
            yield from _fields(item, f"{prefix}{name}.")
        elif name not in _DERIVED:
            yield prefix + name, item


def _said(value: object) -> str | None:
    if isinstance(value, tuple):
        return "、".join(label(str(item)) for item in value) or None
    return say(value)
