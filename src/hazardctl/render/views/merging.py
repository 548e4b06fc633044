"""Ledgers that are merged, and what is left to decide, as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import merging as messages
from hazardctl.messages.terms import journal as terms
from hazardctl.render.shapes import Line, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.services.merging.deciding import Conflict
    from hazardctl.services.merging.service import Merging, OneMerged


def told(done: Merging) -> list[Line]:
    """Return what came, or would come, of each ledger."""
    lines = [line for one in done.sources for line in _source(one, written=done.written)]
    if done.undecided:
        lines.append(Line(messages.undecided(done.undecided), "warn"))
    return lines


def page(done: Merging) -> Page:
    """Return the answer of a merge, or of a trial."""
    return Page([*told(done), *([] if done.written else [Line(messages.nothing_written(), "quiet")])])


def _source(one: OneMerged, *, written: bool) -> list[Line]:
    if not one.new_entries:
        return [Line(messages.nothing_new(one.file, one.series))]
    counts = (one.added, one.updated, one.unchanged, one.conflicting)
    lines = [
        Line(messages.source(one.file, one.series, counts, written=written), "good" if written else "plain"),
        *(
            Line(messages.kind(terms.entity(kind), tally["added"], tally["updated"], tally["conflicting"]))
            for kind, tally in one.by.items()
        ),
        Line(messages.proved(one.entries, one.new_entries, one.head), "quiet"),
    ]
    if one.files:
        lines.append(Line(messages.files(one.files, written=written)))
    if one.files_left:
        lines.append(Line(messages.files_left("、".join(one.files_left)), "warn"))
    if one.alike:
        lines.append(Line(messages.alike(one.alike), "warn"))
    return lines


def conflicts(found: Sequence[Conflict]) -> Page:
    """Return what is not decided, three ways each."""
    if not found:
        return Page([Line(messages.none_open(), "good")])
    lines = [Line(messages.open_head(len(found)), "warn")]
    for one in found:
        lines += [
            Line(messages.conflict_line(one.id, one.what, one.label)),
            Line(messages.ancestor(one.ancestor)),
            *(Line(messages.rival(rival.take, rival.value, "、".join(rival.by))) for rival in one.rivals),
        ]
    return Page([*lines, Line(messages.how_to_decide(found[0].id), "quiet")])
