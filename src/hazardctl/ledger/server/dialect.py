"""The ledger's statements → PostgreSQL's. They are written once, in what both understand; here is what is left over."""

import re
from collections.abc import Iterator
from functools import lru_cache

_STATEMENTS = 512
"""So many statements are translated once; the program has some two hundred."""

# A quoted text is passed over, so that nothing in it is taken for a parameter.
_PARAMETER = re.compile(r"'(?:[^']|'')*'|(?<![:\w]):([a-z_]\w*)")
_LIMIT = re.compile(r"\blimit %\((\w+)\)s")

_DAY = re.compile(r"(\w+) glob '\?\?\?\?-\?\?-\?\?'")
_TRIGGER = re.compile(
    r"create trigger (\w+) before (update|delete) on (\w+)\s+begin\s+select raise\(abort, '([^']+)'\); end;",
    re.DOTALL,
)


_CHAIN = re.compile(
    r"\b(from|join) journal\b(?!\.)(?:\s+(?!(?:where|order|group|having|limit|join|left|on|union)\b)(\w+))?"
)

_TABLE = re.compile(r"\b(?:from|join) [a-z_]+ (?!(?:where|on|order|group|join|left)\b)(\w+)")
"""What a table is called in a statement; a subquery, which may have no town, stands in brackets."""
_JOIN = re.compile(
    r"(\b(?:from|join) (?:hazard|enterprise|inspection|matter) (?:\w+) (?:on|where)) (\w+)\.uid = (\w+)\.(\w+)"
)


@lru_cache(_STATEMENTS)
def of_one_chain(sql: str) -> str:
    """Return a statement in which the journal is one ledger's, named by the setting `hazardctl.ledger`.

    Row-level security lets nothing else through either; but it does so by looking at entry after entry, the newest
    first, of all the towns' chains, where this walks along the one chain's own index. In a subquery the setting is a
    value, which a coordinator (`scripts/coordinator.py`) sends along to the servers that have the rows.
    """
    one = "(select * from journal where ledger = (select current_setting('hazardctl.ledger')))"
    return _CHAIN.sub(lambda found: f"{found[1]} {one} {found[2] or 'journal'}", sql)


@lru_cache(_STATEMENTS)
def statement(sql: str) -> str:
    """Return a question or a change with its parameters as psycopg names them; -1 is no limit."""
    named = _PARAMETER.sub(_named, _within_towns(sql).replace("%", "%%").replace("?", "%s"))
    return _LIMIT.sub(r"limit nullif(%(\1)s, -1)", named)


def _within_towns(sql: str) -> str:
    """Return a statement that says of each join by uid that it is one within a town, which it is anyway.

    What says so can be joined where the rows are: part by part where tables are parted by town (`scripts/partitions.py`),
    and on the servers behind a coordinator, which otherwise has all of a town's hazards come over to find fifty.
    """
    tables = {found[1] for found in _TABLE.finditer(sql)}
    return _JOIN.sub(lambda found: _joined(found, tables), sql)


def _joined(found: re.Match[str], tables: set[str]) -> str:
    where, alias, other, column = found.groups()
    if other not in tables:
        return found[0]
    return f"{where} {alias}.town = {other}.town and {alias}.uid = {other}.{column}"


def _named(found: re.Match[str]) -> str:
    return f"%({found[1]})s" if found[1] else found[0]


def definition(sql: str) -> Iterator[str]:
    """Yield what stands on a server for a statement of a migration.

    Text is ordered by its bytes as in a file, numbers have 64 bits, and what may never change is refused by triggers.
    A server's ledger begins empty: what a migration does to rows that are there has nothing to do.
    """
    bare = re.sub(r"(?m)^\s*--.*\n?", "", sql).strip()
    if bare.startswith("create trigger"):
        yield from _trigger(bare)
    elif not bare.startswith("insert into"):
        typed = re.sub(r"\btext\b", 'text collate "C"', _DAY.sub(r"\1 ~ '^.{4}-.{2}-.{2}$'", bare))
        yield re.sub(r"\binteger\b", "bigint", typed).replace(") without rowid", ")")


def _trigger(sql: str) -> Iterator[str]:
    found = _TRIGGER.fullmatch(" ".join(sql.split()))
    # The third trigger of the journal stands against `insert or replace`, which no server knows.
    if found is None:
        return
    name, event, table, words = found.groups()
    yield (
        f"create trigger {name} before {event} on {table} for each row execute function hazardctl_refuse('{words}')"
    )
    if event == "delete":
        yield (
            f"create trigger {name}_whole before truncate on {table} for each statement "
            f"execute function hazardctl_refuse('{words}')"
        )
