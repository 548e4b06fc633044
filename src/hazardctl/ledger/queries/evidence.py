"""Which files prove what: their names and hashes. The files themselves are kept by `ledger.files`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    import sqlite3

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.files import Kept
    from hazardctl.ledger.writing import Writer


class EvidenceFile(Struct, frozen=True):
    """A file under the name that it had; `size` in bytes. `uid` sorts by the time of typing, as all uids do."""

    uid: str
    name: str
    sha256: str
    size: int
    owner: str
    added_on: date


def add(writer: Writer, entity: str, owner: str, kept: Kept, on: date) -> Change:
    """Return the change that lists a kept file as proof of a row."""
    row = {
        "uid": writer.new_uid(),
        "town": writer.town,
        "entity": entity,
        "owner": owner,
        "name": kept.name,
        "sha256": kept.sha256,
        "size": kept.size,
        "added_on": on.isoformat(),
    }
    return Change("evidence", row)


_FILES = "select uid, name, sha256, size, owner, added_on from evidence"


def of(reads: Reads, owner: str) -> tuple[EvidenceFile, ...]:
    """Return the files that prove one row, in the order in which they were added."""
    return tuple(map(_file, reads.rows(f"{_FILES} where owner = :owner order by uid", owner=owner)))


def everything(reads: Reads) -> tuple[EvidenceFile, ...]:
    """Return every file that the ledger lists."""
    return tuple(map(_file, reads.rows(f"{_FILES} order by uid")))


def _file(row: sqlite3.Row) -> EvidenceFile:
    return EvidenceFile(**{**dict(row), "added_on": date.fromisoformat(row["added_on"])})
