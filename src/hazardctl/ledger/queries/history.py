"""What the journal says about one hazard and the acts done to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry, with the image before it."""

    seq: int
    at: str
    today: str | None
    actor: str
    command: str
    entity: str
    uid: str
    image: dict[str, Any] | None
    before: dict[str, Any] | None


def of_hazard(reads: Reads, uid: str) -> list[Entry]:
    """Return the entries of a hazard and its acts in the order in which they were typed."""
    rows = reads.rows(
        """select seq, at, today, actor, command, entity, uid, image from journal
           where uid = :uid or uid in (select uid from act where hazard = :uid) order by seq""",
        uid=uid,
    )
    images: dict[str, dict[str, Any] | None] = {}
    entries = []
    for row in rows:
        image = json.loads(row["image"]) if row["image"] else None
        told = {key: row[key] for key in ("seq", "at", "today", "actor", "command", "entity", "uid")}
        entries.append(Entry(**told, image=image, before=images.get(row["uid"])))
        images[row["uid"]] = image
    return entries
