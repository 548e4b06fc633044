"""A server's ledger of an older program: brought up to date by whoever opens it first and may, with all that is in it."""

import psycopg
import pytest
from tests import postgres
from tests.cli.district import OWNER, District, as_role

from hazardctl.domain import movement
from hazardctl.ledger import connect, migrations
from hazardctl.ledger.server import schema, store
from hazardctl.ledger.server.dialect import definition

pytestmark = pytest.mark.file
"""These bring their own database, whatever engine the others run on."""

APART = ("hazardctl_member", "hazardctl_town")


def knows_no_towns(district: District) -> None:
    """Make the database what the last program made that knew one town alone, with the rows that are in it."""
    with psycopg.connect(as_role(district.address, OWNER)) as connection:
        _forget_towns(connection)


def _forget_towns(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    rows = connection.execute(
        "select tablename from pg_policies where policyname = 'hazardctl_own'"
    ).fetchall()
    for (name,) in rows:
        connection.execute(f"drop policy hazardctl_own on {name}".encode())
        connection.execute(f"alter table {name} no force row level security".encode())
        connection.execute(f"alter table {name} disable row level security".encode())
    for name in APART:
        connection.execute(f"drop table {name}".encode())
    connection.execute("drop function hazardctl_towns(), hazardctl_ledgers()")


def made_by_schema(district: District, version: int) -> None:
    """Make the tables of a schema from the steps themselves, and put a ledger's first entries into them."""
    from hazardctl.ledger.ids import new_uid
    from hazardctl.ledger.server.session import Session
    from hazardctl.ledger.upgrade import migration_row
    from hazardctl.ledger.writing import Signature, Writer, setting_row

    with psycopg.connect(as_role(district.address, OWNER)) as connection:
        for sql in (schema.REFUSE, schema.VERSION):
            connection.execute(sql.encode())
        steps = [step for step in migrations.steps() if step.version <= version]
        for step in steps:
            for statement in step.statements_on_server():
                for sql in definition(statement):
                    connection.execute(sql.encode())
        connection.execute("insert into hazardctl_schema values (%s)", [version])
        writer = Writer(Session(connection), Signature("王五", "init"))
        ledger = new_uid()
        writer.identify(ledger, "BY")
        writer.record(*(migration_row(writer, step) for step in steps))
        for key, value in (("ledger", ledger), ("town", "BY"), ("series", "BY")):
            writer.record(setting_row(writer, key, value))


@pytest.mark.parametrize("version", [8, 9, 10])
def test_a_ledger_of_an_older_schema_becomes_this_program_s(district: District, version: int) -> None:
    made_by_schema(district, version)
    district.does(OWNER, "init")
    assert district.sql("select version from hazardctl_schema") == [{"version": migrations.NEWEST}]
    assert district.asks(OWNER, "verify")["sound"]
    told = district.asks(OWNER, "log")
    assert "migrate" in {entry["command"] for entry in told}
    assert district.registers(OWNER) == "BY-2023-0001"
    district.begins("QS")
    assert district.refused(OWNER, "hazard", "list") == (4, ["which_town"])


def test_what_the_tenth_schema_did_not_keep_is_worked_out_for_every_town(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps, moved = migrations.steps(), movement.moved
    with monkeypatch.context() as then:
        for module in (migrations, store):
            then.setattr(module, "steps", lambda: steps[:10])
        for module in (migrations, connect, store):
            then.setattr(module, "NEWEST", 10)
        then.setattr(movement, "moved", lambda *rows: {
            cell: n for cell, n in moved(*rows).items() if not cell[0].startswith("month_")
        })  # fmt: skip
        for town in ("BY", "QS"):
            district.begins(town)
            district.registers(OWNER, *("--plan", str(district.plan(town)), "--town", town))
    district.does(OWNER, "--town", "BY", "hazard", "list")
    told = district.sql("select distinct town from movement where part = 'month_level' order by town")
    assert [row["town"] for row in told] == ["BY", "QS"]
    for town in ("BY", "QS"):
        assert district.asks(OWNER, "--town", town, "verify")["sound"]


@pytest.mark.parametrize(
    "words", [("hazard", "list"), ("unit", "add", "白羊社区")], ids=["reading", "writing"]
)
def test_what_is_in_it_stays_whoever_opens_it(district: District, words: tuple[str, ...]) -> None:
    district.begins("BY")
    district.registers(OWNER)
    knows_no_towns(district)
    district.does(OWNER, *words)
    assert [one["no"] for one in district.asks(OWNER, "hazard", "list")] == ["BY-2023-0001"]
    assert district.asks(OWNER, "verify")["sound"]
    district.has_roles()
    assert district.asks("wang", "hazard", "list")
    assert district.refused("zhao", "hazard", "list") == (4, ["no_town"])


def test_a_clerk_is_told_to_have_it_brought_up_to_date(district: District) -> None:
    district.begins("BY")
    knows_no_towns(district)
    district.sql(
        "do $$ begin if not exists (select 1 from pg_roles where rolname = 'wang') then create role wang login; end if; end $$"
    )
    district.sql("grant select on hazardctl_schema to wang")
    assert district.refused("wang", "hazard", "list") == (7, ["upgrade_due"])


def test_one_before_any_server_is_refused(district: District) -> None:
    district.begins("BY")
    knows_no_towns(district)
    district.sql("update hazardctl_schema set version = 7")
    assert district.refused(OWNER, "hazard", "list") == (7, ["older_ledger"])
    district.sql("update hazardctl_schema set version = 99")
    assert district.refused(OWNER, "hazard", "list") == (6, ["newer_ledger"])


def test_an_upgrade_that_fails_leaves_everything_as_it_was(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by_schema(district, 8)
    monkeypatch.setattr("hazardctl.ledger.server.towns.protect", lambda _session: 1 / 0)
    assert district.run(OWNER, "hazard", "list").code == 7
    monkeypatch.undo()
    assert district.sql("select version from hazardctl_schema") == [{"version": 8}]


def test_since_the_first_server_no_step_converts_rows_that_a_server_may_have() -> None:
    for step in migrations.steps():
        if step.version > schema.OLDEST:
            for statement in step.statements_on_server():
                assert "insert into" not in statement.lower(), (step.version, statement)


def test_a_table_without_its_border_is_a_flaw(district: District) -> None:
    district.begins("BY")
    district.sql("alter table hazard no force row level security")
    told = district.run(OWNER, "verify", "--format", "json")
    assert (told.code, [one["code"] for one in told.data["faults"]]) == (1, ["schema_changed"])


def test_the_superuser_s_own_upgrade_leaves_the_tables_with_their_owner(district: District) -> None:
    made_by_schema(district, 8)
    district.does(postgres.OWNER, "init")
    owners = {
        row["tableowner"]
        for row in district.sql("select tableowner from pg_tables where schemaname = 'public'")
    }
    assert owners == {OWNER}
