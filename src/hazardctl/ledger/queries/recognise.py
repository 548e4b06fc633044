"""Finding the hazard that a row of a sheet is about, among all that the ledger holds. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.ledger.queries import cases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hazardctl.domain.case import Case
    from hazardctl.ledger.connect import Reads


class Seen(NamedTuple):
    """What a hazard is recognised by."""

    no: str
    title: str
    place: str | None
    enterprise: str | None


def of_day(reads: Reads, found_on: str) -> list[Seen]:
    """Return the hazards found on a day (ISO), void ones left out; `enterprise` is the name folded for comparing."""
    rows = reads.rows(
        """select h.no, h.title, h.place, e.name_key from hazard h left join enterprise e on e.uid = h.enterprise
           where h.found_on = :day and h.void_on is null order by h.uid""",
        day=found_on,
    )
    return [Seen(row["no"], row["title"], row["place"], row["name_key"]) for row in rows]


def by_source_no(reads: Reads, said: str) -> str | None:
    """Return the number of the hazard that came in under a sender's own number."""
    rows = reads.rows(
        "select no from hazard where source_no = :said and void_on is null order by uid limit 1", said=said
    )
    return str(rows[0]["no"]) if rows else None


def by_uids(reads: Reads, uids: Iterable[str]) -> dict[str, Case]:
    """Return the cases with these uids."""
    return {case.hazard.uid: case for case in cases.of_uids(reads, uids)}
