"""A ledger of every earlier schema on its way to ours: killed after every statement, met by several, refused if newer."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from tests.torture.damage import spill_early
from tests.torture.loaded import load_everything
from tests.torture.machine import Machine, Outcome, die_at, in_wal, office
from tests.torture.schemas import old_ledger

from hazardctl.ledger import copies, migrations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READ = ("hazard", "list")
EARLIER = range(1, migrations.NEWEST)


@dataclass(frozen=True, slots=True)
class Kill:
    """One interruption: from which schema, after which statement, by which command, and how the pages are kept."""

    version: int
    statement: int
    words: tuple[str, ...]
    wal: bool
    spilled: bool

    @property
    def label(self) -> str:
        """Return what a failure is called by."""
        how = f"{'wal' if self.wal else 'delete'}{', spilled' if self.spilled else ''}"
        return f"schema {self.version}, statement {self.statement} ({self.words[0]}, {how})"

    def arm(self) -> None:
        """Make the process what it is to be, and let it die."""
        if self.wal:
            in_wal()
        if self.spilled:
            spill_early()
        die_at("migrated_statement", self.statement)()


def statements(version: int) -> int:
    """Return how many statements lie between a schema and ours."""
    return sum(len(list(step.statements())) for step in migrations.steps() if step.version > version)


def _kills(times: int, chance: Random) -> Iterator[Kill]:
    """Yield a kill after every statement from every schema; what is left open is drawn, both logs in turn."""
    for turn in range(times):
        for version in EARLIER:
            for n in range(1, statements(version) + 1):
                words = chance.choice((READ, ("unit", "add", "石龙村")))
                yield Kill(version, n, words, wal=bool((turn + n) % 2), spilled=chance.random() < 0.5)


def interrupted(folder: Path, times: int, seed: int) -> Outcome:
    """Kill an upgrade after every statement: what is left is old to the row, and the next command brings it up to date."""
    load_everything()
    old = {version: old_ledger(folder / f"v{version}" / "home", version) for version in EARLIER}
    failures: list[str] = []
    trials = 0
    for kill in _kills(times, Random(seed)):  # noqa: S311  dice
        machine = old[kill.version].copied(folder / f"k{trials}" / "home")
        failures += [f"{kill.label}: {why}" for why in _killed(machine, kill)]
        shutil.rmtree(folder / f"k{trials}")
        trials += 1
    return Outcome(
        claim="an interrupted upgrade leaves the old ledger or the new one",
        target="old or new, never between",
        trials=trials,
        failures=tuple(failures),
        measured=f"{trials} kills: every statement from schemas {EARLIER[0]} to {EARLIER[-1]}, both kinds of log",
        how="the process kills itself after the n-th statement, with pages in memory only or in the file already",
    )


def _killed(machine: Machine, kill: Kill) -> Iterator[str]:
    before = contents(machine.ledger)
    ran = machine.run(*kill.words, before=kill.arm)
    if ran.code is not None:
        yield f"was not killed: exit {ran.code} {ran.err[-200:]}"
    if contents(machine.ledger) != before:
        yield "neither old nor new"
    # As after a restart: the mode of the log is that of this machine's SQLite again.
    yield from _upgraded(machine, kill.version)


def _upgraded(machine: Machine, version: int) -> Iterator[str]:
    """Yield what is wrong after the next command: it must bring the ledger up to date, with one good copy."""
    ran = machine.run(*READ)
    if ran.code != 0:
        yield f"the next read: exit {ran.code} {ran.err[-200:]}"
        return
    yield from whole(machine, version)


def whole(machine: Machine, version: int) -> Iterator[str]:
    """Yield what is wrong with a ledger that was brought up to date once."""
    yield from (f"flaw {flaw}" for flaw in machine.flaws())
    with closing(sqlite3.connect(machine.ledger)) as raw:
        (have,) = raw.execute("pragma user_version").fetchone()
        applied = raw.execute("select version from migration order by version").fetchall()
        listed = [row[0] for row in raw.execute("select path from backup")]
    if have != migrations.NEWEST or applied != [(n,) for n in range(1, migrations.NEWEST + 1)]:
        yield f"schema {have}, applied {applied}"
    lying = copies.lying(machine.ledger)
    if [str(path) for path in lying] != listed or len(lying) != 1:
        yield f"copies {[path.name for path in lying]}, listed {listed}"
    yield from (f"copy {path.name} is not whole" for path in lying if not copies.is_good(path))
    yield from (f"copy {path.name} is of another schema" for path in lying if schema_of(path) != version)
    left = [path.name for path in machine.home.rglob(".hazardctl-*")]
    if left:
        yield f"left behind: {left}"


def schema_of(path: Path) -> int:
    """Return a file's schema version."""
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("pragma user_version").fetchone()[0])


def contents(path: Path) -> dict[str, Any]:
    """Return all that a ledger says: its schema, its version, and every row of every table."""
    with closing(sqlite3.connect(path)) as raw:
        layout = raw.execute("select type, name, sql from sqlite_master order by type, name").fetchall()
        told = {
            name: raw.execute(f"select * from {name} order by 1, 2").fetchall()
            for kind, name, _ in layout
            if kind == "table"
        }
        return {"": (layout, raw.execute("pragma user_version").fetchone()), **told}


def at_once(folder: Path, times: int, seed: int) -> Outcome:
    """Let two and four programs meet an old ledger at once, readers and writers, with both kinds of log in turn."""
    load_everything()
    chance, failures = Random(seed), []  # noqa: S311  dice
    meetings = [(turn, version, many) for turn in range(times) for version in EARLIER for many in (2, 4)]
    for turn, version, many in meetings:
        place = folder / f"m{turn}-{version}-{many}"
        machine = old_ledger(place / "home", version)
        wal = bool((turn + version + many // 2) % 2)
        label = f"schema {version}, {many} at once ({'wal' if wal else 'delete'})"
        failures += [f"{label}: {why}" for why in _met(machine, version, many, chance, wal=wal)]
        with suppress(OSError):
            shutil.rmtree(place)
    return Outcome(
        claim="programs that meet an old ledger at once upgrade it once",
        target="all let through, one upgrade, one copy",
        trials=len(meetings),
        failures=tuple(failures),
        measured=f"{len(meetings)} meetings of two and of four from schemas {EARLIER[0]} to {EARLIER[-1]}, both kinds of log",
        how="processes started together, readers and writers",
    )


def _met(machine: Machine, version: int, many: int, chance: Random, *, wal: bool) -> Iterator[str]:
    commands = [chance.choice((READ, ("unit", "add", f"第{n}村"))) for n in range(many)]
    start = time.time() + 0.05

    def before() -> None:
        if wal:
            in_wal()
        time.sleep(max(start - time.time(), 0))

    pids = [machine.start(words, before=before) for words in commands]
    for words, pid in zip(commands, pids, strict=True):
        ran = machine.finish(pid, time.perf_counter())
        if ran.code != 0:
            yield f"{words[0]}: exit {ran.code} {ran.err[-200:]}"
    yield from whole(machine, version)
    with closing(sqlite3.connect(machine.ledger)) as raw:
        (added,) = raw.execute("select count(*) from unit where key like '第%村'").fetchone()
    if added != sum(words != READ for words in commands):
        yield f"{added} units were added"


def newer(folder: Path, size: int, seed: int) -> Outcome:
    """Hand the program ledgers of schemas that it does not know, the next one first."""
    load_everything()
    machine = office(folder / "newer" / "home")
    beyond = [1, *Random(seed).sample(range(2, 10_000), size - 1)]  # noqa: S311  dice
    failures = [f"{by} beyond: {why}" for by in beyond for why in _refused(machine, folder / "copy.db", by)]
    return Outcome(
        claim="a ledger of a newer program is left alone",
        target="exit 6, not a byte changed",
        trials=size * len(_commands(folder)),
        failures=tuple(failures),
        measured=f"{len(_commands(folder))} commands that read and write, {size} schemas",
        how="user_version set higher; every file of the office compared",
    )


def _commands(copy: Path) -> tuple[tuple[str, ...], ...]:
    return (
        READ, ("status",), ("report", "monthly", "2023-06"), ("verify",), ("log",), ("hazard", "show", "BY-2023-0001"),
        ("unit", "add", "石龙村"), ("hazard", "rectify", "BY-2023-0003"), ("report", "monthly", "2023-06", "--issue"),
        ("undo", "--yes"), ("backup",), ("restore", str(copy), "--yes"),
    )  # fmt: skip


def _refused(machine: Machine, copy: Path, by: int) -> Iterator[str]:
    with closing(sqlite3.connect(machine.ledger)) as raw:
        raw.execute(f"pragma user_version = {migrations.NEWEST + by}")
    copy.write_bytes(machine.ledger.read_bytes())
    before = _files(machine)
    for words in _commands(copy):
        ran = machine.run(*words)
        if ran.code != 6 or "Traceback" in ran.err:
            yield f"{' '.join(words)}: exit {ran.code} {ran.err[-200:]}"
        if _files(machine) != before:
            yield f"{' '.join(words)}: something was written"


def _files(machine: Machine) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in machine.home.rglob("*") if path.is_file()}
