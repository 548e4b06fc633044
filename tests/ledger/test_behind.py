"""Rows stored behind the caller's back are all there, in their order, or none of them is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hazardctl.ledger import behind, connect

AT_ONCE, MANY = 2_000, 5_000
"""Rows that one statement takes here, and more, which are no whole number of those."""


@pytest.fixture
def raw(tmp_path: Path) -> Iterator[behind.Behind]:
    path = tmp_path / "some.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("create table t (id integer primary key, said text, missing text)")
    with closing(connect.connect_as(behind.Behind, path, mode="rw")) as opened:
        opened.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 3 * AT_ONCE)
        opened.execute("begin immediate")
        yield opened


def rows(start: int, end: int) -> list[tuple[int, str, None]]:
    return [(n, f"第{n}行", None) for n in range(start, end)]


def stored(raw: behind.Behind) -> list[int]:
    return [row["id"] for row in raw.execute("select id from t order by rowid")]


@pytest.mark.parametrize("number", [0, 1, 999, 1_000, MANY, 3 * AT_ONCE, 3 * AT_ONCE + 1])
def test_all_rows_are_there_for_whoever_asks(raw: behind.Behind, number: int) -> None:
    raw.insert("t", ("id", "said", "missing"), rows(0, number), "")

    assert stored(raw) == list(range(number))


def test_values_stay_what_they_are(raw: behind.Behind) -> None:
    raw.insert("t", ("id", "said", "missing"), rows(0, MANY), "")

    (row,) = raw.execute(
        "select *, typeof(id) as a, typeof(said) as b, typeof(missing) as c from t where id = 4321"
    )
    assert tuple(row) == (4321, "第4321行", None, "integer", "text", "null")


def test_what_comes_later_is_done_later(raw: behind.Behind) -> None:
    raw.insert("t", ("id", "said", "missing"), rows(0, MANY), "")
    raw.executemany("delete from t where id = ?", [(1,), (MANY - 1,)])
    raw.insert("t", ("id", "said", "missing"), [(1, "again", None)], " on conflict (id) do nothing")
    for start in range(MANY, 9 * MANY, MANY):
        raw.insert("t", ("id", "said", "missing"), rows(start, start + MANY), "")

    assert stored(raw) == [n for n in range(9 * MANY) if n != MANY - 1]


def test_a_row_that_cannot_be_stored_is_told_before_the_commit_and_nothing_stays(raw: behind.Behind) -> None:
    raw.insert("t", ("id", "said", "missing"), rows(0, MANY), "")
    raw.insert("t", ("id", "said", "missing"), rows(MANY - 1, 2 * MANY), "")
    raw.insert("t", ("id", "said", "missing"), rows(2 * MANY, 3 * MANY), "")

    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("commit")

    assert stored(raw) == list(range(MANY))  # what came after the mistake was not tried
    raw.execute("rollback")
    assert stored(raw) == []


def test_after_a_mistake_was_told_the_connection_stores_again(raw: behind.Behind) -> None:
    raw.insert("t", ("id", "said", "missing"), [(1, "a", None)] * MANY, "")
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("select 1")
    raw.execute("rollback")

    raw.execute("begin immediate")
    raw.insert("t", ("id", "said", "missing"), rows(0, MANY), "")
    raw.execute("commit")

    assert stored(raw) == list(range(MANY))


def test_a_mistake_is_told_when_too_many_lists_wait(raw: behind.Behind) -> None:
    with pytest.raises(sqlite3.IntegrityError):  # noqa: PT012  which of the lists hears of it depends on the thread
        for _ in range(20):
            raw.insert("t", ("id", "said", "missing"), rows(0, MANY), "")

    raw.execute("rollback")
    assert stored(raw) == []


def test_an_interrupted_wait_leaves_nothing_outside_the_transaction(
    raw: behind.Behind, monkeypatch: pytest.MonkeyPatch
) -> None:
    import concurrent.futures

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    for start in range(0, 3 * MANY, MANY):
        raw.insert("t", ("id", "said", "missing"), rows(start, start + MANY), "")
    with monkeypatch.context() as patch:
        patch.setattr(concurrent.futures, "wait", interrupted)
        with pytest.raises(KeyboardInterrupt):
            raw.execute("select 1")
    raw.execute("rollback")

    assert not raw.in_transaction
    assert stored(raw) == []


def test_closing_stores_nothing_that_was_not_committed(raw: behind.Behind, tmp_path: Path) -> None:
    for start in range(0, 3 * MANY, MANY):
        raw.insert("t", ("id", "said", "missing"), rows(start, start + MANY), "")
    raw.close()

    with closing(sqlite3.connect(tmp_path / "some.db")) as found:
        assert found.execute("select count(*) from t").fetchone() == (0,)
