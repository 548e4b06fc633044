"""Enterprises and other places: what is known of each, and the social credit code's check digit."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from hazardctl.domain.text import BadValue
from hazardctl.messages import enterprises as say

if TYPE_CHECKING:
    from datetime import date

MICRO_PEOPLE = 30
"""小微企业（30人以下）, plan 二（三）: 以下 includes the number."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of a 统一社会信用代码 in the order of their values (GB 32100-2015): no I, O, S, V, Z."""
CODE_LENGTH = 18


class ClosedHow(StrEnum):
    """What became of an enterprise that is no more (task 29: “改、搬、关”)."""

    CLOSED = "closed"
    MOVED = "moved"


class Firm(NamedTuple):
    """An enterprise as registered; field names are the JSON keys. What is not known is None, never assumed."""

    name: str
    credit_code: str | None
    sector: str | None
    regulator: str | None
    village: str | None
    headcount: int | None
    high_risk: bool | None
    sole_trader: bool | None
    contact: str | None
    phone: str | None
    address: str | None
    opened_on: date | None
    closed_on: date | None
    closed_how: str | None
    registered_on: date
    uid: str

    @property
    def is_micro(self) -> bool:
        """Whether it is known to have at most 30 people."""
        return self.headcount is not None and self.headcount <= MICRO_PEOPLE


def credit_code(said: str) -> str:
    """Return a 统一社会信用代码 in its one form, checked by its last character (GB 32100-2015).

    Raises:
        BadValue: `bad_code`, naming the length, the character or the check digit that does not fit.
    """
    code = "".join(c for c in normalize("NFKC", said).upper() if not c.isspace() and c != "-")
    if wrong := next((c for c in code if c not in ALPHABET), None):
        raise BadValue("bad_code", say.code_character(wrong))
    if len(code) != CODE_LENGTH:
        raise BadValue("bad_code", say.code_length(len(code)))
    total = sum(ALPHABET.index(c) * 3**place for place, c in enumerate(code[:-1]))
    if ALPHABET[-total % len(ALPHABET)] != code[-1]:
        raise BadValue("bad_code", say.code_check_digit(code))
    return code


def masked(phone: str | None) -> str | None:
    """Hide the middle of a phone number, for anything that may end in a chat group (OFFICE.md)."""
    if phone is None or len(phone) < 7:  # noqa: PLR2004  too short to leave anything hidden
        return phone and "*" * len(phone)
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
