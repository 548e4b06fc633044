"""Names of people, enterprises and units."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.names import enterprise_key, fold, nearest, same_person
from hazardctl.domain.text import safe

ANY_TEXT = st.text(st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三", "张 三"),
        ("张三", "张\u3000三"),
        ("张三", " 张三 "),
        ("张三", "张\u200b三"),
        ("张三", "\ufeff张三"),
        ("葛城", "葛\U000e0100城"),
        ("Zhang San", "ZHANGSAN"),
        ("ＺＨＡＮＧ", "zhang"),
        ("阿依古丽·买买提", "阿依古丽•买买提"),
        ("阿依古丽·买买提", "阿依古丽.买买提"),
        ("阿依古丽·买买提", "阿依古丽・买买提"),
        ("张三", "李四、张三"),
        ("张三；王五", "李四，张 三"),
    ],
)
def test_one_person_written_in_two_ways_is_one_person(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("张三", "张四"), ("张三", "张三丰"), ("", ""), ("张三", ""), (" ", "\u3000"), ("、", "、")],
)
def test_two_people_are_two_and_an_empty_name_is_nobody(one: str, other: str) -> None:
    assert not same_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("铜梁区甲乙食品厂（普通合伙）", "铜梁区甲乙食品厂(普通合伙)"),
        ("甲乙（重庆）有限公司", "甲乙 ( 重庆 ) 有限公司"),
        ("甲乙【重庆】有限公司", "甲乙（重庆）有限公司"),
        ("甲乙〔重庆〕有限公司", "甲乙[重庆]有限公司"),
        ("ABC加油站", "ａｂｃ加油站"),
    ],
)
def test_one_enterprise_written_in_two_ways_has_one_key(one: str, other: str) -> None:
    assert enterprise_key(one) == enterprise_key(other)


def test_a_branch_is_not_its_parent() -> None:
    assert enterprise_key("甲乙有限公司") != enterprise_key("甲乙有限公司（一分厂）")


@given(ANY_TEXT)
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert enterprise_key(enterprise_key(name)) == enterprise_key(name)
    assert not any(c.isspace() for c in fold(name))


@given(ANY_TEXT, ANY_TEXT)
def test_being_the_same_person_goes_both_ways(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)


UNITS = ["应急办", "经发办", "规建办", "平安办", "农业服务中心", "社会事务办", "综合行政执法大队"]


@pytest.mark.parametrize(
    ("query", "known", "proposed"),
    [
        ("经发办", UNITS, ["经发办"]),
        ("经 发 办", UNITS, ["经发办"]),
        ("经发", UNITS, ["经发办"]),
        ("经法办", UNITS, ["经发办"]),
        ("镇应急办", UNITS, ["应急办"]),
        ("执法大队", UNITS, ["综合行政执法大队"]),
        ("农服中心", UNITS, ["农业服务中心"]),
        ("水利站", UNITS, []),
        ("张三", ["李四", "张三丰", "张三", "张散"], ["张三", "张三丰", "张散"]),
        ("张小三", ["李四", "王小三", "张三", "李小二"], ["张三", "王小三"]),
        (
            "甲乙厂(普通合伙)",
            ["甲乙厂（普通合伙）", "甲丙厂（普通合伙）"],
            ["甲乙厂（普通合伙）", "甲丙厂（普通合伙）"],
        ),
        ("", UNITS, []),
        ("\u3000", UNITS, []),
        ("张三", ["", " ", "张三", "张三"], ["张三"]),
    ],
)
def test_the_names_that_were_probably_meant_are_proposed_best_first(
    query: str, known: list[str], proposed: list[str]
) -> None:
    assert nearest(query, known) == proposed


def test_equally_near_names_keep_their_order_and_no_more_than_asked_for_are_given() -> None:
    known = ["张一", "张二", "张四", "张五", "张六", "张七"]
    assert nearest("张三", known) == known[:5]
    assert nearest("张三", reversed(known), limit=2) == ["张七", "张六"]


@given(ANY_TEXT, st.lists(ANY_TEXT, max_size=10))
def test_only_known_names_are_proposed_each_once(query: str, known: list[str]) -> None:
    proposed = nearest(query, known)
    assert set(proposed) <= set(known)
    assert len(proposed) == len(set(proposed)) <= 5


def test_ten_thousand_enterprises_are_searched_while_the_clerk_waits() -> None:
    known = [f"重庆市铜梁区白羊镇第{i}号机械加工有限公司" for i in range(10_000)]
    begun = time.perf_counter()
    assert nearest("重庆市铜梁区白羊镇第77号机械加工有限公司", known)[0] == known[77]
    assert time.perf_counter() - begun < 5


@given(st.text(st.one_of(st.sampled_from("，（）,()·•。A１ｱ́ 　̸̈"), st.characters()), max_size=12))
def test_folding_is_what_unicode_calls_compatible(text: str) -> None:
    whole = unicodedata.normalize("NFKC", re.sub("[\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", safe(text)))
    cased = unicodedata.normalize("NFKC", "".join(whole.split()).casefold())
    assert fold(text) == re.sub("[•‧・∙⋅●.。]", "·", cased)
