"""Phone numbers inside text that is meant for a chat group: masked, so that none is passed on (OFFICE.md)."""

import re

from hazardctl.domain.enterprise import masked as masked_number

_PHONE = re.compile(r"(?<![\dA-Za-z-])(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}[ -]?\d{7,8})(?!\d)", re.ASCII)


def masked(text: str) -> str:
    """Return the text with the middle of every phone number hidden; numbers of hazards and papers stay."""
    return _PHONE.sub(lambda found: masked_number(found[0]) or "", text)
