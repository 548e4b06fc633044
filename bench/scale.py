"""Many towns on PostgreSQL: as their number grows on one server, and parted over three behind a coordinator.

Writes docs/scale.md. The servers are made once in the folder (2 × 4.6 million hazards: see `bench.district`).
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
from bench import clusters, district, ledgers, page, paper, sheets
from bench.clusters import MEASURED, OWNER, READER, SUPERUSER, Cluster
from bench.growth import AGGREGATE, HERE
from bench.race import Contestant, race
from scripts import coordinator

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "scale.md"
BASE = 191_200
"""Hazards of the ledger that each of many towns gets: all the major ones of 2023, far more than a town has."""

SIZES = ((10_000, 1), (BASE, 1), (BASE, 8), (BASE, 24))
"""Hazards a town, and towns, on one server: the last one's are parted over three as well."""
SHARDS = 3
WRITERS = (10_000, 4)
PARTED = (10_000, 24, 8)
"""Hazards a town, towns, and into how many parts their tables go."""
_AGGREGATE = AGGREGATE.replace("sum(deadline <", "count(*) filter (where deadline <")
BY_TOWN = _AGGREGATE.replace("select unit", "select town, unit").replace("by unit", "by town, unit")
MONTH = "report monthly 2023-12 --by town --format json"
ONE_TOWN = "report monthly 2023-12 --town T01 --format json"
COMMANDS = (
    MONTH,
    ONE_TOWN,
    "status --town T01",
    "hazard list --town T01 --limit 50",
)
PSQL = "psql, one aggregate"
PSQL_READER = "psql, the same as the district's login"
PSQL_BY_TOWN = "psql, the same by town, as that login"
ADDS, SHEET = 12, 5_000
"""Hazards that each clerk types, and rows of a sheet."""


class Measured(NamedTuple):
    """What was measured on one server, or on several: by name; and what else the machine did meanwhile."""

    hazards: int
    towns: int
    field: Mapping[str, Contestant]
    load: tuple[float, float]


def run(folder: Path, rounds: int, sizes: Sequence[tuple[int, int]] = SIZES) -> None:
    """Measure every size on one server, then the largest on three as well, and write the page."""
    home = _home(folder, max(towns for _, towns in sizes))
    grown = []
    for size, towns in sizes:
        with _server(folder, size, district.codes(towns), "6GB") as one:
            grown.append(_raced(home, {"one": one.address(READER)}, rounds, size * towns, towns))
    page.write("one", _one(grown, rounds), PAGE)
    size, towns = sizes[-1]
    with _server(folder, size, district.codes(towns), "6GB") as one:
        with psycopg.connect(one.address(), autocommit=True) as raw:
            taken = district.sizes(raw)
            journal = district.journal_of(raw, ledgers.ledger(folder, size) / "ledger.db")
        page.write("storage", paper.storage(taken, size * towns, journal, size), PAGE)
        with _coordinator(folder, size, district.codes(towns)) as through:
            _same(home, one.address(READER), through)
            both = {"one": one.address(READER), "three": through}
            parted = _raced(home, both, rounds, size * towns, towns)
    page.write("three", _three(parted, rounds), PAGE)
    with _server(folder, WRITERS[0], district.codes(WRITERS[1]), "2GB") as one:
        page.write("writes", _writes(folder, home, one), PAGE)
    page.write("partitions", _parted(folder, home, rounds), PAGE)


def _home(folder: Path, towns: int) -> Path:
    """Return the office's folder with a plan for every town, as each of them is told by its own."""
    home = folder / "district"
    for code in district.codes(towns):
        plan = home / "plans" / code
        plan.mkdir(parents=True, exist_ok=True)
        for path in (ROOT / "data").glob("*.yaml"):
            told = path.read_text(encoding="utf-8").replace("town_code: BY", f"town_code: {code}")
            (plan / path.name).write_text(told, encoding="utf-8")
    return home


@contextmanager
def _server(folder: Path, size: int, codes: Sequence[str], buffers: str, parts: int = 0) -> Iterator[Cluster]:
    """Start a server that holds these towns, made now unless it is there already."""
    parted = f"-p{parts}" if parts else ""
    place = folder / "servers" / f"n{size}-{codes[0]}-{codes[-1]}{parted}"
    one, fresh = clusters.made(place, buffers)
    if fresh:
        page.say(f"scale: making {len(codes)} towns of {size}")
        district.fill(one, ledgers.ledger(folder, size) / "ledger.db", codes, parts)
    one.start(MEASURED)
    try:
        yield one
    finally:
        one.stop()


@contextmanager
def _coordinator(folder: Path, size: int, codes: Sequence[str]) -> Iterator[str]:
    """Start the shards, and a coordinator that is made anew; yield its address for the district's login."""
    each = len(codes) // SHARDS
    parts = [codes[n * each : (n + 1) * each] for n in range(SHARDS)]
    with ExitStack() as stack:
        shards = [stack.enter_context(_server(folder, size, part, "2GB")) for part in parts]
        (folder / "servers" / "coordinator" / "whole").unlink(missing_ok=True)
        one, _ = clusters.made(folder / "servers" / "coordinator", "256MB")
        one.start(MEASURED)
        stack.callback(one.stop)
        district.begin(one)
        coordinator.main(
            [one.address(), *(word for shard in shards for word in ("--shard", shard.address(READER)))]
        )
        district.let_read(one)
        yield one.address(READER)


def _asked(words: str, address: str) -> Contestant:
    return Contestant(words, [str(HERE / "hazardctl"), *words.split()], environ={"HAZARDCTL_LEDGER": address})


def _raced(home: Path, servers: Mapping[str, str], rounds: int, hazards: int, towns: int) -> Measured:
    """Race the program and psql on one server or more; a server's name goes before what was asked of it."""
    field = {}
    for name, address in servers.items():
        for words in COMMANDS:
            field[f"{name}: {words}"] = _asked(words, address)
        admin = address.replace(f"{READER}@", f"{SUPERUSER}@")
        for what, who, sql in (
            (PSQL, admin, _AGGREGATE),
            (PSQL_READER, address, _AGGREGATE),
            (PSQL_BY_TOWN, address, BY_TOWN),
        ):
            field[f"{name}: {what}"] = Contestant(what, ["psql", "-XAtq", who, "-c", sql], answer="general")
    page.say(f"scale: {hazards} in {towns} towns, {', '.join(servers)}, {rounds} rounds")
    began = os.getloadavg()[1]
    race(list(field.values()), ledgers.environ(home), rounds)
    return Measured(hazards, towns, field, (began, os.getloadavg()[1]))


def _same(home: Path, *addresses: str) -> None:
    """Stop where the servers do not give the same bytes."""
    for words in COMMANDS:
        told = {
            subprocess.run(
                [str(HERE / "hazardctl"), *words.split(), *(() if "json" in words else ("--format", "json"))],
                env={**ledgers.environ(home), "HAZARDCTL_LEDGER": address},
                capture_output=True,
                check=True,
            ).stdout
            for address in addresses
        }
        if len(told) > 1:
            sys.exit(f"{words}: not the same from one server and from three")


def _writes(folder: Path, home: Path, one: Cluster) -> str:
    """Measure registrations: one after the other in one town, side by side in several, and a sheet."""
    environ = {**ledgers.environ(home), "HAZARDCTL_LEDGER": one.address(OWNER)}
    alone = _add("T01", one)
    race([alone], environ, ADDS)
    codes = district.codes(WRITERS[1])
    began = time.monotonic()
    script = f'for i in $(seq {ADDS}); do "$@" || exit 1; done'
    running = [
        subprocess.Popen(
            ["/bin/sh", "-c", script, "-", *_add(code, one).words],
            env=environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for code in codes
    ]
    ended = [each.wait() for each in running]
    if any(ended):
        sys.exit("hazard add side by side failed")
    rate = len(codes) * ADDS / (time.monotonic() - began)
    village = [str(HERE / "hazardctl"), "--town", "T02", "unit", "add", "双龙村"]
    subprocess.run(
        village, env=environ, check=False, capture_output=True
    )  # it may be there from another time
    sheet = sheets.made(folder / f"sheet-{SHEET}.xlsx", SHEET)
    took, told = sheets.timed(
        [str(HERE / "hazardctl"), "--town", "T02", "import", str(sheet), "--format", "json"], environ
    )
    sheets.check("import", json.loads(told)["data"]["added"], SHEET)
    return paper.writes(alone, len(codes), rate, SHEET, took)


def _add(code: str, one: Cluster) -> Contestant:
    words = f"--town {code} hazard add --title 配电箱未接地 --level general --unit 应急办 --source department --fixed-on-spot 当场接地"
    return _asked(words, one.address(OWNER))


def _one(grown: Sequence[Measured], rounds: int) -> str:
    """Return what one server took, by how much it holds."""
    names = [f"one: {name}" for name in (*COMMANDS, PSQL, PSQL_READER, PSQL_BY_TOWN)]
    head = ["", *(f"{one.hazards:,} ({one.towns} towns)" for one in grown)]
    times = [[f"`{name[5:]}`", *(page.ms(one.field[name]) for one in grown)] for name in names]
    ratios = [
        [
            f"`{what}` ÷ `{PSQL}`",
            *(page.times(one.field[f"one: {what}"], one.field[f"one: {PSQL}"]) for one in grown),
        ]
        for what in (MONTH, ONE_TOWN)
    ]
    ratios.append(
        [
            f"`{MONTH}` ÷ `{PSQL_BY_TOWN}`",
            *(page.times(one.field[f"one: {MONTH}"], one.field[f"one: {PSQL_BY_TOWN}"]) for one in grown),
        ]
    )
    return f"""\
{_machine(grown, rounds, "6 GB")} The aggregate:

```sql
{_AGGREGATE}
```

{page.table(head, times)}

Ratios within a round (median, quartiles):

{page.table(head, ratios)}
"""


def _three(parted: Measured, rounds: int) -> str:
    """Return what three servers took behind a coordinator, beside one that has it all."""
    rows = []
    for what in (*COMMANDS, PSQL_READER, PSQL_BY_TOWN):
        one, three = parted.field[f"one: {what}"], parted.field[f"three: {what}"]
        rows.append([f"`{what}`", page.ms(one), page.ms(three), page.times(three, one)])
    head = ["", "one server", "three, by the coordinator", "three ÷ one"]
    return f"{_machine([parted], rounds, '6 GB for one server, 2 GB for each of three')}\n\n{page.table(head, rows)}\n"


def _parted(folder: Path, home: Path, rounds: int) -> str:
    """Return what the same towns take in parted tables and in others."""
    size, towns, parts = PARTED
    codes = district.codes(towns)
    with _server(folder, size, codes, "2GB") as flat, _server(folder, size, codes, "2GB", parts) as parted:
        wise = f"{parted.address(READER)}?options=-c%20enable_partitionwise_aggregate%3Don"
        servers = {"flat": flat.address(READER), "parted": parted.address(READER), "wise": wise}
        done = _raced(home, servers, rounds, size * towns, towns)
        adds = [_add("T01", one) for one in (flat, parted)]
        race(adds, ledgers.environ(home), ADDS)
    rows = [
        [
            f"`{what}`",
            page.ms(done.field[f"flat: {what}"]),
            page.times(done.field[f"parted: {what}"], done.field[f"flat: {what}"]),
            page.times(done.field[f"wise: {what}"], done.field[f"flat: {what}"]),
        ]
        for what in (*COMMANDS, PSQL, PSQL_READER, PSQL_BY_TOWN)
    ]
    rows.append(["`hazard add`", page.ms(adds[0]), page.times(adds[1], adds[0]), "—"])
    head = ["", "plain tables", f"{parts} parts ÷ plain", "the same, partition-wise aggregates"]
    return f"""\
{_machine([done], rounds, "2 GB each")} {towns} towns of {size:,} hazards; `hazard add` {ADDS} rounds.

{page.table(head, rows)}
"""


def _machine(done: Sequence[Measured], rounds: int, buffers: str) -> str:
    loads = [load for one in done for load in one.load]
    settings = ", ".join(f"{name} {value}" for name, value in MEASURED.items())
    return (
        f"Measured {page.machine()}, PostgreSQL {clusters.version()} ({settings}; shared buffers {buffers}); {rounds} rounds."
        f" The machine's load (5 minutes) was {min(loads):.1f}–{max(loads):.1f} on {os.cpu_count()} cores."
    )
