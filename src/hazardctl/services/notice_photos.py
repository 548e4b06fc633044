"""The photos of a hazard on its papers: which ones are there and whole, and what is said of the others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain import notice as rules
from hazardctl.errors import Problem
from hazardctl.ledger.queries import evidence
from hazardctl.messages import notices as messages

if TYPE_CHECKING:
    from pathlib import Path

    from hazardctl.domain.case import Case
    from hazardctl.domain.notice import NoticeKind, Quoted, Stage
    from hazardctl.ledger.connect import Reads


class Pictured(NamedTuple):
    """A photo for a paper: where it is kept, its own name, and whether it shows how it was or how it is."""

    path: Path
    name: str
    stage: Stage | None


def photos(
    ledger: Path, reads: Reads, kind: NoticeKind, case: Case, quoted: Quoted
) -> tuple[tuple[Pictured, ...], tuple[Problem, ...]]:
    """Return the photos that a paper shows; those that cannot be shown take nobody's place, and are named."""
    if not rules.has_photos(kind):
        return (), ()
    from hazardctl.ledger import files, pictures

    no, found, lost, unreadable = case.hazard.no, [], [], []
    for one in evidence.of(reads, case.hazard.uid):
        of = (reads, ledger, one.sha256, one.name)
        if not pictures.is_picture(one.name, partial(files.beginning, *of)):
            continue
        path = files.path_of(ledger, one.sha256, one.name)
        if not files.at_hand(*of):
            lost.append(one.name)
        elif not pictures.is_readable(path):
            unreadable.append(one.name)
        else:
            stage = rules.stage(one.name, one.added_on, one.uid, quoted.rectification)
            found.append(Pictured(path, one.name, stage))
    chosen = tuple(found[at] for at in rules.shown(kind, [one.stage for one in found]))
    more = tuple(one.name for one in found if one not in chosen)
    notes = (
        *([Problem("photo_lost", messages.photos_lost(no, lost), "attach")] if lost else []),
        *(
            [Problem("photo_unreadable", messages.photos_unreadable(no, unreadable), "attach")]
            if unreadable
            else []
        ),
        *([Problem("photos_left_out", messages.photos_left_out(no, more))] if more else []),
    )
    return chosen, notes
