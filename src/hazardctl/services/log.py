"""`log`: what was typed, by whom and when, newest first; one command in full with every value old → new."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hazardctl import clock
from hazardctl.errors import NotFound, Problem
from hazardctl.ledger.queries import entries, history
from hazardctl.ledger.queries.entries import Filter
from hazardctl.messages import undo as messages
from hazardctl.services.find import number_of
from hazardctl.services.form import Form
from hazardctl.services.telling import Teller, terms_of

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.history import Difference
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.entries import Entry, Transaction
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given

_SENTENCES = 3
"""How many entries of one command a list tells; the command in full tells all."""


class LogLine(NamedTuple):
    """One command; field names are the JSON keys. `seq` to `last_seq` are its entries, `undone` when it was taken back.

    `said` tells the first entries that match, `more` how many others there are.
    """

    seq: int
    last_seq: int
    tx: str
    at: str
    actor: str
    command: str
    today: str | None
    undone: bool
    said: tuple[str, ...]
    more: int


class LogEntry(NamedTuple):
    """One entry of a command in full; `changes` are its values, old → new."""

    seq: int
    entity: str
    where: str | None
    said: str
    changes: tuple[Difference, ...]


class LogDetail(NamedTuple):
    """One command in full; `more` is how many of its entries are not among those told."""

    line: LogLine
    entries: tuple[LogEntry, ...]
    more: int


def listed(desk: Desk, given: Given, limit: int) -> tuple[LogLine, ...]:
    """Return what was typed, newest first.

    Raises:
        Refused: a filter cannot be understood.
        NotFound: `no` is the number of no record.
    """
    form = Form(given, desk)
    first, last = form.days("from", "to")
    with desk.reading() as reader:
        wanted = Filter(
            actor=form.line("actor"),
            command=form.line("command"),
            start=_instant(first),
            end=_instant(last + timedelta(days=1)) if last else None,
            search=form.line("search"),
            uids=_uids(reader, form.line("no")),
        )
        form.done()
        undone, teller = entries.undone(reader), Teller(reader, terms_of(desk))
        return tuple(_line(teller, one, undone) for one in entries.listed(reader, wanted, limit, _SENTENCES))


def _instant(day: date | None) -> str | None:
    """Return the beginning of an office's day as the journal writes instants."""
    if day is None:
        return None
    return datetime.combine(day, time(), clock.OFFICE_TIME).astimezone(UTC).isoformat().replace("+00:00", "Z")


def _uids(reads: Reads, said: str | None) -> tuple[str, ...] | None:
    if said is None:
        return None
    found = history.rows_of_number(reads, number_of(said))
    if not found:
        raise NotFound(Problem("not_found", messages.no_such_record(said), "no"))
    return found


def shown(desk: Desk, said: str, most: int) -> LogDetail:
    """Return one command in full, by the number of any of its entries; at most so many entries, -1 for all.

    Raises:
        NotFound: no entry has the number.
    """
    with desk.reading() as reader:
        found = command_of(reader, said, most)
        teller = Teller(reader, terms_of(desk))
        line = _line(teller, found, entries.undone(reader))
        told = tuple(_entry(teller, entry) for entry in found.entries)
        return LogDetail(line, told, found.count - len(told))


def command_of(reads: Reads, said: str, most: int = entries.ALL) -> Transaction:
    """Return a command by the number of any of its entries, or by its identity, with the first so many entries.

    Raises:
        NotFound: no entry has the number.
    """
    word = said.strip()
    number = int(word) if word.isdecimal() and len(word) < 16 else None  # noqa: PLR2004  an identity is longer
    found = (
        entries.of_tx(reads, word.lower(), most) if number is None else entries.holding(reads, number, most)
    )
    if found is None:
        raise NotFound(Problem("not_found", messages.no_such_command(said[:60]), "tx"))
    return found


def _line(teller: Teller, one: Transaction, undone: frozenset[str]) -> LogLine:
    told = [_said(teller, entry) for entry in one.entries[:_SENTENCES]]
    return LogLine(
        seq=one.seq,
        last_seq=one.last_seq,
        tx=one.tx,
        at=clock.office_time(one.at),
        actor=one.actor,
        command=one.command,
        today=one.today,
        undone=one.tx in undone,
        said=tuple(told),
        more=one.count - len(told),
    )


def _said(teller: Teller, entry: Entry) -> str:
    return teller.happened(entry.entity, entry.before, entry.image)


def _entry(teller: Teller, entry: Entry) -> LogEntry:
    return LogEntry(
        seq=entry.seq,
        entity=entry.entity,
        where=teller.called(entry.entity, entry.image or entry.before or {}),
        said=_said(teller, entry),
        changes=teller.differences(entry.entity, entry.before, entry.image),
    )
