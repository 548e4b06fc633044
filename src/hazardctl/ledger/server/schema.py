"""The ledger's tables on a server: made from the same migrations as a file's, and brought up to date by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hazardctl.ledger import migrations
from hazardctl.ledger.layout import layout
from hazardctl.ledger.proof.flaws import Flaw
from hazardctl.ledger.server import towns
from hazardctl.ledger.server.dialect import definition
from hazardctl.ledger.server.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

REFUSE = """create function hazardctl_refuse() returns trigger language plpgsql as
$$ begin raise exception '%', tg_argv[0] using errcode = 'HZ001'; end $$"""
VERSION = "create table hazardctl_schema (version bigint not null)"


class Examiner(Session):
    """A connection that also knows how the tables on the server compare with ours."""

    row_order = "ctid"
    may_skip = False

    def structure(self) -> Iterator[Flaw]:
        """Yield nothing: a server looks after its own pages, and lets no row in that refers to none."""
        return iter(())

    def schema(self) -> Iterator[Flaw]:
        """Yield the tables and triggers that are not as they were made."""
        due, have = layout().tables, self._columns()
        for name in sorted(due.keys() | have.keys()):
            if name not in have:
                yield Flaw("schema_missing", name)
            elif name not in due:
                yield Flaw("schema_stray", name)
            elif set(due[name].columns) != have[name]:
                yield Flaw("schema_changed", name)
        on = {row["name"]: row["state"] for row in self.rows(_TRIGGERS)}
        for name in TRIGGERS:
            if on.get(name, "") not in {"O", "A"}:
                yield Flaw("schema_changed" if name in on else "schema_missing", name)
        for name in towns.unprotected(self):
            yield Flaw("schema_changed", name)
        recorded = [(r[0], r[1]) for r in self.rows("select version, hash from migration order by version")]
        if recorded != [(step.version, step.hash) for step in migrations.steps()]:
            yield Flaw("migrations", "migration")

    def tables(self) -> tuple[str, ...]:
        """Return the tables of ours that are there."""
        return tuple(sorted(self.shapes().keys() & self._columns().keys()))

    def hidden(self) -> tuple[str, ...]:
        """Return the tables that this login may not look into."""
        return tuple(sorted(layout().tables.keys() - self.shapes().keys()))

    def is_ours(self) -> bool:
        """Whether the schema is this program's."""
        (row,) = self.rows("select version from hazardctl_schema")
        return bool(row["version"] == migrations.NEWEST)

    def has_index(self, name: str) -> bool:
        """Whether there is an index of that name."""
        return bool(self.rows("select 1 from pg_indexes where indexname = :name", name=name))

    def _columns(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in self.rows(_COLUMNS):
            found.setdefault(row["name"], set()).add(row["of_it"])
        return found


class Taker(Examiner):
    """A database in the middle of being made: it takes rows as they are."""

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Store rows of a table as they are; what they refer to is looked for when all of them are there.

        They are copied into a table of the transaction's own first: into one with row-level security none can be.
        """
        names = ", ".join(columns)
        self.raw.execute(f"create temporary table hazardctl_came (like {table}) on commit drop".encode())
        with self.raw.cursor().copy(f"copy hazardctl_came ({names}) from stdin".encode()) as copy:
            for row in rows:
                copy.write_row(row)
        self.raw.execute(f"insert into {table} ({names}) select {names} from hazardctl_came".encode())  # noqa: S608  ours
        self.raw.execute("drop table hazardctl_came")


# Not from `information_schema`, which keeps silent about tables that a login may not look into.
_COLUMNS = """select c.relname as name, a.attname as of_it from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = to_regnamespace(current_schema) and c.relkind in ('r', 'v', 'p')
  and c.relname not like 'hazardctl%'"""
_TRIGGERS = "select tgname as name, tgenabled::text as state from pg_trigger where not tgisinternal"
TRIGGERS = (
    "journal_is_never_changed", "journal_is_never_shortened", "journal_is_never_shortened_whole", "issue_stays",
    "issue_is_kept", "issue_is_kept_whole", "source_entry_is_never_changed", "source_entry_is_never_shortened",
    "source_entry_is_never_shortened_whole",
)  # fmt: skip
"""What keeps the past as it is."""


OLDEST = 8
"""The first schema that a server had; to older ones belong conversions of rows, which no server ever needed."""


def create(session: Session) -> None:
    """Make every table inside the caller's transaction."""
    for sql in (REFUSE, VERSION):
        session.raw.execute(sql)
    _apply(session, 0)
    session.raw.execute("insert into hazardctl_schema values (%s)", [migrations.NEWEST])
    towns.create(session)
    towns.protect(session)


def bring_up_to_date(session: Session, have: int) -> None:
    """Apply what is outstanding to a database with rows in it, and keep its towns apart.

    A step's own conversion of rows is left out on a server (`definition`): since schema 8 none has one that a server
    needs (a test holds the steps to that). One that does will say so in its `.server` text and here.
    """
    _apply(session, have)
    session.raw.execute("update hazardctl_schema set version = %s", [migrations.NEWEST])
    if not session.rows("select to_regclass('hazardctl_town') is not null as made")[0]["made"]:
        towns.create(session)
        session.raw.execute(_THE_ONE_TOWN)
    towns.protect(session)


def _apply(session: Session, have: int) -> None:
    for step in migrations.steps():
        for statement in step.statements_on_server() if step.version > have else ():
            for sql in definition(statement):
                session.raw.execute(sql.encode())


_THE_ONE_TOWN = """insert into hazardctl_town (town, ledger, name, series)
select t.value, l.value, '', coalesce(s.value, t.value) from setting t
join setting l on l.town = t.town and l.key = 'ledger' left join setting s on s.town = t.town and s.key = 'series'
where t.key = 'town'"""
"""From before towns were kept apart. What it is called its plan says; an administrator may write that into the table."""
