"""What an import looks like: the counts that add up, what is wrong cell by cell, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import confirm
from hazardctl.messages import imports as messages
from hazardctl.render.shapes import Cell, Column, Line, Page, Table, Title
from hazardctl.render.words import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.render.shapes import Part
    from hazardctl.services.imported import CellNote, Imported

SHOWN = 500
"""How many lines of a list a screen shows; the marked sheet and JSON have all."""


def page(done: Imported) -> Page:
    """Return what became of a file."""
    return Page(tuple(_parts(done)))


def importing(would: Imported) -> list[str]:
    """Return what an import is about to write, for the question whether it should."""
    counts = [(name, getattr(would, key)) for key, name in messages.OUTCOMES.items() if key != "refused"]
    lines = [confirm.importing(would.file, counts, would.refused)]
    return [*lines, *([confirm.new_enterprises(would.registered)] if would.registered else [])]


def _parts(done: Imported) -> Iterator[Part]:
    yield Title(messages.title(done.file))
    yield Line(
        messages.counts([(name, getattr(done, key)) for key, name in messages.OUTCOMES.items()], done.read),
        "strong",
    )
    yield from (
        Line(messages.sheet(s.name, messages.KINDS[s.kind], s.header_row, s.read), "quiet")
        for s in done.sheets
    )
    if done.errors:
        yield Title(messages.errors_title(done.refused, len(done.errors)))
        yield from _notes(done.errors, "bad")
    if told := [note for note in done.skips if note.code not in messages.FOOTS]:
        yield Title(messages.skips_title(len(told)))
        yield from _notes(told, "plain")
    if feet := len(done.skips) - len(told):
        yield Line(messages.feet(feet), "quiet")
    yield from (Line(note, "warn") for note in done.notes)
    if done.registered:
        yield Line(messages.registered(done.registered))
    yield from _next(done)


def _notes(notes: Sequence[CellNote], tone: str) -> Iterator[Part]:
    columns = (
        Column(messages.PLACE, keep=True),
        Column(messages.HEADING, most=14),
        Column(messages.VALUE, most=16),
        Column(messages.WRONG, main=True),
    )
    rows = [
        (
            _place(note),
            text(note.heading),
            text(note.value and note.value[:60]),
            Cell(note.message, "bad" if tone == "bad" else "plain"),
        )
        for note in notes[:SHOWN]
    ]
    yield Table(columns, rows)
    if len(notes) > SHOWN:
        yield Line(messages.more(len(notes) - SHOWN), "quiet")


def _place(note: CellNote) -> str:
    return f"{note.sheet} {note.cell}" if note.cell else messages.row(note.sheet, note.row)


def _next(done: Imported) -> Iterator[Part]:
    if done.error_file:
        yield Line(messages.errors_written(done.error_file), "strong")
    if done.dry_run:
        yield Line(messages.dry_run(), "strong")
    elif done.refused and not done.partial:
        yield Line(messages.not_taken(done.refused), "bad")
    elif done.numbers:
        yield Line(messages.numbers(done.numbers), "good")
    elif not done.saved:
        yield _nothing(done)


def _nothing(done: Imported) -> Line:
    """Say why nothing was written; a row of signatures or a note is no data."""
    told = [note.code for note in done.skips if note.code not in messages.FOOTS]
    idle = told.count("nothing_found")
    known = done.unchanged + len(told) - idle
    if done.refused:
        return Line(messages.nothing_passed(done.refused, known), "bad")
    return Line(messages.nothing_new(known, idle), "quiet")
