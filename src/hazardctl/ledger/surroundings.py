"""What lies around a ledger file: its file system, its permissions, free space, the program's own SQLite."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from hazardctl.domain.doctor import Place, place_of
from hazardctl.ledger import connect

_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""


class Surroundings(NamedTuple):
    """Facts about a ledger's file; sizes in bytes, `mode` and `folder_mode` as permission bits (None on Windows)."""

    file_system: str | None
    network_drive: bool
    mode: int | None
    folder_mode: int | None
    writable: bool
    size: int
    free: int
    journal_mode: str | None


def of(ledger: Path) -> Surroundings:
    """Look around a ledger that is there."""
    seen = ledger.stat()
    posix = os.name == "posix"
    return Surroundings(
        file_system=file_system(ledger, Path("/proc/self/mounts")),
        network_drive=_is_network_drive(ledger),
        mode=stat.S_IMODE(seen.st_mode) if posix else None,
        folder_mode=stat.S_IMODE(ledger.parent.stat().st_mode) if posix else None,
        # A file marked read-only is not written to, whoever runs: root would be let through.
        writable=bool(seen.st_mode & 0o222)
        and os.access(ledger, os.W_OK)
        and os.access(ledger.parent, os.W_OK),
        size=seen.st_size,
        free=shutil.disk_usage(ledger.parent).free,
        journal_mode=_journal_mode(ledger),
    )


def sqlite() -> tuple[str, bool]:
    """Return the version of the SQLite that is linked, and whether a WAL is safe with it."""
    from hazardctl.ledger.locking import WAL_IS_SAFE

    return sqlite3.sqlite_version, sqlite3.sqlite_version_info >= WAL_IS_SAFE


def is_local(path: Path) -> bool:
    """Whether a file lies on a disk of this machine alone: a WAL needs memory that all its writers share."""
    kind = file_system(path, Path("/proc/self/mounts"))
    return place_of(str(path.absolute()), kind, network_drive=_is_network_drive(path)) is Place.LOCAL


def file_system(path: Path, mounts: Path) -> str | None:
    """Return the kind of the file system that a path lies on, from a table of mounts; None where there is no table."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    place = str(path.absolute())
    found: tuple[str, str | None] = ("", None)
    for line in lines:
        _, mounted, kind, *_ = line.split(" ")
        folder = mounted.replace("\\040", " ").rstrip("/")
        if (place == folder or place.startswith(folder + "/")) and len(folder) >= len(found[0]):
            found = (folder, kind)
    return found[1]


def _is_network_drive(path: Path) -> bool:
    """Whether Windows says that the drive is mapped from elsewhere."""
    try:
        from ctypes import windll  # type: ignore[attr-defined]
    except ImportError:
        return False
    return bool(windll.kernel32.GetDriveTypeW(f"{path.absolute().drive}\\") == _REMOTE_DRIVE)


def _journal_mode(ledger: Path) -> str | None:
    try:
        with closing(connect.connect(ledger, mode="rw")) as raw:
            (mode,) = raw.execute("pragma journal_mode").fetchone()
    except sqlite3.Error:
        return None
    return str(mode)
