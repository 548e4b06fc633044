"""What is left of a picture's content, and what was dropped of it."""

from __future__ import annotations

import re
from typing import NamedTuple

_PLACE = re.compile(rb"gps|location|latitude|longitude|city|geo:|\xa9xyz|iso6709", re.IGNORECASE)


class Parts(NamedTuple):
    """A picture's content without what is dropped; `place` where a position is known to have been in it."""

    content: bytes
    dropped: bytes
    place: bool = False

    @property
    def told_place(self) -> bool:
        """Whether what was dropped told a place, as far as its words say."""
        return self.place or _PLACE.search(self.dropped) is not None
