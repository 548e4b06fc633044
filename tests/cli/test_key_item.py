"""Key items (重点检查事项): the plan's and the office's, and the hazards found under each."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hazardctl.plan import packaged

if TYPE_CHECKING:
    from tests.cli.conftest import Office

NO = "ZD-2023-0001"
ALARM = ("key-item", "add", "燃气报警装置是否有效", "--sector", "燃气")
KEYS = "no origin sector text basis_text unit on found open_count void_reason uid"


@pytest.fixture
def own_plan(tmp_path: Path) -> Path:
    """The packaged plan with two items of its own: one for a trade, one for all."""
    folder = tmp_path / "plan"
    shutil.copytree(packaged(), folder)
    tasks = folder / "task_list.yaml"
    items = "key_items:\n  - text: 安全出口是否畅通\n  - sector: 燃气\n    text: 软管是否老化\n    source: 燃气标准第三条\n"
    tasks.write_text(tasks.read_text(encoding="utf-8").replace("key_items: []\n", items), encoding="utf-8")
    return folder


def test_the_office_settles_what_to_look_at_in_a_trade(office: "Office") -> None:
    made = office.asks(*ALARM, "--unit", "经发办", "--source", "工贸标准第七条")
    assert set(made) == set(KEYS.split())
    assert (made["no"], made["origin"], made["sector"]) == (NO, "office", "燃气")
    assert (made["text"], made["basis_text"], made["unit"]) == (
        "燃气报警装置是否有效",
        "工贸标准第七条",
        "经发办",
    )
    assert [item["no"] for item in office.asks("key-item", "list")] == [NO]
    assert NO in office.does("key-item", "list").out


def test_hazards_are_counted_by_number_and_by_text(office: "Office") -> None:
    office.does(*ALARM)
    office.registers("--key-item", NO.lower())
    office.registers("--key-item", "燃气报警装置 是否有效", title="另一处")
    office.registers("--key-item", "别的事", title="第三处")
    void = office.registers("--key-item", NO, title="误记")
    office.does("hazard", "void", void, "--reason", "误记")
    (item,) = office.asks("key-item", "list")
    assert (item["found"], item["open_count"]) == (2, 2)


def test_the_figures_are_those_of_the_day_asked_about(office: "Office") -> None:
    office.does(*ALARM, "--on", "2023-06-20", today="2023-07-10")
    first = office.registers("--key-item", NO, found_on="2023-07-01")
    office.does("hazard", "rectify", first, "--on", "2023-07-06")
    office.closes(first, on="2023-07-07", today="2023-07-10")
    stood = {}
    for day in ("2023-06-30", "2023-07-01", "2023-07-06", "2023-07-07"):
        (item,) = office.asks("key-item", "list", "--as-of", day)
        stood[day] = (item["found"], item["open_count"])
    assert stood == {"2023-06-30": (0, 0), "2023-07-01": (1, 1), "2023-07-06": (1, 1), "2023-07-07": (1, 0)}
    assert office.asks("key-item", "list", "--as-of", "2023-06-19") == []


def test_the_plan_s_own_items_come_first(office: "Office", own_plan: Path) -> None:
    plan = ("--plan", str(own_plan))
    office.does(*plan, *ALARM)
    office.registers("--key-item", "软管是否老化")
    listed = office.asks(*plan, "key-item", "list")
    assert [(i["no"], i["origin"], i["sector"], i["found"]) for i in listed] == [
        (None, "plan", None, 0),
        (None, "plan", "燃气", 1),
        (NO, "office", "燃气", 0),
    ]
    assert listed[1]["basis_text"] == "燃气标准第三条"
    assert "方案" in office.does(*plan, "key-item", "list").out
    texts = [i["text"] for i in office.asks(*plan, "key-item", "list", "--sector", "消防")]
    assert texts == ["安全出口是否畅通"]
    assert office.asks(*plan, "key-item", "list", "--void") == []
    assert office.is_refused(*plan, "key-item", "add", "软管 是否老化", "--sector", "燃气") == ["exists"]
    office.does(*plan, "key-item", "add", "软管是否老化", "--sector", "工贸")


def test_a_list_is_narrowed_by_trade_and_by_office(office: "Office") -> None:
    office.does(*ALARM, "--unit", "经发办")
    office.does("key-item", "add", "消防通道是否畅通", "--sector", "消防", "--unit", "应急办")
    listed = {
        words: [i["no"] for i in office.asks("key-item", "list", *words)]
        for words in ((), ("--sector", "消防安全"), ("--unit", "经发办"))
    }
    assert listed == {
        (): [NO, "ZD-2023-0002"],
        ("--sector", "消防安全"): ["ZD-2023-0002"],
        ("--unit", "经发办"): [NO],
    }


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("key-item", "add"), ["missing", "missing"]),
        (("key-item", "add", " ", "--sector", "燃气"), ["empty"]),
        (("key-item", "add", "查什么", "--sector", "无此行业"), ["unknown_sector"]),
        (("key-item", "add", "查什么", "--sector", "燃气", "--unit", "无此办"), ["unknown_unit"]),
        (("key-item", "add", "长" * 501, "--sector", "燃气"), ["too_long"]),
        (("key-item", "add", "查什么", "--sector", "燃气", "--on", "2023-07-11"), ["in_future"]),
        (ALARM, ["exists"]),
        (("key-item", "list", "--sector", "无此行业"), ["unknown_sector"]),
        (("key-item", "void", NO), ["missing"]),
    ],
)
def test_what_is_wrong_is_refused(office: "Office", words: tuple[str, ...], codes: list[str]) -> None:
    office.does(*ALARM)
    assert office.is_refused(*words) == codes


def test_a_void_item_is_kept_and_listed_no_more(office: "Office") -> None:
    office.does(*ALARM)
    assert office.asks("key-item", "void", NO, "--reason", "标准已改")["void_reason"] == "标准已改"
    assert office.asks("key-item", "list") == []
    assert [item["no"] for item in office.asks("key-item", "list", "--void")] == [NO]
    assert office.is_refused("key-item", "void", NO, "--reason", "又一次") == ["void"]
    assert office.run("key-item", "void", "ZD-2023-0009", "--reason", "无").code == 3
    assert office.asks(*ALARM)["no"] == "ZD-2023-0002"


def test_an_empty_list_says_how_to_add_one(office: "Office") -> None:
    assert "hazardctl key-item add" in office.does("key-item", "list").out
    assert office.asks("key-item", "list") == []
