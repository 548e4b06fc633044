"""What one office attached on a server, at another office's machine: shown, printed, proved, and carried off."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from docx import Document
from PIL import Image
from tests.cli.district import OWNER, District, as_role

pytestmark = pytest.mark.file
"""These bring their own database, whatever engine the others run on."""

Elsewhere = Callable[[], Path]


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Elsewhere:
    """Go to another office's machine, on which nothing lies yet; its folder is returned."""

    def go() -> Path:
        home = tmp_path / "他处"
        monkeypatch.setenv("HAZARDCTL_HOME", str(home))
        return home

    return go


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "现场.jpg"
    Image.effect_noise((900, 700), 90).convert("RGB").save(path, quality=95)
    return path


@pytest.fixture
def no(two: District, photo: Path) -> str:
    """A hazard of BY's with a photo, attached by its clerk."""
    words = ("--plan", str(two.plan("BY")))
    no = two.registers("wang", *words)
    two.does("wang", *words, "hazard", "attach", no, str(photo))
    return no


def files(home: Path) -> list[Path]:
    return sorted(path for path in (home / "evidence").rglob("*") if path.is_file())


def test_another_office_proves_it_without_having_it(two: District, no: str, elsewhere: Elsewhere) -> None:
    home = elsewhere()
    words = ("--plan", str(two.plan("BY")))
    assert two.asks("wang", *words, "verify")["sound"]
    told = two.run("wang", *words, "check", "--only", "evidence")
    assert told.code == 0
    assert files(home) == [], "what is only proved is not carried over"
    assert "现场.jpg" in two.does("wang", *words, "hazard", "show", no).out


def test_another_office_prints_it(two: District, no: str, elsewhere: Elsewhere, tmp_path: Path) -> None:
    home = elsewhere()
    paper = tmp_path / "通知书.docx"
    words = ("--plan", str(two.plan("BY")), "hazard", "notice", no, "--kind", "rectify", "-o", str(paper))
    told = two.does("wang", *words)
    assert "不见了" not in told.err
    document: Any = Document(str(paper))
    assert len(document.inline_shapes) == 1
    (kept,) = files(home)
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_bundle_made_elsewhere_has_it(two: District, no: str, elsewhere: Elsewhere, tmp_path: Path) -> None:
    elsewhere()
    assert no
    two.does(OWNER, "--plan", str(two.plan("BY")), "--town", "BY", "export", str(tmp_path / "台账.zip"))
    with zipfile.ZipFile(tmp_path / "台账.zip") as bundle:
        assert [name for name in bundle.namelist() if name.startswith("evidence/")]


def test_it_is_one_town_s_and_stays(two: District, no: str) -> None:
    assert no
    held = "select 1 from hazardctl_evidence"
    assert two.sql(held, login="wang")
    assert two.sql(held, login="reader")
    assert not two.sql(held, login="zhao")
    for statement in ("delete from hazardctl_evidence", "update hazardctl_evidence set content = ''"):
        with psycopg.connect(as_role(two.address, "wang")) as clerk, pytest.raises(psycopg.Error) as refused:
            clerk.execute(statement.encode())
        assert refused.value.sqlstate == "42501"
    with psycopg.connect(as_role(two.address, "zhao")) as clerk, pytest.raises(psycopg.Error) as refused:
        clerk.execute(b"insert into hazardctl_evidence values ('BY', 'ab', 0, '')")
    assert refused.value.sqlstate == "42501"


def test_what_was_changed_on_the_server_is_found_and_put_right_by_who_may(
    two: District, no: str, photo: Path
) -> None:
    two.sql("update hazardctl_evidence set content = 'x'")
    words = ("--plan", str(two.plan("BY")))
    told = two.run("wang", *words, "verify", "--format", "json")
    assert (told.code, [one["code"] for one in told.data["faults"]]) == (1, ["file_changed"])
    assert two.refused("wang", *words, "hazard", "attach", no, str(photo)) == (7, ["not_allowed"])
    two.does(OWNER, *words, "--town", "BY", "hazard", "attach", no, str(photo))
    assert two.asks("wang", *words, "verify")["sound"]


def test_a_large_and_an_empty_file_are_whole(
    two: District, no: str, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    film, empty = tmp_path / "录像.mp4", tmp_path / "空.txt"
    film.write_bytes(bytes(range(256)) * (9 << 12))  # two parts and a bit
    empty.write_bytes(b"")
    words = ("--plan", str(two.plan("BY")))
    two.does("wang", *words, "hazard", "attach", no, str(film), str(empty))
    home = elsewhere()
    assert two.asks("wang", *words, "verify")["files"] == 3
    two.does(OWNER, *words, "--town", "BY", "export", str(tmp_path / "台账.zip"))
    assert {path.stat().st_size for path in files(home)} >= {film.stat().st_size, 0}


def test_where_it_was_attached_before_it_is_taken_in_when_attached_once_more(
    two: District, no: str, photo: Path, elsewhere: Elsewhere
) -> None:
    two.sql("delete from hazardctl_evidence")
    words = ("--plan", str(two.plan("BY")))
    assert "已补回 现场.jpg" in two.does("wang", *words, "hazard", "attach", no, str(photo)).err
    assert two.refused("wang", *words, "hazard", "attach", no, str(photo)) == (4, ["already_attached"])
    elsewhere()
    assert two.asks("wang", *words, "verify")["sound"]


def test_a_server_s_ledger_of_before_takes_files_in_from_now_on(
    two: District, no: str, elsewhere: Elsewhere, photo: Path
) -> None:
    two.sql("drop table hazardctl_evidence")
    words = ("--plan", str(two.plan("BY")))
    assert two.refused("wang", *words, "status") == (7, ["upgrade_due"])
    two.does(OWNER, *words, "--town", "BY", "status")
    two.has_roles()
    # What was attached before lies where it was attached, and is taken in when it is attached once more.
    assert two.asks("wang", *words, "verify")["sound"]
    elsewhere()
    told = two.run("wang", *words, "verify")
    assert told.code == 1
    assert "数字完好" in told.out
    assert "hazard attach" in told.out
    two.does("wang", *words, "hazard", "attach", no, str(photo))
    assert two.asks("wang", *words, "verify")["sound"]


def test_the_page_says_that_it_lies_on_the_server(two: District, photo: Path, tmp_path: Path) -> None:
    words = ("--plan", str(two.plan("BY")))
    no = two.registers("wang", *words)
    assert "服务器" in two.does("wang", *words, "hazard", "attach", no, str(photo)).out
    other = tmp_path / "另一张.jpg"
    Image.effect_noise((90, 70), 90).convert("RGB").save(other)
    done = two.run(
        "wang", *words, "hazard", "rectify", no, "--by", "钱七", "--note", "做完", "--attach", str(other)
    )
    assert "台账旁" not in done.out + done.err


def test_a_check_up_tells_the_servers_version(two: District) -> None:
    page = two.run("wang", "--plan", str(two.plan("BY")), "doctor").out
    assert "PostgreSQL 1" in page
    assert "SQLite" not in page


def test_a_paper_fetches_pictures_and_no_films(
    two: District, no: str, tmp_path: Path, elsewhere: Elsewhere
) -> None:
    words = ("--plan", str(two.plan("BY")))
    film = tmp_path / "巡查.mp4"
    film.write_bytes(b"\0\0\0\x18ftypmp42" + b"film" * 1000)
    two.does("wang", *words, "hazard", "attach", no, str(film))
    home = elsewhere()
    two.does("wang", *words, "hazard", "notice", no, "--kind", "rectify", "-o", str(tmp_path / "通知书.docx"))
    assert [path.suffix for path in files(home)] == [".jpg"]
