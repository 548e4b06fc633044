"""What the ledger said of hazards at an earlier entry of its journal; names too are what they were then."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hazardctl.domain.case import Case, in_order
from hazardctl.ledger.mapping import act_from, hazard_from
from hazardctl.ledger.queries.lists import batches, placed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hazardctl.ledger.connect import Reads

_NAMES = {
    "enterprise": ("enterprise_name", "name"),
    "visit": ("visit_no", "no"),
    "recurs_from": ("recurs_no", "no"),
    "duplicate_of": ("duplicate_no", "no"),
}
"""Columns that hold another row's uid: what its name is called in a case, and its own column of that row."""
_COLUMNS_ADDED_LATER = ("supervisor", "source_no")

Image = dict[str, Any]


def case_at(reads: Reads, uid: str, seq: int) -> Case | None:
    """Return a hazard with its acts as the journal had them at an entry; None where it was not there yet."""
    return cases_at(reads, [uid], seq).get(uid)


def cases_at(reads: Reads, uids: Iterable[str], seq: int) -> dict[str, Case]:
    """Return hazards as the journal had them at an entry, by uid; one that was not there yet is absent."""
    images = _images(reads, uids, seq)
    acts = _acts(reads, images, seq)
    named = {image[column] for image in images.values() for column in _NAMES if image.get(column)}
    names = _images(reads, sorted(named), seq)
    return {
        uid: Case(hazard_from(_row(image, names)), in_order(tuple(act_from(act) for act in acts[uid])))
        for uid, image in images.items()
    }


def _row(image: Image, names: dict[str, Image]) -> Image:
    row: Image = {**dict.fromkeys(_COLUMNS_ADDED_LATER), **image}
    for column, (name, own) in _NAMES.items():
        row[name] = names.get(row.get(column) or "", {}).get(own)
    return row


def _acts(reads: Reads, hazards: Iterable[str], seq: int) -> dict[str, list[Image]]:
    owner: dict[str, str] = {}
    found: dict[str, list[Image]] = {uid: [] for uid in hazards}
    for batch in batches(found):
        asked, names = placed(batch)
        # What was taken back since was there at the entry.
        rows = reads.rows(
            f"""select uid, hazard from act where hazard in ({asked}) union all
                select row_uid, owner from retracted where entity = 'act' and owner in ({asked})""",  # noqa: S608
            **names,
        )
        owner |= {row["uid"]: row["hazard"] for row in rows}
    for uid, image in _images(reads, owner, seq).items():
        found[owner[uid]].append(image)
    return found


def _images(reads: Reads, uids: Iterable[str], seq: int) -> dict[str, Image]:
    """Return what each row was at an entry; one that was not there yet is absent."""
    found: dict[str, Image] = {}
    for batch in batches(uids):
        asked, names = placed(batch)
        rows = reads.rows(
            f"select uid, image from journal where uid in ({asked}) and seq <= :seq order by seq",  # noqa: S608
            seq=seq,
            **names,
        )
        latest = {row["uid"]: row["image"] for row in rows}
        found |= {uid: json.loads(image) for uid, image in latest.items() if image}
    return found


def touched_since(reads: Reads, seq: int) -> list[str]:
    """Return the uids of the hazards that entries after this one say something of, in the order of the first."""
    rows = reads.rows(
        """select coalesce(a.hazard, r.owner, j.uid) as hazard, min(j.seq) as first
           from journal j left join act a on a.uid = j.uid
           left join retracted r on r.row_uid = j.uid and r.entity = 'act'
           where j.seq > :seq and j.entity in ('hazard', 'act')
           group by coalesce(a.hazard, r.owner, j.uid) order by first""",
        seq=seq,
    )
    return [row["hazard"] for row in rows]


def position(reads: Reads) -> tuple[int, str]:
    """Return the newest entry's sequence number and hash; zero and nothing for an empty journal."""
    rows = reads.rows("select seq, hash from journal order by seq desc limit 1")
    return (int(rows[0]["seq"]), str(rows[0]["hash"])) if rows else (0, "")
