"""Hazards by when they were found: how those of a month, of the campaign, of the time before it stand at the end of a day.

All of it is added up from `movement`, which is kept by the month of finding as well. By the day it is asked only in months
that somebody has to divide: the one in which a campaign began.
"""

from __future__ import annotations

from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.counts import Amount, grouped, total
from hazardctl.ledger.queries.figures import tallies
from hazardctl.ledger.queries.lists import by_name, placed
from hazardctl.ledger.queries.movements import AMOUNT_SUMS, STOOD_SUMS, N, Stood

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hazardctl.ledger.connect import Reads

    Amounts = Mapping[str | None, Amount]
    Parts = Mapping[str, Amounts]
    """Hazards by part and key; what has no village or sector has the key None."""

PARTS = ("source", "level", "unit", "village", "sector")
COUNTED = ("pending", "open", "rectified", "closed", "referred", "overdue", "on_spot")
"""The counters of `movement` that an `Amount` is made of."""

_FOUND = f"""
select key, {STOOD_SUMS} from movement
where part = 'found' and key between :first and :last and substr(key, 1, 7) in (%s) and day <= :day group by key having {N} <> 0
"""  # noqa: S608  the insertions are constants
_FOUND_IN_MONTHS = f"""
select substr(key, 1, 7) || '-01' as key, {STOOD_SUMS} from movement
where part = 'month_level' and substr(key, 1, 7) not in (%s) and day <= :day
group by substr(key, 1, 7) having {N} <> 0
"""  # noqa: S608  the insertions are constants


def found(reads: Reads, day: date, begins: Collection[date]) -> dict[date, Stood]:
    """Return how the hazards stood at the end of a day by the month in which they were found, under its first day.

    Those of a month within which something `begins` are told by the day on which they were found, under that.
    """
    months = sorted({one.isoformat()[:7] for one in begins if one.day > 1}) or [""]
    divided, names = placed(months)
    names |= {"first": months[0], "last": f"{months[-1]}-31", "day": day.isoformat()}
    told: dict[date, Stood] = {}
    for sql in (_FOUND_IN_MONTHS, _FOUND):
        for row in by_name(reads.rows(sql % divided, **names)):
            on = date.fromisoformat(row.pop("key"))
            told[on] = Stood(**row)
    return told


_BEFORE = f"""
select {AMOUNT_SUMS}
from (select day, {", ".join(COUNTED)} from movement where part = 'month_level' and key < :month
      union all
      select day, {", ".join(COUNTED)} from movement where part = 'found' and key >= :month and key < :since) as earlier
where day <= :day
"""  # noqa: S608  the insertions are constants


def before(reads: Reads, day: date, since: date) -> Amount:
    """Return how the hazards found before a day, that of a campaign's beginning, stood at the end of another."""
    month, begins = since.isoformat()[:7], since.isoformat()
    (row,) = by_name(reads.rows(_BEFORE, day=day.isoformat(), month=month, since=begins))
    return Amount(**{name: n or 0 for name, n in row.items()})


class Standing(Struct, frozen=True):
    """How the hazards of the whole ledger stood at the end of a `day`: `found` by when they were, and by part and key."""

    day: date
    found: Mapping[date, Stood]
    parts: Parts


def standing(reads: Reads, day: date, begins: Collection[date]) -> Standing:
    """Ask once for what most figures of a day are made of; `begins` are the days since which hazards are counted."""
    return Standing(day, found(reads, day, begins), _amounts(reads, day, PARTS))


def parted(reads: Reads, whole: Standing, since: date, parts: Sequence[str]) -> Parts:
    """Return the hazards found since a day, one of those that `whole` was asked for, by each of `parts` and its keys.

    Of the month in which the day lies those on one side of it are gone through, whichever are fewer: none where it is
    the first. Everything else is added up by months.
    """
    first = since.replace(day=1)
    next_one = (first + timedelta(days=31)).replace(day=1)
    before, after = _number(whole, first, since), _number(whole, since, next_one)
    if before <= after:
        found_since = _since_month(reads, whole, first, parts)
        edge = tallies(reads, whole.day, first, since - timedelta(days=1)) if before else []
        return {part: _without(found_since[part], grouped(edge, attrgetter(part))) for part in parts}
    found_since = _since_month(reads, whole, next_one, parts)
    edge = tallies(reads, whole.day, since, next_one - timedelta(days=1))
    return {part: _together(found_since[part], grouped(edge, attrgetter(part))) for part in parts}


def _number(whole: Standing, first: date, end: date) -> int:
    """Return how many were found from one day until before another."""
    return sum(one.n for on, one in whole.found.items() if first <= on < end)


def _since_month(reads: Reads, whole: Standing, first: date, parts: Sequence[str]) -> Parts:
    """Return the hazards found since a month began. The months on one side of that are read, whichever found fewer.

    So neither a long campaign nor a long history before it makes this slow.
    """
    month, earlier = first.isoformat()[:7], _number(whole, date.min, first)
    if _number(whole, first, date.max) < earlier:
        return _amounts(reads, whole.day, parts, "key >= :month and", month)
    before = _amounts(reads, whole.day, parts, "key < :month and", month) if earlier else {}
    return {part: _without(whole.parts[part], before.get(part, {})) for part in parts}


def _together(some: Amounts, others: Amounts) -> Amounts:
    return {key: total(known[key] for known in (some, others) if key in known) for key in {**some, **others}}


def _without(whole: Amounts, some: Amounts) -> Amounts:
    rest = {key: one.less(some[key]) if key in some else one for key, one in whole.items()}
    return {key: one for key, one in rest.items() if one.n}


_COUNTED = ", ".join(f"sum({name}) as {name}" for name in COUNTED)
# Added up in the order in which the rows lie first; only these sums are added up without the month before their key.
_AMOUNTS = f"""
select part, %(key)s as key, {AMOUNT_SUMS}
from (select part, key, {_COUNTED} from movement
      where part in (%(parts)s) and %(within)s day <= :day group by part, key) as added
group by part, %(key)s having {N} <> 0
"""  # noqa: S608  the insertions are constants and parameters' names


def _amounts(reads: Reads, day: date, parts: Sequence[str], within: str = "", month: str = "") -> Parts:
    """Return by part and key how many hazards stood how at the end of a day, of all or of some months of finding."""
    asked, names = placed(f"month_{part}" if month else part for part in parts)
    key = "substr(key, 9)" if month else "key"
    sql = _AMOUNTS % {"parts": asked, "key": key, "within": within}
    amounts: dict[str, dict[str | None, Amount]] = {part: {} for part in parts}
    rows = reads.rows(sql, day=day.isoformat(), **names, **({"month": month} if month else {}))
    for row in by_name(rows):
        part, of = row.pop("part").removeprefix("month_"), row.pop("key") or None
        amounts[part][of] = Amount(**row)
    return amounts
