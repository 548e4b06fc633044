"""Trees of plan files as this program last understood them: reading YAML is most of what a short command would wait for.

A kept tree stands for the very bytes that it was made of, which lie beside it, and for this version of the program; it
may be deleted at any time. It is no record: it lies in the user's own cache folder, which counts only while nobody
else can write there, and who could change it could change the program. `init`, `plan check` and whatever is
handed in (`--issue`) read the files.
"""

import os
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct

from hazardctl import __version__
from hazardctl.plan.tree import Document, Node

_OTHERS_MAY_WRITE = 0o022


class _Kept(Struct, array_like=True):
    version: str
    raw: bytes
    root: Node


def document(name: str, raw: bytes, path: Path, kept: Path | None) -> Document:
    """Return what a file holds: its tree from the folder of kept ones, or read now and kept there for the next time.

    Args:
        name: what the file is called in messages.
        raw: all of its bytes.
        path: where it lies; each place has one kept tree.
        kept: the folder; None to read the file and keep nothing.
    """
    place = kept and kept / f"{name}-{crc32(os.fsencode(path.absolute())):08x}.tree"
    root = place and _recalled(place, raw)
    if root:
        return Document(name, root, ())
    from hazardctl.plan.loader import read_bytes

    read = read_bytes(name, raw)
    if place and read.root is not None and not read.problems:
        _keep(place, _Kept(__version__, raw, read.root))
    return read


def _recalled(place: Path, raw: bytes) -> Node | None:
    """Return the tree of these bytes; None where there is none, or none that may be relied on."""
    try:
        if not (_is_ours(place.parent) and _is_ours(place)):
            return None
        found = msgspec.msgpack.decode(place.read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError, RecursionError):
        return None
    return found.root if (found.version, found.raw) == (__version__, raw) else None


def _is_ours(place: Path) -> bool:
    """Whether nobody else may write it; Windows keeps a user's own folder to the user."""
    if not hasattr(os, "getuid"):
        return True
    at = place.stat()
    return at.st_uid == os.getuid() and not at.st_mode & _OTHERS_MAY_WRITE


def _keep(place: Path, tree: _Kept) -> None:
    """Write a tree at once or not at all; where nothing can be written, the next run reads the file again."""
    new = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            new.write_bytes(msgspec.msgpack.encode(tree))
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)
