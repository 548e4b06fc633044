"""What the campaign took over and what it leaves behind: stock before it, and what is carried over at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.ledger.queries import figures as queries

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.cohorts import Standing


class CarriedOver(Struct, frozen=True, kw_only=True):
    """The hazards still in hand at the end of the campaign, and how they stand now; all 0 until it has ended.

    They stay in the figures of the month they were found in and are counted once: `count` is closed, referred and
    open together. `found_after` are those found since the end, which are none of them.
    """

    ends_on: date
    ended: bool
    count: int
    closed_since: int
    referred_since: int
    open: int
    found_after: int


def figures(reads: Reads, plan: Plan, whole: Standing) -> CarriedOver:
    """Return what is carried over as at the end of the day on which the ledger stood so."""
    ended = whole.day > plan.ends_on
    count, closed, referred = queries.carried(reads, whole.day, plan.ends_on) if ended else (0, 0, 0)
    return CarriedOver(
        ends_on=plan.ends_on,
        ended=ended,
        count=count,
        closed_since=closed,
        referred_since=referred,
        open=count - closed - referred,
        found_after=sum(one.n for on, one in whole.found.items() if on > plan.ends_on),
    )
