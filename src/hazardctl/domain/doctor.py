"""What `doctor` looks at, and how each thing is judged; pure over facts that are handed in."""

from __future__ import annotations

import itertools
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


class Health(StrEnum):
    """How something stands: told only, in order, to be watched, or wrong."""

    INFO = "info"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class Sign(NamedTuple):
    """One thing looked at; field names are the JSON keys. `next` is what to do about it."""

    key: str
    health: Health
    value: str
    next: str | None = None


class Place(StrEnum):
    """Where a file lies, as far as it matters to a ledger."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCED = "synced"
    REMOVABLE = "removable"


_SYNCED = (
    "onedrive",
    "wps云盘",
    "wps 云盘",
    "wpsdrive",
    "坚果云",
    "nutstore",
    "百度网盘",
    "baidunetdisk",
    "dropbox",
    "icloud",
    "syncthing",
)
"""Names of folders that a program copies to a server behind everybody's back."""

_NETWORK_SYSTEMS = (
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "fuse.sshfs",
    "9p",
    "afs",
    "davfs",
    "fuse.davfs2",
    "fuse.rclone",
)


def place_of(path: str, file_system: str | None, *, network_drive: bool = False) -> Place:
    """Return what kind of place a path is: by its own words, its file system, or the kind of its drive."""
    words = path.replace("\\", "/")
    if words.startswith("//") or network_drive or file_system in _NETWORK_SYSTEMS:
        return Place.NETWORK
    if any(name in part.lower() for part in words.split("/") for name in _SYNCED):
        return Place.SYNCED
    return Place.LOCAL


def went_back(instants: list[datetime]) -> Iterator[tuple[datetime, datetime]]:
    """Yield each instant of the journal that lies before the one written earlier."""
    for before, after in itertools.pairwise(instants):
        if after < before:
            yield before, after
