"""Forms that were begun and not finished, each in a file of its own below HAZARDCTL_HOME, its owner's alone.

A draft is no record: nothing of it is in the ledger, and it goes when the form is saved. It is written after every
answer, so that a closed window or a power cut loses none.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from hazardctl import clock
from hazardctl.ledger import durable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Typed

MOST = 9
"""How many are offered; the oldest fall out of the list and stay in the folder."""


class Draft(Struct, frozen=True):
    """A form as it was left: what was said, which fields need no asking, who filled it in and when (UTC, ISO)."""

    path: Path
    by: str
    at: str
    given: dict[str, Typed] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


def new(desk: Desk) -> Draft:
    """Return an empty draft with a file name of its own; nothing is written yet."""
    at = clock.utc_now().isoformat(timespec="microseconds")
    stamp = "".join(char for char in at if char.isdigit())
    return Draft(_folder(desk) / f"{_ledger(desk)}-{stamp}.json", desk.settings.actor, at)


def kept(desk: Desk) -> tuple[Draft, ...]:
    """Return the drafts that belong to this ledger, the newest first; what cannot be read is passed over."""
    try:
        paths = sorted(_folder(desk).glob(f"{_ledger(desk)}-*.json"), reverse=True)
    except OSError:
        return ()
    return tuple(draft for draft in map(_read, paths[:MOST]) if draft)


def keep(draft: Draft, given: dict[str, Typed], asked: Sequence[str]) -> str | None:
    """Write a draft; return why it cannot be written, None when it is."""
    content = {
        "by": draft.by,
        "at": draft.at,
        "given": {name: value for name, value in given.items() if value},
        "asked": list(asked),
    }
    try:
        durable.folder(draft.path.parent)
        handle, name = tempfile.mkstemp(dir=draft.path.parent, prefix=".draft-")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(content, out, ensure_ascii=False)
        durable.put(Path(name), draft.path)
    except OSError as error:
        return error.strerror or type(error).__name__
    return None


def drop(*drafts: Draft) -> None:
    """Take drafts away: saved, or not wanted any more."""
    durable.gone(*(draft.path for draft in drafts))


def _folder(desk: Desk) -> Path:
    return desk.settings.home / "drafts"


def _ledger(desk: Desk) -> str:
    """Return what stands for the ledger in file names: a draft is offered for the ledger that it was begun for."""
    return hashlib.sha256(str(desk.settings.ledger.absolute()).encode("utf-8", "replace")).hexdigest()[:12]


def _read(path: Path) -> Draft | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        given: dict[str, Typed] = {
            str(name): value for name, value in content["given"].items() if isinstance(value, str | bool)
        }
        return Draft(path, str(content["by"]), str(content["at"]), given, [str(f) for f in content["asked"]])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
