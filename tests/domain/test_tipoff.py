"""Tip-offs: the code that is told once, and what a reward needs."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hazardctl.domain.tipoff import (
    CODE_ALPHABET,
    CODE_BYTES,
    Finding,
    Redaction,
    Reward,
    TipOff,
    Verification,
    code_from,
    hash_of,
    is_code_of,
    record,
)

if TYPE_CHECKING:
    from hazardctl.domain.matter import Step

DAY = date(2023, 7, 1)
SALT = "00" * 32
TRUE = Verification(on=DAY, result=Finding.TRUE, by="赵六")
PAID = Reward(on=DAY, amount_fen=50_000, approver="镇长")


def told(*steps: "Step") -> TipOff:
    tipoff = TipOff(on=DAY)
    for step in steps:
        tipoff = tipoff.with_step(step)
    return tipoff


@given(st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES))
def test_a_code_has_four_groups_of_four_characters_that_are_not_taken_for_one_another(random: bytes) -> None:
    groups = code_from(random).split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert set("".join(groups)) <= set(CODE_ALPHABET)


@given(
    st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES), st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES)
)
def test_different_bytes_are_different_codes(one: bytes, other: bytes) -> None:
    assert (code_from(one) == code_from(other)) is (one == other)


@pytest.mark.parametrize("typed", ["ABCD-EFGH-2345-6789", "abcdefgh23456789", " abcd efgh 2345 6789 "])
def test_a_code_is_the_same_however_it_is_typed(typed: str) -> None:
    tipoff = replace(told(), claim_salt=SALT, claim_hash=hash_of("ABCD-EFGH-2345-6789", SALT))
    assert is_code_of(tipoff, typed)
    assert not is_code_of(tipoff, typed + "2")
    assert not is_code_of(replace(tipoff, claim_salt="11" * 32), typed)


@pytest.mark.parametrize(
    ("steps", "codes"),
    [
        ((), []),
        ((TRUE, PAID), []),
        ((replace(TRUE, result=Finding.PARTLY), PAID), []),
        ((PAID,), ["not_verified"]),
        ((replace(TRUE, result=Finding.FALSE), PAID), ["not_verified"]),
        ((TRUE, PAID, PAID), ["rewarded"]),
        ((Redaction(on=DAY, reason="期满"), TRUE, PAID), []),
        ((Redaction(on=DAY, reason="期满"), Redaction(on=DAY, reason="又")), ["redacted"]),
    ],
)
def test_what_a_reward_and_a_redaction_need(steps: tuple["Step", ...], codes: list[str]) -> None:
    assert [problem.code for problem in told(*steps).objections(DAY)] == codes


def test_how_it_stands_follows_its_steps() -> None:
    assert [record(told(*steps)).status for steps in ((), (TRUE,), (TRUE, PAID))] == [
        "received",
        "verified",
        "rewarded",
    ]
