"""Hazards with everything done to them: finding them, loading them, storing them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from hazardctl.domain.case import Case, in_order
from hazardctl.ledger.journal import Change
from hazardctl.ledger.mapping import act_from, act_row, hazard_from, hazard_row, span_rows
from hazardctl.ledger.queries.lists import batches, placed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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


def by_numbers(reads: Reads, numbers: Iterable[str]) -> dict[str, Case]:
    """Return the cases with these numbers; a number that does not exist is absent."""
    return {case.hazard.no: case for case in _cases(reads, "no", numbers)}


def of_uids(reads: Reads, uids: Iterable[str]) -> Iterator[Case]:
    """Yield the cases with these uids, in no order."""
    yield from _cases(reads, "uid", uids)


def _cases(reads: Reads, column: str, values: Iterable[str]) -> Iterator[Case]:
    """Yield the cases whose column has one of the values, in batches."""
    for batch in batches(values):
        asked, names = placed(batch)
        rows = reads.rows(f"{_HAZARDS} where h.{column} in ({asked})", **names)
        yield from _with_acts(reads, [hazard_from(row) for row in rows])


def _with_acts(reads: Reads, hazards: Sequence[Hazard]) -> list[Case]:
    asked, names = placed(hazard.uid for hazard in hazards)
    rows = reads.rows(f"select * from act where hazard in ({asked})", **names) if names else []  # noqa: S608
    acts: dict[str, list[object]] = {}
    for row in rows:
        acts.setdefault(row["hazard"], []).append(act_from(row))
    return [Case(hazard, in_order(tuple(acts.get(hazard.uid, ())))) for hazard in hazards]  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list of hazards is narrowed by; every field left empty narrows nothing. Units are keys.

    Every one of `words` stands in the hazard's text (title, place, number, enterprise), and `heard` says whether the text
    holds what was asked for by its sound. `stock` is the first day of the campaign (found before it), `carried` its last (still in hand when it ended).
    """

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
    in_hand: bool = False
    gaps: bool = False
    reports_owed: bool = False
    stock: date | None = None
    carried: date | None = None
    found_from: date | None = None
    found_to: date | None = None
    words: tuple[str, ...] = ()
    heard: Callable[[str], bool] | None = None


# Each filter's condition; only those asked for go into the statement, so that a plain list reads one table alone.
_OF_SPAN = {
    "unit": "s.unit = :unit",
    "level": "s.level = :level",
    "status": "s.status = :status",
    "overdue": "s.status in ('pending', 'open') and s.deadline < :day",
    "due_within": "s.status in ('pending', 'open') and s.deadline between :day and :due_by",
    "listed": "s.listed = 1",
    "in_hand": "s.status in ('pending', 'open', 'rectified')",
    "gaps": "s.missing <> '' and s.status in ('pending', 'open', 'rectified')",
    "reports_owed": """s.level = 'major' and s.status not in ('void', 'referred')
        and (s.discovered_report = 0 or (s.rectified_on is not null and s.rectified_report = 0))""",
    "stock": "s.found_on < :stock",
    "carried": """:day > :carried and exists (select 1 from span c where c.hazard = s.hazard and c.since <= :carried
        and c.until > :carried and c.status in ('pending', 'open', 'rectified'))""",
    "found_from": "s.found_on >= :found_from",
    "found_to": "s.found_on <= :found_to",
}
_TEXT = """h.title || ' ' || coalesce(h.place, '') || ' ' || h.no || ' '
    || coalesce((select e.name from enterprise e where e.uid = h.enterprise), '')"""
_OF_HAZARD = {
    "village": "h.village = :village",
    "sector": "h.sector = :sector",
    "source": "h.source = :source",
    "enterprise": "h.enterprise = :enterprise",
}
# Major first, then overdue, then deadline (OFFICE.md); where the five are asked about, pending ones before all. A
# uid is a uuid7, so that among equals the order is that of registration.
_ORDER = """
order by
  case when :gaps = 1 and s.status = 'pending' then 0 else 1 end,
  case s.level when 'major' then 0 else 1 end,
  case when s.status in ('pending', 'open') and s.deadline < :day then 0 else 1 end,
  case when s.deadline is null then 1 else 0 end,
  s.deadline,
  s.hazard
limit :limit
"""
ALL = -1
"""No limit."""


def uids(reads: Reads, wanted: Filter, day: date, limit: int) -> list[str]:
    """Return the uids of the hazards that match as things stood at the end of the day, in the office's order."""
    values_of = ((name, getattr(wanted, name)) for name in Filter.__dataclass_fields__)
    # 0 days is a filter; only what was left out is none.
    given = {name: value for name, value in values_of if value is not None and value is not False}
    heard, words = given.pop("heard", None), {f"w{i}": word for i, word in enumerate(given.pop("words"))}
    of_hazard = [
        *(condition for name, condition in _OF_HAZARD.items() if name in given),
        *(f"replace({_TEXT}, :{name}, '') <> {_TEXT}" for name in words),
    ]
    conditions = [
        "s.since <= :day and s.until > :day",
        *([] if wanted.status else ["s.status <> 'void'"]),
        *(condition for name, condition in _OF_SPAN.items() if name in given),
        *of_hazard,
    ]
    join = "join hazard h on h.uid = s.hazard" if of_hazard or heard else ""
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}
    if wanted.due_within is not None:
        values["due_by"] = (day + timedelta(days=wanted.due_within)).isoformat()
    where = " and ".join(f"({condition})" for condition in conditions)
    rows = reads.rows(
        f"select s.hazard{f', {_TEXT} as text' if heard else ''} from span s {join} where {where} {_ORDER}",  # noqa: S608  made of the constants above alone
        **{
            **values,
            **words,
            "day": day.isoformat(),
            "limit": ALL if heard else limit,
            "gaps": int(wanted.gaps),
        },
    )
    # How a text sounds is nothing that SQL could ask; the first so many are enough.
    found = (row["hazard"] for row in rows if not heard or heard(row["text"]))
    return list(islice(found, None if limit == ALL else limit))


def numbers(reads: Reads, wanted: Filter, day: date, limit: int = ALL) -> list[str]:
    """Return the numbers of the hazards that match as things stood at the end of the day, in the office's order."""
    found_uids = uids(reads, wanted, day, limit)
    known: dict[str, str] = {}
    for batch in batches(found_uids):
        asked, names = placed(batch)
        rows = reads.rows(f"select uid, no from hazard where uid in ({asked})", **names)  # noqa: S608
        known |= {row["uid"]: row["no"] for row in rows}
    return [known[uid] for uid in found_uids]


def stream(reads: Reads, wanted: Filter, day: date) -> Iterator[Case]:
    """Yield the matching cases in the office's order, loaded a batch at a time."""
    for batch in batches(uids(reads, wanted, day, ALL)):
        found = {case.hazard.uid: case for case in _cases(reads, "uid", batch)}
        yield from (found[uid] for uid in batch)


def listed(reads: Reads, wanted: Filter, day: date, limit: int = ALL) -> list[Case]:
    """Return the matching cases in the office's order."""
    found_uids = uids(reads, wanted, day, limit)
    found = {case.hazard.uid: case for case in _cases(reads, "uid", found_uids)}
    return [found[uid] for uid in found_uids]


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


def save_new(writer: Writer, new: Sequence[Case]) -> None:
    """Store hazards that nobody knew before, in one batch, with their acts and spans."""
    told = [
        replace(case, acts=tuple(replace(act, uid=writer.new_uid()) for act in case.acts))
        if case.acts
        else case
        for case in new
    ]
    town = writer.town
    writer.record(
        *(Change("hazard", hazard_row(case.hazard, town)) for case in told),
        *(Change("act", act_row(act, case.hazard, town)) for case in told for act in case.acts),
    )
    writer.keep_new("span", [row for case in told for row in span_rows(case, town)])


def keep_spans(writer: Writer, uids: Sequence[str]) -> None:
    """Tell hazards anew and keep their spans, after rows of theirs came or went otherwise than by `save`."""
    rows = [row for case in of_uids(writer, uids) for row in span_rows(case, writer.town)]
    writer.keep("span", "hazard", uids, rows)


def with_image(reads: Reads, uid: str, image: Mapping[str, Any]) -> Case:
    """Return a hazard as it would be with the registered facts of an earlier image."""
    (row,) = reads.rows(f"{_HAZARDS} where h.uid = :uid", uid=uid)
    (case,) = _with_acts(reads, [hazard_from({**dict(row), **image})])
    return case


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
