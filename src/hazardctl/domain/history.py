"""A hazard's life as told to a person: who, when, what, and every value old → new."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from hazardctl.domain import acts
from hazardctl.domain.hazard import state_of
from hazardctl.domain.lifecycle import Standing
from hazardctl.domain.money import say_yuan
from hazardctl.messages.labels import label, yes_no

LATE_ENTRY_DAYS = 7
"""An entry typed more than this many days after its own day is shown as 补录, with the lag."""


class Difference(Struct, frozen=True):
    """One value before and after, as a person reads them; None where there was or is nothing."""

    label: str
    old: str | None
    new: str | None


class HistoryLine(Struct, frozen=True, kw_only=True):
    """One entry of the journal, worded. `lag_days` is set when it was typed long after its own day."""

    on: date
    at: str
    actor: str
    what: str
    remarks: tuple[str, ...]
    changes: tuple[Difference, ...]
    lag_days: int | None
    moved_today: date | None
    seq: int


def say(value: Any) -> str | None:
    """Return a value as a person reads it."""
    if value is None or value == "":
        return None
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, bool):
        return yes_no(value)
    return str(value)


def between(before: Standing | None, after: Standing) -> Iterator[Difference]:
    """Yield what an act changed, in the order in which the office reads a hazard."""
    old = dict(_told(before)) if before else {}
    for name, value in _told(after):
        was, now = say(old.get(name)), say(value)
        if was != now:
            yield Difference(name, was, now)


def _told(s: Standing) -> Iterator[tuple[str, Any]]:
    yield label("status"), label(state_of(s.status, listed=s.listed))
    yield label("level"), s.level
    yield label("unit"), s.unit
    for field in ("measures", "responsible_unit", "responsible"):
        yield label(field), getattr(s.five, field)
    yield label("funds"), _funds(s)
    yield label("deadline"), s.five.deadline
    yield label("contingency"), s.five.contingency
    yield label("rectified_on"), s.rectified_on
    yield label("closed_on"), s.closed_on
    yield label("rounds"), s.rounds or None
    yield label("extensions"), len(s.extensions) or None
    yield label("listing"), s.listing.authority if s.listing and s.listed else None
    yield label("referred_to"), s.referred_to


def _funds(s: Standing) -> str | None:
    if s.five.no_funds:
        return label("no_funds")
    return None if s.five.funds_fen is None else say_yuan(s.five.funds_fen)


_REMARKS = (
    "by", "reviewer", "reviewer_unit", "reason", "note", "approver", "applicant", "interim", "late", "authority",
    "doc_no", "to", "outcome", "basis", "conclusion", "measures_result", "responsible_result", "contingency_result",
    "evidence", "fields", "person", "term",
)  # fmt: skip


def remarks(act: acts.Act) -> tuple[str, ...]:
    """Return what an act says beyond the values that it changes."""
    found = ((name, getattr(act, name, None)) for name in _REMARKS)
    words = [
        f"{label('remark_' + name)}：{say(value)}"
        for name, value in found
        if value and name not in _shown(act)
    ]
    if isinstance(act, acts.Extension) and act.refused:
        words.insert(0, f"{label('refused')}（申请延至 {act.new_deadline}）")
    if isinstance(act, acts.Report):
        words.insert(0, label("report_" + act.report))
    if isinstance(act, acts.Closing) and act.funds_spent_fen is not None:
        words.append(f"{label('remark_funds_spent')}：{say_yuan(act.funds_spent_fen)}")
    return tuple(words)


def _shown(act: acts.Act) -> frozenset[str]:
    """Name the fields that the differences already show."""
    return frozenset({"to"}) if isinstance(act, acts.Transfer | acts.Referral) else frozenset()
