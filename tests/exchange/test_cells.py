"""What a cell of a spoilt sheet becomes."""

import pytest

from hazardctl.exchange.cells import decimal


@pytest.mark.parametrize(
    ("value", "said"),
    [(float("inf"), "inf"), (float("-inf"), "-inf"), (float("nan"), "nan"), (2.0, "2"), (0.3, "0.3")],
)
def test_what_is_no_number_is_written_as_it_is(value: float, said: str) -> None:
    assert decimal(value) == said
