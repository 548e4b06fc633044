"""The preloaded shim: built with the machine's C compiler, and driven from the process it is loaded in."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
ROOT = Path(__file__).parents[2]


def built(folder: Path) -> Path:
    """Compile the shim.

    Raises:
        FileNotFoundError: the machine has no C compiler.
    """
    target = folder / "shim.so"
    if not target.exists():
        words = ["cc", "-shared", "-fPIC", "-O1", "-o", str(target), str(SOURCE), "-ldl", "-lpthread"]
        subprocess.run(words, check=True)
    return target


def under(shim: Path, module: str, *words: str) -> None:
    """Run one of our modules with the shim under it."""
    environ = {**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", module, *words]
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def record(log: Path, below: Path) -> None:
    """Record from now on every change to files below a folder."""
    ctypes.CDLL(None).shim_record(str(log).encode(), str(below).encode())


def mark(text: str) -> None:
    """Put a mark into the record."""
    ctypes.CDLL(None).shim_mark(text.encode())


def fail(below: Path, at: int, error: int, *, for_good: bool) -> None:
    """Let the change of that number fail with an error, that one alone or all from it on; 0 lets none fail."""
    ctypes.CDLL(None).shim_fail(str(below).encode(), at, error, int(for_good))


def count() -> int:
    """Return how many changes there were since `fail`."""
    return int(ctypes.CDLL(None).shim_count())
