"""Enterprises and other places by name; a name is compared folded, so that spaces and width make no second one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hazardctl.domain.hazard import Ref
from hazardctl.domain.names import enterprise_key
from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A registered place, with what a hazard found there takes over."""

    ref: Ref
    village: str | None
    sector: str | None


def find(reads: Reads, name: str) -> Enterprise | None:
    """Return the enterprise that is called so."""
    rows = reads.rows(
        "select uid, name, village, sector from enterprise where name_key = :key", key=enterprise_key(name)
    )
    return (
        Enterprise(Ref(rows[0]["uid"], rows[0]["name"]), rows[0]["village"], rows[0]["sector"])
        if rows
        else None
    )


def names(reads: Reads) -> list[str]:
    """Return every registered name."""
    return [row["name"] for row in reads.rows("select name from enterprise order by name")]


def add(
    writer: Writer, name: str, *, village: str | None, sector: str | None, on: date
) -> tuple[Ref, Change]:
    """Return a new enterprise and the change that registers it."""
    row = {
        "uid": writer.new_uid(),
        "town": writer.town,
        "name": name,
        "name_key": enterprise_key(name),
        "village": village,
        "sector": sector,
        "registered_on": on.isoformat(),
    }
    return Ref(str(row["uid"]), name), Change("enterprise", row)
