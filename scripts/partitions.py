"""The large tables of a server's ledger parted by town: a database that the program made, before hazards are in it.

    python scripts/partitions.py ADDRESS [--parts N]

ADDRESS is for the tables' owner. Each of the large tables becomes N parts by a hash of the town, so that all of a
town's rows lie in one. A key then has the town in it, as has whatever refers to it; the program asks and writes as
before. No default: questions are no quicker for it (docs/scale.md). For whoever wants to vacuum, move or drop parts by
themselves. Run scripts/roles.sql again afterwards.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import psycopg
from psycopg.sql import SQL, Composable, Identifier, Literal

from hazardctl.ledger.server import towns
from hazardctl.ledger.server.session import Session

Raw = psycopg.Connection[Any]
LARGE = ("hazard", "act", "span", "movement", "journal", "source_entry")
PARTS = 8
"""A hash of so few towns is uneven whatever the number; with hundreds of towns it is not."""

_CONSTRAINTS = """select c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid), c.contype::text
from pg_constraint c where c.contype in ('p', 'u', 'f') and (c.conrelid = %(it)s::regclass or c.confrelid = %(it)s::regclass)
order by array_position(array['p', 'u', 'f'], c.contype::text), c.conname"""
_INDEXES = """select pg_get_indexdef(i.indexrelid) from pg_index i where i.indrelid = %(it)s::regclass
and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)"""
_TRIGGERS = """select pg_get_triggerdef(t.oid) from pg_trigger t where t.tgrelid = %(it)s::regclass and not t.tgisinternal"""


class Constraint(NamedTuple):
    """A key or a reference: whose, its name, how it was made, which kind."""

    table: str
    name: str
    made: str
    kind: str

    def parted(self) -> str:
        """Return how it is made where every key has the town in it."""
        if self.kind != "f":
            return _with_town(self.made, 1)
        refers_to = re.search(r"REFERENCES (\w+)", self.made)
        return _with_town(self.made, 2) if refers_to and refers_to[1] in LARGE else self.made


def _with_town(made: str, brackets: int) -> str:
    def longer(found: re.Match[str]) -> str:
        names = [name.strip() for name in found[1].split(",")]
        return f"({', '.join(names if 'town' in names else [*names, 'town'])})"

    return re.sub(r"\(([^()]*)\)", longer, made, count=brackets)


def split(raw: Raw, parts: int) -> None:
    """Part the large tables inside the caller's transaction."""
    if raw.execute("select exists (select 1 from hazard)").fetchone() != (False,):
        sys.exit("there are hazards in it: part an empty ledger and move the towns into it")
    found = {c.name: c for name in LARGE for c in _constraints(raw, name)}
    later = [(name, sql) for name in LARGE for sql in _made_on(raw, name)]
    # What refers to a key goes before the key.
    for one in sorted(found.values(), key=lambda c: c.kind != "f"):
        _do(raw, "alter table {} drop constraint {}", Identifier(one.table), Identifier(one.name))
    for name in LARGE:
        _part(raw, name, parts)
    for one in sorted(found.values(), key=lambda c: "puf".index(c.kind)):
        made = one.parted()
        _do(raw, f"alter table {{}} add constraint {{}} {made}", Identifier(one.table), Identifier(one.name))
    for _, sql in later:
        raw.execute(sql.encode())
    towns.protect(Session(raw))


def _constraints(raw: Raw, name: str) -> Iterator[Constraint]:
    for row in raw.execute(_CONSTRAINTS, {"it": name}).fetchall():
        yield Constraint(*row)


def _made_on(raw: Raw, name: str) -> list[str]:
    """Return how the table's indexes and triggers are made."""
    asked = (_INDEXES, _TRIGGERS)
    return [str(sql) for one in asked for (sql,) in raw.execute(one.encode(), {"it": name}).fetchall()]


def _part(raw: Raw, name: str, parts: int) -> None:
    """Put a parted table in a table's place. Its parts are called as what the program takes for none of the ledger's."""
    table, flat = Identifier(name), Identifier(f"hazardctl_flat_{name}")
    _do(raw, "alter table {} rename to {}", table, flat)
    _do(raw, "create table {} (like {} including constraints) partition by hash (town)", table, flat)
    for n in range(parts):
        _do(
            raw,
            "create table {} partition of {} for values with (modulus {}, remainder {})",
            Identifier(f"hazardctl_{name}_{n}"),
            table,
            Literal(parts),
            Literal(n),
        )
    _do(raw, "insert into {} select * from {}", table, flat)
    _do(raw, "drop table {}", flat)


def _do(raw: Raw, sql: str, *names: Composable) -> None:
    raw.execute(SQL(sql).format(*names))


def main(words: Sequence[str] | None = None) -> None:
    """Part what is asked for, all of it or nothing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("address")
    parser.add_argument("--parts", type=int, default=PARTS)
    wanted = parser.parse_args(words)
    with psycopg.connect(wanted.address) as raw:
        split(raw, wanted.parts)
    sys.stdout.write(f"{len(LARGE)} tables of {wanted.parts} parts each\n")


if __name__ == "__main__":
    main()
