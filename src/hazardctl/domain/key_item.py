"""Key items (重点检查事项): what an inspection of a trade looks at first. The plan may bring its own, the office adds more.

Phase 1 asks each office to settle them from the standards of its trade. A hazard names the one it falls under, by number
or by text; whether it does is for the person who types it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar, Literal, NamedTuple

from hazardctl.domain.campaign import Plan
from hazardctl.domain.matter import Matter
from hazardctl.domain.names import fold
from hazardctl.domain.plan_rows import KeyItem as PlanItem

Origin = Literal["plan", "office"]


class KeyItem(Matter, frozen=True, kw_only=True):
    """One item that the office has settled. `topic` is its sector, `source` the document and clause it rests on."""

    kind: ClassVar[str] = "key_item"
    prefix: ClassVar[str] = "ZD"

    text: str
    source: str | None = None


class NamedBy(NamedTuple):
    """How many hazards name a key item in these words, and how many of them the town still has in hand."""

    said: str
    found: int
    open: int


class KeyItemRecord(NamedTuple):
    """A key item as an answer; field names are the JSON keys. An item of the plan has no number, day or unit."""

    no: str | None
    origin: Origin
    sector: str | None
    text: str
    basis_text: str | None
    unit: str | None
    on: date | None
    found: int
    open_count: int
    void_reason: str | None
    uid: str | None


def records(plan: Plan, items: Iterable[KeyItem], named: Iterable[NamedBy]) -> tuple[KeyItemRecord, ...]:
    """Return the plan's own items, then the office's in the order given, each with the hazards that name it."""
    said = _folded(named)
    found = (*map(_of_plan, plan.key_items), *map(record, items))
    return tuple(_counted(item, said) for item in found)


def is_known(text: str, sector: str | None, plan: Plan, items: Iterable[KeyItem]) -> bool:
    """Whether the trade has an item in these words already."""
    known = [(item.sector or None, item.text) for item in plan.key_items]
    known += [(item.topic, item.text) for item in items]
    return any(fold(text) == fold(words) and sector == trade for trade, words in known)


def _folded(named: Iterable[NamedBy]) -> dict[str, NamedBy]:
    found: dict[str, NamedBy] = {}
    for one in named:
        key = fold(one.said)
        before = found.get(key, NamedBy(key, 0, 0))
        found[key] = NamedBy(key, before.found + one.found, before.open + one.open)
    return found


def _counted(item: KeyItemRecord, said: Mapping[str, NamedBy]) -> KeyItemRecord:
    counts = [said[key] for key in {fold(item.text), fold(item.no or item.text)} if key in said]
    return item._replace(found=sum(c.found for c in counts), open_count=sum(c.open for c in counts))


def _of_plan(item: PlanItem) -> KeyItemRecord:
    return KeyItemRecord(
        no=None,
        origin="plan",
        sector=item.sector or None,
        text=item.text,
        basis_text=item.source or None,
        unit=None,
        on=None,
        found=0,
        open_count=0,
        void_reason=None,
        uid=None,
    )


def record(item: KeyItem) -> KeyItemRecord:
    """Return one item of the office's as an answer, before any hazard names it."""
    return KeyItemRecord(
        no=item.no,
        origin="office",
        sector=item.topic,
        text=item.text,
        basis_text=item.source,
        unit=item.unit,
        on=item.on,
        found=0,
        open_count=0,
        void_reason=item.void.reason if item.void else None,
        uid=item.uid,
    )
