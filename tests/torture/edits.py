"""Edits by somebody who has the file and knows SQL: triggers dropped, the past changed, triggers put back.

Every edit must be found by `verify`. Two are beyond it, and shown by a head on paper alone: a tail cut off with all
that came of it, and a chain written anew from some entry on.
"""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from tests.kept import add_up
from tests.torture.damage import unseemly
from tests.torture.machine import Machine, Outcome
from tests.torture.town import TODAY, town

from hazardctl.domain.movement import COUNTERS
from hazardctl.ledger import migrations
from hazardctl.ledger.connect import Connection, Reader
from hazardctl.ledger.journal import CONFIDENTIAL, HASHED, entry_hash
from hazardctl.ledger.mapping import span_rows
from hazardctl.ledger.queries import cases

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Row = dict[str, Any]


class Nothing(Exception):
    """The dice made an edit that changes nothing, or that SQLite itself refuses: throw them again."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of edit, how often among the others, whether it may show against paper alone, and leaves triggers in."""

    name: str
    edit: Callable[[Random, sqlite3.Connection], None]
    weight: int
    only_on_paper: bool = False
    with_triggers: bool = False


def _tables(raw: sqlite3.Connection) -> list[str]:
    """Return the tables that have rows, and numbers for them: `_figures` edits the one without."""
    names = [
        row[0]
        for row in raw.execute(
            "select name from sqlite_master where type = 'table' and name <> 'movement' order by name"
        )
    ]
    return [name for name in names if raw.execute(f"select 1 from {name} limit 1").fetchone()]


def _rowid(chance: Random, raw: sqlite3.Connection, table: str) -> int:
    return int(chance.choice(raw.execute(f"select rowid from {table}").fetchall())[0])


def _columns(raw: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in raw.execute(f"pragma table_info({table})")]


def _stored(raw: sqlite3.Connection, table: str) -> list[Any]:
    """Return all that a table holds, to the byte and with its types."""
    told = ", ".join(f"typeof({name}), hex({name})" for name in _columns(raw, table))
    return raw.execute(f"select {told} from {table} order by rowid").fetchall()


def _column(chance: Random, raw: sqlite3.Connection) -> None:
    """Put another value, of whatever type, into one column of one row."""
    table = chance.choice(_tables(raw))
    column, row = chance.choice(_columns(raw, table)), _rowid(chance, raw, table)
    before = _stored(raw, table)
    (old,) = raw.execute(
        f"select case typeof({column}) when 'text' then cast({column} as blob) else {column} end "
        f"from {table} where rowid = ?",
        (row,),
    ).fetchone()
    (other,) = raw.execute(
        f"select cast({column} as blob) from {table} where rowid = ?", (_rowid(chance, raw, table),)
    ).fetchone()
    expression, value = _another(chance, old, other)
    raw.execute(f"update {table} set {column} = {expression} where rowid = ?", (value, row))
    if _stored(raw, table) == before:
        raise Nothing


def _another(chance: Random, old: Any, other: bytes | None) -> tuple[str, Any]:
    """Return another value for a column, as SQL and what is bound to it."""
    near: list[tuple[str, Any]] = [("cast(? as text)", other)]
    if isinstance(old, bytes) and old:
        at = chance.randrange(len(old))
        near += [
            ("cast(? as text)", old[:at] + bytes([old[at] ^ 1 << chance.randrange(7)]) + old[at + 1 :]),
            ("cast(? as text)", old[:at]),
            ("cast(? as text)", old + b" "),
            ("cast(? as text)", old + b"\0"),
            ("cast(? as text)", old[:at] + b"\xff\xfe" + old[at:]),
            ("?", old),
        ]
    elif isinstance(old, int):
        near += [("?", old + 1), ("?", old - 1), ("?", old + 0.5), ("?", str(old) + " "), ("?", -old)]
    strange: list[tuple[str, Any]] = [
        ("?", None),
        ("?", ""),
        ("?", 0),
        ("?", 1),
        ("?", 1.5),
        ("?", float("inf")),
        ("?", 2**63 - 1),
        ("?", chance.randbytes(5)),
        ("?", "2023-07-01"),
        ("?", "{}"),
        ("?", "[" * 3000),
        ("?", "字" * 100_000),
    ]
    return chance.choice(near if chance.random() < 0.6 else strange)


def _figures(chance: Random, raw: sqlite3.Connection) -> None:
    """Change a number that is kept for the figures, where it counts, or whether it is there."""
    at = "(part, key, day, town) = (?, ?, ?, ?)"
    place = chance.choice(raw.execute("select part, key, day, town from movement").fetchall())
    counter = chance.choice(COUNTERS)
    statement = chance.choice(
        (
            f"update movement set {counter} = {counter} + 1 where {at}",
            f"update movement set {counter} = -1000000 where {at}",
            f"update movement set {counter} = '无' where {at}",
            f"update movement set key = key || '.' where {at}",
            f"update movement set day = date(day, '+1 day') || '' where {at}",
            f"update movement set town = 'XX' where {at}",
            f"delete from movement where {at}",
        )
    )
    with suppress(sqlite3.IntegrityError):
        raw.execute(statement, tuple(place))
        return
    raise Nothing


def _rows_deleted(chance: Random, raw: sqlite3.Connection) -> None:
    table = chance.choice([name for name in _tables(raw) if name != "journal"])
    many = chance.choice((1, 1, 2, 1000))
    raw.execute(
        f"delete from {table} where rowid in (select rowid from {table} order by random() limit {many})"
    )


def _row_copied(chance: Random, raw: sqlite3.Connection) -> None:
    """Put a row in that is like another; what must be unique gets a value of its own."""
    table = chance.choice([name for name in _tables(raw) if name != "journal"])
    names = _columns(raw, table)
    own = {
        "uid",
        "no",
        "key",
        "name_key",
        "credit_code",
        "owner",
        "row_uid",
        "tx",
        "since",
        "hazard",
        "matter",
    }
    told = [f"{name} || '{chance.randrange(10**6)}'" if name in own else name for name in names]
    told = [f"{name} + {chance.randrange(10**5)}" if name in {"seq", "number"} else name for name in told]
    raw.execute(
        f"insert into {table} ({', '.join(names)}) select {', '.join(told)} from {table} where rowid = ?",
        (_rowid(chance, raw, table),),
    )


def _rows_swapped(chance: Random, raw: sqlite3.Connection) -> None:
    """Give two rows each other's value of a column."""
    table = chance.choice([name for name in _tables(raw) if name != "journal"])
    column, one, other = (
        chance.choice(_columns(raw, table)),
        _rowid(chance, raw, table),
        _rowid(chance, raw, table),
    )
    before = _stored(raw, table)
    asked = f"(select {column} from {table} where rowid = ?)"
    raw.execute(
        f"update {table} set {column} = case rowid when ? then {asked} else {asked} end where rowid in (?, ?)",
        (one, other, one, one, other),
    )
    if _stored(raw, table) == before:
        raise Nothing


def _setting(chance: Random, raw: sqlite3.Connection) -> None:
    table, column = chance.choice(
        (("setting", "value"), ("setting", "key"), ("issue", "figures"), ("issue", "head"), ("issue", "sha256"),
         ("migration", "hash"), ("migration", "version"), ("secret", "body"), ("secret", "digest"), ("span", "status"),
         ("span", "deadline"), ("span", "until"))
    )  # fmt: skip
    before = _stored(raw, table)
    raw.execute(
        f"update {table} set {column} = {column} || '1' where rowid = ?", (_rowid(chance, raw, table),)
    )
    if _stored(raw, table) == before:
        raise Nothing


def _entry(raw: sqlite3.Connection, seq: int) -> Row:
    return dict(raw.execute("select * from journal where seq = ?", (seq,)).fetchone())


def _last(raw: sqlite3.Connection) -> int:
    return int(raw.execute("select max(seq) as n from journal").fetchone()["n"])


def _store(raw: sqlite3.Connection, entry: Row) -> None:
    sets = ", ".join(f"{name} = :{name}" for name in entry)
    raw.execute(f"update journal set {sets} where seq = :seq", entry)


def _entries_swapped(chance: Random, raw: sqlite3.Connection) -> None:
    """Put two entries in each other's place, whole or but for their hashes."""
    one, other = (_entry(raw, seq) for seq in chance.sample(range(1, _last(raw) + 1), 2))
    kept = {"seq"} if chance.random() < 0.5 else {"seq", "previous", "hash"}
    _store(raw, {**other, **{name: one[name] for name in kept}})
    _store(raw, {**one, **{name: other[name] for name in kept}})


def _renumbered(chance: Random, raw: sqlite3.Connection) -> None:
    first, by = chance.randrange(1, _last(raw) + 1), chance.choice((1, 1, 7, -1))
    if by < 0:
        raw.execute("delete from journal where seq = ?", (first,))
    raw.execute("update journal set seq = -(seq + ?) where seq > ?", (by, first - (by > 0)))
    raw.execute("update journal set seq = -seq where seq < 0")
    if by < 0 and first > _last(raw):
        raise Nothing


def _entries_deleted(chance: Random, raw: sqlite3.Connection) -> None:
    """Take entries out of the middle, and what they are about stays."""
    first = chance.randrange(1, _last(raw))
    raw.execute(
        "delete from journal where seq between ? and ?",
        (first, min(first + chance.randrange(5), _last(raw) - 1)),
    )


def _entry_put_in(chance: Random, raw: sqlite3.Connection) -> None:
    """Put an entry in, after the last one or in the middle, that nobody hashed."""
    entry, last = _entry(raw, chance.randrange(1, _last(raw) + 1)), _last(raw)
    seq = chance.choice((last + 1, chance.randrange(1, last + 1)))
    raw.execute("update journal set seq = -(seq + 1) where seq >= ?", (seq,))
    raw.execute("update journal set seq = -seq where seq < 0")
    entry |= {"seq": seq, "hash": chance.randbytes(32).hex()}
    raw.execute(
        f"insert into journal ({', '.join(entry)}) values ({', '.join(f':{n}' for n in entry)})", entry
    )


def _forged(chance: Random, entry: Row) -> Row:
    """Return an entry that says something else."""
    name = chance.choice(("actor", "at", "command", "image"))
    if name != "image" or entry["image"] is None:
        return {
            **entry,
            "actor": entry["actor"] + "甲",
            "command": "hazard add" if name == "command" else entry["command"],
        }
    told = json.loads(entry["image"])
    column = chance.choice([n for n, value in told.items() if isinstance(value, str) and n != "uid"])
    told[column] += "改"
    return {**entry, "image": json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))}


def _stretch(chance: Random, raw: sqlite3.Connection) -> None:
    """Change an entry and hash it and some that follow anew, not all."""
    last = _last(raw)
    first = chance.randrange(1, last)
    _rewrite(raw, _forged(chance, _entry(raw, first)), chance.randrange(first, last))


def _chain(chance: Random, raw: sqlite3.Connection) -> None:
    """Change an entry, hash it and every later one anew, and change the row as well."""
    entry = _forged(chance, _entry(raw, chance.randrange(1, _last(raw) + 1)))
    _rewrite(raw, entry, _last(raw))
    newest = raw.execute("select max(seq) as n from journal where uid = ?", (entry["uid"],)).fetchone()["n"]
    if newest == entry["seq"] and entry["image"] is not None:
        _put_image(raw, entry["entity"], entry["uid"], entry["image"])


def _rewrite(raw: sqlite3.Connection, entry: Row, last: int) -> None:
    for seq in range(entry["seq"], last + 1):
        if seq > entry["seq"]:
            entry = {**_entry(raw, seq), "previous": entry["hash"]}
        entry["hash"] = entry_hash({name: entry[name] for name in HASHED})
        _store(raw, entry)


def _put_image(raw: sqlite3.Connection, entity: str, uid: str, image: str) -> None:
    told: Row = json.loads(image)
    have = raw.execute(f"select * from {entity} where uid = ?", (uid,)).fetchone()
    row = {**dict.fromkeys(_columns(raw, entity)), **(dict(have) if have else {}), **told}
    raw.execute(f"delete from {entity} where uid = ?", (uid,))
    raw.execute(f"insert into {entity} ({', '.join(row)}) values ({', '.join(f':{n}' for n in row)})", row)


def _tail(chance: Random, raw: sqlite3.Connection) -> None:
    """Cut the newest transactions off with all that came of them: rows as before, and what is kept recounted."""
    (hidden,) = raw.execute(
        f"select max(seq) from journal where entity in ({', '.join(repr(name) for name in CONFIDENTIAL)})"
    ).fetchone()
    ends = [
        row["n"]
        for row in raw.execute("select max(seq) as n from journal group by tx order by n")
        if (hidden or 0) <= row["n"] < _last(raw)
    ]
    end = chance.choice(ends)
    gone = raw.execute("select distinct entity, uid from journal where seq > ?", (end,)).fetchall()
    raw.execute("delete from journal where seq > ?", (end,))
    for entity, uid in gone:
        raw.execute(f"delete from {entity} where uid = ?", (uid,))
        last = raw.execute(
            "select image from journal where uid = ? order by seq desc limit 1", (uid,)
        ).fetchone()
        if last and last["image"] is not None:
            _put_image(raw, entity, uid, last["image"])
    _recount(raw)


def _recount(raw: sqlite3.Connection) -> None:
    assert isinstance(raw, Connection)
    raw.execute("delete from span")
    uids = tuple(row["uid"] for row in raw.execute("select uid from hazard"))
    for case in cases.of_uids(Reader(raw), uids):
        for row in span_rows(case, "BY"):
            raw.execute(
                f"insert into span ({', '.join(row)}) values ({', '.join(f':{n}' for n in row)})", row
            )
    add_up(raw)


def _schema(chance: Random, raw: sqlite3.Connection) -> None:
    """Change what the file is made of."""
    raw.execute(
        chance.choice(
            (
                "drop trigger journal_is_never_changed",
                "drop trigger issue_stays",
                "drop index hazard_by_day",
                "drop index journal_by_uid",
                "create table scratch (a)",
                "create view hazards as select * from hazard where void_on is null",
                "create trigger whispers after insert on hazard begin update hazard set level = 'general'; end",
                "alter table hazard add column remark text",
                "alter table hazard rename column place to spot",
                "alter table concern rename to concerns",
                "drop table undone",
                "create index hazard_by_place on hazard (place)",
                f"pragma user_version = {migrations.NEWEST - 1}",
                "pragma user_version = 0",
                "pragma user_version = -3",
                "pragma application_id = 7",
            )
        )
    )


def _schema_text(chance: Random, raw: sqlite3.Connection) -> None:
    """Change the schema's text behind SQLite's back."""
    raw.execute("pragma writable_schema = on")
    raw.execute(
        chance.choice(
            (
                "update sqlite_master set sql = replace(sql, 'length(title)', 'length (title)')",
                "update sqlite_master set sql = replace(sql, 'between 1 and 500', 'between 0 and 5000')",
                "update sqlite_master set sql = replace(sql, 'append-only', 'whatever') where type = 'trigger'",
                "update sqlite_master set sql = replace(sql, 'not null', '') where name = 'act'",
                "delete from sqlite_master where name = 'journal_is_never_shortened'",
                "update sqlite_master set sql = replace(sql, '(found_on)', '(place)') where name = 'hazard_by_day'",
            )
        )
    )
    raw.execute("pragma writable_schema = off")


KINDS = (
    Kind("a column", _column, 40),
    Kind("a kept figure", _figures, 8),
    Kind("rows deleted", _rows_deleted, 10),
    Kind("a row put in", _row_copied, 8),
    Kind("two rows' values swapped", _rows_swapped, 6),
    Kind("a setting, issue, secret, migration or span", _setting, 10),
    Kind("two entries swapped", _entries_swapped, 4),
    Kind("entries renumbered", _renumbered, 4),
    Kind("entries deleted", _entries_deleted, 4),
    Kind("an entry put in", _entry_put_in, 4),
    Kind("a stretch hashed anew", _stretch, 6),
    Kind("the schema", _schema, 6, with_triggers=True),
    Kind("the schema's text", _schema_text, 3, with_triggers=True),
    Kind("the chain written anew", _chain, 6, only_on_paper=True),
    Kind("the tail cut off", _tail, 6, only_on_paper=True),
)


def edits(folder: Path, size: int, seed: int) -> Outcome:
    """Edit a ledger past the program in many ways and look whether `verify` finds it, without paper and with."""
    chance = Random(seed)  # noqa: S311  dice
    whole = town(folder / "town" / "home")
    head = _head(whole.ledger)
    hows: Counter[str] = Counter()
    failures: list[str] = []
    drawn = [*KINDS, *chance.choices(KINDS, [kind.weight for kind in KINDS], k=max(size - len(KINDS), 0))]
    for n, kind in enumerate(drawn[:size]):
        machine = whole.copied(folder / f"e{n}" / "home")
        edited(machine.ledger, kind, f"{seed}/{n}")
        how, wrong = _judged(machine, kind, head)
        hows[how] += 1
        failures += [f"{kind.name} ({seed}/{n}): {why}" for why in wrong]
        with suppress(OSError):
            shutil.rmtree(folder / f"e{n}")
    return Outcome(
        claim="an edit past the program is found",
        target="every one, but a tail cut clean or a chain written anew: those with --since",
        trials=size,
        failures=tuple(failures),
        measured=", ".join(f"{hows[how]} {how}" for how in sorted(hows)),
        how=f"{len(KINDS)} kinds of raw SQL with the triggers dropped and put back",
    )


def edited(ledger: Path, kind: Kind, seed: str) -> None:
    """Make an edit; dice that change nothing are thrown again."""
    for throw in range(200):
        chance = Random(f"{seed}/{throw}")  # noqa: S311  dice
        with closing(sqlite3.connect(ledger, isolation_level=None, factory=Connection)) as raw:
            raw.row_factory = sqlite3.Row
            raw.execute("pragma ignore_check_constraints = on")
            with suppress(Nothing, sqlite3.IntegrityError):
                raw.execute("begin")
                dropped = [] if kind.with_triggers else _drop_triggers(raw)
                kind.edit(chance, raw)
                for sql in dropped:
                    raw.execute(sql)
                raw.execute("commit")
                return
            raw.execute("rollback")
    raise RuntimeError(f"{kind.name}: no edit in 200 throws")


def _drop_triggers(raw: sqlite3.Connection) -> list[str]:
    """Drop the triggers and return what puts them back."""
    found = raw.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
    for trigger in found:
        raw.execute(f"drop trigger {trigger['name']}")
    return [trigger["sql"] for trigger in found]


def _head(ledger: Path) -> str:
    with closing(sqlite3.connect(ledger)) as raw:
        (head,) = raw.execute("select hash from journal order by seq desc limit 1").fetchone()
    return str(head)


def _judged(machine: Machine, kind: Kind, head: str) -> tuple[str, list[str]]:
    """Return how an edit showed, and what is wrong with that."""
    failures: list[str] = []
    codes = []
    for words in (("verify",), ("verify", "--since", head[:16], "--format", "json")):
        ran = machine.run(*words, today=TODAY, before=lambda: signal.alarm(60))
        failures += unseemly(words, ran)
        codes.append(ran.code)
    alone, paper = (code in {1, 6} for code in codes)
    if not paper:
        failures.append("not found, not even against paper")
    elif not alone and not kind.only_on_paper:
        failures.append("found against paper alone")
    elif alone and kind.edit is _tail:
        failures.append("a clean cut is told of without paper")
    return "found" if alone else "found against paper alone" if paper else "not found", failures
