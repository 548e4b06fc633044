"""A district at work: each town's clerk enters a year's hazards at the same time, on one server, which may be killed meanwhile.

At release size: python -m tests.torture.district --towns 28 --months 12 --kills 20
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from tests import postgres
from tests.torture.machine import Outcome

from hazardctl.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]
OWNER, DISTRICT = "taizhang", "qu"
SEED = 2026
A_MONTH = 5
"""Hazards that a clerk enters in a month; most are put right, half are closed, and every other town hands its report in."""
_FIRST = (2023, 6)
_ROOM = "-c max_connections=120 -c shared_buffers=256MB"
_PASSING = {5, 7}
"""What a clerk is told whose server is gone: then it is typed again."""
_LONGEST = 90.0
"""Seconds after which a clerk gives a step up."""


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The answer in its JSON."""
        return json.loads(self.out)["data"]


class Clerk:
    """One login at its own desk; every command is the program's own way in."""

    def __init__(self, folder: Path, address: str, login: str, plan: Path) -> None:
        self.folder = folder / "desks" / login
        self.environ = {
            "HAZARDCTL_HOME": str(self.folder), "HAZARDCTL_LEDGER": address.replace(f"{postgres.OWNER}@", f"{login}@"),
            "HAZARDCTL_PLAN": str(plan), "HAZARDCTL_ACTOR": login, "XDG_CACHE_HOME": str(folder / "cache"),
        }  # fmt: skip

    def types(self, *words: str, today: str) -> Said:
        """Type one command."""
        out, err = io.StringIO(), io.StringIO()
        with (
            patch.dict(os.environ, self.environ, HAZARDCTL_TODAY=today),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = main([*words, "--format", "json"])
        return Said(code, out.getvalue(), err.getvalue())


def months(number: int) -> Iterator[tuple[int, int]]:
    """Yield so many months as (year, month)."""
    year, first = _FIRST
    for n in range(first - 1, first - 1 + number):
        yield year + n // 12, n % 12 + 1


class Worker:
    """A clerk with a year's work; what was acknowledged is written down at once."""

    def __init__(self, clerk: Clerk, code: str, number: int) -> None:
        self.clerk, self.code, self.number = clerk, code, number
        self.chance = random.Random(SEED + number)  # noqa: S311  no secret
        self.failures: list[str] = []
        self.told = 0

    def works(self, wanted: int) -> None:
        """Enter everything, month by month."""
        with (self.clerk.folder / "acknowledged").open("a", encoding="ascii") as kept:
            for year, month in months(wanted):
                for n in range(A_MONTH):
                    self._hazard(f"{year}-{month:02d}", n, kept)
                if self.number % 2:
                    following = f"{year + month // 12}-{month % 12 + 1:02d}-02"
                    self._does("report", "monthly", f"{year}-{month:02d}", "--issue", today=following)

    def _hazard(self, month: str, n: int, kept: io.TextIOBase) -> None:
        day = f"{month}-{1 + 4 * n:02d}"
        due = f"{month}-{min(28, 3 + 4 * n + self.chance.randrange(9)):02d}"
        about = {
            "title": f"隐患{month}之{n}", "level": self.chance.choice(("general", "general", "major")), "unit": "经发办",
            "source": self.chance.choice(("department", "self", "village")), "enterprise": f"企业{self.chance.randrange(9)}",
            "measures": "整改", "responsible": "李四", "funds": "2万", "deadline": due, "contingency": "有预案", "criterion": "第三条",
        }  # fmt: skip
        words = [word for name, value in about.items() for word in (f"--{name}", value)]
        said = self._does("hazard", "add", *words, today=day)
        if said is None:
            return
        no = said.data["no"]
        kept.write(f"{no}\n")
        kept.flush()
        after = f"{month}-{2 + 4 * n:02d}"
        if self.chance.random() < 0.7:
            self._does("hazard", "rectify", no, "--on", after, "--by", "李四", "--note", "已改", today=after)
            if about["level"] == "general" and self.chance.random() < 0.6:
                proven = ("--measures-result", "改好", "--responsible-result", "落实", "--funds-spent", "1万", "--contingency-result", "演练")  # fmt: skip
                self._does("hazard", "close", no, "--reviewer", "赵六", "--on", after, *proven, today=after)

    def _does(self, *words: str, today: str) -> Said | None:
        """Type a command until it is done; what went through without its answer getting here is refused then."""
        until, again = time.monotonic() + _LONGEST, False
        while True:
            said = self.clerk.types(*words, today=today)
            if said.code == 0:
                self.told += 1
                return said
            if said.code not in _PASSING or time.monotonic() > until:
                if not again:
                    self.failures.append(f"{self.code}: {' '.join(words[:3])}: {said.code} {said.err[:300]}")
                return None
            again = True
            time.sleep(0.2)


def district(folder: Path, towns: int, wanted: int, kills: int) -> Outcome:
    """Let every town's clerk work at the same time, kill the server so often, and hold all of it against itself."""
    folder.mkdir(parents=True, exist_ok=True)
    codes = [f"{chr(ord('Z') - n // 26)}{chr(ord('A') + n % 26)}" for n in range(towns)]
    with postgres.running(_ROOM) as server:
        address = _made(server, folder, codes)
        began = time.perf_counter()
        pids = [_started(folder, address, code, n, wanted) for n, code in enumerate(codes)]
        killed = _killed(server, kills, pids)
        took = time.perf_counter() - began
        failures, entered = _worked(folder, codes)
        failures += _kept(folder, address, codes)
        failures += _figures(folder, address, codes, wanted)
    return Outcome(
        claim=f"{towns} towns × {wanted} months entered at once on one server, which was killed {killed} times",
        target="every acknowledged number is there; each town's ledger is whole; the district's figures are the sum of the towns' own",
        trials=entered,
        failures=tuple(failures),
        measured=f"{entered} steps acknowledged in {took:.0f} s, {killed} kills, {towns * wanted} reports compared",
        how="a forked process for each clerk, with a login and rights of its own, runs the program's main; pg_ctl stop -m immediate",
    )


def _plan(folder: Path, code: str) -> Path:
    home = folder / "plans" / code
    home.mkdir(parents=True, exist_ok=True)
    for path in (ROOT / "data").glob("*.yaml"):
        told = path.read_text(encoding="utf-8").replace("town_code: BY", f"town_code: {code}")
        (home / path.name).write_text(told.replace("白羊镇", f"{code}镇"), encoding="utf-8")
    return home


def _clerk(folder: Path, address: str, code: str, login: str | None = None) -> Clerk:
    return Clerk(folder, address, login or code.lower(), folder / "plans" / code)


def _made(server: postgres.Server, folder: Path, codes: Sequence[str]) -> str:
    """Make the database, its towns and their logins."""
    import psycopg

    address = f"{server.address}/district"
    with psycopg.connect(f"{server.address}/postgres", autocommit=True) as connection:
        connection.execute(f"create role {OWNER} login")
        connection.execute(f"create database district owner {OWNER}")
    for code in codes:
        _plan(folder, code)
        said = _clerk(folder, address, code, OWNER).types("init", today="2023-06-01")
        assert said.code == 0, said.err
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute((ROOT / "scripts" / "roles.sql").read_bytes())
        for code in codes:
            connection.execute(f"create role {code.lower()} login".encode())
            connection.execute(f"grant hazardctl_clerk to {code.lower()}".encode())
            connection.execute("insert into hazardctl_member values (%s, %s)", [code.lower(), code])
        connection.execute(f"create role {DISTRICT} login")
        connection.execute(f"grant hazardctl_reader, hazardctl_district to {DISTRICT}")
    return address


def _started(folder: Path, address: str, code: str, number: int, wanted: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        worker = Worker(_clerk(folder, address, code), code, number)
        worker.clerk.folder.mkdir(parents=True, exist_ok=True)
        worker.works(wanted)
        told = {"failures": worker.failures, "told": worker.told}
        (worker.clerk.folder / "told.json").write_text(json.dumps(told), encoding="utf-8")
    finally:
        os._exit(0)


def _killed(server: postgres.Server, kills: int, pids: Sequence[int]) -> int:
    """Kill the server and start it again, at moments left to chance, as long as clerks are at work; return how often."""
    done, counted = threading.Event(), [0]

    def kills_it() -> None:
        chance = random.Random(SEED)  # noqa: S311  no secret
        while counted[0] < kills and not done.wait(chance.uniform(0.5, 3)):
            server.crash()
            server.start()
            counted[0] += 1

    killer = threading.Thread(target=kills_it)
    killer.start()
    for pid in pids:
        os.waitpid(pid, 0)
    done.set()
    killer.join()
    return counted[0]


def _worked(folder: Path, codes: Sequence[str]) -> tuple[list[str], int]:
    failures, entered = [], 0
    for code in codes:
        path = folder / "desks" / code.lower() / "told.json"
        if not path.exists():
            failures.append(f"{code}: its clerk did not come to an end")
            continue
        told = json.loads(path.read_text(encoding="utf-8"))
        failures += told["failures"]
        entered += told["told"]
    return failures, entered


def _kept(folder: Path, address: str, codes: Sequence[str]) -> list[str]:
    """Every acknowledged number is there once, no number is left out, and each town's ledger is whole."""
    failures = []
    for code in codes:
        clerk = _clerk(folder, address, code)
        told = (clerk.folder / "acknowledged").read_text(encoding="ascii").split()
        have = [one["no"] for one in clerk.types("hazard", "list", today="2025-01-01").data]
        failures += [f"{code}: {no} was acknowledged and is gone" for no in told if have.count(no) != 1]
        if any(not no.startswith(f"{code}-") for no in have):
            failures.append(f"{code} sees another town's hazards")
        if len(set(have)) != len(have) or len(set(told)) != len(told):
            failures.append(f"{code}: a number was given twice")
        if clerk.types("verify", today="2025-01-01").code:
            failures.append(f"{code}: its ledger is not whole")
    return failures


def _figures(folder: Path, address: str, codes: Sequence[str], wanted: int) -> list[str]:
    """The district's rows are the towns' own reports, frozen ones too, and its sum is theirs."""
    failures, chief = [], _clerk(folder, address, codes[0], DISTRICT)
    for year, month in months(wanted):
        asked, sums = (
            f"{year}-{month:02d}",
            {"found": 0, "rectified": 0, "closed": 0, "open": 0, "overdue": 0},
        )
        found = chief.types("report", "monthly", asked, "--by", "town", today="2025-01-01").data
        rows = {row["town"]: row for row in found["towns"]}
        for code in codes:
            own = _clerk(folder, address, code).types("report", "monthly", asked, today="2025-01-01").data
            row = rows.pop(code)
            if (row["month"], row["cumulative"]) != (own["month"], own["cumulative"]):
                failures.append(f"{asked} {code}: the district says {row['month']}, the town {own['month']}")
            if (row["issued"] or 0) != ((own["issue"] or {}).get("number") or 0):
                failures.append(f"{asked} {code}: another issue")
            for name in sums:
                sums[name] += own["month"][name]
        if rows or {name: found["total"]["month"][name] for name in sums} != sums:
            failures.append(f"{asked}: the sum is not the sum")
    return failures


def run() -> None:
    """Run it at the size that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--towns", type=int, default=28)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--kills", type=int, default=20)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = district(Path(folder) / "area", wanted.towns, wanted.months, wanted.kills)
    for line in (
        outcome.claim,
        outcome.measured,
        *outcome.failures[:20],
        f"{len(outcome.failures)} failures",
    ):
        print(line)  # noqa: T201
    sys.exit(bool(outcome.failures))


if __name__ == "__main__":
    run()
