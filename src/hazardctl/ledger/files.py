"""Evidence files, kept in `evidence/` beside the ledger under their SHA-256: the same file is stored once.

A file is copied before the ledger's transaction commits, so a listed file is always there; one copied for a command
that then failed is harmless and is found again by its hash.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import tempfile
from pathlib import Path
from typing import NamedTuple

from hazardctl.errors import Problem, Refused
from hazardctl.ledger import pictures
from hazardctl.messages import matters as messages

LARGEST_MB = 200
FOLDER = "evidence"


class Kept(NamedTuple):
    """A file as listed: its own name, hash and size in bytes. `moved` is set when a photo's position was taken out."""

    name: str
    sha256: str
    size: int
    moved: bool = False


def path_of(ledger: Path, sha256: str, name: str) -> Path:
    """Return where a file of a ledger is kept; the suffix stays, so that a double click opens it."""
    return ledger.parent / FOLDER / sha256[:2] / f"{sha256}{Path(name).suffix.lower()[:10]}"


def objections(names: tuple[str, ...]) -> list[Problem]:
    """Return what is wrong with files to be kept, all of them at once."""
    return [problem for problem in map(_objection, names) if problem]


def _objection(name: str) -> Problem | None:
    try:
        seen = Path(name).stat()
        if stat.S_ISDIR(seen.st_mode):
            return Problem("is_folder", messages.is_a_folder(name), "attach")
        # Opening a pipe would wait for whoever writes into it, and a device never ends.
        if not (stat.S_ISREG(seen.st_mode) and os.access(name, os.R_OK)):
            return Problem("no_file", messages.no_such_file(name), "attach")
    except (OSError, ValueError):
        return Problem("no_file", messages.no_such_file(name), "attach")
    if seen.st_size > LARGEST_MB * 2**20:
        return Problem("file_too_big", messages.file_too_big(name, LARGEST_MB), "attach")
    return None


def keep(ledger: Path, name: str, *, with_position: bool = False) -> Kept:
    """Copy a file beside the ledger (0600) and return how it is listed.

    The place where a photo was taken comes out of the copy, unless it is kept on purpose.

    Raises:
        Refused: it cannot be read.
    """
    source = Path(name)
    folder = ledger.parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
    try:
        changed = None if with_position else pictures.without_position(source)
        with (
            os.fdopen(handle, "wb") as copy,
            io.BytesIO(changed) if changed is not None else source.open("rb") as original,
        ):
            while block := original.read(1 << 20):
                digest.update(block)
                size += len(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        kept = Kept(source.name, digest.hexdigest(), size, changed is not None)
        target = path_of(ledger, kept.sha256, kept.name)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        Path(temporary).replace(target)
    except OSError as error:
        raise Refused(Problem("no_file", messages.no_such_file(name), "attach")) from error
    finally:
        Path(temporary).unlink(missing_ok=True)
    return kept


def is_intact(ledger: Path, sha256: str, name: str) -> bool:
    """Whether a listed file is still there with the content that it had."""
    path = path_of(ledger, sha256, name)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256
