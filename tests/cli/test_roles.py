"""What a login may do past the program, with its own psql: a town's rows are its own, and tip-offs are for few."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests import postgres
from tests.cli.district import OWNER, District, as_role

from hazardctl.ledger.layout import layout

pytestmark = pytest.mark.file
"""These bring their own database, whatever engine the others run on."""

TIPOFF = ("tipoff", "add", "--text-file", "tip.txt", "--channel", "phone")


@pytest.fixture
def full(two: District, tmp_path: Path) -> District:
    """Both towns with a hazard, an issue and a tip-off."""
    (tmp_path / "tip.txt").write_text("仓库夜里偷偷作业", encoding="utf-8")
    for login, town in (("wang", "BY"), ("zhao", "QS")):
        two.registers(login, "--plan", str(two.plan(town)))
    for town in ("BY", "QS"):
        words = ("--plan", str(two.plan(town)), "--town", town)
        two.does(OWNER, *words, "report", "monthly", "2023-06", "--issue", today="2023-07-02")
        two.does(OWNER, *words, *TIPOFF)
    return two


@contextmanager
def psql(full: District, login: str) -> Iterator[psycopg.Connection[Any]]:
    """Connect as a login, past the program."""
    with psycopg.connect(as_role(full.address, login), autocommit=True) as connection:
        yield connection


def refusal(connection: psycopg.Connection[Any], sql: str) -> str:
    """Return the state with which the server refuses a statement, '' where it lets it through."""
    try:
        connection.execute(sql.encode())
    except psycopg.Error as error:
        return error.sqlstate or "?"
    return ""


def counts(connection: psycopg.Connection[Any], sql: str) -> int:
    """Return the number that a statement answers."""
    row = connection.execute(sql.encode()).fetchone()
    assert row
    return int(row[0])


NOT_ALLOWED = "42501"
TABLES = sorted(layout().tables.keys() - {"secret"})


def test_no_row_of_another_town_is_seen_in_any_table(full: District) -> None:
    with psql(full, "wang") as mine, psql(full, postgres.OWNER) as all_:
        for table in TABLES:
            assert counts(mine, f"select count(*) from {table} where town <> 'BY'") == 0, table
            own = f"select count(*) from {table} where town = 'BY'"
            assert counts(mine, own) == counts(all_, own), table
        assert counts(all_, "select count(*) from journal where town = 'QS'") > 0
        assert refusal(mine, "select * from secret") == NOT_ALLOWED


@pytest.mark.parametrize(
    "said", ["set hazardctl.town = 'QS'", "set hazardctl.town = ''", "select set_config('hazardctl.town', 'QS', false)", "reset all"]
)  # fmt: skip
def test_what_a_clerk_sets_only_narrows(full: District, said: str) -> None:
    with psql(full, "wang") as mine:
        mine.execute(said.encode())
        assert counts(mine, "select count(*) from hazard where town <> 'BY'") == 0
        assert refusal(mine, "update unit set name = 'x' where town = 'QS'") == ""
    with psql(full, postgres.OWNER) as all_:
        assert counts(all_, "select count(*) from unit where name = 'x'") == 0


def test_a_clerk_writes_into_no_other_town(full: District) -> None:
    columns = ", ".join(
        name for name in layout().tables["unit"].columns if name not in {"uid", "town", "key"}
    )
    insert = (
        f"insert into unit (uid, town, key, {columns}) select 'u1', 'QS', 'k', {columns} from unit limit 1"
    )
    with psql(full, "wang") as mine:
        assert refusal(mine, insert) == NOT_ALLOWED
        assert refusal(mine, "update unit set town = 'QS' where key = '双龙村'") == NOT_ALLOWED
        assert refusal(mine, "copy setting (uid, town, key, value) from stdin") != ""
        assert refusal(mine, "copy (select 1) to program 'true'") == NOT_ALLOWED
        # Neither an entry in another's chain, nor one of one's own in it.
        entry = "insert into journal select {ledger}, 9999, format, {town}, tx, at, today, actor, command, entity, uid, image, previous, hash from journal limit 1"
        other = "(select ledger from hazardctl_town where town = 'QS')"
        assert refusal(mine, entry.format(ledger="ledger", town="'QS'")) == NOT_ALLOWED
        assert refusal(mine, entry.format(ledger=other, town="town")) == NOT_ALLOWED
        for table in ("hazard", "unit", "setting", "movement"):
            assert mine.execute(f"delete from {table} where town = 'QS'".encode()).rowcount == 0


def test_the_past_and_the_borders_are_closed_to_clerks(full: District) -> None:
    with psql(full, "wang") as mine:
        for sql in (
            "update journal set actor = 'x'", "delete from journal", "truncate journal", "delete from issue",
            "update issue set number = 9", "delete from source_entry", "truncate hazard",
            "insert into hazardctl_member values ('wang', 'QS')", "select * from hazardctl_member",
            "update hazardctl_town set town = 'QS'", "insert into hazardctl_town values ('XX', 'x', 'x', 'x')",
            "alter table hazard disable row level security", "drop policy hazardctl_own on hazard",
            "create or replace function hazardctl_towns() returns text[] language sql as $$ select array['QS'] $$",
            "create table stray (town text)", "drop table hazard", "set role taizhang", "set session authorization zhao",
            "create view seen as select * from hazard", "set row_security = off; select * from hazard",
        ):  # fmt: skip
            assert refusal(mine, sql) in {NOT_ALLOWED, "42809"}, sql


def test_nothing_in_a_clerk_s_own_session_passes_for_the_list_of_members(full: District) -> None:
    with psql(full, "wang") as mine:
        mine.execute("create temporary table hazardctl_member (role name, town text)")
        mine.execute("insert into pg_temp.hazardctl_member values ('wang', 'QS')")
        mine.execute("set search_path = pg_temp, public")
        assert counts(mine, "select count(*) from hazard where town = 'QS'") == 0
        mine.execute(
            "create function pg_temp.told(t text) returns bool language plpgsql cost 0.0001 as "
            "$$ begin raise exception 'seen %', t; end $$"
        )
        assert refusal(mine, "select * from public.hazard where town = 'QS' and pg_temp.told(title)") == ""


def test_a_reader_reads_and_writes_nothing(full: District) -> None:
    assert [one["no"] for one in full.asks("reader", "hazard", "list")] == ["BY-2023-0001"]
    told = full.run("reader", "unit", "add", "某村")
    assert (told.code, "没有办这件事的权限" in told.err) == (7, True)
    with psql(full, "reader") as mine:
        for sql in ("update hazard set title = 'x'", "delete from span", "insert into undone values ('a', 'BY', 'b', '2023-01-01', null)"):  # fmt: skip
            assert refusal(mine, sql) == NOT_ALLOWED, sql


def test_tip_offs_are_for_those_who_were_given_them(full: District) -> None:
    (no,) = (one["no"] for one in full.asks("wang", "tipoff", "list"))
    for words in (("tipoff", "show", no), TIPOFF, ("tipoff", "redact", no, "--reason", "办结")):
        assert full.refused("wang", *words) == (4, ["tipoffs_closed"]), words
    assert "hazardctl_tipoffs" in full.run("wang", "tipoff", "show", no).err
    assert full.asks("sun", "tipoff", "show", no)["text"] == "仓库夜里偷偷作业"
    assert full.asks("sun", *TIPOFF)["no"] != no
    with psql(full, "sun") as mine:
        assert counts(mine, "select count(*) from secret where town <> 'BY'") == 0
        assert refusal(mine, "delete from secret") == NOT_ALLOWED


def test_who_may_not_read_them_does_everything_else(full: District) -> None:
    no = "BY-2023-0001"
    full.does("wang", "hazard", "amend", no, "--place", "二楼")
    full.does("wang", "hazard", "rectify", no, "--on", "2023-07-10", "--by", "李四", "--note", "已换")
    full.does("wang", "undo", "--yes")
    for words in (
        ("log",),
        ("check",),
        ("status",),
        ("report", "monthly"),
        ("hazard", "history", no),
        ("doctor",),
    ):
        told = full.run("wang", *words)
        assert told.code in {0, 1}, (words, told.err)
    proof = full.asks("wang", "verify")
    assert (proof["sound"], proof["hidden"]) == (True, ["secret"])
    assert "没有核对：举报内容" in full.does("wang", "verify").out
    assert full.asks("sun", "verify")["hidden"] == []
    assert full.refused("wang", "move", "x.db") == (4, ["tipoffs_closed"])


def test_an_undo_by_who_may_not_read_it_leaves_the_text(full: District) -> None:
    no = full.asks("sun", *TIPOFF)["no"]
    full.does("wang", "undo", full.asks("wang", "log")[0]["tx"], "--yes")
    assert full.asks("sun", "tipoff", "show", no)["text"] == "仓库夜里偷偷作业"
    assert full.asks("sun", "verify")["sound"]


def test_writers_of_two_towns_do_not_wait_for_each_other(
    full: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hazardctl.ledger.server.locks.SECONDS", 1)
    busy, done = threading.Event(), threading.Event()

    def holds() -> None:
        with psycopg.connect(as_role(full.address, "wang")) as connection:
            connection.execute(
                "select pg_advisory_xact_lock_shared(hashtext('hazardctl')), pg_advisory_xact_lock(hashtext('hazardctl'), hashtext('BY'))"
            )
            busy.set()
            done.wait(30)

    waiting = threading.Thread(target=holds)
    waiting.start()
    try:
        busy.wait(10)
        begun = time.monotonic()
        assert full.registers("zhao", "--plan", str(full.plan("QS"))) == "QS-2023-0002"
        assert time.monotonic() - begun < 1  # it did not wait for its turn at all
        assert full.refused("wang", "unit", "add", "某村") == (5, ["busy"])
    finally:
        done.set()
        waiting.join()


def test_the_script_may_be_run_again(full: District) -> None:
    full.has_roles()
    assert full.registers("wang") == "BY-2023-0002"
