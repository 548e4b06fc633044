"""Writing a file whole or not at all; the one way in which anything is put on disk for a person to open."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING

from hazardctl.errors import Problem, Unavailable
from hazardctl.ledger import durable
from hazardctl.ledger.failpoints import reached
from hazardctl.messages import output as messages

if TYPE_CHECKING:
    from collections.abc import Callable


def replaced(path: Path, write: Callable[[IO[bytes]], object]) -> Path:
    """Write a file in one step, its owner's alone unless it was there with another mode, and return where it is.

    A file that is open in a spreadsheet cannot be replaced on every system; then it goes beside it as `名称(1).xlsx`.

    Raises:
        Unavailable: the folder takes no file, or the disk is full.
    """
    import shutil
    import tempfile

    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".hazardctl-")
        try:
            # Made in memory first: a zip that cannot write its end complains again while it is being thrown away.
            content = io.BytesIO()
            write(content)
            with os.fdopen(handle, "wb") as out:
                out.write(content.getbuffer())
                out.flush()
                os.fsync(out.fileno())
            if path.exists():
                shutil.copymode(path, name)
            reached("written")
            moved = _moved(Path(name), path)
            durable.sync_folder(moved.parent)
            reached("replaced")
            return moved
        finally:
            durable.gone(Path(name))
    except OSError as error:
        raise Unavailable(Problem("file", messages.cannot_write(path), "output")) from error


def can_be_written(path: Path) -> bool:
    """Whether a file could be put there: tried with an empty one beside it, which is taken away again."""
    import tempfile

    try:
        if path.is_dir():
            return False
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".hazardctl-")
        os.close(handle)
        durable.gone(Path(name))
    except (OSError, ValueError):
        return False
    return True


def _moved(temporary: Path, path: Path) -> Path:
    try:
        temporary.replace(path)
    except PermissionError:
        beside = (path.with_name(f"{path.stem}({n}){path.suffix}") for n in range(1, 1_000))
        path = next(other for other in beside if not other.exists())
        temporary.replace(path)
    return path
