"""`import`: the rows of a file into the ledger, all of them or — where asked — the good ones, in one transaction.

Every row that is read ends as exactly one of added, updated, unchanged, skipped and refused, and the counts add up.
Every mistake is named in one pass with its cell. What a row must hold is for the intakes, which pass the same gates as
the keyboard; nothing here judges a hazard.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from hazardctl.errors import ChecksFailed, Problem
from hazardctl.exchange import book, meta, table
from hazardctl.exchange.columns import NOT_TAKEN, SheetKind
from hazardctl.exchange.meta import Role
from hazardctl.ledger import connect
from hazardctl.ledger.journal import Change
from hazardctl.messages import imports as messages
from hazardctl.services import backups
from hazardctl.services.imported import CellNote, Imported, Result, SheetRead, Wanted, note
from hazardctl.services.intake import as_typed
from hazardctl.services.intake.enterprises import EnterpriseIntake
from hazardctl.services.intake.hazards import HazardIntake
from hazardctl.services.intake.outcome import Outcome
from hazardctl.services.intake.records import RecordIntake
from hazardctl.services.intake.returned import Export, ReturnedRows
from hazardctl.services.intake.submissions import SubmissionIntake

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hazardctl.exchange.book import Book
    from hazardctl.exchange.meta import Meta
    from hazardctl.exchange.table import Row, Table
    from hazardctl.ledger.writing import Writer
    from hazardctl.services.desk import Desk
    from hazardctl.services.intake.outcome import Intake, Taken

COPIED_ABOVE = 500
"""Rows of a file above which the ledger is copied before it is taken in."""
PROGRESS_EVERY = 500


class _NothingStays(Exception):
    """Raised inside the transaction when nothing of it is to stay."""


def take(
    desk: Desk, path: Path, wanted: Wanted, progress: Callable[[int, int], None] | None = None
) -> Result:
    """Take the rows of a file.

    Raises:
        ChecksFailed: the file is none that can be read, has no table, or is another town's.
        Unavailable: the file cannot be opened.
        NotFound: there is no ledger.
    """
    if wanted.map and (wanted.map.figures or not wanted.map.columns):
        figures = wanted.map.figures
        told = messages.figures_cannot_come_in if figures else messages.not_for_reading
        raise ChecksFailed(Problem("map_writes", told(wanted.map.name), "map"))
    source = book.read(path)
    own = meta.read(source)
    tables, passed = _tables(source, own, wanted)
    run = _Run(desk, source, own, wanted, progress or (lambda _done, _all: None))
    large = sum(len(one.sheet.rows) for one in tables) > COPIED_ABOVE and not wanted.dry_run
    with backups.copied_first(desk, "import", wanted=large) as copy:
        try:
            with desk.writing("import") as writer:
                _check_town(own, wanted.kind, writer)
                run.take(writer, tables)
                run.keep(writer, path)
                if copy:
                    copy.remember(desk, writer)
        except _NothingStays:
            run.undo()
    return Result(run.told(tables, passed), source, tables)


def _tables(source: Book, own: Meta | None, wanted: Wanted) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """Return the tables of a file, and the sheets without one."""
    kinds = (wanted.kind or (wanted.map.kind if wanted.map else None),)
    asked = tuple(SheetKind) if kinds == (None,) else tuple(kind for kind in kinds if kind)
    # Of an exported ledger only the sheets whose rows are known again come back; the short form is for reading.
    exported = own is not None and own.role == Role.LEDGER and own.kind == SheetKind.HAZARDS
    found, passed = [], []
    for sheet in source.sheets:
        if sheet.name in {meta.SHEET, meta.LISTS} or sheet.hidden or not any(any(row) for row in sheet.rows):
            continue
        one = table.find(sheet, asked, wanted.map)
        if one and (not exported or "row_hash" in one.fields):
            found.append(one)
        elif not exported:
            passed.append(sheet.name)
    if not found:
        kind = messages.KINDS[str(wanted.kind)] if wanted.kind else ""
        raise ChecksFailed(Problem("no_table", messages.no_table(source.name, kind), None))
    return tuple(found), tuple(passed)


def _check_town(own: Meta | None, kind: SheetKind | None, writer: Writer) -> None:
    wrong = meta.objection(own, kind, writer.town) if own else None
    if wrong:
        raise ChecksFailed(wrong)


class _Run:
    """One file being taken: what became of its rows, and what is to be said of them."""

    def __init__(
        self, desk: Desk, source: Book, own: Meta | None, wanted: Wanted, progress: Callable[[int, int], None]
    ) -> None:
        self._desk = desk
        self._source = source
        self._own = own
        self._wanted = wanted
        self._progress = progress
        self.counts: Counter[Outcome] = Counter()
        self._read: Counter[str] = Counter()
        self._errors: list[CellNote] = []
        self._skips: list[CellNote] = []
        self._notes: dict[str, None] = {}
        self._added: list[str] = []
        self._seen: dict[tuple[SheetKind, str], tuple[str, int]] = {}
        self._intakes: dict[SheetKind, Intake] = {}
        self._returned: ReturnedRows | None = None
        self._saved = False

    def take(self, writer: Writer, tables: tuple[Table, ...]) -> None:
        """Take every row of every table."""
        total, done = sum(len(one.sheet.rows) for one in tables), 0
        # Enterprises first: the other sheets of a workbook name them.
        for one in sorted(tables, key=lambda one: one.header.kind is not SheetKind.ENTERPRISES):
            intake = self._intake(writer, one.header.kind)
            reader = as_typed.Reader(one, self._wanted, self._notes)
            for row in one.rows():
                done += 1
                if done % PROGRESS_EVERY == 0:
                    self._progress(done, total)
                self._take(one, row, reader, intake)
            intake.finish()
        self._progress(total, total)

    def _intake(self, writer: Writer, kind: SheetKind) -> Intake:
        if kind not in self._intakes:
            self._intakes[kind] = self._new_intake(writer, kind)
        return self._intakes[kind]

    def _new_intake(self, writer: Writer, kind: SheetKind) -> Intake:
        update = self._wanted.update
        if kind is not SheetKind.HAZARDS:
            return _INTAKES[kind](self._desk, writer, update=update)
        own = self._own
        exported = own is not None and own.role == Role.LEDGER and own.kind == kind
        here = exported and own is not None and own.ledger == connect.setting(writer, "ledger")
        hazards = HazardIntake(
            self._desk, writer, update=update, source=self._source.name, keep_numbers=exported and not here
        )
        if here and own is not None:
            self._returned = ReturnedRows(hazards, writer, Export(int(own.seq), date.fromisoformat(own.day)))
        return hazards

    def _take(self, one: Table, row: Row, reader: as_typed.Reader, intake: Intake) -> None:
        self._read[one.name] += 1
        if row.foot:
            self.counts[Outcome.SKIPPED] += 1
            self._skips.append(
                CellNote(one.name, row.number, None, None, None, row.foot, messages.FOOTS[row.foot])
            )
            return
        back = (
            self._returned.take(row.values)
            if self._returned and one.header.kind is SheetKind.HAZARDS
            else None
        )
        self._settle(one, row, back or intake.take(*reader.read(row)), quiet=back is not None)

    def _settle(self, one: Table, row: Row, taken: Taken, *, quiet: bool) -> None:
        """Count a row, and say what there is to say of it."""
        outcome, name, here = taken.outcome, taken.name, (one.name, row.number)
        first = self._seen.setdefault((one.header.kind, name), here) if name else here
        if outcome is Outcome.ADDED and name:
            self._added.append(name)
        if first != here and outcome is Outcome.UNCHANGED:
            outcome = Outcome.SKIPPED
            if not quiet:
                told = messages.same_as_row(first[1])
                self._skips.append(CellNote(one.name, row.number, None, None, None, "same_row", told))
        self.counts[outcome] += 1
        if taken.problems:
            self._tell(one, row, taken)

    def _tell(self, one: Table, row: Row, taken: Taken) -> None:
        """Say what there is against a row at its cells, and what else should be known for the whole file."""
        notes = {Outcome.REFUSED: self._errors, Outcome.SKIPPED: self._skips}.get(taken.outcome)
        if notes is None:
            self._notes |= dict.fromkeys(problem.message for problem in taken.problems)
            return
        notes += [note(one, row, problem) for problem in taken.problems]
        if any(p.code == "missing" and p.where in _FIVE for p in taken.problems):
            self._notes[messages.five_or_else()] = None

    def keep(self, writer: Writer, path: Path) -> None:
        """Keep the file and say in the journal what became of it.

        Raises:
            _NothingStays: it was a trial, a row was refused, or there is nothing new: the transaction is taken back.
        """
        spoilt = self.counts[Outcome.REFUSED] and not self._wanted.partial
        if self._wanted.dry_run or spoilt or not (self.counts[Outcome.ADDED] or self.counts[Outcome.UPDATED]):
            raise _NothingStays
        from hazardctl.ledger import files
        from hazardctl.ledger.queries import evidence

        row = {
            "uid": writer.new_uid(),
            "town": writer.town,
            "name": self._source.name,
            "sha256": self._source.sha256,
            "size": self._source.size,
            "kind": "、".join(self._intakes),
            "on_day": self._desk.today.isoformat(),
            "read": sum(self.counts.values()),
            **{str(outcome): self.counts[outcome] for outcome in Outcome},
        }
        kept = files.keep(writer, self._desk.settings.ledger, str(path))
        writer.record(
            Change("intake", row), evidence.add(writer, "intake", str(row["uid"]), kept, self._desk.today)
        )
        self._saved = True

    def undo(self) -> None:
        """Forget what would have been registered on the way; only of a trial it is told what would be."""
        if not self._wanted.dry_run:
            self._added.clear()
            self._intakes.clear()

    def told(self, tables: tuple[Table, ...], passed: tuple[str, ...]) -> Imported:
        """Return what became of the file."""
        hazards = self._intakes.get(SheetKind.HAZARDS)
        return Imported(
            file=self._source.name,
            sha256=self._source.sha256,
            saved=self._saved,
            dry_run=self._wanted.dry_run,
            partial=self._wanted.partial,
            read=sum(self.counts.values()),
            added=self.counts[Outcome.ADDED],
            updated=self.counts[Outcome.UPDATED],
            unchanged=self.counts[Outcome.UNCHANGED],
            skipped=self.counts[Outcome.SKIPPED],
            refused=self.counts[Outcome.REFUSED],
            sheets=tuple(self._sheet(one) for one in tables),
            errors=tuple(self._errors),
            skips=tuple(self._skips),
            notes=(*self._remarks(tables), *map(messages.sheet_passed, passed), *self._notes),
            registered=hazards.registered if isinstance(hazards, HazardIntake) else (),
            numbers=tuple(self._added),
        )

    def _sheet(self, one: Table) -> SheetRead:
        header = one.header
        return SheetRead(
            one.name, header.kind, header.last + 1, self._read[one.name], _unused(one, self._own)
        )

    def _remarks(self, tables: tuple[Table, ...]) -> list[str]:
        """Say what was understood only with good will, and what not at all."""
        told = [
            messages.typo(f.heading, f.column.heading) for one in tables for f in one.header.columns if f.typo
        ]
        unused = [(one.name, _unused(one, self._own)) for one in tables]
        return [*told, *(messages.unused_columns(name, names) for name, names in unused if names)]


_INTAKES: dict[SheetKind, Callable[..., Intake]] = {
    SheetKind.ENTERPRISES: EnterpriseIntake,
    SheetKind.RECORDS: RecordIntake,
    SheetKind.SUBMISSIONS: SubmissionIntake,
}


_FIVE = frozenset({"measures", "responsible", "funds", "deadline", "contingency"})


def _unused(one: Table, own: Meta | None) -> tuple[str, ...]:
    """Return the headings that led to nothing; what this program exported has columns that only tell."""
    if own and own.role == Role.LEDGER:
        return ()
    passed = [found for found in one.header.columns if found.column.field in NOT_TAKEN]
    return tuple(
        heading for _, heading in sorted([*one.header.unknown, *((f.at, f.heading) for f in passed)])
    )
