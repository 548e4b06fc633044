"""The report for the level above: the period's figures, and what the units said, as one text to copy."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office


def test_the_text_holds_the_figures_and_each_unit_s_words(office: "Office") -> None:
    office.registers(found_on="2023-06-20", level="major", criterion="第三条")
    office.does(
        "submit", "--unit", "双龙村", "--month", "6月", "--progress", "检查20家。", "--counts", "12/10"
    )
    office.does("submit", "--unit", "双龙村", "--month", "7月", "--progress", "七月的")
    text = office.does("report", "upward", "2023-06").out
    for words in (
        "区安委办：",
        "2023年6月1日至2023年6月30日，检查企业（场所）0 家次，排查隐患 1 项，已整改 0 项。",
        "累计排查重大事故隐患 1 项，销号 0 项。",
        "发现 12 项，整改 10 项（不计入以上数字）",
        "1. 检查20家。（双龙村）",
        "各单位没有报送。",
        "应报 2 个单位，已报 1 个（其中零报告 0 个），未报：白羊社区。",
        "相关办所（中心）",
    ):
        assert words in text
    assert "七月的" not in text


def test_the_answer_has_the_same_as_values(office: "Office") -> None:
    office.does(
        "submit", "--unit", "双龙村", "--month", "6月", "--difficulties", "缺资金", "--practice", "夜查"
    )
    found = office.asks("report", "upward", "6月")
    assert found["difficulties"] == [{"unit": "双龙村", "text": "缺资金"}]
    assert found["practice"] == [{"unit": "双龙村", "text": "夜查"}]
    assert (found["progress"], found["to"], found["complete"]) == ([], "区安委办", True)
    assert found["returns"]["not_sent"] == 1
    assert "缺资金" in found["text"]


def test_a_month_that_still_runs_says_so(office: "Office") -> None:
    assert office.asks("report", "upward")["complete"] is False
    assert "统计截至 2023-07-10" in office.does("report", "upward").out


@pytest.mark.parametrize(("month", "code"), [("2023-08", "future_month"), ("甲月", "bad_month")])
def test_a_month_that_cannot_be_reported_is_refused(office: "Office", month: str, code: str) -> None:
    assert office.is_refused("report", "upward", month) == [code]
