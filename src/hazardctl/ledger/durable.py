"""Putting a finished file in its place so that it is there after a power cut: content first, then the name."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def sync_file(path: Path) -> None:
    """Have a file's content written to the disk."""
    # Windows sees only a file through that it could write to.
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk; Windows does that with the file and cannot be asked."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def folder(path: Path) -> None:
    """Make a folder (0700) where there is none, and see its name through to the disk."""
    if not path.is_dir():
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)


def gone(*paths: Path) -> None:
    """Take files away that nobody needs; one that will not go stays, and spoils nothing else."""
    for path in paths:
        for _ in range(2):
            with suppress(OSError):
                path.unlink(missing_ok=True)
                break


def put(temporary: Path, target: Path) -> None:
    """Move a finished file to its place, replacing what is there, and see both through to the disk."""
    sync_file(temporary)
    temporary.replace(target)
    sync_folder(target.parent)
