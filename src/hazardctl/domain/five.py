"""五落实: the five implementations without which a hazard may not be rectified or closed (plan, 三（三）; task 16).

They are measures, responsibility (a unit and a person), funds, deadline and contingency plan. Whether all five hold
is one question with one answer; which are missing is the other.
"""

from datetime import date
from enum import StrEnum

from msgspec import Struct


class Item(StrEnum):
    """One of the five, in the plan's order: 整改措施、责任、资金、时限和预案."""

    MEASURES = "measures"
    RESPONSIBILITY = "responsibility"
    FUNDS = "funds"
    DEADLINE = "deadline"
    CONTINGENCY = "contingency"


class Five(Struct, frozen=True):
    """The five as recorded. Money is in fen; `no_funds` says that none is needed, which an empty amount does not."""

    measures: str | None = None
    responsible_unit: str | None = None
    responsible: str | None = None
    funds_fen: int | None = None
    funds_source: str | None = None
    no_funds: bool = False
    deadline: date | None = None
    contingency: str | None = None

    def missing_fields(self) -> tuple[tuple[Item, str], ...]:
        """Name each missing item with the field that would fill it."""
        if self.complete:
            return ()
        gaps = (
            (Item.MEASURES, "measures", self.measures),
            (Item.RESPONSIBILITY, "responsible_unit", self.responsible_unit),
            (Item.RESPONSIBILITY, "responsible", self.responsible),
            (Item.FUNDS, "funds", self.no_funds or self.funds_fen is not None or None),
            (Item.DEADLINE, "deadline", self.deadline),
            (Item.CONTINGENCY, "contingency", self.contingency),
        )
        return tuple((item, field) for item, field, value in gaps if value is None)

    def missing(self) -> tuple[Item, ...]:
        """Name the missing items, each once, in the plan's order."""
        if self.complete:
            return ()
        return tuple(dict.fromkeys(item for item, _ in self.missing_fields()))

    @property
    def complete(self) -> bool:
        """Whether all five hold; partly filled is not complete."""
        told = (self.measures, self.responsible_unit, self.responsible, self.deadline, self.contingency)
        return None not in told and (self.no_funds or self.funds_fen is not None)
