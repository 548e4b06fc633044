"""Returns: what is refused, who has not sent one."""


def nil_with_content() -> str:
    """A nil return says nothing else."""
    return "零报告（--nil）不能同时写内容或数字：有内容就去掉 --nil"


def nothing_said() -> str:
    """A return says something, or that there is nothing."""
    return "没有报送内容：写 --progress、--difficulties、--practice 或 --counts；确实没有的写 --nil（零报告）"


def more_fixed() -> str:
    """No more is fixed than was found."""
    return "自查整改数多于发现数：核对 --counts，格式为 发现数/整改数，如 12/10"


def bad_counts(said: str) -> str:
    """Counts are two numbers."""
    return f"「{said[:20]}」看不懂：写成 发现数/整改数，如 12/10"


def sent_already(unit: str, period: str, no: str) -> str:
    """The unit has sent its return for the period."""
    return f"{unit} {period} 已经报送（{no}）：要更换内容，加 --update"


def nothing_to_update(unit: str, period: str) -> str:
    """Nothing was sent that could be updated."""
    return f"{unit} {period} 还没有报送，去掉 --update"


def not_asked(unit: str) -> str:
    """The plan asks no return of the unit."""
    return f"方案没有要求{unit}报送：要报的单位用 hazardctl unit join 加入相应的组"


def future_period(period: str) -> str:
    """A period that lies ahead."""
    return f"{period} 还没有到：改 --month"


def before_campaign(period: str) -> str:
    """A period before the campaign."""
    return f"{period} 在行动开始之前：改 --month"


def no_due_day() -> str:
    """The office has settled no day."""
    return "没有定报送期限，不判迟报：用 hazardctl setting set submission_days 天数 定（期末后几天）"


def figures(expected: int, sent: int, nil: int, late: int, not_sent: int) -> str:
    """Say who has sent."""
    return (
        f"应报 {expected} 个单位，已报 {sent} 个（其中零报告 {nil} 个、迟报 {late} 个），未报 {not_sent} 个"
    )


def counts(found: int, fixed: int) -> str:
    """Say the small self-checks; they are no ledger figures."""
    return f"各单位只报数字的小隐患自查：发现 {found} 项，整改 {fixed} 项（另计，不进台账数字）"


def unfilled(groups: str) -> str:
    """A group has no members yet."""
    return f"「{groups}」还没有登记成员，没有计入应报单位：村（社区）用 hazardctl unit add 登记，办所用 hazardctl unit join 加入"


def saved(unit: str, period: str, no: str) -> str:
    """A return was recorded."""
    return f"已收 {unit} {period} 信息报送（{no}）"
