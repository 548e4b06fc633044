"""Who holds which post of the plan, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer


def holders(reads: Reads, day: date) -> dict[str, tuple[str, ...]]:
    """Return the names of those who hold each post on a day."""
    rows = reads.rows(
        """select post, name from holder where since <= :day and (until is null or until > :day) order by uid""",
        day=day.isoformat(),
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row["post"]] = (*found.get(row["post"], ()), row["name"])
    return found


def hand_over(writer: Writer, post: str, names: Sequence[str], since: date) -> None:
    """Give a post to these people from a day on; whoever held it and is not among them holds it no longer."""
    rows = [
        dict(row)
        for row in writer.rows("select * from holder where post = :post and until is null", post=post)
    ]
    leaving = [row for row in rows if row["name"] not in names]
    new = [name for name in names if name not in {row["name"] for row in rows}]
    writer.record(
        *(Change("holder", {**row, "until": max(since.isoformat(), row["since"])}, new=False) for row in leaving),
        *(Change("holder", {"uid": writer.new_uid(), "town": writer.town, "post": post, "name": name,
                            "since": since.isoformat(), "until": None}) for name in new),
    )  # fmt: skip
