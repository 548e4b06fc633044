"""How things were worded before, to be offered when the like is typed again. Tip-offs are never looked at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads

COLUMNS = frozenset(
    {"title", "place", "criterion", "measures", "contingency", "fixed_on_spot", "interim", "responsible"}
)
_RECENT = 300
"""How many of the newest hazards are looked through: what is offered must come at once in a ledger of any size."""


def worded(
    reads: Reads, column: str, *, category: str | None = None, enterprise: str | None = None
) -> list[str]:
    """Return earlier words of a column, the most used of the newest hazards first.

    `category` and `enterprise` (a uid) narrow it down to hazards of that kind or place.
    """
    assert column in COLUMNS  # noqa: S101  a column named in code
    rows = reads.rows(
        f"""select {column} as said from
            (select * from hazard where void_on is null and (:enterprise is null or enterprise = :enterprise)
             and (:category is null or category = :category) order by uid desc limit {_RECENT}) as newest
            where {column} is not null""",  # noqa: S608  a column named in code
        category=category,
        enterprise=enterprise,
    )
    return [said for said, _ in Counter(row["said"] for row in rows).most_common()]
