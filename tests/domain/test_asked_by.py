"""By which day a paper asks for what is late."""

from datetime import date

import pytest

from hazardctl.domain.deadlines import asked_by


@pytest.mark.parametrize(
    ("until", "by"),
    [
        (date(2023, 8, 31), date(2023, 9, 30)),
        (date(2023, 9, 30), date(2023, 10, 31)),
        (date(2023, 2, 28), date(2023, 3, 31)),
        (date(2023, 8, 25), date(2023, 9, 25)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2023, 12, 31), date(2024, 1, 31)),
    ],
)
def test_what_is_late_is_asked_for_by_the_end_of_the_next_month_s_figures(until: date, by: date) -> None:
    assert asked_by(until) == by
