"""What a shell may offer of a ledger's own: numbers and names, the newest first, never what an informant said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads


def hazards(reads: Reads, typed: str, limit: int) -> list[tuple[str, str]]:
    """Return hazards that count and whose number holds what was typed, with their titles."""
    rows = reads.rows(
        """select no, title from hazard where void_on is null and (:typed = '' or replace(no, :typed, '') <> no)
           order by uid desc limit :limit""",
        typed=typed,
        limit=limit,
    )
    return [(row["no"], row["title"]) for row in rows]


def numbers(reads: Reads, table: str, prefix: str, typed: str, limit: int) -> list[str]:
    """Return the numbers of a register (`matter`, `inspection`, `record`) of a kind that hold what was typed."""
    rows = reads.rows(
        f"""select no from {table} where void_on is null and replace('-' || no, '-' || :prefix, '') <> '-' || no
            and (:typed = '' or replace(no, :typed, '') <> no) order by uid desc limit :limit""",  # noqa: S608  a table named in code
        prefix=prefix,
        typed=typed,
        limit=limit,
    )
    return [row["no"] for row in rows]


def enterprises(reads: Reads, typed: str, limit: int) -> list[str]:
    """Return the names of enterprises that hold what was typed; the newest first."""
    rows = reads.rows(
        """select name from enterprise where :typed = '' or replace(name, :typed, '') <> name
           order by uid desc limit :limit""",
        typed=typed,
        limit=limit,
    )
    return [row["name"] for row in rows]
