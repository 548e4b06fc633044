"""The series of the numbers that a ledger gives.

A town's own are plain (JC-2023-0001); those of another ledger in the town (a village's, `init --series SL`) bear its
series in front (SL-JC-2023-0001), so that the two can be merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads


_OWN = """coalesce((select value || '-' from setting where key = 'series'
    and value not in (select value from setting where key = 'town')), '')"""


def series_of(reads: Reads, kind: str) -> str:
    """Return the series in which this ledger numbers what has a kind of its own (JC, JL, ZF)."""
    return f"{reads.rows(f'select {_OWN} as own')[0]['own']}{kind}"


def next_of_year(reads: Reads, table: str, kind: str, year: int) -> tuple[str, int]:
    """Return the next number of a year and its sequence; call it under the write lock. Numbers are never used twice."""
    (row,) = reads.rows(
        f"""select s.begins, coalesce(max(t.seq), 0) as seq from (select {_OWN} || :kind as begins) s
            left join {table} t on t.year = :year and substr(t.no, 1, length(s.begins)) = s.begins
            group by s.begins""",  # noqa: S608  a table named in code
        kind=f"{kind}-{year}-",
        year=year,
    )
    return f"{row['begins']}{row['seq'] + 1:04d}", row["seq"] + 1
