"""Phone numbers in text for a chat group, and the numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.phones import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话13812345678。", "电话138****5678。"),
        ("联系人张三 138-1234-5678", "联系人张三 138******5678"),
        ("023-45678901", "023*****8901"),
        ("02345678901转8", "023****8901转8"),
        ("BY-2023-0001 时限 2023-07-21", "BY-2023-0001 时限 2023-07-21"),
        ("白应急〔2023〕5号，2000000元", "白应急〔2023〕5号，2000000元"),
        ("91500000MA5U138123456", "91500000MA5U138123456"),
        ("", ""),
    ],
)
def test_phones_are_hidden_and_other_numbers_stay(text: str, shown: str) -> None:
    assert masked(text) == shown


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text("张三联系电话：，。", max_size=5))
def test_no_mobile_number_is_left_whole(number: str, around: str) -> None:
    assert number not in masked(f"{around}{number}{around}")
