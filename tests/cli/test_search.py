"""Finding at the keyboard: several words, part words, pinyin, first letters."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

GAS, BOX = "食堂燃气管道未检测", "二楼配电箱未接地"


@pytest.fixture
def two(office: "Office") -> "Office":
    office.registers(title=GAS, enterprise="银河餐馆")
    office.registers(title=BOX, enterprise="绿源超市", place="二车间")
    return office


def found(office: "Office", said: str, *more: str) -> list[str]:
    return [hazard["title"] for hazard in office.asks("hazard", "list", "--search", said, *more)]


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("燃气", [GAS]),
        ("燃气 未检测", [GAS]),
        ("检测 银河", [GAS]),
        ("燃气 配电", []),
        ("ranqi", [GAS]),
        ("rqgd", [GAS]),
        ("pdx 绿源", [BOX]),
        ("erchejian", [BOX]),
        ("weijiedi 二车间", [BOX]),
        ("by", [GAS, BOX]),
        ("0002", [BOX]),
        ("%", []),
        ("_", []),
        ("wu", []),
    ],
)
def test_hazards_are_found(two: "Office", said: str, titles: list[str]) -> None:
    assert found(two, said) == titles


def test_nothing_to_look_for_is_said_in_chinese(two: "Office") -> None:
    result = two.run("hazard", "list", "--search", "  ")
    assert result.code == 4
    assert "查找内容不能为空" in result.err


def test_a_limit_counts_what_is_found(two: "Office") -> None:
    two.registers(title="配电房积水", enterprise="绿源超市")
    assert found(two, "peidian", "--limit", "1") == [BOX]
    assert found(two, "peidian", "--limit", "2") == [BOX, "配电房积水"]
    assert two.does("hazard", "list", "--search", "peidian", "--limit", "1").out.count("BY-2023") == 1


def test_a_search_fails_a_scheduler_when_something_is_found(two: "Office") -> None:
    assert two.run("hazard", "list", "--search", "ranqi", "--fail").code == 1
    assert two.run("hazard", "list", "--search", "meikuang", "--fail").code == 0


def test_what_is_searched_for_is_what_is_exported(two: "Office") -> None:
    told = two.does("hazard", "list", "--search", "rq", "--format", "csv").out
    assert GAS in told
    assert BOX not in told


@pytest.mark.parametrize("said", ["银河", "yinhe", "yhcg", "餐馆 yinhe"])
def test_enterprises_are_found(two: "Office", said: str) -> None:
    assert [firm["name"] for firm in two.asks("enterprise", "list", "--search", said)] == ["银河餐馆"]


@pytest.mark.parametrize("said", ["ranqi", "rq", "ranqizhifa", "RANQI", "ranqi zhifa"])
def test_who_answers_is_found_by_sound(office: "Office", said: str) -> None:
    owned = office.asks("who-owns", said)
    assert (owned["duty"], owned["match"]) == ("gas-enforcement", "close")


@pytest.mark.parametrize("said", ["xyz", "yjb", "q", "waixingren"])
def test_what_sounds_like_nothing_in_the_plan_is_left_to_the_principles(office: "Office", said: str) -> None:
    result = office.run("who-owns", said, "--format", "json")
    assert (result.code, result.data["match"]) == (3, "none")
