"""Which hazards match, in the office's order: major first, then overdue, then by deadline (OFFICE.md).

What holds now stands in an index in that order already: a list of so many is read off its front, lane by lane, however
long the ledger is. Only what has changed since the day asked about is put in order.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from hazardctl.domain.hazard import IN_HAND, UNRECTIFIED, Level, Status
from hazardctl.ledger.queries.lists import ALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hazardctl.ledger.connect import Reads


class Filter(Struct, frozen=True, kw_only=True):
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
    "village": "s.village = :village",
    "level": "s.level = :level",
    "status": "s.status = :status",
    "sector": "s.sector = :sector",
    "source": "s.source = :source",
    "overdue": "s.status in ('pending', 'open') and s.deadline < :day",
    "due_within": "s.status in ('pending', 'open') and s.deadline between :day and :due_by",
    "listed": "s.listing is not null and s.listed = 1",
    "in_hand": "s.status in ('pending', 'open', 'rectified')",
    "gaps": "s.missing <> '' and s.status in ('pending', 'open', 'rectified')",
    # As the index that holds those few has it.
    "reports_owed": """s.level = 'major' and s.status not in ('void', 'referred')
        and (s.discovered_report = 0 or (s.rectified_on is not null and s.rectified_report = 0))""",
    "stock": "s.found_on < :stock",
    "carried": """:day > :carried and exists (select 1 from span c where c.hazard = s.hazard and c.since <= :carried
        and c.until > :carried and c.status in ('pending', 'open', 'rectified'))""",
    "found_from": "s.found_on >= :found_from",
    "found_to": "s.found_on <= :found_to",
}
_ENTERPRISE = "h.enterprise = :enterprise"
_TEXT = """h.title || ' ' || coalesce(h.place, '') || ' ' || h.no || ' '
    || coalesce((select e.name from enterprise e where e.uid = h.enterprise), '')"""

_SAID = {str(value): f"'{value}'" for value in (*Status, *Level)}
"""Every value that gets into a statement's text."""

# Where the five are asked about, pending ones come before all. A uid is a uuid7, so that among equals the order is that
# of registration.
_RANKED = """
select s.hazard, s.deadline as due_on,
  case when :gaps = 1 and s.status = 'pending' then 0 else 1 end as pending_first,
  case s.level when 'major' then 0 else 1 end as major_first,
  case when s.status in ('pending', 'open') and s.deadline < :day then 0 else 1 end as late_first,
  case when s.deadline is null then 1 else 0 end as undated_last
"""
_ORDER = "order by pending_first, major_first, late_first, undated_last, due_on, hazard limit :limit"


class _Lane(Struct, frozen=True):
    """Hazards that hold now and lie side by side in the index in the office's order."""

    status: str
    level: str
    deadline: str

    @property
    def where(self) -> str:
        """Return the condition: one stretch of `span_by_state`."""
        status, level = _SAID[self.status], _SAID[self.level]
        return f"s.status = {status} and s.until = :forever and s.level = {level} and {self.deadline}"


def uids(reads: Reads, wanted: Filter, day: date, limit: int) -> Iterator[str]:
    """Yield the uids of the hazards that match as things stood at the end of the day, in the office's order."""
    rows = reads.each(
        _in_lanes(wanted) if _has_lanes(wanted, limit) else _all_at_once(wanted),
        **_values(wanted),
        day=day.isoformat(),
        forever=date.max.isoformat(),
        due_by=(day + timedelta(days=wanted.due_within or 0)).isoformat(),
        limit=ALL if wanted.heard else limit,
        gaps=int(wanted.gaps),
    )
    # How a text sounds is nothing that SQL could ask; the first so many are enough.
    heard = wanted.heard
    found = (row["hazard"] for row in rows if not heard or heard(row["text"]))
    return islice(found, None if limit == ALL else limit)


def _given(wanted: Filter) -> dict[str, Any]:
    """Return the filters that narrow anything: 0 days is one; only what was left out is none."""
    values_of = ((name, getattr(wanted, name)) for name in Filter.__struct_fields__)
    return {name: value for name, value in values_of if value is not None and value is not False}


def _values(wanted: Filter) -> dict[str, Any]:
    given = {name: value for name, value in _given(wanted).items() if name not in {"words", "heard", "gaps"}}
    given |= {f"w{i}": word for i, word in enumerate(wanted.words)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}


def _source(wanted: Filter) -> str:
    """Return what is selected; a list that asks nothing of the hazard itself reads one table alone."""
    text = f", {_TEXT} as text" if wanted.heard else ""
    hazard = "join hazard h on h.uid = s.hazard" if wanted.heard or wanted.enterprise or wanted.words else ""
    return f"{_RANKED}{text} from span s {hazard}"


def _where(wanted: Filter) -> str:
    given = _given(wanted)
    conditions = (
        "s.since <= :day",
        *(() if wanted.status else ("s.status <> 'void'",)),
        *(condition for name, condition in _OF_SPAN.items() if name in given),
        *((_ENTERPRISE,) if wanted.enterprise else ()),
        *(f"replace({_TEXT}, :w{i}, '') <> {_TEXT}" for i in range(len(wanted.words))),
    )
    return " and ".join(f"({condition})" for condition in conditions)


def _all_at_once(wanted: Filter) -> str:
    return f"{_source(wanted)} where {_where(wanted)} and s.until > :day {_ORDER}"


def _has_lanes(wanted: Filter, limit: int) -> bool:
    """Whether the first so many can be read off the index; what few hazards share has an index of its own."""
    return limit != ALL and not (wanted.heard or wanted.enterprise or wanted.listed or wanted.reports_owed)


def _in_lanes(wanted: Filter) -> str:
    """Return a statement that takes the first so many of each lane and of what has changed since, and orders those."""
    source, where = _source(wanted), _where(wanted)
    statuses = ", ".join(_SAID[status] for status in _statuses(wanted))
    changed = f"s.status in ({statuses}) and s.until > :day and s.until < :forever"
    firsts = [
        *(
            f"{source} where {lane.where} and {where} order by s.deadline, s.hazard limit :limit"
            for lane in _lanes(wanted)
        ),
        f"{source} where {changed} and {where} {_ORDER}",
    ]
    each = " union all ".join(f"select * from ({one}) lane" for one in firsts)  # noqa: S608  nothing but constants above
    return f"select * from ({each}) lanes {_ORDER}"  # noqa: S608


def _statuses(wanted: Filter) -> tuple[str, ...]:
    """Return the states in which what is asked for can be: each has lanes of its own."""
    if wanted.status:
        return (wanted.status,)
    asked = frozenset(Status) - {Status.VOID}
    if wanted.overdue or wanted.due_within is not None:
        asked = UNRECTIFIED
    elif wanted.in_hand or wanted.gaps:
        asked = IN_HAND
    return tuple(status for status in Status if status in asked)


def _lanes(wanted: Filter) -> Iterator[_Lane]:
    for level in (wanted.level,) if wanted.level else Level:
        for status in _statuses(wanted):
            if wanted.overdue:
                yield _Lane(status, level, "s.deadline < :day")
                continue
            if status in UNRECTIFIED and wanted.due_within is None:
                yield _Lane(status, level, "s.deadline < :day")
            if status in UNRECTIFIED:
                yield _Lane(status, level, "s.deadline >= :day")
            else:
                yield _Lane(status, level, "s.deadline is not null")
            if wanted.due_within is None:
                yield _Lane(status, level, "s.deadline is null")
