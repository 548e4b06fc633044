"""Attached files on a server: kept in the database, so that what one office attached every other one can show and prove.

An office's folder has them as well, as a file's ledger has: what is printed is read from there, and brought there first.
"""

from __future__ import annotations

import hashlib
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hazardctl.ledger.server.session import Session

NAME = "hazardctl_evidence"
TABLE = f"""create table if not exists {NAME} (
    town text collate "C" not null, sha256 text collate "C" not null, part bigint not null, content bytea not null,
    primary key (town, sha256, part))"""

_BLOCK = 4 << 20
"""Bytes of a part: what is sent and fetched in one go. A film of 200 MB is in nobody's memory as a whole."""
_PART = f"select content from {NAME} where sha256 = :sha256 and part = :part limit 1"  # noqa: S608  ours


def content(session: Session, sha256: str) -> Iterator[bytes]:
    """Yield a file block by block; nothing if it was never taken in."""
    for part in count():
        found = session.rows(_PART, sha256=sha256, part=part)
        if not found:
            return
        yield bytes(found[0]["content"])


def deposit(session: Session, sha256: str, path: Path) -> bool:
    """Take a file in for the town that the session is in, and say whether it was not there yet, with its content.

    One that is there damaged is replaced, which a clerk may not: nobody takes away what others attached.
    """
    digest = None
    for block in content(session, sha256):
        digest = digest or hashlib.sha256()
        digest.update(block)
    if digest and digest.hexdigest() == sha256:
        return False
    if digest:
        session.execute(f"delete from {NAME} where sha256 = ?", (sha256,))  # noqa: S608  ours
    with path.open("rb") as file:
        for part in count():
            block = file.read(_BLOCK)
            if part and not block:
                return True
            # One that is empty has one part, which is empty.
            session.raw.execute(
                f"insert into {NAME} values (current_setting('hazardctl.town'), %s, %s, %s)".encode(),  # noqa: S608
                [sha256, part, block],
            )
    return True
