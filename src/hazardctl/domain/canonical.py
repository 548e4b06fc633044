"""JSON whose bytes depend on the value alone: what is hashed, and what is compared across ledgers."""

import json

_encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
).encode
# Made once: `json.dumps` with options makes an encoder for every row of an import. A row holds no container that could
# hold itself, and looking for one takes as long as the writing.


def canonical(value: object) -> str:
    """Return JSON whose bytes depend on the value alone: sorted keys, no spaces, Chinese as it is."""
    return _encode(value)
