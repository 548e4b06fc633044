"""The ledger's tables on a server: made once from the same migrations as a file's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hazardctl.ledger import migrations
from hazardctl.ledger.layout import layout
from hazardctl.ledger.proof.flaws import Flaw
from hazardctl.ledger.server.dialect import definition
from hazardctl.ledger.server.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

REFUSE = """create function hazardctl_refuse() returns trigger language plpgsql as
$$ begin raise exception '%', tg_argv[0] using errcode = 'HZ001'; end $$"""
VERSION = "create table hazardctl_schema (version bigint not null)"


def version(session: Session) -> int | None:
    """Return the schema's number; None where the database has none of our tables."""
    (there,) = session.rows("select to_regclass('hazardctl_schema') is not null as made")[0]
    return int(session.rows("select version from hazardctl_schema")[0]["version"]) if there else None


class Examiner(Session):
    """A connection that also knows how the tables on the server compare with ours."""

    row_order = "ctid"

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
        recorded = [(r[0], r[1]) for r in self.rows("select version, hash from migration order by version")]
        if recorded != [(step.version, step.hash) for step in migrations.steps()]:
            yield Flaw("migrations", "migration")

    def tables(self) -> tuple[str, ...]:
        """Return the tables of ours that are there."""
        return tuple(sorted(layout().tables.keys() & self._columns().keys()))

    def is_ours(self) -> bool:
        """Whether the schema is this program's."""
        return version(self) == migrations.NEWEST

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
        """Store rows of a table as they are; what they refer to is looked for when all of them are there."""
        with self.raw.cursor().copy(f"copy {table} ({', '.join(columns)}) from stdin".encode()) as copy:
            for row in rows:
                copy.write_row(row)


_COLUMNS = """select table_name as name, column_name as of_it from information_schema.columns
where table_schema = current_schema and table_name not like 'hazardctl%'"""
_TRIGGERS = "select tgname as name, tgenabled::text as state from pg_trigger where not tgisinternal"
TRIGGERS = (
    "journal_is_never_changed", "journal_is_never_shortened", "journal_is_never_shortened_whole", "issue_stays",
    "issue_is_kept", "issue_is_kept_whole", "source_entry_is_never_changed", "source_entry_is_never_shortened",
    "source_entry_is_never_shortened_whole",
)  # fmt: skip
"""What keeps the past as it is."""


def create(session: Session) -> None:
    """Make every table inside the caller's transaction."""
    for sql in (REFUSE, VERSION):
        session.raw.execute(sql)
    for step in migrations.steps():
        for statement in step.statements_on_server():
            for sql in definition(statement):
                session.raw.execute(sql)
    session.raw.execute("insert into hazardctl_schema values (%s)", [migrations.NEWEST])
