"""Many processes at one ledger: everything acknowledged is there once, nobody is turned away, and nobody waits long."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from tests.torture.kills import SHEET
from tests.torture.machine import ADD, FIVE, PROVEN, Machine, Outcome, office

from hazardctl.__main__ import main
from hazardctl.ledger import failpoints
from hazardctl.ledger.proof.reading import examining

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_WAIT = 2.0
"""Seconds that 99 of 100 writers may wait for the ledger at the most."""
_HEAD = SHEET.splitlines()[0]


def writers(folder: Path, processes: int, writes: int, *, timed: bool = True) -> Outcome:
    """Let processes write at the same time: adds, closings, imports, and questions between them.

    How long they wait is judged only when `timed`: a test runs beside others, and no test asserts a time.
    """
    machine = office(folder / "home")
    began = time.perf_counter()
    pids = [_worker(machine, n, writes) for n in range(processes)]
    for pid in pids:
        os.waitpid(pid, 0)
    took = time.perf_counter() - began
    told = [json.loads((folder / f"worker{n}.json").read_text(encoding="utf-8")) for n in range(processes)]
    failures = [one for worker in told for one in worker["failures"]]
    failures += [f"flaw {code}" for code in machine.flaws()]
    failures += _counted(machine, told)
    waits = sorted(wait for worker in told for wait in worker["waits"])
    p99 = waits[int(len(waits) * 0.99)] if waits else 0.0
    if timed and p99 >= LONGEST_WAIT:
        failures.append(f"p99 wait {p99:.2f} s")
    return Outcome(
        claim=f"{processes} processes × {writes} writes, mixed with questions",
        target="all acknowledged present once, numbers without gap or repeat, 0 locked, p99 wait < 2 s",
        trials=processes * writes,
        failures=tuple(failures),
        measured=f"{len(waits)} writes in {took:.0f} s; wait median {waits[len(waits) // 2] * 1000:.0f} ms, p99 {p99:.2f} s, longest {waits[-1]:.2f} s",
        how="forked processes run the program's main one command after another; the wait is from asking for the lock to holding it",
    )


def _worker(machine: Machine, number: int, writes: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        machine.settle(f"人{number}", "2023-07-10")
        told = _work(machine, number, writes)
        (machine.home.parent / f"worker{number}.json").write_text(json.dumps(told), encoding="utf-8")
    finally:
        os._exit(0)


def _work(machine: Machine, number: int, writes: int) -> dict[str, object]:
    """Write one worker's share; every tenth command is a question, every tenth an import, every third a closing."""
    waits: list[float] = []
    asked = [0.0]

    def watch(name: str) -> None:
        if name == "asking":
            asked[0] = time.perf_counter()
        elif name == "begun":
            waits.append(time.perf_counter() - asked[0])

    failpoints.arm(watch)
    titles: list[str] = []
    failures: list[str] = []
    sheet = machine.home.parent / f"sheet{number}.csv"
    for n in range(writes):
        title = f"隐患{number}-{n}"
        words: tuple[str, ...] = (*ADD, "--title", title, *FIVE)
        if n % 10 == 9:
            sheet.write_text(
                f"{_HEAD}\n{title},一般,村排查,新开超市,2023-07-01,更换,李四,0,2023-08-30,有,经发办\n",
                encoding="utf-8",
            )
            words = ("import", str(sheet))
        if _said(words, failures, title):
            titles.append(title)
        if n % 3 == 0 and titles:
            _closes(machine, titles[-1], failures)
        if n % 5 == 0:
            _said(("hazard", "list", "--limit", "3"), failures, "list")
    return {"titles": titles, "waits": waits, "failures": failures}


def _said(words: tuple[str, ...], failures: list[str], what: str) -> bool:
    code = main(list(words))
    if code != 0:
        sys.stderr.flush()
        failures.append(f"{what}: exit {code}")
    return code == 0


def _closes(machine: Machine, title: str, failures: list[str]) -> None:
    with examining(machine.ledger) as reads:
        (row,) = reads.rows("select no from hazard where title = :title", title=title)
    _said(("hazard", "rectify", row["no"], "--by", "钱七"), failures, f"rectify {title}")
    _said(("hazard", "close", row["no"], "--reviewer", "赵六", *PROVEN), failures, f"close {title}")


def _counted(machine: Machine, told: list[dict[str, list[str]]]) -> list[str]:
    """Hold what was acknowledged against what is there."""
    with examining(machine.ledger) as reads:
        rows = reads.rows("select no, title, seq from hazard order by seq")
    there = Counter(row["title"] for row in rows)
    acknowledged = [title for worker in told for title in worker["titles"]]
    found = [f"{title} is there {there[title]} times" for title in acknowledged if there[title] != 1]
    if [row["seq"] for row in rows] != list(range(1, len(rows) + 1)):
        found.append("numbers have a gap or a repeat")
    return found
