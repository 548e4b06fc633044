"""Finding the hazard that a row of a sheet is about, among all that the ledger holds. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.ledger.queries import cases
from hazardctl.ledger.queries.lists import batches, placed

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


def alike(reads: Reads, uids: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the numbers of hazards that look like one finding, where one of these uids is among them.

    Alike are those of one day, enterprise, place and description; void ones are left out. Numbers come in the order of
    the identities, so that the one that was registered first is named first.
    """
    wanted, days = frozenset(uids), set[str]()
    for batch in batches(wanted):
        asked, names = placed(batch)
        rows = reads.rows(f"select distinct found_on from hazard where uid in ({asked})", **names)  # noqa: S608
        days |= {row["found_on"] for row in rows}
    found: list[tuple[str, ...]] = []
    for day in sorted(days):
        groups: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
        for row in reads.rows(
            """select uid, no, title, coalesce(place, '') as place, coalesce(enterprise, '') as enterprise
               from hazard where found_on = :day and void_on is null order by uid""",
            day=day,
        ):
            groups.setdefault((row["title"], row["place"], row["enterprise"]), []).append(
                (row["uid"], row["no"])
            )
        twice = (seen for seen in groups.values() if len(seen) > 1 and any(uid in wanted for uid, _ in seen))
        found += [tuple(no for _, no in seen) for seen in twice]
    return found


def by_source_no(reads: Reads, said: str) -> str | None:
    """Return the number of the hazard that came in under a sender's own number."""
    rows = reads.rows(
        "select no from hazard where source_no = :said and void_on is null order by uid limit 1", said=said
    )
    return str(rows[0]["no"]) if rows else None


def by_uids(reads: Reads, uids: Iterable[str]) -> dict[str, Case]:
    """Return the cases with these uids."""
    return {case.hazard.uid: case for case in cases.of_uids(reads, uids)}
