"""Where the copies of this ledger were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer


def add(writer: Writer, path: str, head: str) -> Change:
    """Return the change that remembers a copy and the newest journal hash in it."""
    row = {"uid": writer.new_uid(), "town": writer.town, "path": path, "at": writer.at, "head": head}
    return Change("backup", row)


def forget(writer: Writer, places: tuple[str, ...]) -> list[Change]:
    """Return the changes that forget copies which are taken away."""
    return [
        Change("backup", dict(row), new=False, gone=True)
        for place in places
        for row in writer.rows("select * from backup where path = :path", path=place)
    ]


def paths(reads: Reads) -> tuple[str, ...]:
    """Return where copies lie, each place once: those that were written, and those that were restored."""
    rows = reads.rows("select path, uid from backup union all select path, uid from restored order by uid")
    return tuple(dict.fromkeys(row["path"] for row in rows))
