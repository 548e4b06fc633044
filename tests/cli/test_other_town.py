"""Another town brings its own plan folder and works by it: not a line of the program knows which town it is.

Three years instead of one, months that end on the 25th, returns by quarter, other offices, six trades, two groups,
a ladder of three means, two other dangerous operations.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

if TYPE_CHECKING:
    from tests.cli.conftest import Office

PLAN = Path(__file__).parents[2] / "examples" / "yunxi-town"
FIVE = {
    "measures": "加装扶手",
    "responsible": "李四",
    "funds": "2万",
    "deadline": "2024-04-01",
    "contingency": "封闭二楼",
}
OURS = ("白羊", "铜梁", "附件1", "附件2", "区安委办", "应急办", "经发办", "负有安全", "四个阶段")


@pytest.fixture
def town(desk: "Office", monkeypatch: pytest.MonkeyPatch) -> "Office":
    """The office of 云溪镇, with its ledger and one guest house."""
    monkeypatch.setenv("HAZARDCTL_PLAN", str(PLAN))
    desk.does("init", today="2024-01-26")
    desk.does("enterprise", "add", "云间民宿", "--sector", "民宿", "--regulator", "auto", "--village", "云溪社区",
              today="2024-01-26")  # fmt: skip
    return desk


def registers(town: "Office", found_on: str, **changes: str) -> str:
    words = [w for key, value in {**FIVE, **changes}.items() for w in (f"--{key}", value)]
    about = ("--title", "楼梯无扶手", "--level", "general", "--unit", "文旅站", "--source", "department",
             "--enterprise", "云间民宿", "--found-on", found_on)  # fmt: skip
    no: str = town.asks("hazard", "add", *about, *words, today=found_on)["no"]
    return no


def test_its_plan_is_sound_and_only_its_own_doubts_are_listed(town: "Office") -> None:
    found = town.asks("plan", "check", today="2024-03-01")
    assert (found["tasks"], len(found["oddities"]), found["empty_groups"]) == (4, 1, [])
    assert [vacancy["key"] for vacancy in found["open_posts"]] == ["镇长"]


@pytest.mark.parametrize(
    ("asked", "owners"),
    [
        ("农家乐", ["文旅站", "各社区"]),
        ("无人机", ["农业站"]),
        ("露营", ["文旅站", "农业站"]),
        ("充电桩", ["城建站"]),
        ("密室逃脱", ["文旅站"]),
        ("冷库", ["农业站", "监管站所"]),
    ],
)
def test_each_of_its_six_trades_has_its_owners(town: "Office", asked: str, owners: list[str]) -> None:
    assert [owner["unit"] for owner in town.asks("who-owns", asked)["owners"]] == owners


def test_a_group_among_the_owners_is_told_with_the_members_not_named_beside_it(town: "Office") -> None:
    owners = {
        owner["unit"]: owner for owner in town.asks("who-owns", "storage", today="2024-03-01")["owners"]
    }
    assert owners["监管站所"]["members"] == ["文旅站", "城建站"]


def test_a_trade_that_it_does_not_name_is_for_its_own_office_to_settle(town: "Office") -> None:
    answer = town.run("who-owns", "直播基地")
    assert answer.code == 3
    assert "安监站" in answer.out


def test_a_group_s_members_come_from_its_plan(town: "Office") -> None:
    units = {unit["key"]: unit for unit in town.asks("unit", "list", today="2024-03-01")}
    assert units["监管站所"]["members"] == ["文旅站", "农业站", "城建站"]
    assert units["各社区"]["members"] == ["云溪社区", "石桥社区"]


def test_a_regulator_is_proposed_by_its_own_division_of_work(town: "Office") -> None:
    found = town.asks("enterprise", "show", "云间民宿", today="2024-03-01")
    assert found["enterprise"]["regulator"] == "文旅站"


def test_a_hazard_goes_the_whole_way_under_its_own_series(town: "Office") -> None:
    no = registers(town, "2024-03-01")
    assert no == "YX-2024-0001"
    town.does("hazard", "rectify", no, "--on", "2024-03-10", today="2024-03-10")
    town.closes(no, on="2024-03-12")
    assert town.asks("hazard", "show", no, today="2024-03-12")["status"] == "closed"


@pytest.mark.parametrize(
    ("found_on", "month"),
    [
        ("2024-02-25", "2024-02"),
        ("2024-02-26", "2024-03"),
        ("2024-03-25", "2024-03"),
        ("2024-03-26", "2024-04"),
    ],
)
def test_its_month_runs_from_the_26th_to_the_25th(town: "Office", found_on: str, month: str) -> None:
    registers(town, found_on)
    months = ("2024-02", "2024-03", "2024-04")
    reports = {m: town.asks("report", "monthly", m, today="2024-06-01") for m in months}
    assert {m: r["month"]["found"] for m, r in reports.items()} == {m: int(m == month) for m in months}
    assert reports["2024-03"]["period"] == {
        "month": "2024-03",
        "from": "2024-02-26",
        "to": "2024-03-25",
        "complete": True,
    }
    assert reports["2024-04"]["previous"]["found"] == int(month == "2024-03")


def test_on_the_26th_the_report_is_that_of_the_next_month(town: "Office") -> None:
    asked = {day: town.asks("report", "monthly", today=day)["period"] for day in ("2024-03-25", "2024-03-26")}
    assert [(p["month"], p["from"], p["to"], p["complete"]) for p in asked.values()] == [
        ("2024-03", "2024-02-26", "2024-03-25", True),
        ("2024-04", "2024-03-26", "2024-03-26", False),
    ]
    assert town.is_refused("report", "monthly", "2024-04", today="2024-03-25") == ["future_month"]


def test_its_phases_run_over_three_years(town: "Office") -> None:
    phases = town.asks("phase", "status", today="2025-07-01")
    assert [(p["name"], p["state"]) for p in phases] == [
        ("启动", "ended"),
        ("攻坚", "current"),
        ("巩固", "upcoming"),
    ]
    town.does("phase", "deliver", "files", "--unit", "石桥社区", today="2025-07-01")
    owed = town.asks("phase", "status", today="2025-07-01")[1]["deliverables"][0]
    assert (owed["owed"], owed["done"], owed["missing_units"]) == (2, 1, ["云溪社区"])


def test_its_returns_come_by_quarter(town: "Office") -> None:
    town.does(
        "submit", "--unit", "云溪社区", "--month", "2024-02", "--progress", "排查12户", today="2024-03-20"
    )
    town.does("submit", "--unit", "文旅站", "--nil", today="2024-03-25")
    found = town.asks("submissions", "--month", "2024-Q1", today="2024-03-26")
    assert (found["period"], found["start"], found["end"]) == ("2024-Q1", "2023-12-26", "2024-03-25")
    assert (found["expected"], found["sent"], found["nil"], found["not_sent"]) == (5, 2, 1, 3)
    refused = town.is_refused(
        "submit", "--unit", "云溪社区", "--month", "2024-01", "--nil", today="2024-03-25"
    )
    assert len(refused) == 1


def test_its_duties_are_expected_by_its_own_words(town: "Office") -> None:
    town.does("inspect", "add", "--enterprise", "云间民宿", "--unit", "文旅站", "--on", "2024-02-10",
              "--source", "department", today="2024-02-10")  # fmt: skip
    town.does("post", "set", "镇长", "郑镇长", today="2024-02-01")
    town.does("inspect", "add", "--enterprise", "云间民宿", "--unit", "安监站", "--by", "郑镇长",
              today="2024-05-06")  # fmt: skip
    tasks = {t["id"]: t for t in town.asks("task", "status", today="2024-06-30")["tasks"]}
    assert (tasks["1-1"]["done"], tasks["1-1"]["expected"]) == (1, 1)
    # Five months of 26th to 25th, three offices; the visit of 10 February counts for 文旅站 without being typed twice.
    assert (tasks["1-2"]["done"], tasks["1-2"]["expected"]) == (1, 15)
    boards = [o["item"] for o in tasks["2-1"]["obligations"] if o["part"] == "boards"]
    assert boards == ["责任牌", "风险牌"]


def test_the_next_means_is_one_of_its_own_ladder(town: "Office") -> None:
    no = registers(town, "2024-03-01")
    names = {
        day: [(s["no"], s["name"]) for s in town.asks("action", "suggest", today=day)]
        for day in ("2024-04-01", "2024-04-04", "2024-04-21", "2024-05-11")
    }
    assert names == {
        "2024-04-01": [],
        "2024-04-04": [(no, "提醒函")],
        "2024-04-21": [(no, "督办单")],
        "2024-05-11": [(no, "约谈")],
    }
    town.does("action", "add", "--kind", "督办单", "--unit", "文旅站", "--hazard", no, today="2024-04-22")
    assert town.is_refused("action", "add", "--kind", "通报", "--unit", "文旅站", today="2024-04-22")


def test_its_dangerous_operations_have_its_own_checks(town: "Office") -> None:
    asked = ("permit", "add", "--operation", "吊装", "--enterprise", "云间民宿", "--unit", "城建站")
    page = town.does(*asked, "--done", "验设备", today="2024-03-20").out
    assert "定指挥" in page
    assert "已报告" not in page
    assert town.is_refused(
        "permit", "add", "--operation", "有限空间", "--enterprise", "云间民宿", "--unit", "城建站"
    )


def test_its_key_items_are_listed_by_its_own_sectors(town: "Office") -> None:
    assert [(item["sector"], item["text"]) for item in town.asks("key-item", "list")] == [
        ("民宿", "安全出口不少于两个"),
        (None, "员工会用灭火器"),
    ]


PAGES = [
    ("init", "--preparer", "周八"),
    ("plan", "show"),
    ("plan", "check"),
    ("status",),
    ("phase", "status"),
    ("task", "list"),
    ("task", "show", "2-1"),
    ("task", "status"),
    ("unit", "list"),
    ("unit", "show", "文旅站"),
    ("who-owns", "冷库"),
    ("who-owns", "--unit", "文旅站"),
    ("submissions",),
    ("report", "monthly"),
    ("report", "upward"),
    ("report", "upward", "2024-Q1"),
    ("--help",),
    ("setting", "list"),
    ("check",),
]


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_no_page_speaks_of_another_town(town: "Office", words: tuple[str, ...]) -> None:
    registers(town, "2024-03-01")
    page = town.run(*words, today="2024-04-20")
    assert page.code in {0, 1}, page.err
    assert [word for word in OURS if word in page.out + page.err] == []


def test_its_letters_and_forms_are_signed_by_its_own_office_and_name_its_own_campaign(
    town: "Office", tmp_path: Path
) -> None:
    no = registers(town, "2024-03-01")
    closing, letter = tmp_path / "a.docx", tmp_path / "b.docx"
    town.does("hazard", "notice", no, "--kind", "refer", "-o", str(letter), today="2024-03-02")
    town.does("hazard", "rectify", no, "--by", "李四", today="2024-03-02")
    town.does("hazard", "notice", no, "--kind", "close", "-o", str(closing), today="2024-03-02")
    form, told = printed(closing), printed(letter)
    assert "安监站意见" in form
    assert "我镇在治本攻坚三年行动中发现以下隐患1项" in told
    assert [word for word in OURS if word in form + told] == []
    assert "重大事故隐患专项排查整治" not in told


def printed(path: Path) -> str:
    document: Any = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))
