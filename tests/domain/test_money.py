"""What the office types for an amount, in fen, and how fen are printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.money import MAX_FEN, parse_funds, say_wan, say_yuan
from hazardctl.domain.text import BadValue

FEN = st.integers(0, MAX_FEN)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("20000", 2_000_000),
        ("20,000", 2_000_000),
        ("20，000", 2_000_000),
        ("1,234,567.89", 123_456_789),
        ("20000元", 2_000_000),
        ("20000元整", 2_000_000),
        ("2万", 2_000_000),
        ("2万元", 2_000_000),
        ("1.5万元", 1_500_000),
        ("1.50万元", 1_500_000),
        ("1。5万元", 1_500_000),
        ("0.35万", 350_000),
        ("0.123456万元", 123_456),
        ("¥2000", 200_000),
        ("￥2000", 200_000),
        ("¥2,000.50元", 200_050),
        ("人民币2万元", 2_000_000),
        ("２万", 2_000_000),
        ("２００００．５元", 2_000_050),
        (" 2 万 元 ", 2_000_000),
        ("5千元", 500_000),
        ("3百万", 300_000_000),
        ("1亿", 10_000_000_000),
        ("100亿元", MAX_FEN),
        ("0", 0),
        ("0.00元", 0),
        ("0.01", 1),
        ("20.500", 2_050),
        ("007", 700),
    ],
)
def test_an_amount_as_the_office_writes_it_is_understood(typed: str, fen: int) -> None:
    assert parse_funds(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code", "hint"),
    [
        ("-5", "negative_funds", "负数"),
        ("－5元", "negative_funds", "负数"),
        ("−0.5万", "negative_funds", "负数"),
        ("¥-5", "negative_funds", "负数"),
        ("负2万", "negative_funds", "负数"),
        ("(200)", "negative_funds", "负数"),
        ("约2万", "vague_funds", "确定"),
        ("约两万", "vague_funds", "确定"),
        ("2万左右", "vague_funds", "确定"),
        ("2万余元", "vague_funds", "确定"),
        ("1-2万", "vague_funds", "确定"),
        ("1～2万", "vague_funds", "确定"),
        ("若干", "vague_funds", "确定"),
        ("待定", "vague_funds", "确定"),
        ("两万", "worded_funds", "阿拉伯数字"),
        ("二万五千元", "worded_funds", "阿拉伯数字"),
        ("贰万元整", "worded_funds", "阿拉伯数字"),
        ("1.234", "too_precise_funds", "1234.56"),
        ("0.1234567万", "too_precise_funds", "0.123456万元"),
        ("0.0000000000000000000000000000000000001", "too_precise_funds", "分"),
        ("100.01亿", "too_large_funds", "100亿元"),
        ("9" * 40, "too_large_funds", "100亿元"),
        ("1000000000000.001", "too_large_funds", "100亿元"),
        ("", "bad_funds", "2万"),
        ("无", "bad_funds", "写 0"),
        ("2w", "bad_funds", "2万"),
        ("2万5", "bad_funds", "2万"),
        ("2,00", "bad_funds", "20000"),
        ("20 000", "bad_funds", "20000"),
        ("1.5.2", "bad_funds", "20000"),
        (".5", "bad_funds", "20000"),
        ("5.", "bad_funds", "20000"),
        ("1e9", "bad_funds", "20000"),
        ("NaN", "bad_funds", "20000"),
        ("=1+1", "bad_funds", "20000"),
        ("$2000", "bad_funds", "20000"),
        ("٢٠٠٠", "bad_funds", "20000"),
        ("9" * 1_000_000, "bad_funds", "20000"),
    ],
)
def test_what_is_not_one_definite_amount_is_refused_with_something_to_type(
    typed: str, code: str, hint: str
) -> None:
    with pytest.raises(BadValue) as refused:
        parse_funds(typed)
    assert refused.value.code == code
    assert hint in refused.value.message


@pytest.mark.parametrize(
    ("fen", "yuan", "wan"),
    [
        (0, "0", "0"),
        (1, "0.01", "0.000001"),
        (50, "0.50", "0.00005"),
        (100, "1", "0.0001"),
        (1_500_000, "15,000", "1.5"),
        (1_500_050, "15,000.50", "1.50005"),
        (2_000_000, "20,000", "2"),
        (20_000_000, "200,000", "20"),
        (123_456_789, "1,234,567.89", "123.456789"),
        (-1_500_000, "-15,000", "-1.5"),
        (-1, "-0.01", "-0.000001"),
    ],
)
def test_an_amount_is_printed_exactly_in_yuan_and_in_ten_thousands(fen: int, yuan: str, wan: str) -> None:
    assert say_yuan(fen) == yuan
    assert say_wan(fen) == wan


@given(FEN)
def test_what_is_printed_reads_back_to_the_fen(fen: int) -> None:
    assert parse_funds(say_yuan(fen)) == fen
    assert parse_funds(f"¥{say_yuan(fen)}元") == fen
    assert parse_funds(f"{say_wan(fen)}万元") == fen
    assert parse_funds(str(Decimal(fen).scaleb(-2).quantize(Decimal("0.01")))) == fen


def is_an_amount_or_a_refusal(text: str) -> bool:
    try:
        return 0 <= parse_funds(text) <= MAX_FEN
    except BadValue as refused:
        return refused.code.endswith("_funds") and refused.message.endswith("。")


@given(st.text(st.characters(), max_size=60) | st.text("0123456789.,，。¥万千亿元-约两２ ", max_size=45))
def test_any_text_is_an_amount_or_a_refusal(text: str) -> None:
    assert is_an_amount_or_a_refusal(text)
