"""Enterprises: the social credit code's check digit, who is micro, phones that are not shown in full."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.enterprise import ALPHABET, Firm, credit_code, masked
from hazardctl.domain.text import BadValue

# Published codes of well-known companies: 阿里巴巴（中国）有限公司 and the example of GB 32100-2015.
REAL = ("91330100799655058B", "91350100M000100Y43")


@pytest.mark.parametrize("code", REAL)
@pytest.mark.parametrize(
    "change", [str, str.lower, lambda c: f" {c[:6]}-{c[6:]} "], ids=["as is", "small", "spaced"]
)
def test_a_published_code_is_taken_however_it_is_typed(code: str, change: object) -> None:
    assert callable(change)
    assert credit_code(change(code)) == code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("91350100M000100Y4", "17"),
        ("91350100M000100Y433", "19"),
        ("91350100M000100Y44", "校验位"),
        ("9135010OM000100Y43", "「O」"),
        ("91350100M000100Y4中", "「中」"),
    ],
)
def test_a_wrong_code_says_what_is_wrong(code: str, words: str) -> None:
    with pytest.raises(BadValue) as refused:
        credit_code(code)
    assert words in refused.value.message


@given(st.sampled_from(REAL), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_one_wrong_character_is_noticed(code: str, place: int, wrong: str) -> None:
    mistyped = code[:place] + wrong + code[place + 1 :]
    if mistyped == code:
        assert credit_code(mistyped) == code
    else:
        with pytest.raises(BadValue):
            credit_code(mistyped)


@pytest.mark.parametrize(("people", "micro"), [(0, True), (30, True), (31, False), (None, False)])
def test_30_people_and_fewer_are_micro_and_what_is_not_known_is_not_assumed(
    people: int | None, *, micro: bool
) -> None:
    nothing: Any = dict.fromkeys(Firm._fields)
    firm = Firm(**nothing)._replace(headcount=people)
    assert firm.is_micro is micro


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("13812345678", "138****5678"), ("023-4567", "023*4567"), ("110", "***"), (None, None), ("", "")],
)
def test_a_phone_is_not_shown_in_full(phone: str | None, shown: str | None) -> None:
    assert masked(phone) == shown
