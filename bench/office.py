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
COLUMNS = ("unit", "status", "found_on", "deadline", "closed_on")
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
Measured {page.machine()}, {rounds} rounds. A sheet of the hazards ({", ".join(COLUMNS)}) and one with four COUNTIFS for
each unit: found, closed, overdue and found in the month; loaded, recalculated and saved by `soffice --headless`, its
figures held against the ledger's first. The report counts all its figures, not those four.

{page.table(head, rows)}
""",
    )


def _sheet(home: Path, size: int) -> tuple[Path, list[str]]:
    """Write the hazards as a sheet with the month's formulas beside it."""
    with closing(connect(home / "ledger.db")) as raw:
        rows = raw.execute(f"select {', '.join(COLUMNS)} from span where until = '9999-12-31'").fetchall()
    units = sorted({row[0] for row in rows})
    book = Workbook(write_only=True)
    ledger, month = book.create_sheet("台账"), book.create_sheet("月报")
    ledger.append(COLUMNS)
    for row in rows:
        ledger.append(row)

    def column(letter: str) -> str:
        return f"台账.${letter}$2:${letter}${size + 1}".replace(".", "!")

    for n, unit in enumerate(units, start=1):
        mine = f"{column('A')},$A{n}"
        month.append([
            unit,
            f"=COUNTIFS({mine})",
            f'=COUNTIFS({mine},{column("B")},"closed")',
            f'=COUNTIFS({mine},{column("B")},"open",{column("D")},"<{ledgers.TODAY}")',
            f'=COUNTIFS({mine},{column("C")},">=2023-12-01")',
        ])  # fmt: skip
    path = home / "month.xlsx"
    book.save(path)
    return path, units


def _agrees(path: Path, home: Path, units: list[str]) -> None:
    sheet = load_workbook(path, data_only=True)["月报"]
    told = {row[0]: (row[1], row[2]) for row in sheet.iter_rows(values_only=True)}
    with closing(connect(home / "ledger.db")) as raw:
        held = {
            unit: (n, closed)
            for unit, n, closed in raw.execute(
                "select unit, count(*), sum(status = 'closed') from span where until = '9999-12-31' group by unit"
            )
        }
    if told != held or set(units) != set(held):
        sys.exit(f"LibreOffice says {told}, the ledger {held}")
