"""Copies of the ledger: checked, remembered, and never put in another file's place."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

pytestmark = pytest.mark.file
"""A copy is a file's; a server's are its administrator's."""


def test_a_copy_lies_beside_the_ledger_and_answers_like_it(office: "Office") -> None:
    no = office.registers()
    done = office.asks("backup")
    copy = Path(done["path"])
    assert (copy.parent, copy.stat().st_mode & 0o777) == (office.home / "backups", 0o600)
    assert office.run("--ledger", str(copy), "hazard", "list", "--format", "json").data[0]["no"] == no
    with closing(sqlite3.connect(copy)) as connection:
        entries = connection.execute("select count(*), max(seq) from journal").fetchone()
        (head,) = connection.execute("select hash from journal order by seq desc limit 1").fetchone()
    assert (entries, head) == ((done["entries"], done["entries"]), done["head"])


def test_a_copy_of_this_ledger_is_renewed_and_nothing_else_is_overwritten(
    office: "Office", tmp_path: Path
) -> None:
    target = tmp_path / "备份.db"
    office.does("backup", str(target))
    office.registers()
    office.does("backup", str(target))
    assert len(office.run("--ledger", str(target), "hazard", "list", "--format", "json").data) == 1
    letter = tmp_path / "信.txt"
    letter.write_text("别动", encoding="utf-8")
    assert office.is_refused("backup", str(letter)) == ["not_ours"]
    assert letter.read_text(encoding="utf-8") == "别动"
    assert office.is_refused("backup", str(office.ledger)) == ["is_the_ledger"]
    assert office.run("backup", str(tmp_path / "没有" / "x.db")).code == 7


def test_there_is_nothing_to_copy_before_there_is_a_ledger(desk: "Office") -> None:
    said = desk.run("backup")
    assert (said.code, "hazardctl init" in said.err) == (3, True)
