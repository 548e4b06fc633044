"""Hazards with everything done to them: finding them, loading them, storing them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from hazardctl.domain.case import Case, in_order
from hazardctl.ledger.journal import Change
from hazardctl.ledger.mapping import act_from, act_row, hazard_from, hazard_row, span_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hazardctl.domain.hazard import Hazard
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer

_HAZARDS = """
select h.*, e.name as enterprise_name, v.no as visit_no, r.no as recurs_no, d.no as duplicate_no
from hazard h
left join enterprise e on e.uid = h.enterprise
left join inspection v on v.uid = h.visit
left join hazard r on r.uid = h.recurs_from
left join hazard d on d.uid = h.duplicate_of
"""
_BATCH = 500


def by_numbers(reads: Reads, numbers: Iterable[str]) -> dict[str, Case]:
    """Return the cases with these numbers; a number that does not exist is absent."""
    found: dict[str, Case] = {}
    rest = iter(numbers)
    while batch := tuple(islice(rest, _BATCH)):
        names = {f"n{i}": no for i, no in enumerate(batch)}
        listed = ", ".join(f":{name}" for name in names)
        hazards = [hazard_from(row) for row in reads.rows(f"{_HAZARDS} where h.no in ({listed})", **names)]
        found |= {case.hazard.no: case for case in _with_acts(reads, hazards)}
    return found


def _with_acts(reads: Reads, hazards: Sequence[Hazard]) -> list[Case]:
    names = {f"u{i}": hazard.uid for i, hazard in enumerate(hazards)}
    listed = ", ".join(f":{name}" for name in names)
    rows = reads.rows(f"select * from act where hazard in ({listed})", **names) if names else []  # noqa: S608
    acts: dict[str, list[object]] = {}
    for row in rows:
        acts.setdefault(row["hazard"], []).append(act_from(row))
    return [Case(hazard, in_order(tuple(acts.get(hazard.uid, ())))) for hazard in hazards]  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list of hazards is narrowed by; every field left empty narrows nothing. Units are keys."""

    unit: str | None = None
    village: str | None = None
    level: str | None = None
    status: str | None = None
    sector: str | None = None
    source: str | None = None
    enterprise: str | None = None
    overdue: bool = False
    due_within: int | None = None
    listed: bool = False
    gaps: bool = False
    reports_owed: bool = False
    found_from: date | None = None
    found_to: date | None = None
    search: str | None = None


# Major first, then overdue, then deadline (OFFICE.md); pending ones, which wait for the five, stand before all.
_LIST = """
select h.no
from span s join hazard h on h.uid = s.hazard
where s.since <= :day and s.until > :day
  and (s.status = cast(:status as text) or (cast(:status as text) is null and s.status <> 'void'))
  and (cast(:unit as text) is null or s.unit = :unit)
  and (cast(:village as text) is null or h.village = :village)
  and (cast(:level as text) is null or s.level = :level)
  and (cast(:sector as text) is null or h.sector = :sector)
  and (cast(:source as text) is null or h.source = :source)
  and (cast(:enterprise as text) is null or h.enterprise = :enterprise)
  and (:overdue = 0 or (s.status in ('pending', 'open') and s.deadline < :day))
  and (cast(:due_by as text) is null
       or (s.status in ('pending', 'open') and s.deadline between :day and :due_by))
  and (:listed = 0 or s.listed = 1)
  and (:gaps = 0 or (s.missing <> '' and s.status in ('pending', 'open', 'rectified')))
  and (:reports_owed = 0 or (s.level = 'major' and s.status not in ('void', 'referred')
       and (s.discovered_report = 0 or (s.rectified_on is not null and s.rectified_report = 0))))
  and (cast(:found_from as text) is null or h.found_on >= :found_from)
  and (cast(:found_to as text) is null or h.found_on <= :found_to)
  and (cast(:search as text) is null or replace(h.title || ' ' || coalesce(h.place, '') || ' ' || h.no || ' '
       || coalesce((select e.name from enterprise e where e.uid = h.enterprise), ''), :search, '')
       <> h.title || ' ' || coalesce(h.place, '') || ' ' || h.no || ' '
       || coalesce((select e.name from enterprise e where e.uid = h.enterprise), ''))
order by
  case when :gaps = 1 and s.status = 'pending' then 0 else 1 end,
  case s.level when 'major' then 0 else 1 end,
  case when s.status in ('pending', 'open') and s.deadline < :day then 0 else 1 end,
  case when s.deadline is null then 1 else 0 end,
  s.deadline,
  h.no
limit :limit
"""
ALL = -1
"""No limit."""


def numbers(reads: Reads, wanted: Filter, day: date, limit: int = ALL) -> list[str]:
    """Return the numbers of the hazards that match as things stood at the end of the day, in the office's order."""
    due_by = None if wanted.due_within is None else (day + timedelta(days=wanted.due_within)).isoformat()
    rows = reads.rows(
        _LIST,
        day=day.isoformat(),
        due_by=due_by,
        limit=limit,
        unit=wanted.unit,
        village=wanted.village,
        level=wanted.level,
        status=wanted.status,
        sector=wanted.sector,
        source=wanted.source,
        enterprise=wanted.enterprise,
        overdue=int(wanted.overdue),
        listed=int(wanted.listed),
        gaps=int(wanted.gaps),
        reports_owed=int(wanted.reports_owed),
        found_from=wanted.found_from.isoformat() if wanted.found_from else None,
        found_to=wanted.found_to.isoformat() if wanted.found_to else None,
        search=wanted.search,
    )
    return [row["no"] for row in rows]


def listed(reads: Reads, wanted: Filter, day: date, limit: int = ALL) -> list[Case]:
    """Return the matching cases in the office's order."""
    order = numbers(reads, wanted, day, limit)
    found = by_numbers(reads, order)
    return [found[no] for no in order]


def next_number(reads: Reads, series: str, year: int) -> str:
    """Return the next number of a series and year; call it under the write lock. Numbers are never used twice."""
    rows = reads.rows(
        "select coalesce(max(seq), 0) as seq from hazard where series = :series and year = :year",
        series=series,
        year=year,
    )
    return f"{series}-{year}-{rows[0]['seq'] + 1:04d}"


def likely_again(reads: Reads, enterprise: str | None, category: str, before: str) -> list[tuple[str, bool]]:
    """Return earlier hazards of the same category, with whether they are of the same enterprise (一地重发)."""
    rows = reads.rows(
        """select h.no, h.enterprise = cast(:enterprise as text) as same from hazard h
           where h.category = :category and h.uid <> :before and h.void_on is null and h.enterprise is not null
           order by case when h.enterprise = cast(:enterprise as text) then 0 else 1 end, h.found_on desc, h.no desc
           limit 3""",
        enterprise=enterprise,
        category=category,
        before=before,
    )
    return [(row["no"], bool(row["same"])) for row in rows]


def twins(reads: Reads, hazard: Hazard) -> list[str]:
    """Return the numbers of hazards that look like the same finding typed twice."""
    rows = reads.rows(
        """select no from hazard where title = :title and found_on = :day and uid <> :uid and void_on is null
           and coalesce(enterprise, '') = coalesce(cast(:enterprise as text), '')
           and coalesce(place, '') = coalesce(cast(:place as text), '') order by no limit 3""",
        title=hazard.title,
        day=hazard.found_on.isoformat(),
        uid=hazard.uid,
        enterprise=hazard.enterprise.uid if hazard.enterprise else None,
        place=hazard.place,
    )
    return [row["no"] for row in rows]


def save(writer: Writer, before: Case | None, after: Case) -> Case:
    """Store what differs between two tellings of one hazard, and keep its spans."""
    after = replace(
        after, acts=tuple(act if act.uid else replace(act, uid=writer.new_uid()) for act in after.acts)
    )
    writer.record(*_differences(before, after, writer.town))
    writer.keep("span", "hazard", [after.hazard.uid], span_rows(after, writer.town))
    return after


def _differences(before: Case | None, after: Case, town: str) -> list[Change]:
    row = hazard_row(after.hazard, town)
    known = {act.uid: act for act in before.acts} if before else {}
    changes = []
    if before is None or hazard_row(before.hazard, town) != row:
        changes.append(Change("hazard", row, new=before is None))
    changes += [
        Change("act", act_row(act, after.hazard, town), new=act.uid not in known)
        for act in after.acts
        if known.get(act.uid) != act
    ]
    return changes
