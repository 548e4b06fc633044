"""Pages of the journal: the log, one command in full, and what an undo does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.undo import FINAL
from hazardctl.messages import journal as say
from hazardctl.messages import undo as undo_words
from hazardctl.messages import views as view_words
from hazardctl.render.shapes import Cell, Column, Line, Page, Part, Table, Title
from hazardctl.render.words import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.services.log import LogDetail, LogLine
    from hazardctl.services.undo import Undoing, Undone


def table(found: Sequence[LogLine], limit: int | None) -> Page:
    """Return the log, newest first."""
    columns = (
        Column("流水", right=True, keep=True),
        Column("时间", most=16),
        Column("经办人", most=10),
        Column("办了什么", main=True),
    )
    rows = [(str(one.seq), one.at, one.actor, _what(one)) for one in found]
    count = Line(view_words.listed(len(found), cut=limit is not None and len(found) >= limit), "quiet")
    return Page((Table(columns, rows, empty=say.nothing_logged()), count, Line(say.how_to_see(), "quiet")))


def _what(one: LogLine) -> Cell:
    words = [*one.said, *([say.others(one.more)] if one.more else [])]
    told = "\n".join(words)
    return Cell(f"{told}\n{say.is_undone()}", "quiet") if one.undone else Cell(told)


def detail(found: LogDetail) -> Page:
    """Return one command with every value, old → new."""
    line = found.line
    parts: list[Part] = [Title(say.command(line.seq, line.at, line.actor, line.command), 1)]
    if line.undone:
        parts.append(Line(say.is_undone(), "warn"))
    for entry in found.entries:
        parts.append(Line(f"{entry.seq}　{entry.said}", "strong"))
        parts += [Line(f"  {c.label}：{c.old or NOTHING} → {c.new or NOTHING}") for c in entry.changes]
    if found.more:
        parts.append(Line(say.not_shown(found.more, line.seq, line.last_seq - line.seq + 1), "quiet"))
    if not any(entry.entity in FINAL for entry in found.entries):
        parts.append(Line(say.how_to_undo(line.seq), "quiet"))
    return Page(parts)


def undoing(found: Undoing) -> list[str]:
    """Return what an undo would do, line by line, to be shown before it is asked for."""
    return [
        undo_words.heading(found.command, found.actor, found.at, found.seq),
        *(f"  {sentence}" for sentence in found.sentences),
        *found.left,
    ]


def undone(found: Undone, *, told: bool = False) -> Page:
    """Return what was done; not what was told already, when it was asked about."""
    return Page(tuple(_undone(found, told=told)))


def _undone(found: Undone, *, told: bool) -> Iterator[Part]:
    yield from () if told else (Line(line) for line in undoing(found.undone))
    yield Line(undo_words.done(found.seq), "good")
