"""Duty records, and everything else that shows on which day a duty was done: visits and supervision actions."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries.numbers import next_of_year

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer

PREFIX = "JL"
"""The series of record numbers: 记录."""


class DutyRecord(NamedTuple):
    """That a duty was done. Field names are the JSON keys; `to` is the last day it covers, `people` a head count."""

    no: str
    duty: str
    part: str | None
    item: str | None
    unit: str
    post: str | None
    person: str | None
    enterprise: str | None
    on: date
    to: date
    people: int | None
    note: str | None
    void_reason: str | None
    uid: str
    enterprise_uid: str | None


class Visit(Struct, frozen=True):
    """An inspection, as far as it may count as a duty done."""

    on: date
    unit: str
    enterprise_uid: str | None
    source: str
    inspectors: str


class Measure(Struct, frozen=True):
    """A supervision action, as far as it may count as a duty done: by whom, and which unit it came from."""

    on: date
    kind: str
    from_unit: str
    by: str


_SELECT = "select r.*, e.name as enterprise_name from record r left join enterprise e on e.uid = r.enterprise"


def until(reads: Reads, day: date) -> list[DutyRecord]:
    """Return the records of everything done up to the end of a day; void ones left out."""
    rows = reads.rows(f"{_SELECT} where r.on_day <= :day and r.void_on is null order by r.on_day, r.uid",
                      day=day.isoformat())  # fmt: skip
    return [_record(row) for row in rows]


def items(reads: Reads, duty: str, part: str, enterprise: str | None) -> list[str]:
    """Return the names of what was recorded under a part of a duty for one enterprise, or for none."""
    rows = reads.rows(
        """select item from record where duty = :duty and part = :part and item is not null and void_on is null
           and coalesce(enterprise, '') = :enterprise order by on_day, uid""",
        duty=duty,
        part=part,
        enterprise=enterprise or "",
    )
    return [row["item"] for row in rows]


def by_number(reads: Reads, no: str) -> DutyRecord | None:
    """Return one record, void or not."""
    rows = reads.rows(f"{_SELECT} where r.no = :no", no=no)
    return _record(rows[0]) if rows else None


def _record(row: Any) -> DutyRecord:
    same = ("no", "duty", "part", "item", "unit", "post", "person", "people", "note", "void_reason", "uid")
    return DutyRecord(
        **{name: row[name] for name in same},
        enterprise=row["enterprise_name"],
        enterprise_uid=row["enterprise"],
        on=date.fromisoformat(row["on_day"]),
        to=date.fromisoformat(row["to_day"]),
    )


def add(writer: Writer, record: DutyRecord) -> DutyRecord:
    """Store a record under the next number of its year."""
    year = record.on.year
    no, seq = next_of_year(writer, "record", PREFIX, year)
    new = record._replace(uid=writer.new_uid(), no=no)
    same = ("uid", "no", "duty", "part", "item", "unit", "post", "person", "people", "note")
    stored = {
        **{name: getattr(new, name) for name in same},
        "town": writer.town,
        "year": year,
        "seq": seq,
        "enterprise": new.enterprise_uid,
        "on_day": new.on.isoformat(),
        "to_day": new.to.isoformat(),
        "void_on": None,
        "void_reason": None,
    }
    writer.record(Change("record", stored))
    return new


def void(writer: Writer, record: DutyRecord, on: date, reason: str) -> DutyRecord:
    """Mark a record void."""
    (row,) = writer.rows("select * from record where uid = :uid", uid=record.uid)
    changed = {**dict(row), "void_on": on.isoformat(), "void_reason": reason}
    writer.record(Change("record", changed, new=False))
    return record._replace(void_reason=reason)


def visits(reads: Reads, day: date) -> list[Visit]:
    """Return every inspection up to the end of a day."""
    rows = reads.rows(
        """select on_day, unit, enterprise, source, coalesce(inspectors, '') as inspectors from inspection
           where void_on is null and on_day <= :day order by on_day""",
        day=day.isoformat(),
    )
    return [
        Visit(date.fromisoformat(r["on_day"]), r["unit"], r["enterprise"], r["source"], r["inspectors"])
        for r in rows
    ]


def measures(reads: Reads, day: date) -> list[Measure]:
    """Return every supervision action up to the end of a day; void ones left out."""
    rows = reads.rows(
        """select on_day, topic, detail from matter
           where kind = 'action' and on_day <= :day and void_on is null order by on_day""",
        day=day.isoformat(),
    )
    found = ((row, json.loads(row["detail"])) for row in rows)
    return [
        Measure(date.fromisoformat(r["on_day"]), r["topic"], d.get("from_unit", ""), d.get("by", ""))
        for r, d in found
    ]
