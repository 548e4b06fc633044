"""The office at its keyboard: every command goes through the program's own way in, on a throw-away ledger.

No test here can reach a user's files or the real clock: the folder, the day and the name of whoever types are set
before each test, and every other HAZARDCTL_ variable is gone.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests import postgres

from hazardctl.__main__ import main
from hazardctl.ledger.stores import Store
from hazardctl.services.desk import Desk
from hazardctl.settings import Settings

if TYPE_CHECKING:
    from tests.cli.district import District

FIVE = {
    "measures": "加装接地",
    "responsible": "李四",
    "funds": "2万",
    "deadline": "2023-08-10",
    "contingency": "停电预案",
}
HAZARD = {
    "title": "配电箱未接地",
    "level": "general",
    "unit": "经发办",
    "source": "department",
    "enterprise": "测试食品厂",
}
PROVEN = {
    "measures-result": "已接地",
    "responsible-result": "李四已落实",
    "funds-spent": "18000",
    "contingency-result": "已演练",
}


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left behind: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The answer inside the JSON envelope."""
        return json.loads(self.out)["data"]

    @property
    def problems(self) -> list[dict[str, str | None]]:
        """The problems of a refusal that spoke JSON, on standard error."""
        found: list[dict[str, str | None]] = json.loads(self.err)["problems"]
        return found

    @property
    def codes(self) -> list[str | None]:
        """The reason codes of a refusal that spoke JSON."""
        return [problem["code"] for problem in self.problems]


class Office:
    """The emergency office of a town, with a ledger in a folder of its own."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.home = home
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    @property
    def ledger(self) -> Path:
        """Where the ledger lies."""
        return self.home / "ledger.db"

    @property
    def server(self) -> str | None:
        """The address of the ledger where it is on a server."""
        return os.environ["HAZARDCTL_LEDGER"] if postgres.ON_SERVER else None

    @property
    def store(self) -> Store:
        """The ledger itself, for what no command says of it."""
        return Desk(Settings(self.ledger, None, "王五", date(2023, 7, 10), server=self.server)).store

    def sql(self, statement: str, *values: object) -> list[dict[str, Any]]:
        """Put a statement to the ledger past the program, and return its rows; `?` stands for a value."""
        if self.server:
            return postgres.sql(self.server, statement, values)
        with closing(sqlite3.connect(self.ledger)) as raw, raw:
            raw.row_factory = sqlite3.Row
            return [dict(row) for row in raw.execute(statement, values)]

    def loses_its_ledger(self) -> None:
        """Take the ledger away, as a lost disk would."""
        if self.server:
            postgres.sql(self.server, "drop schema public cascade; create schema public", ())
        else:
            self.ledger.unlink()

    def loses(self, path: Path) -> None:
        """Have an attached file vanish, wherever it is kept."""
        path.unlink()
        if self.server:
            self.sql("delete from hazardctl_evidence where sha256 = ?", path.stem)

    def spoils(self, path: Path) -> None:
        """Have an attached file be another one, wherever it is kept."""
        path.write_bytes(b"changed")
        if self.server:
            self.sql("update hazardctl_evidence set content = ? where sha256 = ?", b"changed", path.stem)

    def run(self, *words: str, today: str = "2023-07-10") -> Result:
        """Type one command on a day."""
        self._monkeypatch.setenv("HAZARDCTL_TODAY", today)
        self._capsys.readouterr()
        code = main(list(words))
        written = self._capsys.readouterr()
        return Result(code, written.out, written.err)

    def asks(self, *words: str, today: str = "2023-07-10") -> Any:
        """Type one command that answers, and return what its JSON says."""
        result = self.run(*words, "--format", "json", today=today)
        assert result.code == 0, result.err
        return result.data

    def does(self, *words: str, today: str = "2023-07-10") -> Result:
        """Type one command that is let through."""
        result = self.run(*words, today=today)
        assert result.code == 0, result.err
        return result

    def is_refused(self, *words: str, today: str = "2023-07-10") -> list[str | None]:
        """Type one command that a rule refuses, and return the reason codes; nothing may have been written."""
        before = self.contents()
        result = self.run(*words, "--format", "json", today=today)
        assert (result.code, result.out) == (4, "")
        assert self.contents() == before
        return result.codes

    def contents(self) -> bytes:
        """Return what the ledger holds, to see that nothing was written."""
        if postgres.ON_SERVER:
            return postgres.fingerprint(os.environ["HAZARDCTL_LEDGER"])
        return self.ledger.read_bytes()

    def registers(self, *more: str, today: str = "2023-07-10", **changes: str | None) -> str:
        """Register a hazard with all five and return its number; a change of None leaves that option out."""
        values = {**HAZARD, **FIVE, **{key.replace("_", "-"): value for key, value in changes.items()}}
        options = [word for key, value in values.items() if value is not None for word in (f"--{key}", value)]
        no: str = self.asks("hazard", "add", *options, *more, today=today)["no"]
        return no

    def closes(self, no: str, *, on: str, reviewer: str = "赵六", today: str | None = None) -> None:
        """Close a hazard whose five are all confirmed."""
        words = ("hazard", "close", no, "--reviewer", reviewer, "--on", on)
        self.does(*words, *options(PROVEN), today=today or on)

    def process(
        self,
        *words: str | bytes,
        today: str = "2023-07-10",
        stdin: str = "",
        **environ: str,
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run the program as a process of its own (`python -m hazardctl`), its output on pipes."""
        return subprocess.run(
            [sys.executable, "-m", "hazardctl", *words],
            env=self.environ(today, **environ),
            input=stdin.encode(),
            capture_output=True,
            timeout=60,
            check=False,
        )

    def environ(self, today: str = "2023-07-10", **more: str) -> dict[str, str]:
        """Return the environment of a process of the office's."""
        return {
            **os.environ,
            "PYTHONUTF8": "0",
            "PYTHONIOENCODING": "utf-8",
            "HAZARDCTL_TODAY": today,
            **more,
        }


def options(values: dict[str, str]) -> list[str]:
    """Return options as they are typed."""
    return [word for key, value in values.items() for word in (f"--{key}", value)]


@pytest.fixture(autouse=True)
def _nobody_elses_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep every test off the user's own folder, name, settings and clock."""
    for name in [name for name in os.environ if name.startswith("HAZARDCTL_")]:
        monkeypatch.delenv(name)
    for name in ("COLUMNS", "NO_COLOR", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("HAZARDCTL_HOME", str(tmp_path / "office"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HAZARDCTL_TODAY", "2023-07-10")
    monkeypatch.setenv("HAZARDCTL_ACTOR", "王五")
    monkeypatch.chdir(tmp_path)
    yield
    assert not (tmp_path / "nobody").exists()


@pytest.fixture(scope="session")
def server() -> Iterator[str | None]:
    """A PostgreSQL server where the tests run on one; None where a ledger is a file."""
    if not postgres.ON_SERVER:
        yield None
        return
    with postgres.cluster() as address:
        yield address


@pytest.fixture(scope="session")
def beside(server: str | None) -> Iterator[str]:
    """A PostgreSQL server, wherever the ledger is."""
    if server:
        yield server
        return
    if not postgres.installed():
        pytest.skip("PostgreSQL (initdb) is not installed")
    with postgres.cluster() as address:
        yield address


@pytest.fixture
def elsewhere(beside: str) -> Iterator[str]:
    """An empty database."""
    with postgres.database(beside) as address:
        yield address


BEGUN = (
    ("init",),
    ("unit", "add", "双龙村", "白羊社区"),
    ("unit", "join", "负有安全生产监管职责办所（中心）", "经发办", "规划建设管理环保办"),
)
"""How an office begins: a ledger, two villages, and the offices that answer for supervision."""


class Begun(NamedTuple):
    """What is the same at the beginning of most tests, made once: the office's folder, the cache, the database."""

    home: Path
    cache: Path
    database: str | None


@pytest.fixture(scope="session")
def begun(server: str | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Begun]:
    """Make what an office begins with."""
    folder = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        address = stack.enter_context(postgres.database(server)) if server else None
        for name, value in {
            "HOME": folder / "nobody", "HAZARDCTL_HOME": folder / "office", "XDG_CACHE_HOME": folder / "cache",
            "HAZARDCTL_TODAY": "2023-06-01", "HAZARDCTL_ACTOR": "王五", "HAZARDCTL_LEDGER": address or "",
        }.items():  # fmt: skip
            patch.setenv(name, str(value))
        for words in BEGUN:
            assert main(list(words)) == 0
        patch.undo()
        yield Begun(folder / "office", folder / "cache", address)


@pytest.fixture(autouse=True)
def _on_a_server(
    server: str | None,
    _nobody_elses_files: None,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[None]:
    """Give a test a database of its own, if it runs on a server: one in which the office has begun, or an empty one."""
    if server is None:
        yield
        return
    like = request.getfixturevalue("begun").database if "office" in request.fixturenames else None
    with postgres.database(server, like) as address:
        monkeypatch.setenv("HAZARDCTL_LEDGER", address)
        yield


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    """An office that has not made its ledger yet."""
    return Office(tmp_path / "office", monkeypatch, capsys)


@pytest.fixture
def office(desk: Office, begun: Begun, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    """An office that has begun, as `BEGUN` says."""
    capsys.readouterr()
    shutil.copytree(begun.home, desk.home)
    shutil.copytree(begun.cache, tmp_path / "cache")
    return desk


@pytest.fixture
def district(
    beside: str, desk: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator["District"]:
    """A database for several towns, none of which has begun."""
    from tests.cli.district import District, database

    with database(beside) as address:
        yield District(address, desk, monkeypatch, tmp_path / "area")


@pytest.fixture
def two(district: "District") -> "District":
    """A district of two towns, 白羊镇 and 青石镇, with the logins of real ones."""
    district.begins("BY", "QS")
    district.has_roles()
    return district
