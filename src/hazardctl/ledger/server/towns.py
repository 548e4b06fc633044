"""Which rows a login sees: row-level security by town, so that no statement of the ledger need know of other towns.

A session is narrowed to one town by the setting `hazardctl.town`. It only narrows: whose towns they are is said by
`hazardctl_member`, which no clerk can write. The roles themselves are made by `scripts/roles.sql`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from psycopg.sql import SQL, Identifier

from hazardctl.errors import Problem, Refused
from hazardctl.ledger.server import attached
from hazardctl.ledger.towns import Town
from hazardctl.messages import towns as messages

if TYPE_CHECKING:
    from hazardctl.ledger.server.session import Session

_TABLES = (
    """create table hazardctl_town (
        town text collate "C" primary key, ledger text collate "C" not null unique, name text not null,
        series text collate "C" not null)""",
    """create table hazardctl_member (
        role name, town text collate "C" references hazardctl_town (town) on delete cascade,
        primary key (role, town))""",
)

# The tables are found where they were made, whatever a caller's search path says, and temporary ones last.
_TOWNS = """create or replace function hazardctl_towns() returns text[] language plpgsql stable security definer
set search_path = pg_catalog, {schema}, pg_temp as $$
declare chosen text := coalesce(current_setting('hazardctl.town', true), '');
begin
    -- First what a clerk's every row is asked by.
    if chosen <> '' and exists (
        select 1 from hazardctl_member m where m.role = session_user and m.town = chosen) then
        return array[chosen];
    end if;
    if exists (select 1 from pg_class c where c.oid = 'hazardctl_schema'::regclass
               and pg_has_role(session_user, c.relowner, 'member'))
       or exists (select 1 from pg_roles r where r.rolname = 'hazardctl_district'
                  and pg_has_role(session_user, r.oid, 'member')) then
        return array(select t.town from hazardctl_town t where chosen in ('', t.town));
    end if;
    return array(select m.town from hazardctl_member m where m.role = session_user and chosen in ('', m.town));
end $$"""
_LEDGERS = """create or replace function hazardctl_ledgers() returns text[] language plpgsql stable security definer
set search_path = pg_catalog, {schema}, pg_temp as $$
begin
    return array(select t.ledger from hazardctl_town t where t.town = any (hazardctl_towns()));
end $$"""

POLICY = "hazardctl_own"
_OWN = "town = any ((select hazardctl_towns())::text[])"
"""In a subquery, so that it is worked out once for a statement and not once for a row."""
_ITS_CHAIN = f"{_OWN} and ledger = any ((select hazardctl_ledgers())::text[])"
"""Nobody puts an entry into another town's chain under his own town's name."""

_BY_TOWN = (
    "create index if not exists movement_by_town on movement (town, part, key, day)",
    "create index if not exists span_by_town on span (town, until, since)",
)
"""What a town has among those of 28 is a small part of the tables that figures and lists are read from."""

_OPEN = """select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'town'
where c.relnamespace = to_regnamespace(current_schema) and c.relkind in ('r', 'p')
  and c.relname not in ('hazardctl_town', 'hazardctl_member')
  and not (c.relrowsecurity and c.relforcerowsecurity
           and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = :policy))
order by c.relname"""

_THERE = f"""select to_regclass('hazardctl_schema') is not null as made, to_regclass('hazardctl_town') is not null as kept,
to_regclass('hazardctl_town') is not null and to_regclass('{attached.NAME}') is not null as whole"""
_FOUND = """select s.version, r.rolsuper or r.rolbypassrls as bypasses, o.rolname as owner,
       not (o.rolsuper or o.rolbypassrls) as is_ordinary, pg_has_role(current_user, o.oid, 'member') as is_mine {}
from hazardctl_schema s
join pg_roles r on r.rolname = current_user
join pg_class c on c.oid = to_regclass('hazardctl_schema')
join pg_roles o on o.oid = c.relowner"""
_FOUND_WITH_TOWNS = (
    _FOUND.format(", t.town, t.ledger, t.name, t.series")
    + " left join hazardctl_town t on t.town = any (hazardctl_towns()) order by t.town"
)


class Found(NamedTuple):
    """What there is in a database: the schema's version, the towns that this login may see, and whose tables they are.

    Not `whole` is what a program made that kept no towns apart, or no attached files. `bypasses` where row-level security does not hold for the
    login; `owner` then is whom it can become, None where that would be no better.
    """

    version: int
    whole: bool
    towns: tuple[Town, ...]
    bypasses: bool
    owner: str | None
    is_mine: bool


def look(session: Session) -> Found | None:
    """Return what there is; None where the database has none of our tables. The session must not be narrowed yet."""
    (there,) = session.rows(_THERE)
    if not there["made"]:
        return None
    rows = session.rows(_FOUND_WITH_TOWNS if there["kept"] else _FOUND.format(""))
    first = rows[0]
    named = [row for row in rows if there["kept"] and row["town"]]
    return Found(
        version=int(first["version"]),
        whole=bool(there["whole"]),
        towns=tuple(Town(row["town"], row["ledger"], row["name"], row["series"]) for row in named),
        bypasses=bool(first["bypasses"]),
        owner=str(first["owner"]) if first["is_ordinary"] and first["is_mine"] else None,
        is_mine=bool(first["is_mine"]),
    )


def create(session: Session) -> None:
    """Make the towns' own tables, and the functions that say whose rows are whose."""
    for sql in _TABLES:
        session.raw.execute(sql.encode())
    (where,) = session.rows("select current_schema as name")
    for sql in (_TOWNS, _LEDGERS):
        session.raw.execute(SQL(sql).format(schema=Identifier(where["name"])))


def protect(session: Session) -> None:
    """Keep the towns apart in every table that knows towns; those that do so already are left alone."""
    for sql in (attached.TABLE, *_BY_TOWN):
        session.raw.execute(sql.encode())
    keep_apart(session)


def keep_apart(session: Session) -> None:
    """Have every table that knows towns show each login its own alone."""
    for row in session.rows(_OPEN, policy=POLICY):
        name = Identifier(row["name"])
        own = SQL(_ITS_CHAIN if row["name"] == "journal" else _OWN)
        for sql in (
            SQL("alter table {} enable row level security").format(name),
            SQL("alter table {} force row level security").format(name),
            SQL("drop policy if exists {} on {}").format(Identifier(POLICY), name),
            SQL("create policy {} on {} using ({}) with check ({})").format(
                Identifier(POLICY), name, SQL(_OWN), own
            ),
        ):
            session.raw.execute(sql)


def unprotected(session: Session) -> list[str]:
    """Return the tables in which the towns are not kept apart."""
    return [str(row["name"]) for row in session.rows(_OPEN, policy=POLICY)]


def add(session: Session, town: Town) -> None:
    """Add a town, and go on in it alone."""
    session.execute(
        "insert into hazardctl_town (town, ledger, name, series) values (?, ?, ?, ?)", tuple(town)
    )
    narrow(session, town)


def narrow(session: Session, town: Town | None) -> None:
    """Have everything that follows in this transaction answered by one town; with None by all of the login's towns."""
    session.rows(
        "select set_config('hazardctl.town', :town, true), set_config('hazardctl.ledger', :ledger, true)",
        town=town.code if town else "",
        ledger=town.ledger if town else "",
    )
    session.one_chain = town is not None and session.may_skip


def become(session: Session, owner: str) -> None:
    """Go on in this transaction as the tables' owner, for whom row-level security holds."""
    session.raw.execute(SQL("set local role {}").format(Identifier(owner)))


def series(session: Session) -> dict[str, str]:
    """Return every series in which a town of the database has numbers, and whose it is."""
    rows = session.rows(
        "select series, town from hazardctl_town union select distinct series, town from hazard"
    )
    return {str(row["series"]): str(row["town"]) for row in rows}


def under_its_rules(session: Session, found: Found, where: str) -> None:
    """See to it that the towns are kept apart for this transaction, whoever connected.

    Raises:
        Refused: the login sees everything, there are several towns, and the tables' owner sees everything as well.
    """
    if not found.bypasses:
        return
    if found.owner:
        become(session, found.owner)
    elif len(found.towns) > 1:
        raise Refused(Problem("superuser", messages.bypasses(where)))
