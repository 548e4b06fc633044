"""Ledgers of many towns on a server: one town's, made by `bench.ledgers`, told again for each under numbers of its own.

Everything that reports and lists read is there: hazards, acts, spans, movement, units, enterprises, settings. Of the
journal each town has its last entries only, enough for the head that an answer names; what a whole one takes is
measured beside (`journal_of`). Rows come in without triggers, so without looks at what they refer to: the sums are compared.
"""

import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from bench import page
from bench.clusters import DATABASE, LOADING, OWNER, READER, Cluster
from scripts import partitions

from hazardctl.ledger.layout import layout
from hazardctl.ledger.server import schema
from hazardctl.ledger.server.session import Session

Raw = psycopg.Connection[Any]
ENTRIES_KEPT = 200
"""So many of a town's journal entries are there."""
_MADE_BY_HAND = {"journal", "setting", "secret"}


def codes(number: int) -> list[str]:
    """Return the codes of that many towns."""
    return [f"T{n:02}" for n in range(1, number + 1)]


def fill(one: Cluster, file: Path, town_codes: Sequence[str], parts: int = 0) -> None:
    """Make the towns' ledgers on a new cluster, each as large as the one in the file; in parted tables if in parts."""
    one.start(LOADING)
    begin(one)
    with psycopg.connect(one.address()) as raw:
        _fill(raw, file, town_codes, parts)
    let_read(one)
    with psycopg.connect(one.address(), autocommit=True) as raw:
        raw.execute("vacuum (analyze)")
        _agrees(raw, file, len(town_codes))
    one.stop()
    (one.folder / "whole").touch()


def begin(one: Cluster) -> None:
    """Make the roles and an empty database on a new server."""
    with psycopg.connect(one.address(database="postgres"), autocommit=True) as raw:
        raw.execute(f"create role {OWNER} login".encode())
        raw.execute(f"create role {READER} login".encode())
        raw.execute(f"create database {DATABASE} owner {OWNER}".encode())


def _fill(raw: Raw, file: Path, town_codes: Sequence[str], parts: int) -> None:
    """Do all of it in one transaction: what is made in it is written once, not to the log as well."""
    session = Session(raw)
    raw.execute(f"set local role {OWNER}".encode())
    schema.create(session)
    if parts:
        partitions.split(raw, parts)
    raw.execute("reset role")
    raw.execute("set local session_replication_role = replica")
    indexes = _drop_indexes(raw)
    raw.execute("create schema base")
    names = [name for name in layout().tables if name not in _MADE_BY_HAND]
    held = [name for name in names if _copy(raw, file, name)]
    _copy(raw, file, "journal", f"where seq > (select max(seq) from journal) - {ENTRIES_KEPT}")
    for code in town_codes:
        number, began = int(code[1:]), time.monotonic()
        ledger = f"{number:08}-0000-7000-8000-000000000000"
        raw.execute(
            "insert into hazardctl_town values (%s, %s, %s, %s)", [code, ledger, f"第{number}镇", code]
        )
        raw.execute(
            """insert into setting (uid, town, key, value) values
               (%s || '-town', %s, 'town', %s), (%s || '-ledger', %s, 'ledger', %s)""",
            [code, code, code, code, code, ledger],
        )
        for name in held:
            _tell_again(raw, name, number, code)
        _tell_again(raw, "journal", number, code, ledger)
        page.say(f"{code}: {time.monotonic() - began:.0f} s")
    raw.execute("drop schema base cascade")
    for sql in indexes:
        raw.execute(sql.encode())


def _drop_indexes(raw: Raw) -> list[str]:
    """Take away every index that is no constraint's, and return how to make them again."""
    found = raw.execute(
        """select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
           join pg_class c on c.oid = i.indrelid
           where c.relnamespace = 'public'::regnamespace and not c.relispartition and not exists (
               select 1 from pg_constraint k where k.conindid = i.indexrelid) order by 1"""
    ).fetchall()
    for name, _ in found:
        raw.execute(f"drop index {name}".encode())
    # Of a parted table it is told for the whole alone, which would leave its parts without.
    return [sql.replace(" ON ONLY ", " ON ") for _, sql in found]


def _copy(raw: Raw, file: Path, name: str, which: str = "") -> int:
    """Bring a table of the file's over as it is; return how many rows it has."""
    columns = ", ".join(layout().tables[name].columns)
    raw.execute(f"create table base.{name} (like {name})".encode())
    with (
        closing(sqlite3.connect(file)) as source,
        raw.cursor().copy(f"copy base.{name} ({columns}) from stdin".encode()) as copy,
    ):
        rows = 0
        for row in source.execute(f"select {columns} from {name} {which}"):
            copy.write_row(row)
            rows += 1
    return rows


def _tell_again(raw: Raw, name: str, number: int, code: str, ledger: str = "") -> None:
    """Tell a table's rows of another town: its code, its numbers, identities that nobody else has."""
    columns = layout().tables[name].columns
    told = ", ".join(_cell(name, column, number, code, ledger) for column in columns)
    raw.execute(f"insert into {name} ({', '.join(columns)}) select {told} from base.{name}".encode())


def _cell(name: str, column: str, number: int, code: str, ledger: str) -> str:
    refers = {mine for mine, _, its in layout().tables[name].references if its == "uid"}
    if column == "town" or (column == "series" and name == "hazard"):
        return f"'{code}'"
    if column == "ledger" and ledger:
        return f"'{ledger}'"
    if column == "no":
        return f"'{code}' || substr(no, 3)"
    if column == "uid" or column in refers:
        # uids are made as time goes on: the same two characters in front of all of a town's keep their order.
        return f"overlay({column} placing '{16 + number:02x}' from 1 for 2)"
    return column


def let_read(one: Cluster) -> None:
    """Have the district's login read all the towns of a server, or of a coordinator."""
    roles = Path(__file__).resolve().parent.parent / "scripts" / "roles.sql"
    with psycopg.connect(one.address(), autocommit=True) as raw:
        raw.execute("set default_transaction_read_only = off")
        raw.execute(roles.read_text(encoding="utf-8").encode())
        raw.execute(f"grant hazardctl_reader, hazardctl_district to {READER}".encode())


_SUMS = (
    "select count(*), sum(funds_fen), sum(length(title)) from hazard",
    "select count(*), sum(rounds), sum(funds_fen), sum(length(status)) from span",
    "select count(*), sum(found), sum(closings), sum(funds_fen), sum(overdue) from movement",
    "select count(*), sum(seq), sum(length(detail)) from act",
)


def _agrees(raw: Raw, file: Path, times: int) -> None:
    """Stop where the sums are not those of the one ledger, so many times."""
    with closing(sqlite3.connect(file)) as source:
        for sql in _SUMS:
            have = [int(n) for n in raw.execute(sql.encode()).fetchone() or ()]
            due = [times * n for n in source.execute(sql).fetchone()]
            if have != due:
                sys.exit(f"{sql}: {have}, not {due}")


Sizes = dict[str, tuple[int, int, int]]
"""Rows, bytes of the table, bytes of its indexes; by table."""


def sizes(raw: Raw) -> Sizes:
    """Return what the tables take that take most."""
    rows = raw.execute(
        """select c.relname, c.reltuples::bigint, pg_table_size(c.oid), pg_indexes_size(c.oid) from pg_class c
           where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.reltuples > 0
           order by pg_total_relation_size(c.oid) desc limit 7"""
    ).fetchall()
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def journal_of(raw: Raw, file: Path) -> tuple[int, int, int]:
    """Return rows, bytes and bytes of indexes of one town's whole journal, which is gone again afterwards."""
    raw.execute("begin")
    raw.execute("create schema base")
    rows = _copy(raw, file, "journal")
    for sql in _journal_indexes(raw):
        raw.execute(sql.encode())
    asked = "select pg_table_size('base.journal'), pg_indexes_size('base.journal')"
    table, indexes = raw.execute(asked).fetchone() or (0, 0)
    raw.execute("rollback")
    return rows, table, indexes


def _journal_indexes(raw: Raw) -> Iterator[str]:
    for (sql,) in raw.execute("select indexdef from pg_indexes where tablename = 'journal'").fetchall():
        yield sql.replace("ON public.journal", "ON base.journal")
