"""The register of offices, villages and groups, and who belonged to what on a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hazardctl.domain.register import Register, RegisteredUnit
from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer


def register(reads: Reads, day: date) -> Register:
    """Return all units, with the groups' members as of the day."""
    units = tuple(
        RegisteredUnit(row["key"], row["name"], row["kind"], tuple(json.loads(row["aliases"])), row["every"])
        for row in reads.rows("select key, name, kind, aliases, every from unit order by uid")
    )
    rows = reads.rows(
        """select group_key, unit_key from membership
           where since <= :day and (until is null or until > :day) order by uid""",
        day=day.isoformat(),
    )
    members: dict[str, tuple[str, ...]] = {}
    for row in rows:
        members[row["group_key"]] = (*members.get(row["group_key"], ()), row["unit_key"])
    return Register(units, members)


def add(writer: Writer, unit: RegisteredUnit, *, origin: str, on: date) -> Change:
    """Return the change that registers a unit."""
    row = {
        "uid": writer.new_uid(),
        "town": writer.town,
        "key": unit.key,
        "name": unit.name,
        "kind": unit.kind,
        "aliases": json.dumps(unit.aliases, ensure_ascii=False),
        "every": unit.every,
        "origin": origin,
        "added_on": on.isoformat(),
    }
    return Change("unit", row)


def join(writer: Writer, group: str, unit: str, since: date) -> Change:
    """Return the change that makes a unit a member of a group."""
    row = {
        "uid": writer.new_uid(),
        "town": writer.town,
        "group_key": group,
        "unit_key": unit,
        "since": since.isoformat(),
        "until": None,
    }
    return Change("membership", row)
