"""Waiting in line for the write lock: whoever came first writes first, and only the first in line asks.

SQLite's own waiting sleeps ever longer, up to 100 ms: whoever has waited longest asks least, and among eight writers
one in a hundred waited for 3.4 s. The line is an advisory lock on the ledger's folder, so that no file lies about. It
keeps nobody safe, the ledger's own lock does that: where there can be no line, everybody asks for themselves.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def in_line(ledger: Path, seconds: float) -> Iterator[None]:
    """Wait for one's turn, but not longer than that; what follows must ask for the ledger's own lock all the same."""
    handle = _opened(ledger)
    if handle is None:
        yield
        return
    try:
        _wait(handle, seconds)
        yield
    finally:
        os.close(handle)


def _opened(ledger: Path) -> int | None:
    if fcntl is None:
        return None
    try:
        return os.open(ledger.parent, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None


def _wait(handle: int, seconds: float) -> None:
    """Block in the kernel, which keeps the line's order; a thread waits, so that the wait can be given up."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        own = os.dup(handle)
        waiter = threading.Thread(target=_block, args=(own,), daemon=True)
        waiter.start()
        waiter.join(seconds)


def _block(handle: int) -> None:
    """Take the lock on a handle of one's own, which is shared with the one that waits and closed at once."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        pass
    finally:
        os.close(handle)
