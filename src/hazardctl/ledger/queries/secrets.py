"""Confidential text: stored with a salt, journaled only by the digest of both, so that it can be destroyed.

Nothing but the one command that shows a text may call `body_of`.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer


def digest(salt: str, body: str) -> str:
    """Return the SHA-256 over the salt's bytes and the text; without the salt no text can be tried against it."""
    return hashlib.sha256(bytes.fromhex(salt) + body.encode()).hexdigest()


def add(writer: Writer, owner: str, salt: str, body: str) -> Change:
    """Return the change that stores the text of a row; `salt` is fresh random hex."""
    row = {
        "uid": writer.new_uid(),
        "town": writer.town,
        "owner": owner,
        "salt": salt,
        "body": body,
        "digest": digest(salt, body),
    }
    return Change("secret", row)


def body_of(reads: Reads, owner: str) -> str | None:
    """Return the text of a row; None once it was destroyed."""
    rows = reads.rows("select body from secret where owner = :owner", owner=owner)
    return rows[0]["body"] if rows else None


def destroy(writer: Writer, owner: str) -> Change:
    """Return the change that leaves only the digest."""
    (row,) = writer.rows("select * from secret where owner = :owner", owner=owner)
    return Change("secret", {**dict(row), "salt": None, "body": None}, new=False)
