"""A machine on which the program is started, killed and starved: every command runs in a process of its own.

The process is forked from one that has everything loaded, so that a trial takes milliseconds and not half a second;
what runs in it is the program's own `main`. Nothing here asserts: a scenario does.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hazardctl.__main__ import main
from hazardctl.errors import HazardctlError
from hazardctl.ledger import failpoints, locking
from hazardctl.ledger.proof.examine import examine
from hazardctl.ledger.proof.reading import examining

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = "2023-07-10"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a process left behind; no code when it was killed."""

    code: int | None
    out: str
    err: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario measured: its claim, the target, how often it was tried, and what went wrong."""

    claim: str
    target: str
    trials: int
    failures: tuple[str, ...]
    measured: str
    how: str


class Machine:
    """An office's folder and the processes that work on it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        home.mkdir(parents=True, exist_ok=True)

    @property
    def ledger(self) -> Path:
        """Where the ledger lies."""
        return self.home / "ledger.db"

    def start(
        self,
        words: tuple[str, ...],
        *,
        actor: str = "王五",
        today: str = TODAY,
        before: Callable[[], object] | None = None,
    ) -> int:
        """Start a command and return its process; its output goes into two files named for it."""
        pid = os.fork()
        if pid:
            return pid
        code = 70
        try:
            self.settle(actor, today)
            if before:
                before()
            code = main(list(words))
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)

    def settle(self, actor: str, today: str) -> None:
        """Make the child an office of its own."""
        for name in [name for name in os.environ if name.startswith("HAZARDCTL_")]:
            del os.environ[name]
        os.environ |= {
            "HAZARDCTL_HOME": str(self.home),
            "HAZARDCTL_ACTOR": actor,
            "HAZARDCTL_TODAY": today,
        }
        folder = self.home.parent
        os.chdir(folder)
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  the process ends with it
        for stream in ("stdout", "stderr"):
            setattr(sys, stream, (folder / f"{os.getpid()}.{stream}").open("w", encoding="utf-8"))

    def finish(self, pid: int, started: float) -> Ran:
        """Wait for a process and return what it left behind."""
        _, status = os.waitpid(pid, 0)
        took = time.perf_counter() - started
        code = os.waitstatus_to_exitcode(status)
        return Ran(None if code < 0 else code, self._said(pid, "stdout"), self._said(pid, "stderr"), took)

    def _said(self, pid: int, stream: str) -> str:
        path = self.home.parent / f"{pid}.{stream}"
        said = path.read_text(encoding="utf-8") if path.exists() else ""
        path.unlink(missing_ok=True)
        return said

    def run(
        self,
        *words: str,
        actor: str = "王五",
        today: str = TODAY,
        before: Callable[[], object] | None = None,
        kill_after: float | None = None,
    ) -> Ran:
        """Run a command to its end, or kill it after some seconds."""
        started = time.perf_counter()
        pid = self.start(words, actor=actor, today=today, before=before)
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(pid, signal.SIGKILL)
        return self.finish(pid, started)

    def does(self, *words: str, actor: str = "王五", today: str = TODAY) -> Ran:
        """Run a command that must be let through."""
        ran = self.run(*words, actor=actor, today=today)
        if ran.code != 0:
            raise RuntimeError(f"{words}: exit {ran.code}\n{ran.err}")
        return ran

    def copied(self, target: Path) -> Machine:
        """Return another office that has all that this one has."""
        shutil.copytree(self.home, target)
        return Machine(target)

    def flaws(self) -> tuple[str, ...]:
        """Return what is wrong with the ledger, evidence and all."""
        try:
            with examining(self.ledger) as reads:
                return tuple(flaw.code for flaw in examine(reads, self.ledger).flaws)
        except HazardctlError as error:
            return tuple(problem.code for problem in error.problems)

    def entries(self) -> int:
        """Return how many entries the journal has."""
        with examining(self.ledger) as reads:
            return int(reads.rows("select count(*) as n from journal")[0]["n"])

    def head(self) -> str:
        """Return the newest entry's hash."""
        with examining(self.ledger) as reads:
            return str(reads.rows("select hash from journal order by seq desc limit 1")[0]["hash"])

    def has(self, head: str) -> bool:
        """Whether an entry has this hash."""
        with examining(self.ledger) as reads:
            return bool(reads.rows("select 1 from journal where hash = :head", head=head))


def die_at(name: str, time_: int = 1) -> Callable[[], None]:
    """Return what arms a failpoint: the process kills itself when it comes there for the n-th time."""

    def arm() -> None:
        left = [time_]

        def watch(reached: str) -> None:
            if reached == name:
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        failpoints.arm(watch)

    return arm


def in_wal() -> None:
    """Let the program use a WAL on whatever SQLite this machine has: for one process at a time it is safe."""
    locking.WAL_IS_SAFE = (3, 0, 0)


def office(folder: Path) -> Machine:
    """Return an office with villages, units, hazards in several states, evidence, and a month handed in."""
    machine = Machine(folder)
    machine.does("init", today="2023-06-01")
    machine.does("unit", "add", "双龙村", "白羊社区", today="2023-06-01")
    (folder.parent / "photo.txt").write_text("照片", encoding="utf-8")
    for n in range(1, 6):
        machine.does(*ADD, "--title", f"隐患{n}", *FIVE, today="2023-06-20")
    machine.does("hazard", "rectify", "BY-2023-0001", "--by", "钱七", today="2023-06-25")
    machine.does("hazard", "rectify", "BY-2023-0002", "--by", "钱七", today="2023-06-25")
    machine.does("hazard", "attach", "BY-2023-0003", str(folder.parent / "photo.txt"), today="2023-06-26")
    machine.does("report", "monthly", "2023-06", "--issue", today="2023-07-01")
    return machine


ADD = (
    "hazard",
    "add",
    "--level",
    "general",
    "--unit",
    "经发办",
    "--source",
    "department",
    "--enterprise",
    "测试食品厂",
)
FIVE = (
    "--measures",
    "加装接地",
    "--responsible",
    "李四",
    "--funds",
    "2万",
    "--deadline",
    "2023-08-10",
    "--contingency",
    "预案",
)
PROVEN = (
    "--measures-result",
    "已接地",
    "--responsible-result",
    "李四",
    "--funds-spent",
    "18000",
    "--contingency-result",
    "已演练",
)
