"""Who holds which post of the plan, and since when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer


class Term(Struct, frozen=True):
    """Somebody's time in a post; `until` is the first day on which it is somebody else's."""

    name: str
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.since <= day and (self.until is None or day < self.until)


def terms(reads: Reads, day: date) -> dict[str, tuple[Term, ...]]:
    """Return who has held each post up to a day."""
    found: dict[str, tuple[Term, ...]] = {}
    rows = reads.rows(
        "select post, name, since, until from holder where since <= :day order by uid", day=day.isoformat()
    )
    for row in rows:
        until = date.fromisoformat(row["until"]) if row["until"] else None
        term = Term(row["name"], date.fromisoformat(row["since"]), until)
        found[row["post"]] = (*found.get(row["post"], ()), term)
    return found


def holders(reads: Reads, day: date) -> dict[str, tuple[str, ...]]:
    """Return the names of those who hold each post on a day."""
    held = (
        (post, tuple(t.name for t in those if t.covers(day))) for post, those in terms(reads, day).items()
    )
    return {post: names for post, names in held if names}


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
