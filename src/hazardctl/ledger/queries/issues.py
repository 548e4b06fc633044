"""The reports that were handed in. An issue is read whole and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer

Row = dict[str, Any]


def newest(reads: Reads, kind: str, period: str, *, complete: bool = False) -> Row | None:
    """Return the last issue of a report of a period, one made after its end before any other.

    With `complete` only one that was made after the period's end.
    """
    rows = reads.rows(
        """select * from issue where kind = :kind and period = :period and complete >= :complete
           order by complete desc, number desc limit 1""",
        kind=kind,
        period=period,
        complete=int(complete),
    )
    return dict(rows[0]) if rows else None


def numbered(reads: Reads, kind: str, period: str, number: int) -> Row:
    """Return one issue of a report of a period; it is there."""
    (row,) = reads.rows(
        "select * from issue where kind = :kind and period = :period and number = :number",
        kind=kind,
        period=period,
        number=number,
    )
    return dict(row)


def head_of(reads: Reads, period: str, number: int, *, of_phase: bool) -> str | None:
    """Return the head that the last paper of a period, or of a kind, stands on; 0 is any number.

    The period of a phase's paper is the phase's number.
    """
    rows = reads.rows(
        """select head from issue where (:number = 0 or number = :number)
           and (kind = :period or (lower(period) = :period and (kind = 'phase') = :of_phase))
           order by seq desc limit 1""",
        period=period.lower(),
        number=number,
        of_phase=of_phase,
    )
    return str(rows[0]["head"]) if rows else None


def newest_papers(reads: Reads, limit: int) -> tuple[str, ...]:
    """Return the last papers that were handed in, the newest first: `2023-06/2`, `phase/1/1`, `final/1`."""
    rows = reads.rows("select kind, period, number from issue order by seq desc limit :limit", limit=limit)
    return tuple(f"{'phase/' if r['kind'] == 'phase' else ''}{r['period']}/{r['number']}" for r in rows)


def next_number(reads: Reads, kind: str, period: str) -> int:
    """Return the number of the next issue of a report of a period; call it under the write lock."""
    return last_number(reads, kind, period) + 1


def last_number(reads: Reads, kind: str, period: str) -> int:
    """Return the number of the last issue of a report of a period; 0 before there is one."""
    (row,) = reads.rows(
        "select coalesce(max(number), 0) as n from issue where kind = :kind and period = :period",
        kind=kind,
        period=period,
    )
    return int(row["n"])


def keep(writer: Writer, values: Mapping[str, Any]) -> Row:
    """Store an issue and return its row; `values` are its columns but those that follow from the writing."""
    import hashlib  # the morning page asks for issues and needs no OpenSSL

    row = {
        **values,
        "uid": writer.new_uid(),
        "town": writer.town,
        "at": writer.at,
        "sha256": hashlib.sha256(values["figures"].encode()).hexdigest(),
    }
    writer.record(Change("issue", row))
    return row
