"""The report for the level above: its sentences, in the order of the page."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_IN_WAN = 10_000


def amount(number: int) -> str:
    """Say a count as bulletins do: from ten thousand on in 万, with two decimals (11.38万)."""
    if number < _IN_WAN:
        return str(number)
    return f"{(Decimal(number) / _IN_WAN).quantize(Decimal('0.01'), ROUND_HALF_UP)}万"


def future_period(asked: str, today: date) -> str:
    """The period has not come."""
    return f"{asked} 还没有到（今天 {today}），不能出报告：请选已经开始的月份"


def head(town: str, campaign: str, period: str) -> str:
    """Head the report."""
    return f"{town}{campaign.removeprefix(town)}工作开展情况（{period_name(period)}）"


def period_name(period: str) -> str:
    """Say a period as on paper: 2023年8月, 2024年第1季度."""
    year, _, rest = period.partition("-")
    return f"{year}年第{rest[1:]}季度" if rest.startswith("Q") else f"{year}年{int(rest)}月"


def addressed(to: str) -> str:
    """Say to whom it goes."""
    return f"{to}："


def figures_head() -> str:
    """Head the figures."""
    return "一、工作开展情况"


def in_period(start: str, end: str, visits: int, found: int, rectified: int) -> str:
    """Say what the period brought."""
    return f"{start}至{end}，检查企业（场所）{amount(visits)}家次，排查隐患{amount(found)}项，已整改{amount(rectified)}项。"


def since_began(found: int, rectified: int, rate: float | None, open_: int, overdue: int) -> str:
    """Say how things stand since the campaign began."""
    share = "" if rate is None else f"，整改率{rate:.1f}%"
    return f"行动以来累计排查隐患{amount(found)}项，整改{amount(rectified)}项{share}；未销号{amount(open_)}项，逾期{amount(overdue)}项。"


def major(found: int, closed: int) -> str:
    """Say the major hazards; their zero must be said."""
    return f"累计排查重大事故隐患{amount(found)}项，销号{amount(closed)}项。"


def sources(found: int, rectified: int, own_found: int, own_rectified: int) -> str:
    """Say who found them; the two kinds sum to the total."""
    return (
        f"其中部门检查发现{amount(found)}项、整改{amount(rectified)}项，"
        f"企业自查发现{amount(own_found)}项、整改{amount(own_rectified)}项。"
    )


def listed(found: int, rectified: int) -> str:
    """Say the listed hazards."""
    return f"挂牌督办{amount(found)}项，其中已整改{amount(rectified)}项。"


def measures(done: Sequence[str]) -> str:
    """Say what was done in the period."""
    return f"本期{'，'.join(done)}。"


def helped(firms: int) -> str:
    """Say how many enterprises experts visited."""
    return f"专家帮扶企业{amount(firms)}家"


def interviews(times: int) -> str:
    """Say 约谈."""
    return f"约谈{amount(times)}次"


def exposures(times: int) -> str:
    """Say 警示曝光."""
    return f"警示曝光{amount(times)}次"


def penalties(times: int, wan: str) -> str:
    """Say penalties and fines; a fine of nothing is none."""
    return f"行政处罚{amount(times)}次" + (f"、罚款{wan}万元" if wan != "0" else "")


def stops(times: int) -> str:
    """Say suspensions."""
    return f"责令停产停业{amount(times)}家次"


def referrals(number: int) -> str:
    """Say 移送."""
    return f"移送{amount(number)}项"


def regrades(number: int) -> str:
    """Say changes of level."""
    return f"调整等级{amount(number)}项"


def rewards(number: int, wan: str) -> str:
    """Say rewards of tip-offs, with their money where there was any."""
    return f"兑现举报奖励{amount(number)}件" + (f"、{wan}万元" if wan != "0" else "")


def funds(planned: str, spent: str) -> str:
    """Say the money since the campaign began; what is nought is left out."""
    told = (("落实整改资金", planned), ("实际投入", spent))
    return "累计" + "，".join(f"{name}{wan}万元" for name, wan in told if wan != "0") + "。"


def small_checks(found: int, fixed: int) -> str:
    """Say the small self-checks, which are no ledger figures."""
    return f"另，各单位小隐患自查只报数字：发现{found}项，整改{fixed}项（不计入以上数字）。"


def progress_head() -> str:
    """Head what the units did."""
    return "二、各单位推进情况"


def difficulties_head() -> str:
    """Head what is difficult."""
    return "三、重点、难点问题"


def practice_head() -> str:
    """Head what went well."""
    return "四、好的经验做法"


def line(number: int, unit: str, text: str) -> str:
    """Say what one unit reported."""
    return f"{number}. {text.rstrip('。')}。（{unit}）"


def nothing_said() -> str:
    """Nobody reported anything here."""
    return "各单位没有报送。"


def returns(expected: int, sent: int, nil: int, missing: Sequence[str]) -> str:
    """Say who has reported."""
    rest = f"，未报：{'、'.join(missing)}" if missing else ""
    return f"信息报送：应报{expected}个单位，已报{sent}个（其中零报告{nil}个）{rest}。"


def signed(sender: str, day: str) -> str:
    """Close the report."""
    return f"{sender}  {day}"


def incomplete(day: str) -> str:
    """The period still runs."""
    return f"本期还没有结束，以上统计截至 {day}"


def as_issued(month: str, number: int, on: str) -> str:
    """The figures are those of the paper."""
    return f"数字取自 {on} 印发的第 {number} 号（要按今天的台账：hazardctl report upward {month} --live）"
