"""Accidents, held against the plan's target of no deaths in the year (方案一：全镇全年生产安全事故死亡人数实现零目标)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from hazardctl.domain.matter import Matter
from hazardctl.errors import Problem
from hazardctl.messages import accidents as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date


class Accident(Matter, frozen=True, kw_only=True):
    """One accident. `topic` is its sector; people killed and hurt are counted, loss is in fen."""

    kind: ClassVar[str] = "accident"
    prefix: ClassVar[str] = "SG"

    summary: str
    place: str | None = None
    deaths: int = 0
    injured: int = 0
    loss_fen: int | None = None
    cause: str | None = None

    def objections(self, today: date) -> Iterator[Problem]:
        """Yield what is wrong with it."""
        yield from Matter.objections(self, today)
        if not (self.enterprise or self.village or self.place):
            yield Problem("missing", say.where_was_it(), "place")


class AccidentRecord(Struct, frozen=True):
    """An accident as an answer; field names are the JSON keys."""

    no: str
    on: date
    enterprise: str | None
    village: str | None
    unit: str | None
    sector: str | None
    place: str | None
    summary: str
    deaths: int
    injured: int
    loss_fen: int | None
    cause: str | None
    hazards: tuple[str, ...]
    void_reason: str | None
    uid: str


def record(a: Accident) -> AccidentRecord:
    """Return an accident as an answer."""
    return AccidentRecord(
        no=a.no,
        on=a.on,
        enterprise=a.enterprise.name if a.enterprise else None,
        village=a.village,
        unit=a.unit,
        sector=a.topic,
        place=a.place,
        summary=a.summary,
        deaths=a.deaths,
        injured=a.injured,
        loss_fen=a.loss_fen,
        cause=a.cause,
        hazards=tuple(ref.name for ref in a.hazards),
        void_reason=a.void.reason if a.void else None,
        uid=a.uid,
    )


class Toll(Struct, frozen=True):
    """The year's accidents up to a day. `within_target` is None where the plan sets no target."""

    since: date
    accidents: int
    fatal: int
    deaths: int
    injured: int
    deaths_target: int | None
    within_target: bool | None
    in_period: int
    deaths_in_period: int


def toll(accidents: Iterable[Accident], start: date, day: date, target: int | None) -> Toll:
    """Count the accidents from 1 January to a day, and beside them those from `start` to the day."""
    year = day.replace(month=1, day=1)
    counted = [a for a in accidents if year <= a.on <= day and not a.void]
    recent = [a for a in accidents if start <= a.on <= day and not a.void]
    deaths = sum(a.deaths for a in counted)
    return Toll(
        since=year,
        accidents=len(counted),
        fatal=sum(1 for a in counted if a.deaths),
        deaths=deaths,
        injured=sum(a.injured for a in counted),
        deaths_target=target,
        within_target=None if target is None else deaths <= target,
        in_period=len(recent),
        deaths_in_period=sum(a.deaths for a in recent),
    )
