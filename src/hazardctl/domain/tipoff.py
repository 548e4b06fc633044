"""Tip-offs (task 8: 有奖举报、内部举报、匿名举报): received, checked, rewarded. Who gave one is never recorded.

The text is kept apart (`ledger.queries.secrets`) and shown by one command alone. A reward is paid against a code that
is told once; only a salted hash of it is kept here.
"""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar, NamedTuple

from hazardctl.domain.matter import Matter, Step
from hazardctl.errors import Problem
from hazardctl.messages import tipoffs as say

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters, 5 bits each, without 0 1 I O, which are taken for one another."""
CODE_BYTES = 10
"""80 bits: nobody guesses one."""
GROUP = 4


class Channel(StrEnum):
    """How it came in."""

    PHONE = "phone"
    VISIT = "visit"
    LETTER = "letter"
    ONLINE = "online"
    OTHER = "other"


class Finding(StrEnum):
    """What checking it found: true, true in part, or not."""

    TRUE = "true"
    PARTLY = "partly"
    FALSE = "false"


class Verification(Step, frozen=True, kw_only=True):
    """It was checked, by whom, and which hazards came of it (their numbers)."""

    kind: ClassVar[str] = "verification"

    result: Finding
    by: str
    note: str | None = None
    led_to: tuple[str, ...] = ()


class Reward(Step, frozen=True, kw_only=True):
    """It was rewarded, against its code. Money in fen."""

    kind: ClassVar[str] = "reward"

    amount_fen: int
    approver: str


class Redaction(Step, frozen=True, kw_only=True):
    """Its text was destroyed."""

    kind: ClassVar[str] = "redaction"

    reason: str


class TipOff(Matter, frozen=True, kw_only=True):
    """One tip-off. `topic` is its sector; `internal` when an employee of the enterprise gave it."""

    kind: ClassVar[str] = "tipoff"
    prefix: ClassVar[str] = "JB"
    step_kinds: ClassVar[tuple[type[Step], ...]] = (Verification, Reward, Redaction)

    channel: Channel = Channel.OTHER
    internal: bool = False
    claim_salt: str = ""
    claim_hash: str = ""

    @property
    def verification(self) -> Verification | None:
        """Return what checking it found last."""
        return next((step for step in reversed(self.steps) if isinstance(step, Verification)), None)

    @property
    def rewards(self) -> tuple[Reward, ...]:
        """Return its rewards; more than one is objected to."""
        return tuple(step for step in self.steps if isinstance(step, Reward))

    @property
    def redacted_on(self) -> date | None:
        """Return the day on which its text was destroyed."""
        return next((step.on for step in self.steps if isinstance(step, Redaction)), None)

    def objections(self, today: date) -> Iterator[Problem]:
        """Yield what is wrong with it: a reward needs a finding, is paid once; a text is destroyed once."""
        yield from Matter.objections(self, today)
        found: Finding | None = None
        for step in self.steps:
            if isinstance(step, Verification):
                found = step.result
            if isinstance(step, Reward) and found not in {Finding.TRUE, Finding.PARTLY}:
                yield Problem("not_verified", say.not_verified(self.no))
        if len(self.rewards) > 1:
            yield Problem("rewarded", say.rewarded(self.no))
        if sum(isinstance(step, Redaction) for step in self.steps) > 1:
            yield Problem("redacted", say.redacted(self.no))


def code_from(random: bytes) -> str:
    """Return a claim code of random bytes: groups of four characters (XXXX-XXXX-XXXX-XXXX)."""
    number = int.from_bytes(random)
    characters = [CODE_ALPHABET[number >> 5 * n & 31] for n in range(len(random) * 8 // 5)]
    return "-".join("".join(characters[n : n + GROUP]) for n in range(0, len(characters), GROUP))


def hash_of(code: str, salt: str) -> str:
    """Return the salted hash of a code however it is typed: small letters, spaces and missing hyphens do not matter."""
    bare = "".join(c for c in code.upper() if c.isalnum())
    return hashlib.pbkdf2_hmac("sha256", bare.encode(), bytes.fromhex(salt), 100_000).hex()


def is_code_of(tipoff: TipOff, code: str) -> bool:
    """Whether a code is the one that was told when the tip-off came in."""
    return hmac.compare_digest(hash_of(code, tipoff.claim_salt), tipoff.claim_hash)


class TipOffRecord(NamedTuple):
    """A tip-off as an answer, without its text; field names are the JSON keys."""

    no: str
    on: date
    channel: Channel
    internal: bool
    sector: str | None
    enterprise: str | None
    village: str | None
    unit: str | None
    status: str
    result: Finding | None
    verified_on: date | None
    verified_by: str | None
    verified_note: str | None
    led_to: tuple[str, ...]
    reward_fen: int | None
    rewarded_on: date | None
    redacted_on: date | None
    void_reason: str | None
    uid: str


def record(t: TipOff) -> TipOffRecord:
    """Return a tip-off as an answer."""
    checked, paid = t.verification, t.rewards[0] if t.rewards else None
    return TipOffRecord(
        no=t.no,
        on=t.on,
        channel=t.channel,
        internal=t.internal,
        sector=t.topic,
        enterprise=t.enterprise.name if t.enterprise else None,
        village=t.village,
        unit=t.unit,
        status="rewarded" if paid else "verified" if checked else "received",
        result=checked.result if checked else None,
        verified_on=checked.on if checked else None,
        verified_by=checked.by if checked else None,
        verified_note=checked.note if checked else None,
        led_to=checked.led_to if checked else (),
        reward_fen=paid.amount_fen if paid else None,
        rewarded_on=paid.on if paid else None,
        redacted_on=t.redacted_on,
        void_reason=t.void.reason if t.void else None,
        uid=t.uid,
    )
