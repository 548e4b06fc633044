"""Another town's plan works without touching code: 2024 to 2026, quarterly returns, months that end on the 25th."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

PLAN = Path(__file__).resolve().parents[1] / "data" / "other_town"
HAZARD = ("--title", "焊机无接地", "--level", "general", "--unit", "渔政站", "--source", "department", "--enterprise",
          "江边船厂", "--sector", "船厂", "--measures", "接地", "--responsible", "李四", "--no-funds", "--deadline",
          "2024-04-10", "--contingency", "停工")  # fmt: skip


@pytest.fixture
def linjiang(desk: "Office", monkeypatch: pytest.MonkeyPatch) -> "Office":
    """The other town with its ledger and two villages."""
    monkeypatch.setenv("HAZARDCTL_PLAN", str(PLAN))
    desk.does("init", today="2024-02-01")
    desk.does("unit", "add", "上江村", "下江村", today="2024-02-01")
    return desk


def asks(office: "Office", *words: str, today: str = "2024-04-20") -> Any:
    return office.asks(*words, today=today)


def test_its_plan_is_in_order_and_its_own_duties_are_answered(linjiang: "Office") -> None:
    assert linjiang.run("plan", "check", today="2024-02-01").code == 0
    for trade, unit in (
        ("船厂", "渔政站"),
        ("渔船", "渔政站"),
        ("农家乐", "文旅站"),
        ("露营地", "文旅站"),
        ("自建房", "建设所"),
    ):
        assert asks(linjiang, "who-owns", trade)["owners"][0]["unit"] == unit
    assert asks(linjiang, "who-owns", "storage")["owners"][0]["members"] == ["渔政站", "建设所"]
    assert [phase["name"] for phase in asks(linjiang, "phase", "status")] == [
        "启动部署",
        "集中攻坚",
        "巩固提升",
    ]
    assert [task["id"] for task in asks(linjiang, "task", "list")] == ["1-1", "2-1", "2-2"]


def test_a_hazard_goes_its_whole_way_under_its_own_series(linjiang: "Office") -> None:
    no = asks(linjiang, "hazard", "add", *HAZARD, today="2024-03-26")["no"]
    assert no == "LJ-2024-0001"
    linjiang.does("hazard", "rectify", no, today="2024-04-01")
    linjiang.closes(no, on="2024-04-02")
    assert asks(linjiang, "hazard", "show", no)["status"] == "closed"


def test_its_months_end_on_the_25th(linjiang: "Office") -> None:
    linjiang.does("hazard", "add", *HAZARD, today="2024-03-26")
    report = asks(linjiang, "report", "monthly", "2024-04", today="2024-05-01")
    assert (report["period"]["from"], report["period"]["to"], report["month"]["found"]) == (
        "2024-03-26",
        "2024-04-25",
        1,
    )
    assert asks(linjiang, "report", "monthly", "2024-03", today="2024-05-01")["month"]["found"] == 0
    assert asks(linjiang, "report", "monthly", today="2024-03-26")["period"]["month"] == "2024-04"
    february = asks(linjiang, "report", "monthly", "2024-02", today="2024-05-01")["period"]
    assert (february["from"], february["to"]) == ("2024-01-26", "2024-02-25")


def test_its_returns_are_quarterly(linjiang: "Office") -> None:
    linjiang.does("submit", "--unit", "上江村", "--progress", "已部署", today="2024-03-20")
    found = asks(linjiang, "submissions", "--month", "2024-02", today="2024-03-25")
    assert (found["period"], found["expected"], found["sent"]) == ("2024-Q1", 4, 1)
    assert {unit["unit"] for unit in found["units"]} == {"上江村", "下江村", "渔政站", "建设所"}


def test_its_duties_come_round_by_its_own_words(linjiang: "Office") -> None:
    linjiang.does("post", "set", "镇长", "郑镇长", today="2024-02-01")
    linjiang.does(
        "inspect", "add", "--enterprise", "江边船厂", "--unit", "安环站", "--by", "郑镇长", today="2024-03-10"
    )
    linjiang.does(
        "inspect",
        "add",
        "--enterprise",
        "江边船厂",
        "--unit",
        "渔政站",
        "--source",
        "self",
        today="2024-05-10",
    )
    tasks = {
        t["id"]: (t["done"], t["expected"])
        for t in asks(linjiang, "task", "status", today="2024-06-30")["tasks"]
    }
    # 2024-01-26 to 02-25 is the first whole month; 2024-06-25 ends the fifth. One whole quarter has ended by 30 June.
    assert tasks == {"1-1": (1, 1), "2-1": (1, 5), "2-2": (0, 0)}


def test_its_ladder_and_its_operations_are_its_own(linjiang: "Office") -> None:
    no = asks(linjiang, "hazard", "add", *HAZARD, today="2024-03-26")["no"]
    (found,) = asks(linjiang, "action", "suggest", today="2024-04-20")
    assert (found["kind"], found["name"], found["no"]) == ("call", "电话催办", no)
    linjiang.does(
        "action", "add", "--kind", "电话催办", "--unit", "渔政站", "--hazard", no, today="2024-04-20"
    )
    made = asks(linjiang, "permit", "add", "--operation", "动火", "--enterprise", "江边船厂")
    assert made["missing"] == ["交底"]
    assert (
        linjiang.run("action", "add", "--kind", "supervise", "--unit", "渔政站", today="2024-04-20").code == 4
    )


def test_nothing_of_the_packaged_town_is_said(linjiang: "Office") -> None:
    linjiang.does("hazard", "add", *HAZARD, today="2024-03-26")
    for words in (("status",), ("report", "monthly", "2024-04"), ("report", "upward", "2024-Q1"), ("unit", "list"),
                  ("task", "list"), ("check",), ("submissions",), ("--help",)):  # fmt: skip
        said = linjiang.run(*words, today="2024-04-20")
        assert said.code in {0, 1}, (words, said.err)
        assert not [name for name in ("白羊", "经发办", "区安委办", "38 项") if name in said.out]
