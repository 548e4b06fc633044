"""A ledger under inspection: commands go in by the program's own door, and the file is opened beside it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hazardctl.__main__ import main


class Keeper:
    """Whoever types into a throw-away ledger, and may look into its file with plain sqlite3."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self._monkeypatch = monkeypatch

    def run(self, *words: str, today: str = "2023-07-10") -> int:
        """Type one command on a day and return its exit code."""
        self._monkeypatch.setenv("HAZARDCTL_TODAY", today)
        return main(list(words))

    def does(self, *words: str, today: str = "2023-07-10") -> None:
        """Type one command that is let through."""
        assert self.run(*words, today=today) == 0, words

    def rows(self, sql: str, *values: object) -> list[dict[str, object]]:
        """Ask the file itself."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]


@pytest.fixture(autouse=True)
def _nobody_elses_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep every test off the user's own folder, name, settings and clock."""
    for name in [name for name in os.environ if name.startswith("HAZARDCTL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HAZARDCTL_HOME", str(tmp_path / "office"))
    monkeypatch.setenv("HAZARDCTL_TODAY", "2023-07-10")
    monkeypatch.setenv("HAZARDCTL_ACTOR", "王五")
    monkeypatch.chdir(tmp_path)
    # The claim code of a tip-off is told once; here it is known beforehand.
    monkeypatch.setattr("secrets.token_bytes", bytes)
    (tmp_path / "code.txt").write_text("2222-2222-2222-2222", encoding="utf-8")
    head = "隐患描述,隐患等级,隐患来源,单位名称,排查日期,整改措施,整改责任人,整改资金（元）,整改时限,应急预案,监管责任单位,整改完成日期\n"
    line = "灭火器过期,一般,村排查,新开超市,2023-08-01,{},李四,0,2023-08-30,有,经发办,{}\n"
    (tmp_path / "sheet.csv").write_text(head + line.format("更换", ""), encoding="utf-8")
    (tmp_path / "changed.csv").write_text(head + line.format("全部更换", "2023-08-20"), encoding="utf-8")
    yield
    assert not (tmp_path / "nobody").exists()


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keeper:
    """A ledger with two villages."""
    keeper = Keeper(tmp_path / "office" / "ledger.db", monkeypatch)
    keeper.does("init", today="2023-06-01")
    keeper.does("unit", "add", "双龙村", "白羊社区", today="2023-06-01")
    return keeper
