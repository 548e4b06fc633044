"""The month of a whole district, a row for each town: what it handed in where it has, else as its ledger stands now.

A town's paper is what it answers for: its figures here are those of the paper, whatever has been entered since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain.counts import Counts, summed
from hazardctl.reports import frozen, monthly
from hazardctl.reports.values import MonthCounts, PeriodRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from hazardctl.ledger.queries.movements import Stood
    from hazardctl.ledger.towns import Town

Source = Literal["frozen", "live"]


class TownMonth(Struct, frozen=True, kw_only=True):
    """One town's month. `issued` is the number of its report, null where it has handed in none (未报).

    `source` says where the figures are from, `to` the day at the end of which they stood so. `rank` is by the rate of
    the month, `cumulative_rank` by that since the campaign began; equal rates share a place, and who found nothing has
    none. `head` is where the town's journal stood.
    """

    town: str
    name: str
    source: Source
    issued: int | None
    issued_on: date | None
    doc_no: str | None
    to: date
    month: MonthCounts
    cumulative: Counts
    rank: int | None
    cumulative_rank: int | None
    head: str | None


class TotalMonth(Struct, frozen=True, kw_only=True):
    """The sum of the towns' rows."""

    towns: int
    issued: int
    month: MonthCounts
    cumulative: Counts


class TownsReport(Struct, frozen=True, kw_only=True):
    """The district's month; `not_issued` names the towns that have not handed theirs in."""

    by: str
    period: PeriodRecord
    towns: tuple[TownMonth, ...]
    total: TotalMonth
    not_issued: tuple[str, ...]


class Told(Struct, frozen=True, kw_only=True):
    """What a district's ledger says of one town: its issue, or what was found and closed."""

    town: Town
    asked: monthly.Asked
    began: date
    issue: Mapping[str, Any] | None
    found: Mapping[date, Stood]
    closings: tuple[int, int]
    head: str | None


def build(period: PeriodRecord, told: Sequence[Told]) -> TownsReport:
    """Put the rows of a district together, in the order of the towns' codes."""
    rows = _ranked([_frozen(one) if one.issue else _live(one) for one in told])
    total = TotalMonth(
        towns=len(rows),
        issued=sum(row.issued is not None for row in rows),
        month=summed(MonthCounts, (row.month for row in rows)),
        cumulative=summed(Counts, (row.cumulative for row in rows)),
    )
    missing = tuple(row.name for row in rows if row.issued is None)
    return TownsReport(by="town", period=period, towns=rows, total=total, not_issued=missing)


def _frozen(one: Told) -> TownMonth:
    assert one.issue is not None  # noqa: S101  asked by whoever calls
    paper, issue = frozen.handed_in(one.issue), frozen.issue_of(one.issue)
    return TownMonth(
        town=one.town.code,
        name=one.town.name or one.town.code,
        source="frozen",
        issued=issue.number,
        issued_on=issue.on,
        doc_no=issue.doc_no,
        to=paper.to,
        month=paper.month,
        cumulative=paper.cumulative,
        rank=None,
        cumulative_rank=None,
        head=issue.head,
    )


def _live(one: Told) -> TownMonth:
    return TownMonth(
        town=one.town.code,
        name=one.town.name or one.town.code,
        source="live",
        issued=None,
        issued_on=None,
        doc_no=None,
        to=one.asked.period.end,
        month=monthly.month_counts(one.asked.period, one.found, *one.closings),
        cumulative=monthly.campaign_counts(one.found, one.began),
        rank=None,
        cumulative_rank=None,
        head=one.head,
    )


def _ranked(rows: Iterable[TownMonth]) -> tuple[TownMonth, ...]:
    told = tuple(rows)
    month = _places(row.month.rectified_rate for row in told)
    whole = _places(row.cumulative.rectified_rate for row in told)
    return tuple(
        replace(row, rank=rank, cumulative_rank=other)
        for row, rank, other in zip(told, month, whole, strict=True)
    )


def _places(rates: Iterable[float | None]) -> list[int | None]:
    told = list(rates)
    order = sorted((rate for rate in told if rate is not None), reverse=True)
    return [None if rate is None else order.index(rate) + 1 for rate in told]
