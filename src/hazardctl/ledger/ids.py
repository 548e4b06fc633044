"""Identities of rows: uuid7, so that they sort by the moment they were made and never collide between ledgers."""

import os
import threading
import time

_lock = threading.Lock()
_last = 0
_chance = b""
_AT_ONCE = 512
"""Random bytes fetched together: each call of the system takes as long as the rest of an identity."""
_VARIANT = "89ab"
"""Digits that begin with the two bits by which a uuid says that it is one of RFC 9562; two are left to chance."""


def new_uid() -> str:
    """Return a new uuid7 (RFC 9562) that sorts after every earlier one of this process."""
    global _last, _chance  # noqa: PLW0603  one counter for the process keeps the order within a millisecond
    with _lock:
        _chance = _chance[8:] or os.urandom(_AT_ONCE)
        chance = _chance[:8]
        # 48 bits of milliseconds, then 12 bits that count within one: 1/4096 ms of the clock serves as the start.
        stamp = time.time_ns() * 4096 // 1_000_000
        _last = stamp = max(stamp, _last + 1)
    told, by_chance = f"{stamp:015x}", chance.hex()
    # Written out here: `uuid.UUID` takes three times as long as all of the above, for every row of an import.
    return f"{told[:8]}-{told[8:12]}-7{told[12:]}-{_VARIANT[chance[0] & 3]}{by_chance[1:4]}-{by_chance[4:]}"
