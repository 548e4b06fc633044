"""What the ledger said of a hazard at an earlier entry of its journal. The journal alone is read, and names as they are now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hazardctl.domain.case import Case, in_order
from hazardctl.ledger.mapping import act_from, hazard_from

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads

_NAMES = {
    "enterprise": ("enterprise_name", "select name as name from enterprise where uid = :uid"),
    "visit": ("visit_no", "select no as name from inspection where uid = :uid"),
    "recurs_from": ("recurs_no", "select no as name from hazard where uid = :uid"),
    "duplicate_of": ("duplicate_no", "select no as name from hazard where uid = :uid"),
}
_COLUMNS_ADDED_LATER = ("supervisor", "source_no")


def case_at(reads: Reads, uid: str, seq: int) -> Case | None:
    """Return a hazard with its acts as the journal had them at an entry; None where it was not there yet."""
    image = _latest(reads, uid, seq)
    if image is None:
        return None
    row: dict[str, Any] = {**dict.fromkeys(_COLUMNS_ADDED_LATER), **image}
    for column, (name, sql) in _NAMES.items():
        found = reads.rows(sql, uid=row[column]) if row.get(column) else []
        row[name] = found[0]["name"] if found else None
    acts = (
        _latest(reads, act["uid"], seq)
        for act in reads.rows("select uid from act where hazard = :uid", uid=uid)
    )
    return Case(hazard_from(row), in_order(tuple(act_from(act) for act in acts if act)))


def _latest(reads: Reads, uid: str, seq: int) -> dict[str, Any] | None:
    rows = reads.rows(
        "select image from journal where uid = :uid and seq <= :seq order by seq desc limit 1",
        uid=uid,
        seq=seq,
    )
    return json.loads(rows[0]["image"]) if rows and rows[0]["image"] else None


def position(reads: Reads) -> tuple[int, str]:
    """Return the newest entry's sequence number and hash; zero and nothing for an empty journal."""
    rows = reads.rows("select seq, hash from journal order by seq desc limit 1")
    return (int(rows[0]["seq"]), str(rows[0]["hash"])) if rows else (0, "")
