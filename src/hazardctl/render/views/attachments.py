"""Pages about the files of a hazard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import attachments as say
from hazardctl.render.shapes import Column, Line, Page, Table, Title

if TYPE_CHECKING:
    from hazardctl.services.attachments import Attached, Attachment


def attached(done: Attached) -> Page:
    """Return what is said after attaching, with every file of the hazard."""
    names = tuple(one.name for one in done.added)
    moved = done.positions_removed
    return Page(
        (
            Line(say.attached(done.no, names, on_server=done.on_server), "good"),
            *([Line(say.positions_removed(moved))] if moved else []),
            Title(say.all_files(len(done.files))),
            table(done.files),
        )
    )


def table(files: tuple[Attachment, ...]) -> Table:
    """Return the files of a hazard, for a page of its own or a part of another."""
    columns = (Column("文件名", main=True), Column("大小", right=True))
    return Table(columns, [(one.name, say.size(one.size)) for one in files])
