"""All or nothing: what is refused, fails or collides leaves the ledger as it was."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries import cases
from hazardctl.ledger.writing import Signature, Writer, creating, setting_row, writing

if TYPE_CHECKING:
    from tests.ledger.conftest import Keeper

ADD = ("hazard", "add", "--title", "配电箱未接地", "--level", "general", "--unit", "经发办", "--source", "department",
       "--enterprise", "测试食品厂")  # fmt: skip
SPOT = (*ADD, "--fixed-on-spot", "已更换")
WHO = Signature("王五", "test")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (ADD, 4),
        ((*ADD, "--funds", "-5"), 4),
        ((*SPOT, "--unit", "无此办"), 4),
        ((*SPOT, "--found-on", "2023-07-11"), 4),
        (("hazard", "rectify", "BY-2023-9999"), 3),
        (("hazard", "rectify", "BY-2023-0001"), 4),
        (("hazard", "close", "BY-2023-0001"), 4),
        (("hazard", "amend", "BY-2023-0001"), 4),
        (("hazard", "void", "BY-2023-0001"), 4),
        (("hazard", "transfer", "BY-2023-0001", "--to", "经发办", "--kind", "reassign", "--reason", "x"), 4),
        (("unit", "add", "双龙村"), 4),
        (("unit", "join", "无此组", "双龙村"), 3),
        (("inspect", "add", "--enterprise", "新厂", "--unit", "无此办"), 4),
        (("phase", "deliver", "task-list", "--unit", "无此办"), 4),
        (("phase", "deliver", "nothing", "--unit", "双龙村"), 3),
        (("init",), 4),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, tuple) else str(value),
)
def test_a_refused_command_leaves_every_byte_as_it_was(
    keeper: "Keeper", words: tuple[str, ...], code: int
) -> None:
    keeper.does(*SPOT)
    before = keeper.path.read_bytes()
    assert keeper.run(*words) == code
    assert keeper.path.read_bytes() == before
    assert sorted(path.name for path in keeper.path.parent.iterdir()) == ["ledger.db"]


def test_a_new_ledger_is_the_office_s_alone(keeper: "Keeper") -> None:
    assert keeper.path.stat().st_mode & 0o777 == 0o600
    assert keeper.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_was_there_keeps_its_rights(keeper: "Keeper", tmp_path: Path) -> None:
    folder = tmp_path / "共用"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    keeper.does("--ledger", str(folder / "台账.db"), "init")
    assert folder.stat().st_mode & 0o777 == 0o755
    assert (folder / "台账.db").stat().st_mode & 0o777 == 0o600


def test_a_failure_in_the_middle_of_a_transaction_leaves_nothing(
    keeper: "Keeper", monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keeper.path.read_bytes()

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Writer, "keep", fails)
    assert keeper.run(*SPOT) == 7
    monkeypatch.undo()
    assert keeper.path.read_bytes() == before


def test_an_unexpected_failure_is_no_traceback_and_leaves_nothing(
    keeper: "Keeper", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = keeper.path.read_bytes()

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cases, "span_rows", fails)
    assert keeper.run(*SPOT) == 7
    written = capsys.readouterr()
    assert "Traceback" not in written.err
    assert "程序出了意外" in written.err
    assert keeper.path.read_bytes() == before


def test_an_interrupted_write_leaves_nothing(keeper: "Keeper", monkeypatch: pytest.MonkeyPatch) -> None:
    before = keeper.path.read_bytes()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Writer, "keep", interrupted)
    assert keeper.run(*SPOT) == 130
    assert keeper.path.read_bytes() == before


def test_a_ledger_whose_making_fails_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ledger.db"

    def make() -> None:
        with creating(path, WHO, town="BY") as writer:
            writer.record(setting_row(writer, "series", "BY"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make()
    assert list(path.parent.iterdir()) == []


def test_an_init_that_is_refused_leaves_no_file(keeper: "Keeper", tmp_path: Path) -> None:
    path = tmp_path / "另一处" / "ledger.db"
    assert keeper.run("--ledger", str(path), "init", "--series", "../etc") == 4
    assert keeper.run("--ledger", str(path), "--plan", str(tmp_path / "无"), "init") != 0
    assert not path.exists()


def test_a_batch_is_recorded_as_one_chain(keeper: "Keeper") -> None:
    with writing(keeper.path, WHO) as writer:
        writer.record(*(setting_row(writer, f"key{n}", new_uid()) for n in range(1000)))
    (counted,) = keeper.rows(
        "select count(*) as n, count(distinct hash) as hashes from journal where command = 'test'"
    )
    assert counted == {"n": 1000, "hashes": 1000}


def _process(*words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "hazardctl", *words],
        env={**os.environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_who_type_at_once_get_different_numbers(keeper: "Keeper") -> None:
    typing = [_process(*SPOT, "--place", f"{n}楼") for n in range(4)]
    ended = [(process.communicate(timeout=60), process.returncode)[1] for process in typing]
    assert ended == [0, 0, 0, 0]
    assert [row["no"] for row in keeper.rows("select no from hazard order by no")] == [
        f"BY-2023-000{n}" for n in (1, 2, 3, 4)
    ]


def test_two_who_make_a_ledger_at_once_make_one(keeper: "Keeper", tmp_path: Path) -> None:
    path = tmp_path / "new" / "ledger.db"
    making = [_process("--ledger", str(path), "init") for _ in range(2)]
    ended = sorted((process.communicate(timeout=60), process.returncode)[1] for process in making)
    assert ended[0] == 0
    assert ended[1] in {4, 5, 6, 7}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select count(*) from setting where key = 'ledger'").fetchone() == (1,)


def test_a_ledger_held_by_somebody_else_is_busy(
    keeper: "Keeper", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("hazardctl.ledger.connect.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(keeper.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        assert keeper.run(*SPOT) == 5
        assert "Traceback" not in capsys.readouterr().err
        assert keeper.run("hazard", "list") == 0
        other.execute("rollback")
    keeper.does(*SPOT)


def test_a_writer_that_died_is_rolled_back_by_the_next_question(keeper: "Keeper") -> None:
    keeper.does(*SPOT)
    dies = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('pragma cache_size = 1')\n"
        "c.execute('begin immediate')\n"
        "c.execute(\"update hazard set title = '半截'\")\n"
        "c.execute('create table filler as with recursive n(i) as (select 1 union all select i + 1 from n"
        " where i < 5000) select i, hex(randomblob(200)) as b from n')\n"
        "os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", dies, str(keeper.path)], check=False).returncode == 9
    assert (keeper.path.parent / "ledger.db-journal").exists()
    keeper.does("hazard", "list")
    assert [row["title"] for row in keeper.rows("select title from hazard")] == ["配电箱未接地"]


def test_what_a_list_of_rows_leaves_out_is_null_all_the_same(keeper: "Keeper") -> None:
    """Columns that no row of a long list fills are not named when it is stored."""
    with closing(sqlite3.connect(keeper.path)) as raw:
        tables = [name for (name,) in raw.execute("select name from sqlite_master where type = 'table'")]
        other = [
            (table, name)
            for table in tables
            for _, name, _, needed, default, in_key in raw.execute(f"pragma table_info({table})")
            if default is not None and not needed and not in_key
        ]
    assert other == []


@pytest.mark.parametrize("filled", [None, 0, 150, 299])
def test_a_column_that_one_row_of_many_fills_is_stored(keeper: "Keeper", filled: int | None) -> None:
    with writing(keeper.path, WHO) as writer:
        units = [
            {"uid": new_uid(), "town": writer.town, "key": f"第{n}村", "name": f"第{n}村", "kind": "village",
             "aliases": "[]", "every": "office" if n == filled else None, "origin": "office",
             "added_on": "2023-07-10"}
            for n in range(300)
        ]  # fmt: skip
        writer.record(*(Change("unit", row) for row in units))
    with closing(sqlite3.connect(keeper.path)) as raw:
        found = raw.execute(
            "select name, every from unit where every is not null and kind = 'village'"
        ).fetchall()
        (number,) = raw.execute("select count(*) from unit where name like '第%村'").fetchone()
    assert found == ([] if filled is None else [(f"第{filled}村", "office")])
    assert number == 300
    assert keeper.run("verify") == 0
