"""kill -9, at random moments and at every named place, over every command that writes, with both kinds of log."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.torture.machine import ADD, FIVE, PROVEN, Machine, Outcome, die_at, in_wal, office
from tests.torture.schemas import old_ledger

from hazardctl.ledger import copies, failpoints

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET = (
    "隐患描述,隐患等级,隐患来源,单位名称,排查日期,整改措施,整改责任人,整改资金（元）,整改时限,应急预案,监管责任单位\n"
    + "".join(
        f"灭火器过期{n},一般,村排查,新开超市,2023-07-01,更换,李四,0,2023-08-30,有,经发办\n" for n in range(40)
    )
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command that writes, on which office, and how many entries it makes when it is let through."""

    name: str
    words: tuple[str, ...]
    office: Machine
    seconds: float
    before: int
    after: int
    met: Counter[str] = field(default_factory=Counter)


def commands(folder: Path) -> list[Command]:
    """Prepare an office for each command and run it once unharmed."""
    base = office(folder / "base" / "home")
    (folder / "sheet.csv").write_text(SHEET, encoding="utf-8")
    copy = folder / "copy.db"
    base.does("backup", str(copy))
    base.does("unit", "add", "石龙村")
    old = old_ledger(folder / "old" / "home", 1)
    photo = str(folder / "base" / "photo.txt")
    wanted: dict[str, tuple[Machine, tuple[str, ...]]] = {
        "add": (base, (*ADD, "--title", "新隐患", *FIVE)),
        "close": (base, ("hazard", "close", "BY-2023-0001", "--reviewer", "赵六", *PROVEN)),
        "import": (base, ("import", str(folder / "sheet.csv"))),
        "issue": (base, ("report", "monthly", "2023-06", "--issue")),
        "migrate": (old, ("hazard", "list")),
        "backup": (base, ("backup",)),
        "restore": (base, ("restore", str(copy), "--yes")),
        "undo": (base, ("undo", "--yes")),
        "attach": (base, ("hazard", "attach", "BY-2023-0004", photo)),
    }
    return [_measured(folder, name, machine, words) for name, (machine, words) in wanted.items()]


def _measured(folder: Path, name: str, machine: Machine, words: tuple[str, ...]) -> Command:
    """Run a command unharmed, and note how long it takes and which places it comes to, how often."""
    trial = machine.copied(folder / f"measure-{name}" / "home")
    before, came = trial.entries(), folder / f"came-{name}"
    ran = trial.run(*words, before=lambda: failpoints.arm(lambda place: _noted(came, place)))
    if ran.code != 0:
        raise RuntimeError(f"{name}: exit {ran.code} {ran.err}")
    met = Counter(came.read_text(encoding="utf-8").split()) if came.exists() else Counter()
    return Command(name, words, machine, ran.seconds, before, trial.entries(), met)


def _noted(came: Path, place: str) -> None:
    with came.open("a", encoding="utf-8") as file:
        file.write(f"{place}\n")


def at_random(folder: Path, trials: int, seed: int) -> Outcome:
    """Kill every command again and again at moments of chance."""
    chance = random.Random(seed)  # noqa: S311  dice
    ready, failures = commands(folder), []
    for n in range(trials):
        command = ready[n % len(ready)]
        wal = bool(n // len(ready) % 2)
        moment = chance.uniform(
            0, command.seconds * 1.3
        )  # this machine may be busier than when it was measured
        failures += _trial(folder / f"r{n}", command, f"after {moment:.4f} s", wal=wal, kill_after=moment)
    return Outcome(
        claim="kill -9 at random moments loses and halves nothing",
        target="0 acknowledged lost, 0 half-written, verify ok",
        trials=trials,
        failures=tuple(failures),
        measured=f"{trials} kills over {len(ready)} commands, rollback journal and WAL in turn",
        how="a forked process runs the program's main and is killed after a random part of the time it takes unharmed",
    )


def at_failpoints(folder: Path, times: int) -> Outcome:
    """Kill every command at each named place that it comes to, up to so many times in one run of it."""
    ready, failures, trials = commands(folder), [], 0
    for command in ready:
        for name, came in command.met.items():
            for nth in range(1, min(times, came) + 1):
                wal = bool(trials % 2)
                what = f"{name} ({nth})"
                failures += _trial(folder / f"f{trials}", command, what, wal=wal, arm=die_at(name, nth))
                trials += 1
    missing = set(failpoints.POINTS) - {name for command in ready for name in command.met} - _ELSEWHERE
    return Outcome(
        claim="kill -9 at every named failpoint loses and halves nothing",
        target="0 acknowledged lost, 0 half-written, verify ok",
        trials=trials,
        failures=(*failures, *(f"no command came to {name}" for name in sorted(missing))),
        measured=f"{trials} kills at {len(failpoints.POINTS) - len(missing) - len(_ELSEWHERE)} places of {len(ready)} commands, rollback journal and WAL in turn",
        how="the process kills itself when it comes to the place for the n-th time",
    )


_ELSEWHERE = {"created", "written", "replaced", "rotated"}
"""Places of commands that make a ledger or a paper; `rotated` is met only with copies to rotate."""


def _trial(
    place: Path,
    command: Command,
    what: str,
    *,
    wal: bool,
    kill_after: float | None = None,
    arm: Callable[[], None] | None = None,
) -> list[str]:
    machine = command.office.copied(place / "home")

    def before() -> None:
        if wal:
            in_wal()
        if arm:
            arm()

    ran = machine.run(*command.words, before=before, kill_after=kill_after)
    label = f"{command.name} {what}{' wal' if wal else ''}"
    found = [f"{label}: {problem}" for problem in wrong(machine, command, ran.code == 0)]
    if "Traceback" in ran.err or ran.code not in {None, 0}:
        found.append(f"{label}: exit {ran.code} {ran.err[-300:]}")
    with suppress(OSError):
        shutil.rmtree(place)
    return found


def wrong(machine: Machine, command: Command, acknowledged: bool) -> list[str]:  # noqa: FBT001
    """Return what a trial broke: a ledger that is not whole, or neither as before nor as after; a copy that is not."""
    found = [f"flaw {code}" for code in machine.flaws()]
    entries = machine.entries()
    allowed = {command.after} if acknowledged else {command.before, command.after}
    if entries not in allowed:
        found.append(f"{entries} entries, {command.before} before and {command.after} after")
    found += [
        f"copy {path.name} is not whole" for path in copies.lying(machine.ledger) if not copies.is_good(path)
    ]
    if machine.run("hazard", "list").code != 0:
        found.append("hazard list fails afterwards")
    return found
