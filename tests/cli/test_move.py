"""A whole ledger moved: file to file, to a server and back, the same in every answer, and nothing left of a failed one."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests import postgres
from tests.cli.conftest import Office

from hazardctl.ledger.proof import reading
from hazardctl.ledger.server import schema

Load = Callable[[Any, str, Any, Any], None]
ANSWERS = (
    ("status",), ("hazard", "list", "--format", "json"), ("report", "monthly", "2023-07", "--format", "json"),
    ("log", "--format", "json"), ("check", "--format", "json"), ("unit", "list", "--format", "json"), ("phase", "status", "--format", "json"),
    ("hazard", "history", "BY-2023-0001", "--format", "json"), ("task", "status", "--format", "json"),
)  # fmt: skip

pytestmark = pytest.mark.file
"""What is moved begins as a file."""


@pytest.fixture
def full(office: Office, tmp_path: Path) -> Office:
    """A town with something of everything: closed, void, a duplicate of a later one, attached, told, undone."""
    photo = tmp_path / "现场.txt"
    photo.write_text("照片", encoding="utf-8")
    first = office.registers()
    office.does("hazard", "attach", first, str(photo))
    second, third = (
        office.registers(title="灭火器过期", found_on="2023-07-01"),
        office.registers(title="通道堵塞", level="major", criterion="第三条"),
    )
    office.does("hazard", "rectify", second, "--on", "2023-07-05", "--by", "李四", "--note", "已换")
    office.closes(second, on="2023-07-06", today="2023-07-10")
    office.does("hazard", "report", third, "--kind", "discovered", "--to", "应急办", "--on", "2023-07-10")
    office.does("hazard", "void", first, "--reason", "重复登记", "--duplicate-of", third)
    office.does("submit", "--unit", "双龙村", "--month", "2023-06", "--nil")
    office.registers(title="登错的")
    office.does("undo", "--yes")
    return office


def answers(office: Office) -> list[tuple[int, str]]:
    """Return what every question is answered."""
    return [(told.code, told.out) for told in (office.run(*words, today="2023-08-01") for words in ANSWERS)]


def test_a_file_becomes_another_with_all_that_belongs_to_it(
    full: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(full)
    target, here = tmp_path / "新处" / "ledger.db", full.contents()
    done = full.asks("move", str(target))
    assert full.contents() == here, "the one that it comes from stays as it is"
    assert (done["source"], done["target"], done["files"]) == (str(full.ledger), str(target), 1)
    assert done["head"] == json.loads(full.run("hazard", "list", "--format", "json").out)["journal_head"]
    monkeypatch.setenv("HAZARDCTL_LEDGER", str(target))
    assert answers(full) == before
    assert full.run("verify").code == 0
    assert target.stat().st_mode & 0o777 == 0o600


def test_to_a_server_and_back_every_answer_is_the_same(
    full: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: str
) -> None:
    before = answers(full)
    told = full.does("move", elsewhere).out
    assert all(words in told for words in ("逐行核对一致", f"HAZARDCTL_LEDGER 设为 {elsewhere}"))
    monkeypatch.setenv("HAZARDCTL_LEDGER", elsewhere)
    assert answers(full) == before
    assert full.run("verify").code == 0
    back = tmp_path / "回来" / "ledger.db"
    # The office that takes it back need not be the one that attached what is attached.
    shutil.rmtree(full.home / "evidence")
    assert full.asks("move", str(back))["files_left"] == []
    monkeypatch.setenv("HAZARDCTL_LEDGER", str(back))
    assert answers(full) == before
    assert full.run("verify").code == 0
    # And it goes on there: the next number, the next entry.
    assert full.registers(title="搬回以后") == "BY-2023-0005"


def test_nothing_is_put_where_something_is(full: Office, tmp_path: Path, elsewhere: str) -> None:
    letter = tmp_path / "信.txt"
    letter.write_text("别动", encoding="utf-8")
    full.does("move", elsewhere)
    for place in (str(letter), str(full.ledger), elsewhere):
        assert full.is_refused("move", place) == ["occupied"]
    assert letter.read_text(encoding="utf-8") == "别动"


def test_a_ledger_that_is_not_whole_is_not_carried_on(full: Office, tmp_path: Path) -> None:
    full.sql("update hazard set title = '改过的' where no = 'BY-2023-0002'")
    told = full.run("move", str(tmp_path / "a.db"), "--format", "json")
    assert (told.code, told.codes) == (6, ["not_whole"])
    assert not (tmp_path / "a.db").exists()


def test_what_does_not_arrive_as_it_was_sent_is_taken_back(
    full: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: str
) -> None:
    def losing(load: Load) -> Load:
        return lambda self, table, columns, rows: load(
            self, table, columns, list(rows)[:-1] if table == "act" else rows
        )

    monkeypatch.setattr(reading.Taker, "load", losing(reading.Taker.load))
    monkeypatch.setattr(schema.Taker, "load", losing(schema.Taker.load))
    for place in (str(tmp_path / "a.db"), elsewhere):
        told = full.run("move", place, "--format", "json")
        assert (told.code, told.codes) == (6, ["not_arrived"])
    monkeypatch.undo()
    assert not (tmp_path / "a.db").exists()
    assert not postgres.sql(elsewhere, "select 1 from pg_tables where schemaname = 'public'", ())


@pytest.mark.parametrize(
    "said",
    [
        "postgresql://hazard:secret@127.0.0.1/x", "POSTGRESQL://u:secret@127.0.0.1/x", " postgresql://u:sec/ret@h/x",
        "postgresql://127.0.0.1/x?user=u&password=secret", "postgres://h/x?sslpassword=secret",
    ],
)  # fmt: skip
def test_a_password_in_an_address_is_refused_and_not_said_again(full: Office, said: str) -> None:
    assert full.is_refused("move", said) == ["password_typed"]
    assert "secret" not in full.run("move", said).err


@pytest.mark.parametrize("said", ["", "  ", "mysql://h/x", "POSTGRESQL://h/x"])
def test_what_names_no_place_is_refused(full: Office, said: str) -> None:
    assert full.is_refused("move", said) == ["no_place"]


def test_what_a_town_has_of_its_own_goes_along_and_what_is_spoilt_is_named(
    full: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full.does("plan", "export", str(full.home / "plan"))
    (kept,) = (path for path in (full.home / "evidence").rglob("*") if path.is_file())
    kept.chmod(0o600)
    kept.write_text("换过", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = full.asks("move", "新处/ledger.db")
    assert (done["target"], done["files"], done["files_left"]) == (
        str(tmp_path / "新处" / "ledger.db"),
        1,
        ["现场.txt"],
    )
    assert sorted(p.name for p in (tmp_path / "新处" / "plan").iterdir()) == sorted(
        p.name for p in (full.home / "plan").iterdir()
    )


def test_an_entry_made_meanwhile_stops_the_move(
    full: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = iter(["another"])
    monkeypatch.setattr("hazardctl.services.moving.connect.journal_head", lambda _reads: next(heads))
    told = full.run("move", str(tmp_path / "a.db"))
    assert (told.code, "请大家先停手" in told.err) == (5, True)
    assert not (tmp_path / "a.db").exists()


def test_without_a_ledger_there_is_nothing_to_move(desk: Office, tmp_path: Path) -> None:
    assert desk.run("move", str(tmp_path / "a.db")).code == 3
