"""What is counted, and how the figures of one period agree with each other (DESIGN.md §4.9).

A `Tally` is what the ledger hands over: how many hazards share everything that figures are parted by. Everything else
is addition, so that the report, its tables and its balance come from the same numbers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from hazardctl.domain.rates import rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Hazards alike in every respect, as at the end of a day: `n` of them. Void ones are never among them."""

    unit: str
    village: str | None
    level: str
    source: str
    sector: str | None
    in_period: bool
    in_year: bool
    in_campaign: bool
    n: int
    rectified: int
    closed: int
    referred: int
    pending: int
    awaiting_review: int
    overdue: int
    due_soon: int
    fixed_on_spot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts of a set of hazards. `rectified` includes the closed; `open` is found − closed − referred."""

    found: int
    rectified: int
    closed: int
    open: int
    pending: int
    awaiting_review: int
    overdue: int
    referred: int
    rectified_rate: float | None
    closed_rate: float | None


def count(tallies: Iterable[Tally]) -> Counts:
    """Add tallies up."""
    rows = tuple(tallies)

    def total(name: str) -> int:
        return sum(getattr(row, name) for row in rows)

    found, rectified, closed = total("n"), total("rectified"), total("closed")
    return Counts(
        found=found,
        rectified=rectified,
        closed=closed,
        open=found - closed - total("referred"),
        pending=total("pending"),
        awaiting_review=total("awaiting_review"),
        overdue=total("overdue"),
        referred=total("referred"),
        rectified_rate=rate(rectified, found),
        closed_rate=rate(closed, found),
    )


def grouped(tallies: Iterable[Tally], key: Callable[[Tally], str | None]) -> dict[str | None, Counts]:
    """Part the tallies by a key and count each part; parts come in the order of their first tally."""
    parts: dict[str | None, list[Tally]] = {}
    for tally in tallies:
        parts.setdefault(key(tally), []).append(tally)
    return {name: count(part) for name, part in parts.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How the open hazards of one day became those of a later one.

    `reopened` holds those whose closing was taken back and those that an authority returned. `corrections` is what
    later entries changed in earlier months that have been handed in. A hazard that changes office leaves one unit's
    balance (`transferred_out`) and enters another's; for the whole town both are 0.
    """

    opening: int
    found: int
    reopened: int
    closed: int
    referred: int
    corrections: int
    transferred_in: int
    transferred_out: int
    closing: int

    @property
    def agrees(self) -> bool:
        """Whether the line adds up."""
        came = self.found + self.reopened + self.transferred_in
        went = self.closed + self.referred + self.transferred_out
        return self.opening + came - went + self.corrections == self.closing


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What moved in one unit between two days: open hazards at both ends, and everything that came and went."""

    unit: str
    opening: int = 0
    found: int = 0
    reopened: int = 0
    closed: int = 0
    referred: int = 0
    transferred_in: int = 0
    transferred_out: int = 0
    closing: int = 0


def balance(flows: Iterable[Flow], *, unit: str | None = None) -> Balance:
    """Return the balance line of one unit, or of the whole town, where moving between offices is no movement."""
    rows = [flow for flow in flows if unit in (None, flow.unit)]
    sums = {f.name: sum(getattr(row, f.name) for row in rows) for f in fields(Flow) if f.name != "unit"}
    if unit is None:
        sums |= {"transferred_in": 0, "transferred_out": 0}
    return Balance(corrections=0, **sums)
