"""How a hazard stood on every evening, lived through day by day; the ground that `reference` counts on.

It knows a hazard only as it was registered and the dated acts upon it. It must never ask the program how a hazard
stands: no lifecycle, no spans. Where the design leaves something open, the reading taken here is written beside it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from hazardctl.domain.acts import Act
from hazardctl.domain.hazard import Hazard

SOON = 30
ONE_DAY = timedelta(days=1)
FIVE = ("measures", "responsibility", "funds", "deadline", "contingency")


@dataclass(slots=True)
class Evening:
    """How a hazard stands when the office closes for the day."""

    status: str
    level: str
    unit: str
    asked_for_five: bool
    spot: bool
    five: dict[str, Any]
    original_deadline: date | None
    rectified_on: date | None = None
    reports: set[str] = field(default_factory=set)
    listed_by: str | None = None
    listed_now: bool = False
    spent: int = 0

    def lacks(self) -> list[str]:
        """Name what is missing of the five; nothing where they are not asked for."""
        return lacking(self.five) if self.asked_for_five else []

    def is_late(self, day: date) -> bool:
        """Overdue: not rectified by the day's end, and the day is after the deadline in force."""
        deadline = self.five["deadline"]
        return self.status in {"pending", "open"} and deadline is not None and day > deadline

    def is_due_soon(self, day: date, days: int = SOON) -> bool:
        """Due on the day or in so many days after it, and not rectified."""
        deadline = self.five["deadline"]
        unfinished = self.status in {"pending", "open"}
        return unfinished and deadline is not None and 0 <= (deadline - day).days <= days


def lacking(five: dict[str, Any]) -> list[str]:
    """Name what is missing of the five: responsibility is a unit and a person, funds an amount or "none needed"."""
    there = {
        "measures": five["measures"],
        "responsibility": five["responsible_unit"] and five["responsible"],
        "funds": five["no_funds"] or five["funds_fen"] is not None,
        "deadline": five["deadline"],
        "contingency": five["contingency"],
    }
    return [item for item in FIVE if not there[item]]


@dataclass(frozen=True, slots=True)
class Life:
    """A hazard with every evening from the day it was found; a void one has none, because it counts on no day."""

    hazard: Hazard
    evenings: dict[date, Evening]


def live(hazard: Hazard, acts: Iterable[Act], last: date) -> Life:
    """Live through a hazard day by day; within a day, in the order of typing."""
    evenings: dict[date, Evening] = {}
    if hazard.void:
        return Life(hazard, evenings)
    now, day, rest = found(hazard), hazard.found_on, list(acts)
    while day <= last:
        for act in sorted((a for a in rest if a.on == day), key=lambda a: a.seq):
            happen(now, act)
        evenings[day] = replace(now, five=dict(now.five), reports=set(now.reports))
        day += ONE_DAY
    return Life(hazard, evenings)


def found(hazard: Hazard) -> Evening:
    """Start a life: fixed on the spot, pending, or open with all five. A major one is always asked for the five."""
    spot = hazard.fixed_on_spot is not None
    names = (
        "measures",
        "responsible_unit",
        "responsible",
        "funds_fen",
        "no_funds",
        "deadline",
        "contingency",
    )
    five = {name: getattr(hazard.five, name) for name in names}
    status = "rectified" if spot else "pending" if hazard.pending_until else "open"
    return Evening(
        status=status,
        level=hazard.level.value,
        unit=hazard.unit,
        asked_for_five=not spot or hazard.level.value == "major",
        spot=spot,
        five=five,
        original_deadline=hazard.five.deadline,
        rectified_on=hazard.found_on if spot else None,
    )


def happen(now: Evening, act: Any) -> None:
    """Let one act happen."""
    STORY[act.kind](now, act)


def planned(now: Evening, act: Any) -> None:
    """五落实 filled in: what is given replaces what was there; a first deadline is the original one."""
    for name in ("measures", "responsible_unit", "responsible", "deadline", "contingency"):
        now.five[name] = getattr(act, name) or now.five[name]
    if act.funds_fen is not None or act.no_funds:
        now.five |= {"funds_fen": act.funds_fen, "no_funds": act.no_funds}
    now.original_deadline = now.original_deadline or now.five["deadline"]
    if now.status == "pending" and not lacking(now.five):
        now.status = "open"


def rectified(now: Evening, act: Any) -> None:
    """整改完成."""
    now.status, now.rectified_on = "rectified", act.on


def closed(now: Evening, act: Any) -> None:
    """销号."""
    now.status, now.spent = "closed", act.funds_spent_fen or 0


def sent_back(now: Evening, act: Any) -> None:
    """Not rectified any more: rejected, or reopened.

    What was fixed on the spot and did not hold is asked for the five from now on (a reading). A reopening undoes the
    rectification as a rejection does, so that "in time" is asked again of the next one (a reading of §4.4).
    """
    del act
    now.asked_for_five, now.rectified_on, now.spent = True, None, 0
    now.status = "pending" if lacking(now.five) else "open"
    now.reports.discard("rectified")  # it told of a rectification that did not stand: owed again


def extended(now: Evening, act: Any) -> None:
    """延期, unless the application was refused; the original deadline stays."""
    if not act.refused:
        now.five["deadline"] = act.new_deadline


def replied(now: Evening, act: Any) -> None:
    """The authority dealt with it, or gave it back as it was when it left."""
    if act.outcome.value == "ended":
        now.status = "closed"
    elif now.rectified_on:
        now.status = "rectified"
    else:
        sent_back(now, act)


def regraded(now: Evening, act: Any) -> None:
    """等级调整: once major, the five are asked for, and remain so (a reading)."""
    now.level = act.level.value
    now.asked_for_five = now.asked_for_five or now.level == "major"


def listed_up(now: Evening, act: Any) -> None:
    """挂牌: the newest listing is the one that counts (a reading)."""
    now.listed_by, now.listed_now = act.authority.value, True


def delisted(now: Evening, act: Any) -> None:
    """摘牌."""
    del act
    now.listed_now = False


def moved(now: Evening, act: Any) -> None:
    """转办 to another office."""
    now.unit = act.to


def referred(now: Evening, act: Any) -> None:
    """移送 out of the town."""
    del act
    now.status = "referred"


def reported(now: Evening, act: Any) -> None:
    """One of the reports was made."""
    now.reports.add(act.report.value)


def nothing(now: Evening, act: Any) -> None:
    """A correction holds for every day and is no event."""
    del now, act


STORY: dict[str, Callable[[Evening, Any], None]] = {
    "plan": planned,
    "rectify": rectified,
    "close": closed,
    "reject": sent_back,
    "reopen": sent_back,
    "extend": extended,
    "list_up": listed_up,
    "delist": delisted,
    "reassign": moved,
    "refer": referred,
    "reply": replied,
    "regrade": regraded,
    "report": reported,
    "amend": nothing,
}
