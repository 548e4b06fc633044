"""A question starts fast: it loads nothing heavy, and asks the ledger a fixed number of questions."""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import FIVE, HAZARD, options

from hazardctl.ledger import connect

if TYPE_CHECKING:
    from tests.cli.conftest import Office

pytestmark = pytest.mark.file
"""Which modules are loaded and what is asked of a file; a server's driver is another matter."""

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "openpyxl", "xlsxwriter", "docx", "icalendar", "dateutil")
LIGHT = [
    ("who-owns", "gas-enforcement"),
    ("who-owns", "剧本杀"),
    ("plan", "show"),
    ("phase", "status"),
    ("task", "list"),
    ("hazard", "list"),
    ("hazard", "show", "BY-2023-0001"),
    ("status",),
    ("report", "monthly", "2023-07"),
    ("report", "monthly"),
]

# Runs the program as `python -m hazardctl` does and says, at the very end, what it had loaded.
ASKING = """
import atexit, json, runpy, sys
heavy, report = sys.argv.pop(1).split(","), sys.argv.pop(1)
loaded = lambda: [name for name in sys.modules if name.split(".")[0] in heavy]
atexit.register(lambda: open(report, "w").write(json.dumps(loaded())))
runpy.run_module("hazardctl", run_name="__main__", alter_sys=True)
"""


def _loaded(office: "Office", tmp_path: Path, *words: str) -> tuple[int, list[str]]:
    """Run one command as a process; return its exit code and the heavy modules it had loaded."""
    report = tmp_path / "loaded.json"
    done = subprocess.run(
        [sys.executable, "-c", ASKING, ",".join(HEAVY), str(report), *words],
        env=office.environ(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, json.loads(report.read_text(encoding="utf-8"))


@pytest.mark.parametrize("format_", ["table", "json", "csv"])
@pytest.mark.parametrize("words", LIGHT, ids=" ".join)
def test_a_question_loads_nothing_heavy(
    office: "Office", tmp_path: Path, words: tuple[str, ...], format_: str
) -> None:
    office.registers()
    code, loaded = _loaded(office, tmp_path, *words, "--format", format_)
    assert code == (3 if "剧本杀" in words else 0)
    assert loaded == []


@pytest.mark.parametrize(
    "words", [("--version",), ("--help",), ("hazard", "--help"), ("hazard", "add", "--help")], ids=" ".join
)
def test_help_loads_nothing_heavy(desk: "Office", tmp_path: Path, words: tuple[str, ...]) -> None:
    assert _loaded(desk, tmp_path, *words) == (0, [])


ADD = ("hazard", "add", *options({**HAZARD, **FIVE}))


@pytest.mark.parametrize(
    "words", [("unit", "add", "石龙村"), ADD, ("hazard", "rectify", "BY-2023-0001")], ids=lambda w: w[1]
)
def test_what_is_typed_all_day_loads_nothing_heavy(
    office: "Office", tmp_path: Path, words: tuple[str, ...]
) -> None:
    office.registers()
    assert _loaded(office, tmp_path, *words) == (0, [])


def test_a_sheet_does_so_that_the_measure_is_seen_to_work(office: "Office", tmp_path: Path) -> None:
    code, loaded = _loaded(office, tmp_path, "hazard", "list", "-o", str(tmp_path / "list.xlsx"))
    assert code == 0
    assert "xlsxwriter" in loaded


VALUES = {"msgspec", "typing_extensions"}
"""Whatever has a value to tell of: msgspec, and what it loads itself."""

NEEDED: dict[tuple[str, ...], tuple[set[str], int]] = {
    ("--help",): ({"typer"}, 32),
    ("who-owns", "gas-enforcement"): ({*VALUES, "typer", "yaml"}, 95),
    ("phase", "status"): ({*VALUES, "typer", "yaml"}, 100),
    ("hazard", "show", "BY-2023-0001"): ({*VALUES, "typer"}, 110),
    ("hazard", "list", "--limit", "50"): ({*VALUES, "typer"}, 110),
    ("status",): ({*VALUES, "typer", "yaml"}, 145),
    ("report", "monthly", "2023-07"): ({*VALUES, "typer", "yaml"}, 165),
}
"""For each command the libraries that it may load, and how many modules of the program at the most."""
LOADED = """
import sys
before = set(sys.modules)
from hazardctl.__main__ import main
sys.argv[0] = "hazardctl"
try:
    main()
except SystemExit:
    pass
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""


@pytest.mark.parametrize("words", NEEDED, ids=" ".join)
def test_a_command_loads_what_it_needs_and_no_more(office: "Office", words: tuple[str, ...]) -> None:
    office.registers()
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        env=office.environ(),
        capture_output=True,
        text=True,
        check=True,
    )
    names = done.stderr.splitlines()[-1].split()
    libraries = {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"hazardctl"}
    allowed, most = NEEDED[words]
    # What typer and yaml bring along themselves.
    assert (
        libraries
        - {"annotated_doc", "shellingham", "cython_runtime"}
        - {name for name in libraries if name.startswith("_cython")}
        <= allowed
    )
    assert sum(name.startswith("hazardctl") for name in names) <= most


QUICK = (
    ("status",),
    ("hazard", "list", "--limit", "50"),
    ("hazard", "list", "--overdue", "--limit", "50"),
    ("hazard", "list", "--unit", "应急办", "--status", "open", "--limit", "50"),
    ("hazard", "list", "--village", "双龙村", "--limit", "50"),
    ("hazard", "list", "--listed", "--limit", "50"),
    ("hazard", "list", "--overdue", "--as-of", "2023-08-01", "--limit", "50"),
    ("hazard", "show", "BY-2023-0001"),
    ("hazard", "history", "BY-2023-0001"),
    ("phase", "status"),
    ("report", "monthly", "2023-07"),
    ("log", "--limit", "5"),
)
LARGE = {"span", "hazard", "act", "journal", "movement", "evidence"}
"""Tables that grow with the ledger."""


@pytest.mark.parametrize("words", QUICK, ids=" ".join)
def test_no_question_goes_through_a_whole_table(
    office: "Office", monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """EXPLAIN QUERY PLAN of everything that is asked: a table that grows is searched, never scanned from end to end.

    Its newest entry is read off the end of an index, and the few void hazards off one that has no others, which SQLite
    calls a scan too.
    """
    office.registers()
    whole: list[str] = []
    ask, each = connect.Reader.rows, connect.Reader.each

    def explained(self: connect.Reader, sql: str, /, **values: object) -> None:
        names = {
            alias or table: table for table, alias in re.findall(r"(?:from|join)\s+(\w+)(?:\s+(\w+))?", sql)
        }
        for row in ask(self, f"explain query plan {sql}", **values):
            told = row["detail"].split()
            newest = "journal_by_seq" in told and "limit" in sql
            few = "hazard_void" in told
            if told[0] == "SCAN" and names.get(told[1], told[1]) in LARGE and not (newest or few):
                whole.append(f"{row['detail']}: {' '.join(sql.split())}")

    def rows(self: connect.Reader, sql: str, /, **values: object) -> list[sqlite3.Row]:
        explained(self, sql, **values)
        return ask(self, sql, **values)

    def one_by_one(self: connect.Reader, sql: str, /, **values: object) -> Iterator[sqlite3.Row]:
        explained(self, sql, **values)
        return each(self, sql, **values)

    monkeypatch.setattr(connect.Reader, "rows", rows)
    monkeypatch.setattr(connect.Reader, "each", one_by_one)
    office.does(*words, today="2023-09-01")
    assert whole == []


@pytest.fixture
def statements(office: "Office", monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Count the SQL statements that one command puts to the ledger."""
    opened = sqlite3.connect
    told: list[str] = []

    def connect(*where: str, **how: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = opened(*where, **how)  # type: ignore[call-overload]
        connection.set_trace_callback(told.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect)

    def count(*words: str) -> int:
        told.clear()
        office.does(*words, today="2023-09-01")
        return len(told)

    return count


@pytest.mark.parametrize(
    "words",
    [
        ("report", "monthly", "2023-08"),
        ("status",),
        ("status", "-o", "期限.ics"),
        ("hazard", "list"),
        ("phase", "status"),
        ("hazard", "gaps"),
    ],
    ids=" ".join,
)
def test_the_number_of_questions_does_not_grow_with_the_ledger(
    office: "Office", statements: Callable[..., int], words: tuple[str, ...]
) -> None:
    def one_of_each(n: int) -> None:
        """Put one hazard more on every list that a page names: overdue, due soon, pending, waiting, listed."""
        listed = office.registers(
            title=f"挂牌{n}", unit="应急办" if n % 2 else "经发办", enterprise=f"第{n}厂"
        )
        office.does("hazard", "list-up", listed, "--authority", "district")
        office.registers(title=f"临期{n}", deadline="2023-09-10")
        office.registers("--pending", "2023-07-15", "--interim", "停用", funds=None, title=f"待补{n}")
        waiting = office.registers(title=f"待复查{n}", village="双龙村", level="major", criterion="第三条")
        office.does("hazard", "rectify", waiting)
        referred = office.registers(title=f"移送{n}")
        office.does("hazard", "transfer", referred, "--to", "区应急局", "--kind", "refer", "--reason", "无权")

    one_of_each(0)
    few = statements(*words)
    for n in range(1, 7):
        one_of_each(n)
    many = statements(*words)
    assert few > 3
    assert many == few
