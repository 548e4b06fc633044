"""Months and periods. Today is 15 June 2023."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.period import Month, Period, month_at, month_period, month_step, say_month
from hazardctl.domain.text import BadValue

TODAY = date(2023, 6, 15)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2023-08", "2023-08"),
        ("2023-8", "2023-08"),
        ("2023/08", "2023-08"),
        ("2023.8", "2023-08"),
        ("202308", "2023-08"),
        ("２０２３－０８", "2023-08"),
        ("2023年8月", "2023-08"),
        ("2023年08月份", "2023-08"),
        ("二〇二三年十二月", "2023-12"),
        (" 2023 年 8 月 ", "2023-08"),
        ("8月", "2023-08"),
        ("８月份", "2023-08"),
        ("十月", "2023-10"),
        ("本月", "2023-06"),
        ("上月", "2023-05"),
        ("上个月", "2023-05"),
        ("下月", "2023-07"),
        ("去年12月", "2022-12"),
    ],
)
def test_a_month_as_the_office_writes_it_is_understood(typed: str, meant: str) -> None:
    assert str(Month.parse(typed, TODAY)) == meant


@pytest.mark.parametrize(
    ("today", "typed", "meant"),
    [
        (date(2024, 1, 31), "上月", Month(2023, 12)),
        (date(2024, 3, 31), "上月", Month(2024, 2)),
        (date(2023, 12, 31), "下月", Month(2024, 1)),
        (date(2023, 12, 31), "本月", Month(2023, 12)),
    ],
)
def test_last_month_in_january_is_december_of_the_year_before(today: date, typed: str, meant: Month) -> None:
    assert Month.parse(typed, today) == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "bad_month"),
        ("8", "bad_month"),
        ("2023", "bad_month"),
        ("2023-08-31", "bad_month"),
        ("08-2023", "bad_month"),
        ("23年8月", "bad_month"),
        ("八月十五", "bad_month"),
        ("9" * 100_000, "bad_month"),
        ("2023-13", "no_such_date"),
        ("202300", "no_such_date"),
        ("13月", "no_such_date"),
        ("1989-12", "date_out_of_range"),
        ("9999-01", "date_out_of_range"),
    ],
)
def test_what_is_not_a_month_is_refused(typed: str, code: str) -> None:
    with pytest.raises(BadValue) as refused:
        Month.parse(typed, TODAY)
    assert refused.value.code == code
    assert "2023-08" in refused.value.message


def is_a_month_or_a_refusal(text: str, today: date) -> bool:
    try:
        return 1990 <= Month.parse(text, today).year <= 2100
    except BadValue as refused:
        return refused.code in {"bad_month", "no_such_date", "date_out_of_range"}


@given(
    st.text(st.characters(), max_size=45) | st.text("0123456789年月份本上下个去-/.二十", max_size=12), DAYS
)
def test_any_text_is_a_month_or_a_refusal(text: str, today: date) -> None:
    assert is_a_month_or_a_refusal(text, today)


@given(DAYS)
def test_a_month_holds_its_days_from_the_first_to_the_last(day: date) -> None:
    month = Month.of(day)
    assert day in month.period
    assert month.first_day.day == 1
    assert month.period.days == month.last_day.day
    assert month.last_day + timedelta(days=1) == month.next().first_day
    assert month.next().previous() == month
    assert month.previous() < month < month.next()


@given(DAYS)
def test_a_worded_month_reads_back(day: date) -> None:
    month = Month.of(day)
    assert Month.parse(say_month(month), TODAY) == Month.parse(str(month), TODAY) == month


def test_a_thirteenth_month_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="month"):
        Month(2023, 13)


def test_both_ends_of_a_period_belong_to_it() -> None:
    period = Period(date(2023, 5, 29), date(2023, 8, 31))
    assert date(2023, 5, 29) in period
    assert date(2023, 8, 31) in period
    assert date(2023, 5, 28) not in period
    assert date(2023, 9, 1) not in period
    assert Period(date(2023, 5, 29), date(2023, 5, 29)).days == 1


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadValue, match=r"2023-08-31.*2023-08-01") as refused:
        Period(date(2023, 8, 31), date(2023, 8, 1))
    assert refused.value.code == "bad_period"


def test_stepping_by_months_never_drifts_from_the_anchor() -> None:
    anchor = date(2023, 1, 31)
    steps = [month_step(anchor, i).isoformat() for i in range(5)]
    assert steps == ["2023-01-31", "2023-02-28", "2023-03-31", "2023-04-30", "2023-05-31"]
    assert month_step(anchor, -2) == date(2022, 11, 30)
    assert month_step(date(2024, 2, 29), 48) == date(2028, 2, 29)
    assert month_step(date(2023, 12, 31), 2) == date(2024, 2, 29)


@given(DAYS, st.integers(-600, 600))
def test_a_step_lands_in_the_month_asked_for_on_the_same_day_or_its_last(anchor: date, index: int) -> None:
    day = month_step(anchor, index)
    assert (day.year - anchor.year) * 12 + day.month - anchor.month == index
    assert day.day == min(anchor.day, Month.of(day).last_day.day)


@pytest.mark.parametrize(
    ("month", "ends_on", "start", "end"),
    [
        (Month(2024, 3), 25, "2024-02-26", "2024-03-25"),
        (Month(2024, 1), 25, "2023-12-26", "2024-01-25"),
        (Month(2024, 3), 31, "2024-03-01", "2024-03-31"),
        (Month(2024, 2), 31, "2024-02-01", "2024-02-29"),
        (Month(2024, 3), 30, "2024-03-01", "2024-03-30"),
        (Month(2024, 4), 30, "2024-03-31", "2024-04-30"),
        (Month(2023, 3), 28, "2023-03-01", "2023-03-28"),
        (Month(2024, 3), 1, "2024-02-02", "2024-03-01"),
    ],
)
def test_a_month_of_figures_ends_on_the_day_the_town_says(
    month: Month, ends_on: int, start: str, end: str
) -> None:
    period = month_period(month, ends_on)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@given(DAYS, st.integers(1, 31))
def test_every_day_counts_in_one_month_of_figures(day: date, ends_on: int) -> None:
    month = month_at(day, ends_on)
    period = month_period(month, ends_on)
    assert day in period
    assert month_period(month.previous(), ends_on).end + timedelta(days=1) == period.start


@given(DAYS)
def test_months_that_end_on_the_31st_are_those_of_the_calendar(day: date) -> None:
    assert month_at(day) == Month.of(day)
    assert month_period(month_at(day)) == Month.of(day).period
