"""A full disk and a failing one: the k-th change to a file fails, for k from 1 until the command gets through.

Run as a module under the shim it is the machine that does it: `python -m tests.torture.faults FOLDER EVERY OUT`.
"""

from __future__ import annotations

import errno
import json
import shutil
import sys
from pathlib import Path

from tests.torture import shim
from tests.torture.kills import Command, commands, wrong
from tests.torture.machine import Outcome

KINDS = {"disk full": (errno.ENOSPC, True), "I/O error": (errno.EIO, False)}
"""A full disk stays full; an error comes once."""

_MOST = 2_000
"""Changes after which a command must have got through."""


def everywhere(folder: Path, every: int) -> Outcome:
    """Let each change of each command fail in turn, or with `every` each n-th of them."""
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / "out.json"
    shim.under(shim.built(folder), "tests.torture.faults", str(folder / "trials"), str(every), str(out))
    told = json.loads(out.read_text(encoding="utf-8"))
    return Outcome(
        claim="a full disk or an I/O error at any write loses and halves nothing",
        target="0 lost, 0 tracebacks, no truncated copy or export",
        trials=told["trials"],
        failures=tuple(told["failures"]),
        measured=f"{told['trials']} faults over {told['commands']} commands, every change"
        + (f" in {every}" if every > 1 else ""),
        how="a preloaded shim fails the k-th open, write, sync, truncation, rename or unlink below the office's folder",
    )


def _run(folder: Path, every: int) -> dict[str, object]:
    folder.mkdir(parents=True)
    ready = [*commands(folder), _export(folder)]
    trials, failures = 0, []
    for command in ready:
        for kind, (error, for_good) in KINDS.items():
            k, through = 1, False
            while not through and k < _MOST:
                place = folder / f"{command.name}-{k}"
                found, through = _trial(place, command, k, error, for_good=for_good)
                failures += [f"{command.name}, {kind} at change {k}: {one}" for one in found]
                trials, k = trials + 1, k + every
                shutil.rmtree(place, ignore_errors=True)
    return {"trials": trials, "failures": failures, "commands": len(ready)}


def _export(folder: Path) -> Command:
    """A command that writes a workbook and changes nothing in the ledger."""
    base = next(iter(folder.glob("base/home"))), "export"
    from tests.torture.machine import Machine

    machine = Machine(base[0])
    return Command("export", ("export", "台账.xlsx"), machine, 0.0, machine.entries(), machine.entries())


def _trial(place: Path, command: Command, k: int, error: int, *, for_good: bool) -> tuple[list[str], bool]:
    """Run a command whose k-th change fails; return what it broke, and whether it got through before the k-th."""
    machine = command.office.copied(place / "home")
    counted = place / "count"

    def before() -> None:
        import atexit
        import os

        shim.fail(place, k, error, for_good=for_good)
        # The child ends by os._exit: the count is told from there.
        real = os._exit
        del atexit

        def told(code: int) -> None:
            reached = shim.count()
            shim.fail(place, 0, 0, for_good=False)
            counted.write_text(str(reached), encoding="utf-8")
            real(code)

        os._exit = told  # type: ignore[assignment]

    ran = machine.run(*command.words, before=before)
    through = int(counted.read_text(encoding="utf-8")) < k if counted.exists() else False
    found = list(wrong(machine, command, ran.code == 0))
    if ran.code not in {0, 4, 5, 6, 7} or "Traceback" in ran.err or "程序出了意外" in ran.err:
        found.append(f"exit {ran.code}: {ran.err.strip()[-200:]}")
    found += [f"{path.name} is left, {path.stat().st_size} bytes" for path in _left(place)]
    return found, through


def _left(place: Path) -> list[Path]:
    """Return workbooks that cannot be opened, and files in the making that stayed behind."""
    import zipfile

    books = [path for path in place.rglob("*.xlsx") if not zipfile.is_zipfile(path)]
    return (
        books + [path for path in place.rglob(".hazardctl-*") if path.is_file()] + list(place.rglob(".new-*"))
    )


if __name__ == "__main__":
    Path(sys.argv[3]).write_text(json.dumps(_run(Path(sys.argv[1]), int(sys.argv[2]))), encoding="utf-8")
