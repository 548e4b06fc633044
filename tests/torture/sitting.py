"""A sitting: one process of its own in which many command lines are typed in turn, which takes a hundredth of the time.

Each goes through the program's own `main`; what it wrote and whether it touched the ledger is written down at once, so
that a process that dies takes only the last line with it. Nothing here asserts: a scenario does.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from tests.torture.hostile import UNSHOWABLE
from tests.torture.machine import Machine, Outcome

from hazardctl.__main__ import main
from hazardctl.ledger import locking

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

TODAY = "2023-09-05"
CODES = {0, 1, 2, 3, 4, 5, 6, 7}
REFUSED = {2, 3, 4}
SLOW = 10.0


@dataclass(frozen=True, slots=True)
class Typed:
    """A command line and what it left behind."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str
    seconds: float
    changed: bool


class _Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def demo_office(folder: Path) -> Machine:
    """Return the demonstration's office: three months with hazards in every state and some of each other record."""
    machine = Machine(folder / "home")
    machine.does("demo", str(machine.home), today=TODAY)
    story = folder / "story.txt"
    story.write_text("举报内容", encoding="utf-8")
    more = (
        ("tipoff", "add", "--text-file", str(story), "--village", "虚构东村"),
        ("accident", "add", "--summary", "灼伤", "--village", "虚构东村", "--deaths", "0", "--injured", "1"),
        ("problem", "add", "--title", "消防栓无水", "--origin", "other", "--unit", "应急办"),
        ("action", "add", "--kind", "remind", "--unit", "经发办", "--text", "加快整改"),
        ("key-item", "add", "查卸油口", "--sector", "危化品"),
    )
    for done in typed(machine, more):
        if done.code:
            raise ChildDiedError(f"{done.words}: exit {done.code} {done.err}")
    story.unlink()
    return machine


def typed(
    machine: Machine,
    lines: Iterable[Sequence[str]],
    *,
    tty: bool = False,
    between: Callable[[Typed], object] | None = None,
    limit: float = 300,
) -> list[Typed]:
    """Type command lines in one process; raise `ChildDied` with the line it was at when it dies or hangs.

    `between` is called in that process after each line.
    """
    wanted = [tuple(line) for line in lines]
    told = machine.home.parent / f"sitting-{time.monotonic_ns()}.jsonl"
    pid = os.fork()
    if not pid:
        _sit(machine, wanted, told, tty, between)
    code = _waited(pid, limit)
    found = [_read(line) for line in told.read_text(encoding="utf-8").splitlines()] if told.exists() else []
    told.unlink(missing_ok=True)
    if code or len(found) != len(wanted):
        at = wanted[len(found)] if len(found) < len(wanted) else "the end"
        raise ChildDiedError(f"the process ended with {code} at {at!r}")
    return found


class ChildDiedError(Exception):
    """A process that typed commands did not come to its end."""


def _waited(pid: int, limit: float) -> int:
    ends = time.monotonic() + limit
    while time.monotonic() < ends:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _read(line: str) -> Typed:
    said = json.loads(line)
    return Typed(**{**said, "words": tuple(said["words"])})


def _sit(
    machine: Machine,
    lines: list[tuple[str, ...]],
    told: Path,
    tty: bool,  # noqa: FBT001
    between: Callable[[Typed], object] | None,
) -> None:
    code = 70
    try:
        machine.settle("王五", TODAY)
        _in_haste()
        os.environ |= {"HOME": str(machine.home.parent), "NO_COLOR": "1"}
        with told.open("w", encoding="utf-8") as out:
            for line in lines:
                done = _one(machine, line, tty=tty)
                out.write(json.dumps(asdict(done)) + "\n")
                out.flush()
                if between:
                    between(done)
        code = 0
    except BaseException:  # noqa: BLE001  the parent must hear of it
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _in_haste() -> None:
    """Wait for no disk in this process: what is tried here is what is written, other scenarios try the disk."""
    prepare = locking.prepare

    def hasty(raw: sqlite3.Connection, path: Path) -> None:
        prepare(raw, path)
        raw.execute("pragma synchronous = off")

    locking.prepare = hasty
    os.fsync = lambda fd: None  # noqa: ARG005  named as it is called


def _one(machine: Machine, line: tuple[str, ...], *, tty: bool) -> Typed:
    kind = _Terminal if tty else io.TextIOWrapper
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdout = kind(out, encoding="utf-8", newline="\n")
    sys.stderr = kind(err, encoding="utf-8", errors="backslashreplace", newline="\n")
    before, started = fingerprint(machine.ledger), time.perf_counter()
    try:
        code = main(list(line))
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 70
    except BaseException:  # noqa: BLE001  what Python would print at the end of a process
        traceback.print_exc()
        code = 70
    seconds = time.perf_counter() - started
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    shown, complained = (stream.getvalue().decode("utf-8", "surrogateescape") for stream in (out, err))
    return Typed(line, code, shown, complained, seconds, fingerprint(machine.ledger) != before)


def fingerprint(path: Path) -> str | None:
    """Return the hash of a file's bytes; None where there is none."""
    with suppress(OSError):
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return None


def wrong(done: Typed, *, codes: set[int] = CODES) -> list[str]:
    """Return which of the promises that hold for any command line this one broke."""
    said = done.out + done.err
    found = [] if done.code in codes else [f"exit {done.code}: {done.err[:300]}"]
    if "Traceback" in said or "程序出了意外" in said:
        found.append(f"unexpected: {done.err[-400:]}")
    if done.changed and done.code in REFUSED:
        found.append(f"refused with {done.code}, and the ledger changed")
    if (seen := UNSHOWABLE.search(said)) is not None:
        found.append(f"shows U+{ord(seen[0]):04X} in {said[max(seen.start() - 20, 0) : seen.end() + 10]!r}")
    if done.seconds > SLOW:
        found.append(f"took {done.seconds:.0f} s")
    return [f"{list(done.words)!a}: {one}" for one in found]


def outcome(claim: str, trials: int, failures: Iterable[str], measured: str, how: str) -> Outcome:
    """Return what a fuzzer measured; its target is always the same."""
    return Outcome(
        claim=claim,
        target="0 tracebacks, all or nothing, nothing unshowable",
        trials=trials,
        failures=tuple(failures),
        measured=measured,
        how=how,
    )
