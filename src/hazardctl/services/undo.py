"""`undo`: taking one command back. It is itself a command: journaled, told in the same words, and can be taken back.

What is undone is shown before it is done. Confidential text that was destroyed does not come back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl import clock
from hazardctl.domain import undo as rules
from hazardctl.domain.undo import Net, Step, Way
from hazardctl.errors import NotFound, Problem, Refused
from hazardctl.ledger.journal import CONFIDENTIAL, Change
from hazardctl.ledger.queries import cases, entries, stored
from hazardctl.messages import undo as messages
from hazardctl.services import undo_objections
from hazardctl.services.log import command_of
from hazardctl.services.telling import Teller, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.entries import Transaction
    from hazardctl.ledger.writing import Writer
    from hazardctl.services.desk import Desk

COMMAND = "undo"
_AT_ONCE = 5_000
"""Rows that are recorded together; an import of 100,000 would fill the memory three times over."""


class Undoing(NamedTuple):
    """A command that is to be taken back; field names are the JSON keys.

    `seq` and `last_seq` are its entries, `sentences` what becomes of each row, `left` what stays and why.
    """

    tx: str
    seq: int
    last_seq: int
    at: str
    actor: str
    command: str
    sentences: tuple[str, ...]
    left: tuple[str, ...]


class Undone(NamedTuple):
    """A command that was taken back, and the entry at which the undo itself begins."""

    undone: Undoing
    seq: int


def preview(desk: Desk, said: str | None) -> Undoing:
    """Return what an undo would do; nothing is written.

    Raises:
        NotFound: there is no such command, or nobody of this name has done anything.
        Refused: it cannot be taken back: handed in, undone already, or later entries rest on it (named).
    """
    with desk.reading() as reader:
        return _plan(desk, reader, _wanted(desk, reader, said)).told


def undo(desk: Desk, tx: str, reason: str | None) -> Undone:
    """Take a command back, by its identity.

    Raises:
        as `preview`.
    """
    with desk.writing(COMMAND) as writer:
        target = entries.of_tx(writer, tx)
        if target is None:
            raise NotFound(Problem("not_found", messages.no_such_command(tx), "tx"))
        plan = _plan(desk, writer, target)
        first = entries.last_seq(writer) + 1
        for at in range(0, len(plan.steps), _AT_ONCE):
            writer.record(*_changes(desk, writer, plan, plan.steps[at : at + _AT_ONCE], reason))
        row = {"tx": target.tx, "on_day": desk.today.isoformat(), "reason": reason}
        writer.record(Change("undone", {"uid": writer.new_uid(), "town": writer.town, **row}))
        _keep_spans(writer, plan)
        return Undone(plan.told, first)


class _Plan(NamedTuple):
    target: Transaction
    steps: tuple[Step, ...]
    told: Undoing


def _wanted(desk: Desk, reads: Reads, said: str | None) -> Transaction:
    if said is None:
        found = entries.last_of(reads, desk.settings.actor, rules.HOUSEKEEPING)
        if found is None:
            raise NotFound(Problem("nothing_done", messages.nothing_done(desk.settings.actor), "tx"))
        return found
    return command_of(reads, said)


def _plan(desk: Desk, reads: Reads, target: Transaction) -> _Plan:
    """Work out what becomes of each row, or refuse with every reason."""
    nets = tuple(_nets(target))
    _refuse(undo_objections.final(reads, target, nets))
    steps, left = _possible(reads, tuple(rules.steps(nets)))
    teller = Teller(reads, terms_of(desk))
    _refuse(*undo_objections.to(desk, reads, teller, target, steps))
    if not steps:
        _refuse(
            Problem("nothing_to_undo", messages.nothing_to_undo(target.command, tuple(_stays(teller, left))))
        )
    told = Undoing(
        tx=target.tx,
        seq=target.seq,
        last_seq=target.last_seq,
        at=clock.office_time(target.at),
        actor=target.actor,
        command=target.command,
        sentences=tuple(_sentences(teller, steps)),
        left=(*_stays(teller, left), *_text_is_gone(nets)),
    )
    return _Plan(target, steps, told)


def _refuse(*problems: Problem | None) -> None:
    found = [problem for problem in problems if problem]
    if found:
        raise Refused(*found)


def _nets(target: Transaction) -> Iterator[Net]:
    """Return what the command did to each row in the end, in the order in which it came to them."""
    first = {entry.uid: entry for entry in reversed(target.entries)}
    last = {entry.uid: entry for entry in target.entries}
    for uid in dict.fromkeys(entry.uid for entry in target.entries):
        yield Net(first[uid].entity, uid, first[uid].before, last[uid].image)


def _possible(reads: Reads, steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], tuple[Net, ...]]:
    """Leave out what a record that stays refers to: the enterprise of a hazard that becomes void.

    Where nothing else would be taken back it is not left out: then what rests on it is named.
    """
    going = {step.net.uid for step in steps if step.way is Way.RETRACT}
    shared = [step for step in steps if step.way is Way.RETRACT and step.net.entity in {"enterprise", "unit"}]
    held = {
        row for row, rests in undo_objections.resting_rows(reads, shared, void=True) if rests not in going
    }
    left = [step for step in shared if step.net.uid in held]
    if len(left) == len(steps) and any(True for _ in undo_objections.resting_rows(reads, left)):
        return steps, ()
    return tuple(step for step in steps if step.net.uid not in held), tuple(step.net for step in left)


def _changes(
    desk: Desk, writer: Writer, plan: _Plan, steps: tuple[Step, ...], reason: str | None
) -> Iterator[Change]:
    kept = _stored(writer, steps)
    # Where an undo is undone, the mark that its act was taken back comes again by itself.
    marked = {step.net.before["row_uid"] for step in plan.steps if _is_mark(step) and step.net.before}
    for step in steps:
        yield _change(desk, writer, step, kept, reason or messages.void_reason(plan.target.seq))
        owner = rules.owner_of(step.net.entity, step.net.after or {})
        if step.way is Way.RETRACT and step.net.entity in {"act", "step"} and step.net.uid not in marked:
            row = {"entity": step.net.entity, "row_uid": step.net.uid, "owner": owner}
            yield Change("retracted", {"uid": writer.new_uid(), "town": writer.town, **row})


def _is_mark(step: Step) -> bool:
    return step.way is Way.REINSTATE and step.net.entity == "retracted"


def _stored(reads: Reads, steps: tuple[Step, ...]) -> dict[str, dict[str, Any]]:
    """Return the rows that are to be changed or taken out, by uid."""
    by_entity: dict[str, list[str]] = {}
    for step in steps:
        if step.way is not Way.REINSTATE:
            by_entity.setdefault(step.net.entity, []).append(step.net.uid)
    return {
        uid: row
        for entity, uids in by_entity.items()
        for uid, row in stored.rows(reads, entity, uids).items()
    }


def _change(desk: Desk, writer: Writer, step: Step, kept: dict[str, dict[str, Any]], reason: str) -> Change:
    net = step.net
    if step.way is Way.REINSTATE:
        return Change(net.entity, _row(writer, net), new=True)
    row = kept[net.uid]
    if step.way is Way.RETRACT:
        return Change(net.entity, row, new=False, gone=True)
    if step.way is Way.VOID:
        row |= {"void_on": desk.today.isoformat(), "void_reason": reason}
    else:
        hidden = CONFIDENTIAL.get(net.entity, frozenset())
        row = {name: value if name in hidden else (net.before or {}).get(name) for name, value in row.items()}
    return Change(net.entity, row, new=False)


def _row(writer: Writer, net: Net) -> dict[str, object]:
    """Return a retracted row as it was; what no image holds, and what a later schema added, is empty."""
    return {name: (net.before or {}).get(name) for name in stored.columns(writer, net.entity)}


def _keep_spans(writer: Writer, plan: _Plan) -> None:
    touched = dict.fromkeys(
        step.net.uid
        if step.net.entity == "hazard"
        else str((step.net.after or step.net.before or {})["hazard"])
        for step in plan.steps
        if step.net.entity in {"hazard", "act"}
    )
    if touched:
        cases.keep_spans(writer, tuple(touched))


def _sentences(teller: Teller, steps: tuple[Step, ...]) -> Iterator[str]:
    """Say what becomes of each row; of many of a kind how many, and the first."""
    for step in steps[: undo_objections.NAMED_AT_MOST]:
        net = step.net
        if step.way is Way.VOID:
            yield messages.becomes_void(teller.about(net.entity, net.after or {}))
        elif step.way is Way.RETRACT:
            yield messages.is_retracted(teller.about(net.entity, net.after or {}))
        elif step.way is Way.REINSTATE:
            yield messages.comes_back(teller.about(net.entity, net.before or {}))
        else:
            changes = teller.differences(net.entity, net.after, net.before)
            told = [messages.goes_back(change.label, change.old, change.new) for change in changes]
            yield messages.is_restored(teller.about(net.entity, net.before or {}), told)
    if len(steps) > undo_objections.NAMED_AT_MOST:
        yield messages.and_more(len(steps) - undo_objections.NAMED_AT_MOST)


def _stays(teller: Teller, left: tuple[Net, ...]) -> Iterator[str]:
    for net in left[: undo_objections.NAMED_AT_MOST]:
        yield messages.stays_registered(teller.about(net.entity, net.after or {}))


def _text_is_gone(nets: tuple[Net, ...]) -> Iterator[str]:
    if any(net.entity == "secret" and net.before is not None for net in nets):
        yield messages.text_is_gone()
