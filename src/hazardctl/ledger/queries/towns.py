"""What a district asks of all its towns at once: a fixed number of statements, however many towns there are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hazardctl.ledger.queries.movements import STOOD_SUMS, Stood

if TYPE_CHECKING:
    from hazardctl.domain.period import Period
    from hazardctl.ledger.connect import Reads

Row = dict[str, Any]


def by_day_found(reads: Reads, day: date) -> dict[str, dict[date, Stood]]:
    """Return, by town, the hazards by the day on which they were found, as they stood at the end of a day."""
    rows = reads.rows(
        f"""select * from (select town, key, {STOOD_SUMS} from movement
                where part = 'found' and day <= :day group by town, key) as found where n <> 0""",  # noqa: S608  ours
        day=day.isoformat(),
    )
    found: dict[str, dict[date, Stood]] = {}
    for row in rows:
        told = dict(row)
        town, key = told.pop("town"), told.pop("key")
        found.setdefault(town, {})[date.fromisoformat(key)] = Stood(**told)
    return found


def closings(reads: Reads, period: Period) -> dict[str, tuple[int, int]]:
    """Return, by town, the closings of a period, and those among them of hazards found before it."""
    rows = reads.rows(
        """select town, sum(closings) as n, coalesce(sum(closings) filter (where key < :start), 0) as earlier
           from movement where part = 'found' and key <= :day and day between :start and :day group by town""",
        start=period.start.isoformat(),
        day=period.end.isoformat(),
    )
    return {row["town"]: (row["n"], row["earlier"]) for row in rows}


def issued(reads: Reads, kind: str, period: str, *, complete: bool) -> dict[str, Row]:
    """Return, by town, the last issue of a report of a period, as `issues.newest` does for one."""
    rows = reads.rows(
        """select * from (
               select i.*, row_number() over (partition by town order by complete desc, number desc) as place
               from issue i where kind = :kind and period = :period and complete >= :complete) as ranked
           where place = 1""",
        kind=kind,
        period=period,
        complete=int(complete),
    )
    return {row["town"]: dict(row) for row in rows}


def settings(reads: Reads) -> dict[str, dict[str, str]]:
    """Return every town's settings."""
    found: dict[str, dict[str, str]] = {}
    for row in reads.rows("select town, key, value from setting"):
        found.setdefault(row["town"], {})[row["key"]] = row["value"]
    return found


def heads(reads: Reads) -> dict[str, str]:
    """Return the newest entry's hash of each town's chain."""
    rows = reads.rows(
        """select s.town, (select j.hash from journal j where j.ledger = s.value order by j.seq desc limit 1) as head
           from setting s where s.key = 'ledger'"""
    )
    return {row["town"]: row["head"] for row in rows if row["head"]}
