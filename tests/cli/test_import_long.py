"""A sheet whose rows are stored while the next ones are read: figures stay whole, and an interruption leaves nothing."""

import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_import import sheet, takes
from tests.data.sheets.make import row

if TYPE_CHECKING:
    from tests.cli.conftest import Office

_HEARING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from hazardctl.__main__ import main
sys.exit(main())
"""
"""The program, hearing interruptions: what a shell starts in the background is deaf to them, and so are its children."""


def test_a_long_sheet_that_changes_its_own_rows_keeps_the_figures_whole(
    office: "Office", tmp_path: Path
) -> None:
    days = [date(2023, 5, 1) + timedelta(days=n % 20) for n in range(1_100)]
    first = [row(f"隐患第{n}处", 排查日期=day) for n, day in enumerate(days)]
    again = [
        row(
            f"隐患第{n}处",
            排查日期=day,
            **{"整改资金（元）": 100 * (n % 3)},
            整改时限=date(2023, 7, 1 + n % 2),
        )
        for n, day in enumerate(days)
    ]
    done = takes(office, sheet(tmp_path / "a.xlsx", *first, *again), "--update")
    assert (done["added"], done["updated"], done["saved"]) == (1_100, 1_100, True)
    assert office.run("verify").code == 0
    assert office.run("check", "--level", "error").code == 0


@pytest.mark.file
def test_interrupted_in_the_middle_the_ledger_is_byte_for_byte_as_it_was(
    office: "Office", tmp_path: Path
) -> None:
    path = sheet(tmp_path / "a.xlsx", *(row(f"隐患第{n}处") for n in range(20_000)))
    before = office.ledger.read_bytes()
    for wait in (0.1, 0.4):
        process = subprocess.Popen(
            [sys.executable, "-c", _HEARING, "import", str(path)],
            env=office.environ(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        deadline = time.monotonic() + 60
        while not office.ledger.with_name("ledger.db-journal").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert (process.returncode, told.strip()) == (130, "已中断，没有写入")
        assert office.ledger.read_bytes() == before
