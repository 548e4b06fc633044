"""Why a command cannot be taken back: what is handed in, what rests on it, and what has taken its place since.

Everything that stands against it is named at once, with the command to type first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain import undo as rules
from hazardctl.domain.case import Case
from hazardctl.domain.undo import Net, Step, Way
from hazardctl.errors import Problem, Refused
from hazardctl.ledger.queries import cases, dependents, entries
from hazardctl.messages import undo as messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.entries import Transaction
    from hazardctl.services.desk import Desk
    from hazardctl.services.telling import Teller

NAMED_AT_MOST = 10


def to(
    desk: Desk, reads: Reads, teller: Teller, target: Transaction, steps: tuple[Step, ...]
) -> Iterator[Problem]:
    """Yield what stands against these steps."""
    yield from _resting(reads, teller, target, steps)
    yield from _taken(reads, teller, target, steps)
    yield from _on_void(reads, teller, steps)
    yield from _story_breaks(desk, reads, steps)


def final(reads: Reads, target: Transaction, nets: tuple[Net, ...]) -> Problem | None:
    """Return why a command can never be taken back, whatever is done first; None when it can."""
    why = rules.final(nets)
    if why:
        return Problem(f"{why}_is_final", messages.final(why))
    if target.tx in entries.undone(reads):
        by = entries.undone_by(reads, target.tx)
        return Problem("undone_already", messages.undone_already(target.seq, by))
    return None


def resting_rows(reads: Reads, steps: Iterable[Step], *, void: bool = False) -> Iterator[tuple[str, str]]:
    """Yield each step's row with each row that refers to it, asked for by table and not row by row."""
    by_entity: dict[str, set[str]] = {}
    for step in steps:
        by_entity.setdefault(step.net.entity, set()).add(step.net.uid)
    for entity, uids in by_entity.items():
        yield from dependents.on_rows(reads, entity, uids, void=void)


def _resting(reads: Reads, teller: Teller, target: Transaction, steps: tuple[Step, ...]) -> Iterator[Problem]:
    """Yield every later command that rests on this one, named once."""
    later: dict[str, Transaction] = {}
    for uid in _later(reads, target, steps):
        found = entries.newest_of_row(reads, uid)
        if found.tx != target.tx:
            later.setdefault(found.tx, found)
        if len(later) > NAMED_AT_MOST:
            break
    named = sorted(later.values(), key=lambda found: found.seq)[:NAMED_AT_MOST]
    for found in named:
        (entry,) = found.entries
        what = teller.happened(entry.entity, entry.before, entry.image)
        yield Problem("rests_on_it", messages.rests_on_it(found.seq, found.actor, what))
    if len(later) > len(named):
        yield Problem("rests_on_it", messages.more_rest_on_it())


def _taken(reads: Reads, teller: Teller, target: Transaction, steps: tuple[Step, ...]) -> Iterator[Problem]:
    """Object where something entered since stands where a row is to stand again."""
    own = {step.net.uid for step in steps}
    named: set[str] = set()
    for step in steps:
        before, after = step.net.before, step.net.after
        if before is None or step.way not in {Way.RESTORE, Way.REINSTATE}:
            continue
        changed = {name for name in before if before[name] != after.get(name)} if after else None
        for uid in dependents.in_its_place(reads, step.net.entity, before, changed, target.last_seq):
            found = entries.newest_of_row(reads, uid)
            if uid not in own and found.tx not in named and len(named) < NAMED_AT_MOST:
                named.add(found.tx)
                (entry,) = found.entries
                what = teller.happened(entry.entity, entry.before, entry.image)
                yield Problem("place_taken", messages.place_taken(found.seq, found.actor, what))


def _on_void(reads: Reads, teller: Teller, steps: tuple[Step, ...]) -> Iterator[Problem]:
    """Object where something would count again that belongs to a void record: an act, what a visit found."""
    valid_again = {step.net.uid for step in steps if rules.is_valid_again(step)}
    owners: dict[str, set[str]] = {}
    for step in steps:
        for table, uid in rules.stands_on(step):
            if uid not in valid_again:
                owners.setdefault(table, set()).add(uid)
    for table, uids in owners.items():
        for uid in dependents.void_among(reads, table, sorted(uids)):
            found = entries.newest_of_row(reads, uid)
            yield Problem("owner_void", messages.owner_is_void(teller.name(uid) or "", found.seq))


def _later(reads: Reads, target: Transaction, steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield the rows by which something later rests on what is to be taken back."""
    after = {step.net.uid: step.net.after for step in steps}
    for uid in entries.touched_since(reads, after, target.last_seq):
        (now,) = entries.newest_of_row(reads, uid).entries
        if now.image != after[uid]:
            yield uid
    own = {entry.uid for entry in target.entries}
    going = [step for step in steps if step.way in {Way.VOID, Way.RETRACT}]
    yield from (rests for _, rests in resting_rows(reads, going) if rests not in own)
    for step in steps:
        yield from (uid for uid in _later_acts(reads, step.net, step.way) if uid not in own)


def _later_acts(reads: Reads, net: Net, way: Way) -> Iterator[str]:
    """Yield what was done to a hazard or a matter after an act that goes, comes back or changes."""
    image = net.after or net.before or {}
    if net.entity in {"act", "step"} and image.get("kind") != "amend":
        owner = str(image["hazard" if net.entity == "act" else "matter"])
        yield from dependents.later_acts(reads, net.entity, owner, image["seq"] - (way is Way.REINSTATE))


def _story_breaks(desk: Desk, reads: Reads, steps: tuple[Step, ...]) -> Iterator[Problem]:
    """Object when a hazard's later acts would not have been let in with what it becomes again."""
    gone = {step.net.uid for step in steps}
    for step in steps:
        image = step.net.before if step.net.entity == "hazard" and step.way is Way.RESTORE else None
        if image and not image.get("void_on"):
            case = cases.with_image(reads, step.net.uid, image)
            try:
                Case(case.hazard, tuple(act for act in case.acts if act.uid not in gone)).check(desk.today)
            except Refused as refusal:
                yield from refusal.problems
