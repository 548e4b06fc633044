"""Copies, rotation, restoring, and a ledger that is damaged."""

import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hazardctl.domain.rotation import outdated
from hazardctl.ledger import copies, damage

if TYPE_CHECKING:
    from tests.ledger.conftest import Keeper

ADD = ("inspect", "add", "--enterprise", "幸福超市", "--unit", "应急办")


def copy_of(keeper: "Keeper", name: str = "copy.db") -> Path:
    path = keeper.path.parent.parent / name
    keeper.does("backup", str(path))
    return path


def numbers(keeper: "Keeper") -> list[str]:
    return [str(row["no"]) for row in keeper.rows("select no from inspection order by no")]


def test_a_restored_copy_says_what_it_replaced_and_the_old_file_stays(
    keeper: "Keeper", capsys: pytest.CaptureFixture[str]
) -> None:
    keeper.does(*ADD)
    copy = copy_of(keeper)
    keeper.does(*ADD)
    (old,) = keeper.rows("select seq, hash from journal order by seq desc limit 1")
    keeper.does("restore", str(copy), "--yes")
    said = capsys.readouterr().out
    assert numbers(keeper) == ["JC-2023-0001"]
    (row,) = keeper.rows("select * from restored")
    assert (row["old_head"], row["old_seq"], row["path"]) == (old["hash"], old["seq"], str(copy))
    assert "原来的台账比它多" in said
    kept = Path(str(row["kept"]))
    assert (kept.stat().st_mode & 0o777, keeper.path.stat().st_mode & 0o777) == (0o600, 0o600)
    with closing(sqlite3.connect(kept)) as raw:
        assert raw.execute("select count(*) from inspection").fetchone() == (2,)
    keeper.does("verify")


def test_without_a_terminal_a_restore_wants_yes_and_does_nothing(keeper: "Keeper") -> None:
    copy = copy_of(keeper)
    before = keeper.path.read_bytes()
    assert keeper.run("restore", str(copy)) == 4
    assert keeper.path.read_bytes() == before


def test_a_restore_makes_a_ledger_where_there_is_none(keeper: "Keeper") -> None:
    copy = copy_of(keeper)
    keeper.path.unlink()
    keeper.does("restore", str(copy))
    keeper.does("verify")


def test_only_a_whole_copy_of_this_ledger_is_restored(keeper: "Keeper", tmp_path: Path) -> None:
    copy = copy_of(keeper)
    before = keeper.path.read_bytes()
    with closing(sqlite3.connect(copy)) as raw:
        raw.execute("update setting set value = '别人' where key = 'series'")
        raw.commit()
    assert keeper.run("restore", str(copy), "--yes") == 6
    (tmp_path / "letter.db").write_text("不是台账", encoding="utf-8")
    assert keeper.run("restore", str(tmp_path / "letter.db"), "--yes") == 6
    assert keeper.run("restore", str(tmp_path / "nothing.db"), "--yes") == 3
    assert keeper.run("restore", str(keeper.path), "--yes") == 4
    other = tmp_path / "other" / "ledger.db"
    keeper.does("--ledger", str(other), "init")
    assert keeper.run("restore", str(other), "--yes") == 4
    assert keeper.path.read_bytes() == before


def test_a_copy_of_a_damaged_ledger_is_not_made(keeper: "Keeper") -> None:
    with closing(sqlite3.connect(keeper.path)) as raw:
        raw.execute("update setting set value = '别人' where key = 'series'")
        raw.commit()
    assert keeper.run("backup") == 6
    assert not list((keeper.path.parent / "backups").glob("*"))


def tears(path: Path) -> None:
    """Overwrite some pages of a file in its middle."""
    data = bytearray(path.read_bytes())
    data[8192:40960] = bytes(i * 7 % 251 for i in range(40960 - 8192))
    path.write_bytes(data)


def test_on_a_damaged_ledger_nothing_is_written_and_the_newest_good_copy_is_offered(
    keeper: "Keeper", capsys: pytest.CaptureFixture[str]
) -> None:
    keeper.does("backup")
    (good,) = copies.lying(keeper.path)
    keeper.does(*ADD)
    keeper.does("backup")
    tears(copies.lying(keeper.path)[0])
    tears(keeper.path)
    damaged = keeper.path.read_bytes()
    capsys.readouterr()
    assert keeper.run(*ADD) == 6
    assert f"hazardctl restore {good}" in capsys.readouterr().err
    assert keeper.path.read_bytes() == damaged
    assert keeper.run("who-owns", "gas-enforcement") == 0
    assert "台账已损坏，只能查看" in capsys.readouterr().err
    assert keeper.run("verify") == 1
    keeper.does("restore", str(good), "--yes")
    assert not damage.is_noted(keeper.path)
    keeper.does(*ADD)


def test_reading_goes_on_with_a_warning_where_it_can(
    keeper: "Keeper", capsys: pytest.CaptureFixture[str]
) -> None:
    keeper.does(*ADD)
    with closing(sqlite3.connect(keeper.path)) as raw:
        raw.execute("update inspection set note = '改过'")
        raw.commit()
    assert keeper.run("verify") == 1
    capsys.readouterr()
    assert keeper.run("inspect", "list") == 0
    told = capsys.readouterr()
    assert "JC-2023-0001" in told.out
    assert "台账已损坏，只能查看" in told.err
    assert keeper.run(*ADD) == 6
    with closing(sqlite3.connect(keeper.path)) as raw:
        raw.execute("update inspection set note = null")
        raw.commit()
    keeper.does("verify")
    keeper.does(*ADD)


def test_a_writer_that_waited_while_the_ledger_was_replaced_writes_into_the_new_one(keeper: "Keeper") -> None:
    from hazardctl.ledger.restoring import _held
    from hazardctl.ledger.writing import Signature, writing

    copy = copy_of(keeper)
    done: list[str] = []

    def writer() -> None:
        with writing(keeper.path, Signature("王五", "unit add")) as one:
            done.append(one.ledger)

    with _held(keeper.path):
        thread = threading.Thread(target=writer)
        thread.start()
        thread.join(0.3)
        assert not done
        replacement = keeper.path.with_name("new.db")
        shutil.copyfile(copy, replacement)
        replacement.replace(keeper.path)
    thread.join(15)
    assert len(done) == 1


def test_rotation_keeps_all_of_the_last_day_seven_days_and_twelve_months() -> None:
    now = datetime(2023, 8, 31, 3, tzinfo=UTC)
    stamps = [now - timedelta(days=day, hours=hour) for day in range(500) for hour in (0, 1, 2)]
    kept = sorted(set(stamps) - outdated(stamps), reverse=True)
    assert kept[:3] == stamps[:3]
    assert len(kept) == 3 + 6 + 11
    assert all(stamp in outdated([*stamps]) for stamp in stamps if stamp not in kept)
    assert outdated([]) == frozenset()


def test_an_outdated_copy_goes_and_is_forgotten_and_others_stay(keeper: "Keeper") -> None:
    keeper.does("backup")
    folder = keeper.path.parent / "backups"
    (made,) = folder.iterdir()
    for day in range(1, 20):
        shutil.copyfile(made, folder / f"ledger-202001{day:02d}T000000000000Z-backup.db")
    shutil.copyfile(made, folder / "ledger-v4-abc.db")
    shutil.copyfile(made, folder / "信.db")
    keeper.does("backup")
    names = {path.name for path in folder.iterdir()}
    assert {"ledger-v4-abc.db", "信.db", made.name} <= names
    assert sum("2020" in name for name in names) == 6
    assert {str(row["path"]) for row in keeper.rows("select path from backup")} <= {
        str(p) for p in folder.iterdir()
    }


def test_a_large_import_copies_the_ledger_first_and_a_refused_one_leaves_no_copy(
    keeper: "Keeper", tmp_path: Path
) -> None:
    head = "隐患描述,隐患等级,隐患来源,排查日期,整改措施,整改责任单位,整改责任人,整改资金（元）,整改时限,应急预案,监管责任单位"
    line = "灭火器过期{},一般,村排查,2023-07-01,更换,超市,李四,0,2023-08-30,有,{}"
    (tmp_path / "bad.csv").write_text(
        "\n".join([head, *(line.format(n, "没有的办") for n in range(600))]), encoding="utf-8"
    )
    (tmp_path / "good.csv").write_text(
        "\n".join([head, *(line.format(n, "经发办") for n in range(600))]), encoding="utf-8"
    )
    assert keeper.run("import", "bad.csv") == 1
    assert not list((keeper.path.parent / "backups").glob("*.db"))
    keeper.does("import", "good.csv")
    (copy,) = copies.lying(keeper.path)
    assert keeper.rows("select path from backup") == [{"path": str(copy)}]
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("select count(*) from hazard").fetchone() == (0,)
    keeper.does("undo", "--yes")
    keeper.does("verify")
