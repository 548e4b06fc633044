"""Taking a command back: what each row becomes, and which commands cannot be taken back at all.

One command is one step. What it changed becomes what it was; a numbered record that it made becomes void, any other
row is retracted (the journal keeps it). Nothing here reads a ledger: whether later entries rest on the command is for
whoever can ask it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Image = dict[str, Any]

VOIDABLE = frozenset({"hazard", "inspection", "record", "matter"})
"""Numbered records: their numbers are never used again, so that they stay as void ones (DESIGN.md §4.6)."""

FINAL = {"issue": "issue", "restored": "restored", "merged": "merged", "conflict": "merged"}
"""Entries that make their command final, with the reason: handed in, another file, other ledgers that rest on it."""

STAYING = frozenset({"migration", "backup"})
"""Entries that a command wrote in passing: the schema stays new, the copy stays where it is."""

HOUSEKEEPING = frozenset({"backup", "migrate"})
"""Commands that change nothing that was entered; `undo` without a number passes over them."""

OWNERS = {"act": "hazard", "step": "matter", "concern": "matter", "evidence": "owner", "secret": "owner"}
"""Rows that belong to another row, and the column that names it: with a record that becomes void they stay."""


class Way(StrEnum):
    """What becomes of a row."""

    RESTORE = "restore"
    VOID = "void"
    RETRACT = "retract"
    REINSTATE = "reinstate"


class Net(NamedTuple):
    """What a command did to one row in the end: its image before and after; None where there is no row."""

    entity: str
    uid: str
    before: Image | None
    after: Image | None


class Step(NamedTuple):
    """What taking a command back does to one row."""

    way: Way
    net: Net


def final(changes: Iterable[Net]) -> str | None:
    """Return why a command cannot be taken back; None when it can."""
    for net in changes:
        if net.entity in FINAL:
            return FINAL[net.entity]
        if net.entity == "setting" and net.before is None and (net.after or {}).get("key") == "ledger":
            return "made"
    return None


def steps(changes: Iterable[Net]) -> Iterator[Step]:
    """Yield what becomes of each row: rows that go before those that they belong to, rows that come after them."""
    changes = [net for net in changes if net.before != net.after and net.entity not in STAYING]
    voided = {net.uid for net in changes if net.before is None and net.entity in VOIDABLE}
    coming = [Step(Way.REINSTATE, net) for net in changes if net.after is None]
    going = [
        Step(_way(net), net) for net in reversed(changes) if net.after is not None and not _stays(net, voided)
    ]
    yield from (*going, *coming)


def _way(net: Net) -> Way:
    if net.before is not None:
        return Way.RESTORE
    return Way.VOID if net.entity in VOIDABLE else Way.RETRACT


def _stays(net: Net, voided: set[str]) -> bool:
    """Whether a row was made together with a record that becomes void: it is part of what is kept."""
    owner = OWNERS.get(net.entity)
    return net.before is None and owner is not None and (net.after or {}).get(owner) in voided


def is_valid_again(step: Step) -> bool:
    """Whether a step makes a void record count again."""
    before, after = step.net.before, step.net.after
    return (
        step.way is Way.RESTORE and bool((after or {}).get("void_on")) and not (before or {}).get("void_on")
    )


def stands_on(step: Step) -> Iterator[tuple[str, str]]:
    """Yield what a row that will count again belongs to: the table and the uid of a record that must not be void."""
    image = step.net.before or {}
    if step.way is Way.REINSTATE and step.net.entity in {"act", "step"}:
        owner = OWNERS[step.net.entity]
        yield owner, str(image[owner])
    if step.net.entity == "hazard" and is_valid_again(step) and image.get("visit"):
        yield "inspection", str(image["visit"])


def owner_of(entity: str, image: Image) -> str | None:
    """Return the uid of the row that an image belongs to."""
    column = OWNERS.get(entity)
    return image.get(column) if column else None
