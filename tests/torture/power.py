"""Power cuts on the program's own SQLite: what the real process wrote and synced is recorded, and replayed with losses.

Run as a module under the shim it is the process that is recorded: `python -m tests.torture.power HOME LOG MODE`.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from tests.torture import disk, shim
from tests.torture.kills import SHEET
from tests.torture.machine import ADD, FIVE, PROVEN, TODAY, Machine, Outcome, in_wal, office

from hazardctl.__main__ import main
from hazardctl.ledger import copies, locking

COPY = "copy.db"
COMMANDS: tuple[tuple[str, ...], ...] = (
    (*ADD, "--title", "断电前登记", *FIVE),
    ("hazard", "close", "BY-2023-0001", "--reviewer", "赵六", *PROVEN),
    ("hazard", "attach", "BY-2023-0004", "photo.txt"),
    ("import", "sheet.csv"),
    ("report", "monthly", "2023-06", "--issue"),
    ("backup",),
    ("hazard", "rectify", "BY-2023-0005", "--by", "钱七"),
    ("undo", "--yes"),
    ("restore", COPY, "--yes"),
    (*ADD, "--title", "恢复后登记", *FIVE),
)
"""What the recorded process does, one after the other; a restore is acknowledged like the rest."""


class Acknowledged(NamedTuple):
    """Where in the record a command was acknowledged, and how many entries the journal had, with which newest hash."""

    at: int
    entries: int
    head: str


def recorded(home: Path, log: Path, mode: str) -> None:
    """Do all of it under the shim, and mark what was acknowledged."""
    os.environ |= {"HAZARDCTL_HOME": str(home), "HAZARDCTL_ACTOR": "王五", "HAZARDCTL_TODAY": TODAY}
    os.chdir(home.parent)
    # Copying by the kernel would pass the shim by.
    shutil._USE_CP_SENDFILE = False  # type: ignore[attr-defined]
    if mode == "wal":
        in_wal()
    if mode == "careless":
        locking.prepare = lambda raw, _path: raw.execute("pragma synchronous = off")  # type: ignore[assignment]
    machine = Machine(home)
    shim.record(log, home)
    for words in COMMANDS:
        if main(list(words)) != 0:
            raise SystemExit(f"{words} was refused")
        shim.mark(json.dumps({"entries": machine.entries(), "head": machine.head()}))


def cuts(folder: Path, points: int, seed: int, modes: tuple[str, ...] = ("delete", "wal")) -> Outcome:
    """Cut the power at moments of chance and look what is left.

    With the mode `careless` the program does not sync: it must lose then, or this disk is no test.
    """
    chance, failures, told = random.Random(seed), [], []  # noqa: S311  dice
    for number, mode in enumerate(modes):
        share = len(range(number, points, len(modes)))
        home, ops = _prepared(folder / mode, mode)
        told.append(f"{mode}: {len(ops)} changes")
        moments = sorted(chance.randrange(len(ops)) for _ in range(share))
        failures += [f"{mode} {one}" for one in _cut_at(folder / mode, home, ops, moments, chance)]
    return Outcome(
        claim="a power cut loses nothing that was acknowledged",
        target="0 acknowledged lost, ledger whole",
        trials=points,
        failures=tuple(failures),
        measured=f"{points} cuts ({'; '.join(told)})",
        how="writes and syncs of the real process recorded by a preloaded shim; unsynced ones dropped, reordered and torn by sector, unsynced names dropped from the end",
    )


def _prepared(folder: Path, mode: str) -> tuple[Path, list[disk.Op]]:
    folder.mkdir(parents=True)
    base = office(folder / "home")
    base.does("backup", str(folder / COPY))
    (folder / "sheet.csv").write_text(SHEET, encoding="utf-8")
    shutil.copytree(folder / "home", folder / "start")
    shim.under(shim.built(folder), "tests.torture.power", str(folder / "home"), str(folder / "log"), mode)
    return folder / "home", disk.read(folder / "log")


def _cut_at(
    folder: Path, home: Path, ops: list[disk.Op], moments: list[int], chance: random.Random
) -> list[str]:
    state, failures, done = _start(folder, home), [], 0
    acknowledged: list[Acknowledged] = [_first(folder)]
    due = [_of_mark(n, op) for n, op in enumerate(ops) if op.kind == "M"]
    for number, moment in enumerate(moments):
        for op in ops[done:moment]:
            state.apply(op)
        done = moment
        acknowledged = [_first(folder), *(one for one in due if one.at < moment)]
        coming = next((one for one in due if one.at >= moment), None)
        place = folder / f"cut{number}"
        state.cut(home, place, chance)
        failures += [f"cut at {moment}: {one}" for one in _lost(Machine(place), acknowledged[-1], coming)]
        shutil.rmtree(place)
    return failures


def _start(folder: Path, home: Path) -> disk.Disk:
    """Return the disk before the first command, under the paths that the record has."""
    shutil.rmtree(home)
    shutil.copytree(folder / "start", home)
    return disk.Disk(home)


def _first(folder: Path) -> Acknowledged:
    machine = Machine(folder / "start")
    return Acknowledged(-1, machine.entries(), machine.head())


def _of_mark(at: int, op: disk.Op) -> Acknowledged:
    told = json.loads(op.words[0])
    return Acknowledged(at, told["entries"], told["head"])


def _lost(machine: Machine, last: Acknowledged, coming: Acknowledged | None) -> list[str]:
    """Return what a cut broke: the ledger must be as after the last acknowledged command, or as after the next one."""
    found = [f"flaw {code}" for code in machine.flaws()]
    if found:
        return found
    head = machine.head()
    if head != last.head and (coming is None or head != coming.head) and not _on_the_way(machine, last):
        found.append(f"{machine.entries()} entries; {last.entries} were acknowledged")
    bad = (path.name for path in copies.lying(machine.ledger) if not copies.is_good(path))
    return found + [f"copy {name} is not whole" for name in bad]


def _on_the_way(machine: Machine, last: Acknowledged) -> bool:
    """Whether the ledger has all that was acknowledged and more: a command that enters in two transactions."""
    return machine.has(last.head)


if __name__ == "__main__":
    recorded(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
