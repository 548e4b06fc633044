"""`doctor` says where everything is and what somebody should see to; each judgement has a fact behind it."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hazardctl.domain.doctor import Place, place_of, went_back
from hazardctl.ledger.surroundings import file_system

if TYPE_CHECKING:
    from tests.cli.conftest import Office


def signs(office: "Office", *words: str) -> dict[str, str]:
    result = office.run("doctor", *words, "--format", "json")
    return {sign["key"]: sign["health"] for sign in result.data}


@pytest.mark.file
def test_a_new_office_wants_a_first_copy_and_nothing_else(office: "Office") -> None:
    found = signs(office)
    assert {key for key, health in found.items() if health in {"warn", "bad"}} == {"backup", "today"}
    office.does("backup")
    assert signs(office, "--full")["backup"] == "ok"
    assert signs(office, "--full")["proof"] == "ok"
    screen = office.run("doctor").out
    assert "SQLite" in screen
    assert str(office.ledger) in screen


def test_before_there_is_a_ledger_it_still_answers(desk: "Office") -> None:
    assert signs(desk)["ledger"] == "info"
    assert desk.run("doctor").code == 0


@pytest.mark.file
def test_a_ledger_that_others_can_read_is_pointed_out(office: "Office") -> None:
    office.ledger.chmod(0o644)
    assert signs(office)["permissions"] == "warn"
    assert "chmod 600" in office.run("doctor").out


@pytest.mark.file
def test_a_spoilt_copy_and_a_tampered_ledger_are_bad(office: "Office") -> None:
    office.does("backup")
    (copy,) = (office.home / "backups").iterdir()
    copy.write_bytes(copy.read_bytes()[:40_000])
    assert signs(office)["backup"] == "bad"
    assert office.run("doctor").code == 1
    import sqlite3

    with sqlite3.connect(office.ledger) as raw:
        raw.execute("update unit set name = '别名'")
    raw.close()
    assert signs(office, "--full")["proof"] == "bad"
    assert signs(office)["damage"] == "bad"


@pytest.mark.file
def test_a_spoilt_copy_is_counted_among_all_of_them(office: "Office") -> None:
    office.does("backup")
    junk = office.home / "backups" / "ledger-20991125T000000000000Z-backup.db"
    junk.write_bytes(b"junk")
    found = signs(office, "--full")
    assert (found["backup"], found["backups"]) == ("bad", "warn")
    assert junk.name in office.run("doctor", "--full").out


@pytest.mark.file
def test_the_newest_copy_is_the_one_that_was_made_last(office: "Office") -> None:
    office.does("backup")
    (good,) = (office.home / "backups").iterdir()
    old = good.with_name("ledger-20200101T000000000000Z-backup.db")
    old.write_bytes(b"junk that was copied here later")
    assert signs(office)["backup"] == "ok"


@pytest.mark.file
def test_a_ledger_marked_read_only_is_bad(office: "Office") -> None:
    office.does("backup")
    office.ledger.chmod(0o400)
    assert signs(office)["writable"] == "bad"
    office.ledger.chmod(0o600)


def test_a_clock_behind_the_last_entry_is_bad(office: "Office", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hazardctl.clock.utc_now", lambda: datetime(2020, 1, 1, tzinfo=UTC))
    assert signs(office)["clock"] == "bad"


@pytest.mark.parametrize(
    ("path", "kind", "place"),
    [
        ("/srv/王五/hazardctl/ledger.db", "ext4", Place.LOCAL),
        ("//server/share/ledger.db", None, Place.NETWORK),
        ("\\\\server\\share\\ledger.db", None, Place.NETWORK),
        ("/share/共享/ledger.db", "cifs", Place.NETWORK),
        ("C:\\Users\\王五\\OneDrive\\ledger.db", None, Place.SYNCED),
        ("C:\\Users\\王五\\OneDrive - 某镇\\ledger.db", None, Place.SYNCED),
        ("D:\\WPS云盘\\台账\\ledger.db", None, Place.SYNCED),
        ("/srv/王五/坚果云/ledger.db", "ext4", Place.SYNCED),
    ],
)
def test_a_share_and_a_folder_that_is_synchronised_are_recognised(
    path: str, kind: str | None, place: Place
) -> None:
    assert place_of(path, kind) is place


def test_a_mapped_drive_is_a_share() -> None:
    assert place_of("Z:\\ledger.db", None, network_drive=True) is Place.NETWORK


def test_the_file_system_is_that_of_the_nearest_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n//server/x /share/共享\\040盘 cifs rw 0 0\n", encoding="utf-8"
    )
    assert file_system(Path("/share/共享 盘/ledger.db"), mounts) == "cifs"
    assert file_system(Path("/srv/x/ledger.db"), mounts) == "ext4"
    assert file_system(Path("/x"), tmp_path / "nothing") is None


def test_an_instant_before_the_one_before_it_is_seen() -> None:
    start = datetime(2023, 7, 1, tzinfo=UTC)
    instants = [start, start + timedelta(hours=2), start + timedelta(hours=1)]
    assert list(went_back(instants)) == [(instants[1], instants[2])]
    assert list(went_back(instants[:2])) == []


@pytest.mark.file
def test_what_is_written_belongs_to_its_owner_alone(office: "Office") -> None:
    os.umask(0o022)
    office.registers()
    office.does("backup")
    office.does("hazard", "list", "-o", str(office.home / "清单.xlsx"))
    office.does("hazard", "list", "-o", str(office.home / "清单.csv"))
    modes = {path.name: path.stat().st_mode & 0o077 for path in office.home.rglob("*")}
    assert {name for name, mode in modes.items() if mode} == set()
