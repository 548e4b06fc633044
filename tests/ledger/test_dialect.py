"""Statements that are written once say the same on a server."""

import pytest

from hazardctl.ledger import migrations
from hazardctl.ledger.server.address import Address
from hazardctl.ledger.server.dialect import definition, of_one_chain, statement


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("select 1 from t where a = :a and b >= :b_2", "select 1 from t where a = %(a)s and b >= %(b_2)s"),
        ("select ':a', x::text, 'it''s :b' from t where y=:y", "select ':a', x::text, 'it''s :b' from t where y=%(y)s"),
        ("select a % 2 from t limit :limit", "select a %% 2 from t limit nullif(%(limit)s, -1)"),
        ("insert into t (a, b) values (?, ?)", "insert into t (a, b) values (%s, %s)"),
    ],
)  # fmt: skip
def test_parameters_are_named_as_the_server_s_driver_does(ours: str, theirs: str) -> None:
    assert statement(ours) == theirs


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "create table t (a text not null, n integer check (n > 0), d text check (d glob '????-??-??')) without rowid;",
            [
                ('create table t (a text collate "C" not null, n bigint check (n > 0), '
                "d text collate \"C\" check (d ~ '^.{4}-.{2}-.{2}$'));")
            ],
        ),
        ("-- why\ninsert into t select * from u;", []),
        (
            "create trigger t_stays before update on t\nbegin select raise(abort, 'never'); end;",
            ["create trigger t_stays before update on t for each row execute function hazardctl_refuse('never')"],
        ),
    ],
)  # fmt: skip
def test_a_table_is_made_of_the_same_words(ours: str, theirs: list[str]) -> None:
    assert list(definition(ours)) == theirs


ONE = "(select * from journal where ledger = (select current_setting('hazardctl.ledger')))"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("select hash from journal order by seq desc", f"select hash from {ONE} journal order by seq desc"),
        ("select 1 from journal k where k.uid = j.uid", f"select 1 from {ONE} k where k.uid = j.uid"),
        ("from t left join journal j on j.seq = t.seq", f"from t left join {ONE} j on j.seq = t.seq"),
        ("from journal j left join act a on 1", f"from {ONE} j left join act a on 1"),
        ("(select max(seq) from journal)", f"(select max(seq) from {ONE} journal)"),
        ("from journal\n  where seq = 1", f"from {ONE} journal\n  where seq = 1"),
        ("insert into journal (a) values (?)", "insert into journal (a) values (?)"),
    ],
)
def test_the_journal_of_one_town_is_its_own_chain(ours: str, theirs: str) -> None:
    assert of_one_chain(ours) == theirs


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "select e.name from record r left join enterprise e on e.uid = r.enterprise",
            "select e.name from record r left join enterprise e on e.town = r.town and e.uid = r.enterprise",
        ),
        (
            "from act a where not exists (select 1 from hazard h where h.uid = a.hazard and h.void_on is null)",
            "from act a where not exists (select 1 from hazard h where h.town = a.town and h.uid = a.hazard and h.void_on is null)",
        ),
        (
            """from hazard h left join hazard r on r.uid = h.recurs_from
               left join hazard d on d.uid = h.duplicate_of""",
            """from hazard h left join hazard r on r.town = h.town and r.uid = h.recurs_from
               left join hazard d on d.town = h.town and d.uid = h.duplicate_of""",
        ),
        # What a subquery has is known to it alone.
        ("from (select hazard from span) l join hazard h on h.uid = l.hazard",) * 2,
    ],
)
def test_a_join_is_one_within_a_town(ours: str, theirs: str) -> None:
    assert statement(ours) == theirs


def test_what_is_never_deleted_is_never_truncated_either() -> None:
    told = [sql for step in migrations.steps() for one in step.statements() for sql in definition(one)]
    refused = {sql.split(" on ")[1].split()[0] for sql in told if "before truncate" in sql}
    assert refused == {"journal", "issue", "source_entry"}


def test_an_address_is_shown_without_its_password() -> None:
    shown = str(Address("postgresql://clerk:secret@server.example:5433/district?sslmode=require"))
    assert shown == "postgresql://server.example:5433/district"


def test_an_address_that_is_none_is_shown_without_what_may_be_a_password() -> None:
    assert "secret" not in str(Address("postgresql://clerk:secret/1@server.example/district"))
