"""A ledger of the first version meets this program: copied, brought up to date in one go, and nothing else touched."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hazardctl.domain import movement
from hazardctl.ledger import connect, copies, migrations, upgrade
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.journal import GENESIS, HASHED, Change
from hazardctl.ledger.mapping import hazard_row, span_rows
from hazardctl.ledger.queries import cases
from hazardctl.ledger.writing import Signature, writing

if TYPE_CHECKING:
    from tests.ledger.conftest import Keeper

    from hazardctl.domain.case import Case
    from hazardctl.domain.hazard import Hazard

Rows = dict[str, list[dict[str, object]]]

FIRST = migrations.steps()[:1]
VILLAGE_HAZARD = ("hazard", "add", "--title", "配电箱未接地", "--level", "general", "--unit", "经发办", "--source",
                  "department", "--village", "双龙村", "--fixed-on-spot", "已更换")  # fmt: skip
READ = ("hazard", "list")
WRITE = ("unit", "add", "石龙村")


@pytest.fixture
def old(keeper: "Keeper") -> "Keeper":
    """A ledger as the first version left it: units, a delivery, a closed hazard, and an enterprise."""
    keeper.path.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "steps", lambda: FIRST)
        patch.setattr(migrations, "NEWEST", 1)
        patch.setattr(connect, "NEWEST", 1)
        patch.setattr(cases, "hazard_row", as_the_first_version)
        patch.setattr(cases, "span_rows", spans_as_the_first_version)
        patch.setattr(movement, "moved", lambda *_: {})
        keeper.does("init", "--preparer", "王五", today="2023-06-01")
        keeper.does("unit", "add", "双龙村", "白羊社区", today="2023-06-01")
        keeper.does("phase", "deliver", "task-list", "--unit", "双龙村", today="2023-06-05")
        keeper.does(*VILLAGE_HAZARD, "--reviewer", "周八")
        with writing(keeper.path, Signature("王五", "hazard add")) as writer:
            row = {"uid": new_uid(), "town": writer.town, "name": "幸福超市", "name_key": "幸福超市",
                   "village": "双龙村", "sector": None, "registered_on": "2023-06-05"}  # fmt: skip
            writer.record(Change("enterprise", row))
    assert version(keeper.path) == 1
    return keeper


def as_the_first_version(hazard: "Hazard", town: str) -> dict[str, Any]:
    """Return a hazard's row without the columns that came later."""
    later = {"supervisor", "source_no"}
    return {name: value for name, value in hazard_row(hazard, town).items() if name not in later}


def spans_as_the_first_version(case: "Case", town: str) -> list[dict[str, Any]]:
    """Return a hazard's kept rows without the columns that came later."""
    later = {"village", "source", "sector", "on_spot"}
    return [{name: row[name] for name in row if name not in later} for row in span_rows(case, town)]


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (have,) = connection.execute("pragma user_version").fetchone()
    return int(have)


def contents(path: Path) -> Rows:
    """Return every row of every table of a file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = [r["name"] for r in connection.execute("select name from sqlite_master where type = 'table'")]
        found = {name: [dict(row) for row in connection.execute(f"select * from {name}")] for name in names}
    return {name: sorted(rows, key=lambda row: json.dumps(row, default=str)) for name, rows in found.items()}


def copies_of(keeper: "Keeper") -> list[Path]:
    return sorted((keeper.path.parent / "backups").glob("*"))


def assert_upgraded(keeper: "Keeper", before: Rows) -> None:
    """Hold an upgraded ledger against what it was."""
    now = contents(keeper.path)
    assert version(keeper.path) == migrations.NEWEST
    assert keeper.rows("pragma integrity_check") == [{"integrity_check": "ok"}]
    assert keeper.rows("pragma foreign_key_check") == []
    for table, rows in before.items():
        if table not in {"journal", "migration", "unit"}:
            assert [{key: row[key] for key in rows[0]} for row in now[table]] == rows, table
    assert [row for row in now["journal"] if row in before["journal"]] == before["journal"]
    assert [row for row in now["unit"] if row in before["unit"]] == before["unit"]


def assert_chained(keeper: "Keeper") -> list[dict[str, object]]:
    """Recompute the chain from nothing but the entries, and return them."""
    entries, previous = keeper.rows("select * from journal order by seq"), GENESIS
    for number, entry in enumerate(entries, start=1):
        text = json.dumps(
            [entry[key] for key in HASHED], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert (entry["seq"], entry["previous"]) == (number, previous)
        assert entry["hash"] == hashlib.sha256(text.encode()).hexdigest()
        previous = str(entry["hash"])
    return entries


@pytest.mark.parametrize(
    "words", [READ, WRITE, ("status",), ("hazard", "show", "BY-2023-0001")], ids=" ".join
)
def test_the_first_command_brings_an_old_ledger_up_to_date(old: "Keeper", words: tuple[str, ...]) -> None:
    before = contents(old.path)
    old.does(*words)
    assert_upgraded(old, before)
    assert_chained(old)
    assert (old.path.stat().st_mode & 0o777) == 0o600


@pytest.mark.parametrize("words", [READ, WRITE], ids=["read", "write"])
def test_a_copy_from_before_lies_beside_it(old: "Keeper", words: tuple[str, ...]) -> None:
    before = contents(old.path)
    old.does(*words)
    (copy,) = copies_of(old)
    assert copy.name.startswith("ledger-v1-")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    assert (version(copy), contents(copy)) == (1, before)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    ("words", "command"), [(READ, "migrate"), (WRITE, "unit add")], ids=["read", "write"]
)
def test_the_journal_says_what_was_done_and_where_the_copy_is(
    old: "Keeper", words: tuple[str, ...], command: str
) -> None:
    head = old.rows("select seq, hash from journal order by seq desc limit 1")[0]
    old.does(*words)
    new = [entry for entry in assert_chained(old) if int(str(entry["seq"])) > int(str(head["seq"]))]
    assert [entry["entity"] for entry in new[: migrations.NEWEST]] == [
        *["migration"] * (migrations.NEWEST - 1),
        "backup",
    ]
    assert {entry["command"] for entry in new} == {command}
    assert len({entry["tx"] for entry in new}) == 1
    (copy,) = copies_of(old)
    (row,) = old.rows("select path, head from backup")
    assert row == {"path": str(copy), "head": head["hash"]}
    (step,) = old.rows("select * from migration where version = 2")
    assert step["hash"] == migrations.steps()[1].hash


def test_an_old_ledger_is_upgraded_once(old: "Keeper") -> None:
    for words in (READ, WRITE, READ, ("status",)):
        old.does(*words)
    assert len(copies_of(old)) == 1
    assert old.rows("select version from migration order by version") == [
        {"version": step.version} for step in migrations.steps()
    ]


def test_what_is_entered_after_the_upgrade_stands_beside_what_was_there(old: "Keeper") -> None:
    old.does(*VILLAGE_HAZARD, "--enterprise", "幸福超市")
    rows = old.rows(
        "select h.no, e.name from hazard h left join enterprise e on e.uid = h.enterprise order by no"
    )
    assert rows == [{"no": "BY-2023-0001", "name": None}, {"no": "BY-2023-0002", "name": "幸福超市"}]


def test_a_refused_command_leaves_the_old_ledger_and_no_heap_of_copies(old: "Keeper") -> None:
    before = contents(old.path)
    for _ in range(3):
        assert old.run("hazard", "add", "--title", "缺其余") == 4
    assert (version(old.path), contents(old.path)) == (1, before)
    assert len(copies_of(old)) == 1
    old.does(*READ)
    assert [str(copy) for copy in copies_of(old)] == [
        row["path"] for row in old.rows("select path from backup")
    ]


def test_nobody_can_upgrade_between_the_copy_and_the_upgrade(
    old: "Keeper", monkeypatch: pytest.MonkeyPatch
) -> None:
    write, refused = copies.write, []

    def meanwhile(ledger: Path, target: Path) -> str:
        """Another program asks for the lock while the copy is made: what it would leave must not become the copy."""
        with closing(sqlite3.connect(ledger, timeout=0)) as other, pytest.raises(sqlite3.OperationalError):
            other.execute("begin immediate")
        refused.append(ledger)
        return write(ledger, target)

    monkeypatch.setattr(copies, "write", meanwhile)
    old.does(*WRITE)
    assert refused == [old.path]
    assert [version(copy) for copy in copies_of(old)] == [1]
    assert [str(copy) for copy in copies_of(old)] == [
        row["path"] for row in old.rows("select path from backup")
    ]
    assert_chained(old)


def test_an_upgrade_that_fails_halfway_leaves_the_old_ledger(
    old: "Keeper", monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(old.path)

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(upgrade, "migration_row", fails)
    assert old.run(*READ) == 7
    assert (version(old.path), contents(old.path)) == (1, before)


def test_a_copy_that_cannot_be_written_stops_the_upgrade_and_says_why(
    old: "Keeper", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = old.path.read_bytes()

    def read_only(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("hazardctl.ledger.copies.tempfile.mkstemp", read_only)
    capsys.readouterr()
    assert (old.run(*READ), old.run(*WRITE)) == (7, 7)
    written = capsys.readouterr().err
    assert "backups" in written
    assert "读写权限" in written
    assert "Traceback" not in written
    assert old.path.read_bytes() == before


def test_a_file_where_the_folder_of_copies_should_be_is_named(
    old: "Keeper", capsys: pytest.CaptureFixture[str]
) -> None:
    before = old.path.read_bytes()
    (old.path.parent / "backups").write_text("x", encoding="utf-8")
    capsys.readouterr()
    assert old.run(*READ) == 7
    assert "backups" in capsys.readouterr().err
    assert old.path.read_bytes() == before


@pytest.mark.parametrize("words", [READ, WRITE], ids=["read", "write"])
def test_an_old_ledger_marked_read_only_is_left_alone_and_said_so(
    old: "Keeper", words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    before = old.path.read_bytes()
    old.path.chmod(0o400)
    capsys.readouterr()
    assert old.run(*words) == 7
    assert "只读" in capsys.readouterr().err
    assert old.path.read_bytes() == before
    assert copies_of(old) == []


@pytest.mark.parametrize("words", [READ, WRITE], ids=["read", "write"])
def test_a_ledger_from_a_newer_program_is_refused_and_left_alone(
    keeper: "Keeper", words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(keeper.path)) as connection:
        connection.execute(f"pragma user_version = {migrations.NEWEST + 1}")
    before = keeper.path.read_bytes()
    capsys.readouterr()
    assert keeper.run(*words) == 6
    assert "升级 hazardctl" in capsys.readouterr().err
    assert keeper.path.read_bytes() == before
    assert copies_of(keeper) == []


def test_a_ledger_held_by_somebody_else_is_not_upgraded_under_their_hands(
    old: "Keeper", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hazardctl.ledger.connect.BUSY_SECONDS", 0.1)
    before = contents(old.path)
    with closing(sqlite3.connect(old.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        assert old.run(*READ) == 5
        other.execute("rollback")
    assert (version(old.path), contents(old.path)) == (1, before)
    old.does(*READ)


def test_a_damaged_old_ledger_is_not_upgraded(old: "Keeper") -> None:
    size = old.path.stat().st_size
    with old.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size // 2))
    before = old.path.read_bytes()
    assert old.run(*READ) == 6
    assert old.path.read_bytes() == before
    assert copies_of(old) == []


def test_two_who_meet_an_old_ledger_at_once_upgrade_it_once(old: "Keeper") -> None:
    before = contents(old.path)
    meeting = [
        subprocess.Popen(
            [sys.executable, "-m", "hazardctl", *words],
            env={**os.environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for words in (READ, WRITE, READ)
    ]
    ended = [(process.communicate(timeout=60), process.returncode)[1] for process in meeting]
    assert ended == [0, 0, 0]
    assert_upgraded(old, before)
    assert_chained(old)
    assert old.rows("select version from migration order by version") == [
        {"version": step.version} for step in migrations.steps()
    ]
    assert [str(copy) for copy in copies_of(old)] == [
        row["path"] for row in old.rows("select path from backup")
    ]


def test_a_copy_of_an_older_schema_is_brought_up_to_date_on_its_way_into_place(
    old: "Keeper", tmp_path: Path
) -> None:
    copy = tmp_path / "old.db"
    copy.write_bytes(old.path.read_bytes())
    old.does("restore", str(copy), "--yes")
    assert version(old.path) == migrations.NEWEST
    assert [row["entity"] for row in old.rows("select entity from journal order by seq desc limit 1")] == [
        "restored"
    ]
    old.does("verify")
