"""The entries of other ledgers, stored as they came: each bound to the one before, and to what is known already."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from hazardctl.errors import LedgerDamaged, Problem, Refused
from hazardctl.ledger import sources
from hazardctl.ledger.connect import setting
from hazardctl.ledger.journal import GENESIS, HASHED, Change, entry_hash
from hazardctl.ledger.queries import merging as queries
from hazardctl.messages import merging as messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hazardctl.ledger.queries.merging import Merged
    from hazardctl.ledger.sources import Source
    from hazardctl.ledger.writing import Writer

_AT_ONCE = 2_000


def take_in(writer: Writer, source: Source, before: dict[str, Merged], today: date) -> int:
    """Store what is new in a source's journal and in those that it has taken in, and remember how far they go.

    Returns how many of the source's own entries are new.

    Raises:
        Refused: the source's journal, or what it knows of ours, is not the one that was merged before.
    """
    if source.ledger == writer.ledger:
        return 0
    own = _after(writer, source, source.ledger, before)
    theirs = {one["ledger"]: one for one in queries.merged_by(source.reads)}
    _check_ours(writer, source)
    told = {source.ledger: (source.series, source.walked.entries, source.walked.head or "")}
    for ledger, end in sources.ends(source).items():
        if ledger != writer.ledger and ledger in theirs:
            told[ledger] = (theirs[ledger]["series"], end, "")
    _check_series(writer, source, told, before)
    # First of all who knows what: whatever is recorded after it rests on it.
    writer.record(*_remembered(writer, source, told, before, today))
    number = _store(writer, source, "journal", source.ledger, own)
    for ledger in told.keys() - {source.ledger}:
        _store(writer, source, "source_entry", ledger, _after(writer, source, ledger, before))
    return number


def _after(writer: Writer, source: Source, ledger: str, before: dict[str, Merged]) -> tuple[int, str]:
    """Return where a ledger's journal is known to, and refuse one that says otherwise there."""
    known = before.get(ledger)
    if known is None:
        return 0, GENESIS
    table = "journal" if ledger == source.ledger else "source_entry"
    end = source.walked.entries if ledger == source.ledger else sources.ends(source).get(ledger, 0)
    last = min(known.seq, end)
    if last:
        there = queries.entry_hash_at(source.reads, table, ledger, last)
        here = queries.entry_hash_at(writer, "source_entry", ledger, last)
        if there != here:
            raise Refused(Problem("rewritten", messages.rewritten(source.name, last), "file"))
    return known.seq, known.head


def _check_ours(writer: Writer, source: Source) -> None:
    """What the source has of our own journal is in it, unless ours was put back to an earlier copy."""
    end = sources.ends(source).get(writer.ledger, 0)
    if end:
        there = queries.entry_hash_at(source.reads, "source_entry", writer.ledger, end)
        if there != queries.entry_hash_at(writer, "journal", writer.ledger, end):
            raise Refused(Problem("ours_went_back", messages.ours_went_back(source.name, end), "file"))


def _check_series(
    writer: Writer, source: Source, told: dict[str, tuple[str, int, str]], before: dict[str, Merged]
) -> None:
    """Two ledgers with one series would give the same numbers: also where one of them came with a third."""
    own = setting(writer, "series") or writer.town
    used = {own: writer.ledger, **{one.series: ledger for ledger, one in before.items()}}
    for ledger, (series, _, _) in told.items():
        if used.setdefault(series, ledger) != ledger:
            raise Refused(Problem("series_taken", messages.series_taken(source.name, series), "file"))


def _remembered(
    writer: Writer,
    source: Source,
    told: dict[str, tuple[str, int, str]],
    before: dict[str, Merged],
    today: date,
) -> Iterator[Change]:
    for ledger, (series, seq, head) in told.items():
        have = before.get(ledger)
        if have and have.seq >= seq:
            continue
        row = {
            "uid": have.uid if have else writer.new_uid(),
            "town": writer.town,
            "ledger": ledger,
            "series": series,
            "seq": seq,
            "head": head or queries.entry_hash_at(source.reads, "source_entry", ledger, seq) or "",
            "through": source.ledger,
            "on_day": today.isoformat(),
        }
        yield Change("merged", row, new=have is None)


def _store(writer: Writer, source: Source, table: str, ledger: str, known: tuple[int, str]) -> int:
    """Store the entries after one that is known, each as it came; one that does not follow is refused."""
    number, (seq, head) = 0, known
    rest = queries.entries_after(source.reads, table, ledger, seq)
    while batch := list(islice(rest, _AT_ONCE)):
        for entry in batch:
            whole = entry["hash"] == entry_hash({key: entry[key] for key in HASHED})
            if entry["seq"] != seq + 1 or entry["previous"] != head or not whole:
                raise LedgerDamaged(Problem("source_damaged", messages.source_damaged(source.name)))
            seq, head = entry["seq"], entry["hash"]
        writer.keep_new("source_entry", batch)
        number += len(batch)
    return number
