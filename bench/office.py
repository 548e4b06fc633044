"""What the office does today: a month's sheet of COUNTIFS over the rows, recalculated by LibreOffice."""

import sys
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

from bench import ledgers, page
from bench.race import Contestant, race
from openpyxl import Workbook, load_workbook

HERE = Path(sys.executable).parent
SIZES = (10_000, 100_000)
COLUMNS = ("status", "found_on", "deadline", "closed_on", "unit", "village", "level", "source", "sector")
PARTED = ("unit", "village", "level", "source", "sector")
"""What the report's tables are parted by; the sheet has a line for each of theirs."""

MONTH_START = "2023-12-01"
MONTH = ("report", "monthly", "2023-12", "--format", "json")


def run(folder: Path, rounds: int) -> None:
    """Race the recalculation with the report on the same hazards and write the section."""
    rows = []
    for size in SIZES:
        home = ledgers.ledger(folder, size)
        sheet, units = _sheet(home, size)
        out = home / "out"
        calc = Contestant(
            "LibreOffice, the sheet recalculated",
            ["soffice", "--headless", f"-env:UserInstallation=file://{home}/profile", "--convert-to", "xlsx", "--outdir", str(out), str(sheet)],
        )  # fmt: skip
        ours = Contestant(" ".join(MONTH), [str(HERE / "hazardctl"), *MONTH])
        calc.run(ledgers.environ(home))
        _agrees(out / sheet.name, home, units)
        calc.times.clear()
        calc.peaks.clear()
        page.say(f"office: {size}")
        race([calc, ours], ledgers.environ(home), rounds)
        rows.append(
            [
                f"{size:,}",
                page.ms(calc),
                page.ms(ours),
                page.times(calc, ours),
                page.mib(calc),
                page.mib(ours),
            ]
        )
    head = ["rows", "LibreOffice", "report", "LibreOffice ÷ report", "its peak", "ours"]
    page.write(
        "office",
        f"""\
Measured {page.machine()}, {rounds} rounds. A sheet of the hazards ({", ".join(COLUMNS)}) and one with six COUNTIFS for
each unit, village, level, source and sector: found, closed, rectified, overdue, found and closed in the month; loaded, recalculated and saved by `soffice --headless`, its
figures held against the ledger's first. The report counts all its figures, not those alone.

{page.table(head, rows)}
""",
    )


def _sheet(home: Path, size: int) -> tuple[Path, list[str]]:
    """Write the hazards as a sheet with the month's formulas beside it."""
    with closing(connect(home / "ledger.db")) as raw:
        rows = raw.execute(f"select {', '.join(COLUMNS)} from span where until = '9999-12-31'").fetchall()
    units = sorted({row[COLUMNS.index("unit")] for row in rows})
    book = Workbook(write_only=True)
    ledger, month = book.create_sheet("台账"), book.create_sheet("月报")
    ledger.append(COLUMNS)
    for row in rows:
        ledger.append(row)
    place = {
        name: f"台账!${letter}$2:${letter}${size + 1}"
        for name, letter in zip(COLUMNS, "ABCDEFGHI", strict=True)
    }
    lines = [
        (part, value)
        for part in PARTED
        for value in sorted({row[COLUMNS.index(part)] for row in rows if row[COLUMNS.index(part)]})
    ]
    for n, (part, value) in enumerate(lines, start=1):
        mine = f"{place[part]},$A{n}"
        month.append([
            value,
            f"=COUNTIFS({mine})",
            f'=COUNTIFS({mine},{place["status"]},"closed")',
            f'=COUNTIFS({mine},{place["status"]},"rectified")',
            f'=COUNTIFS({mine},{place["status"]},"open",{place["deadline"]},"<{ledgers.TODAY}")',
            f'=COUNTIFS({mine},{place["found_on"]},">={MONTH_START}")',
            f'=COUNTIFS({mine},{place["closed_on"]},">={MONTH_START}")',
        ])  # fmt: skip
    path = home / "month.xlsx"
    book.save(path)
    return path, units


def _agrees(path: Path, home: Path, units: list[str]) -> None:
    sheet = load_workbook(path, data_only=True)["月报"]
    told = {row[0]: (row[1], row[2]) for row in sheet.iter_rows(max_row=len(units), values_only=True)}
    with closing(connect(home / "ledger.db")) as raw:
        held = {
            unit: (n, closed)
            for unit, n, closed in raw.execute(
                "select unit, count(*), sum(status = 'closed') from span where until = '9999-12-31' group by unit"
            )
        }
    if told != held or set(units) != set(held):
        sys.exit(f"LibreOffice says {told}, the ledger {held}")
