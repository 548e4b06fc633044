"""Hazards with everything done to them: finding them, loading them, storing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from hazardctl.domain.case import Case, in_order
from hazardctl.ledger.journal import Change
from hazardctl.ledger.mapping import act_from, act_row, hazard_from, hazard_row, span_rows
from hazardctl.ledger.queries import movements
from hazardctl.ledger.queries.finding import uids
from hazardctl.ledger.queries.lists import ALL, OF_TOWN, batches, by_name, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from hazardctl.domain.hazard import Hazard
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.finding import Filter
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
    return {case.hazard.no: case for case in _cases(reads, f"h.{OF_TOWN} and h.no", numbers)}


def of_uids(reads: Reads, uids: Iterable[str]) -> Iterator[Case]:
    """Yield the cases with these uids, in no order."""
    yield from _cases(reads, "h.uid", uids)


def _cases(reads: Reads, column: str, values: Iterable[str]) -> Iterator[Case]:
    """Yield the cases whose column has one of the values, in batches."""
    for batch in batches(values):
        asked, names = placed(batch)
        rows = reads.rows(f"{_HAZARDS} where {column} in ({asked})", **names)
        yield from _with_acts(reads, [hazard_from(row) for row in by_name(rows)])


def _with_acts(reads: Reads, hazards: Sequence[Hazard]) -> list[Case]:
    asked, names = placed(hazard.uid for hazard in hazards)
    rows = reads.rows(f"select * from act where hazard in ({asked})", **names) if names else []  # noqa: S608
    acts: dict[str, list[object]] = {}
    for row in by_name(rows):
        acts.setdefault(row["hazard"], []).append(act_from(row))
    return [Case(hazard, in_order(tuple(acts.get(hazard.uid, ())))) for hazard in hazards]  # type: ignore[arg-type]


def numbers(reads: Reads, wanted: Filter, day: date, limit: int = ALL) -> list[str]:
    """Return the numbers of the hazards that match as things stood at the end of the day, in the office's order."""
    found_uids = list(uids(reads, wanted, day, limit))
    known = numbers_of(reads, found_uids)
    return [known[uid] for uid in found_uids]


def numbers_of(reads: Reads, uids: Iterable[str]) -> dict[str, str]:
    """Return the numbers of hazards by uid; one that does not exist is absent."""
    known: dict[str, str] = {}
    for batch in batches(uids):
        asked, names = placed(batch)
        rows = reads.rows(f"select uid, no from hazard where uid in ({asked})", **names)  # noqa: S608
        known |= {row["uid"]: row["no"] for row in rows}
    return known


def stream(reads: Reads, wanted: Filter, day: date) -> Iterator[Case]:
    """Yield the matching cases in the office's order, loaded a batch at a time."""
    for batch in batches(uids(reads, wanted, day, ALL)):
        found = {case.hazard.uid: case for case in _cases(reads, "h.uid", batch)}
        yield from (found[uid] for uid in batch)


def listed(reads: Reads, wanted: Filter, day: date, limit: int = ALL) -> list[Case]:
    """Return the matching cases in the office's order."""
    found_uids = list(uids(reads, wanted, day, limit))
    found = {case.hazard.uid: case for case in _cases(reads, "h.uid", found_uids)}
    return [found[uid] for uid in found_uids]


def next_number(reads: Reads, series: str, year: int) -> str:
    """Return the next number of a series and year; call it under the write lock. Numbers are never used twice."""
    rows = reads.rows(
        f"""select coalesce(max(seq), 0) as seq from hazard h
            where h.{OF_TOWN} and series = :series and year = :year""",  # noqa: S608  the constant above
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
    movements.keep(writer, [after.hazard.uid], span_rows(after, writer.town))
    return after


def save_new(writer: Writer, new: Sequence[Case], arrivals: movements.Arrivals) -> None:
    """Store hazards that nobody knew before, in one batch, with their acts and spans; `arrivals` are still to be settled."""
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
    arrivals.keep(writer, [row for case in told for row in span_rows(case, town)])


def keep_spans(writer: Writer, uids: Sequence[str]) -> None:
    """Tell hazards anew and keep their spans, after rows of theirs came or went otherwise than by `save`."""
    rows = [row for case in of_uids(writer, uids) for row in span_rows(case, writer.town)]
    movements.keep(writer, uids, rows)


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
