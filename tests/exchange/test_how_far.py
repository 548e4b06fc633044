"""What 整改情况 says of a rectification: finished and when, or not; whatever is in doubt is neither."""

import pytest

from hazardctl.exchange import how_far
from hazardctl.exchange.how_far import Stage

FINISHED = {
    "已于7月18日完成整改": "7月18日",
    "已整改（2023.7.18完成）": "2023.7.18",
    "完成整改（7月18日）": "7月18日",
    "2023年7月18日已整改": "2023年7月18日",
    "已整改，7月18日完成": "7月18日",
    "7月18日已整改完成": "7月18日",
    "7月18日已整改，尚未销号": "7月18日",
    "７月１８日已整改": "7月18日",
    "七月十八日整改完毕": "7月18日",
    "整改完成时间：7月18日": "7月18日",
    "7月10日查出，7月18日已整改": "7月18日",
    "7月3日检查时未整改，7月10日整改完毕": "7月10日",
    "已全部整改到位。2023-07-18": "2023-07-18",
    "22年7月18日已整改": "22年7月18日",
    "2023.7.18": "2023.7.18",
    "已按要求整改到位": None,
    "灭火器已整改到位": None,
    "已销号": None,
    "已整改": None,
    "整改完毕，正在申请验收": None,
    "已整改，仍需加强管理": None,
    "现场未戴安全帽，已整改": None,
    "要求7月15日前完成整改，已整改到位": None,
    "已整改，7月20日复查合格": None,
    "7月10日整改完成，7月18日全部整改到位": None,
}


@pytest.mark.parametrize("said", FINISHED)
def test_finished_is_what_a_whole_clause_says_and_its_day_stands_with_it(said: str) -> None:
    found = how_far.read(said)
    assert (found.stage, found.day) == (Stage.FINISHED, FINISHED[said])


@pytest.mark.parametrize("said", ["未整改", "整改中", "尚未整改", "no"])
def test_not_yet_is_what_says_nothing_else(said: str) -> None:
    assert how_far.read(said) == (Stage.UNFINISHED, None, True)


@pytest.mark.parametrize(
    "said",
    [
        "正在整改", "正在整改，配件已订购", "尚未整改完毕", "整改未到位", "已整改，剩余2处未整改", "8月3日已整改，复查不合格",
        "预计7月20日完成整改", "7月20日前完成整改", "企业承诺7月底整改完成", "大部分已整改完成", "整改完成率80%", "限7月15日整改到位",
        "延期至8月10日完成整改", "8月20日前", "整改完成时限：8月30日", "整改到位期限2023年8月30日", "8月3日已落实整改资金",
        "8月3日整改完成一半", "同意8月10日完成整改", "定于8月10日完成整改", "8月10日可完成整改", "8月10日能整改到位", "8月10日左右完成整改",
        "8月3日已完成整改方案编制", "8月3日落实整改责任人", "8月3日完成整改任务的60%", "整改完成后8月3日恢复生产", "8月3日停用，整改完成后再启用",
        "整改完成前停止使用", "8月底前完成整改", "难以完成整改", "完成整改方案", "经8月10日复查已整改到位", "8月3日检查发现的问题已整改",
        "8月3日下发整改通知书已整改完毕", "8月3日至5日完成整改", "8月3-5日完成整改", "8月3、4日完成整改", "截至7月18日已整改到位",
        "配件已订购", "已加装", "已下达整改通知书", "已责令整改", "7月10日订购配件", "。", "—",
    ],
)  # fmt: skip
def test_what_is_in_doubt_is_neither(said: str) -> None:
    assert how_far.read(said) == (Stage.UNSAID, None, False)


@pytest.mark.parametrize("said", ["预计", "配件已订购，计划更换", "延期至", "限期", "8月1日前要求"])
def test_words_before_a_day_may_deny_that_it_is_the_end(said: str) -> None:
    assert how_far.is_planned(said)
    assert not how_far.is_planned("已更换软管")
