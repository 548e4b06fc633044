"""Working days: by the published holidays of a year, the day of typing not counted, an unknown year never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.dates import parse_day
from hazardctl.domain.text import BadValue
from hazardctl.domain.workdays import Calendar, Holiday, HolidayYear, Unpublished


def day(said: str) -> date:
    return date.fromisoformat(said)


def year(*holidays: tuple[str, str], worked: tuple[str, ...] = ()) -> HolidayYear:
    off = tuple(Holiday("节", day(first), day(last)) for first, last in holidays)
    return HolidayYear("通知", off, frozenset(map(day, worked)))


KNOWN = Calendar(
    {
        2018: year(("2018-10-01", "2018-10-07"), worked=("2018-09-29", "2018-09-30")),
        2019: year(("2018-12-30", "2019-01-01"), ("2019-02-04", "2019-02-10"), worked=("2018-12-29",)),
        2023: year(
            ("2023-06-22", "2023-06-24"),
            ("2023-09-29", "2023-10-06"),
            worked=("2023-06-25", "2023-10-07", "2023-10-08"),
        ),
    }
)


@pytest.mark.parametrize(
    ("today", "said", "meant"),
    [
        ("2023-07-10", "5个工作日", "2023-07-17"),
        ("2023-07-10", "5个工作日内", "2023-07-17"),
        ("2023-07-10", "5工作日内", "2023-07-17"),
        ("2023-07-10", "5个工作日之内", "2023-07-17"),
        ("2023-07-10", "5个工作日以后", "2023-07-17"),
        ("2023-07-14", "1个工作日后", "2023-07-17"),
        ("2023-07-15", "+1个工作日", "2023-07-17"),
        ("2023-07-10", "+15个工作日", "2023-07-31"),
        ("2023-07-10", "十五个工作日后", "2023-07-31"),
        ("2023-07-10", "两个工作日内", "2023-07-12"),
        ("2023-07-10", "１５ 个工作日", "2023-07-31"),
        ("2023-06-21", "1个工作日", "2023-06-25"),
        ("2023-09-28", "1个工作日", "2023-10-07"),
        ("2023-09-28", "2个工作日", "2023-10-08"),
        ("2023-09-28", "3个工作日", "2023-10-09"),
        ("2018-12-28", "1个工作日", "2018-12-29"),
        ("2018-12-28", "2个工作日", "2019-01-02"),
    ],
)
def test_working_days_are_counted_by_the_years_notice(today: str, said: str, meant: str) -> None:
    assert parse_day(said, day(today), lambda: KNOWN) == day(meant)


@pytest.mark.parametrize(
    ("today", "said", "lacking"),
    [
        ("2023-12-20", "15个工作日内", 2024),
        ("2023-12-28", "1个工作日", 2024),
        ("2020-03-02", "1个工作日", 2020),
        ("2017-12-29", "1个工作日", 2017),
    ],
)
def test_a_year_that_nobody_has_published_is_not_guessed(today: str, said: str, lacking: int) -> None:
    with pytest.raises(BadValue) as refused:
        parse_day(said, day(today), lambda: KNOWN)
    assert refused.value.code == "holidays_unpublished"
    assert f"{lacking} 年" in refused.value.message
    for word in ("国务院办公厅", "十月至十一月", "holidays.yaml", f"{lacking}-01-15"):
        assert word in refused.value.message


def test_the_last_days_of_december_hang_on_the_next_years_notice() -> None:
    assert parse_day("6个工作日", day("2023-12-20"), lambda: KNOWN) == day("2023-12-28")
    with pytest.raises(Unpublished) as unknown:
        KNOWN.is_workday(day("2023-12-29"))
    assert unknown.value.year == 2024
    following = Calendar({**KNOWN.years, 2024: year(("2024-01-01", "2024-01-01"))})
    assert following.is_workday(day("2023-12-29"))
    assert not following.is_workday(day("2023-12-30"))


def test_a_day_before_any_known_year_is_unknown_too() -> None:
    with pytest.raises(Unpublished) as unknown:
        KNOWN.is_workday(day("2022-12-30"))
    assert unknown.value.year == 2022


def test_nothing_is_read_unless_working_days_are_typed() -> None:
    def asked() -> Calendar:
        raise AssertionError

    assert parse_day("15日内", day("2023-07-10"), asked) == day("2023-07-25")
    with pytest.raises(BadValue):
        parse_day("几个工作日", day("2023-07-10"), asked)


@given(st.dates(date(2023, 1, 1), date(2023, 6, 30)), st.integers(1, 100))
def test_the_nth_working_day_is_worked_and_has_n_of_them_up_to_it(start: date, count: int) -> None:
    last = KNOWN.after(start, count)
    between = [start + timedelta(days=n) for n in range(1, (last - start).days + 1)]
    assert KNOWN.is_workday(last)
    assert sum(map(KNOWN.is_workday, between)) == count
