"""JSON whose bytes depend on the value alone: what is hashed, and what is compared across ledgers."""

import json

import msgspec

_quick = msgspec.json.Encoder(order="sorted").encode
_encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
).encode
# Made once: `json.dumps` with options makes an encoder for every row of an import. A row holds no container that could
# hold itself, and looking for one takes as long as the writing.

_SAME = frozenset({str, int, bool, type(None)})
"""What `msgspec` writes as `json` does, in a fifth of the time. It has forms of its own for fractions, and for what is no
JSON at all: a value that nobody could have entered must not look like one that somebody did."""


def canonical(value: object) -> str:
    """Return JSON whose bytes depend on the value alone: sorted keys, no spaces, Chinese as it is.

    Raises:
        TypeError: it is none that JSON knows, such as bytes that somebody has put into a ledger past the program.
    """
    quick = _quickly(value)
    return _encode(value) if quick is None else quick.decode()


def canonical_bytes(value: object) -> bytes:
    """Return the same JSON in UTF-8, as it is hashed.

    Raises:
        TypeError: as `canonical`.
        UnicodeEncodeError: it holds half a character.
    """
    quick = _quickly(value)
    return _encode(value).encode() if quick is None else quick


def _quickly(value: object) -> bytes | None:
    """Return the JSON of what `msgspec` writes as `json` does; None for anything else."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if parts is None or not _SAME.issuperset(map(type, parts)):
        return None
    try:
        return _quick(value)
    except UnicodeEncodeError:
        return None  # half a character, which only the slower one writes
