"""Several words, each as it is written or as it sounds."""

import pytest

from hazardctl.domain.search import Sought, unread
from hazardctl.pinyin import readings

TEXT = "银行食堂燃气管道长期未检测 LNG站 BY-2023-0007 绿源超市"


@pytest.mark.parametrize(
    "said",
    [
        "燃气", "燃气 管道", "管道 燃气", "BY-2023-0007", "by-2023-0007", "ＬＮＧ", "lng",
        "ranqi", "RanQi", "ranq", "ranqiguandao", "rq", "rqgd", "guandao ranqi", "rq 食堂",
        "yinhang", "yinxing", "changqi", "zhangqi", "cq", "zq", "lvyuan", "luyuan", "lngzhan", "by",
    ],
)  # fmt: skip
def test_it_is_found(said: str) -> None:
    assert Sought.read(said).in_text(TEXT, readings)


@pytest.mark.parametrize(
    "said",
    ["燃油", "燃气 燃油", "ranyou", "ra", "rqx", "qr", "ran qing", "rq 燃油", "anqi", "r7", "%", "ranqi%"],
)
def test_it_is_not_found(said: str) -> None:
    assert not Sought.read(said).in_text(TEXT, readings)


def test_one_letter_is_looked_for_as_it_stands() -> None:
    assert Sought.read("r") == Sought(("r",), ())
    assert not Sought.read("r").in_text("燃气", readings)
    assert Sought.read("r").in_text("R区", readings)


def test_first_letters_may_be_left_out() -> None:
    assert not Sought.read("rq").in_text(TEXT, readings, first_letters=False)
    assert Sought.read("ranqi").in_text(TEXT, readings, first_letters=False)


def test_nothing_asked_for_is_in_every_text() -> None:
    assert not Sought.read("  ")
    assert Sought.read("").in_text("", unread)


def test_a_rare_character_stops_nothing() -> None:
    assert Sought.read("ranqi").in_text("\U00020bb7野家燃气", readings)
    assert readings("\U00020bb7") == readings("a") == readings("。") == frozenset()
