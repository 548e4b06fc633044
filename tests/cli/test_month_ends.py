"""A town worked through June to December by its own commands; every month end equals a table worked out by hand.

Three offices in the duty group, four villages, twelve enterprises: two high-risk, five micro, five others. What was
done, and what follows from it by the plan's words, is told beside each row of the table.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

VILLAGES = ("双龙村", "白羊社区", "石龙村", "高桥村")
HIGH_RISK = ("甲化工厂", "乙加油站")
MICRO = tuple(f"小店{n}" for n in range(1, 6))
OTHERS = tuple(f"大厂{n}" for n in range(1, 6))
FIVE = ("--measures", "加固", "--responsible", "李四", "--funds", "2万", "--contingency", "预案")
MAJOR = ("hazard", "add", "--title", "重大隐患", "--level", "major", "--unit", "经发办", "--source", "department",
         "--criterion", "判定标准第三条", *FIVE)  # fmt: skip


def sends(unit: str, month: str, *what: str) -> tuple[str, ...]:
    return ("submit", "--unit", unit, "--month", month, *(what or ("--progress", "正常推进")))


def acts(kind: str, *more: str) -> tuple[str, ...]:
    return ("action", "add", "--kind", kind, "--unit", "经发办", *more)


def done(task: str, *about: str) -> tuple[str, ...]:
    return ("task", "log", task, *about)


YEAR: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("2023-06-10", (*MAJOR, "--enterprise", "大厂1", "--deadline", "2023-07-31")),
    ("2023-06-10", ("inspect", "add", "--enterprise", "小店1", "--unit", "应急办")),
    ("2023-06-12", ("inspect", "add", "--enterprise", "大厂1", "--unit", "应急办")),
    ("2023-06-12", ("hazard", "report", "BY-2023-0001", "--kind", "discovered")),
    ("2023-06-15", acts("dispatch")),
    ("2023-06-15", done("3-1", "--enterprise", "小店1")),
    ("2023-06-16", done("3-1", "--enterprise", "小店2")),
    ("2023-06-20", done("2-12", "--enterprise", "甲化工厂")),
    ("2023-06-20", done("1-5", "--post", "党委主要负责人")),
    ("2023-06-28", sends("双龙村", "2023-06")),
    ("2023-06-29", sends("白羊社区", "2023-06", "--nil")),
    ("2023-07-02", sends("石龙村", "2023-06")),
    ("2023-07-05", ("inspect", "add", "--enterprise", "大厂2", "--unit", "经发办")),
    ("2023-07-06", ("inspect", "add", "--enterprise", "大厂2", "--unit", "经发办")),
    ("2023-07-07", ("inspect", "add", "--enterprise", "小店3", "--unit", "应急办")),
    ("2023-07-09", ("accident", "add", "--summary", "烫伤", "--enterprise", "大厂3", "--injured", "1")),
    ("2023-07-10", done("1-5", "--post", "党委主要负责人")),
    ("2023-07-11", done("1-5", "--post", "行政主要负责人")),
    ("2023-07-15", acts("dispatch")),
    ("2023-07-18", acts("assign", "--reply-due", "2023-07-25")),
    ("2023-07-20", ("hazard", "rectify", "BY-2023-0001")),
    *(("2023-07-28", sends(village, "2023-07")) for village in VILLAGES),
    ("2023-08-01", done("3-1", "--enterprise", "小店3")),
    ("2023-08-03", ("hazard", "report", "BY-2023-0001", "--kind", "rectified")),
    ("2023-08-05", ("action", "reply", "DB-2023-0003", "--text", "已办")),
    ("2023-08-10", acts("supervise", "--reply-due", "2023-08-20")),
    ("2023-08-15", ("accident", "add", "--summary", "坠落", "--enterprise", "大厂4", "--deaths", "1")),
    ("2023-08-18", ("action", "reply", "DB-2023-0004", "--text", "已办")),
    ("2023-09-01", done("2-12", "--enterprise", "乙加油站")),
    ("2023-09-05", (*MAJOR, "--enterprise", "大厂5", "--deadline", "2023-12-30")),
    ("2023-09-10", acts("dispatch")),
    ("2023-09-30", sends("双龙村", "2023-09")),
    ("2023-10-02", ("hazard", "report", "BY-2023-0002", "--kind", "discovered")),
    ("2023-10-10", acts("dispatch")),
    ("2023-10-12", acts("interview", "--reply-due", "2023-10-31")),
    ("2023-11-20", done("2-12", "--enterprise", "甲化工厂")),
    ("2023-12-05", acts("dispatch")),
    *(("2023-12-10", done("2-12", "--enterprise", firm)) for firm in MICRO),
    ("2023-12-20", acts("circular")),
    *(("2023-12-30", sends(village, "2023-12")) for village in VILLAGES),
)  # fmt: skip


class MonthEnd(NamedTuple):
    """What the office must be told at a month's end; duties are (done, expected) since the campaign began."""

    dispatch: tuple[int, int]
    leaders: tuple[int, int]
    drills: tuple[int, int]
    cards: tuple[int, int]
    circular: tuple[int, int]
    reports_owed: int
    replies_overdue: int
    unsent: int
    nil: int
    visits: tuple[int, int, int]
    accidents: tuple[int, int]


# Dispatch: June, July, September, October, December. Leaders: three posts a month; the party secretary in June and
# July, the head of government in July. Drills: the first half-year falls due on 30 June for the two high-risk ones;
# in the second half one counts as soon as it is held; on 31 December all have fallen due (2 + 2 + 10), held were
# 2 (甲) + 1 (乙) + 5 (the small ones). Cards: five small ones owe one each. The circular's first whole half-year ends
# in December. Owed: the rectified report from 20 July to 3 August, the discovered one from 5 September to 2 October.
# Replies: due 25 July (answered 5 August), 20 August (answered before), 31 October (never).
TABLE = {
    "2023-06": MonthEnd((1, 1), (1, 3), (1, 2), (2, 5), (0, 0), 0, 0, 2, 1, (2, 2, 2), (0, 0)),
    "2023-07": MonthEnd((2, 2), (3, 6), (1, 2), (2, 5), (0, 0), 1, 1, 0, 0, (3, 2, 3), (1, 0)),
    "2023-08": MonthEnd((2, 3), (3, 9), (1, 2), (3, 5), (0, 0), 0, 0, 4, 0, (0, 0, 0), (2, 1)),
    "2023-09": MonthEnd((3, 4), (3, 12), (2, 3), (3, 5), (0, 0), 1, 0, 3, 0, (0, 0, 0), (2, 1)),
    "2023-10": MonthEnd((4, 5), (3, 15), (2, 3), (3, 5), (0, 0), 0, 0, 4, 0, (0, 0, 0), (2, 1)),
    "2023-11": MonthEnd((4, 6), (3, 18), (3, 4), (3, 5), (0, 0), 0, 1, 4, 0, (0, 0, 0), (2, 1)),
    "2023-12": MonthEnd((5, 7), (3, 21), (8, 14), (3, 5), (1, 1), 0, 1, 0, 0, (0, 0, 0), (2, 1)),
}
ENDS = {
    "2023-06": 30,
    "2023-07": 31,
    "2023-08": 31,
    "2023-09": 30,
    "2023-10": 31,
    "2023-11": 30,
    "2023-12": 31,
}


@pytest.fixture
def town(desk: "Office") -> "Office":
    """The town with its register, and everything that it did until the end of the year."""
    start = "2023-06-01"
    desk.does("init", today=start)
    desk.does("unit", "add", "农业服务中心", *VILLAGES, today=start)
    group = "负有安全生产监管职责办所（中心）"
    desk.does("unit", "join", group, "经发办", "规划建设管理环保办", "农业服务中心", today=start)
    for n, name in enumerate((*HIGH_RISK, *MICRO, *OTHERS)):
        people = "10" if name in MICRO else "100"
        risk = ("--high-risk",) if name in HIGH_RISK else ()
        desk.does(
            "enterprise", "add", name, "--headcount", people, "--village", VILLAGES[n % 4], *risk, today=start
        )
    for day, words in YEAR:
        desk.does(*words, today=day)
    return desk


def told(office: "Office", month: str) -> MonthEnd:
    """Ask in January what stood at a month's end."""
    report: Any = office.asks("report", "monthly", month, today="2024-01-05")
    tasks: Any = office.asks("task", "status", "--as-of", f"{month}-{ENDS[month]}", today="2024-01-05")[
        "tasks"
    ]
    duty = {task["id"]: (task["done"], task["expected"]) for task in tasks}
    visits = report["inspections"]
    return MonthEnd(
        dispatch=duty["monthly-dispatch"],
        leaders=duty["1-5"],
        drills=duty["2-12"],
        cards=duty["3-1"],
        circular=duty["1-14"],
        reports_owed=report["double_report"]["owed"],
        replies_overdue=report["actions"]["replies_overdue"],
        unsent=report["submissions"]["not_sent"],
        nil=report["submissions"]["nil"],
        visits=(visits["visits"], visits["firms"], visits["clean"]),
        accidents=(report["accidents"]["accidents"], report["accidents"]["deaths"]),
    )


def test_every_month_end_equals_the_table_worked_out_by_hand(town: "Office") -> None:
    assert {month: told(town, month) for month in TABLE} == TABLE


def test_members_of_the_group_have_one_share_each(town: "Office") -> None:
    tasks = town.asks("task", "status", "--task", "1-13", today="2023-12-31")["tasks"]
    assert [share["subject"] for share in tasks[0]["obligations"]] == [
        "经发办",
        "规划建设管理环保办",
        "农业服务中心",
    ]


def test_an_office_s_page_has_its_three_lists_and_a_village_s_its_body_duties(town: "Office") -> None:
    town.does("phase", "deliver", "task-list", "--unit", "双龙村", today="2023-08-20")
    said = town.does("unit", "show", "应急办", today="2023-12-31").out
    assert all(words in said for words in ("任务清单", "责任清单", "时限进度清单", "每月调度"))
    work = town.asks("unit", "show", "双龙村", today="2023-12-31")["work"]
    assert [item["key"] for item in work["deliverables"] if item["done"]] == ["task-list"]
    assert work["enterprises"] == 3
    assert "责任清单（正文要求）" in town.does("unit", "show", "双龙村", today="2023-12-31").out


def test_each_enterprise_s_page_says_what_it_has_not_done(town: "Office") -> None:
    late = town.asks("enterprise", "show", "乙加油站", today="2023-12-31")["enterprise"]["late"]
    assert [(one["missing"], one["since"]) for one in late if one["duty"] == "2-12"] == [(1, "2023-06-30")]
    without = town.asks("enterprise", "list", "--missing", "明白卡", today="2023-12-31")
    assert [firm["name"] for firm in without] == ["小店4", "小店5"]
