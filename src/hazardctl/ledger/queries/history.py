"""What the journal says about one hazard and the acts done to it, those that were taken back too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from hazardctl.ledger.queries.lists import OF_TOWN

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads


class Entry(Struct, frozen=True):
    """A journal entry, with the image before it; no image where the row was taken out."""

    seq: int
    at: str
    today: str | None
    actor: str
    command: str
    entity: str
    uid: str
    image: dict[str, Any] | None
    before: dict[str, Any] | None


_OF_HAZARD = """
select :uid as uid union select uid from act where hazard = :uid
union select row_uid from retracted where owner = :uid and entity = 'act'
"""


def of_hazard(reads: Reads, uid: str, since: int = 0) -> list[Entry]:
    """Return the entries of a hazard and its acts in the order in which they were typed; `since` leaves older ones out."""
    rows = reads.rows(
        f"""select seq, at, today, actor, command, entity, uid, image from journal
            where uid in ({_OF_HAZARD}) order by seq""",  # noqa: S608  made of the constant above alone
        uid=uid,
    )
    first = _typed_elsewhere(reads, uid) if any(row["command"] == "merge" for row in rows) else {}
    images: dict[str, dict[str, Any] | None] = {}
    entries = []
    for row in rows:
        image = json.loads(row["image"]) if row["image"] else None
        told = {key: row[key] for key in ("seq", "at", "today", "actor", "command", "entity", "uid")}
        if row["command"] == "merge" and row["uid"] not in images:
            told |= first.get(row["uid"], {})
        entries.append(Entry(**told, image=image, before=images.get(row["uid"])))
        images[row["uid"]] = image
    return [entry for entry in entries if entry.seq > since]


def _typed_elsewhere(reads: Reads, uid: str) -> dict[str, dict[str, Any]]:
    """Return when, by whom and with which command rows that came from merged ledgers were first entered there."""
    rows = reads.rows(
        f"""select uid, at, today, actor, command from source_entry
            where command <> 'merge' and uid in ({_OF_HAZARD}) order by ledger, seq""",  # noqa: S608  the constant above
        uid=uid,
    )
    return {row["uid"]: dict(row) for row in reversed(rows)}


def newest_of_hazard(reads: Reads, uid: str) -> int:
    """Return the number of the newest entry about a hazard or one of its acts."""
    (row,) = reads.rows(
        f"select coalesce(max(seq), 0) as seq from journal where uid in ({_OF_HAZARD})",  # noqa: S608
        uid=uid,
    )
    return int(row["seq"])


_NUMBERED = (
    ("hazard", "act", "hazard"),
    ("matter", "step", "matter"),
    ("inspection", None, None),
    ("record", None, None),
)


def rows_of_number(reads: Reads, no: str) -> tuple[str, ...]:
    """Return the uids of the record of that number, of what was done to it, and of its files."""
    found: list[str] = []
    for table, acts, column in _NUMBERED:
        for row in reads.rows(f"select uid from {table} where {OF_TOWN} and no = :no", no=no):  # noqa: S608
            found.append(row["uid"])
            if acts:
                rows = reads.rows(f"select uid from {acts} where {column} = :uid", uid=row["uid"])  # noqa: S608
                found += [act["uid"] for act in rows]
            rows = reads.rows(
                """select row_uid as uid from retracted where owner = :uid
                   union all select uid from evidence where owner = :uid""",
                uid=row["uid"],
            )
            found += [one["uid"] for one in rows]
    return tuple(dict.fromkeys(found))
