"""Numbered matters and their steps: storing them, and loading them in three questions, however many there are."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain import codec
from hazardctl.domain.canonical import canonical
from hazardctl.domain.hazard import Ref, VoidMark
from hazardctl.domain.matter import Matter, Step, in_order, kind_of
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries.lists import ALL, batches, placed
from hazardctl.ledger.queries.numbers import series_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer

MatterT = TypeVar("MatterT", bound=Matter)

_COLUMNS = frozenset(
    {"on", "uid", "no", "unit", "enterprise", "village", "topic", "hazards", "steps", "void"}
)
_STEP_COLUMNS = frozenset({"on", "uid", "seq"})
_SAME = ("uid", "no", "unit", "village", "topic")


class Filter(Struct, frozen=True, kw_only=True):
    """What a list of matters is narrowed by; units are keys, the enterprise is a uid. Void ones only by `void`."""

    unit: str | None = None
    village: str | None = None
    enterprise: str | None = None
    topic: str | None = None
    hazard: str | None = None
    start: date | None = None
    end: date | None = None
    void: bool = False


_CONDITIONS = {
    "unit": "m.unit = :unit",
    "village": "m.village = :village",
    "enterprise": "m.enterprise = :enterprise",
    "topic": "m.topic = :topic",
    "hazard": "exists (select 1 from concern c where c.matter = m.uid and c.hazard = :hazard)",
    "start": "m.on_day >= :start",
    "end": "m.on_day <= :end",
}
EVERYTHING = Filter()


def listed(reads: Reads, cls: type[MatterT], wanted: Filter, day: date, limit: int = ALL) -> list[MatterT]:
    """Return the matters of a kind as they stood at the end of a day, newest first."""
    given = {name: getattr(wanted, name) for name in _CONDITIONS if getattr(wanted, name) is not None}
    values = {name: v.isoformat() if isinstance(v, date) else v for name, v in given.items()}
    conditions = [
        "m.kind = :kind",
        "m.on_day <= :day",
        f"m.void_on is {'not ' if wanted.void else ''}null",
        *(_CONDITIONS[name] for name in given),
    ]
    rows = reads.rows(
        f"""select m.*, e.name as enterprise_name from matter m left join enterprise e on e.uid = m.enterprise
            where {" and ".join(conditions)} order by m.on_day desc, m.uid desc limit :limit""",  # noqa: S608  constants
        **{**values, "kind": cls.kind, "day": day.isoformat(), "limit": limit},
    )
    found = (matter.at(day) for matter in _with_parts(reads, rows))
    return [matter for matter in found if isinstance(matter, cls)]


def kinds(reads: Reads) -> frozenset[str]:
    """Return the kinds of which anything is on record, void or not."""
    return frozenset(row["kind"] for row in reads.rows("select distinct kind from matter"))


def by_number(reads: Reads, cls: type[MatterT], no: str) -> MatterT | None:
    """Return one matter of a kind with all its steps; None where no such number is known."""
    rows = reads.rows(
        """select m.*, e.name as enterprise_name from matter m left join enterprise e on e.uid = m.enterprise
           where m.no = :no and m.kind = :kind""",
        no=no,
        kind=cls.kind,
    )
    return next((m for m in _with_parts(reads, rows) if isinstance(m, cls)), None)


def retold(reads: Reads, uid: str, steps: Sequence[Any]) -> list[Matter]:
    """Return a matter as it would be with these rows for its steps."""
    rows = reads.rows(
        """select m.*, e.name as enterprise_name from matter m left join enterprise e on e.uid = m.enterprise
           where m.uid = :uid""",
        uid=uid,
    )
    told = _with_parts(reads, rows)
    return [
        replace(matter, steps=in_order(tuple(_step(type(matter), step) for step in steps))) for matter in told
    ]


def _with_parts(reads: Reads, rows: Sequence[Any]) -> list[Matter]:
    uids = [row["uid"] for row in rows]
    steps = _parts(reads, "select * from step where matter in ({})", uids)
    hazards = _parts(
        reads,
        "select c.matter, h.uid, h.no from concern c join hazard h on h.uid = c.hazard where c.matter in ({})"
        " order by h.no",
        uids,
    )
    return [_matter(row, steps.get(row["uid"], []), hazards.get(row["uid"], [])) for row in rows]


def _parts(reads: Reads, sql: str, uids: Sequence[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for batch in batches(uids):
        asked, names = placed(batch)
        for row in reads.rows(sql.format(asked), **names):
            found.setdefault(row["matter"], []).append(row)
    return found


def _matter(row: Any, steps: Sequence[Any], hazards: Sequence[Any]) -> Matter:
    cls = kind_of(row["kind"])
    return cls(
        **{name: row[name] for name in _SAME},
        on=date.fromisoformat(row["on_day"]),
        enterprise=Ref(row["enterprise"], row["enterprise_name"]) if row["enterprise"] else None,
        hazards=tuple(Ref(hazard["uid"], hazard["no"]) for hazard in hazards),
        steps=in_order(tuple(_step(cls, step) for step in steps)),
        void=VoidMark(date.fromisoformat(row["void_on"]), row["void_reason"]) if row["void_on"] else None,
        **codec.revived(cls, json.loads(row["detail"])),
    )


def _step(cls: type[Matter], row: Any) -> Step:
    kind = next(kind for kind in cls.step_kinds if kind.kind == row["kind"])
    detail = codec.revived(kind, json.loads(row["detail"]))
    return kind(uid=row["uid"], seq=row["seq"], on=date.fromisoformat(row["on_day"]), **detail)


def next_number(reads: Reads, cls: type[Matter], year: int) -> str:
    """Return the next number of a kind and year; call it under the write lock. Numbers are never used twice."""
    series = series_of(reads, cls.prefix)
    (row,) = reads.rows(
        "select coalesce(max(seq), 0) as seq from matter where prefix = :series and year = :year",
        series=series,
        year=year,
    )
    return f"{series}-{year}-{row['seq'] + 1:04d}"


def save(writer: Writer, before: Matter | None, after: MatterT) -> MatterT:
    """Store what differs between two tellings of one matter: itself, its hazards, and the steps that are new."""
    after = replace(after, uid=after.uid or writer.new_uid(), steps=_identified(after.steps, writer))
    row = _row(after, writer.town)
    changes = (
        [] if before and _row(before, writer.town) == row else [Change("matter", row, new=before is None)]
    )
    known = {step.uid for step in before.steps} if before else set()
    linked = set(before.hazards) if before else set()
    writer.record(
        *changes,
        *(_concern(writer, after, ref) for ref in after.hazards if ref not in linked),
        *(_step_change(step, after, writer.town) for step in after.steps if step.uid not in known),
    )
    return after


def _identified(steps: tuple[Step, ...], writer: Writer) -> tuple[Step, ...]:
    return tuple(step if step.uid else replace(step, uid=writer.new_uid()) for step in steps)


def _row(matter: Matter, town: str) -> dict[str, Any]:
    prefix, year, seq = matter.no.rsplit("-", 2)
    return {
        **{name: getattr(matter, name) for name in _SAME},
        "town": town,
        "kind": matter.kind,
        "prefix": prefix,
        "year": int(year),
        "seq": int(seq),
        "on_day": matter.on.isoformat(),
        "enterprise": matter.enterprise.uid if matter.enterprise else None,
        "detail": canonical(codec.details(matter, _COLUMNS)),
        "void_on": matter.void.on.isoformat() if matter.void else None,
        "void_reason": matter.void.reason if matter.void else None,
    }


def _concern(writer: Writer, matter: Matter, hazard: Ref) -> Change:
    row = {"uid": writer.new_uid(), "town": writer.town, "matter": matter.uid, "hazard": hazard.uid}
    return Change("concern", row)


def _step_change(step: Step, matter: Matter, town: str) -> Change:
    row = {
        "uid": step.uid,
        "town": town,
        "matter": matter.uid,
        "seq": step.seq,
        "kind": step.kind,
        "on_day": step.on.isoformat(),
        "detail": canonical(codec.details(step, _STEP_COLUMNS)),
    }
    return Change("step", row)
