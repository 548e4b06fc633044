"""Sentences of the reports of more than a month."""

from collections.abc import Sequence

from hazardctl.messages.labels import label, short, worded

GOALS = {
    "deaths": "全年生产安全事故死亡人数（人，不超过）",
    "major_closed": worded("{major}销号（项）"),
    "five_complete": worded("{five}到位（项）"),
    "delisted": worded("{listing}{delist}（项）"),
    "tasks_done": "按频次完成的任务（次）",
    "deliverables": "阶段成果（份）",
    "overdue": worded("{overdue}（项，应为 0）"),
}


def half(year: int, number: int) -> str:
    """Name a half year."""
    return f"{year}年{'上' if number == 1 else '下'}半年"


def phase(number: int, name: str) -> str:
    """Name a phase."""
    return f"第{number}阶段（{name}）"


def whole() -> str:
    """Name the whole campaign."""
    return "全程"


def bad_half(said: str) -> str:
    """A half year cannot be understood."""
    return f"看不懂「{said}」是哪个半年：写 2023-H1、2023-H2、2023年下半年，或其中的一个月，如 2023-08"


def no_such_phase(said: str, known: Sequence[str]) -> str:
    """The plan has no such phase."""
    return f"方案里没有阶段「{said}」，有：{'、'.join(known)}"


def not_begun(name: str, start: str) -> str:
    """A period lies ahead."""
    return f"{name}从 {start} 开始，还没有到，不能出报告"


def title(town: str, name: str) -> str:
    """Head the report."""
    return f"{town}{name}专项行动情况"


def until(start: str, end: str, *, complete: bool) -> str:
    """Say which days."""
    return f"{start} 至 {end}" + ("" if complete else "（还没有结束，数字算到这一天）")


def ranked_by() -> str:
    """Say what the goals and the rankings count."""
    return "目标按行动以来累计；排名的排查、整改、任务是本期数，逾期是期末全部逾期未整改的"


GOALS_SHEET, OFFICES, VILLAGES, DELIVERABLES = (
    "对照目标",
    "各办所（中心）排名",
    "各村（社区）排名",
    "阶段成果",
)
GOALS_HEAD = ("目标", "应达到", "实际", "结论")
RANKING_HEAD = (
    "名次",
    "单位",
    "排查",
    "整改",
    label("rectified_rate"),
    short("overdue"),
    "任务应做",
    "已做",
    "完成率",
)
DELIVERABLES_HEAD = ("阶段", "名称", "阶段成果", "期限", "应交", "已交", "未交单位")


def headed(name: str, sheet: str) -> str:
    """Head a sheet of a report."""
    return f"{name}{sheet}"


def ranking_note() -> str:
    """Say what a ranking counts."""
    return "注：排查、整改和任务是本期数，逾期是期末全部逾期未整改的；没有排查出隐患的不参加排名"


def since_began() -> str:
    """Say what the goals are held against."""
    return "注：按行动以来累计"


def days(start: str, end: str) -> str:
    """Say the days of a report."""
    return f"{start}至{end}"


def draft() -> str:
    """Nothing has been handed in yet."""
    return "送审稿（还没有印发，数字随台账变；定稿后加 --issue 印发）"


def live(number: int) -> str:
    """An issue exists, but today's figures were asked for."""
    return f"送审稿：按今天的台账重算，不是印发的第 {number} 号"


def running(name: str, number: int, day: str) -> str:
    """A report was handed in before its days were over."""
    return f"{name}还没有结束，第 {number} 号只算到 {day}；结束以后要重新印发"


def met(value: bool | None) -> str:  # noqa: FBT001
    """Say whether a goal is met."""
    return "—" if value is None else "达到" if value else "未达到"


def missing(units: Sequence[str], *, everyone: bool, again: bool) -> str:
    """Say who has not handed a thing in; nobody has, or those of the line before, without naming them again."""
    if not units:
        return "—"
    if everyone:
        return f"{len(units)}个单位都未交" if len(units) > 1 else units[0]
    return "同上" if again else "、".join(units)


def place(number: int | None) -> str:
    """Say a unit's place; who found nothing has none."""
    return "—" if number is None else str(number)
