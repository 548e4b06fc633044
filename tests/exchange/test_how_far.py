"""What 整改情况 says of a rectification: finished and when, not yet, or only how far it has come."""

import pytest

from hazardctl.exchange import how_far
from hazardctl.exchange.how_far import Stage

FINISHED = {
    "已于7月18日完成整改": "7月18日",
    "已整改（2023.7.18完成）": "2023.7.18",
    "2023年7月18日已整改": "2023年7月18日",
    "已整改，7月18日完成": "7月18日",
    "7月18日已整改完成": "7月18日",
    "７月１８日已整改": "7月18日",
    "七月十八日整改完毕": "7月18日",
    "整改工作已于2023/7/18全部完成": "2023/7/18",
    "7月10日查出，7月18日已整改": "7月18日",
    "已于7月20日前完成整改": "7月20日",
    "已全部整改到位。2023-07-18": "2023-07-18",
    "22年7月18日已整改": "22年7月18日",
    "2023.7.18": "2023.7.18",
    "已按要求整改到位": None,
    "已销号": None,
    "已整改": None,
    "未接地的配电箱已整改到位": None,
    "现场未戴安全帽，已整改": None,
    "要求7月15日前完成整改，已整改到位": None,
    "已将电线整改到位，待复查": None,
    "已整改，7月20日复查合格": None,
    "7月10日整改完成，7月18日全部整改到位": None,
    "截至7月18日已整改到位": None,
}


@pytest.mark.parametrize("said", FINISHED)
def test_finished_is_what_says_so_and_its_day_stands_with_those_words(said: str) -> None:
    found = how_far.read(said)
    assert (found.stage, found.day) == (Stage.FINISHED, FINISHED[said])


@pytest.mark.parametrize(
    "said", ["未整改", "整改中", "正在整改", "正在整改，配件已订购", "尚未整改完毕", "已整改3处，剩余2处未整改", "整改未到位"]
)  # fmt: skip
def test_unfinished_is_what_says_that_something_is_left(said: str) -> None:
    assert how_far.read(said) == (Stage.UNFINISHED, None, said in {"未整改", "整改中"})


@pytest.mark.parametrize(
    "said", ["预计7月20日完成整改", "7月20日前完成整改", "企业承诺7月底整改完成", "大部分已整改完成", "整改完成率80%", "限7月15日整改到位"]
)  # fmt: skip
def test_what_is_planned_asked_for_or_done_in_part_is_not_finished(said: str) -> None:
    assert how_far.read(said) == (Stage.PUT_OFF, None, False)


@pytest.mark.parametrize(
    "said", ["配件已订购", "已加装", "已下达整改通知书", "已责令整改", "7月10日订购配件", "。", "—"]
)
def test_other_words_are_not_taken_for_an_end(said: str) -> None:
    assert how_far.read(said) == (Stage.UNSAID, None, False)
