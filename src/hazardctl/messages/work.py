"""The sentences on what the plan asks for beyond hazards, in the report and on the morning page."""

from collections.abc import Mapping

from hazardctl.messages.labels import label


def tasks(expected: int, done: int, rate: str, missing: int) -> str:
    """How far the duties are done."""
    return f"有频次的任务：应完成 {expected} 次，已完成 {done} 次（{rate}），缺 {missing} 次"


def submissions(f: Mapping[str, object]) -> str:
    """Who has sent the period's return."""
    return "{period} 信息报送：应报 {expected} 个单位，已报 {sent}（零报告 {nil}、迟报 {late}），未报 {not_sent}".format(
        **f
    )


def not_sent(units: str) -> str:
    """Who has not."""
    return f"未报：{units}"


def actions(total: int, by_kind: str, overdue: int) -> str:
    """What was done by way of supervision."""
    listed = f"（{by_kind}）" if by_kind else ""
    return f"督办措施 {total} 次{listed}，逾期未回复 {overdue} 件"


def without_progress(numbers: str, unnamed: int) -> str:
    """Listed hazards of which nothing was told in the month, and how many are not named."""
    return f"{label('listing')}本月没有报进展：{numbers}" + (f" 等，还有 {unnamed} 件" if unnamed else "")


def enforcement(f: Mapping[str, object], fines: str) -> str:
    """The trilogy of enforcement."""
    words = "执法立案 {opened} 件，处罚 {penalties} 次，罚款 {fines}，整改复查合格 {passed} 件，未结 {open} 件，以罚代管风险 {risk} 件"
    return words.format(**{**f, "fines": fines})


def problems(f: Mapping[str, object]) -> str:
    """The problem list."""
    words = "问题清单新增 {found} 个（自查 {self_found}、他查 {other_found}），办结 {closed} 个，未办结 {open} 个，逾期 {overdue} 个"
    return words.format(**f)


def permits(total: int, complete: int, missing: int) -> str:
    """The dangerous operations of the plan."""
    return f"作业许可登记 {total} 项，检查项齐全 {complete} 项，开工时缺项 {missing} 项"


def accidents(fatal: int, deaths: int, target: str) -> str:
    """Deaths must be said, their zero too."""
    return f"今年以来发生生产安全死亡事故 {fatal} 起、死亡 {deaths} 人{target}"


def target(allowed: int, *, kept: bool) -> str:
    """The year's target."""
    return f"（目标 {allowed} 人，{'未突破' if kept else '已突破'}）"


def with_command(words: str, command: str) -> str:
    """Say what to type about it."""
    return f"{words}：{command}"


def duties_late(n: int) -> str:
    """Duties that are late, on the morning page."""
    return f"未按频次完成的任务 {n} 次"


def returns_missing(period: str, n: int) -> str:
    """Returns not sent, on the morning page."""
    return f"{period} 信息报送未报 {n} 个单位"


def replies_overdue(n: int) -> str:
    """Replies not given."""
    return f"督办逾期未回复 {n} 件"


def problems_overdue(n: int) -> str:
    """Problems not answered in time."""
    return f"问题清单逾期 {n} 个"


def risk(n: int) -> str:
    """A penalty and no passed re-inspection."""
    return f"以罚代管风险 {n} 件"
