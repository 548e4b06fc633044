"""Pages about listed supervision: the town's own apart from a listing by the district or higher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.hazard import state_of
from hazardctl.messages import supervised as say
from hazardctl.messages.labels import label
from hazardctl.render.shapes import Cell, Column, Line, Page, Part, Table, Title
from hazardctl.render.words import NOTHING, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.domain.listed import ListedRecord

_COLUMNS = (
    Column(label("no"), keep=True),
    Column("单位（场所）和隐患", main=True),
    Column("挂牌", most=10),
    Column("督办人和期限", most=16),
    Column("进展", most=18),
)


def table(found: Sequence[ListedRecord]) -> Page:
    """Return what is listed, each part under its own heading, and what to type for the progress that is owed."""
    parts: list[Part] = []
    for by_town in (False, True):
        rows = [r for r in found if r.by_town is by_town]
        if rows:
            parts += [
                Title(say.heading(len(rows), by_town=by_town)),
                Table(_COLUMNS, [_row(r) for r in rows]),
            ]
    owed = [r.no for r in found if r.progress_owed]
    if owed:
        parts.append(Line("\n" + say.owed(len(owed), owed[0]), "warn"))
    return Page(parts or (Line(say.none()),))


def _row(r: ListedRecord) -> tuple[str | Cell, ...]:
    what = f"{r.enterprise}\n{r.title}" if r.enterprise else r.title
    return (
        r.no,
        f"{what}\n{r.unit}　{label(state_of(r.status, listed=True))}",
        f"{label(r.listing)}\n{r.listed_on}",
        _until(r),
        _told(r),
    )


def _until(r: ListedRecord) -> Cell:
    who = r.person or NOTHING
    if r.term is None or r.days_left is None:
        return Cell(who)
    return Cell(f"{who}\n{day(r.term)}\n{say.left(r.days_left)}", "bad" if r.days_left < 0 else "plain")


def _told(r: ListedRecord) -> Cell:
    told = f"{r.last_progress_on} {r.last_progress}" if r.last_progress_on else NOTHING
    return Cell(f"{say.not_told()}\n{told}", "warn") if r.progress_owed else Cell(told)
