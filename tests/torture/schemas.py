"""Ledgers of every earlier schema, with rows in them, as the program of that time would have left them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from tests.torture.machine import Machine

from hazardctl.domain.case import Case
from hazardctl.domain.movement import COUNTERS, moved
from hazardctl.ledger import migrations
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.journal import FORMAT, GENESIS, entry_hash, image_of
from hazardctl.ledger.mapping import hazard_from, span_rows

if TYPE_CHECKING:
    from pathlib import Path

_AT = "2023-06-01T00:00:00.000000Z"


def old_ledger(home: Path, version: int, series: str = "BY") -> Machine:
    """Make a ledger of a schema: settings, units, an enterprise and a hazard, each with its entry."""
    machine = Machine(home)
    steps = [step for step in migrations.steps() if step.version <= version]
    with closing(sqlite3.connect(machine.ledger, isolation_level=None)) as raw:
        raw.execute("begin")
        migrations.apply(raw, steps)
        writer = _Hand(raw)
        for step in steps:
            writer.add("migration", version=step.version, name=step.name, hash=step.hash, applied_at=_AT)
        for key, value in (("ledger", writer.ledger), ("town", "BY"), ("series", series)):
            writer.add("setting", key=key, value=value)
        for key, kind in (("经发办", "office"), ("双龙村", "village")):
            writer.add(
                "unit",
                key=key,
                name=key,
                kind=kind,
                aliases="[]",
                every=None,
                origin="plan",
                added_on="2023-06-01",
            )
        writer.add(
            "enterprise",
            name="测试食品厂",
            name_key="测试食品厂",
            village="双龙村",
            sector=None,
            registered_on="2023-06-01",
        )
        row = writer.add("hazard", **_HAZARD, no=f"{series}-2023-0001", series=series)
        _keep_spans(raw, row, by_month=version >= 11)
        raw.execute("commit")
    machine.ledger.chmod(0o600)
    return machine


_HAZARD: dict[str, Any] = {
    "year": 2023, "seq": 1, "title": "配电箱未接地", "level": "general",
    "unit": "经发办", "found_on": "2023-06-20", "source": "department", "measures": "加装接地",
    "responsible_unit": "测试食品厂", "responsible": "李四", "funds_fen": 2_000_000, "no_funds": 0,
    "deadline": "2023-08-10", "contingency": "预案",
}  # fmt: skip


class _Hand:
    """Writes rows with their entries, as the journal's format asks for."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self.ledger = new_uid()
        self._seq, self._previous = 0, GENESIS

    def add(self, table: str, **values: Any) -> dict[str, Any]:
        """Store a row with its entry and return it."""
        columns = [row[1] for row in self._raw.execute(f"pragma table_info({table})")]
        row = {**dict.fromkeys(columns), "uid": new_uid(), "town": "BY", **values}
        places = ", ".join("?" for _ in row)
        self._raw.execute(f"insert into {table} ({', '.join(row)}) values ({places})", list(row.values()))
        self._seq += 1
        entry = {
            "format": FORMAT, "ledger": self.ledger, "seq": self._seq, "town": "BY", "tx": self.ledger, "at": _AT,
            "today": None, "actor": "王五", "command": "init", "entity": table, "uid": row["uid"],
            "image": image_of(table, row), "previous": self._previous,
        }  # fmt: skip
        entry["hash"] = self._previous = entry_hash(entry)
        places = ", ".join("?" for _ in entry)
        self._raw.execute(f"insert into journal ({', '.join(entry)}) values ({places})", list(entry.values()))
        return row


def _keep_spans(raw: sqlite3.Connection, row: dict[str, Any], *, by_month: bool) -> None:
    names = dict.fromkeys(
        ("enterprise_name", "visit_no", "recurs_no", "duplicate_no", "supervisor", "source_no")
    )
    columns = {column[1] for column in raw.execute("pragma table_info(span)")}
    spans = span_rows(Case(hazard_from({**names, **row})), "BY")
    for whole in spans:
        span = {name: value for name, value in whole.items() if name in columns}
        places = ", ".join("?" for _ in span)
        raw.execute(f"insert into span ({', '.join(span)}) values ({places})", list(span.values()))
    if raw.execute("select 1 from sqlite_master where name = 'movement'").fetchone():
        for cell, counters in moved((), spans).items():
            if cell[0].startswith("month_") and not by_month:
                continue
            values = (*cell, "BY", *counters)
            named = ", ".join(("part", "key", "day", "town", *COUNTERS))
            raw.execute(f"insert into movement ({named}) values ({', '.join('?' for _ in values)})", values)
