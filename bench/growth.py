"""How every answer grows with the ledger, beside one aggregate over the same table by what one would use instead."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench import ledgers, page
from bench.race import Contestant, race, spread

HERE = Path(sys.executable).parent
SIZES = (1_000, 10_000, 191_200, 1_000_000, 4_600_000)
"""A town's, ten towns'; 191,200 and 4,600,000 are national figures of 2023: major hazards found, and all."""

AGGREGATE = f"""select unit, level, count(*), sum(deadline < '{ledgers.TODAY}'), sum(funds_fen) from hazard
where void_on is null group by unit, level"""
DUCK = """\
import sys
import duckdb
from duckdb_extensions import import_extension
import_extension("sqlite_scanner")
duckdb.sql("load sqlite_scanner")
duckdb.sql("attach '" + sys.argv[1] + "' as town (type sqlite, read_only)")
# In DuckDB a comparison is a truth value, which is not summed.
asked = sys.argv[2].replace("from hazard", "from town.hazard").replace("sum(deadline < ", "count_if(deadline < ")
print(duckdb.sql(asked).fetchall())
"""
SHELL = "sqlite3 shell, one aggregate"
MONTH = "report monthly 2023-12 --format json"
COMMANDS: Sequence[Sequence[str]] = (
    ("status",),
    ("hazard", "show", "BY-2023-0007"),
    ("hazard", "list", "--limit", "50"),
    ("hazard", "list", "--overdue", "--limit", "50"),
    ("hazard", "list", "--unit", "应急办", "--status", "open", "--limit", "50"),
    ("hazard", "list", "--village", "第3村", "--limit", "50"),
    ("hazard", "list", "--search", "燃气", "--limit", "50"),
    ("hazard", "list", "--overdue", "--as-of", "2023-09-30", "--limit", "50"),
    ("report", "monthly", "2023-12", "--format", "json"),
    ("report", "monthly", "2023-11", "--format", "json"),
)
ONCE_AT_MOST = 10_000
"""Up to this size the whole ledger is also copied, proved and written out; beyond, that is a matter of minutes."""


def run(folder: Path, rounds: int, sizes: Sequence[int] = SIZES) -> None:
    """Measure every ledger that there is room for and write the section."""
    measured = {}
    for size in sizes:
        home = ledgers.ledger(folder, size)
        _agrees(home, size)
        field = [*_ours(), *_others(home)]
        page.say(f"growth: {size}, {len(field)} contestants, {rounds} rounds")
        race(field, ledgers.environ(home), rounds)
        once = _whole(home) if size <= ONCE_AT_MOST else []
        for one in once:
            one.run(ledgers.environ(home))
        shutil.rmtree(home / "whole-ledger", ignore_errors=True)
        measured[size] = {one.name: one for one in (*field, *once)}
    page.write("growth", _section(folder, measured, rounds))


def hazardctl(words: Sequence[str]) -> Contestant:
    """Return a command of ours as one to be timed."""
    return Contestant(" ".join(words), [str(HERE / "hazardctl"), *words])


def _ours() -> list[Contestant]:
    return [hazardctl(words) for words in COMMANDS]


def _whole(home: Path) -> list[Contestant]:
    """Return what goes through all that there is; it writes into a folder of its own."""
    place = home / "whole-ledger"
    place.mkdir()
    copy, sheet = str(place / "copy.db"), str(place / "sheet.xlsx")
    named = {"backup": ["backup", copy], "verify": ["verify"], "export": ["export", sheet]}
    return [Contestant(name, [str(HERE / "hazardctl"), *words]) for name, words in named.items()]


def _others(home: Path) -> list[Contestant]:
    ledger = str(home / "ledger.db")
    return [
        Contestant(SHELL, ["sqlite3", "-readonly", ledger, AGGREGATE], answer="general"),
        Contestant("sqlite-utils query, same", [str(HERE / "sqlite-utils"), "query", ledger, AGGREGATE]),
        Contestant(
            "DuckDB on the same file, same", [sys.executable, "-c", DUCK, ledger, AGGREGATE], answer="general"
        ),
    ]


def _agrees(home: Path, size: int) -> None:
    """Stop where the report's figures are not those of a count by hand over the same file."""
    words = [str(HERE / "hazardctl"), *COMMANDS[-2]]
    told = subprocess.run(words, env=ledgers.environ(home), capture_output=True, check=True).stdout
    data = json.loads(told)["data"]
    with closing(sqlite3.connect(home / "ledger.db")) as raw:
        (late,) = raw.execute(
            """select count(*) from span where until = '9999-12-31' and status in ('pending', 'open') and deadline < ?""",
            [ledgers.TODAY.isoformat()],
        ).fetchone()
        (closed,) = raw.execute(
            "select count(*) from span where until = '9999-12-31' and status = 'closed'"
        ).fetchone()
    have = {
        "found": data["cumulative"]["found"] + data["stock"]["found"],
        "closed": data["cumulative"]["closed"] + data["stock"]["closed"],
        "late": data["overdue"]["count"],
    }
    if have != {"found": size, "closed": closed, "late": late}:
        sys.exit(f"the report says {have}, the file holds {size} found, {closed} closed, {late} late")


def _section(folder: Path, measured: dict[int, dict[str, Contestant]], rounds: int) -> str:
    sizes = list(measured)
    names = list(dict.fromkeys(name for field in measured.values() for name in field))
    head = ["", *(f"{size:,}" for size in sizes)]

    def cells(name: str, of: str) -> list[str]:
        found = (measured[size].get(name) for size in sizes)
        return ["—" if one is None else page.ms(one) if of == "time" else page.mib(one) for one in found]

    times = page.table(head, [[f"`{name}`", *cells(name, "time")] for name in names])
    peaks = page.table(head, [[f"`{name}`", *cells(name, "peak")] for name in names])
    files = page.table(
        head,
        [["file, MiB", *(f"{ledgers.size(folder, size):.0f}" for size in sizes)]],
    )
    against = page.table(
        head,
        [
            [
                f"`{MONTH}` ÷ {SHELL}",
                *(page.times(measured[size][MONTH], measured[size][SHELL]) for size in sizes),
            ],
            *(
                [
                    f"`{name}`, ÷ the same at {sizes[1]:,}",
                    *(_grown(measured, name, size, sizes[1]) for size in sizes),
                ]
                for name in ("status", "hazard list --overdue --limit 50", MONTH)
                if len(sizes) > 1
            ),
        ],
    )
    return f"""\
Measured {page.machine()}; medians of {rounds} rounds, commands of one size within a round in an order shuffled anew; `backup`,
`verify` and `export` once. Before anything is timed the report's found, closed and overdue are held against a count over
the file. The aggregate that the others run:

```sql
{AGGREGATE}
```

{times}

Ratios (quartiles; between sizes, of the medians):

{against}

Most memory of a process:

{peaks}

{files}
"""


def _grown(measured: dict[int, dict[str, Contestant]], name: str, size: int, small: int) -> str:
    return f"{spread(measured[size][name].times)[1] / spread(measured[small][name].times)[1]:.2f}"
