"""The three operations (检维修、有限空间、委外) as the office types them: every check ticked or named missing."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import asdict
from tests.cli.conftest import options

from hazardctl import plan as plans
from hazardctl.domain.period import Period
from hazardctl.reports import permits as figures

if TYPE_CHECKING:
    from tests.cli.conftest import Office

    from hazardctl.reports.work_values import PermitFigures

NO = "ZY-2023-0001"
KEYS = (
    "no operation operation_name enterprise village unit on until place what contractor worker guardian report_to"
    " checks missing complete status started_on finished_on void_reason uid"
)
CHECK = "key name words task taboo done on by note late"
TANK = {"operation": "有限空间", "enterprise": "测试食品厂", "on": "2023-07-03", "until": "2023-07-05",
        "what": "清理污水池", "worker": "张三、李四"}  # fmt: skip
MAINTENANCE = ["交底", "审批", "监护人", "设备设施安全检查", "安全措施检查", "报备"]
CONFINED = ["交底", "审批", "监护人", "设备设施安全检查", "安全措施检查", "先通风", "再检测", "报备"]
CONTRACT = ["资质审查", "安全协议", "交底", "监护人", "安全措施检查", "报备"]


def enters(office: "Office", *more: str, today: str = "2023-07-03", **changes: str | None) -> Any:
    values = {key: value for key, value in {**TANK, **changes}.items() if value is not None}
    return office.asks("permit", "add", *options(values), *more, today=today)


def ticks(office: "Office", *words: str, today: str = "2023-07-03") -> Any:
    return office.asks("permit", "tick", NO, *words, today=today)


@pytest.mark.parametrize(
    ("said", "key", "checks", "more"),
    [
        ("maintenance", "maintenance", MAINTENANCE, ()),
        ("检维修", "maintenance", MAINTENANCE, ()),
        ("检维修作业", "maintenance", MAINTENANCE, ()),
        ("confined_space", "confined_space", CONFINED, ()),
        ("有限空间", "confined_space", CONFINED, ()),
        ("受限空间", "confined_space", CONFINED, ()),
        ("contract", "contract", CONTRACT, ("--contractor", "甲装修队")),
        ("委外", "contract", CONTRACT, ("--contractor", "甲装修队")),
        ("外包", "contract", CONTRACT, ("--contractor", "甲装修队")),
    ],
)
def test_each_operation_names_every_check_that_is_missing(
    office: "Office", said: str, key: str, checks: list[str], more: tuple[str, ...]
) -> None:
    made = enters(office, *more, operation=said)
    assert (made["no"], made["operation"], made["missing"]) == (NO, key, checks)
    assert (made["complete"], made["status"]) == (False, "planned")
    assert set(made) == set(KEYS.split())
    assert all(set(check) == set(CHECK.split()) for check in made["checks"])


def test_every_check_stands_with_the_plan_s_words_and_the_one_of_the_five_that_it_answers(
    office: "Office",
) -> None:
    checks: dict[str, Any] = {}
    for operation in ("检维修", "有限空间", "委外"):
        made = enters(office, "--contractor", "甲装修队", operation=operation)
        checks |= {check["name"]: check for check in made["checks"]}
    taboos = {check["taboo"] for check in checks.values()}
    assert taboos - {None} == {
        "不审查乱发包", "没协议不定责", "不交底不指导", "不检查不监护", "不报备不考核",
    }  # fmt: skip
    assert checks["资质审查"]["taboo"] == "不审查乱发包"
    assert checks["安全措施检查"]["words"] == "落实安全措施检查后方可作业"
    assert checks["再检测"]["words"] == "先通风、再检测、后作业"
    plan = plans.load(None)
    for check in checks.values():
        task = plan.task(check["task"])
        assert task
        assert check["words"] in task.text


def test_what_is_checked_already_is_typed_at_once(office: "Office") -> None:
    made = enters(
        office, "--done", "审批、交底", "--done", "equipment", "--guardian", "周八", "--report-to", "应急办"
    )
    assert made["missing"] == ["安全措施检查", "先通风", "再检测"]
    assert (made["guardian"], made["report_to"]) == ("周八", "应急办")
    done = {check["name"]: (check["on"], check["by"]) for check in made["checks"] if check["done"]}
    assert set(done.values()) == {("2023-07-03", "王五")}


def test_a_check_is_ticked_on_its_day_by_whoever_made_it(office: "Office") -> None:
    enters(office)
    made = ticks(office, "审批", "--on", "2023-06-20", "--by", "赵六", "--note", "票号12")
    (approval,) = [check for check in made["checks"] if check["key"] == "approval"]
    assert (approval["on"], approval["by"], approval["note"]) == ("2023-06-20", "赵六", "票号12")
    assert "审批" not in made["missing"]


def test_first_ventilation_then_the_test_then_the_work(office: "Office") -> None:
    enters(office)
    today = "2023-07-03"
    assert office.is_refused("permit", "start", NO, today=today) == ["not_ventilated", "not_tested"]
    assert office.is_refused("permit", "tick", NO, "检测", today=today) == ["not_ventilated"]
    ticks(office, "通风")
    assert office.is_refused("permit", "start", NO, today=today) == ["not_tested"]
    ticks(office, "检测")
    begun = office.asks("permit", "start", NO, today=today)
    assert (begun["status"], begun["started_on"]) == ("running", today)
    over = office.asks("permit", "finish", NO, today="2023-07-04")
    assert (over["status"], over["finished_on"]) == ("finished", "2023-07-04")


def test_the_order_is_by_day_before_it_is_by_typing(office: "Office") -> None:
    enters(office)
    ticks(office, "通风", "--on", "2023-07-03", today="2023-07-04")
    refused = office.is_refused("permit", "tick", NO, "检测", "--on", "2023-07-02", today="2023-07-04")
    assert refused == ["not_ventilated"]
    ticks(office, "检测", today="2023-07-04")
    refused = office.is_refused("permit", "start", NO, "--on", "2023-07-03", today="2023-07-04")
    assert refused == ["not_tested"]


def test_the_refusal_says_what_comes_first_and_what_to_type(office: "Office") -> None:
    enters(office)
    said = office.run("permit", "start", NO, today="2023-07-03").err
    assert "先通风、再检测、后作业" in said
    assert f"hazardctl permit tick {NO} 通风" in said


def test_nobody_is_rescued_blindly(office: "Office") -> None:
    words = ("permit", "add", *options(TANK))
    assert "严禁措施不清、情况不明盲目施救" in office.does(*words).out
    assert "盲目施救" not in office.does(*words, "--operation", "检维修").out


def test_work_that_begins_with_checks_undone_says_which(office: "Office") -> None:
    enters(office, "--done", "审批", operation="检维修")
    said = office.does("permit", "start", NO, today="2023-07-03")
    assert "作业已开始，以下检查仍未办结：交底、监护人" in said.err
    made = ticks(office, "交底", today="2023-07-04")
    late = [check["name"] for check in made["checks"] if check["late"]]
    assert late == ["交底"]
    assert "作业开始后补办" in office.does("permit", "show", NO, today="2023-07-04").out


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--guardian", "李四"), "guardian_works"),
        (("--guardian", "甲装修队", "--contractor", "甲装修队"), "guardian_works"),
        (("--done", "监护人"), "missing"),
        (("--done", "放炮"), "unknown_check"),
        (("--done", "检查"), "unknown_check"),
        (("--done", "资质审查"), "unknown_check"),
        (("--operation", "焊接"), "unknown_operation"),
        (("--until", "2023-07-02"), "bad_period"),
        (("--on", "昨天的昨天"), "bad_date"),
        (("--operation", "委外"), "missing"),
        (("--unit", "无此办"), "unknown_unit"),
        (("--what", ""), "empty"),
    ],
)
def test_what_is_wrong_with_a_permit_is_refused(office: "Office", more: tuple[str, ...], code: str) -> None:
    assert office.is_refused("permit", "add", *options(TANK), *more) == [code]


def test_everything_wrong_is_said_at_once(office: "Office") -> None:
    codes = office.is_refused(
        "permit", "add", "--until", "2023-07-01", "--guardian", "李四", "--worker", "李四"
    )
    assert sorted(filter(None, codes)) == ["bad_period", "guardian_works", "missing", "missing"]


def test_a_tick_of_nothing_says_what_is_left(office: "Office") -> None:
    enters(office, "--done", "审批、交底、设备设施安全检查、先通风、再检测", "--guardian", "周八")
    assert office.is_refused("permit", "tick", NO) == ["missing"]
    assert "还缺：安全措施检查、报备" in office.run("permit", "tick", NO).err
    assert office.is_refused("permit", "tick", NO, "审批", today="2023-07-03") == ["already_ticked"]


def test_naming_the_guardian_or_where_it_was_reported_ticks_the_check(office: "Office") -> None:
    enters(office)
    made = ticks(office, "--guardian", "周八", "--report-to", "应急办")
    assert "监护人" not in made["missing"]
    assert "报备" not in made["missing"]
    assert made["guardian"] == "周八"


def test_work_is_planned_for_a_day_to_come(office: "Office") -> None:
    made = enters(office, today="2023-07-01")
    assert (made["on"], made["status"]) == ("2023-07-03", "planned")
    assert office.is_refused("permit", "start", NO, today="2023-07-02")[0] == "too_early"
    assert len(office.asks("permit", "list", today="2023-07-01")) == 1
    assert office.asks("permit", "list", "--from", "2023-07-03", "--to", "2023-07-03", today="2023-07-01")
    assert office.asks("permit", "list", "--to", "2023-07-02", today="2023-07-01") == []


def test_a_permit_that_has_run_out_is_not_worked_on_and_overrunning_is_said(office: "Office") -> None:
    enters(office, "--done", "先通风、再检测")
    assert office.is_refused("permit", "start", NO, today="2023-07-06") == ["expired"]
    office.does("permit", "start", NO, "--on", "2023-07-05", today="2023-07-06")
    said = office.does("permit", "finish", NO, today="2023-07-06")
    assert "超过许可的期限 2023-07-05" in said.err
    assert office.is_refused("permit", "finish", NO, today="2023-07-06") == ["already_finished"]


def test_any_past_day_can_be_asked_for(office: "Office") -> None:
    enters(office, "--done", "先通风、再检测")
    office.does("permit", "start", NO, "--on", "2023-07-04", today="2023-07-05")
    ticks(office, "审批", today="2023-07-05")
    then = office.asks("permit", "show", NO, "--as-of", "2023-07-03", today="2023-07-06")
    assert (then["status"], "审批" in then["missing"]) == ("planned", True)
    now = office.asks("permit", "show", NO, today="2023-07-06")
    assert (now["status"], "审批" in now["missing"]) == ("running", False)
    assert office.asks("permit", "list", "--as-of", "2023-07-02", today="2023-07-06") == []
    assert office.run("permit", "show", NO, "--as-of", "2023-07-02", today="2023-07-06").code == 3


def test_lists_are_narrowed_by_operation_and_by_what_is_missing(office: "Office") -> None:
    enters(office, "--village", "双龙村")
    enters(office, "--guardian", "周八", "--report-to", "应急办", "--done",
           "交底、审批、设备设施安全检查、安全措施检查", operation="检维修", enterprise="幸福超市")  # fmt: skip

    def listed(*words: str) -> list[str]:
        return [p["no"] for p in office.asks("permit", "list", *words)]

    assert listed() == ["ZY-2023-0002", NO]
    assert listed("--operation", "检维修") == ["ZY-2023-0002"]
    assert listed("--missing") == [NO]
    assert listed("--village", "双龙村") == [NO]
    assert listed("--enterprise", "幸福超市") == ["ZY-2023-0002"]
    assert office.run("permit", "list", "--missing", "--fail").code == 1
    assert office.run("permit", "list", "--missing", "--operation", "检维修", "--fail").code == 0
    assert office.is_refused("permit", "list", "--operation", "焊接") == ["unknown_operation"]


def test_a_void_permit_is_kept_and_counts_nowhere(office: "Office") -> None:
    enters(office)
    assert office.is_refused("permit", "void", NO) == ["missing"]
    assert office.asks("permit", "void", NO.lower(), "--reason", "重复")["void_reason"] == "重复"
    assert office.asks("permit", "list") == []
    assert [p["no"] for p in office.asks("permit", "list", "--void")] == [NO]
    assert office.is_refused("permit", "tick", NO, "审批") == ["void"]
    assert office.run("permit", "show", "ZY-2023-0009").code == 3
    assert counted(office, 7).total == 0


def test_a_sheet_of_permits_has_headings_even_when_it_is_empty(office: "Office") -> None:
    assert "作业编号" in office.does("permit", "list", "--format", "csv").out
    enters(office)
    assert "有限空间作业" in office.does("permit", "list", "--format", "csv").out


def counted(office: "Office", month: int) -> "PermitFigures":
    last = {6: 30, 7: 31}[month]
    with office.store.reading() as reader:
        return figures.figures(
            reader, plans.load(None), Period(date(2023, month, 1), date(2023, month, last))
        )


def test_the_month_counts_work_and_what_was_undone_when_it_began(office: "Office") -> None:
    everything = "交底、审批、设备设施安全检查、安全措施检查、先通风、再检测"
    enters(office, "--done", everything, "--guardian", "周八", "--report-to", "应急办")
    enters(office, "--done", "交底", operation="检维修", on="2023-07-10", today="2023-07-10", until=None)
    enters(office, operation="检维修", on="2023-08-02", until=None, today="2023-07-20")
    july = counted(office, 7)
    assert (july.total, july.complete, july.with_missing) == (2, 1, 1)
    assert july.by_operation == {"maintenance": 1, "confined_space": 1, "contract": 0}
    assert july.missing == dict.fromkeys(["审批", "监护人", "设备设施安全检查", "安全措施检查", "报备"], 1)
    (undone,) = july.items_missing
    assert (undone.no, undone.operation, undone.enterprise) == ("ZY-2023-0002", "检维修作业", "测试食品厂")
    assert counted(office, 6).total == 0
    json.dumps(asdict(july), default=str)
