"""What only `check` asks the ledger: when things were typed, which units are referred to, which files are listed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl import clock
from hazardctl.domain.checks import Misplaced, Typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.ledger.connect import Reads

_DATED = """
select uid, no, unit, found_on as on_day from hazard where void_on is null
union all
select a.uid, h.no, h.unit, a.on_day from act a join hazard h on h.uid = a.hazard where h.void_on is null
union all
select uid, no, unit, on_day from inspection where void_on is null
union all
select uid, no, unit, to_day from record where void_on is null
union all
select uid, no, unit, on_day from matter where void_on is null
union all
select s.uid, m.no, m.unit, s.on_day from step s join matter m on m.uid = s.matter where m.void_on is null
"""


def entries(reads: Reads, day: date) -> Iterator[Typed]:
    """Yield everything dated up to a day with the office's day on which it was first typed, here or in another ledger."""
    rows = reads.each(
        f"""with typed as (select uid, min(seq) as seq from journal
                where entity in ('hazard', 'act', 'inspection', 'record', 'matter', 'step') group by uid),
            elsewhere as (select uid, min(at) as at from source_entry where command <> 'merge' group by uid)
            select d.no, d.unit, d.on_day, s.today, coalesce(s.at, j.at) as at, j.today as here, s.at is not null as elsewhere from ({_DATED}) d
            join typed t on t.uid = d.uid join journal j on j.seq = t.seq and j.uid = t.uid
            left join elsewhere e on e.uid = d.uid and j.command = 'merge'
            left join source_entry s on s.uid = e.uid and s.at = e.at
                 and s.seq = (select min(k.seq) from source_entry k where k.uid = s.uid and k.ledger = s.ledger)
            where d.on_day <= :day order by j.seq""",  # noqa: S608  made of the constant above alone
        day=day.isoformat(),
    )
    for row in rows:
        today = _today(row)
        typed_on = date.fromisoformat(today) if today else clock.office_day(row["at"])
        yield Typed(row["no"], row["unit"], date.fromisoformat(row["on_day"]), typed_on)


def _today(row: Any) -> str | None:
    """Return the moved day of whoever entered it; what was entered elsewhere has its own."""
    today: str | None = row["today"] if row["elsewhere"] else row["here"]
    return today


_USES = """
select unit, no from hazard where void_on is null
union all select village, no from hazard where village is not null and void_on is null
union all select unit, no from inspection where void_on is null
union all select village, no from inspection where village is not null and void_on is null
union all select regulator, name from enterprise where regulator is not null
union all select village, name from enterprise where village is not null
union all select unit, no from record where void_on is null
union all select unit, no from matter where unit is not null and void_on is null
union all select village, no from matter where village is not null and void_on is null
"""


def unit_uses(reads: Reads) -> dict[str, int]:
    """Return how many times records refer to a unit, by its key."""
    rows = reads.rows(f"select unit, count(*) as n from ({_USES}) u group by unit order by unit")  # noqa: S608  the constant
    return {row["unit"]: row["n"] for row in rows}


def users_of(reads: Reads, unit: str, limit: int) -> list[str]:
    """Return the numbers or names of the first records that refer to a unit."""
    rows = reads.rows(
        f"select no from ({_USES}) u where unit = :unit order by no limit :limit",  # noqa: S608  the constant above
        unit=unit,
        limit=limit,
    )
    return [row["no"] for row in rows]


def from_plan(reads: Reads) -> list[str]:
    """Return the keys of the units that a plan brought into the ledger."""
    return [row["key"] for row in reads.rows("select key from unit where origin = 'plan' order by uid")]


def misplaced(reads: Reads, day: date) -> list[Misplaced]:
    """Return the steps up to a day that are dated before what they are steps of."""
    rows = reads.rows(
        """select m.no, m.unit, s.on_day, m.on_day as began from step s join matter m on m.uid = s.matter
           where s.on_day < m.on_day and m.void_on is null and s.on_day <= :day order by m.no, s.seq""",
        day=day.isoformat(),
    )
    return [
        Misplaced(row["no"], row["unit"], date.fromisoformat(row["on_day"]), date.fromisoformat(row["began"]))
        for row in rows
    ]


class ListedFile(NamedTuple):
    """An evidence file and the number of what it proves, where that has one."""

    no: str | None
    name: str
    sha256: str


def files(reads: Reads) -> list[ListedFile]:
    """Return every file that the ledger lists."""
    rows = reads.rows(
        """select e.name, e.sha256, coalesce(h.no, ah.no, m.no, r.no, v.no) as no from evidence e
           left join hazard h on h.uid = e.owner
           left join act a on a.uid = e.owner left join hazard ah on ah.uid = a.hazard
           left join matter m on m.uid = e.owner
           left join record r on r.uid = e.owner
           left join inspection v on v.uid = e.owner
           order by e.uid"""
    )
    return [ListedFile(row["no"], row["name"], row["sha256"]) for row in rows]
