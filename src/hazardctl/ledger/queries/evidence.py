"""Which files prove what: their names and hashes. The files themselves are kept by `ledger.files`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.files import Kept
    from hazardctl.ledger.writing import Writer


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file under the name that it had; `size` in bytes."""

    name: str
    sha256: str
    size: int
    owner: str


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


def of(reads: Reads, owner: str) -> tuple[EvidenceFile, ...]:
    """Return the files that prove one row, in the order in which they were added."""
    rows = reads.rows(
        "select name, sha256, size, owner from evidence where owner = :owner order by uid", owner=owner
    )
    return tuple(EvidenceFile(**dict(row)) for row in rows)


def everything(reads: Reads) -> tuple[EvidenceFile, ...]:
    """Return every file that the ledger lists."""
    rows = reads.rows("select name, sha256, size, owner from evidence order by uid")
    return tuple(EvidenceFile(**dict(row)) for row in rows)
