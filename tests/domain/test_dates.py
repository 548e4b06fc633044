"""What the office types for a day, and the day that it means. Today is 15 June 2023 unless a row says so."""

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.dates import dot_day, parse_day, say_day
from hazardctl.domain.text import BadValue

TODAY = date(2023, 6, 15)
CODES = {
    "bad_date",
    "ambiguous_date",
    "no_such_date",
    "date_out_of_range",
    "bad_workdays",
    "holidays_unpublished",
}
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))

WRITTEN_IN_FULL = [
    ("2023-08-31", "2023-08-31"),
    ("2023-8-5", "2023-08-05"),
    ("2023/8/31", "2023-08-31"),
    ("2023.8.31", "2023-08-31"),
    ("2023.08.05", "2023-08-05"),
    ("20230831", "2023-08-31"),
    ("2023年8月31日", "2023-08-31"),
    ("2023年08月05日", "2023-08-05"),
    ("2023年8月31号", "2023-08-31"),
    ("2023年8月31", "2023-08-31"),
    ("２０２３年８月３１日", "2023-08-31"),
    ("２０２３－０８－３１", "2023-08-31"),
    ("２０２３／８／３１", "2023-08-31"),
    ("2023。8。31", "2023-08-31"),
    ("2023—8—31", "2023-08-31"),
    ("二〇二三年八月三十一日", "2023-08-31"),
    ("二零二三年十月十日", "2023-10-10"),
    ("二○二三年十一月二十日", "2023-11-20"),
    ("二〇二三年十二月十九日", "2023-12-19"),
    ("  2023-08-31  ", "2023-08-31"),
    ("\u30002023年8月31日\u3000", "2023-08-31"),
    ("2023 年 8 月 31 日", "2023-08-31"),
    ("2023 - 08 - 31", "2023-08-31"),
    ("2023-08-31\u200b", "2023-08-31"),
    ("2023-08-31 00:00:00", "2023-08-31"),
    ("2023/8/31 0:00", "2023-08-31"),
    ("2024-02-29", "2024-02-29"),
    ("2000-02-29", "2000-02-29"),
    ("2023-02-28", "2023-02-28"),
    ("2023-12-31", "2023-12-31"),
    ("1990-01-01", "1990-01-01"),
    ("2100-12-31", "2100-12-31"),
]

UP_TO_AND_INCLUDING = [
    ("2023年5月31日前", "2023-05-31"),
    ("2023年8月31日以前", "2023-08-31"),
    ("2023年8月31日之前", "2023-08-31"),
    ("2023-08-31前", "2023-08-31"),
    ("20230831前", "2023-08-31"),
    ("8月31日前", "2023-08-31"),
    ("2023年8月底前", "2023-08-31"),
    ("2023年8月底以前", "2023-08-31"),
    ("2023年11月底前", "2023-11-30"),
    ("8月底前", "2023-08-31"),
    ("月底前", "2023-06-30"),
    ("年底前", "2023-12-31"),
]

ENDS = [
    ("2023年8月底", "2023-08-31"),
    ("2023年8月末", "2023-08-31"),
    ("2023年2月底", "2023-02-28"),
    ("2024年2月底", "2024-02-29"),
    ("2100年2月底", "2100-02-28"),
    ("二〇二三年九月底", "2023-09-30"),
    ("4月底", "2023-04-30"),
    ("12月底", "2023-12-31"),
    ("月底", "2023-06-30"),
    ("本月底", "2023-06-30"),
    ("下月底", "2023-07-31"),
    ("上个月底", "2023-05-31"),
    ("年底", "2023-12-31"),
    ("年末", "2023-12-31"),
    ("2024年底", "2024-12-31"),
    ("今年年底", "2023-12-31"),
    ("明年底", "2024-12-31"),
    ("8月上旬", "2023-08-10"),
    ("8月中旬", "2023-08-20"),
    ("8月下旬", "2023-08-31"),
    ("2024年2月下旬", "2024-02-29"),
]

WITHOUT_A_YEAR = [
    ("8月31日", "2023-08-31"),
    ("8月31号", "2023-08-31"),
    ("１月１日", "2023-01-01"),
    ("十二月三十一日", "2023-12-31"),
    ("本月20日", "2023-06-20"),
    ("下个月5日", "2023-07-05"),
    ("上月30日", "2023-05-30"),
    ("去年12月31日", "2022-12-31"),
    ("明年1月5日", "2024-01-05"),
]

COUNTED_FROM_TODAY = [
    ("今天", "2023-06-15"),
    ("今日", "2023-06-15"),
    ("昨天", "2023-06-14"),
    ("明天", "2023-06-16"),
    ("前天", "2023-06-13"),
    ("后天", "2023-06-17"),
    ("+0天", "2023-06-15"),
    ("+15天", "2023-06-30"),
    ("＋１５天", "2023-06-30"),
    ("+ 15 天", "2023-06-30"),
    ("+16天", "2023-07-01"),
    ("15天后", "2023-06-30"),
    ("15日内", "2023-06-30"),
    ("15天以内", "2023-06-30"),
    ("十五日内", "2023-06-30"),
    ("30天之后", "2023-07-15"),
    ("+2周", "2023-06-29"),
    ("两周后", "2023-06-29"),
    ("一个星期内", "2023-06-22"),
    ("+1个月", "2023-07-15"),
    ("一个月内", "2023-07-15"),
    ("+12个月", "2024-06-15"),
]


@pytest.mark.parametrize(
    ("typed", "meant"), WRITTEN_IN_FULL + UP_TO_AND_INCLUDING + ENDS + WITHOUT_A_YEAR + COUNTED_FROM_TODAY
)
def test_a_day_as_the_office_writes_it_is_understood(typed: str, meant: str) -> None:
    assert parse_day(typed, TODAY).isoformat() == meant


@pytest.mark.parametrize(
    ("today", "typed", "meant"),
    [
        ("2023-01-31", "+1个月", "2023-02-28"),
        ("2024-01-31", "+1个月", "2024-02-29"),
        ("2023-01-31", "+2个月", "2023-03-31"),
        ("2023-10-31", "+4个月", "2024-02-29"),
        ("2024-02-29", "+12个月", "2025-02-28"),
        ("2023-12-31", "明天", "2024-01-01"),
        ("2024-01-01", "昨天", "2023-12-31"),
        ("2024-03-01", "昨天", "2024-02-29"),
        ("2023-12-31", "+1天", "2024-01-01"),
        ("2023-12-31", "下月5日", "2024-01-05"),
        ("2024-01-31", "上月底", "2023-12-31"),
        ("2024-03-31", "上月底", "2024-02-29"),
        ("2023-12-15", "月底", "2023-12-31"),
        ("2024-02-29", "月底", "2024-02-29"),
        ("2024-02-10", "2月29日", "2024-02-29"),
        ("2023-12-20", "1月5日", "2023-01-05"),
    ],
)
def test_month_ends_leap_days_and_new_year_are_counted_as_on_the_calendar(
    today: str, typed: str, meant: str
) -> None:
    assert parse_day(typed, date.fromisoformat(today)).isoformat() == meant


@pytest.mark.parametrize(
    ("typed", "code", "hint"),
    [
        ("2023-02-30", "no_such_date", "2023年2月只有28天"),
        ("2023-02-29", "no_such_date", "2023年2月底"),
        ("2100-02-29", "no_such_date", "28天"),
        ("20230431", "no_such_date", "2023年4月只有30天"),
        ("8月32日", "no_such_date", "31天"),
        ("2023年8月0日", "no_such_date", "31天"),
        ("2023-13-01", "no_such_date", "1至12"),
        ("2023-00-01", "no_such_date", "1至12"),
        ("13月底", "no_such_date", "1至12"),
        ("本月31日", "no_such_date", "30天"),
        ("1989-12-31", "date_out_of_range", "1990年至2100年"),
        ("2101-01-01", "date_out_of_range", "1990年至2100年"),
        ("0000-01-01", "date_out_of_range", "核对年份"),
        ("31082023", "date_out_of_range", "2023-08-31"),
        ("+9999周", "date_out_of_range", "核对年份"),
        ("+9999个月", "date_out_of_range", "核对年份"),
        ("5/6/23", "ambiguous_date", "2023-08-31"),
        ("23-8-31", "ambiguous_date", "2023-08-31"),
        ("31/8/2023", "ambiguous_date", "2023-08-31"),
        ("2023-8/31", "ambiguous_date", "2023-08-31"),
        ("8/31", "ambiguous_date", "8月31日"),
        ("8.31", "ambiguous_date", "8月31日"),
        ("8-31", "ambiguous_date", "8月31日"),
        ("8.5", "ambiguous_date", "8月31日"),
        ("0831", "ambiguous_date", "8月31日"),
        ("230831", "ambiguous_date", "2023-08-31"),
        ("23年8月31日", "ambiguous_date", "2023-08-31"),
        ("15日", "ambiguous_date", "+15天"),
        ("15日前", "ambiguous_date", "+15天"),
        ("8月中旬前", "ambiguous_date", "8月31日"),
        ("2023年8月", "ambiguous_date", "2023年8月底"),
        ("2023-08", "ambiguous_date", "2023年8月底"),
        ("8月前", "ambiguous_date", "哪一天"),
        ("15个工作日前", "bad_workdays", "+15天"),
        ("0个工作日", "bad_workdays", "1 至 250 个"),
        ("251个工作日", "bad_workdays", "2023-08-31"),
        ("几个工作日", "bad_workdays", "15个工作日内"),
        ("15个工作日", "holidays_unpublished", "2023-01-15"),
        ("", "bad_date", "+15天"),
        ("   ", "bad_date", "+15天"),
        ("尽快", "bad_date", "2023-08-31"),
        ("2023 08 31", "bad_date", "2023-08-31"),
        ("2023-08-3 1", "bad_date", "2023-08-31"),
        ("2023-08-30:00", "bad_date", "2023-08-31"),
        ("2023-08-31 10:30", "bad_date", "2023-08-31"),
        ("45169", "bad_date", "2023-08-31"),
        ("15天", "bad_date", "+15天"),
        ("+15", "bad_date", "+15天"),
        ("3天前", "bad_date", "+15天"),
        ("-3天", "bad_date", "+15天"),
        ("去年本月5日", "bad_date", "8月31日"),
        ("2023年月底", "bad_date", "8月底"),
        ("三十1日", "bad_date", "8月31日"),
        ("٢٠٢٣-٠٨-٣١", "bad_date", "2023-08-31"),
        ("2023-08-31; drop table", "bad_date", "2023-08-31"),
    ],
)
def test_what_is_not_one_day_is_refused_with_something_to_type(typed: str, code: str, hint: str) -> None:
    with pytest.raises(BadValue) as refused:
        parse_day(typed, TODAY)
    assert refused.value.code == code
    assert hint in refused.value.message


@pytest.mark.parametrize(
    "typed", ["1" * 1_000_000, " " * 1_000_000, "年" * 1_000_000, "\ufdfa" * 40, "+" + "9" * 39, "0-" * 20]
)
def test_an_endless_text_is_refused_at_once(typed: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(BadValue) as refused:
        parse_day(typed, TODAY)
    assert time.perf_counter() - begun < 0.5
    assert len(refused.value.message) < 150


def test_a_refusal_quotes_the_typed_text_without_what_a_terminal_would_obey() -> None:
    with pytest.raises(BadValue) as refused:
        parse_day("\x1b]0;x\x07\u202e[red]8月" + "很" * 100, TODAY)
    assert refused.value.message.startswith("看不懂日期「?]0;x??[red]8月很")
    assert "…」" in refused.value.message
    assert all(c.isprintable() for c in refused.value.message)


def is_a_day_or_a_refusal(text: str, today: date) -> bool:
    try:
        return 1990 <= parse_day(text, today).year <= 2100
    except BadValue as refused:
        return refused.code in CODES and refused.message.endswith("。")


@given(st.text(st.characters(), max_size=60), DAYS)
def test_any_text_is_a_day_or_a_refusal(text: str, today: date) -> None:
    assert is_a_day_or_a_refusal(text, today)


@given(st.text("0123456789２〇二三十年月日号底末前内后天周个工作上中下旬本明去+-/. 。:", max_size=16), DAYS)
def test_any_jumble_of_date_words_is_a_day_or_a_refusal(text: str, today: date) -> None:
    assert is_a_day_or_a_refusal(text, today)


def chinese_number(n: int) -> str:
    tens, ones = divmod(n, 10)
    ten = {0: "", 1: "十"}.get(tens, "〇一二三"[tens % 4] + "十")
    return ten + ("〇一二三四五六七八九"[ones] if ones else "")


def chinese_day(day: date) -> str:
    year = "".join("〇一二三四五六七八九"[int(c)] for c in str(day.year))
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def full_width(day: date) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in day.isoformat())


@pytest.mark.parametrize(
    "written",
    [
        date.isoformat,
        say_day,
        dot_day,
        chinese_day,
        full_width,
        lambda d: f"{d:%Y%m%d}",
        lambda d: f"{d.year}/{d.month}/{d.day}",
        lambda d: f"{d.year}年{d.month}月{d.day}号前",
        lambda d: f" {d.year} 年 {d.month:02} 月 {d.day:02} 日 以前",
        lambda d: f"{d.isoformat()}T00:00:00",
    ],
)
@given(day=DAYS)
def test_every_way_of_writing_a_day_reads_back_as_that_day(written: Callable[[date], str], day: date) -> None:
    assert parse_day(written(day), TODAY) == day


@given(DAYS)
def test_a_day_without_its_year_is_in_this_year(day: date) -> None:
    assert parse_day(f"{day.month}月{day.day}日", day.replace(day=1)) == day


@given(DAYS)
def test_the_end_of_a_month_is_the_day_before_the_next_one_begins(day: date) -> None:
    end = parse_day(f"{day.year}年{day.month}月底", TODAY)
    assert (end.year, end.month) == (day.year, day.month)
    assert (end + timedelta(days=1)).day == 1


@given(st.dates(date(1990, 1, 1), date(2070, 1, 1)), st.integers(0, 9999))
def test_days_from_now_are_counted_one_by_one(today: date, days: int) -> None:
    assert parse_day(f"+{days}天", today) == today + timedelta(days=days)


def test_a_day_is_worded_for_papers_and_for_tables_without_leading_zeros() -> None:
    assert say_day(date(2023, 8, 5)) == "2023年8月5日"
    assert dot_day(date(2023, 8, 5)) == "2023.8.5"
