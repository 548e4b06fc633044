"""A report as it was handed in: its figures as text that never changes, and back.

Figures are kept, rows are not: a hazard stands in the text by its uid alone, and is told again from the journal as it
was at the issue's entry. The layout has a number; a field that a later program adds is null in an older issue.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from hazardctl.domain.accident import Toll
from hazardctl.domain.codec import Unpacking, packed
from hazardctl.domain.counts import Counts
from hazardctl.domain.problem import Contradiction
from hazardctl.domain.record import HazardRecord, record
from hazardctl.domain.supervision import ActionRecord
from hazardctl.ledger.queries import as_recorded
from hazardctl.reports import (
    carrying,
    lateness,
    owed,
    returns,
    stages,
    standing,
    upward,
    work_values,
)
from hazardctl.reports.monthly import HandedIn
from hazardctl.reports.values import IssueRecord, MonthCounts, MonthlyReport

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads

FORMAT = 1

_NAMES: Mapping[str, Any] = {
    **{
        name: kind
        for module in (
            carrying,
            lateness,
            owed,
            returns,
            stages,
            standing,
            upward,
            work_values,
        )
        for name, kind in vars(module).items()
        if isinstance(kind, type)
    },
    **{kind.__name__: kind for kind in (date, Toll, HazardRecord, ActionRecord, Contradiction)},
    "Mapping": Mapping,
}
"""What the annotations of figures name; most are imported for checking types only."""


def text_of(report: object, lists: Mapping[str, Sequence[str]]) -> str:
    """Return a report's figures as JSON, its parts in their own order; which issue it is stands beside them.

    `lists` are the uids of all hazards on the lists of which the report names the first.
    """
    figures = packed(report, _by_uid)
    told = {**figures, "lists": {name: list(uids) for name, uids in lists.items()}}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def lists_of(row: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """Return the lists that an issue keeps, by uid."""
    lists: Mapping[str, Sequence[str]] = json.loads(row["figures"])["lists"]
    return lists


def _by_uid(value: Any) -> Any:
    """Keep a hazard by its uid alone, and no issue: its own row tells which it is."""
    if isinstance(value, IssueRecord):
        return None
    return value.uid if isinstance(value, HazardRecord) else value


def issue_of(row: Mapping[str, Any]) -> IssueRecord:
    """Return which issue a row is."""
    return IssueRecord(
        number=row["number"],
        on=date.fromisoformat(row["on_day"]),
        at=row["at"],
        seq=row["seq"],
        head=row["head"],
        plan_hash=row["plan_hash"],
        doc_no=row["doc_no"],
    )


def report_of(reads: Reads, row: Mapping[str, Any]) -> MonthlyReport:
    """Return a report as it was handed in, its hazards told from the journal up to the issue's entry."""
    report: MonthlyReport = value_of(reads, row, MonthlyReport, {})
    return replace(report, issue=issue_of(row))


def value_of(reads: Reads, row: Mapping[str, Any], kind: type, names: Mapping[str, Any]) -> Any:
    """Return the value of an issue's text, which is of a kind; `names` are what its annotations name beside ours."""
    told = json.loads(row["figures"])
    uids: list[str] = []
    _unpacked(told, kind, names, uids.append)
    day = date.fromisoformat((told.get("report") or told)["period"]["to"])
    cases = as_recorded.cases_at(reads, dict.fromkeys(uids), row["seq"])
    return _unpacked(told, kind, names, lambda uid: record(cases[uid], day))


def handed_in(row: Mapping[str, Any]) -> HandedIn:
    """Return what the report of the next month, or of the next half year, goes on from."""
    figures = json.loads(row["figures"])
    told = figures.get("report", figures)
    return HandedIn(
        number=row["number"],
        to=date.fromisoformat(told["period"]["to"]),
        month=MonthCounts(**told["month"]),
        cumulative=Counts(**told["cumulative"]),
        closing=told["balance"]["closing"],
        closing_by_unit={line["key"]: line["closing"] for line in told["balance_by_unit"]},
    )


def _unpacked(told: Any, kind: type, names: Mapping[str, Any], hazard: Any) -> Any:
    return Unpacking({**_NAMES, **names}, {HazardRecord: hazard}).value(kind, told)
