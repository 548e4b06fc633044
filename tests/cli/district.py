"""A district for tests: one database of an ordinary owner, several towns in it, and logins with the rights of real ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests import postgres
from tests.cli.conftest import FIVE, HAZARD, Office, Result, options

ROOT = Path(__file__).resolve().parents[2]
OWNER = "taizhang"
TOWNS = {"BY": "白羊镇", "QS": "青石镇", "HL": "河林镇", "LQ": "龙泉镇"}
MEMBERS = {"wang": "BY", "zhao": "QS"}
"""Clerks, and whose; `reader` only reads BY's, `li` is the district's, `sun` is BY's and reads tip-offs."""


def as_role(address: str, role: str) -> str:
    """Return the same database's address for another login."""
    return address.replace(f"{postgres.OWNER}@", f"{role}@")


@contextmanager
def database(beside: str) -> Iterator[str]:
    """Make an empty database that belongs to an ordinary role, and yield the superuser's address of it."""
    with postgres.database(beside) as address:
        postgres.sql(
            address,
            f"""do $$ begin
                if not exists (select 1 from pg_roles where rolname = '{OWNER}') then create role {OWNER} login; end if;
            end $$;
            alter database {address.rpartition("/")[2]} owner to {OWNER}""",
            (),
        )
        yield address


class District:
    """The towns of one database; each command is typed by a login, in a town or in none."""

    def __init__(self, address: str, office: Office, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.address, self.office, self._patch, self._folder = address, office, monkeypatch, folder

    def plan(self, code: str) -> Path:
        """Return a town's own plan folder, made of the one that comes with the program."""
        folder = self._folder / "plans" / code
        if not folder.is_dir():
            folder.mkdir(parents=True)
            for path in (ROOT / "data").glob("*.yaml"):
                told = path.read_text(encoding="utf-8")
                told = told.replace("town_code: BY", f"town_code: {code}").replace("白羊镇", TOWNS[code])
                (folder / path.name).write_text(told, encoding="utf-8")
        return folder

    def run(self, login: str, *words: str, today: str = "2023-07-10") -> Result:
        """Type one command as a login."""
        self._patch.setenv("HAZARDCTL_LEDGER", as_role(self.address, login))
        return self.office.run(*words, today=today)

    def does(self, login: str, *words: str, today: str = "2023-07-10") -> Result:
        """Type one command that is let through."""
        result = self.run(login, *words, today=today)
        assert result.code == 0, (words, result.err)
        return result

    def asks(self, login: str, *words: str, today: str = "2023-07-10") -> Any:
        """Type one command that answers, and return what its JSON says."""
        return self.does(login, *words, "--format", "json", today=today).data

    def refused(self, login: str, *words: str, today: str = "2023-07-10") -> tuple[int, list[str | None]]:
        """Type one command that is refused; return its exit code and reasons."""
        result = self.run(login, *words, "--format", "json", today=today)
        assert result.code, result.out
        return result.code, result.codes

    def begins(self, *codes: str) -> None:
        """Have the owner add towns."""
        for code in codes:
            self.does(OWNER, "--plan", str(self.plan(code)), "init", today="2023-06-01")
            words = ("--plan", str(self.plan(code)), "--town", code)
            self.does(OWNER, *words, "unit", "add", "双龙村", today="2023-06-01")

    def has_roles(self) -> None:
        """Have the administrator run the script of the roles, and give rights to the logins of these tests."""
        self.sql((ROOT / "scripts" / "roles.sql").read_text(encoding="utf-8"))
        for login in (*MEMBERS, "reader", "li", "sun", "nobody"):
            self.sql(
                f"""do $$ begin
                    if not exists (select 1 from pg_roles where rolname = '{login}') then create role {login} login; end if;
                end $$"""
            )
        self.sql("delete from hazardctl_member")
        self.sql("grant hazardctl_clerk to wang, zhao, sun; grant hazardctl_reader to reader, li, nobody")
        self.sql("grant hazardctl_district to li; grant hazardctl_tipoffs to sun")
        for login, town in {**MEMBERS, "reader": "BY", "sun": "BY"}.items():
            self.sql(
                "insert into hazardctl_member select ?, town from hazardctl_town where town = ?", login, town
            )

    def sql(self, statement: str, *values: object, login: str = postgres.OWNER) -> list[dict[str, Any]]:
        """Put a statement to the database past the program."""
        if not values:
            return _plain(as_role(self.address, login), statement)
        return postgres.sql(as_role(self.address, login), statement, values)

    def registers(self, login: str, *more: str, today: str = "2023-07-10", **changes: str) -> str:
        """Register a hazard and return its number."""
        told = {**HAZARD, **FIVE, **{key.replace("_", "-"): value for key, value in changes.items()}}
        no: str = self.asks(login, *more, "hazard", "add", *options(told), today=today)["no"]
        return no


def _plain(address: str, statement: str) -> list[dict[str, Any]]:
    import psycopg
    from psycopg.rows import dict_row

    with psycopg.connect(address, row_factory=dict_row) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []
