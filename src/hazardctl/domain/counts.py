"""What is counted, and how the figures of one period agree with each other (DESIGN.md §4.9).

An `Amount` is what the ledger hands over: how many hazards of a set stand how. Everything else is addition, so that
the report, its tables and its balance come from the same numbers.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct

from hazardctl.domain.rates import rate


class Amount(Struct, frozen=True, kw_only=True):
    """How many hazards of a set there are at the end of a day, and how they stand. Void ones are never among them."""

    n: int = 0
    rectified: int = 0
    closed: int = 0
    referred: int = 0
    pending: int = 0
    awaiting_review: int = 0
    overdue: int = 0
    fixed_on_spot: int = 0

    def less(self, other: "Amount") -> "Amount":
        """Return what is left of a set without a part of it."""
        return Amount(
            **{name: getattr(self, name) - getattr(other, name) for name in Amount.__struct_fields__}
        )

    @property
    def open(self) -> int:
        """Return how many the town has in hand."""
        return self.n - self.closed - self.referred


_NUMBERS = attrgetter(*Amount.__struct_fields__)


def total(amounts: Iterable[Amount]) -> Amount:
    """Add sets up that have no hazard in common."""
    columns = zip(*map(_NUMBERS, amounts), strict=True)
    return Amount(**dict(zip(Amount.__struct_fields__, map(sum, columns), strict=False)))


class Tally(Amount, frozen=True, kw_only=True):
    """Hazards alike in everything that figures are parted by."""

    unit: str
    village: str | None
    level: str
    source: str
    sector: str | None


class Counts(Struct, frozen=True, kw_only=True):
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


def count(amounts: Iterable[Amount]) -> Counts:
    """Count sets that have no hazard in common."""
    whole = total(amounts)
    return Counts(
        found=whole.n,
        rectified=whole.rectified,
        closed=whole.closed,
        open=whole.open,
        pending=whole.pending,
        awaiting_review=whole.awaiting_review,
        overdue=whole.overdue,
        referred=whole.referred,
        rectified_rate=rate(whole.rectified, whole.n),
        closed_rate=rate(whole.closed, whole.n),
    )


C = TypeVar("C", bound=Counts)


def summed(kind: type[C], rows: Iterable[C]) -> C:
    """Add counts of sets that have no hazard in common; the rates are those of the sum."""
    told = tuple(rows)
    names = [name for name in kind.__struct_fields__ if not name.endswith("_rate")]
    sums = {name: sum(getattr(row, name) for row in told) for name in names}
    return kind(
        rectified_rate=rate(sums["rectified"], sums["found"]),
        closed_rate=rate(sums["closed"], sums["found"]),
        **sums,
    )


def grouped(tallies: Iterable[Tally], key: Callable[[Tally], str | None]) -> dict[str | None, Amount]:
    """Part the tallies by a key; parts come in the order of their first tally."""
    parts: dict[str | None, list[Tally]] = {}
    for tally in tallies:
        parts.setdefault(key(tally), []).append(tally)
    return {name: total(part) for name, part in parts.items()}


class Balance(Struct, frozen=True, kw_only=True):
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


class Flow(Struct, frozen=True, kw_only=True):
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
    sums = {
        name: sum(getattr(row, name) for row in rows) for name in Flow.__struct_fields__ if name != "unit"
    }
    if unit is None:
        sums |= {"transferred_in": 0, "transferred_out": 0}
    return Balance(corrections=0, **sums)
