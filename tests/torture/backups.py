"""Copies made while others write: each proves whole, can be restored, and is a prefix of what the ledger became."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from tests.torture.loaded import load_everything
from tests.torture.machine import ADD, FIVE, Machine, Outcome, office

from hazardctl.__main__ import main
from hazardctl.ledger import copies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def under_writers(folder: Path, size: int, seed: int, *, writers: int) -> Outcome:
    """Make copies while others write without a pause, then hold every copy against what the ledger became."""
    load_everything()
    machine = office(folder / "busy" / "home")
    stop = folder / "stop"
    pids = [
        machine.start(("status",), actor=f"第{n}人", before=_writes(seed + n, stop)) for n in range(writers)
    ]
    failures: list[str] = []
    least = []
    try:
        for n in range(size):
            least.append(_count(machine.ledger))
            ran = machine.run("backup", str(folder / f"copy{n}.db"))
            if ran.code != 0:
                failures.append(f"backup {n}: exit {ran.code} {ran.err[-300:]}")
    finally:
        stop.touch()
        ended = [machine.finish(pid, 0) for pid in pids]
    failures += [f"writer {n}: exit {ran.code} {ran.err[-300:]}" for n, ran in enumerate(ended) if ran.code]
    failures += [f"live: {flaw}" for flaw in machine.flaws()]
    live = hashes(machine.ledger)
    for n, entries in enumerate(least):
        failures += [f"copy {n}: {why}" for why in _wrong(folder, n, live, entries)]
    return Outcome(
        claim="a copy made under load is whole",
        target="each verifies, restores and is a prefix of history, with all that was acknowledged before it",
        trials=size,
        failures=tuple(failures),
        measured=f"{size} copies beside {writers} writers that made {len(live) - least[0]} entries",
        how="hazardctl backup while processes add hazards and units; hazardctl restore into a fresh place",
    )


def _writes(n: int, stop: Path) -> Callable[[], None]:
    """Return what adds units and hazards until it is told to stop, and dies of a command that is not let through."""
    chance = Random(n)  # noqa: S311  dice

    def on_and_on() -> None:
        for turn in count():
            if stop.exists():
                return
            hazard = (*ADD, "--title", f"第{n}人的第{turn}条", *FIVE)
            words = chance.choice((hazard, hazard, ("unit", "add", f"{n}组{turn}村")))
            code = main(list(words))
            if code:
                os._exit(code)

    return on_and_on


def hashes(ledger: Path) -> list[str]:
    """Return the hashes of a journal in their order."""
    with closing(sqlite3.connect(ledger)) as raw:
        return [row[0] for row in raw.execute("select hash from journal order by seq")]


def _count(ledger: Path) -> int:
    with closing(sqlite3.connect(ledger, timeout=60)) as raw:
        return int(raw.execute("select count(*) from journal").fetchone()[0])


def _wrong(folder: Path, n: int, live: list[str], least: int) -> Iterator[str]:
    copy = folder / f"copy{n}.db"
    if not copy.exists():
        return
    if not copies.is_good(copy):
        yield "does not verify"
        return
    had = hashes(copy)
    if had != live[: len(had)]:
        yield "is no prefix of history"
    if len(had) < least:
        yield f"has {len(had)} entries of at least {least}"
    fresh = Machine(folder / f"fresh{n}" / "home")
    ran = fresh.run("restore", str(copy), "--yes")
    if ran.code != 0:
        yield f"restore: exit {ran.code} {ran.err[-300:]}"
        return
    yield from (f"restored: {flaw}" for flaw in fresh.flaws() if flaw != "file_gone")
    if hashes(fresh.ledger)[: len(had)] != had:
        yield "restored: other entries"
