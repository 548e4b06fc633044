"""The append-only chain: what an entry holds, and how its hash is made.

An entry is the image of a row after a change, in canonical JSON, so that the same bytes come out on every engine. Its
hash covers everything in it and the hash before it; whoever changes the past has to rewrite every later entry, and a
head printed on paper shows that.
"""

import json
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from msgspec import Struct

from hazardctl.domain.canonical import canonical, canonical_bytes

FORMAT = 1
"""The version of this layout; it is part of what is hashed."""

GENESIS = "0" * 64
"""What stands before the first entry."""

HASHED = (
    "format", "ledger", "seq", "town", "tx", "at", "today", "actor", "command", "entity", "uid", "image", "previous",
)  # fmt: skip
ENTRY = (*HASHED, "hash")
"""The columns of an entry."""

_hashed = itemgetter(*HASHED)

CONFIDENTIAL = {"secret": frozenset({"salt", "body"})}
"""Columns that no image holds; their digest stands in the row beside them."""


class Change(Struct, frozen=True):
    """A row to be written whole: inserted when `new`, else updated by its uid; taken out of its table when `gone`."""

    entity: str
    row: dict[str, Any]
    new: bool = True
    gone: bool = False

    @property
    def image(self) -> str | None:
        """Return the row as the journal keeps it: canonical JSON without what is confidential; None when it is gone."""
        return None if self.gone else image_of(self.entity, self.row)


def image_of(entity: str, row: Mapping[str, Any]) -> str:
    """Return a row's image."""
    hidden = CONFIDENTIAL.get(entity)
    return canonical({k: v for k, v in row.items() if k not in hidden} if hidden else row)


def disagreement(entity: str, row: Mapping[str, Any], image: str) -> tuple[str, ...]:
    """Name the columns in which a stored row is not what its last image says.

    A column that was added after the image was made is null in it.
    """
    told = json.loads(image)
    hidden = CONFIDENTIAL.get(entity, frozenset())
    return tuple(
        name
        for name in dict.fromkeys((*row, *told))
        if name not in hidden and not _same(row.get(name), told.get(name))
    )


def _same(one: Any, other: Any) -> bool:
    """Whether two stored values are the same to the byte: 1 is neither 1.0 nor true."""
    return type(one) is type(other) and one == other


def entry_hash(entry: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an entry; the image goes in as the text that is stored."""
    return hash_of(list(_hashed(entry)))


def hash_of(hashed: list[Any]) -> str:
    """Return the SHA-256 of an entry's values, in the order of `HASHED`."""
    import hashlib  # reads, which share this module's canonical form, need no OpenSSL

    return hashlib.sha256(canonical_bytes(hashed)).hexdigest()
