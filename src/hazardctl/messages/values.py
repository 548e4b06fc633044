"""Sentences about a typed value that cannot be taken: a day, a month, an amount, a text that is too long.

Each quotes what was typed, shortened and without control characters, and shows something that would do.
Which value is refused is decided in `domain`; nothing here looks at a value but to quote it.
"""

EXCERPT_LIMIT = 30
DAY_EXAMPLES = "2023-08-31、8月31日、8月底前、+15天"
MONTH_EXAMPLES = "2023-08、2023年8月、上月"
FUNDS_EXAMPLES = "20000、2万、1.5万元"


def quoted(text: str) -> str:
    """Quote what was typed in at most 30 characters; what a terminal might obey becomes `?`."""
    short = text.strip()[: EXCERPT_LIMIT + 1]
    shown = "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in short)
    if len(shown) > EXCERPT_LIMIT:
        shown = shown[: EXCERPT_LIMIT - 1] + "…"
    return f"「{shown}」" if shown else "「」（空）"


def bad_day(text: str) -> str:
    """Say that the text is no day."""
    return f"看不懂日期{quoted(text)}。可以这样写：{DAY_EXAMPLES}。"


def no_such_day(text: str, year: int, month: int, days: int) -> str:
    """Say that a month has not so many days. `days` is how many it has."""
    return (
        f"日期{quoted(text)}不存在：{year}年{month}月只有{days}天。请核对后重新输入，"
        f"如指月底可写 {year}年{month}月底。"
    )


def no_such_month(text: str) -> str:
    """Say that a year has twelve months, counted from 1."""
    return (
        f"{quoted(text)}里的月份不存在，月份是1至12。请按年、月、日的顺序重新输入，如 2023-08-31、2023年8月。"
    )


def ambiguous_day(text: str) -> str:
    """Say that the text could be read as more than one day, so that none was taken."""
    return (
        f"日期{quoted(text)}可能有几种理解，没有采用。请把年、月、日写明，"
        "如 2023-08-31；今年的可写 8月31日，往后推可写 +15天。"
    )


def month_without_day(text: str) -> str:
    """Say that the day of the month is missing."""
    return f"日期{quoted(text)}没有写明是哪一天。请补上日，如 2023年8月31日；如指月底，可写 2023年8月底。"


def day_out_of_range(text: str, first: int, last: int) -> str:
    """Say that the year cannot be meant. `first` and `last` are the years that are taken."""
    return f"日期{quoted(text)}不在{first}年至{last}年之间。请核对年份后重新输入，如 2023-08-31。"


def bad_workdays(text: str, most: int) -> str:
    """Say that the text is no number of working days to come, of which `most` are taken."""
    return (
        f"看不懂{quoted(text)}。按工作日推算的写成 15个工作日内，1 至 {most} 个；"
        "按自然日写 +15天；也可以直接写日期，如 2023-08-31。"
    )


def holidays_unpublished(text: str, year: int) -> str:
    """Say that the holidays of a year are not known, and what to do."""
    return (
        f"{quoted(text)}要用到 {year} 年的节假日安排（元旦前后几天也由它定），程序和本镇都还没有，不猜。"
        f"国务院办公厅的通知一般在头一年十月至十一月发布：发布后写进台账旁的 holidays.yaml"
        f"（样子见 hazardctl guide 日历）；现在请直接写日期，如 {year}-01-15。"
    )


def bad_month(text: str) -> str:
    """Say that the text is no month."""
    return f"看不懂月份{quoted(text)}。可以这样写：{MONTH_EXAMPLES}。"


def period_reversed(start: str, end: str) -> str:
    """Say that a period ends before it begins; both days as they are to be shown."""
    return f"起止日期颠倒：开始是{start}，结束是{end}。请把较早的一天作为开始，较晚的一天作为结束。"


def bad_funds(text: str) -> str:
    """Say that the text is no amount."""
    return f"看不懂金额{quoted(text)}。可以这样写：{FUNDS_EXAMPLES}（不写单位的按元计）；不需要资金的写 0。"


def vague_funds(text: str) -> str:
    """Say that an amount must be definite."""
    return f"金额{quoted(text)}不是确定的数。请写一个确定的金额，如 {FUNDS_EXAMPLES}。"


def worded_funds(text: str) -> str:
    """Say that an amount is to be typed in digits."""
    return f"金额{quoted(text)}请改用阿拉伯数字，如 {FUNDS_EXAMPLES}。"


def negative_funds(text: str) -> str:
    """Say that an amount is not below zero."""
    return f"金额{quoted(text)}是负数，资金不能小于0。请重新输入，如 {FUNDS_EXAMPLES}；不需要资金的写 0。"


def too_precise_funds(text: str) -> str:
    """Say that nothing is smaller than a fen."""
    return f"金额{quoted(text)}不足一分的部分无法记账。请写到分为止，如 1234.56、0.123456万元。"


def too_large_funds(text: str) -> str:
    """Say that the amount cannot be meant (over 100 亿元)."""
    return f"金额{quoted(text)}超过100亿元，多半是多写了位数或单位。请核对后重新输入，如 {FUNDS_EXAMPLES}。"


def too_long(length: int, limit: int) -> str:
    """Say how long a text is and how long it may be, in characters."""
    return f"内容有{length}个字，最多{limit}个字。请精简后重新输入，详细材料可作为附件；程序不会自行截断。"
