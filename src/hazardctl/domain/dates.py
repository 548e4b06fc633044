"""The days that people type, and how a day is worded. `today` is an argument: nothing here reads a clock.

A year that is not written is this year, however far off that is; callers echo the day that was understood.
前, 以前 and 底前 include the day (DESIGN.md §4.8). A numeric form without a four-digit year in front is never
guessed at: 8.31 is refused as well as 5/6/23, since nobody could remember a rule that takes 8.31 and not 8.5.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from hazardctl.domain.period import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTH,
    YEAR,
    Month,
    arabic,
    checked_month,
    month_named,
    month_step,
    year_named,
)
from hazardctl.domain.text import BadValue, typed
from hazardctl.domain.workdays import Calendar, Unpublished
from hazardctl.messages import values as say

_BY = "(?:之前|以前|前)?"
_ISO = r"(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})"
_MIDNIGHT = r"(?:[ T]0?0:00(?::00(?:\.0+)?)?)?"
_NEAR_DAYS = {"今": 0, "昨": -1, "明": 1}
_FAR_DAYS = {"前天": -2, "后天": 2}
_MOST_WORKDAYS = 250
"""A year's; whoever types more means days, or slipped."""
_TEN_DAYS_END = {"上": 10, "中": 20}


class _Asked(Struct, frozen=True):
    """What was typed, for refusals, and the day it is counted from."""

    text: str
    today: date
    calendar: Callable[[], Calendar]

    def day(self, year: int, month: int, day: int) -> date:
        in_month = Month(*checked_month(self.text, year, month))
        if not 1 <= day <= in_month.last_day.day:
            sentence = say.no_such_day(self.text, year, month, in_month.last_day.day)
            raise BadValue("no_such_date", sentence)
        return date(year, month, day)


def _no_calendar() -> Calendar:
    return Calendar({})


def parse_day(text: str, today: date, calendar: Callable[[], Calendar] = _no_calendar) -> date:
    """Read a day as the office writes it.

    Taken: 2023-08-31, 2023/8/31, 2023.8.31, 20230831 (also with midnight behind, as exports have it);
    2023年8月31日, 8月31日, 明年1月5日, 本月15日; 8月底, 月底, 年底 (the last day);
    8月上旬, 中旬, 下旬 (the 10th, the 20th, the last day); 今天 昨天 明天 前天 后天;
    +15天, 15日内, 2周后, +1个月 (31 January gives 28 February);
    15个工作日内, +15个工作日: the 15th working day after today, which itself is not counted (`Calendar.after` says
    why), by `calendar`, which is asked for only then.
    号 stands for 日; 前 may follow a day or an end; full width and Chinese numerals are read alike.

    Raises:
        BadValue: `bad_date`, `ambiguous_date`, `no_such_date`, `date_out_of_range` (not in 1990 to 2100),
            `bad_workdays` (not 1 to 250 of them), `holidays_unpublished` (working days of a year that nobody has
            published, which is never guessed).
    """
    words = arabic(typed(text))
    asked = _Asked(text, today, calendar)
    for form, read in _FORMS:
        if match := re.fullmatch(form, words):
            return _within_range(read(match, asked), text)
    raise _refusal(words, text)


def say_day(day: date) -> str:
    """Word a day for papers: 2023年8月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def dot_day(day: date) -> str:
    """Word a day for tables: 2023.8.31."""
    return f"{day.year}.{day.month}.{day.day}"


def _within_range(day: date, text: str) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadValue("date_out_of_range", say.day_out_of_range(text, FIRST_YEAR, LAST_YEAR))
    return day


def _refusal(words: str, text: str) -> BadValue:
    if "工作日" in words:
        return _bad_workdays(text)
    if re.fullmatch(_MONTH_ONLY, words):
        return BadValue("ambiguous_date", say.month_without_day(text))
    if re.fullmatch(_AMBIGUOUS, words):
        return BadValue("ambiguous_date", say.ambiguous_day(text))
    return BadValue("bad_date", say.bad_day(text))


def _numeric(match: re.Match[str], asked: _Asked) -> date:
    return asked.day(int(match["y"]), int(match["m"]), int(match["d"]))


def _worded(match: re.Match[str], asked: _Asked) -> date:
    return asked.day(*month_named(match, asked.text, asked.today), int(match["d"]))


def _month_end(match: re.Match[str], asked: _Asked) -> date:
    return Month(*month_named(match, asked.text, asked.today)).last_day


def _this_month_end(_match: re.Match[str], asked: _Asked) -> date:
    return Month.of(asked.today).last_day


def _ten_days_end(match: re.Match[str], asked: _Asked) -> date:
    month = Month(*month_named(match, asked.text, asked.today))
    return month.last_day.replace(day=_TEN_DAYS_END.get(match["third"], month.last_day.day))


def _year_end(match: re.Match[str], asked: _Asked) -> date:
    return asked.day(year_named(match["year"], asked.today), 12, 31)


def _near_day(match: re.Match[str], asked: _Asked) -> date:
    return asked.today + timedelta(days=_NEAR_DAYS[match["near"]])


def _far_day(match: re.Match[str], asked: _Asked) -> date:
    return asked.today + timedelta(days=_FAR_DAYS[match[0]])


def _days_on(match: re.Match[str], asked: _Asked) -> date:
    return asked.today + timedelta(days=int(match["n"]))


def _weeks_on(match: re.Match[str], asked: _Asked) -> date:
    return asked.today + timedelta(weeks=int(match["n"]))


def _months_on(match: re.Match[str], asked: _Asked) -> date:
    return month_step(asked.today, int(match["n"]))


def _bad_workdays(text: str) -> BadValue:
    return BadValue("bad_workdays", say.bad_workdays(text, _MOST_WORKDAYS))


def _workdays_on(match: re.Match[str], asked: _Asked) -> date:
    count = int(match["n"])
    if not 0 < count <= _MOST_WORKDAYS:
        raise _bad_workdays(asked.text)
    try:
        return asked.calendar().after(asked.today, count)
    except Unpublished as unknown:
        raise BadValue(
            "holidays_unpublished", say.holidays_unpublished(asked.text, unknown.year)
        ) from unknown


def _counted(unit: str) -> str:
    """Match a span of time from today: +15天, 15天后, 15天内; not 15天 alone, nor 15天前."""
    return rf"(?=\+|.*[后内])\+?(?P<n>[0-9]{{1,4}})(?:{unit})(?:之后|以后|后|之内|以内|内)?"


# Text until a day is read (`re` keeps the compiled): most runs word days and read none.
_FORMS: tuple[tuple[str, Callable[[re.Match[str], _Asked], date]], ...] = (
    (rf"{_ISO}{_MIDNIGHT}{_BY}", _numeric),
    (rf"(?P<y>[0-9]{{4}})(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}}){_BY}", _numeric),
    (rf"{MONTH}(?P<d>[0-9]{{1,2}})[日号]?{_BY}", _worded),
    (rf"{MONTH}[底末]{_BY}", _month_end),
    (rf"月[底末]{_BY}", _this_month_end),
    (rf"{MONTH}(?P<third>[上中下])旬", _ten_days_end),
    (rf"(?:{YEAR}年?|年)[底末]{_BY}", _year_end),
    (r"(?P<near>[今昨明])[天日]", _near_day),
    (r"前天|后天", _far_day),
    (_counted("天|日"), _days_on),
    (_counted("周|个?星期"), _weeks_on),
    (_counted("个月"), _months_on),
    (r"\+?(?P<n>[0-9]{1,3})个?工作日(?:之后|以后|后|之内|以内|内)?", _workdays_on),
)
_MONTH_ONLY = rf"(?:{MONTH}份?|[0-9]{{4}}[-/.][0-9]{{1,2}}){_BY}"
_AMBIGUOUS = (
    rf"(?:[0-9]{{1,4}}[-/.][0-9]{{1,4}}(?:[-/.][0-9]{{1,4}})?"  # 5/6/23, 31/8/2023, 8.31
    r"|[0-9]{4}|[0-9]{6}"  # 0831, 230831
    r"|[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}[日号]?)?"  # 23年8月31日
    r"|[0-9]{1,2}[日号]"  # the 15th, or fifteen days
    rf"|(?:{MONTH})?[上中下]旬){_BY}"  # before a third of the month begins, or before it ends
)
