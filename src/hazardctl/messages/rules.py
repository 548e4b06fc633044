"""The office's own numbers of days."""

_RESTS_ON = {
    "report_days": "双报告要求及时报告，没有写天数",
    "submission_days": "信息报送要求及时报送，没有写哪一天（期末后几天）",
    "late_entry_days": "录入比办理日期晚几天算补录",
}


def rests_on(key: str) -> str:
    """Say why the office has to settle it."""
    return _RESTS_ON[key]


def task(task_id: str) -> str:
    """Name a task that has no short name."""
    return f"任务 {task_id} "


def interval_of(duty: str) -> str:
    """Name the interval of a duty, or of a part of it."""
    return f"{duty}间隔"


def days() -> str:
    """Stand for the number in a command."""
    return "天数"


def out_of_bounds(name: str, least: int, most: int) -> str:
    """The number is no sensible number of days."""
    return f"{name}应在 {least} 到 {most} 天之间：改写天数"


def unknown(said: str) -> str:
    """There is no such rule."""
    return f"没有「{said[:40]}」这一项：用 hazardctl setting list 查可以定的项目"


def plan_says(words: str) -> str:
    """The plan gives the frequency itself."""
    return f"方案已经写明频次（{words}），不能另定间隔：要改就改方案文件，再 hazardctl init 采用"


def returns_have_a_day() -> str:
    """Returns come by period; only their last day can be settled."""
    return "信息报送按月（季）收，不定间隔：报送期限用 hazardctl setting set submission_days 天数 定"


def not_settled(name: str) -> str:
    """Nothing is settled that could be taken back."""
    return f"{name}本来就没有定，不用清除"


def settled(name: str, value: int) -> str:
    """A number was settled."""
    return f"已定 {name}：{value} 天"


def cleared(name: str, default: int | None) -> str:
    """A number was taken back."""
    return f"已清除 {name}：" + ("未定，不判逾期" if default is None else f"恢复默认 {default} 天")


def value(days_: int | None, default: int | None) -> str:
    """Say what holds."""
    if days_ is not None:
        return f"{days_} 天"
    return "未定" if default is None else f"默认 {default} 天"


def how() -> str:
    """What to type to settle one."""
    return "定：hazardctl setting set 项目 天数；清除：hazardctl setting clear 项目"
