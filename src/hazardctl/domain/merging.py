"""How two tellings of one row become one: three ways, field by field, in whatever order ledgers are merged.

What only one side changed is taken over. What both sides changed differently is open: until somebody decides, the value
that both went out from is shown, and everything that was made of it is kept beside it. What came before what is told by
which ledger knew which entries of which other, not by a clock.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from hazardctl.domain.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = Mapping[str, Any]

WHOLE = ""
"""The field of a conflict about whether a row is there at all."""

KEPT_HERE = {"act": frozenset({"seq"}), "step": frozenset({"seq"})}
"""Columns that each ledger gives itself: the order of typing."""

TOGETHER: dict[str, dict[str, tuple[str, ...]]] = {
    "hazard": {
        "void_on": ("void_on", "void_reason", "duplicate_of"),
        "funds_fen": ("funds_fen", "no_funds"),
        "pending_until": ("pending_until", "interim"),
        "level": ("level", "criterion"),
    },
    "inspection": {"void_on": ("void_on", "void_reason")},
    "record": {"void_on": ("void_on", "void_reason")},
    "matter": {"void_on": ("void_on", "void_reason")},
    "enterprise": {"name": ("name", "name_key"), "closed_on": ("closed_on", "closed_how")},
}
"""Columns that say one thing together, by the first of them, under which they are joined."""

OF_THE_ELDER = {
    "unit": frozenset({"added_on", "origin", "name"}),
    "enterprise": frozenset({"registered_on"}),
    "matter": frozenset({"no", "prefix", "year", "seq", "on_day"}),
    "membership": frozenset({"since"}),
    "holder": frozenset({"since"}),
    "delivery": frozenset({"on_day"}),
}
"""Columns in which two rows for one thing, made apart from each other, need not agree: the elder row has its own."""


class Open(Struct, frozen=True):
    """A value that is not decided: what both sides went out from, and what they made of it, as canonical JSON."""

    ancestor: str
    rivals: frozenset[str]


class Told(Struct, frozen=True):
    """A row as one ledger has it (None: it is not there), with what is open in it by field."""

    row: Row | None
    open: Mapping[str, Open] = {}

    def of(self, entity: str, field: str) -> frozenset[str]:
        """Return what a field may come to: one value, or several while it is open."""
        return (
            self.open[field].rivals if field in self.open else frozenset({value_of(entity, self.row, field)})
        )

    def base(self, entity: str, field: str) -> str:
        """Return what a field went out from."""
        return self.open[field].ancestor if field in self.open else value_of(entity, self.row, field)


ABSENT = Told(None)


def fields_of(entity: str, row: Row) -> list[str]:
    """Return the fields of a row: columns that say one thing together are one, and what each ledger gives itself is none."""
    groups = TOGETHER.get(entity, {})
    within = {column for columns in groups.values() for column in columns[1:]}
    return [
        c for c in row if c not in within and c not in KEPT_HERE.get(entity, ()) and c not in {"uid", "town"}
    ]


def value_of(entity: str, row: Row | None, field: str) -> str:
    """Return what a row says of a field, as text."""
    columns = TOGETHER.get(entity, {}).get(field)
    row = row or {}
    return canonical({column: row.get(column) for column in columns} if columns else row.get(field))


def with_value(entity: str, row: Row, field: str, value: str) -> dict[str, Any]:
    """Return a row that says this of a field."""
    told = json.loads(value)
    return {**row, **(told if field in TOGETHER.get(entity, {}) else {field: told})}


class Past(NamedTuple):
    """How a row was told: `whole` by the ledger in which it was entered first, then by the others.

    `ours` and `theirs` are what only one side knew, a sequence for each ledger, oldest first.
    """

    whole: Sequence[Row] = ()
    ours: Sequence[Sequence[Row]] = ()
    theirs: Sequence[Sequence[Row]] = ()


def join(entity: str, ancestor: Told, ours: Told, theirs: Told, past: Past) -> Told:
    """Return the one row that two tellings come to.

    Of two ancestors the earlier one is shown. Who had said the same as the other side and has replaced it meanwhile has
    replaced it for both.
    """
    if theirs in (ancestor, ours):
        return ours
    if ours == ancestor:
        return _with_own(entity, theirs, ours)
    if WHOLE in ours.open or ours.row is None or theirs.row is None:
        return _absent(ancestor, ours, theirs)
    row, still = dict(ours.row), dict(ours.open)
    for field in fields_of(entity, ours.row):
        a, o, t = (told.of(entity, field) for told in (ancestor, ours, theirs))
        if t == a:
            continue
        if o == a:
            row = with_value(entity, row, field, value_of(entity, theirs.row, field))
            _set(still, field, theirs.open.get(field))
            continue
        behind, ahead = (
            _replaced(entity, field, past.ours, t, o),
            _replaced(entity, field, past.theirs, o, t),
        )
        if behind != ahead:
            if ahead:
                row = with_value(entity, row, field, value_of(entity, theirs.row, field))
                _set(still, field, theirs.open.get(field))
            continue
        bases = {told.open[field].ancestor for told in (ours, theirs) if field in told.open}
        shown = _earliest(entity, {ancestor.base(entity, field), *bases}, field, past.whole)
        rivals = _rivals(a, o, t, shown)
        decided = next(iter(rivals)) if len(rivals) == 1 else None
        row = with_value(entity, row, field, decided or shown)
        _set(still, field, None if decided else Open(shown, rivals))
    return Told(row, still)


def _replaced(
    entity: str, field: str, told: Sequence[Sequence[Row]], said: frozenset[str], by: frozenset[str]
) -> bool:
    """Whether all that one side says of a field had been said on the other, which has put something else in its place."""
    return all(any(_came_later(entity, field, rows, value, by) for rows in told) for value in said)


def _came_later(entity: str, field: str, rows: Sequence[Row], value: str, by: frozenset[str]) -> bool:
    values = [value_of(entity, row, field) for row in rows]
    last = {one: at for at, one in enumerate(values)}
    return value in last and any(last.get(one, -1) > last[value] for one in by)


def _rivals(a: frozenset[str], o: frozenset[str], t: frozenset[str], shown: str) -> frozenset[str]:
    """Return what three ways of telling a field leave: a rival that one side has replaced or ruled out is gone.

    Who has gone back to what both went out from says nothing against the other; but where both have decided what was
    open, each differently, that is for somebody to settle.
    """
    if o == t:
        return o
    if len(a) > 1 and len(o) == 1 and len(t) == 1:
        return o | t
    left = (o & t) | (o - a) | (t - a) or o | t
    return left - {shown} or left


def _earliest(entity: str, values: Iterable[str], field: str, history: Sequence[Row]) -> str:
    told = [value_of(entity, row, field) for row in history]
    return min(values, key=lambda value: (told.index(value) if value in told else len(told), value))


def _set(still: dict[str, Open], field: str, found: Open | None) -> None:
    if found:
        still[field] = found
    else:
        still.pop(field, None)


def _with_own(entity: str, theirs: Told, ours: Told) -> Told:
    if theirs.row is None or ours.row is None:
        return theirs
    own = {field: ours.row[field] for field in KEPT_HERE.get(entity, ())}
    return Told({**ours.row, **theirs.row, **own}, theirs.open)


def _absent(ancestor: Told, ours: Told, theirs: Told) -> Told:
    """One side has taken the row back and the other has gone on with it: it stays as both knew it until that is decided."""
    rivals = {canonical(told.row) for told in (ours, theirs) if WHOLE not in told.open}
    for told in (ours, theirs):
        if WHOLE in told.open:
            rivals |= told.open[WHOLE].rivals
    base = ancestor.row or ours.row or theirs.row
    return Told(
        base, {WHOLE: Open(canonical(ancestor.row), frozenset(rivals - {canonical(ancestor.row)} or rivals))}
    )


def join_twins(entity: str, elder: Told, younger: Told) -> Told:
    """Return the one row of two that were made apart from each other for the same thing.

    What only one of them knows is taken over; where both say different things, the elder's is shown and it is open.
    """
    assert elder.row is not None  # noqa: S101  two rows are compared
    assert younger.row is not None  # noqa: S101
    row, still = dict(elder.row), dict(elder.open)
    own = OF_THE_ELDER.get(entity, frozenset())
    for field in fields_of(entity, elder.row):
        o, t = elder.of(entity, field), younger.of(entity, field)
        if field in own or o == t or t <= _nothing(entity, field):
            continue
        if field == "name" and elder.row["name_key"] == younger.row["name_key"]:
            continue  # one name, written in two ways
        if o <= _nothing(entity, field):
            row = with_value(entity, row, field, value_of(entity, younger.row, field))
            _set(still, field, younger.open.get(field))
        else:
            still[field] = Open(value_of(entity, elder.row, field), o | t)
    return Told(row, still)


def _nothing(entity: str, field: str) -> frozenset[str]:
    """Return how a row says nothing of a field."""
    return frozenset({value_of(entity, None, field), canonical("[]"), canonical(None)})


class At(NamedTuple):
    """An entry's place: a ledger and the entry's number in it."""

    ledger: str
    seq: int


class Knowledge:
    """Which ledger knew, at which of its own entries, how far another one's journal goes."""

    def __init__(self, told: Iterable[tuple[At, At]]) -> None:
        self._told: dict[str, list[tuple[int, At]]] = {}
        for where, knows in told:
            self._told.setdefault(where.ledger, []).append((where.seq, knows))

    def of(self, where: At) -> dict[str, int]:
        """Return how far a ledger knew every other one at one of its entries."""
        known: dict[str, int] = {where.ledger: where.seq}
        for seq, other in self._told.get(where.ledger, ()):
            if seq <= where.seq:
                known[other.ledger] = max(known.get(other.ledger, 0), other.seq)
        return known

    def latest(self, candidates: Sequence[At]) -> list[At]:
        """Return those that no other one knew: several where two ledgers went criss-cross."""
        return sorted(
            one
            for one in candidates
            if not any(one != other and self.of(other).get(one.ledger, 0) >= one.seq for other in candidates)
        )


def common(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Return how far both know each ledger that both know of."""
    return {ledger: min(one[ledger], other[ledger]) for ledger in one.keys() & other.keys()}
