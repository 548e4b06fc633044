"""What the entries of all known ledgers say of rows: which ones say something new, and what they told last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hazardctl.ledger.queries.lists import batches, placed
from hazardctl.ledger.queries.merging import COMMAND, ends, entries_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.merging import Image


def since(reads: Reads, entity: str, after: Mapping[str, int]) -> set[str]:
    """Return the rows of an entity of which other ledgers say something new; all they say, where `after` has no number.

    What they took in from each other is nothing new: it comes with the entries of whoever said it.
    """
    found: set[str] = set()
    for ledger in ends(reads):
        rows = reads.rows(
            """select distinct uid from source_entry
               where ledger = :ledger and seq > :seq and entity = :entity and command <> :taken_in""",
            ledger=ledger,
            seq=after.get(ledger, 0),
            entity=entity,
            taken_in=COMMAND,
        )
        found |= {row["uid"] for row in rows}
    return found


def parts_of(reads: Reads, entity: str, owner: str) -> dict[str, set[str]]:
    """Return the acts (or steps) that any ledger tells of, by the row that they belong to as it is called there."""
    found: dict[str, set[str]] = {}
    for table in ("source_entry", "journal"):
        for row in reads.each(
            f"select uid, image from {table} where entity = :entity and image is not null",  # noqa: S608
            entity=entity,
        ):
            found.setdefault(json.loads(row["image"])[owner], set()).add(row["uid"])
    return found


def told_last(reads: Reads, entity: str) -> dict[str, Image]:
    """Return every row of an entity that any ledger ever told of, by uid, as it was told last; for tables that are small."""
    found: dict[str, Image] = {}
    for table in ("source_entry", "journal"):
        for row in reads.each(
            f"select uid, image from {table} where entity = :entity and image is not null order by seq",  # noqa: S608
            entity=entity,
        ):
            found[row["uid"]] = json.loads(row["image"])
    return found


def told_last_of(reads: Reads, uids: Iterable[str]) -> dict[str, Image]:
    """Return rows by uid as any ledger told of them last, whether or not they are still there."""
    told = (one for found in entries_on(reads, uids).values() for one in found)
    return {one.uid: one.image for one in told if one.image is not None}


def by_others(reads: Reads, uids: Iterable[str], ledger: str) -> set[str]:
    """Return those of some rows of which a third ledger has told, neither this one nor the one named."""
    found: set[str] = set()
    for batch in batches(uids):
        asked, names = placed(batch)
        rows = reads.rows(
            f"""select distinct uid from source_entry
                where uid in ({asked}) and ledger <> :ledger and command <> :taken_in""",  # noqa: S608
            ledger=ledger,
            taken_in=COMMAND,
            **names,
        )
        found |= {row["uid"] for row in rows}
    return found
