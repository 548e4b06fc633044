"""Evidence files, kept in `evidence/` beside the ledger under their SHA-256: the same file is stored once.

A ledger on a server, which many offices have, takes each of them in as well (`Reads.content`, `Writer.deposit`): there
the folder holds what this office has attached or shown.

A file is copied before the ledger's transaction commits, so a listed file is always there; one copied for a command
that then failed is harmless and is found again by its hash.

A file is opened under the name that was typed, whatever is in it, and listed under a name that can be shown.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import stat
import tempfile
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hazardctl.domain.text import clean
from hazardctl.errors import Problem, Refused, Unavailable
from hazardctl.ledger import durable, positions
from hazardctl.ledger.failpoints import reached
from hazardctl.messages import attachments
from hazardctl.messages import matters as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.ledger.connect import Reads

LARGEST_MB = 200
FOLDER = "evidence"
LONGEST_NAME = 120
_LONGEST_SUFFIX = 10
_BEGINNING = 16
"""Bytes by which a kind of file is told."""


class Deposits(Protocol):
    """A ledger in the middle of being written."""

    def deposit(self, sha256: str, path: Path) -> bool:
        """Take an attached file in where the ledger keeps them itself, and say whether it was not there yet."""
        ...


class Kept(NamedTuple):
    """A file as listed: its own name, hash and size in bytes.

    `moved` is set when a photo's position was taken out, `trimmed` when only notes or a film behind it were, `placed`
    when its position could not be taken out and is still in it, `taken_in` when the ledger itself had it not yet.
    """

    name: str
    sha256: str
    size: int
    moved: bool = False
    trimmed: bool = False
    placed: bool = False
    taken_in: bool = False


def path_of(ledger: Path, sha256: str, name: str) -> Path:
    """Return where a file of a ledger is kept; the suffix stays, so that a double click opens it."""
    return ledger.parent / FOLDER / sha256[:2] / f"{sha256}{Path(name).suffix.lower()[:_LONGEST_SUFFIX]}"


def listed_name(said: str) -> str:
    """Return the name under which a file is listed: without folders and what cannot be seen, and not too long."""
    name = (
        clean(Path(said).name, multiline=False).replace("/", "_").replace("\\", "_") or attachments.NAMELESS
    )
    if len(name) <= LONGEST_NAME:
        return name
    suffix = Path(name).suffix[:_LONGEST_SUFFIX]
    return name[: LONGEST_NAME - len(suffix)] + suffix


def objections(names: tuple[str, ...]) -> list[Problem]:
    """Return what is wrong with files to be kept, all of them at once."""
    return [problem for problem in map(_objection, names) if problem]


def _objection(name: str) -> Problem | None:
    said = clean(name, multiline=False)
    try:
        seen = Path(name).stat()
        if stat.S_ISDIR(seen.st_mode):
            return Problem("is_folder", messages.is_a_folder(said), "attach")
        # Opening a pipe would wait for whoever writes into it, and a device never ends.
        if not (stat.S_ISREG(seen.st_mode) and os.access(name, os.R_OK)):
            return Problem("no_file", messages.no_such_file(said), "attach")
    except (OSError, ValueError):
        return Problem("no_file", messages.no_such_file(said), "attach")
    if seen.st_size > LARGEST_MB * 2**20:
        return Problem("file_too_big", messages.file_too_big(said, LARGEST_MB), "attach")
    return None


def keep(writer: Deposits, ledger: Path, name: str, *, with_position: bool = False) -> Kept:
    """Copy a file beside the ledger (0600), have the ledger take it in if it does, and return how it is listed.

    The place where a photo was taken comes out of the copy, unless it is kept on purpose.

    Raises:
        Refused: it cannot be read.
        Unavailable: the folder beside the ledger takes no file.
    """
    source = Path(name)
    try:
        taken = positions.NOTHING if with_position else positions.take_out(source)
        original = io.BytesIO(taken.content) if taken.content is not None else source.open("rb")
    except OSError as error:
        said = clean(name, multiline=False)
        raise Refused(Problem("no_file", messages.no_such_file(said), "attach")) from error
    listed = listed_name(name)
    digest, size = hashlib.sha256(), 0
    with original, _new_file(ledger) as (temporary, copy):
        while block := original.read(1 << 20):
            digest.update(block)
            size += len(block)
            copy.write(block)
        copy.close()
        reached("file_copied")
        kept = Kept(listed, digest.hexdigest(), size, taken.place, taken.details, taken.left)
        target = path_of(ledger, kept.sha256, kept.name)
        durable.folder(target.parent)
        durable.put(temporary, target)
        reached("file_in_place")
    return kept._replace(taken_in=writer.deposit(kept.sha256, target))


def put_back(ledger: Path, kept: Kept, name: str) -> None:
    """Put a kept file where the ledger looks for it under another of its names.

    Raises:
        Unavailable: the folder beside the ledger takes no file.
    """
    source, target = path_of(ledger, kept.sha256, kept.name), path_of(ledger, kept.sha256, name)
    if source != target:
        with source.open("rb") as original, _new_file(ledger) as (temporary, copy):
            shutil.copyfileobj(original, copy)
            copy.close()
            durable.put(temporary, target)


def carry(ledger: Path, writer: Deposits, other: Path, sha256: str, name: str) -> bool:
    """Copy a listed file that is here to another ledger, and say whether it had to be; it is there with its content.

    Raises:
        Unavailable: the folder beside the other ledger takes no file.
    """
    target = path_of(other, sha256, name)
    had_to_be = not _is_whole(target, sha256)
    if had_to_be:
        with path_of(ledger, sha256, name).open("rb") as original, _new_file(other) as (temporary, copy):
            shutil.copyfileobj(original, copy)
            copy.close()
            durable.folder(target.parent)
            durable.put(temporary, target)
    return writer.deposit(sha256, target) or had_to_be


@contextmanager
def _new_file(ledger: Path) -> Iterator[tuple[Path, io.BufferedWriter]]:
    """Open a file of a passing name in the folder; what is left of it goes."""
    folder = ledger.parent / FOLDER
    try:
        # Whoever only looks at a server's ledger has no folder yet.
        ledger.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        durable.folder(folder)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as copy:
                yield Path(name), copy
        finally:
            durable.gone(Path(name))
    except OSError as error:
        raise Unavailable(Problem("file", attachments.no_folder(str(folder)))) from error


def is_intact(reads: Reads, ledger: Path, sha256: str, name: str) -> bool:
    """Whether a listed file is still there with the content that it had: in the ledger if that took it in, or beside it."""
    digest = None
    for block in reads.content(sha256):
        digest = digest or hashlib.sha256()
        digest.update(block)
    return digest.hexdigest() == sha256 if digest else _is_whole(path_of(ledger, sha256, name), sha256)


def at_hand(reads: Reads, ledger: Path, sha256: str, name: str) -> bool:
    """Whether a listed file is beside the ledger with its content; it is brought there from a ledger that took it in.

    Raises:
        Unavailable: the folder beside the ledger takes no file.
    """
    target = path_of(ledger, sha256, name)
    if _is_whole(target, sha256):
        return True
    blocks = reads.content(sha256)
    first = next(blocks, None)
    if first is None:
        return False
    with _new_file(ledger) as (temporary, copy):
        copy.writelines(chain([first], blocks))
        copy.close()
        if not _is_whole(temporary, sha256):
            return False
        durable.folder(target.parent)
        durable.put(temporary, target)
    return True


def beginning(reads: Reads, ledger: Path, sha256: str, name: str) -> bytes:
    """Return how a listed file begins, without bringing it here; nothing if it is gone."""
    first = next(reads.content(sha256), None)
    if first is not None:
        return first[:_BEGINNING]
    try:
        with path_of(ledger, sha256, name).open("rb") as file:
            return file.read(_BEGINNING)
    except OSError:
        return b""


def is_there(reads: Reads, ledger: Path, sha256: str, name: str) -> bool:
    """Whether there is a listed file, whatever is in it; a name that no file can have (one of a damaged row) has none."""
    if next(reads.content(sha256), None) is not None:
        return True
    try:
        return path_of(ledger, sha256, name).is_file()
    except OSError:
        return False


def _is_whole(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False
