"""One database through which several servers' towns are read together: a read-only coordinator over postgres_fdw.

    python scripts/coordinator.py COORDINATOR --shard ADDRESS [TOWN…] [--shard ADDRESS [TOWN…]]…

COORDINATOR is the address of an empty database, for a superuser there; the database belongs to an ordinary role, who
will own the tables. Each ADDRESS is a server's ledger as the coordinator reaches it, with a login that is in
`hazardctl_reader` and `hazardctl_district` there (scripts/roles.sql): it reads, and it sees all the towns. Without TOWN
all the towns of that server are taken. Afterwards, on the coordinator, as its superuser:

    PGOPTIONS='-c default_transaction_read_only=off' psql -v ON_ERROR_STOP=1 -1 -f scripts/roles.sql COORDINATOR

No password stands in an address: those of the shards belong into the `.pgpass` of the user under whom the
coordinator's PostgreSQL runs. Writing goes to each town's own server. When towns came or the program has been upgraded
(the shards first), make the coordinator anew in an empty database: it holds nothing of its own but who may see what.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Composable, Identifier, Literal

from hazardctl.ledger.layout import layout
from hazardctl.ledger.migrations import NEWEST
from hazardctl.ledger.server import attached, schema, towns
from hazardctl.ledger.server.session import Session

Raw = psycopg.Connection[Any]

OF_SERVER = ("host", "hostaddr", "port", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey")
"""What of an address says where a server is."""

OPTIONS = {
    "async_capable": "true",
    "fetch_size": "2000",
    "fdw_tuple_cost": "0.2",
    "use_remote_estimate": "true",
    "updatable": "false",
    "truncatable": "false",
}
"""All shards are asked at once; they say themselves how much there is (`analyze` would carry whole tables over). A row that
comes over the line is dear, so that sums are left to them."""

FETCHED = {"journal": "100", "source_entry": "100", attached.NAME: "1"}
"""Rows with long texts, of which the newest are asked for."""

SETTINGS = {
    "default_transaction_read_only": "on",
    "enable_partitionwise_aggregate": "on",
    "enable_partitionwise_join": "on",
    "jit": "off",
}


class Shard(NamedTuple):
    """A server: how it is reached and by whom, the schema of its tables, and its towns (code, ledger, name, series)."""

    address: dict[str, str]
    home: str
    towns: tuple[tuple[str, str, str, str], ...]


def looked(address: str, wanted: Sequence[str]) -> Shard:
    """Return what a shard says of itself."""
    told = {name: str(value) for name, value in conninfo_to_dict(address).items()}
    if "password" in told:
        sys.exit("no password in an address: put it into .pgpass")
    with psycopg.connect(address) as raw:
        where, version = str(raw.info.host), _version(raw)
        if version != NEWEST:
            sys.exit(
                f"{where}: its ledger is of schema {version}, this program's is {NEWEST}: upgrade it first"
            )
        (home,) = raw.execute("select current_schema").fetchone() or ("public",)
        seen = raw.execute(
            "select town, ledger, name, series from hazardctl_town where town = any (hazardctl_towns()) order by town"
        ).fetchall()
        user = raw.info.user
    missing = sorted(set(wanted) - {town[0] for town in seen})
    if missing or not seen:
        sys.exit(f"{where}: {user} sees no town {', '.join(missing)}")
    return Shard(
        {**told, "user": user}, home, tuple(town for town in seen if not wanted or town[0] in wanted)
    )


def _version(raw: Raw) -> int | None:
    if raw.execute("select to_regclass('hazardctl_schema')").fetchone() == (None,):
        return None
    (version,) = raw.execute("select version from hazardctl_schema").fetchone() or (None,)
    return version


def make(raw: Raw, shards: Sequence[Shard]) -> None:
    """Make the coordinator inside the caller's transaction."""
    if _version(raw) is not None:
        sys.exit("the coordinator's database is not empty")
    (owner, superuser, database) = raw.execute(
        """select r.rolname, r.rolsuper or r.rolbypassrls, d.datname from pg_database d
           join pg_roles r on r.oid = d.datdba where d.datname = current_database()"""
    ).fetchone() or ("", True, "")
    if superuser:
        sys.exit(
            f"the database belongs to {owner}, for whom nothing keeps towns apart: give it to an ordinary role"
        )
    raw.execute("create extension if not exists postgres_fdw")
    for number, shard in enumerate(shards, start=1):
        _connect(raw, f"shard_{number}", shard)
    for name in _tables():
        _part(raw, name, shards, owner)
    _know_towns(raw, shards, owner)
    for name, value in SETTINGS.items():
        _do(raw, "alter database {} set {} = {}", Identifier(database), Identifier(name), Literal(value))


def _tables() -> tuple[str, ...]:
    """Return what a server has rows of towns in: the ledger's tables, and what is attached."""
    return (*layout().tables, attached.NAME)


def _connect(raw: Raw, name: str, shard: Shard) -> None:
    """Make a server, the login for everybody there, and its tables in a schema that nobody else may look into."""
    where = {key: value for key, value in shard.address.items() if key in OF_SERVER}
    _do(
        raw,
        "create server {} foreign data wrapper postgres_fdw options ({})",
        Identifier(name),
        _options({**where, **OPTIONS}),
    )
    # Without a password here: the coordinator's own `.pgpass`, certificate or trust lets it in.
    as_whom = {"user": shard.address["user"], "password_required": "false"}
    _do(raw, "create user mapping for public server {} options ({})", Identifier(name), _options(as_whom))
    _do(raw, "create schema {}", Identifier(name))
    _do(
        raw,
        "import foreign schema {} limit to ({}) from server {} into {}",
        Identifier(shard.home),
        SQL(", ").join(map(Identifier, _tables())),
        Identifier(name),
        Identifier(name),
    )


def _part(raw: Raw, name: str, shards: Sequence[Shard], owner: str) -> None:
    """Make one table of the ledger, of which each shard has its towns' part."""
    table = Identifier(name)
    _do(raw, "create table {} (like {}) partition by list (town)", table, Identifier("shard_1", name))
    _do(raw, "alter table {} owner to {}", table, Identifier(owner))
    for number, shard in enumerate(shards, start=1):
        part = Identifier(f"shard_{number}", name)
        if name in FETCHED:
            _do(raw, "alter foreign table {} options (add fetch_size {})", part, Literal(FETCHED[name]))
        codes = SQL(", ").join(Literal(town[0]) for town in shard.towns)
        _do(raw, "alter table {} attach partition {} for values in ({})", table, part, codes)


def _know_towns(raw: Raw, shards: Sequence[Shard], owner: str) -> None:
    """Make what a server's ledger has beside its tables: its version, its towns, and whose rows a login sees."""
    session = Session(raw)
    _do(raw, "set local role {}", Identifier(owner))
    raw.execute(schema.VERSION)
    raw.execute("insert into hazardctl_schema values (%s)", [NEWEST])
    towns.create(session)
    towns.keep_apart(session)
    for shard in shards:
        for town in shard.towns:
            raw.execute(
                "insert into hazardctl_town (town, ledger, name, series) values (%s, %s, %s, %s)", town
            )
    raw.execute("reset role")


def _options(named: dict[str, str]) -> Composable:
    return SQL(", ").join(
        SQL("{} {}").format(Identifier(key), Literal(value)) for key, value in named.items()
    )


def _do(raw: Raw, sql: str, *names: Composable) -> None:
    raw.execute(SQL(sql).format(*names))


def main(words: Sequence[str] | None = None) -> None:
    """Make the coordinator that is asked for, all of it or nothing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("coordinator")
    parser.add_argument("--shard", nargs="+", action="append", required=True, metavar=("ADDRESS", "TOWN"))
    wanted = parser.parse_args(words)
    shards = [looked(address, codes) for address, *codes in wanted.shard]
    codes = [town[0] for shard in shards for town in shard.towns]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        sys.exit(f"on two shards: {', '.join(twice)}")
    with psycopg.connect(wanted.coordinator) as raw:
        make(raw, shards)
    sys.stdout.write(f"{len(codes)} towns on {len(shards)} servers: {', '.join(codes)}\n")


if __name__ == "__main__":
    main()
