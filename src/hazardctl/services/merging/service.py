"""`hazardctl merge FILE…`: one transaction for all files, worked out in full before anybody is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from hazardctl.errors import Problem, Refused
from hazardctl.ledger import files, sources
from hazardctl.ledger.failpoints import reached
from hazardctl.ledger.queries import cases, recognise, stored
from hazardctl.ledger.queries import merging as queries
from hazardctl.ledger.queries.lists import batches
from hazardctl.messages import merging as messages
from hazardctl.services.merging import rows, stories
from hazardctl.services.merging.merger import Merger
from hazardctl.services.merging.taking_in import take_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hazardctl.ledger.sources import Source
    from hazardctl.ledger.writing import Writer
    from hazardctl.services.desk import Desk

ROWS = (
    "unit", "membership", "holder", "enterprise", "inspection", "hazard", "act", "record", "delivery", "matter", "step",
    "concern", "evidence", "secret", "same_as",
)  # fmt: skip
"""What is merged, each after what it refers to. A ledger's own account of itself (settings, issues, copies, what was
undone) stays with its entries."""


class OneMerged(NamedTuple):
    """What came of one ledger; field names are the JSON keys. Numbers are rows: `by` has them by kind of record.

    `alike` are the numbers of hazards, new ones among them, that look like one finding entered twice.
    """

    file: str
    ledger: str
    series: str
    entries: int
    head: str
    new_entries: int
    unchanged: int
    added: int
    updated: int
    conflicting: int
    by: dict[str, dict[str, int]]
    files: int
    files_left: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...]


class Merging(NamedTuple):
    """What a merge comes to, or would come to; `undecided` is what stands open afterwards."""

    written: bool
    sources: tuple[OneMerged, ...]
    added: int
    updated: int
    unchanged: int
    conflicting: int
    undecided: int


class _NotWritten(Exception):
    """Takes a trial back: nothing is to stay of it but what it came to."""

    def __init__(self, merging: Merging) -> None:
        super().__init__()
        self.merging = merging


def _take_back(merging: Merging) -> NoReturn:
    raise _NotWritten(merging)


def preview(desk: Desk, paths: Sequence[Path]) -> Merging:
    """Work a merge out in full and take it back: nothing is written.

    Raises:
        NotFound: there is no ledger, or no such file.
        Refused: a ledger of another town, one with a series that is taken, a copy that went its own way.
        LedgerDamaged: a source is no ledger, or not whole.
    """
    try:
        with desk.writing(queries.COMMAND) as writer:
            _take_back(_merge(desk, writer, paths, write=False))
    except _NotWritten as trial:
        return trial.merging


def merge(desk: Desk, paths: Sequence[Path]) -> Merging:
    """Merge ledgers into this one, in the order given, all of them or none.

    Raises:
        as `preview`.
    """
    with desk.writing(queries.COMMAND) as writer:
        return _merge(desk, writer, paths, write=True)


def _merge(desk: Desk, writer: Writer, paths: Sequence[Path], *, write: bool) -> Merging:
    if not paths:
        raise Refused(Problem("nothing_named", messages.nothing_named(), "file"))
    done = []
    for path in paths:
        with sources.opened(path) as source:
            done.append(_one(desk, writer, source, write=write))
    reached("merged")
    return Merging(
        written=write,
        sources=tuple(done),
        undecided=queries.undecided_number(writer),
        **{
            name: sum(getattr(one, name) for one in done)
            for name in ("added", "updated", "unchanged", "conflicting")
        },
    )


def _one(desk: Desk, writer: Writer, source: Source, *, write: bool) -> OneMerged:
    before = queries.known(writer)
    _check(writer, source)
    new_entries = take_in(writer, source, before, desk.today)
    merger = Merger(writer, source, {ledger: one.seq for ledger, one in before.items()})
    if new_entries:
        queries.clear_moot(writer)
        rows.learn_names(merger)
    for entity in ROWS if new_entries else ():
        if entity in queries.STORIES:
            stories.take(merger, entity, desk.today)
        else:
            rows.take(merger, entity)
    rows.leave(merger)
    for batch in batches(merger.touched):
        cases.keep_spans(writer, batch)
    copied, left = _files(desk, merger, write=write) if new_entries else (0, ())
    return _told(merger, new_entries, copied, left)


def _told(merger: Merger, new_entries: int, copied: int, left: tuple[str, ...]) -> OneMerged:
    source = merger.source
    tallies = {"added": merger.added, "updated": merger.updated, "conflicting": merger.conflicting}
    sums = {name: sum(tally.values()) for name, tally in tallies.items()}
    alive = (
        sum(stored.count(source.reads, kind) for kind in ROWS)
        if source.ledger == merger.writer.ledger
        else queries.alive(merger.writer, source.ledger, ROWS)
    )
    kinds = [kind for kind in ROWS if any(tally.get(kind) for tally in tallies.values())]
    return OneMerged(
        file=source.name,
        ledger=source.ledger,
        series=source.series,
        entries=source.walked.entries,
        head=source.walked.head or "",
        new_entries=new_entries,
        unchanged=max(alive - sum(sums.values()), 0),
        by={kind: {name: tally.get(kind, 0) for name, tally in tallies.items()} for kind in kinds},
        files=copied,
        files_left=left,
        alike=tuple(recognise.alike(merger.writer, merger.fresh)),
        **sums,
    )


def _check(writer: Writer, source: Source) -> None:
    """Refuse what cannot become one with this ledger, with all that is wrong with it."""
    problems = []
    if source.town != writer.town:
        problems.append(
            Problem("other_town", messages.other_town(source.name, source.town, writer.town), "file")
        )
    if source.ledger == writer.ledger:
        stands = queries.entry_hash_at(writer, "journal", writer.ledger, source.walked.entries)
        if stands != source.walked.head:
            problems.append(Problem("own_copy", messages.own_copy(source.name), "file"))
    if problems:
        raise Refused(*problems)


def _files(desk: Desk, merger: Merger, *, write: bool) -> tuple[int, tuple[str, ...]]:
    """Copy what is attached beside our ledger; the names of those that are gone there are told."""
    here, there = desk.settings.ledger, merger.source.beside
    new = queries.changed(merger.writer, merger.source.ledger, "evidence", merger.since)
    listed = sorted({(image["sha256"], image["name"]) for _, image in new if image})
    missing = [one for one in listed if not files.is_intact(merger.writer, here, *one)]
    whole = [one for one in missing if files.is_intact(merger.source.reads, there, *one)]
    if write:
        for sha256, name in whole:
            files.carry(there, merger.writer, here, sha256, name)
    return len(whole), tuple(name for sha256, name in missing if (sha256, name) not in whole)
