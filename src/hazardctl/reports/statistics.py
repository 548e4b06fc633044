"""Statistics in somebody else's words: one row of figures for each sector, unit or village, and their total.

Counts are of hazards found in the period, as at its end; a rate has one decimal and is empty when either of its counts
is 0, as the official form prints it (research: 安全生产事故隐患排查治理情况月报表).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hazardctl.domain.money import wan_number
from hazardctl.domain.rates import rate
from hazardctl.ledger.queries import statistics as queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads

_RATES = {
    "rectified_rate": ("rectified", "found"),
    "closed_rate": ("closed", "found"),
    "general_rate": ("general_rectified", "general_found"),
    "major_rate": ("major_closed", "major_found"),
}
Figures = dict[str, Any]


def of(
    reads: Reads, group: str, names: Sequence[str], period: Period, *, rest: str
) -> tuple[list[Figures], Figures]:
    """Return a row for each name, in that order, and the total of all.

    What belongs to no group, or to one that is not named, stands under `rest`, which is added when it is needed.
    """
    counts: dict[str, Figures] = {}

    def at(name: str | None) -> Figures:
        known = name is not None and (name in names or group == "town")
        return counts.setdefault((name or "") if known else rest, {})

    for row in queries.by_group(reads, group, period):
        _add(at(row.pop("name")), row)
    for name, number in queries.firms(reads, group, period).items():
        _add(at(name), {"firms_inspected": number})
    told = list(names) + ([rest] if rest in counts and rest not in names else [])
    rows = [_finished(counts.get(name, {}), name, serial) for serial, name in enumerate(told, start=1)]
    total: Figures = {}
    for row in counts.values():
        _add(total, row)
    total["firms_inspected"] = sum(queries.firms(reads, "town", period).values())
    return rows, _finished(total, "", None)


def _add(to: Figures, row: Figures) -> None:
    for key, value in row.items():
        to[key] = to.get(key, 0) + value


_COUNTS = (
    "firms_inspected", "found", "rectified", "closed", "open", "overdue", "fixed_on_spot", "general_found",
    "general_rectified", "major_found", "major_closed", "major_overdue", "major_planned", "major_five_complete",
    "major_listed", "major_listed_province",
)  # fmt: skip


def _finished(counts: Figures, name: str, serial: int | None) -> Figures:
    figures: Figures = {key: counts.get(key, 0) for key in _COUNTS}
    for key, (done, found) in _RATES.items():
        figures[key] = rate(figures[done], figures[found]) if figures[done] and figures[found] else None
    return {
        "serial": serial,
        "name": name,
        **figures,
        "funds_wan": wan_number(counts.get("funds_fen", 0)),
        "spent_wan": wan_number(counts.get("spent_fen", 0)),
    }
