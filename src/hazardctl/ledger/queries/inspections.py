"""Inspections: visits, with or without hazards found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain.hazard import Ref
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries.lists import ALL
from hazardctl.ledger.queries.numbers import next_of_year

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer

PREFIX = "JC"
"""The series of inspection numbers: 检查."""


class InspectionRecord(Struct, frozen=True, kw_only=True):
    """A visit as an answer. Field names are the JSON keys; `hazards` are those that name it, void ones left out.

    It is `clean` where none names it, and none was found at the enterprise on that day under no visit's number.
    """

    no: str
    on: date
    enterprise: str | None
    village: str | None
    unit: str
    inspectors: str | None
    source: str
    sector: str | None
    place: str | None
    note: str | None
    clean: bool
    hazards: tuple[str, ...]
    void_reason: str | None
    uid: str
    enterprise_uid: str | None


UNNAMED = """exists (select 1 from hazard h where h.enterprise = v.enterprise and h.found_on = v.on_day
    and h.visit is null and h.void_on is null)"""
"""Whether a visit `v` found a hazard whose clerk did not type the visit's number: one of that enterprise and day."""

_VISITS = f"""
select v.*, e.name as enterprise_name, {UNNAMED} as unnamed
from inspection v left join enterprise e on e.uid = v.enterprise
"""  # noqa: S608  a constant


def by_number(reads: Reads, no: str, *, void: bool = False) -> InspectionRecord | None:
    """Return one visit; a void one only where it is asked for."""
    rows = reads.rows(
        f"{_VISITS} where v.no = :no and (:void = 1 or v.void_on is null)", no=no, void=int(void)
    )
    return _record(reads, rows[0]) if rows else None


def void(writer: Writer, visit: InspectionRecord, on: date, reason: str) -> InspectionRecord:
    """Mark a visit void: it is kept and counts on no day."""
    (row,) = writer.rows("select * from inspection where uid = :uid", uid=visit.uid)
    changed = {**dict(row), "void_on": on.isoformat(), "void_reason": reason}
    writer.record(Change("inspection", changed, new=False))
    return replace(visit, void_reason=reason)


class Filter(Struct, frozen=True, kw_only=True):
    """What a list of visits is narrowed by; units are keys."""

    start: date | None = None
    end: date | None = None
    unit: str | None = None
    village: str | None = None
    void: bool = False


def listed(reads: Reads, wanted: Filter, limit: int = ALL) -> list[InspectionRecord]:
    """Return visits, newest first."""
    rows = reads.rows(
        f"""{_VISITS} where (cast(:start as text) is null or v.on_day >= :start)
            and (cast(:end as text) is null or v.on_day <= :end)
            and (cast(:unit as text) is null or v.unit = :unit)
            and (cast(:village as text) is null or v.village = :village)
            and (v.void_on is not null) = (:void = 1)
            order by v.on_day desc, v.seq desc limit :limit""",
        start=wanted.start.isoformat() if wanted.start else None,
        end=wanted.end.isoformat() if wanted.end else None,
        unit=wanted.unit,
        village=wanted.village,
        void=int(wanted.void),
        limit=limit,
    )
    found = _found(reads)
    return [_record(reads, row, found) for row in rows]


def _found(reads: Reads) -> dict[str, tuple[str, ...]]:
    """Return the numbers found on each visit, in one question."""
    numbers: dict[str, tuple[str, ...]] = {}
    for row in reads.rows(
        "select visit, no from hazard where visit is not null and void_on is null order by no"
    ):
        numbers[row["visit"]] = (*numbers.get(row["visit"], ()), row["no"])
    return numbers


def _record(reads: Reads, row: Any, found: dict[str, tuple[str, ...]] | None = None) -> InspectionRecord:
    numbers = (_found(reads) if found is None else found).get(row["uid"], ())
    return InspectionRecord(
        no=row["no"],
        on=date.fromisoformat(row["on_day"]),
        enterprise=row["enterprise_name"],
        clean=not numbers and not row["unnamed"],
        hazards=numbers,
        enterprise_uid=row["enterprise"],
        **{
            key: row[key]
            for key in (
                "village",
                "unit",
                "inspectors",
                "source",
                "sector",
                "place",
                "note",
                "void_reason",
                "uid",
            )
        },
    )


def next_number(reads: Reads, year: int) -> tuple[str, int]:
    """Return the next number of a year and its sequence; call it under the write lock."""
    return next_of_year(reads, "inspection", PREFIX, year)


def visit_ref(visit: InspectionRecord) -> Ref:
    """Return how a hazard refers to the visit that found it."""
    return Ref(visit.uid, visit.no)
